import { sql } from 'kysely';
import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from './tables.ts';

/** A booking as it is destroyed. */
export interface Doomed { id: Uuid; keyId: Uuid }

const doomed = (tx: Tx) => q.selectFrom('booking.booking').select(['id', 'key_id']).where('tenant_id', '=', tx.tenant);
const toDoomed = ({ id, key_id: key }: { id: string; key_id: string }): Doomed => ({ id: asUuid(id), keyId: asUuid(key) });

/** Bookings whose day has come, and holds made before a moment that nobody booked. */
export async function bookingsPast(tx: Tx, today: string, unbookedBefore: Date, limit: number): Promise<Doomed[]> {
  return (await tx.all(doomed(tx).where((eb) => eb.or([eb('keep_until', '<', today), eb.and([eb('booked_at', 'is', null), eb('made_at', '<', unbookedBefore)])])).limit(limit))).map(toDoomed);
}

/** A person's bookings that led to no visit and lead to none. */
export async function neverVisited(tx: Tx, person: Uuid): Promise<Doomed[]> {
  return (await tx.all(doomed(tx).where('person_id', '=', person).where('arrived_at', 'is', null).where('done_at', 'is', null)
    .where((eb) => eb.or([eb('ended_at', 'is not', null), eb('booked_at', 'is', null)])))).map(toDoomed);
}

export async function hasBookings(tx: Tx, person: Uuid): Promise<boolean> {
  return await tx.maybe(q.selectFrom('booking.booking').select('id').where('tenant_id', '=', tx.tenant).where('person_id', '=', person).limit(1)) !== undefined;
}

/** Bookings whole: what belongs to them, their seats and their keys. What their times need runs out with the last hold. @returns how many */
export async function destroyBookings(tx: Tx, bookings: readonly Doomed[]): Promise<number> {
  if (!bookings.length) return 0;
  const ids = sql`any(${bookings.map(({ id }) => id)}::uuid[])`;
  for (const table of ['booking.outcome', 'booking.identified', 'booking.certificate', 'booking.recalled', 'booking.sample', 'booking.step', 'booking.meeting', 'booking.letter', 'booking.seat'] as const) {
    await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where(sql<boolean>`booking_id = ${ids}`));
  }
  await tx.run(q.deleteFrom('booking.booking').where('tenant_id', '=', tx.tenant).where(sql<boolean>`id = ${ids}`));
  await tx.destroyKeys(bookings.map(({ keyId }) => keyId));
  return bookings.length;
}

/** What a person has waited for and waits for no more. @returns how many */
export async function forgetWaiting(tx: Tx, person: Uuid): Promise<number> {
  return tx.run(q.deleteFrom('booking.waiting').where('tenant_id', '=', tx.tenant).where('person_id', '=', person).where('ended_at', 'is not', null));
}

/** Places in lists, offers and calls that ended before a moment. @returns how many */
export async function endedLists(tx: Tx, before: Date): Promise<number> {
  return await tx.run(q.deleteFrom('booking.offer').where('tenant_id', '=', tx.tenant).where('made_at', '<', before))
    + await tx.run(q.deleteFrom('booking.waiting').where('tenant_id', '=', tx.tenant).where('ended_at', '<', before))
    + await tx.run(q.deleteFrom('booking.call').where('tenant_id', '=', tx.tenant).where('ended_at', '<', before));
}

/** Some of the times before a day that no booking points at. @returns how many */
export async function destroySlotsBefore(tx: Tx, day: string, limit: number): Promise<number> {
  const rows = await tx.all(q.selectFrom('booking.slot as s').select('s.id').where('s.tenant_id', '=', tx.tenant).where('s.day', '<', day)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('booking.booking as b').select('b.id').where('b.tenant_id', '=', tx.tenant).whereRef('b.slot_id', '=', 's.id')))).limit(limit));
  if (!rows.length) return 0;
  const ids = sql`any(${rows.map(({ id }) => id)}::uuid[])`;
  for (const table of ['booking.occupation', 'booking.slot_resource', 'booking.seat', 'booking.meeting'] as const) {
    await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where(sql<boolean>`slot_id = ${ids}`));
  }
  return tx.run(q.deleteFrom('booking.slot').where('tenant_id', '=', tx.tenant).where(sql<boolean>`id = ${ids}`));
}
