import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { sampleNumber } from '../model/sample-number.ts';
import { q } from './tables.ts';

/** @returns false when the number has been used in the authority */
export async function addSample(tx: Tx, sample: { authorityId: Uuid; bookingId: Uuid; number: string; staffId: Uuid }): Promise<boolean> {
  if (await bookingOfSample(tx, sample.authorityId, sample.number)) return false;
  return await tx.run(q.insertInto('booking.sample').values({
    tenant_id: tx.tenant, id: tx.id(), authority_id: sample.authorityId, booking_id: sample.bookingId, number_hash: await tx.hash('sample', sampleNumber(sample.number)),
    taken_at: tx.now, staff_id: sample.staffId, answered_at: null,
  }).onConflict((conflict) => conflict.doNothing())) > 0;
}

/** The booking that a sample belongs to, and when it was taken. */
export async function bookingOfSample(tx: Tx, authorityId: Uuid, number: string): Promise<{ id: Uuid; bookingId: Uuid; takenAt: Date } | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.sample').select(['id', 'booking_id', 'taken_at']).where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .where('number_hash', 'in', [...await tx.hashes('sample', sampleNumber(number))]));
  return row && { id: asUuid(row.id), bookingId: asUuid(row.booking_id), takenAt: row.taken_at };
}

/** Samples of a booking: how many, and whether any waits for its answer. */
export async function samplesOf(tx: Tx, bookingId: Uuid): Promise<{ takenAt: Date; answeredAt: Date | null }[]> {
  const rows = await tx.all(q.selectFrom('booking.sample').select(['taken_at', 'answered_at']).where('tenant_id', '=', tx.tenant).where('booking_id', '=', bookingId).orderBy('taken_at').limit(20));
  return rows.map((row) => ({ takenAt: row.taken_at, answeredAt: row.answered_at }));
}

export async function markSampleAnswered(tx: Tx, id: Uuid): Promise<void> {
  await tx.run(q.updateTable('booking.sample').set({ answered_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** Samples that wait for an answer, the oldest first. */
export async function unanswered(tx: Tx, authorityId: Uuid): Promise<{ bookingId: Uuid; service: string; takenAt: Date }[]> {
  const rows = await tx.all(q.selectFrom('booking.sample as s').innerJoin('booking.booking as b', (join) => join.onRef('b.tenant_id', '=', 's.tenant_id').onRef('b.id', '=', 's.booking_id'))
    .select(['s.booking_id', 's.taken_at', 'b.service']).where('s.tenant_id', '=', tx.tenant).where('s.authority_id', '=', authorityId)
    .where('s.answered_at', 'is', null).orderBy('s.taken_at').limit(500));
  return rows.map((row) => ({ bookingId: asUuid(row.booking_id), service: row.service, takenAt: row.taken_at }));
}

/** Notes that a file has been read. @returns false when the same has been before */
export async function addAnswerFile(tx: Tx, file: { authorityId: Uuid; sha256: string; answers: number; staffId: Uuid }): Promise<boolean> {
  return await tx.run(q.insertInto('booking.answer_file').values({
    tenant_id: tx.tenant, id: tx.id(), authority_id: file.authorityId, sha256: file.sha256, answers: file.answers, read_at: tx.now, staff_id: file.staffId,
  }).onConflict((conflict) => conflict.doNothing())) > 0;
}

export async function answerFiles(tx: Tx, authorityId: Uuid): Promise<{ readAt: Date; answers: number }[]> {
  const rows = await tx.all(q.selectFrom('booking.answer_file').select(['read_at', 'answers']).where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).orderBy('read_at', 'desc').limit(20));
  return rows.map((row) => ({ readAt: row.read_at, answers: row.answers }));
}
