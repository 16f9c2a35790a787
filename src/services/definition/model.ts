import type { DatedTable } from './schema/calculation.ts';
import type { Inquiry } from './schema/inquiry.ts';
import type { Service } from './schema/service.ts';
import type { Language, TranslatedLanguage } from './schema/words.ts';

/** Translated texts by their path: `pages.hinders.title` → the text. A list stands for itself (keywords). */
export type Texts = Readonly<Record<string, string | readonly string[]>>;

/** A whole service folder as plain data: what is published, stored and hashed. */
export type ServiceFolder = {
  readonly definition: Service;
  readonly inquiry: Inquiry | null;
  readonly texts: Readonly<Record<TranslatedLanguage, Texts>>;
  /** Typst sources by their path in the folder: `letters/granted.typ`. */
  readonly letters: Readonly<Record<string, string>>;
  /** The dated tables that the calculation reads, whole, by id. */
  readonly tables: Readonly<Record<string, DatedTable>>;
};

/** A service in one language, ready to be shown. */
export type LocalisedService = {
  readonly language: Language;
  readonly definition: Service;
  readonly inquiry: Inquiry | null;
};
