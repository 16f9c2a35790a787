import type { OpeningHours } from '../../organisation/index.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

export interface Span {
  /** `HH:MM` */
  from: string;
  /** `HH:MM`; `24:00` is midnight at the end of the day */
  to: string;
}

/** Reads the times of a day as people write them, "9–12, 13.00–15:30"; empty is closed. @returns undefined when it is something else, or the times overlap */
export function spansOf(text: string): Span[] | undefined {
  const spans: Span[] = [];
  for (const part of text.split(/,| och /).map((one) => one.trim()).filter(Boolean)) {
    const match = /^(\d{1,2})(?:[.:](\d{2}))?\s*[–-]\s*(\d{1,2})(?:[.:](\d{2}))?$/.exec(part);
    if (!match) return undefined;
    const [, h1 = '', m1 = '00', h2 = '', m2 = '00'] = match;
    const span = { from: `${h1.padStart(2, '0')}:${m1}`, to: `${h2.padStart(2, '0')}:${m2}` };
    if (!isTime(span.from) || !isTime(span.to) || span.from >= span.to || span.from < (spans.at(-1)?.to ?? '')) return undefined;
    spans.push(span);
  }
  return spans;
}

/** A day's times as `spansOf` reads them: "09:00–12:00, 13:00–15:00". */
export function spansWritten(open: OpeningHours['open'], day: Weekday): string {
  return open.filter(({ days }) => days.includes(day)).map(({ from, to }) => `${from}–${to}`).sort().join(', ');
}

/** The whole week for reading: days with the same times stand together. "Måndag–torsdag 08:00–17:00. Fredag 08:00–15:00" */
export function weekWritten(open: OpeningHours['open'], nameOf: (day: Weekday) => string): string {
  const runs: { from: Weekday; to: Weekday; times: string }[] = [];
  for (const day of weekdays) {
    const times = spansWritten(open, day);
    const last = runs.at(-1);
    if (last?.times === times) last.to = day;
    else runs.push({ from: day, to: day, times });
  }
  return runs.filter(({ times }) => times)
    .map(({ from, to, times }) => `${nameOf(from)}${from === to ? '' : `–${nameOf(to).toLocaleLowerCase('sv')}`} ${times}`).join('. ');
}

function isTime(text: string): boolean {
  return text === '24:00' || /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
