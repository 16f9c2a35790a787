import { addDuration, type Tx, type Uuid } from '../../platform/index.ts';
import { bookableNamed, bookablesOf, type Bookable } from '../bookable.ts';
import { answerBy } from '../model/answer-by.ts';
import { bookedFor, findBooking, insertBooking, updateBooking, type Booking } from '../store/bookings.ts';
import { passSeat, releaseSeat } from '../store/seats.ts';
import { findSlot, type Slot } from '../store/slots.ts';
import { addOffer, endWaiting, lapsedOf, lapsedOffers, lockWaiting, markAnswered, nextWaiting, offerOfBooking, type Offer, type Waiting } from '../store/waiting.ts';
import { freeSeat } from './cancel.ts';
import { whyNot } from './eligible.ts';
import { move, type Moved } from './move.ts';
import { tell } from './confirm.ts';

/** Beyond the time to answer, so that whoever is next is asked before the time is free to all. */
const slackMinutes = 10;
/** Offers that one may let pass before one is taken off the list. */
const mostLapsed = 2;
/** Of those who wait, tried for one time. */
const mostTried = 100;

/**
 * Offers a freed time to the one whose turn it is: it is held for them, and a neutral message goes out. When nobody waits for it, or there
 * is too little time to answer, it is free to all at once. May be called again: a time that is no longer kept is left.
 * @returns the offer, if one was made
 */
export async function offerFreed(tx: Tx, freed: { booking: Uuid; slot: Uuid }): Promise<Uuid | undefined> {
  const slot = await findSlot(tx, freed.slot);
  const offer = slot && await offerNext(tx, slot, (booking, heldUntil) => passSeat(tx, slot.id, { from: freed.booking, to: booking, heldUntil, onlyHeld: true }));
  if (!offer) await releaseSeat(tx, freed.slot, freed.booking, { onlyHeld: true });
  return offer;
}

/**
 * Offers a seat of a time to whoever waits and is next.
 * @param take takes the seat for a booking until a moment; answers its number, or undefined when it is gone
 * @returns the offer; undefined when nobody waits whom it suits, there is too little time to answer, or the seat is gone
 */
export async function offerNext(tx: Tx, slot: Slot, take: (booking: Uuid, heldUntil: Date) => Promise<number | undefined>): Promise<Uuid | undefined> {
  // Who waits has not said where they live: a freed visit at home is free to all at once.
  const bookable = slot.stopped || slot.areas.length > 0 ? undefined : await bookableNamed(tx, slot.service, 'sv');
  const until = bookable?.answerHours === undefined || bookable.stopped ? undefined : answerBy(tx.now, bookable.answerHours, slot.startsAt);
  const waiting = bookable && until && await nextWhoMay(tx, bookable, slot);
  if (!bookable || !until || !waiting) return undefined;
  const booking = tx.id();
  const heldUntil = new Date(until.getTime() + slackMinutes * 60_000);
  await insertBooking(tx, {
    id: booking, authorityId: slot.authorityId, placeId: slot.placeId, slotId: slot.id, service: slot.service, versionId: bookable.versionId, kind: waiting.kind,
    personId: waiting.personId, confidentiality: bookable.confidentiality, language: waiting.language, channel: 'web', startsAt: slot.startsAt, heldUntil,
    bookedAt: null, priority: waiting.priority, content: {}, keepUntil: addDuration(slot.day, bookable.keep.booking),
  });
  const seat = await take(booking, heldUntil);
  if (seat === undefined) {
    await updateBooking(tx, booking, { ended_at: tx.now, ended_why: 'released' });
    return undefined;
  }
  await updateBooking(tx, booking, { seat });
  const offer = await addOffer(tx, { authorityId: slot.authorityId, waitingId: waiting.id, personId: waiting.personId, bookingId: booking, slotId: slot.id, answerBy: until });
  tx.audit({ event: 'booking.offered', dossierId: booking, subjectId: waiting.personId, authorityId: slot.authorityId, detail: { service: slot.service } });
  await tell(tx, { personId: waiting.personId, confidentiality: bookable.confidentiality, language: waiting.language }, `offered/${offer}`);
  return offer;
}

/**
 * The first in the list who may have the time. Whom a rule stops from this one is passed by and keeps their place: what comes too early for a second
 * dose today is right for a time next week. When none of the first hundred may, the time is free to all rather than kept while everyone is tried.
 */
