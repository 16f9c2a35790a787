import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { placeOf, q } from './tables.ts';

/** How somebody was told: by a message that there is something to read, by a letter, or on the telephone. */
export type ToldHow = 'message' | 'letter' | 'phone';

/** A batch that is recalled, and what those who got of it are told. */
export interface Recall { id: Uuid; authorityId: Uuid; keyId: Uuid; madeAt: Date; staffId: Uuid; batch: string; text: string }

export interface Recalled { recallId: Uuid; outcomeId: Uuid; bookingId: Uuid; told: ToldHow | null; toldAt: Date | null }

export async function addRecall(tx: Tx, recall: { authorityId: Uuid; batch: string; text: string; staffId: Uuid }): Promise<Uuid> {
  const [id, key] = [tx.id(), await tx.createKey()];
  await tx.run(q.insertInto('booking.recall').values({
    tenant_id: tx.tenant, id, authority_id: recall.authorityId, key_id: key, content_cipher: await tx.sealJson(key, placeOf('recall', id), { batch: recall.batch, text: recall.text }),
    made_at: tx.now, staff_id: recall.staffId,
  }));
  return id;
}

export async function addRecalled(tx: Tx, authorityId: Uuid, recalled: readonly Recalled[], staffId: Uuid): Promise<void> {
  if (!recalled.length) return;
  await tx.run(q.insertInto('booking.recalled').values(recalled.map((one) => ({
    tenant_id: tx.tenant, recall_id: one.recallId, outcome_id: one.outcomeId, booking_id: one.bookingId, authority_id: authorityId, told: one.told, told_at: one.toldAt, staff_id: one.told ? staffId : null,
  }))));
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

/** Everybody of a recall. */
export async function recalledOf(tx: Tx, recallId: Uuid): Promise<Recalled[]> {
  return (await tx.all(q.selectFrom('booking.recalled').selectAll().where('tenant_id', '=', tx.tenant).where('recall_id', '=', recallId).limit(10_000))).map(toRecalled);
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

function toRecalled(row: { recall_id: string; outcome_id: string; booking_id: string; told: ToldHow | null; told_at: Date | null }): Recalled {
  return { recallId: asUuid(row.recall_id), outcomeId: asUuid(row.outcome_id), bookingId: asUuid(row.booking_id), told: row.told, toldAt: row.told_at };
}
