/** `2026-05-03`. */
export type Day = string;

/** Plain JSON: what answers, facts and context are made of, so that they can be stored, signed and hashed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The person does not know. Counts as answered; empty in expressions. */
export interface DontKnow {
  readonly dontKnow: true;
}

/** A fetched fact, or last time's answer, that the person said is right; kept as it was shown. */
export interface Confirmed {
  readonly confirmed: Json;
}

/** Files are kept by others; an answer holds what is needed to show and find them. `size` in bytes. */
export interface FileReference {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** One row of a table. `id` is unique within the table and never changes. */
export interface Row {
  readonly id: string;
  readonly answers: Answers;
}

/** What a type of question keeps; the table stands in README.md. */
export interface Values {
  text: string;
  longText: string;
  number: number;
  /** Öre. */
  money: number;
  date: Day;
  /** `08:30`. */
  time: string;
  period: { readonly start?: Day; readonly end?: Day };
  yesNo: boolean;
  /** Option id. */
  choice: string;
  choices: readonly string[];
  choiceOrOther: { readonly code: string } | { readonly other: string };
  scale: number;
  measurement: { readonly value: number; readonly unit: string };
  /** `personalNumber` is twelve digits. */
  person: {
    readonly givenName?: string;
    readonly familyName?: string;
    readonly personalNumber?: string;
    readonly birthDate?: Day;
    readonly phone?: string;
    readonly email?: string;
  };
  /** `number` as `556016-0680`. */
  organisation: {
    readonly name?: string;
    readonly number?: string;
    readonly contact?: string;
    readonly phone?: string;
    readonly email?: string;
  };
  organisationNumber: string;
  email: string;
  /** E.164: `+46701740605`. */
  phone: string;
  address: { readonly careOf?: string; readonly street: string; readonly postalCode: string; readonly city: string };
  property: string;
  position: { readonly latitude?: number; readonly longitude?: number; readonly description?: string };
  bankAccount: { readonly clearing: string; readonly account: string; readonly bank?: string };
  /** `{ later: true }`: will be sent in later (only where the question offers it). */
  file: readonly FileReference[] | { readonly later: true };
  table: readonly Row[];
}

export type Value = Values[keyof Values];

/** One answer: a value, "don't know", or a fact found right. JSON. */
export type Answer = Value | DontKnow | Confirmed;

/** Answers by question id. One that is not there is unanswered. Answers to hidden questions are kept. */
export interface Answers {
  readonly [questionId: string]: Answer;
}

/** What somebody typed that could not be read, by field name: kept, shown again, never lost. */
export interface Typed {
  readonly [field: string]: string | readonly string[];
}

/** Everything a draft of a form holds. */
export interface Draft {
  readonly answers: Answers;
  readonly typed?: Typed;
}
