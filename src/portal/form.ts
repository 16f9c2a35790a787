import { addDays, endOfSwedishDay, type FieldError } from '../platform/index.ts';
import { z } from 'zod';

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
