import type { Shape } from '../engine/types.ts';

export const integer: Shape = { kind: 'integer' };
export const number: Shape = { kind: 'number' };
export const string: Shape = { kind: 'string' };
export const boolean: Shape = { kind: 'boolean' };
export const day: Shape = { kind: 'day' };
export const time: Shape = { kind: 'time' };

export function object(properties: Readonly<Record<string, Shape>>): Shape {
  return { kind: 'object', properties };
}

/** A choice, with the codes it can have: a comparison with any other code is a mistake, not "no". */
export function coding(codes: readonly string[]): Shape {
  return { kind: 'coding', codes };
}

export function many(shape: Shape): Shape {
  return { ...shape, many: true };
}

export function one(shape: Shape): Shape {
  return { ...shape, many: false };
}

/** What `.name` of a shape is; `undefined` if it has no such property. */
export function property(shape: Shape, name: string): Shape | undefined {
  const found = propertyOfOne(shape, name);
  return found && shape.many ? many(found) : found;
}

/** Names that can follow the dot. */
export function propertyNames(shape: Shape): readonly string[] {
  if (shape.kind === 'object') return Object.keys(shape.properties);
  return shape.kind === 'coding' ? ['code', 'display'] : [];
}

function propertyOfOne(shape: Shape, name: string): Shape | undefined {
  if (shape.kind === 'object') return Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
  if (shape.kind !== 'coding') return undefined;
  if (name === 'code') return { kind: 'string', ...(shape.codes && { codes: shape.codes }) };
  return name === 'display' ? string : undefined;
}

/** Whether two shapes can be compared at all; across kinds the answer is silently "no", or a failure. */
export function comparable(a: Shape, b: Shape): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown') return true;
  const numeric = (shape: Shape) => shape.kind === 'integer' || shape.kind === 'number';
  return a.kind === b.kind || (numeric(a) && numeric(b));
}

const said: Readonly<Record<Shape['kind'], string>> = {
  integer: 'ett heltal',
  number: 'ett tal',
  string: 'text',
  boolean: 'ja/nej',
  day: 'en dag',
  time: 'ett klockslag',
  dateTime: 'en tidpunkt',
  coding: 'ett val (jämför .code)',
  object: 'flera uppgifter',
  duration: 'en tidsrymd',
  unknown: 'okänt',
};

export function describe(shape: Shape): string {
  return shape.many ? `flera (${said[shape.kind]})` : said[shape.kind];
}
