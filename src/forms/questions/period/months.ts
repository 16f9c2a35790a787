import { formatDate, type Language } from '../../../platform/index.ts';
import type { Day } from '../../answers.ts';
import { limitDay, moveDay } from '../../expressions/calendar.ts';

/** A month as its first and its last day. */
export interface Month {
  start: Day;
  end: Day;
}

/** The month that `2026-12` means; undefined for what is no month. */
export function monthOf(text: string): Month | undefined {
  const [, month] = /^(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(text) ?? [];
  return month === undefined ? undefined : { start: `${month}-01`, end: moveDay(moveDay(`${month}-01`, 1, 'month'), -1, 'day') };
}

/** The months that may be chosen, `2026-12`, earliest first: those that the limits lie in and all between. A year each way without limits. */
export function monthsBetween({ min = 'today-P1Y', max = 'today+P1Y' }: { min?: string | undefined; max?: string | undefined }, today: Day): readonly string[] {
  const last = limitDay(max, today).slice(0, 7);
  const months: string[] = [];
  for (let month = limitDay(min, today).slice(0, 7); month <= last; month = moveDay(`${month}-01`, 1, 'month').slice(0, 7)) months.push(month);
  return months;
}

/** "december 2026", of any of its days: a date without its day. */
export function monthWords(start: Day, language: Language): string {
  return formatDate(`${start.slice(0, 7)}-01`, language).replace(/^1\s/, '');
}
