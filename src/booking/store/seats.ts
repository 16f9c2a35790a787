import { sql } from 'kysely';
import type { Tx, Uuid } from '../../platform/index.ts';
import { q } from './tables.ts';
import type { Slot } from './slots.ts';

type Seats = Pick<Slot, 'id' | 'seats' | 'overbook'>;

/**
 * Takes a seat of a time for a booking: the numbered seats have a unique key, so that of two who take the same one gets it. A hold that has
 * run out is taken over in the same statement. What the time needs is taken with it.
 * @param heldUntil null: booked
 * @param more seats besides the ordinary ones, for staff
 * @returns the seat's number; undefined when none is left, or what the time needs is taken by another
 */
export async function takeSeat(tx: Tx, slot: Seats, bookingId: Uuid, heldUntil: Date | null, { overbook = false } = {}): Promise<number | undefined> {
  const needs = await lockNeeds(tx, slot.id);
  const n = await takeNumber(tx, slot, bookingId, heldUntil, slot.seats + (overbook ? slot.overbook : 0));
  if (n === undefined || !needs) return n;
  if (await occupy(tx, slot.id)) return n;
  await letGo(tx, slot.id, bookingId, { needs });
  return undefined;
}

async function takeNumber(tx: Tx, slot: Seats, bookingId: Uuid, heldUntil: Date | null, most: number): Promise<number | undefined> {
  tx.tellTime();
  // Each time another was quicker, somebody has got a seat: there are no more rounds than seats.
  for (let round = 0; round <= most; round++) {
    const found = await tx.maybe(q.selectFrom(sql<{ n: number }>`generate_series(1, ${most}::int)`.as<'g'>(sql`g(n)`)).select('g.n')
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('booking.seat as t').select('t.n').where('t.tenant_id', '=', tx.tenant).where('t.slot_id', '=', slot.id)
        .whereRef('t.n', '=', 'g.n').where((eb) => eb.or([eb('t.held_until', 'is', null), eb('t.held_until', '>', tx.now)])))))
      // Ordinary seats first; among them any, so that those who come at once do not all try the same.
      .orderBy(sql`g.n > ${slot.seats}`).orderBy(sql`random()`).limit(1));
    if (!found) return undefined;
    const taken = await tx.run(q.insertInto('booking.seat').values({ tenant_id: tx.tenant, slot_id: slot.id, n: found.n, booking_id: bookingId, held_until: heldUntil })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'slot_id', 'n']).doUpdateSet({ booking_id: bookingId, held_until: heldUntil })
        .where('booking.seat.held_until', 'is not', null).where('booking.seat.held_until', '<=', tx.now)));
    if (taken) return found.n;
  }
  return undefined;
}

/**
 * Makes the hold of a booking last: until another moment, or for good. Also when it has run out, as long as nobody has taken it over.
 * @returns false when somebody has: the seat is gone
 */
export async function keepSeat(tx: Tx, slotId: Uuid, bookingId: Uuid, heldUntil: Date | null): Promise<boolean> {
  return await passSeat(tx, slotId, { from: bookingId, to: bookingId, heldUntil }) !== undefined;
}

/**
 * Lets a booking's seat go.
 * @param more only a seat that is held: whoever moved away and came back to the time has a booked one there, which is theirs
 * @returns whether it had one
 */
export async function releaseSeat(tx: Tx, slotId: Uuid, bookingId: Uuid, more: { onlyHeld?: boolean } = {}): Promise<boolean> {
  return letGo(tx, slotId, bookingId, { ...more, needs: await lockNeeds(tx, slotId) });
}

/**
 * Gives the seat of one booking to another: a time is never free in between. Also a hold that has run out, as long as nobody has taken it over.
 * @param more only a seat that is held: what is booked is its holder's
 * @returns the seat's number; undefined when it is gone
 */
export async function passSeat(tx: Tx, slotId: Uuid, { from, to, heldUntil, onlyHeld = false }: { from: Uuid; to: Uuid; heldUntil: Date | null; onlyHeld?: boolean }): Promise<number | undefined> {
  const needs = await lockNeeds(tx, slotId);
  tx.tellTime();
  const passed = await tx.maybe(q.updateTable('booking.seat').set({ booking_id: to, held_until: heldUntil }).where('tenant_id', '=', tx.tenant).where('slot_id', '=', slotId).where('booking_id', '=', from)
    .$if(onlyHeld, (query) => query.where('held_until', 'is not', null)).returning('n'));
  if (!passed || !needs || await occupy(tx, slotId)) return passed?.n;
  // While the hold was over, what it needs was taken by another time.
  await letGo(tx, slotId, to, { needs });
  return undefined;
}

