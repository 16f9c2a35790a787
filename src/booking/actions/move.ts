import type { Tx, Uuid } from '../../platform/index.ts';
import type { Bookable } from '../bookable.ts';
import { addStep, findBooking, updateBooking, type Booking } from '../store/bookings.ts';
import { lockSlots, passSeat, releaseSeat, takeSeat } from '../store/seats.ts';
import { findSlot, type Slot } from '../store/slots.ts';
import { whyNot, type WhyNot } from './eligible.ts';
import { isBookable } from './hold.ts';
import { freeSeat } from './cancel.ts';
import { tell } from './confirm.ts';

export type Moved = { ok: true; slot: Slot } | { ok: false; reason: 'taken' | 'closed' | 'ended' } | { ok: false; reason: 'stopped'; stops: WhyNot };

/**
 * Moves a booking to another time: the new one is taken before the old one is let go, in one transaction, so that nobody is left without.
 * What was filled in and the code go along.
 * @param of the booking: read anew and locked here, since whoever moves or cancels it at the same moment would leave a seat behind
 * @param by staff may move where the rules or the release would say no, and use seats besides; `heldBy`: the hold whose seat it gets
 */
export async function move(tx: Tx, bookable: Bookable, of: Pick<Booking, 'id'>, slotId: Uuid, by: { staff?: boolean; note?: string; heldBy?: Uuid } = {}): Promise<Moved> {
  const booking = await findBooking(tx, of.id, { lock: true });
  if (!booking || booking.endedAt) return { ok: false, reason: 'ended' };
  const slot = await findSlot(tx, slotId);
  const open = slot && (by.staff || by.heldBy ? !slot.stopped && slot.service === booking.service && slot.startsAt > tx.now && slot.kinds.includes(booking.kind) : isBookable(tx, slot, bookable, booking.kind));
  if (!slot || !open) return { ok: false, reason: 'closed' };
  if (slot.id === booking.slotId) return { ok: true, slot };
  if (!by.staff) {
    const stops = await whyNot(tx, bookable, { ...(booking.personId && { personId: booking.personId }), kind: booking.kind, day: slot.day, language: booking.language });
    if (stops.length) return { ok: false, reason: 'stopped', stops };
  }
  await lockSlots(tx, [booking.slotId, slot.id]);
  const seat = by.heldBy ? await passSeat(tx, slot.id, { from: by.heldBy, to: booking.id, heldUntil: null, onlyHeld: true })
    : await takeSeat(tx, slot, booking.id, null, { overbook: by.staff === true });
  if (seat === undefined) return { ok: false, reason: 'taken' };
  if (!await updateBooking(tx, booking.id, { slot_id: slot.id, place_id: slot.placeId, starts_at: slot.startsAt, seat })) {
    await releaseSeat(tx, slot.id, booking.id);
    return { ok: false, reason: 'ended' };
  }
  await freeSeat(tx, booking);
  await addStep(tx, booking, 'moved', by.note ? { note: by.note } : {});
  tx.audit({ event: 'booking.moved', dossierId: booking.id, authorityId: booking.authorityId, ...(booking.personId && { subjectId: booking.personId }), detail: { service: booking.service } });
  await tell(tx, booking, `moved/${booking.id}/${slot.id}`);
  return { ok: true, slot };
}
