import type { Day } from '../answers.ts';

/** Whole years from a day to another: an age. Someone born on 29 February turns a year on 1 March in other years. */
export function wholeYears(from: Day, to: Day): number {
  return Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0);
}

/** Days from one day to another; 0 for the same day. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Whether a text is a day that exists. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

export type CalendarUnit = 'day' | 'week' | 'month' | 'year';

/** A day moved; months and years end on the last day of a shorter month, as FHIRPath says. */
export function moveDay(day: Day, count: number, unit: CalendarUnit): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  if (unit === 'day' || unit === 'week') {
    return iso(new Date(Date.UTC(year, month - 1, date + count * (unit === 'week' ? 7 : 1))));
  }
  const months = unit === 'year' ? 12 * count : count;
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

/** The day a limit means: `2026-05-03`, `today`, `today+P3M`, `today-P18Y`. */
export function limitDay(limit: string, today: Day): Day {
  const moving = /^today(?:([+-])P(\d+)([DWMY]))?$/.exec(limit);
  if (!moving) return limit;
  if (!moving[1]) return today;
  const units: Readonly<Record<string, CalendarUnit>> = { D: 'day', W: 'week', M: 'month', Y: 'year' };
  return moveDay(today, Number(moving[2]) * (moving[1] === '-' ? -1 : 1), units[moving[3]!]!);
}

function iso(date: Date): Day {
  return date.toISOString().slice(0, 10);
}
