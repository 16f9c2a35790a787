import { sql } from 'kysely';
import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { sampleNumber } from '../model/sample-number.ts';
import { q } from './tables.ts';

/** A sample on its way, or answered. */
export interface Sample {
  id: Uuid;
  bookingId: Uuid;
  takenAt: Date;
  answeredAt: Date | null;
  /** the laboratory that answered by its own system; null: a file, or not yet */
  answeredBy: string | null;
}

/** @returns false when the number has been used in the authority */
export async function addSample(tx: Tx, sample: { authorityId: Uuid; bookingId: Uuid; number: string; staffId: Uuid }): Promise<boolean> {
  if ((await samplesNumbered(tx, sample.authorityId, [sample.number])).size) return false;
  return await tx.run(q.insertInto('booking.sample').values({
    tenant_id: tx.tenant, id: tx.id(), authority_id: sample.authorityId, booking_id: sample.bookingId, number_hash: await tx.hash('sample', sampleNumber(sample.number)),
    taken_at: tx.now, staff_id: sample.staffId, answered_at: null, answered_by: null,
  }).onConflict((conflict) => conflict.doNothing())) > 0;
}

/** The samples of an authority that have these numbers, by number without its spaces and dashes: one query for all. */
export async function samplesNumbered(tx: Tx, authorityId: Uuid, numbers: readonly string[]): Promise<Map<string, Sample>> {
  const numberOf = new Map<string, string>();
  for (const number of new Set(numbers.map(sampleNumber))) for (const hash of await tx.hashes('sample', number)) numberOf.set(hash.toString('hex'), number);
  const hashes = [...numberOf.keys()].map((hex) => Buffer.from(hex, 'hex'));
  if (!hashes.length) return new Map();
  const rows = await tx.all(q.selectFrom('booking.sample').select(['id', 'booking_id', 'taken_at', 'answered_at', 'answered_by', 'number_hash'])
    .where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where(sql<boolean>`number_hash = any(${hashes}::bytea[])`));
  return new Map(rows.map((row) => [numberOf.get(row.number_hash.toString('hex'))!, {
    id: asUuid(row.id), bookingId: asUuid(row.booking_id), takenAt: row.taken_at, answeredAt: row.answered_at, answeredBy: row.answered_by,
  }]));
}

/** Samples of a booking: how many, and whether any waits for its answer. */
export async function samplesOf(tx: Tx, bookingId: Uuid): Promise<{ takenAt: Date; answeredAt: Date | null }[]> {
  const rows = await tx.all(q.selectFrom('booking.sample').select(['taken_at', 'answered_at']).where('tenant_id', '=', tx.tenant).where('booking_id', '=', bookingId).orderBy('taken_at').limit(20));
  return rows.map((row) => ({ takenAt: row.taken_at, answeredAt: row.answered_at }));
}

/** A sample has its answer; or, when the answer is withdrawn, waits for one again. */
export async function markSample(tx: Tx, id: Uuid, answered: { by: string | null } | 'waits'): Promise<void> {
  const change = answered === 'waits' ? { answered_at: null, answered_by: null } : { answered_at: tx.now, answered_by: answered.by };
  await tx.run(q.updateTable('booking.sample').set(change).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** Samples that wait for an answer, the oldest first. */
export async function unanswered(tx: Tx, authorityId: Uuid): Promise<{ bookingId: Uuid; service: string; takenAt: Date }[]> {
  const rows = await tx.all(q.selectFrom('booking.sample as s').innerJoin('booking.booking as b', (join) => join.onRef('b.tenant_id', '=', 's.tenant_id').onRef('b.id', '=', 's.booking_id'))
    .select(['s.booking_id', 's.taken_at', 'b.service']).where('s.tenant_id', '=', tx.tenant).where('s.authority_id', '=', authorityId)
    .where('s.answered_at', 'is', null).orderBy('s.taken_at').limit(500));
  return rows.map((row) => ({ bookingId: asUuid(row.booking_id), service: row.service, takenAt: row.taken_at }));
}

/** What answers came in: a file that staff read, known by its content, or a message of a laboratory's system, known by the laboratory's own id. */
export type AnswersFrom = { staffId: Uuid } | { laboratory: string; messageId: string };

/** One who brings answers at a time in an authority: of two that bring the same, the second finds what the first has done. Until the transaction ends. */
export async function answersAlone(tx: Tx, authorityId: Uuid): Promise<void> {
  await tx.run(q.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${`answers ${tx.tenant} ${authorityId}`}, 0))`.as('locked')));
}

/** Notes that answers have been read. @returns false when the same have been before */
export async function addAnswerFile(tx: Tx, file: { authorityId: Uuid; sha256: string; answers: number; from: AnswersFrom }): Promise<boolean> {
  const { from } = file;
  return await tx.run(q.insertInto('booking.answer_file').values({
    tenant_id: tx.tenant, id: tx.id(), authority_id: file.authorityId, sha256: file.sha256, answers: file.answers, read_at: tx.now,
    ...('laboratory' in from ? { staff_id: null, laboratory: from.laboratory, message_id: from.messageId } : { staff_id: from.staffId, laboratory: null, message_id: null }),
  }).onConflict((conflict) => conflict.doNothing())) > 0;
}

/** The hash of what came before in the same message, or as the same file. */
export async function answersReadBefore(tx: Tx, { authorityId, sha256, from }: { authorityId: Uuid; sha256: string; from: AnswersFrom }): Promise<string | undefined> {
  const query = q.selectFrom('booking.answer_file').select('sha256').where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId);
  const row = await tx.maybe('laboratory' in from ? query.where('laboratory', '=', from.laboratory).where('message_id', '=', from.messageId) : query.where('laboratory', 'is', null).where('sha256', '=', sha256));
  return row?.sha256;
}

/** What has been read in, the latest first. `laboratory`: it came from that laboratory's own system. */
export async function answerFiles(tx: Tx, authorityId: Uuid): Promise<{ readAt: Date; answers: number; laboratory: string | null }[]> {
  const rows = await tx.all(q.selectFrom('booking.answer_file').select(['read_at', 'answers', 'laboratory']).where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).orderBy('read_at', 'desc').limit(20));
  return rows.map((row) => ({ readAt: row.read_at, answers: row.answers, laboratory: row.laboratory }));
}
