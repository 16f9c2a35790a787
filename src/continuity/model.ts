import { languages, type Language } from '../platform/index.ts';

/** Something said in Swedish, and in the other languages it has been written in. */
export type InLanguages<T> = { sv: T } & Partial<Record<Language, T>>;

/** What is told of a crisis: across every page, and on its own page. */
export interface CrisisWords {
  /** what has happened, in a few words */
  title: string;
  /** what matters most, in a sentence or two: stands across every page */
  summary: string;
  /** what holds now and what one should do: paragraphs, on the crisis' own page */
  text: string;
}

/** What an organisation says and does in a crisis: written as a plan in peace, and as it stands while the crisis lasts. */
export interface CrisisFacts {
  /** what staff know it by */
  name: string;
  words: InLanguages<CrisisWords>;
  /** ids of services that come first on the start page, in this order */
  first: readonly string[];
  /** ids of services that take nothing new meanwhile */
  paused: readonly string[];
  /** addresses before which a waiting room is set up, and how many it lets in a minute */
  lanes: readonly string[];
  perMinute: number;
  /** told on the page of every paused service */
  pausedWhy: InLanguages<string>;
}

/** A crisis that is going on, as residents see it. */
export interface Crisis {
  facts: CrisisFacts;
  startedAt: Date;
  /** when what is told last changed */
  changedAt: Date;
}

/** What was told at a moment. */
export interface Bulletin {
  at: Date;
  words: InLanguages<string>;
}

/** What is said to a reader: in their language where it was written, otherwise in Swedish, with the language that it is in. */
export function saidIn<T>(words: InLanguages<T>, language: Language): { said: T; language: Language } {
  const said = words[language];
  return said === undefined ? { said: words.sv, language: 'sv' } : { said, language };
}

/** Languages of residents besides Swedish in which something has not been written. */
export function missingIn(words: InLanguages<unknown>): Language[] {
  return languages.filter((language) => words[language] === undefined);
}

/** Which pauses to make and which to lift when the chosen services change. */
export function pausesBetween(before: readonly string[], after: readonly string[]): { pause: string[]; lift: string[] } {
  return { pause: after.filter((one) => !before.includes(one)), lift: before.filter((one) => !after.includes(one)) };
}
