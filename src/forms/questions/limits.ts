import type { Day } from '../answers.ts';
import { limitDay } from '../expressions/calendar.ts';
import { fault, noFaults, type AnswerFault } from './type.ts';

/** Least, most, and how many decimals a number may have. */
export function limitFaults(
  value: number,
  { min, max }: { min?: number | undefined; max?: number | undefined },
  decimals: number,
): readonly AnswerFault[] {
  if (min !== undefined && value < min) return fault('number.small', { min });
  if (max !== undefined && value > max) return fault('number.large', { max });
  if (Number.isInteger(value)) return noFaults;
  // Compared as written: 0.29 times 100 is 28.999999999999996.
  const written = String(value).split('.')[1]?.length ?? 0;
  if (written <= decimals) return noFaults;
  return decimals === 0 ? fault('number.whole') : fault('number.decimals', { decimals });
}

/** First and last day that may be answered. */
export function dayFaults(
  value: Day,
  { min, max }: { min?: string | undefined; max?: string | undefined },
  today: Day,
  part?: string,
): readonly AnswerFault[] {
  const first = min === undefined ? undefined : limitDay(min, today);
  const last = max === undefined ? undefined : limitDay(max, today);
  if (first !== undefined && value < first) {
    return first === today ? fault('date.past', undefined, part) : fault('date.early', { min: first }, part);
  }
  if (last !== undefined && value > last) {
    return last === today ? fault('date.future', undefined, part) : fault('date.late', { max: last }, part);
  }
  return noFaults;
}
