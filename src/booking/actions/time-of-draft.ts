import { formatDateWithWeekday, formatTime, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import { bookingOfDraft, updateBooking, type Booking, type BookingContent } from '../store/bookings.ts';
import { findPlace } from '../store/places.ts';
import { findSlot } from '../store/slots.ts';
import { confirm, type Confirmed } from './confirm.ts';

/** The time that is held for a draft, in words. */
export interface HeldTime {
  /** "tisdag 24 november 2026 kl. 10.20" */
  when: string;
  where: string;
  /** "10.45" */
  until: string;
  /** the hold has run out: it may still be theirs, if nobody else has taken it */
  over: boolean;
}

/** What is held for a draft; undefined when nothing is. */
export async function timeOfDraft(tx: Tx, draftId: Uuid, language: Language): Promise<HeldTime | undefined> {
  const booking = await bookingOfDraft(tx, draftId);
  const slot = booking && await findSlot(tx, booking.slotId);
  if (!booking || !slot || booking.bookedAt || !booking.heldUntil) return undefined;
  const place = await findPlace(tx, booking.placeId);
  return {
    when: whenOf(slot.startsAt, language), where: place ? `${place.name}, ${place.street}, ${place.city}` : '',
    until: formatTime(booking.heldUntil, language), over: booking.heldUntil <= tx.now,
  };
}

/** The hold of a draft, locked: what is sent in twice is booked once. */
export async function timeHeldFor(tx: Tx, draftId: Uuid): Promise<Booking | undefined> {
  return bookingOfDraft(tx, draftId, { lock: true });
}

/** Books the time that was held, with what was filled in. */
export async function confirmTime(tx: Tx, held: Booking, content: BookingContent): Promise<Confirmed> {
  return confirm(tx, held, content);
}

/** The case that a booked time belongs to, of a service that has cases. */
export async function attachCase(tx: Tx, bookingId: Uuid, caseId: Uuid): Promise<void> {
  await updateBooking(tx, bookingId, { case_id: caseId });
}

/** "tisdag 24 november 2026 kl. 10.20" */
export function whenOf(at: Date, language: Language): string {
  return `${formatDateWithWeekday(at, language)} ${language === 'en' ? 'at' : 'kl.'} ${formatTime(at, language)}`;
}
