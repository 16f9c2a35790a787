import type { Tx } from '../../platform/index.ts';
import { addStep, findBooking, updateBooking, type Booking } from '../store/bookings.ts';
import { keepSeat, releaseSeat } from '../store/seats.ts';
import { findSlot } from '../store/slots.ts';
import type { EndedWhy } from '../store/tables.ts';

/** Minutes that a freed time is kept while the waiting list is asked. It is let go by itself, should nobody ask. */
const keptMinutes = 2;

/**
 * Ends a booking, and frees its time. A time to come is kept for a moment for whoever waits for one: after commit it is offered to the
 * one whose turn it is, or is free to all at once.
 * @param of the booking: read anew and locked here, since it may have been moved since it was read
 * @param why who or what ended it
 * @returns false when it had ended already
 */
export async function cancel(tx: Tx, of: Pick<Booking, 'id'>, why: EndedWhy, more: { note?: string } = {}): Promise<boolean> {
  const booking = await findBooking(tx, of.id, { lock: true });
  if (!booking || booking.endedAt) return false;
  await updateBooking(tx, booking.id, { ended_at: tx.now, ended_why: why });
  await freeSeat(tx, booking, why !== 'revoked' && why !== 'closed');
  await addStep(tx, booking, why, more.note ? { note: more.note } : {});
  tx.audit({ event: 'booking.ended', dossierId: booking.id, authorityId: booking.authorityId, ...(booking.personId && { subjectId: booking.personId }), detail: { why, service: booking.service } });
  return true;
}

/**
 * Lets the seat of a booking go, or keeps it for a moment for the waiting list.
 * @param offered false: the time is not to be had by others
 */
export async function freeSeat(tx: Tx, { id, slotId, seat }: Pick<Booking, 'id' | 'slotId' | 'seat'>, offered = true): Promise<void> {
  const slot = await findSlot(tx, slotId);
  const coming = offered && slot && !slot.stopped && slot.startsAt > tx.now && seat <= slot.seats;
  if (coming && await keepSeat(tx, slotId, id, new Date(tx.now.getTime() + keptMinutes * 60_000))) tx.emit('booking.freed', { booking: id, slot: slotId });
  else await releaseSeat(tx, slotId, id);
}