/** For what changes two times at once: their locks, in the same order by everyone. */
export async function lockSlots(tx: Tx, slots: readonly Uuid[]): Promise<void> {
  for (const slot of [...slots].sort()) await lockNeeds(tx, slot);
}

/** Whether the time needs somebody or something; then what is done with it is done one at a time. */
async function lockNeeds(tx: Tx, slotId: Uuid): Promise<boolean> {
  const needs = await tx.maybe(q.selectFrom('booking.slot_resource').select('resource_id').where('tenant_id', '=', tx.tenant).where('slot_id', '=', slotId).limit(1));
  if (!needs) return false;
  await tx.run(q.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${slotId}, 0))`.as('locked')));
  return true;
}

async function letGo(tx: Tx, slotId: Uuid, bookingId: Uuid, { needs, onlyHeld = false }: { needs: boolean; onlyHeld?: boolean }): Promise<boolean> {
  tx.tellTime();
  const gone = await tx.run(q.deleteFrom('booking.seat').where('tenant_id', '=', tx.tenant).where('slot_id', '=', slotId).where('booking_id', '=', bookingId)
    .$if(onlyHeld, (query) => query.where('held_until', 'is not', null)));
  if (needs) await settle(tx, slotId);
  return gone > 0;
}

/**
 * Takes everything that a time with a holder needs, after what other times' holds that have run out still keep. Always in the same order, so that two
 * times that need the same two wait for each other and not in a circle.
 * @returns false when something is taken
 */
async function occupy(tx: Tx, slotId: Uuid): Promise<boolean> {
  await tx.run(q.deleteFrom('booking.occupation').where('tenant_id', '=', tx.tenant).where('held_until', '<=', tx.now).where('slot_id', '<>', slotId)
    .where(sql<boolean>`exists (select from booking.slot_resource n where n.tenant_id = occupation.tenant_id and n.slot_id = ${slotId}
      and n.resource_id = occupation.resource_id and n.during && occupation.during)`));
  await tx.run(q.insertInto('booking.occupation').columns(['tenant_id', 'slot_id', 'resource_id', 'during', 'held_until'])
    .expression(q.selectFrom('booking.slot_resource').select(['tenant_id', 'slot_id', 'resource_id', 'during', lasts(tx, slotId).as('held_until')])
      .where('tenant_id', '=', tx.tenant).where('slot_id', '=', slotId).orderBy('resource_id')).onConflict((conflict) => conflict.doNothing()));
  const lacking = await tx.maybe(q.selectFrom('booking.slot_resource as n').select('n.resource_id').where('n.tenant_id', '=', tx.tenant).where('n.slot_id', '=', slotId)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('booking.occupation as o').select('o.slot_id').where('o.tenant_id', '=', tx.tenant)
      .whereRef('o.slot_id', '=', 'n.slot_id').whereRef('o.resource_id', '=', 'n.resource_id')))).limit(1));
  await settle(tx, slotId);
  return !lacking;
}

/** Brings what a time has taken in line with who has it: nobody, a hold until a moment, or a booking. Row level security lets nothing else be written. */
async function settle(tx: Tx, slotId: Uuid): Promise<void> {
  await tx.run(q.deleteFrom('booking.occupation').where('tenant_id', '=', tx.tenant).where('slot_id', '=', slotId).where(sql<boolean>`not booking.is_held(tenant_id, slot_id)`));
  await tx.run(q.updateTable('booking.occupation').set({ held_until: lasts(tx, slotId) }).where('tenant_id', '=', tx.tenant).where('slot_id', '=', slotId)
    .where(sql<boolean>`held_until is distinct from ${lasts(tx, slotId)}`));
}

/** Until when somebody has a time: null when it is booked. */
const lasts = (tx: Tx, slotId: Uuid) => sql<Date | null>`booking.lasts(${tx.tenant}::uuid, ${slotId}::uuid)`;
