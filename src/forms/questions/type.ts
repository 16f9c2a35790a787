import type { z } from 'zod';
import type { Day, FileReference } from '../answers.ts';
import type { Language, Shape } from '../engine/types.ts';

/** What is wrong with one answer; `part` is the part of it (`postalCode`), if it has parts. */
export interface AnswerFault {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly part?: string;
}

/** What came of what was typed: a value, a fault, or (neither) it was left empty. */
export type Reading<V> = { readonly value?: V; readonly fault?: AnswerFault };

/** The form fields of one question. */
export interface Fields {
  /** The text of a field, without spaces around it; empty when it was not sent. */
  text(part?: string): string;
  /** Every value of a field that may be sent several times. */
  all(part?: string): readonly string[];
  /** Files already there (not taken away) and just uploaded. */
  readonly files: readonly FileReference[];
}

/** Words a question is shown with: the room's own texts, and the definition's, in the reader's language. */
export interface Words {
  readonly language: Language;
  /** A text of this room, from `texts/<lang>.yaml`. */
  own(key: string, params?: Readonly<Record<string, string | number>>): string;
  /** A text of the question's own: `ask`, `options.walk`. */
  text(key: string): string;
}

/** An answer to read: one line or several, or files. */
export interface ShownAnswer {
  readonly lines: readonly string[];
  readonly files?: readonly FileReference[];
}

/**
 * All there is to know about a type of question. Pure. `Q` is its definition, `V` what it keeps.
 */
export interface QuestionType<Q, V> {
  readonly schema: z.ZodType;
  /** Which `required.<…>` text says what to do when nothing is answered. */
  readonly required: string;
  /** The same, where it differs between questions of the type. */
  requiredOf?(question: Q): string;
  /** Which part a fault about the whole answer leads to, when the question as such has no place of its own on the page. */
  mainPart?(question: Q): string | undefined;
  /** What the answer is to expressions. */
  shape(question: Q): Shape;
  /** Parses what a person typed, generously. Limits are left to `faults`. */
  read(question: Q, fields: Fields, today: Day): Reading<V>;
  /** Whether a value, from wherever, is of the right form: guards everything below. */
  is(value: unknown, question: Q): value is V;
  /** What is wrong with a value of the right form: limits, options, check digits. */
  faults(question: Q, value: V, today: Day): readonly AnswerFault[];
  /** The value as expressions see it. */
  variable(question: Q, value: V): unknown;
  /** The fields as they stand when the value is shown to be changed, by part (`''` for the one and only). */
  fields(question: Q, value: V): Readonly<Record<string, string | readonly string[]>>;
  /** The value to be read. */
  show(question: Q, value: V, words: Words): ShownAnswer;
}

/** A fault alone, as a list. */
export function fault(code: string, params?: AnswerFault['params'], part?: string): readonly AnswerFault[] {
  return [{ code, ...(params && { params }), ...(part !== undefined && { part }) }];
}

export const noFaults: readonly AnswerFault[] = [];
