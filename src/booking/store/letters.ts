import { sql } from 'kysely';
import type { Tx, Uuid } from '../../platform/index.ts';
import { toBooking, type Booking } from './bookings.ts';
import { q } from './tables.ts';

/** Notes that somebody is to be reminded by letter of a time. @returns false when they were to be already */
export async function addLetter(tx: Tx, { id, startsAt, authorityId }: Booking): Promise<boolean> {
  return await tx.run(q.insertInto('booking.letter').values({ tenant_id: tx.tenant, booking_id: id, starts_at: startsAt, authority_id: authorityId, made_at: tx.now, printed_at: null, staff_id: null })
    .onConflict((conflict) => conflict.doNothing())) > 0;
}

/** Bookings whose letters wait to be printed, the nearest time first; not those that were moved or ended since. */
export async function lettersToPrint(tx: Tx, authorityId: Uuid, services: readonly string[], limit: number): Promise<Booking[]> {
  return (await tx.all(q.selectFrom('booking.letter as l').innerJoin('booking.booking as b', (join) => join.onRef('b.tenant_id', '=', 'l.tenant_id').onRef('b.id', '=', 'l.booking_id').onRef('b.starts_at', '=', 'l.starts_at'))
    .selectAll('b').where('l.tenant_id', '=', tx.tenant).where('l.authority_id', '=', authorityId).where('l.printed_at', 'is', null).where('l.starts_at', '>', tx.now)
    .where(sql<boolean>`b.service = any(${[...services]}::text[])`).where('b.ended_at', 'is', null).where('b.arrived_at', 'is', null).orderBy('l.starts_at').orderBy('b.id').limit(limit))).map(toBooking);
}

/** Notes that letters have been printed, by whom. @returns which were not before */
export async function markPrinted(tx: Tx, bookings: readonly Uuid[], staffId: Uuid): Promise<Set<string>> {
  const rows = await tx.all(q.updateTable('booking.letter').set({ printed_at: tx.now, staff_id: staffId }).where('tenant_id', '=', tx.tenant)
    .where(sql<boolean>`booking_id = any(${[...bookings]}::uuid[])`).where('printed_at', 'is', null).returning('booking_id'));
  return new Set(rows.map((row) => row.booking_id));
}
