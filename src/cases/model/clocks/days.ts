/** Whole days from one day to another, `YYYY-MM-DD`; negative when the other has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000);
}

/** A day moved back by an ISO 8601 duration of days, weeks, months or years. */
export function before(day: string, duration: string): string {
  const match = /^P(\d+)([DWMY])$/.exec(duration);
  if (!match) throw new Error(`not a duration of days, weeks, months or years: ${duration}`);
  const count = Number(match[1]);
  const date = new Date(`${day}T12:00:00Z`);
  if (match[2] === 'D' || match[2] === 'W') date.setUTCDate(date.getUTCDate() - count * (match[2] === 'W' ? 7 : 1));
  else {
    const wanted = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() - count * (match[2] === 'Y' ? 12 : 1));
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(wanted, last));
  }
  return date.toISOString().slice(0, 10);
}
