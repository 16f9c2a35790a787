import { sql } from 'kysely';
import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { isOfBatch, type OfBatch } from './outcomes.ts';
import { placeOf, q } from './tables.ts';

/** How somebody was told: by a message that there is something to read, by a letter, or on the telephone. */
export type ToldHow = 'message' | 'letter' | 'phone';

/** A batch that is recalled, and what those who got of it are told. */
export interface Recall { id: Uuid; authorityId: Uuid; keyId: Uuid; madeAt: Date; staffId: Uuid; batch: string; text: string }

export type NewRecall = Pick<Recall, 'id' | 'authorityId' | 'staffId' | 'batch' | 'text'>;

export interface Recalled { recallId: Uuid; outcomeId: Uuid; bookingId: Uuid; told: ToldHow | null; toldAt: Date | null; seenAt: Date | null }

/** @returns false when it has been made already */
export async function addRecall(tx: Tx, { id, ...recall }: NewRecall): Promise<boolean> {
  if (await findRecall(tx, id)) return false;
  const key = await tx.createKey();
  return await tx.run(q.insertInto('booking.recall').values({
    tenant_id: tx.tenant, id, authority_id: recall.authorityId, key_id: key, content_cipher: await tx.sealJson(key, placeOf('recall', id), { batch: recall.batch, text: recall.text }),
    made_at: tx.now, staff_id: recall.staffId,
  }).onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())) > 0;
}

/** Everyone who got of the batch is to be told: in one statement, however many they are. @returns how many */
export async function addRecalled(tx: Tx, recallId: Uuid, of: OfBatch): Promise<number> {
  return tx.run(q.insertInto('booking.recalled').columns(['tenant_id', 'recall_id', 'outcome_id', 'booking_id', 'authority_id'])
    .expression(q.selectFrom('booking.outcome').select(['tenant_id', sql<string>`${recallId}::uuid`.as('recall_id'), 'id', 'booking_id', 'authority_id']).where(await isOfBatch(tx, of))));
}

export async function findRecall(tx: Tx, id: Uuid): Promise<Recall | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.recall').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toRecall(tx, row);
}

/** The recalls of an authority, the latest first. */
export async function recallsOf(tx: Tx, authorityId: Uuid): Promise<Recall[]> {
  const rows = await tx.all(q.selectFrom('booking.recall').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).orderBy('made_at', 'desc').limit(50));
  const found: Recall[] = [];
  for (const row of rows) found.push(await toRecall(tx, row));
  return found;
}

/** Some of a recall, of some services: those who have not been told first. */
export async function recalledOf(tx: Tx, recallId: Uuid, services: readonly string[], { limit, offset }: { limit: number; offset: number }): Promise<Recalled[]> {
  return (await tx.all(recalled(tx, recallId, services).selectAll('r').orderBy(sql`r.told is not null`).orderBy('r.booking_id').limit(limit).offset(offset))).map(toRecalled);
}

/** How many there are of a recall; how many of them no message reaches, and nobody has told; and how many are still to be seen to. */
export async function countRecalled(tx: Tx, recallId: Uuid, services: readonly string[]): Promise<{ all: number; left: number; waiting: number }> {
  const counted = await tx.one(recalled(tx, recallId, services).select([
    sql<string>`count(*)`.as('all'), sql<string>`count(*) filter (where r.told is null and r.seen_at is not null)`.as('left'), sql<string>`count(*) filter (where r.seen_at is null)`.as('waiting'),
  ]));
  return { all: Number(counted.all), left: Number(counted.left), waiting: Number(counted.waiting) };
}

const recalled = (tx: Tx, recallId: Uuid, services: readonly string[]) => q.selectFrom('booking.recalled as r')
  .innerJoin('booking.booking as b', (join) => join.onRef('b.tenant_id', '=', 'r.tenant_id').onRef('b.id', '=', 'r.booking_id'))
  .where('r.tenant_id', '=', tx.tenant).where('r.recall_id', '=', recallId).where(sql<boolean>`b.service = any(${[...services]}::text[])`);

export async function isRecalled(tx: Tx, recallId: Uuid, bookingId: Uuid): Promise<boolean> {
  return await tx.maybe(q.selectFrom('booking.recalled').select('booking_id').where('tenant_id', '=', tx.tenant).where('recall_id', '=', recallId).where('booking_id', '=', bookingId).limit(1)) !== undefined;
}

