import type { OrganisationMap } from '../../organisation/index.ts';
import type { Answer, Answers, Day, FileReference, Json, Typed } from '../answers.ts';
import type { Check, InformationClass } from '../schema/common.ts';
import type { Calculation, FormDefinition, PageDefinition } from '../schema/form.ts';
import type { Question } from '../schema/question.ts';

export type Language = 'sv' | 'sv-simple' | 'en';

/** Something wrong in a definition: where (`pages.hinders.questions.hinder.when`), what, and what to do about it. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a variable holds, for checking expressions before they are used. */
export type Shape = (
  | { readonly kind: 'boolean' | 'number' | 'integer' | 'day' | 'time' | 'dateTime' | 'duration' | 'unknown' }
  /** `codes`: the only values there are; comparing with another is a problem. */
  | { readonly kind: 'string' | 'coding'; readonly codes?: readonly string[] }
  | { readonly kind: 'object'; readonly properties: Readonly<Record<string, Shape>> }
) & { readonly many?: boolean };

/** What a form is compiled against. All may be left out. */
export interface FormEnvironment {
  /** Texts in other languages: `{ en: <texts/en.yaml as parsed> }`. Keys that do not exist are problems. */
  readonly texts?: Readonly<Partial<Record<Language, Json>>>;
  /** Dated tables that `lookup()` may name: number of keys of each. Left out: any name is taken. */
  readonly tables?: Readonly<Record<string, { readonly keys: number }>>;
  /** More context variables than the ones always there (`%applicant`, `%organisation`), or more properties of those. */
  readonly variables?: Readonly<Record<string, Shape>>;
  /** For an inquiry: the application, whose answers its expressions may read by the same ids. */
  readonly application?: Form;
}

/** One row of a dated table of the organisation. */
export interface LookupRow {
  /** Named where a calculation explains itself. */
  readonly id: string;
  readonly from: Day;
  readonly to?: Day;
  /** One for each key; a span includes both ends. */
  readonly keys: readonly (string | number | { readonly min?: number; readonly max?: number })[];
  /** Öre, if the table is one of money. */
  readonly value: number;
}

export interface LookupTable {
  readonly id: string;
  readonly rows: readonly LookupRow[];
}

/** Everything besides the answers that a journey depends on. */
export interface FormContext {
  readonly today: Day;
  readonly language?: Language;
  /** `%applicant`: `age`, `birthDate`, `municipality`, `county`, … Only what the definition's class lets it know. */
  readonly applicant?: Readonly<Record<string, Json>>;
  /** `%organisation`: `code`, `name`, `kind`. */
  readonly organisation?: Readonly<Record<string, Json>>;
  /** Values of the environment's further variables, by name without `%`. */
  readonly variables?: Readonly<Record<string, Json>>;
  /** Last time's answers: `%previous.<id>`, and `confirm: { from: previous.<id> }`. */
  readonly previous?: Answers;
  /** Fetched facts by port name, as answers to the questions that confirm them: `{ 'population.address': { … } }`. */
  readonly facts?: Readonly<Record<string, Json>>;
  /** The application's answers, for an inquiry. */
  readonly application?: Answers;
  readonly tables?: Readonly<Record<string, LookupTable>>;
  /** The organisation's own map, to point at where the form asks for a place. */
  readonly map?: OrganisationMap;
  /** The day whose rows `lookup()` reads; today when left out. */
  readonly tableDay?: Day;
  /** Whose pages: both parts when left out. An invited co-applicant's own part is `['own']`. */
  readonly parts?: readonly ('shared' | 'own')[];
}

/** Something to put right (or to know). A code with parameters; `faultText` says it in a language. */
export interface Fault {
  /** `required`, `date.unreadable`, … (texts/<lang>.yaml, `faults.<code>`); `check` is the definition's own text. */
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** The page it is on, as `JourneyPage.key`. */
  readonly page: string;
  /** Question id; none when the page as a whole. */
  readonly question?: string;
  /** Name of the form field to put right; the element with this id. */
  readonly field?: string;
  /** Row and its table, when in one. */
  readonly row?: { readonly table: string; readonly id: string; readonly number: number };
  /** Key of the definition's own text, when the code is `check`. */
  readonly textKey?: string;
}

