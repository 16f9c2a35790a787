import { addDuration, swedishDay, swedishInstant, type Tx, type Uuid } from '../../platform/index.ts';
import type { Bookable } from '../bookable.ts';
import { shownField } from '../model/outcome-content.ts';
import { addStep, findBooking, updateBooking, type Booking } from '../store/bookings.ts';
import { addOutcome, elsewhereOf, endOutcome, type OutcomeContent } from '../store/outcomes.ts';
import { settleCalls } from './settle-calls.ts';

/**
 * Writes down what was given elsewhere, as somebody has shown with a certificate at a visit: it counts for what one may book, whom the service calls
 * and the certificate, which says that others gave it. @returns false when the same stands there already
 */
export async function recordElsewhere(tx: Tx, bookable: Bookable, { id }: Booking, given: { kind: string; day: string; content: OutcomeContent; shown: string; staffId: Uuid }): Promise<boolean> {
  // One at a time, and as it stands by then: what is written at the same moment is found, and whose it is may have changed.
  const booking = await findBooking(tx, id, { lock: true });
  if (!booking || (await elsewhereOf(tx, booking.id)).some(({ kind, doneDay }) => kind === given.kind && doneDay === given.day)) return false;
  // Written in the record today, however long ago it was given.
  const keepUntil = addDuration(swedishDay(tx.now), bookable.keep.outcome);
  await addOutcome(tx, {
    authorityId: booking.authorityId, bookingId: booking.id, personId: booking.personId, service: booking.service, versionId: bookable.versionId, kind: given.kind, doneAt: swedishInstant(given.day, '12:00'),
    staffId: given.staffId, source: 'elsewhere', replacesId: null, keyId: booking.keyId, content: { ...given.content, [shownField]: given.shown }, keepUntil,
  });
  await updateBooking(tx, booking.id, { keep_until: keepUntil });
  await follow(tx, bookable, booking, 'elsewhere', given.shown);
  return true;
}

/** It was written down by mistake. @returns false when it does not stand there */
export async function withdrawElsewhere(tx: Tx, bookable: Bookable, { id: bookingId }: Booking, id: Uuid): Promise<boolean> {
  const booking = await findBooking(tx, bookingId, { lock: true });
  if (!booking || !(await elsewhereOf(tx, booking.id)).some((one) => one.id === id) || !await endOutcome(tx, id)) return false;
  await follow(tx, bookable, booking, 'elsewhereWithdrawn');
  return true;
}

async function follow(tx: Tx, bookable: Bookable, booking: Booking, what: 'elsewhere' | 'elsewhereWithdrawn', note?: string): Promise<void> {
  await addStep(tx, booking, what, note ? { note } : {});
  if (booking.personId) await settleCalls(tx, bookable, booking.personId, booking.language);
  tx.audit({ event: `booking.${what}`, dossierId: booking.id, authorityId: booking.authorityId, ...(booking.personId && { subjectId: booking.personId }), detail: { service: booking.service } });
}
