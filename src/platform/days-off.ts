import { addDays } from './clock.ts';

/**
 * Saturdays, Sundays and the days of lagen (1989:253) om allmänna helgdagar, with midsummer's eve, Christmas eve and New Year's
 * eve: the days on which a time set by law does not end (2 § lagen (1930:173) om beräkning av lagstadgad tid).
 * @param day `YYYY-MM-DD`
 */
export function isDayOff(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return true;
  const [year, date] = [Number(day.slice(0, 4)), day.slice(5)];
  if (['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'].includes(date)) return true;
  // Midsummer's eve is the Friday between 19 and 25 June. All Saints' day, Easter day and Whit Sunday fall in weekends.
  if (weekday === 5 && date >= '06-19' && date <= '06-25') return true;
  const easter = easterDay(year);
  // Good Friday, Easter Monday, Ascension day.
  return [-2, 1, 39].some((offset) => addDays(easter, offset) === day);
}

/** The day itself, or the next that is no day off: where a last day moves. */
export function sameOrNextWorkday(day: string): string {
  let moved = day;
  while (isDayOff(moved)) moved = addDays(moved, 1);
  return moved;
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
