import { sql } from 'kysely';
import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { toBooking, type Booking } from './bookings.ts';
import { q } from './tables.ts';

/** How far somebody who reads in the order of time has come. */
export type Reached = Pick<Booking, 'id' | 'startsAt'>;

/** Booked, and neither been to nor ended. */
const coming = (tx: Tx) => q.selectFrom('booking.booking').where('tenant_id', '=', tx.tenant).where('booked_at', 'is not', null).where('ended_at', 'is', null).where('done_at', 'is', null);

/** The versions by which times between two moments are booked. */
export async function versionsComing(tx: Tx, from: Date, until: Date): Promise<Uuid[]> {
  return (await tx.all(coming(tx).select('version_id').distinct().where('starts_at', '>', from).where('starts_at', '<=', until))).map((row) => asUuid(row.version_id));
}

/** Times of a version that begin between two moments and were booked at least so many hours before, in order, from where the last reading ended. */
export async function bookingsToRemind(tx: Tx, wish: { versionId: Uuid; from: Date; until: Date; bookedHoursBefore: number; after: Reached | undefined; limit: number }): Promise<Booking[]> {
  const { after } = wish;
  return (await tx.all(coming(tx).selectAll().where('version_id', '=', wish.versionId).where('starts_at', '>', wish.from).where('starts_at', '<=', wish.until)
    .where(sql<boolean>`booked_at <= starts_at - make_interval(hours => ${wish.bookedHoursBefore}::int)`)
    .$if(after !== undefined, (query) => query.where(sql<boolean>`(starts_at, id) > (${after!.startsAt}, ${after!.id}::uuid)`))
    .orderBy('starts_at').orderBy('id').limit(wish.limit))).map(toBooking);
}
