import { addDays, endOfSwedishDay, type FieldError, type Fields } from '../platform/index.ts';
import { z } from 'zod';

/** A posted form as texts: a field sent several times keeps its last. */
export function typedIn(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, (typeof value === 'string' ? value : value.at(-1) ?? '').trim()]));
}

/** Every value sent under a name: boxes that were ticked. */
export function allOf(fields: Fields, name: string): string[] {
  return [fields[name] ?? []].flat();
}

/** Finds the message of a field among what is wrong. */
export function messageOf(errors: readonly FieldError[], name: string): string | undefined {
  return errors.find((one) => one.name === name)?.message;
}

/** One error a field, in the order of the form, said as `say(field)`. */
export function errorsFrom(issues: z.core.$ZodIssue[], say: (field: string) => string): FieldError[] {
  return [...new Set(issues.map(({ path }) => String(path[0])))].map((name) => ({ name, message: say(name) }));
}

/** A Swedish day as it is typed: `2026-05-03`. */
export const day = z.iso.date();
/** A telephone number as people write it. */
export const phone = z.string().regex(/^\+?\d[\d -]{5,20}$/);

/** The first moment of a Swedish day. */
export function startOfSwedishDay(date: string): Date {
  return new Date(endOfSwedishDay(addDays(date, -1)).getTime() + 1);
}
