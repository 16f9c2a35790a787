import type { Shape } from '../engine/types.ts';
import { boolean, day, integer, many, number, one, string } from './shapes.ts';

/**
 * The only functions an expression may call. An evaluation cannot be interrupted, so everything that repeats without a
 * bound (`repeat`, `descendants`, `aggregate`), calls out (`resolve`, `memberOf`) or runs patterns (`matches`) is left out.
 */
export interface FunctionRule {
  /** Least and most arguments. */
  readonly args: readonly [number, number];
  /** Its arguments are evaluated for each item, which is `$this`. */
  readonly perItem?: boolean;
  result(self: Shape, args: readonly Shape[]): Shape;
}

const always =
  (shape: Shape): FunctionRule['result'] =>
  () =>
    shape;
const same: FunctionRule['result'] = (self) => self;
const oneOfSame: FunctionRule['result'] = (self) => one(self);

export const functions: Readonly<Record<string, FunctionRule>> = {
  exists: { args: [0, 1], perItem: true, result: always(boolean) },
  empty: { args: [0, 0], result: always(boolean) },
  not: { args: [0, 0], result: always(boolean) },
  all: { args: [1, 1], perItem: true, result: always(boolean) },
  allTrue: { args: [0, 0], result: always(boolean) },
  anyTrue: { args: [0, 0], result: always(boolean) },
  isDistinct: { args: [0, 0], result: always(boolean) },
  startsWith: { args: [1, 1], result: always(boolean) },
  endsWith: { args: [1, 1], result: always(boolean) },
  contains: { args: [1, 1], result: always(boolean) },
  where: { args: [1, 1], perItem: true, result: same },
  select: { args: [1, 1], perItem: true, result: (self, [item]) => (item && self.many ? many(item) : (item ?? self)) },
  distinct: { args: [0, 0], result: same },
  first: { args: [0, 0], result: oneOfSame },
  last: { args: [0, 0], result: oneOfSame },
  single: { args: [0, 0], result: oneOfSame },
  skip: { args: [1, 1], result: same },
  take: { args: [1, 1], result: same },
  count: { args: [0, 0], result: always(integer) },
  length: { args: [0, 0], result: always(integer) },
  sum: { args: [0, 0], result: oneOfSame },
  min: { args: [0, 0], result: oneOfSame },
  max: { args: [0, 0], result: oneOfSame },
  avg: { args: [0, 0], result: always(number) },
  abs: { args: [0, 0], result: same },
  round: { args: [0, 1], result: always(number) },
  floor: { args: [0, 0], result: always(integer) },
  ceiling: { args: [0, 0], result: always(integer) },
  truncate: { args: [0, 0], result: always(integer) },
  toInteger: { args: [0, 0], result: always(integer) },
  toDecimal: { args: [0, 0], result: always(number) },
  toString: { args: [0, 0] as const, result: always(string) },
  lower: { args: [0, 0], result: always(string) },
  upper: { args: [0, 0], result: always(string) },
  trim: { args: [0, 0], result: always(string) },
  iif: { args: [2, 3], result: (_self, args) => args[1] ?? boolean },
  coalesce: { args: [1, 5], result: (_self, args) => args[0] ?? boolean },
  today: { args: [0, 0], result: always(day) },
  weight: { args: [0, 0], result: (self) => (self.many ? many(number) : number) },
  ordinal: { args: [0, 0], result: (self) => (self.many ? many(number) : number) },
  lookup: { args: [2, 6], result: always(number) },
  /** Whole years today, or on the day in the argument: a norm goes by age in the month that it is for. */
  age: { args: [0, 1], result: (self) => (self.many ? many(integer) : integer) },
  daysUntil: { args: [1, 1], result: always(integer) },
};
