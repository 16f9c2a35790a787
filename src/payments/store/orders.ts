import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import type { Account } from '../model/account.ts';
import { mayFollow, type OrderState } from '../model/order-state.ts';
import { placeOf, q, type OrderRow, type StepRow } from './tables.ts';

/** Who is paid, where, and what they read: sealed with the key of the case. */
export interface OrderContent {
  name: string;
  account?: Account;
  /** OCR or invoice number */
  reference?: string;
  /** what the applicant wrote of the receiver, when somebody must read it */
  written?: string;
}

/** An order to pay, without what is sealed. Öre; days are `YYYY-MM-DD`. */
export interface PayOrder {
  id: Uuid;
  authorityId: Uuid;
  unitId: Uuid;
  caseId: Uuid;
  caseNumber: string;
  decisionId: Uuid;
  line: string;
  attempt: number;
  partyId: Uuid;
  receiver: OrderRow['receiver'];
  amountOre: number;
  mostOre: number;
  dueDay: string;
  periodFrom: string | null;
  periodUntil: string | null;
  export: string;
  state: OrderState;
  lacks: OrderRow['lacks'];
  deciderId: Uuid | null;
  /** of somebody with a protected identity: lists do not name them */
  covered: boolean;
  batchId: Uuid | null;
  madeAt: Date;
}

export type NewOrder = Omit<PayOrder, 'id' | 'batchId' | 'madeAt'> & { content: OrderContent };

export interface Step {
  state: OrderState;
  at: Date;
  staffId: Uuid | null;
  reason: string;
}

/** Adds an order, and says in its steps how it began. The same payment of the same decision twice breaks on its key. */
export async function addOrder(tx: Tx, keyId: Uuid, order: NewOrder, by: Uuid | null): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('payments.pay_order').values({
    tenant_id: tx.tenant, id, authority_id: order.authorityId, unit_id: order.unitId, case_id: order.caseId, case_number: order.caseNumber,
    decision_id: order.decisionId, line: order.line, attempt: order.attempt, party_id: order.partyId, receiver: order.receiver, amount_ore: order.amountOre,
    most_ore: order.mostOre, due_day: order.dueDay, period_from: order.periodFrom, period_until: order.periodUntil, export: order.export, state: order.state,
    lacks: order.lacks, decider_id: order.deciderId, covered: order.covered, batch_id: null, made_at: tx.now,
    content_cipher: await tx.sealJson(keyId, placeOf('payments.pay_order', id, 'content_cipher'), order.content),
  }));
  await addStep(tx, keyId, { id, caseId: order.caseId, authorityId: order.authorityId }, order.state, by);
  return id;
}

/** Moves an order on, and keeps the step. @throws when it may not follow: the caller has looked, under lock */
export async function moveOrder(
  tx: Tx, keyId: Uuid, order: PayOrder, to: OrderState, by: Uuid | null, more: { reason?: string; set?: Partial<Pick<OrderRow, 'batch_id' | 'lacks' | 'amount_ore' | 'due_day' | 'decider_id'>> } = {},
): Promise<void> {
  if (!mayFollow(order.state, to)) throw new Error(`an order that is ${order.state} cannot be ${to}`);
  await tx.run(q.updateTable('payments.pay_order').set({ state: to, lacks: null, ...more.set }).where('tenant_id', '=', tx.tenant).where('id', '=', order.id));
  await addStep(tx, keyId, order, to, by, more.reason);
}

async function addStep(tx: Tx, keyId: Uuid, order: Pick<PayOrder, 'id' | 'caseId' | 'authorityId'>, state: OrderState, by: Uuid | null, reason?: string): Promise<void> {
  const id = tx.id();
  const { last } = await tx.one(q.selectFrom('payments.step').select((eb) => eb.fn.max('number').as('last')).where('tenant_id', '=', tx.tenant).where('order_id', '=', order.id));
  await tx.run(q.insertInto('payments.step').values({
    tenant_id: tx.tenant, id, order_id: order.id, case_id: order.caseId, authority_id: order.authorityId, number: (last ?? 0) + 1, state, at: tx.now, staff_id: by,
    reason_cipher: reason ? await tx.seal(keyId, placeOf('payments.step', id, 'reason_cipher'), Buffer.from(reason)) : null,
  }));
}

/** The steps of an order in their order, with what was said. */
export async function stepsOf(tx: Tx, orderId: Uuid): Promise<Step[]> {
  const rows = await tx.all(q.selectFrom('payments.step').selectAll().where('tenant_id', '=', tx.tenant).where('order_id', '=', orderId)
    .orderBy('number').limit(100));
  const steps: Step[] = [];
  for (const row of rows) steps.push(await toStep(tx, row));
  return steps;
}

