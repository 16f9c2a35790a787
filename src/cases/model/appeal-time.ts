import { addDays, addDuration } from '../../platform/index.ts';

/**
 * Last day to appeal a decision that was got on a day. A time that ends on a Saturday, a Sunday, another public holiday,
 * midsummer's eve, Christmas eve or New Year's eve ends the next working day (2 § lagen (1930:173) om beräkning av lagstadgad
 * tid). The authority's own closed days change nothing.
 * @param servedDay `YYYY-MM-DD`; the day itself is not counted
 * @param within ISO 8601 duration, `P3W` (44 § förvaltningslagen)
 */
export function lastAppealDay(servedDay: string, within: string): string {
  let day = addDuration(servedDay, within);
  while (isDayOff(day)) day = addDays(day, 1);
  return day;
}

/** Whether an appeal came in time. Before the person has got the decision the time has not begun, so it has. */
export function isInTime(receivedDay: string, lastDay: string | null): boolean {
  return lastDay === null || receivedDay <= lastDay;
}

/** Saturdays, Sundays and the days of lagen (1989:253) om allmänna helgdagar, with the three eves. */
export function isDayOff(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return true;
  const [year, date] = [Number(day.slice(0, 4)), day.slice(5)];
  if (['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'].includes(date)) return true;
  // Midsummer's eve is the Friday between 19 and 25 June.
  if (weekday === 5 && date >= '06-19' && date <= '06-25') return true;
  const easter = easterDay(year);
  return [-2, 1, 39].some((offset) => addDays(easter, offset) === day);
}

/** Easter Sunday in the Gregorian calendar: the anonymous algorithm (Nature, 20 April 1876). */
export function easterDay(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return `${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-${String((n % 31) + 1).padStart(2, '0')}`;
}
