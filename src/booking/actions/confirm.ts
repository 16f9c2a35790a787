import { makeKnown } from '../../identity/index.ts';
import { notify } from '../../messages/index.ts';
import type { Tx, Uuid } from '../../platform/index.ts';
import { bookablesOf } from '../bookable.ts';
import { whyNot, type WhyNot } from './eligible.ts';
import { addStep, alone, bookedFor, bookingContent, updateBooking, writeContent, type Booking, type BookingContent } from '../store/bookings.ts';
import { keepSeat, takeSeat } from '../store/seats.ts';
import { findSlot } from '../store/slots.ts';
import { answerOffer } from './offer.ts';

export type Confirmed =
  | { ok: true; booking: Booking }
  /** `gone`: the hold ran out and somebody else has the time; `has`: booked another time meanwhile */
  | { ok: false; reason: 'gone' | 'has' }
  | { ok: false; reason: 'stopped'; stops: WhyNot };

/**
 * A hold becomes a booking, also one that has run out as long as nobody has taken it over. The rules are tried once more: what was
 * true when it was held may not be now.
 */
export async function confirm(tx: Tx, booking: Booking, content: BookingContent, more: { caseId?: Uuid } = {}): Promise<Confirmed> {
  if (booking.bookedAt) return { ok: true, booking };
  const slot = await findSlot(tx, booking.slotId);
  if (!slot || slot.stopped || slot.startsAt <= tx.now) return { ok: false, reason: 'gone' };
  const { personId } = booking;
  if (personId) await alone(tx, personId, booking.service, booking.kind);
  if (personId && await bookedFor(tx, personId, booking.service, booking.kind)) return { ok: false, reason: 'has' };
  const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, booking.language);
  const stops = await whyNot(tx, bookable, { ...(personId && { personId }), kind: booking.kind, day: slot.day, language: booking.language });
  if (stops.length) return { ok: false, reason: 'stopped', stops };
  if (!await keepSeat(tx, slot.id, booking.id, null)) {
    const seat = await takeSeat(tx, slot, booking.id, null);
    if (seat === undefined) return { ok: false, reason: 'gone' };
    await updateBooking(tx, booking.id, { seat });
  }
  await updateBooking(tx, booking.id, { booked_at: tx.now, held_until: null, ...(more.caseId && { case_id: more.caseId }) });
  // What was said when it was held, as where a visit at home is, stays.
  await writeContent(tx, booking, { ...await bookingContent(tx, booking.id), ...content });
  await booked(tx, { ...booking, bookedAt: tx.now });
  await answerOffer(tx, booking.id, 'yes');
  return { ok: true, booking: { ...booking, bookedAt: tx.now, heldUntil: null } };
}

/** What goes with every booking that is made: staff may know the person, the history, the audit, a neutral message. */
export async function booked(tx: Tx, booking: Booking, codes: readonly string[] = [], note?: string): Promise<void> {
  if (booking.personId) await makeKnown(tx, booking.authorityId, booking.personId);
  await addStep(tx, booking, 'booked', { codes, ...(note && { note }) });
  tx.audit({
    event: 'booking.booked', dossierId: booking.id, authorityId: booking.authorityId, ...(booking.personId && { subjectId: booking.personId }),
    detail: { service: booking.service, kind: booking.kind, channel: booking.channel, ...(codes.length && { past: codes.join(' ') }) },
  });
  // Of a series one is told once, of all its times.
  if (booking.personId) await tell(tx, booking, `booked/${booking.seriesId ?? booking.id}`);
}

/** A neutral message that there is something about a time, by e-mail or text message. What it may say follows from the class. */
export async function tell(tx: Tx, booking: Pick<Booking, 'personId' | 'confidentiality' | 'language'>, key: string, kind: 'other' | 'reminder' | 'recall' = 'other'): Promise<void> {
  if (!booking.personId) return;
  await notify(tx, { personId: booking.personId, kind, confidentiality: booking.confidentiality, language: booking.language, key: `booking/${key}` });
}
