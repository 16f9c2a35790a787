import { asUuid, swedishDay, type PersonData, type Retention, type Tx, type Uuid } from '../platform/index.ts';
import { bookingContent, bookingsOf } from './store/bookings.ts';
import { callsOf } from './store/calls.ts';
import { outcomeContent, outcomesOf } from './store/outcomes.ts';
import { releaseSeat } from './store/seats.ts';
import { q } from './store/tables.ts';
import { waitingOf } from './store/waiting.ts';

export const personData: PersonData = {
  columns: [
    'booking.booking.person_id', 'booking.booking.content_cipher', 'booking.step.note_cipher', 'booking.step.staff_id', 'booking.waiting.person_id',
    'booking.offer.person_id', 'booking.call.person_id', 'booking.outcome.person_id', 'booking.outcome.content_cipher', 'booking.outcome.batch_hash',
    'booking.outcome.staff_id', 'booking.withdrawal.staff_id', 'booking.sample.number_hash', 'booking.sample.staff_id', 'booking.answer_file.staff_id',
    'booking.identified.from_id', 'booking.identified.to_id', 'booking.identified.reason_cipher', 'booking.identified.staff_id', 'booking.identified.ended_by', 'booking.identified.ended_cipher',
    'booking.certificate.code_sha256', 'booking.certificate.code_cipher', 'booking.recall.content_cipher', 'booking.recall.staff_id', 'booking.recalled.staff_id',
  ],
  async export(tx, person) {
    const bookings = [];
    for (const { id, service, kind, startsAt, bookedAt, endedAt, endedWhy } of await bookingsOf(tx, person, 5_000)) {
      bookings.push({ service, kind, startsAt, bookedAt, endedAt, endedWhy, ...await bookingContent(tx, id) });
    }
    const outcomes = [];
    for (const { id, service, kind, doneAt } of await outcomesOf(tx, person)) outcomes.push({ service, kind, doneAt, ...await outcomeContent(tx, id) });
    return { bookings, outcomes, calls: await callsOf(tx, person), waiting: await waitingOf(tx, person) };
  },
  async erase(tx, person) {
    // What has led to a visit is a record of care; what has not may go.
    const erased = await destroy(tx, (await bookingsOf(tx, person, 5_000)).filter(({ doneAt, arrivedAt, bookedAt, endedAt }) => !doneAt && !arrivedAt && (endedAt || !bookedAt)));
    const waits = await tx.run(q.deleteFrom('booking.waiting').where('tenant_id', '=', tx.tenant).where('person_id', '=', person).where('ended_at', 'is not', null));
    const kept = await tx.maybe(q.selectFrom('booking.booking').select('id').where('tenant_id', '=', tx.tenant).where('person_id', '=', person).limit(1));
    return { erased: erased + waits, kept: kept ? [{ what: 'bookings and outcomes of visits', ground: 'times to come, and records of care (patientdatalagen 3 kap. 17 §)' }] : [] };
  },
};

const waitingKeptDays = 365;

export const retention: Retention = {
  tables: {
    'booking.place': 'with the organisation', 'booking.resource': 'with the organisation', 'booking.opening': 'kept: says why a time was there',
    'booking.closing': 'kept: says why a time was not there', 'booking.withdrawal': 'kept: numbers, and why times ended', 'booking.slot': 'two years after its day', 'booking.slot_resource': 'with its time',
    'booking.occupation': 'with its time', 'booking.seat': 'with its booking', 'booking.booking': 'by the plan of its service, from the day of the time; a hold that nobody booked after a week',
    'booking.step': 'with its booking', 'booking.waiting': `${waitingKeptDays} days after it ended`, 'booking.offer': 'with the place in the list',
    'booking.call': `${waitingKeptDays} days after it ended`, 'booking.outcome': 'by the plan of its service', 'booking.sample': 'with its booking', 'booking.identified': 'with its booking', 'booking.certificate': 'with its booking', 'booking.recalled': 'with its booking', 'booking.recall': 'kept: says what those who got of a batch were told',
    'booking.video': 'with the organisation', 'booking.meeting': 'with its time', 'booking.special_day': 'kept: says why a time was there, or not',
    'booking.answer_file': 'kept: a hash and a count, so that the same file is not read twice',
  },
  async run(tx) {
    const today = swedishDay(tx.now);
    const before = (days: number) => new Date(tx.now.getTime() - days * 86_400_000);
    const rows = await tx.all(q.selectFrom('booking.booking').select(['id', 'slot_id', 'key_id']).where('tenant_id', '=', tx.tenant)
      .where((eb) => eb.or([eb('keep_until', '<', today), eb.and([eb('booked_at', 'is', null), eb('made_at', '<', before(7))])])).limit(2_000));
    const destroyed = await destroy(tx, rows.map((row) => ({ id: asUuid(row.id), slotId: asUuid(row.slot_id), keyId: asUuid(row.key_id) })));
    const lists = await tx.run(q.deleteFrom('booking.offer').where('tenant_id', '=', tx.tenant).where('made_at', '<', before(waitingKeptDays)))
      + await tx.run(q.deleteFrom('booking.waiting').where('tenant_id', '=', tx.tenant).where('ended_at', '<', before(waitingKeptDays)))
      + await tx.run(q.deleteFrom('booking.call').where('tenant_id', '=', tx.tenant).where('ended_at', '<', before(waitingKeptDays)));
    const slots = await oldSlots(tx, swedishDay(before(730)));
    if (destroyed || lists || slots) tx.audit({ event: 'booking.retentionRun', detail: { bookings: destroyed, lists, slots } });
    return { destroyed: destroyed + lists + slots };
  },
};

/** Bookings whole: rows, seat and key. */
async function destroy(tx: Tx, bookings: readonly { id: Uuid; slotId: Uuid; keyId: Uuid }[]): Promise<number> {
  for (const { id, slotId, keyId } of bookings) {
    await releaseSeat(tx, slotId, id);
    for (const table of ['booking.outcome', 'booking.identified', 'booking.certificate', 'booking.recalled', 'booking.sample', 'booking.step', 'booking.meeting'] as const) {
      await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('booking_id', '=', id));
    }
    await tx.run(q.deleteFrom('booking.booking').where('tenant_id', '=', tx.tenant).where('id', '=', id));
    await tx.destroyKey(keyId);
  }
  return bookings.length;
}

/** Times of long ago that no booking points at. */
async function oldSlots(tx: Tx, day: string): Promise<number> {
  const rows = await tx.all(q.selectFrom('booking.slot as s').select('s.id').where('s.tenant_id', '=', tx.tenant).where('s.day', '<', day)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('booking.booking as b').select('b.id').where('b.tenant_id', '=', tx.tenant).whereRef('b.slot_id', '=', 's.id')))).limit(5_000));
  const ids = rows.map(({ id }) => id);
  if (!ids.length) return 0;
  for (const table of ['booking.occupation', 'booking.slot_resource', 'booking.seat', 'booking.meeting'] as const) {
    await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('slot_id', 'in', ids));
  }
  return tx.run(q.deleteFrom('booking.slot').where('tenant_id', '=', tx.tenant).where('id', 'in', ids));
}
