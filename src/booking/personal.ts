import { swedishDay, type PersonData, type Retention } from '../platform/index.ts';
import { extractOf } from './actions/extract-of.ts';
import { bookingsPast, destroyBookings, destroySlotsBefore, endedLists, forgetWaiting, hasBookings, neverVisited } from './store/keeping.ts';

export const personData: PersonData = {
  columns: [
    'booking.booking.person_id', 'booking.booking.content_cipher', 'booking.step.note_cipher', 'booking.step.staff_id', 'booking.waiting.person_id',
    'booking.offer.person_id', 'booking.call.person_id', 'booking.outcome.person_id', 'booking.outcome.content_cipher', 'booking.outcome.batch_hash',
    'booking.outcome.staff_id', 'booking.withdrawal.staff_id', 'booking.sample.number_hash', 'booking.sample.staff_id', 'booking.answer_file.staff_id', 'booking.letter.staff_id',
    'booking.identified.from_id', 'booking.identified.to_id', 'booking.identified.reason_cipher', 'booking.identified.staff_id', 'booking.identified.ended_by', 'booking.identified.ended_cipher',
    'booking.certificate.person_id', 'booking.certificate.code_sha256', 'booking.certificate.code_cipher', 'booking.recall.content_cipher', 'booking.recall.staff_id', 'booking.recalled.staff_id',
  ],
  export: extractOf,
  async erase(tx, person) {
    // What has led to a visit is a record of care; what has not may go.
    const erased = await destroyBookings(tx, await neverVisited(tx, person));
    const waits = await forgetWaiting(tx, person);
    return { erased: erased + waits, kept: await hasBookings(tx, person) ? [{ what: 'bookings and outcomes of visits', ground: 'times to come, and records of care (patientdatalagen 3 kap. 17 §)' }] : [] };
  },
};

/** How long lists, holds that nobody booked, and times that nobody had are kept. */
const [waitingKeptDays, unbookedKeptDays, slotKeptDays] = [365, 7, 730];
/** Rows in one statement. */
const atOnce = 1_000;

export const retention: Retention = {
  tables: {
    'booking.place': 'with the organisation', 'booking.resource': 'with the organisation', 'booking.opening': 'kept: says why a time was there',
    'booking.closing': 'kept: says why a time was not there', 'booking.withdrawal': 'kept: numbers, and why times ended', 'booking.slot': 'two years after its day', 'booking.slot_resource': 'with its time',
    'booking.occupation': 'with its time', 'booking.seat': 'with its booking', 'booking.booking': 'by the plan of its service, from the day of the time; a hold that nobody booked after a week',
    'booking.step': 'with its booking', 'booking.waiting': `${waitingKeptDays} days after it ended`, 'booking.offer': 'with the place in the list',
    'booking.call': `${waitingKeptDays} days after it ended`, 'booking.outcome': 'by the plan of its service', 'booking.sample': 'with its booking', 'booking.identified': 'with its booking', 'booking.certificate': 'with its booking', 'booking.recalled': 'with its booking', 'booking.recall': 'kept: says what those who got of a batch were told',
    'booking.video': 'with the organisation', 'booking.meeting': 'with its time', 'booking.letter': 'with its booking', 'booking.special_day': 'kept: says why a time was there, or not',
    'booking.answer_file': 'kept: a hash and a count, so that the same file is not read twice',
  },
  async run(tx) {
    const before = (days: number) => new Date(tx.now.getTime() - days * 86_400_000);
    const bookings = await whileAny(async () => destroyBookings(tx, await bookingsPast(tx, swedishDay(tx.now), before(unbookedKeptDays), atOnce)));
    const lists = await endedLists(tx, before(waitingKeptDays));
    const slots = await whileAny(() => destroySlotsBefore(tx, swedishDay(before(slotKeptDays)), atOnce));
    if (bookings || lists || slots) tx.audit({ event: 'booking.retentionRun', detail: { bookings, lists, slots } });
    return { destroyed: bookings + lists + slots };
  },
};

/** All that is due, some at a time, so that memory does not grow with it. */
async function whileAny(some: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let done = await some(); done > 0; done = await some()) all += done;
  return all;
}
