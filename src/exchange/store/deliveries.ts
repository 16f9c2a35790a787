import { caseInUnits } from '../../cases/index.ts';
import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { q, type DeliveryState, type Handed } from './tables.ts';

/** A package on its way to another system. */
export interface Delivery {
  id: Uuid;
  authorityId: Uuid;
  caseId: Uuid;
  decisionId: Uuid | null;
  target: string;
  what: Handed;
  askedAt: Date;
  documentId: Uuid | null;
  sha256: string | null;
  state: DeliveryState;
  attempts: number;
  nextAt: Date | null;
  deliveredAt: Date | null;
  receipt: string | null;
  status: string | null;
  statusAt: Date | null;
}

export type NewDelivery = Pick<Delivery, 'authorityId' | 'caseId' | 'target' | 'what'> & { decisionId?: Uuid };

/** Orders a delivery, in the transaction of what is to be handed over. */
export async function orderDelivery(tx: Tx, wish: NewDelivery): Promise<Uuid> {
  const id = tx.id();
  await orderDeliveryOnce(tx, wish, id);
  return id;
}

/** Orders a delivery by an id of the caller's: of the event that asks for it, which may be told twice. @returns false when it has been ordered already */
export async function orderDeliveryOnce(tx: Tx, wish: NewDelivery, id: Uuid): Promise<boolean> {
  return await tx.run(q.insertInto('exchange.delivery').values({
    tenant_id: tx.tenant, id, authority_id: wish.authorityId, case_id: wish.caseId, decision_id: wish.decisionId ?? null, target: wish.target, what: wish.what,
    asked_at: tx.now, document_id: null, sha256: null, state: 'waiting', attempts: 0, next_at: tx.now, delivered_at: null, receipt: null, status: null, status_at: null,
  }).onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing())) > 0;
}

const columns = ['id', 'authority_id', 'case_id', 'decision_id', 'target', 'what', 'asked_at', 'document_id', 'sha256', 'state', 'attempts', 'next_at', 'delivered_at',
  'receipt', 'status', 'status_at'] as const;

/** @param lock waits for another that tries the same, so that one package is not sent by two at once */
export async function deliveryById(tx: Tx, id: Uuid, options: { lock?: boolean } = {}): Promise<Delivery | undefined> {
  const query = q.selectFrom('exchange.delivery').select(columns).where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toDelivery(row);
}

export async function deliveriesOfCase(tx: Tx, caseId: Uuid): Promise<Delivery[]> {
  return (await tx.all(q.selectFrom('exchange.delivery').select(columns).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId).orderBy('asked_at').limit(200)))
    .map(toDelivery);
}

/** Those whose time has come. */
export async function dueDeliveries(tx: Tx, most: number): Promise<Uuid[]> {
  const rows = await tx.all(q.selectFrom('exchange.delivery').select('id').where('tenant_id', '=', tx.tenant).where('state', '=', 'waiting').where('next_at', '<=', tx.now)
    .orderBy('next_at').limit(most));
  return rows.map(({ id }) => asUuid(id));
}

/** Deliveries of an authority, newest first, a page at a time. `units`: only of cases in them; none, of all. */
export async function listDeliveries(tx: Tx, authorityId: Uuid, at: { state?: DeliveryState; units: readonly Uuid[]; page: number; size: number }): Promise<{ deliveries: Delivery[]; more: boolean }> {
  let query = q.selectFrom('exchange.delivery').select(columns).where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId);
  if (at.state) query = query.where('state', '=', at.state);
  if (at.units.length) query = query.where(caseInUnits(tx.tenant, 'exchange.delivery.case_id', at.units));
  const rows = await tx.all(query.orderBy('asked_at', 'desc').orderBy('id').limit(at.size + 1).offset((at.page - 1) * at.size));
  return { deliveries: rows.slice(0, at.size).map(toDelivery), more: rows.length > at.size };
}

export async function updateDelivery(tx: Tx, id: Uuid, change: Partial<{
  document_id: Uuid; sha256: string; state: DeliveryState; attempts: number; next_at: Date | null; delivered_at: Date; receipt: string | null; status: string; status_at: Date;
}>): Promise<void> {
  await tx.run(q.updateTable('exchange.delivery').set(change).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

export async function addAttempt(tx: Tx, of: Pick<Delivery, 'id' | 'authorityId' | 'caseId'>, attempt: { ok: boolean; reason: string }): Promise<void> {
  await tx.run(q.insertInto('exchange.attempt').values({
    tenant_id: tx.tenant, id: tx.id(), delivery_id: of.id, authority_id: of.authorityId, case_id: of.caseId, at: tx.now, ok: attempt.ok, reason: attempt.reason.slice(0, 300),
  }));
}

export async function attemptsOf(tx: Tx, id: Uuid): Promise<{ at: Date; ok: boolean; reason: string }[]> {
  return tx.all(q.selectFrom('exchange.attempt').select(['at', 'ok', 'reason']).where('tenant_id', '=', tx.tenant).where('delivery_id', '=', id).orderBy('at').limit(100));
}

/** Keeps that a receiver's message has come. @returns false when it had come before: nothing more is to be done */
export async function keepInbound(tx: Tx, message: { target: string; messageId: string; deliveryId: Uuid; caseId: Uuid; status: string }): Promise<boolean> {
  return await tx.run(q.insertInto('exchange.inbound').values({
    tenant_id: tx.tenant, target: message.target, message_id: message.messageId, delivery_id: message.deliveryId, case_id: message.caseId, at: tx.now, status: message.status,
  }).onConflict((conflict) => conflict.doNothing())) > 0;
}

function toDelivery(row: Record<(typeof columns)[number], unknown>): Delivery {
  const id = (value: unknown) => (value === null ? null : asUuid(value as string));
  return {
    id: asUuid(row.id as string), authorityId: asUuid(row.authority_id as string), caseId: asUuid(row.case_id as string), decisionId: id(row.decision_id),
    target: row.target as string, what: row.what as Handed, askedAt: row.asked_at as Date, documentId: id(row.document_id), sha256: row.sha256 as string | null,
    state: row.state as DeliveryState, attempts: row.attempts as number, nextAt: row.next_at as Date | null, deliveredAt: row.delivered_at as Date | null,
    receipt: row.receipt as string | null, status: row.status as string | null, statusAt: row.status_at as Date | null,
  };
}
