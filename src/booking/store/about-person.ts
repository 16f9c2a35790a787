import { sql } from 'kysely';
import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import type { OutcomeContent } from './outcomes.ts';
import { placeOf, q } from './tables.ts';

export interface Event { at: Date; what: string; note?: string }

/** What has happened to bookings, in order, with what staff wrote of it. */
export async function stepsOfMany(tx: Tx, bookings: readonly Uuid[]): Promise<Map<Uuid, Event[]>> {
  const rows = await tx.all(q.selectFrom('booking.step').select(['id', 'booking_id', 'at', 'what', 'note_cipher']).where('tenant_id', '=', tx.tenant)
    .where(sql<boolean>`booking_id = any(${[...bookings]}::uuid[])`).orderBy('at').orderBy('id'));
  const noted = rows.flatMap(({ id, note_cipher: sealed }) => (sealed ? [{ id, place: placeOf('step', asUuid(id)), sealed }] : []));
  const words = await tx.openAllJson<string>(noted);
  const notes = new Map(noted.map(({ id }, index) => [id, words[index]!]));
  const found = new Map<Uuid, Event[]>();
  for (const { id, booking_id: booking, at, what } of rows) {
    const note = notes.get(id);
    found.set(asUuid(booking), [...(found.get(asUuid(booking)) ?? []), { at, what, ...(note && { note }) }]);
  }
  return found;
}

/** What has come of a person's visits, also what has been replaced since. */
export async function allOutcomesOf(tx: Tx, person: Uuid): Promise<unknown[]> {
  const rows = await tx.all(q.selectFrom('booking.outcome').select(['id', 'service', 'kind', 'done_at', 'replaced_at', 'content_cipher']).where('tenant_id', '=', tx.tenant)
    .where('person_id', '=', person).orderBy('done_at').orderBy('id'));
  const contents = await tx.openAllJson<OutcomeContent>(rows.map((row) => ({ place: placeOf('outcome', asUuid(row.id)), sealed: row.content_cipher })));
  return rows.map(({ service, kind, done_at: doneAt, replaced_at: replacedAt }, index) => ({ service, kind, doneAt, replacedAt, ...contents[index] }));
}

/** What a person waits for and has waited for. */
export async function waitsEver(tx: Tx, person: Uuid): Promise<unknown[]> {
  return tx.all(q.selectFrom('booking.waiting').select(['service', 'kind', 'from_day', 'until_day', 'part', 'joined_at', 'ended_at', 'ended_why']).where('tenant_id', '=', tx.tenant)
    .where('person_id', '=', person).orderBy('joined_at'));
}

/** Times that a person has been offered, and what they answered. */
export async function offersEver(tx: Tx, person: Uuid): Promise<unknown[]> {
  return tx.all(q.selectFrom('booking.offer').select(['made_at', 'answer_by', 'answered_at', 'answer']).where('tenant_id', '=', tx.tenant).where('person_id', '=', person).orderBy('made_at'));
}

/** What a person is and has been called to. */
export async function callsEver(tx: Tx, person: Uuid): Promise<unknown[]> {
  return tx.all(q.selectFrom('booking.call').select(['service', 'kind', 'from_day', 'until_day', 'made_at', 'told_at', 'ended_at', 'ended_why']).where('tenant_id', '=', tx.tenant)
    .where('person_id', '=', person).orderBy('made_at'));
}