async function nextWhoMay(tx: Tx, bookable: Bookable, slot: Slot): Promise<Waiting | undefined> {
  for (const waiting of await nextWaiting(tx, slot, mostTried)) {
    const stops = await whyNot(tx, bookable, { personId: waiting.personId, kind: waiting.kind, day: slot.day, language: 'sv' });
    if (!stops.length && await lockWaiting(tx, slot, waiting.id)) return waiting;
  }
  return undefined;
}

/** Notes that an offered time was taken or not, when the booking is one: it leaves the list with it. */
export async function answerOffer(tx: Tx, bookingId: Uuid, answer: 'yes' | 'no'): Promise<void> {
  const offer = await offerOfBooking(tx, bookingId);
  if (!offer) return;
  await markAnswered(tx, offer, answer);
  if (answer === 'yes') await endWaiting(tx, offer.waitingId, 'booked');
}

/** Thanks no: the time goes to the next, and the place in the list stays. */
export async function declineOffer(tx: Tx, offer: Offer): Promise<void> {
  const hold = await findBooking(tx, offer.bookingId, { lock: true });
  if (await markAnswered(tx, offer, 'no') && hold) await letGo(tx, hold, 'declined');
}

/** The time can no longer be had, by no fault of theirs: the place in the list stays. */
export async function withdrawOffer(tx: Tx, offer: Offer): Promise<void> {
  const hold = await findBooking(tx, offer.bookingId, { lock: true });
  if (await markAnswered(tx, offer, 'withdrawn') && hold) await letGo(tx, hold, 'released');
}

/**
 * Takes an offered time instead of the one that one has: the held seat becomes the booking's, with what was filled in. A rule that says no leaves the
 * offer as it was, to be answered; one for what is gone, or for somebody who has come to the time they had, ends.
 * @returns undefined when they have none: then they go on to the questions, and the hold becomes the booking
 */
export async function moveToOffer(tx: Tx, offer: Offer, language: Booking['language']): Promise<Moved | undefined> {
  const hold = await findBooking(tx, offer.bookingId, { lock: true });
  const has = hold?.personId ? await bookedFor(tx, hold.personId, hold.service, hold.kind) : undefined;
  if (!hold || !has) return undefined;
  // Who has come stands in the list of that day: their visit is not moved from under those who receive them.
  const moved: Moved = has.arrivedAt ? { ok: false, reason: 'ended' } : await move(tx, await bookablesOf(tx).byVersion(tx, has.versionId, language), has, hold.slotId, { heldBy: hold.id });
  if (moved.ok) {
    await updateBooking(tx, hold.id, { ended_at: tx.now, ended_why: 'released' });
    await answerOffer(tx, hold.id, 'yes');
  } else if (moved.reason !== 'stopped') await withdrawOffer(tx, offer);
  return moved;
}

/** Passes on what nobody answered in time. Whoever lets two pass leaves the list. @returns how many, at most some at once: none when there are no more */
export async function lapseOffers(tx: Tx): Promise<number> {
  const offers = await lapsedOffers(tx, 50);
  for (const offer of offers) {
    // The booking first, as whoever confirms it does: then neither waits for the other.
    const hold = await findBooking(tx, offer.bookingId, { lock: true });
    if ((hold && isAnswering(hold, tx.now)) || !await markAnswered(tx, offer, 'lapsed')) continue;
    if (hold) await letGo(tx, hold, 'released');
    if (await lapsedOf(tx, offer.waitingId) >= mostLapsed) await endWaiting(tx, offer.waitingId, 'lapsed');
  }
  return offers.length;
}

/** Whether somebody has said yes meanwhile, and is at the questions. */
function isAnswering({ draftId, bookedAt, endedAt, heldUntil }: Booking, now: Date): boolean {
  return draftId !== null && !bookedAt && !endedAt && heldUntil !== null && heldUntil > now;
}

/** @param hold locked, so that nobody books it meanwhile */
async function letGo(tx: Tx, hold: Booking, why: 'declined' | 'released'): Promise<void> {
  if (hold.bookedAt || hold.endedAt) return;
  await updateBooking(tx, hold.id, { ended_at: tx.now, ended_why: why });
  await freeSeat(tx, hold);
}
