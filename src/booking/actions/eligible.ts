import { addDuration, formatDate, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import { bookablesOf, type Bookable, type Kind, type Stop } from '../bookable.ts';
import { texts } from '../texts.ts';
import { openCall } from '../store/calls.ts';
import { outcomesOf } from '../store/outcomes.ts';

/** Why somebody may not book a time, in words; empty when they may. */
export type WhyNot = readonly Stop[];

export interface Asked {
  personId?: Uuid;
  kind: string;
  /** the day of the time, `YYYY-MM-DD` */
  day: string;
  language: Language;
}

/**
 * Tries the rules of a service: its own, what a kind of time comes after, whether it is had once only, and whether one must be called. The same when a time is held,
 * when it is booked, and when staff book for somebody: only staff may go past a rule, where it allows that.
 */
export async function whyNot(tx: Tx, bookable: Bookable, { personId, kind, day, language }: Asked): Promise<WhyNot> {
  const rule = bookable.kinds.find(({ id }) => id === kind);
  if (!rule) return [{ id: 'kind', say: texts(language, 'stops.kind'), override: false }];
  const done = personId ? await outcomesOf(tx, personId, bookable.service) : [];
  const last = done.at(-1);
  const visit = { kind, earlier: done.length, ...(last && { sinceLast: daysFrom(last.doneDay, day) }) };
  const stops = [...await bookablesOf(tx).stops(tx, bookable, personId, visit, language)];
  if (rule.once) stops.push(...hasHad(bookable, rule, done, language));
  if (rule.after) stops.push(...comesAfter(bookable, rule.after, done, day, language));
  if (rule.called && !(personId && await openCall(tx, personId, bookable.service, kind))) {
    stops.push({ id: 'called', say: texts(language, 'stops.called'), override: true });
  }
  return stops;
}

/** What somebody has had is not booked again; what comes after it is, from its day. */
function hasHad(bookable: Bookable, { id, name }: Kind, done: readonly { kind: string; doneDay: string }[], language: Language): Stop[] {
  const had = done.filter(({ kind }) => kind === id).at(-1);
  if (!had) return [];
  const next = bookable.kinds.find(({ id: other, after }) => after?.kind === id && !done.some(({ kind }) => kind === other));
  const say = texts(language, next ? 'stops.had' : 'stops.hadAll', { kind: name.toLowerCase() });
  return [{ id: 'had', say, override: true, ...(next?.after && { next: { kind: next.id, name: next.name.toLowerCase(), from: addDuration(had.doneDay, next.after.from) } }) }];
}

function comesAfter(bookable: Bookable, after: { kind: string; from: string; until?: string }, done: readonly { kind: string; doneDay: string }[], day: string, language: Language): Stop[] {
  const before = done.filter(({ kind }) => kind === after.kind).at(-1);
  const name = bookable.kinds.find(({ id }) => id === after.kind)?.name ?? '';
  if (!before) return [{ id: 'after', say: texts(language, 'stops.after', { kind: name.toLowerCase() }), override: true }];
  const first = addDuration(before.doneDay, after.from);
  if (day < first) return [{ id: 'tooEarly', say: texts(language, 'stops.tooEarly', { day: formatDate(first, language) }), override: true }];
  const last = after.until && addDuration(before.doneDay, after.until);
  return last && day > last ? [{ id: 'tooLate', say: texts(language, 'stops.tooLate', { day: formatDate(last, language) }), override: true }] : [];
}

function daysFrom(day: string, until: string): number {
  return Math.round((Date.parse(`${until}T12:00:00Z`) - Date.parse(`${day}T12:00:00Z`)) / 86_400_000);
}
