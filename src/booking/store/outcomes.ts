import { sql } from 'kysely';
import { asUuid, swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { placeOf, q, type OutcomeRow } from './tables.ts';

/** What came of a visit, by the ids of the definition's fields. */
export type OutcomeContent = Readonly<Record<string, string>>;

export interface Outcome {
  id: Uuid;
  authorityId: Uuid;
  bookingId: Uuid;
  personId: Uuid | null;
  service: string;
  versionId: Uuid;
  kind: string;
  doneAt: Date;
  /** `YYYY-MM-DD`, in Sweden */
  doneDay: string;
  recordedAt: Date;
  staffId: Uuid | null;
  source: OutcomeRow['source'];
  /** of an answer from a laboratory: the sample it is of */
  sampleId: Uuid | null;
  replacesId: Uuid | null;
}

export type NewOutcome = Omit<Outcome, 'id' | 'doneDay' | 'recordedAt' | 'sampleId'> & Partial<Pick<Outcome, 'sampleId'>> & {
  keyId: Uuid;
  content: OutcomeContent;
  batch?: string;
  keepUntil: string;
};

/** Writes down what came of a visit, in place of what was written before, which stays to be read. */
export async function addOutcome(tx: Tx, outcome: NewOutcome): Promise<Uuid> {
  const id = tx.id();
  if (outcome.replacesId) await endOutcome(tx, outcome.replacesId);
  await tx.run(q.insertInto('booking.outcome').values({
    tenant_id: tx.tenant, id, authority_id: outcome.authorityId, booking_id: outcome.bookingId, person_id: outcome.personId, service: outcome.service,
    version_id: outcome.versionId, kind: outcome.kind, key_id: outcome.keyId, content_cipher: await tx.sealJson(outcome.keyId, placeOf('outcome', id), outcome.content),
    batch_hash: outcome.batch ? await tx.hash('batch', batchKey(outcome.batch)) : null, done_at: outcome.doneAt, recorded_at: tx.now, staff_id: outcome.staffId,
    source: outcome.source, sample_id: outcome.sampleId ?? null, replaces_id: outcome.replacesId, replaced_at: null, keep_until: outcome.keepUntil,
  }));
  return id;
}

/** What was written does not hold any more: something is written in its place, or it is withdrawn. It stays to be read. @returns false when it had ended already */
export async function endOutcome(tx: Tx, id: Uuid): Promise<boolean> {
  return await tx.run(q.updateTable('booking.outcome').set({ replaced_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('replaced_at', 'is', null)) > 0;
}

export async function findOutcome(tx: Tx, id: Uuid): Promise<(Outcome & { replaced: boolean }) | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.outcome').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && { ...toOutcome(row), replaced: row.replaced_at !== null };
}

export async function currentOutcome(tx: Tx, bookingId: Uuid): Promise<Outcome | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.outcome').selectAll().where('tenant_id', '=', tx.tenant).where('booking_id', '=', bookingId).where('replaced_at', 'is', null).where('source', '!=', 'elsewhere'));
  return row && toOutcome(row);
}

/** Whether something was written of a visit that does not hold any more, with nothing in its place. */
export async function wasWithdrawn(tx: Tx, bookingId: Uuid): Promise<boolean> {
  return await tx.maybe(q.selectFrom('booking.outcome').select('id').where('tenant_id', '=', tx.tenant).where('booking_id', '=', bookingId).where('source', '!=', 'elsewhere').limit(1)) !== undefined
    && !await currentOutcome(tx, bookingId);
}

/** What somebody has been given elsewhere, as it was shown at a visit, oldest first. */
export async function elsewhereOf(tx: Tx, bookingId: Uuid): Promise<Outcome[]> {
  return (await tx.all(q.selectFrom('booking.outcome').selectAll().where('tenant_id', '=', tx.tenant).where('booking_id', '=', bookingId).where('replaced_at', 'is', null)
    .where('source', '=', 'elsewhere').orderBy('done_at').limit(50))).map(toOutcome);
}

/** What has been done for a person in a service, or in all, oldest first; what has been replaced is left out. */
export async function outcomesOf(tx: Tx, personId: Uuid, service?: string): Promise<Outcome[]> {
  return (await tx.all(q.selectFrom('booking.outcome').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).where('replaced_at', 'is', null)
    .$if(service !== undefined, (query) => query.where('service', '=', service!)).orderBy('done_at').limit(500))).map(toOutcome);
}

export async function outcomeContent(tx: Tx, id: Uuid): Promise<OutcomeContent> {
  const { content_cipher: sealed } = await tx.one(q.selectFrom('booking.outcome').select('content_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return tx.openJson<OutcomeContent>(placeOf('outcome', id), sealed);
}

/** What has been given of a batch, of some services, within the reader's own authority. */
export interface OfBatch { authorityId: Uuid; batch: string; services: readonly string[] }

/** Which outcomes are of a batch: for a query of them. */
export async function isOfBatch(tx: Tx, { authorityId, batch, services }: OfBatch) {
  const hashes = await tx.hashes('batch', batchKey(batch));
  return sql<boolean>`tenant_id = ${tx.tenant} and authority_id = ${authorityId} and batch_hash = any(${[...hashes]}::bytea[]) and service = any(${[...services]}::text[]) and replaced_at is null`;
}

/** The first who got of a batch. */
export async function outcomesOfBatch(tx: Tx, of: OfBatch, limit: number): Promise<Outcome[]> {
  return (await tx.all(q.selectFrom('booking.outcome').selectAll().where(await isOfBatch(tx, of)).orderBy('done_at').orderBy('id').limit(limit))).map(toOutcome);
}

export async function countOfBatch(tx: Tx, of: OfBatch): Promise<number> {
  return Number((await tx.one(q.selectFrom('booking.outcome').select(({ fn }) => fn.countAll<string>().as('count')).where(await isOfBatch(tx, of)))).count);
}

/** Batches are written with or without spaces and in either case. */
const batchKey = (batch: string) => batch.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

function toOutcome(row: OutcomeRow): Outcome {
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), bookingId: asUuid(row.booking_id), personId: maybe(row.person_id), service: row.service,
    versionId: asUuid(row.version_id), kind: row.kind, doneAt: row.done_at, doneDay: swedishDay(row.done_at), recordedAt: row.recorded_at,
    staffId: maybe(row.staff_id), source: row.source, sampleId: maybe(row.sample_id), replacesId: maybe(row.replaces_id),
  };
}
