import { sql } from 'kysely';
import { asUuid, type Runner, type Tx, type Uuid } from '../../platform/index.ts';
import { placeOf, q, type RequestRow } from './tables.ts';

/** What is asked for, and how to reach whoever asks: as they wrote it, and sealed. */
export interface RequestContent {
  wanted: string;
  /** an e-mail or postal address, a telephone number, a name; none when they would rather not say */
  contact: string;
}

/** A request to see official records. Days are `YYYY-MM-DD`. */
export interface ReleaseRequest {
  id: Uuid;
  authorityId: Uuid;
  number: string;
  keyId: Uuid;
  way: RequestRow['way'];
  delivery: RequestRow['delivery'];
  language: RequestRow['language'];
  receivedAt: Date;
  receivedDay: string;
  /** handled by: promptly is the law (TF 2 kap. 16 §), this is the authority's own day */
  dueDay: string;
  assigneeId: Uuid | null;
  closedAt: Date | null;
  closedWhy: RequestRow['closed_why'];
}

export async function insertRequest(tx: Tx, request: Omit<ReleaseRequest, 'assigneeId' | 'closedAt' | 'closedWhy'>, content: RequestContent): Promise<void> {
  await tx.run(q.insertInto('records.request').values({
    tenant_id: tx.tenant, id: request.id, authority_id: request.authorityId, number: request.number, key_id: request.keyId, way: request.way,
    delivery: request.delivery, language: request.language, received_at: request.receivedAt, received_day: request.receivedDay, due_day: request.dueDay,
    content_cipher: await tx.sealJson(request.keyId, placeOf('records.request', request.id, 'content_cipher'), content), assignee_id: null, closed_at: null, closed_why: null,
  }));
}

/** A request, if this transaction may see it. `lock`: until it ends. */
export async function findRequest(tx: Runner, id: Uuid, options: { lock?: boolean } = {}): Promise<ReleaseRequest | undefined> {
  const query = q.selectFrom('records.request').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toRequest(row);
}

export async function requestContent(tx: Tx, id: Uuid): Promise<RequestContent> {
  const row = await tx.one(q.selectFrom('records.request').select('content_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return tx.openJson<RequestContent>(placeOf('records.request', id, 'content_cipher'), row.content_cipher);
}

/** An authority's requests: those that wait by their day, those that are done latest first. */
export async function listRequests(tx: Runner, authorityId: Uuid, which: 'open' | 'closed', page: number, pageSize: number): Promise<ReleaseRequest[]> {
  const query = q.selectFrom('records.request').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId);
  const rows = await tx.all((which === 'open' ? query.where('closed_at', 'is', null).orderBy('due_day').orderBy('id')
    : query.where('closed_at', 'is not', null).orderBy('closed_at', 'desc').orderBy('id')).offset((page - 1) * pageSize).limit(pageSize + 1));
  return rows.map(toRequest);
}

/** How many wait, and how many of them are past their day. */
export async function waitingRequests(tx: Runner, authorityId: Uuid, today: string): Promise<{ open: number; late: number }> {
  return tx.one(q.selectFrom('records.request').select([sql<number>`count(*)::int`.as('open'), sql<number>`count(*) filter (where due_day < ${today})::int`.as('late')])
    .where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('closed_at', 'is', null));
}

export async function setAssignee(tx: Runner, id: Uuid, staffId: Uuid): Promise<void> {
  await tx.run(q.updateTable('records.request').set({ assignee_id: staffId }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

export async function closeRequest(tx: Runner, id: Uuid, why: NonNullable<RequestRow['closed_why']>): Promise<void> {
  await tx.run(q.updateTable('records.request').set({ closed_at: tx.now, closed_why: why }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** Whoever asks wants it another way. */
export async function setDelivery(tx: Runner, id: Uuid, delivery: ReleaseRequest['delivery']): Promise<void> {
  await tx.run(q.updateTable('records.request').set({ delivery }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** Answered requests in the order they were made, two hundred at a time from one on: those that are kept stand in nobody's way. */
export async function answeredRequests(tx: Runner, after?: Uuid): Promise<ReleaseRequest[]> {
  let query = q.selectFrom('records.request').selectAll().where('tenant_id', '=', tx.tenant).where('closed_at', 'is not', null);
  if (after) query = query.where('id', '>', after);
  return (await tx.all(query.orderBy('id').limit(200))).map(toRequest);
}

/** @returns rows deleted */
export async function deleteRequest(tx: Runner, id: Uuid): Promise<number> {
  let rows = await tx.run(q.deleteFrom('records.mask').where('tenant_id', '=', tx.tenant)
    .where('item_id', 'in', q.selectFrom('records.request_item').select('id').where('tenant_id', '=', tx.tenant).where('request_id', '=', id)));
  for (const table of ['records.request_item', 'records.step', 'records.handout', 'records.refusal', 'records.fee'] as const) {
    rows += await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('request_id', '=', id));
  }
  return rows + await tx.run(q.deleteFrom('records.request').where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** The next number of an authority's requests in a year. Gaps are allowed. */
export async function nextRequestNumber(tx: Runner, authority: { id: Uuid; diaryPrefix: string }, year: number): Promise<string> {
  const { next } = await tx.one(q.insertInto('records.number_series').values({ tenant_id: tx.tenant, authority_id: authority.id, year, next: 2 })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'authority_id', 'year']).doUpdateSet({ next: sql<number>`records.number_series.next + 1` }))
    .returning('next'));
  return `${authority.diaryPrefix} U ${year}-${String(next - 1).padStart(4, '0')}`;
}

function toRequest(row: RequestRow): ReleaseRequest {
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), number: row.number, keyId: asUuid(row.key_id), way: row.way, delivery: row.delivery,
    language: row.language, receivedAt: row.received_at, receivedDay: row.received_day, dueDay: row.due_day,
    assigneeId: row.assignee_id === null ? null : asUuid(row.assignee_id), closedAt: row.closed_at, closedWhy: row.closed_why,
  };
}
