import { hasDigitalWay, occasionOf } from '../../messages/index.ts';
import { asUuid, isUuid, type House, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import { bookablesOf } from '../bookable.ts';
import { addStep, findBookings, type Booking } from '../store/bookings.ts';
import { countOfBatch, outcomesOfBatch, type OfBatch, type Outcome } from '../store/outcomes.ts';
import { addRecall, addRecalled, clearMessage, findRecall, markSeenTo, recalledToSee, type NewRecall, type Recall } from '../store/recalls.ts';
import { texts } from '../texts.ts';
import { tell } from './confirm.ts';
import { visitDocument } from './outcome-documents.ts';

/** People in one transaction. */
const atOnce = 50;

/** How many got of a batch, and the first of them. */
export async function whoGotOf(tx: Tx, of: OfBatch, limit: number): Promise<{ count: number; first: { outcome: Outcome; booking: Booking }[] }> {
  const outcomes = await outcomesOfBatch(tx, of, limit);
  const bookings = new Map((await findBookings(tx, outcomes.map(({ bookingId }) => bookingId))).map((booking) => [booking.id, booking]));
  return {
    count: outcomes.length < limit ? outcomes.length : await countOfBatch(tx, of),
    first: outcomes.flatMap((outcome) => bookings.has(outcome.bookingId) ? [{ outcome, booking: bookings.get(outcome.bookingId)! }] : []),
  };
}

/**
 * Recalls a batch: everyone who got of it finds what staff have written on the page of their visit at once, and is told of it after commit
 * (`tellRecalled`), however many they are. The same recall again, as when a button is pressed twice, changes nothing.
 * @param services that staff have to do with
 */
export async function recallBatch(tx: Tx, recall: NewRecall, services: readonly string[]): Promise<void> {
  if (!await addRecall(tx, recall)) return;
  const persons = await addRecalled(tx, recall.id, { authorityId: recall.authorityId, batch: recall.batch, services });
  tx.audit({ event: 'booking.batchRecalled', authorityId: recall.authorityId, detail: { persons } });
  tx.emit('booking.recalled', { recall: recall.id });
}

/**
 * Sees to some of those who got of a recalled batch: whoever has a way gets a neutral message, and the others stand in the list until somebody has
 * written or called. Who is left stands in the table, so that it may be called again, by several at once, and after a fault.
 * @returns how many were seen to; none when all have been
 */
export async function tellRecalled(house: House, tx: Tx, recallId: Uuid): Promise<number> {
  const recall = await findRecall(tx, recallId);
  if (!recall) return 0;
  const some = await recalledToSee(tx, recallId, atOnce);
  const told: Uuid[] = [];
  for (const booking of await findBookings(tx, some)) {
    await addStep(tx, booking, 'recalled');
    if (!booking.personId) continue;
    tx.audit({ event: 'booking.recalled', dossierId: booking.id, authorityId: booking.authorityId, subjectId: booking.personId, detail: { service: booking.service } });
    if (!await hasDigitalWay(house, tx, booking.personId)) continue;
    await tell(tx, booking, `recall/${recallId}/${booking.id}`, 'recall');
    told.push(booking.id);
  }
  await markSeenTo(tx, recall, { seen: some, told });
  return some.length;
}

/** A message about a recall did not arrive: whoever it was to stands in the list again. */
export async function notToldOfRecall(tx: Tx, dispatch: Uuid): Promise<void> {
  const [room = '', what = '', recallId = '', bookingId = ''] = (await occasionOf(tx, dispatch))?.split('/') ?? [];
  if (room === 'booking' && what === 'recall' && isUuid(recallId) && isUuid(bookingId)) await clearMessage(tx, asUuid(recallId), asUuid(bookingId));
}

/** The recall as a letter, to whoever cannot be reached by a message. @returns undefined when it could not be made now */
export async function recallLetter(tx: Tx, booking: Booking, recall: Recall, language: Language): Promise<Buffer | undefined> {
  const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, language);
  return visitDocument(tx, bookable, booking, language, {
    heading: texts(language, 'recall.title'), standard: 'ua-1', reference: { label: texts(language, 'certificate.visit'), value: booking.code }, addressed: true,
    sections: () => [{ paragraphs: [texts(language, 'recall.about', { service: bookable.name, batch: recall.batch }), ...recall.text.split(/\n+/)] }],
  });
}
