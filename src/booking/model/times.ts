import { addDays, isDayOff, swedishInstant } from '../../platform/index.ts';

/** When an opening has times: the rule without where and for what. Times are Swedish wall clock, `HH:MM`. */
export interface OpeningRule {
  /** 1 Monday … 7 Sunday */
  weekdays: readonly number[];
  opens: string;
  closes: string;
  minutes: number;
  /** minutes between two times: to clean, to write */
  gap: number;
  /** first and last day, `YYYY-MM-DD` */
  fromDay: string;
  untilDay: string;
  /** released so many days before, at an hour; absent: at once */
  release?: { days: number; at: string };
}

export interface Span { startsAt: Date; endsAt: Date }

/** When a place is open on a day with hours of its own. */
export interface Hours { day: string; opens: string; closes: string }

/** Whether a time begins before a place opens, or ends after it closes. */
export const isOutside = ({ startsAt, endsAt }: Span, { day, opens, closes }: Hours): boolean => startsAt < swedishInstant(day, opens) || endsAt > swedishInstant(day, closes);

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
}

/**
 * The times of a rule on a day, in order; none when it does not hold that day, on a day off in Sweden that is a weekday, or on one of
 * the organisation's closed days. The last time ends when the rule closes, at the latest.
 */
export function timesOn(rule: OpeningRule, day: string, closedDays: ReadonlySet<string> = new Set()): Span[] {
  const weekday = weekdayOf(day);
  if (day < rule.fromDay || day > rule.untilDay || !rule.weekdays.includes(weekday) || closedDays.has(day)) return [];
  return weekday <= 5 && isDayOff(day) ? [] : timesWithin(rule, day, rule);
}

/**
 * The times of a rule on a day at other hours, in order, whether it holds that day or not. They go on from where the rule begins, earlier and later, so that
 * they never lie over its ordinary times.
 */
export function timesWithin(rule: Pick<OpeningRule, 'opens' | 'minutes' | 'gap'>, day: string, hours: { opens: string; closes: string }): Span[] {
  const [from, end, length, step] = [swedishInstant(day, hours.opens).getTime(), swedishInstant(day, hours.closes).getTime(), rule.minutes * 60_000, (rule.minutes + rule.gap) * 60_000];
  const usual = swedishInstant(day, rule.opens).getTime();
  const spans: Span[] = [];
  for (let at = usual + Math.ceil((from - usual) / step) * step; at + length <= end; at += step) spans.push({ startsAt: new Date(at), endsAt: new Date(at + length) });
  return spans;
}

/** When the times of a day can be booked. */
export function releasedAt(rule: OpeningRule, day: string, now: Date): Date {
  return rule.release ? swedishInstant(addDays(day, -rule.release.days), rule.release.at) : now;
}

/** How long before a time is free to all those who wait are asked, and how long it is kept for them at most from then. Minutes. */
export const askedMinutes = 10;

/** When those who wait are asked of the times of a day: before they are released, or at once. */
export function askedAt(rule: OpeningRule, day: string, now: Date): Date {
  return rule.release ? new Date(Math.max(now.getTime(), releasedAt(rule, day, now).getTime() - askedMinutes * 60_000)) : now;
}

/** Days from one to another, both included. */
export function daysBetween(from: string, until: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}