/** Bookings of a recall that are still to be seen to: kept from others until the transaction ends. */
export async function recalledToSee(tx: Tx, recallId: Uuid, limit: number): Promise<Uuid[]> {
  return (await tx.all(q.selectFrom('booking.recalled').select('booking_id').where('tenant_id', '=', tx.tenant).where('recall_id', '=', recallId).where('seen_at', 'is', null)
    .limit(limit).forUpdate().skipLocked())).map((row) => asUuid(row.booking_id));
}

/** They have been seen to, and some of them are sent a message. */
export async function markSeenTo(tx: Tx, { id, staffId }: Pick<Recall, 'id' | 'staffId'>, { seen, told }: { seen: readonly Uuid[]; told: readonly Uuid[] }): Promise<void> {
  const some = (ids: readonly Uuid[]) => q.updateTable('booking.recalled').where('tenant_id', '=', tx.tenant).where('recall_id', '=', id).where(sql<boolean>`booking_id = any(${[...ids]}::uuid[])`);
  await tx.run(some(seen).set({ seen_at: tx.now }));
  // Whoever staff have called meanwhile has been told on the telephone.
  await tx.run(some(told).set({ told: 'message', told_at: tx.now, staff_id: staffId }).where('told', 'is', null));
}

/** The message did not arrive. */
export async function clearMessage(tx: Tx, recallId: Uuid, bookingId: Uuid): Promise<void> {
  await tx.run(q.updateTable('booking.recalled').set({ told: null, told_at: null, staff_id: null }).where('tenant_id', '=', tx.tenant)
    .where('recall_id', '=', recallId).where('booking_id', '=', bookingId).where('told', '=', 'message'));
}

/** What the holder of a booking is told of recalls, the latest first. */
export async function recallsOfBooking(tx: Tx, bookingId: Uuid): Promise<Recall[]> {
  const rows = await tx.all(q.selectFrom('booking.recalled').select('recall_id').where('tenant_id', '=', tx.tenant).where('booking_id', '=', bookingId).orderBy('recall_id', 'desc').limit(20));
  const found: Recall[] = [];
  for (const { recall_id: id } of rows) {
    const recall = await findRecall(tx, asUuid(id));
    if (recall) found.push(recall);
  }
  return found;
}

/** Of bookings, those whose batch has been recalled since a moment. */
export async function recalledSince(tx: Tx, bookings: readonly Uuid[], since: Date): Promise<Set<Uuid>> {
  if (!bookings.length) return new Set();
  const rows = await tx.all(q.selectFrom('booking.recalled as r').innerJoin('booking.recall as c', (join) => join.onRef('c.tenant_id', '=', 'r.tenant_id').onRef('c.id', '=', 'r.recall_id'))
    .select('r.booking_id').where('r.tenant_id', '=', tx.tenant).where('r.booking_id', 'in', [...bookings]).where('c.made_at', '>', since));
  return new Set(rows.map((row) => asUuid(row.booking_id)));
}

/** Somebody has been told in another way. @returns false when they are none of the recall */
export async function markRecalled(tx: Tx, recallId: Uuid, bookingId: Uuid, told: { how: ToldHow; staffId: Uuid }): Promise<boolean> {
  return await tx.run(q.updateTable('booking.recalled').set({ told: told.how, told_at: tx.now, staff_id: told.staffId })
    .where('tenant_id', '=', tx.tenant).where('recall_id', '=', recallId).where('booking_id', '=', bookingId)) > 0;
}

async function toRecall(tx: Tx, row: { id: string; authority_id: string; key_id: string; content_cipher: Buffer; made_at: Date; staff_id: string }): Promise<Recall> {
  const id = asUuid(row.id);
  return {
    id, authorityId: asUuid(row.authority_id), keyId: asUuid(row.key_id), madeAt: row.made_at, staffId: asUuid(row.staff_id),
    ...await tx.openJson<{ batch: string; text: string }>(placeOf('recall', id), row.content_cipher),
  };
}

function toRecalled(row: { recall_id: string; outcome_id: string; booking_id: string; told: ToldHow | null; told_at: Date | null; seen_at: Date | null }): Recalled {
  return { recallId: asUuid(row.recall_id), outcomeId: asUuid(row.outcome_id), bookingId: asUuid(row.booking_id), told: row.told, toldAt: row.told_at, seenAt: row.seen_at };
}