/** A question as it stands in a journey: visible, with what has been answered. */
export interface JourneyQuestion {
  readonly question: Question;
  /** First part of its field names: `hinder`, or `incomes.r1.amount` in a row. */
  readonly field: string;
  readonly answer?: Answer;
  /** What to ask "Stämmer det?" about. */
  readonly fact?: Json;
  readonly complete: boolean;
  /** Rows of a table, with the visible columns of each. */
  readonly rows?: readonly JourneyRow[];
}

export interface JourneyRow {
  readonly id: string;
  /** From 1. */
  readonly number: number;
  readonly cells: readonly JourneyQuestion[];
}

/** A visible page. One that repeats is there once for each row. */
export interface JourneyPage {
  /** Page id, or `children~r2` for a row's page. Goes into addresses. */
  readonly key: string;
  readonly page: PageDefinition;
  readonly row?: { readonly table: string; readonly id: string; readonly number: number };
  readonly questions: readonly JourneyQuestion[];
  /** The day it is answered: limits and what is offered count from it. */
  readonly today: Day;
  /** Has an `exit`: the way ends here. */
  readonly exit: boolean;
  /** Everything answered and nothing wrong. */
  readonly complete: boolean;
  readonly errors: readonly Fault[];
  readonly warnings: readonly Fault[];
  readonly staffWarnings: readonly Fault[];
}

export interface Journey {
  /** In order; ends with an exit page if the way leads there. */
  readonly pages: readonly JourneyPage[];
  /** Key of the first page that is not complete; none when all are. */
  readonly next?: string;
  /** All pages complete, and no exit: may be checked and sent in. */
  readonly complete: boolean;
  /** Key of the exit page, if the way leads to one. */
  readonly exit?: string;
  readonly errors: readonly Fault[];
  readonly warnings: readonly Fault[];
  readonly staffWarnings: readonly Fault[];
}

/** A page as it was posted. */
export interface PagePost {
  /** `JourneyPage.key`. */
  readonly page: string;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** Files just uploaded and kept, by field name; added to those already there. */
  readonly files?: Readonly<Record<string, readonly FileReference[]>>;
  /** The draft before. */
  readonly answers: Answers;
  readonly typed?: Typed;
}

/** The draft after a page was posted. Save `answers` and `typed` whatever `errors` says. */
export interface PageRead {
  readonly answers: Answers;
  readonly typed: Typed;
  readonly errors: readonly Fault[];
  /** A row or a file was added or removed: show the same page again, without errors, at `focus`. */
  readonly stay: boolean;
  readonly focus?: string;
  /** Files taken out of the answers just now, for whoever keeps them. */
  readonly removedFiles: readonly FileReference[];
}

/** How one evaluated rule came out: for whoever is decided about. */
export interface Explanation {
  /** `pages.hinders.when`, `calculate.norm`. */
  readonly path: string;
  readonly expression: string;
  readonly result: Json;
  readonly answers: readonly { readonly id: string; readonly value: Json }[];
  readonly rows: readonly { readonly table: string; readonly row: LookupRow; readonly day: Day }[];
  /** Ids that were read but have no answer: the reason why a calculation gives nothing. */
  readonly missing: readonly string[];
}

/** A result of `calculate:`; no `amount` when something it needs is unanswered or the rule failed. */
export interface CalculationResult {
  readonly id: string;
  readonly unit: Calculation['unit'];
  /** False when its `when` is not true: then the amount is 0. */
  readonly applies: boolean;
  /** Öre when `unit` is `money`. */
  readonly amount?: number;
  /** One a row, where the calculation says `each`. */
  readonly rows?: readonly {
    readonly row: string;
    readonly applies: boolean;
    readonly amount?: number;
    readonly explanation: Explanation;
  }[];
  readonly explanation: Explanation;
}

/** A question where it stands in a compiled form. */
export interface QuestionPlace {
  readonly question: Question;
  readonly page: PageDefinition;
  /** The table whose rows hold it: it is a column, or its page repeats. */
  readonly table?: string;
}

/** A compiled form. Made once for each published version; holds no answers; safe to share. */
export interface Form {
  readonly definition: FormDefinition;
  /** Every question that is not a column, by id. */
  readonly questions: ReadonlyMap<string, QuestionPlace>;
  /** The definition's text at a key, in a language; Swedish where that language lacks it. */
  text(key: string, language: Language): string;
}

export type { Check, InformationClass };
