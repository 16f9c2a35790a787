import { findPerson, type Person } from '../../identity/index.ts';
import type { Language, Tx, Uuid } from '../../platform/index.ts';
import { bookablesOf } from '../bookable.ts';
import { addStep, findBookings, type Booking } from '../store/bookings.ts';
import { outcomesOfBatch, type Outcome } from '../store/outcomes.ts';
import { addRecall, addRecalled, type Recall } from '../store/recalls.ts';
import { texts } from '../texts.ts';
import { tell } from './confirm.ts';
import { visitDocument } from './outcome-documents.ts';

/** Somebody who got of a batch, and whether they can be reached by a message. */
export interface OfBatch { outcome: Outcome; booking: Booking; reached: boolean }

/** Who got of a batch, of the services that somebody has to do with. */
export async function whoGotOf(tx: Tx, authorityId: Uuid, batch: string, isTheirs: (service: string) => boolean): Promise<OfBatch[]> {
  const outcomes = (await outcomesOfBatch(tx, authorityId, batch)).filter(({ service }) => isTheirs(service));
  const bookings = new Map((await findBookings(tx, outcomes.map(({ bookingId }) => bookingId))).map((booking) => [booking.id, booking]));
  const found: OfBatch[] = [];
  for (const outcome of outcomes) {
    const booking = bookings.get(outcome.bookingId);
    const person = booking?.personId ? await findPerson(tx, booking.personId) : undefined;
    if (booking) found.push({ outcome, booking, reached: person !== undefined && hasWay(person) });
  }
  return found;
}

/** Whether a message that there is something to read reaches somebody: to an address, or to a telephone where they have chosen that. */
function hasWay({ facts }: Person): boolean {
  return Boolean(facts.email) || (facts.noticesBy === 'sms' && Boolean(facts.phone));
}

/**
 * Recalls a batch: everyone who got of it finds what staff have written on the page of their visit, and gets a neutral message where they can be
 * reached by one. The others stand in the list until somebody has written or called. @returns the recall
 */
export async function recallBatch(tx: Tx, recall: { authorityId: Uuid; batch: string; text: string; staffId: Uuid }, concerned: readonly OfBatch[]): Promise<Uuid> {
  const id = await addRecall(tx, recall);
  await addRecalled(tx, recall.authorityId, concerned.map(({ outcome, booking, reached }) => ({ recallId: id, outcomeId: outcome.id, bookingId: booking.id, told: reached ? 'message' : null, toldAt: reached ? tx.now : null })), recall.staffId);
  for (const { booking, reached } of concerned) {
    await addStep(tx, booking, 'recalled');
    if (reached) await tell(tx, booking, `recall/${id}/${booking.id}`);
    if (booking.personId) tx.audit({ event: 'booking.recalled', dossierId: booking.id, authorityId: booking.authorityId, subjectId: booking.personId, detail: { service: booking.service } });
  }
  tx.audit({ event: 'booking.batchRecalled', authorityId: recall.authorityId, detail: { persons: concerned.length } });
  return id;
}

/** The recall as a letter, to whoever cannot be reached by a message. @returns undefined when it could not be made now */
export async function recallLetter(tx: Tx, booking: Booking, recall: Recall, language: Language): Promise<Buffer | undefined> {
  const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, language);
  return visitDocument(tx, bookable, booking, language, {
    heading: texts(language, 'recall.title'), standard: 'ua-1', reference: { label: texts(language, 'certificate.visit'), value: booking.code }, addressed: true,
    sections: () => [{ paragraphs: [texts(language, 'recall.about', { service: bookable.name, batch: recall.batch }), ...recall.text.split(/\n+/)] }],
  });
}