async function toStep(tx: Tx, row: StepRow): Promise<Step> {
  const reason = row.reason_cipher ? (await tx.open(placeOf('payments.step', asUuid(row.id), 'reason_cipher'), row.reason_cipher)).toString('utf8') : '';
  return { state: row.state, at: row.at, staffId: row.staff_id === null ? null : asUuid(row.staff_id), reason };
}

/** The order, if row level security lets this transaction see it. */
export async function findOrder(tx: Tx, id: Uuid, options: { lock?: boolean } = {}): Promise<PayOrder | undefined> {
  const query = q.selectFrom('payments.pay_order').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toOrder(row);
}

/** The orders of a case, in the order they were made. */
export async function ordersOfCase(tx: Tx, caseId: Uuid, options: { lock?: boolean } = {}): Promise<PayOrder[]> {
  const query = q.selectFrom('payments.pay_order').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId).orderBy('made_at').orderBy('id').limit(500);
  return (await tx.all(options.lock ? query.forUpdate() : query)).map(toOrder);
}

/** Orders in a state, those to be paid first first. `units`: only these; all of the authority when empty. */
export async function ordersIn(tx: Tx, authorityId: Uuid, states: readonly OrderState[], units: readonly Uuid[], options: { limit?: number; offset?: number; lock?: boolean } = {}): Promise<PayOrder[]> {
  let query = q.selectFrom('payments.pay_order').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('state', 'in', [...states]);
  if (units.length) query = query.where('unit_id', 'in', [...units]);
  const ordered = query.orderBy('due_day').orderBy('case_number').orderBy('id').limit(options.limit ?? 1_000).offset(options.offset ?? 0);
  return (await tx.all(options.lock ? ordered.forUpdate() : ordered)).map(toOrder);
}

/** The orders of a file, in the order they stand in it. */
export async function ordersOfBatch(tx: Tx, batchId: Uuid, options: { lock?: boolean } = {}): Promise<PayOrder[]> {
  const query = q.selectFrom('payments.pay_order').selectAll().where('tenant_id', '=', tx.tenant).where('batch_id', '=', batchId)
    .orderBy('due_day').orderBy('case_number').orderBy('id').limit(20_000);
  return (await tx.all(options.lock ? query.forUpdate() : query)).map(toOrder);
}

/** How many orders there are in each state that asks something of somebody. */
export async function orderCounts(tx: Tx, authorityId: Uuid, units: readonly Uuid[]): Promise<Partial<Record<OrderState, { count: number; sumOre: number }>>> {
  let query = q.selectFrom('payments.pay_order').select((eb) => ['state', eb.fn.countAll<string>().as('count'), eb.fn.sum<string>('amount_ore').as('sum')])
    .where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('state', 'in', ['held', 'made', 'attested', 'rejected']);
  if (units.length) query = query.where('unit_id', 'in', [...units]);
  const rows = await tx.all(query.groupBy('state'));
  return Object.fromEntries(rows.map((row) => [row.state, { count: Number(row.count), sumOre: Number(row.sum) }]));
}

/** Who is paid and where: for whoever pays, and for whoever may read the case. */
export async function orderContent(tx: Tx, id: Uuid): Promise<OrderContent> {
  const row = await tx.one(q.selectFrom('payments.pay_order').select('content_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return tx.openJson<OrderContent>(placeOf('payments.pay_order', id, 'content_cipher'), row.content_cipher);
}

/** Replaces who is paid and where, as when an account is filled in. */
export async function setOrderContent(tx: Tx, keyId: Uuid, id: Uuid, content: OrderContent): Promise<void> {
  await tx.run(q.updateTable('payments.pay_order').set({ content_cipher: await tx.sealJson(keyId, placeOf('payments.pay_order', id, 'content_cipher'), content) })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

function toOrder(row: OrderRow): PayOrder {
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), unitId: asUuid(row.unit_id), caseId: asUuid(row.case_id), caseNumber: row.case_number,
    decisionId: asUuid(row.decision_id), line: row.line, attempt: row.attempt, partyId: asUuid(row.party_id), receiver: row.receiver,
    // `pg` gives bigint as text: öre stay far below what a number holds exactly.
    amountOre: Number(row.amount_ore), mostOre: Number(row.most_ore), dueDay: row.due_day, periodFrom: row.period_from, periodUntil: row.period_until,
    export: row.export, state: row.state, lacks: row.lacks, deciderId: maybe(row.decider_id), covered: row.covered, batchId: maybe(row.batch_id), madeAt: row.made_at,
  };
}
