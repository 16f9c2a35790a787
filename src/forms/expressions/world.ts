import type { Day } from '../answers.ts';

/**
 * What an expression is evaluated in. Values are plain: days and times as text, choices as `{ code, display, weight }`,
 * money in öre, several as arrays, unanswered as `undefined`.
 */
export interface World {
  readonly today: Day;
  /** The value of `%name`. A world that explains notes that it was read. */
  read(name: string): unknown;
  /** The value of the row that matches, on the world's table day; `undefined` when no row does. */
  lookup(table: string, keys: readonly (string | number)[]): number | undefined;
}
