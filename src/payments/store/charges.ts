import { asUuid, swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { placeOf, q, type ChargeEventRow, type ChargeRow } from './tables.ts';

/** Who owes, and for what, in words: sealed with the key of the case. */
export interface ChargeContent {
  name: string;
  /** personal or organisation number, in digits */
  number?: string;
  address?: readonly string[];
  /** what stands on the invoice */
  text: string;
}

/** What somebody owes. Öre. A fee for something else than a case (a copy of a record) has no unit and no party, and a key of its own. */
export interface Charge {
  id: Uuid;
  authorityId: Uuid;
  unitId: Uuid | null;
  /** the case, or what else the fee is for */
  caseId: Uuid;
  caseNumber: string;
  /** the decision, or what else it was agreed by */
  decisionId: Uuid;
  partyId: Uuid | null;
  kind: ChargeRow['kind'];
  /** as decided */
  amountOre: number;
  state: ChargeRow['state'];
  covered: boolean;
  export: string;
  batchId: Uuid | null;
  madeAt: Date;
  /** null: sealed with the key of the case */
  keyId: Uuid | null;
}

export interface ChargeEvent {
  kind: ChargeEventRow['kind'];
  amountOre: number;
  day: string;
  at: Date;
  staffId: Uuid | null;
  reference: string | null;
  reason: string;
}

export interface Instalment { dueDay: string; amountOre: number }

export async function addCharge(tx: Tx, keyId: Uuid, charge: Omit<Charge, 'id' | 'state' | 'batchId' | 'madeAt' | 'keyId'> & { keyId?: Uuid; content: ChargeContent }): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('payments.charge').values({
    tenant_id: tx.tenant, id, authority_id: charge.authorityId, unit_id: charge.unitId, case_id: charge.caseId, case_number: charge.caseNumber,
    decision_id: charge.decisionId, party_id: charge.partyId, kind: charge.kind, amount_ore: charge.amountOre, state: 'made', covered: charge.covered,
    export: charge.export, key_id: charge.keyId ?? null, batch_id: null, made_at: tx.now, content_cipher: await tx.sealJson(keyId, placeOf('payments.charge', id, 'content_cipher'), charge.content),
  }));
  return id;
}

export async function findCharge(tx: Tx, id: Uuid, options: { lock?: boolean } = {}): Promise<Charge | undefined> {
  const query = q.selectFrom('payments.charge').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toCharge(row);
}

export async function chargesOfCase(tx: Tx, caseId: Uuid): Promise<Charge[]> {
  return (await tx.all(q.selectFrom('payments.charge').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId).orderBy('made_at').orderBy('id').limit(200))).map(toCharge);
}

/** Charges in some states, oldest first. `units`: only these; all of the authority when empty. */
export async function chargesIn(tx: Tx, authorityId: Uuid, states: readonly Charge['state'][], units: readonly Uuid[], options: { limit?: number; lock?: boolean } = {}): Promise<Charge[]> {
  let query = q.selectFrom('payments.charge').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('state', 'in', [...states]);
  if (units.length) query = query.where((eb) => eb.or([eb('unit_id', 'in', [...units]), eb('unit_id', 'is', null)]));
  const ordered = query.orderBy('made_at').orderBy('id').limit(options.limit ?? 200);
  return (await tx.all(options.lock ? ordered.forUpdate() : ordered)).map(toCharge);
}

export async function setCharge(tx: Tx, id: Uuid, change: Partial<Pick<ChargeRow, 'state' | 'batch_id'>>): Promise<void> {
  await tx.run(q.updateTable('payments.charge').set(change).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

export async function chargeContent(tx: Tx, id: Uuid): Promise<ChargeContent> {
  const row = await tx.one(q.selectFrom('payments.charge').select('content_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return tx.openJson<ChargeContent>(placeOf('payments.charge', id, 'content_cipher'), row.content_cipher);
}

/** Adds what has happened. @returns false when a payment with the reference has been counted already */
export async function addChargeEvent(
  tx: Tx, keyId: Uuid, charge: Charge, event: Pick<ChargeEvent, 'kind' | 'amountOre'> & { day?: string; reference?: string; reason?: string }, by: Uuid | null,
): Promise<boolean> {
  const id = tx.id();
  return await tx.run(q.insertInto('payments.charge_event').values({
    tenant_id: tx.tenant, id, charge_id: charge.id, case_id: charge.caseId, authority_id: charge.authorityId, kind: event.kind, amount_ore: event.amountOre,
    day: event.day ?? swedishDay(tx.now), at: tx.now, staff_id: by, reference: event.reference ?? null,
    reason_cipher: event.reason ? await tx.seal(keyId, placeOf('payments.charge_event', id, 'reason_cipher'), Buffer.from(event.reason)) : null,
  }).onConflict((conflict) => conflict.columns(['tenant_id', 'charge_id', 'reference']).doNothing())) > 0;
}

export async function chargeEvents(tx: Tx, chargeId: Uuid): Promise<ChargeEvent[]> {
  const rows = await tx.all(q.selectFrom('payments.charge_event').selectAll().where('tenant_id', '=', tx.tenant).where('charge_id', '=', chargeId).orderBy('at').orderBy('id').limit(1_000));
  const events: ChargeEvent[] = [];
  for (const row of rows) {
    const reason = row.reason_cipher ? (await tx.open(placeOf('payments.charge_event', asUuid(row.id), 'reason_cipher'), row.reason_cipher)).toString('utf8') : '';
    events.push({ kind: row.kind, amountOre: Number(row.amount_ore), day: row.day, at: row.at, staffId: row.staff_id === null ? null : asUuid(row.staff_id), reference: row.reference, reason });
  }
  return events;
}

/** The newest plan of instalments; none when it is paid at once. */
export async function instalmentsOf(tx: Tx, chargeId: Uuid): Promise<Instalment[]> {
  const rows = await tx.all(q.selectFrom('payments.instalment').selectAll().where('tenant_id', '=', tx.tenant).where('charge_id', '=', chargeId).orderBy('due_day').limit(200));
  return rows.map((row) => ({ dueDay: row.due_day, amountOre: Number(row.amount_ore) }));
}

export async function replaceInstalments(tx: Tx, charge: Charge, plan: readonly Instalment[]): Promise<void> {
  await tx.run(q.deleteFrom('payments.instalment').where('tenant_id', '=', tx.tenant).where('charge_id', '=', charge.id));
  if (!plan.length) return;
  await tx.run(q.insertInto('payments.instalment').values(plan.map(({ dueDay, amountOre }) => ({
    tenant_id: tx.tenant, id: tx.id(), charge_id: charge.id, case_id: charge.caseId, authority_id: charge.authorityId, due_day: dueDay, amount_ore: amountOre,
  }))));
}

function toCharge(row: ChargeRow): Charge {
  const maybe = (one: string | null) => (one === null ? null : asUuid(one));
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), unitId: maybe(row.unit_id), caseId: asUuid(row.case_id), caseNumber: row.case_number,
    decisionId: asUuid(row.decision_id), partyId: maybe(row.party_id), kind: row.kind, amountOre: Number(row.amount_ore), state: row.state, covered: row.covered,
    export: row.export, batchId: maybe(row.batch_id), madeAt: row.made_at, keyId: maybe(row.key_id),
  };
}
