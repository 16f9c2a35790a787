/** Where the time comes from. Handed to everything that needs it, so that a history can be replayed. */
export interface Clock {
  now(): Date;
}

/** A clock a test or a demonstration moves by hand. */
export function handClock(start: Date): Clock & { set(time: Date): void; forward(milliseconds: number): void } {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    set: (next) => { time = next.getTime(); },
    forward: (milliseconds) => { time += milliseconds; },
  };
}

const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit', day: '2-digit',
});

/** The calendar day in Sweden at a moment, `YYYY-MM-DD`. Deadlines and periods are counted in such days. */
export function swedishDay(moment: Date): string {
  const quarter = Math.floor(moment.getTime() / 900_000);
  if (quarter !== lastDay.quarter) lastDay = { quarter, day: stockholm.format(moment) };
  return lastDay.day;
}

/** A request asks a hundred times, of the same moment; days begin on quarters of an hour. */
let lastDay = { quarter: Number.NaN, day: '' };

const stockholmClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** The wall clock in Sweden at a moment, `HH:MM`. */
export function swedishClock(moment: Date): string {
  return stockholmClock.format(moment).replace('.', ':');
}

/**
 * The instant of a day (`YYYY-MM-DD`) and a wall clock time (`HH:MM`) in Sweden. Of a time that comes twice when summer time ends the later
 * one; a time that summer time skips is the same number of minutes after midnight in winter time.
 */
export function swedishInstant(day: string, time: string): Date {
  for (const offset of ['+01:00', '+02:00']) {
    const moment = new Date(`${day}T${time}:00${offset}`);
    if (swedishDay(moment) === day && swedishClock(moment) === time) return moment;
  }
  return new Date(`${day}T${time}:00+01:00`);
}

/** A day moved by a number of days; days are `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The last moment of a Swedish day, as an instant: a deadline "senast 31 maj" has not passed before it. */
export function endOfSwedishDay(day: string): Date {
  for (const offset of ['+02:00', '+01:00']) {
    const moment = new Date(`${day}T23:59:59.999${offset}`);
    if (swedishDay(moment) === day && swedishDay(new Date(moment.getTime() + 1)) !== day) return moment;
  }
  throw new Error(`not a day: ${day}`);
}

/** Adds an ISO 8601 duration of days, weeks, months or years to a day (`P14D`, `P4W`, `P3M`, `P2Y`). */
export function addDuration(day: string, duration: string): string {
  const match = /^P(\d+)([DWMY])$/.exec(duration);
  if (!match) throw new Error(`not a duration of days, weeks, months or years: ${duration}`);
  const count = Number(match[1]);
  if (match[2] === 'D') return addDays(day, count);
  if (match[2] === 'W') return addDays(day, 7 * count);
  const months = match[2] === 'M' ? count : 12 * count;
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
