import { timingSafeEqual } from 'node:crypto';
import { asUuid, isUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { placeOf, q, type FeeAnswer, type FeeRow } from './tables.ts';

/** Who the invoice goes to, as they said themselves. */
export interface Payer { name: string; address: readonly string[]; number?: string }

/** What copies cost, as it was told. Öre. */
export interface Fee {
  id: Uuid;
  requestId: Uuid;
  pages: number;
  amountOre: number;
  /** the tariff's first day */
  tariffFrom: string;
  toldAt: Date;
  answer: FeeAnswer | null;
  paidAt: Date | null;
  chargeId: Uuid | null;
}

export async function addFee(tx: Tx, request: { id: Uuid; authorityId: Uuid }, fee: Pick<Fee, 'pages' | 'amountOre' | 'tariffFrom'> & { by: Uuid; waived?: boolean }): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('records.fee').values({
    tenant_id: tx.tenant, id, request_id: request.id, authority_id: request.authorityId, pages: fee.pages, amount_ore: fee.amountOre, tariff_from: fee.tariffFrom,
    told_at: tx.now, told_by: fee.by, answer: fee.waived ? 'waived' : null, answered_at: fee.waived ? tx.now : null, answered_by: fee.waived ? fee.by : null,
    payer_cipher: null, paid_at: null, paid_by: null, charge_id: null,
  }));
  return id;
}

/** The fee that holds: the one told last. */
export async function feeOf(tx: Tx, requestId: Uuid): Promise<Fee | undefined> {
  const row = await tx.maybe(q.selectFrom('records.fee').selectAll().where('tenant_id', '=', tx.tenant).where('request_id', '=', requestId)
    .orderBy('told_at', 'desc').orderBy('id', 'desc').limit(1));
  return row && toFee(row);
}

export async function findFee(tx: Tx, id: Uuid): Promise<Fee | undefined> {
  const row = await tx.maybe(q.selectFrom('records.fee').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toFee(row);
}

/** The secret of the link by which somebody answers: follows from its id and a key of the tenant's, and lies nowhere. */
export async function feeToken(tx: Tx, id: Uuid): Promise<string> {
  return `${id}.${(await tx.hash('records.fee', id)).toString('base64url')}`;
}

/** The fee that a link is about; undefined when the link was made up. */
export async function feeByToken(tx: Tx, token: string): Promise<Fee | undefined> {
  const [id = ''] = token.split('.', 1);
  if (!isUuid(id)) return undefined;
  const given = Buffer.from(token);
  // A link that was sent before the key was replaced holds as long as that key is known.
  const right = (await tx.hashes('records.fee', id)).map((hash) => Buffer.from(`${id}.${hash.toString('base64url')}`));
  return right.some((one) => given.length === one.length && timingSafeEqual(given, one)) ? findFee(tx, asUuid(id)) : undefined;
}

/** Writes down what was answered. @returns false when it was answered before */
export async function setAnswer(tx: Tx, keyId: Uuid, id: Uuid, answer: FeeAnswer, by: Uuid | null, payer?: Payer): Promise<boolean> {
  return await tx.run(q.updateTable('records.fee').set({
    answer, answered_at: tx.now, answered_by: by, payer_cipher: payer ? await tx.sealJson(keyId, placeOf('records.fee', id, 'payer_cipher'), payer) : null,
  }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('answer', 'is', null)) > 0;
}

export async function payerOf(tx: Tx, id: Uuid): Promise<Payer | undefined> {
  const row = await tx.one(q.selectFrom('records.fee').select('payer_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row.payer_cipher ? tx.openJson<Payer>(placeOf('records.fee', id, 'payer_cipher'), row.payer_cipher) : undefined;
}

/** @returns false when it is not to be paid in advance, or has been */
export async function setPaid(tx: Tx, id: Uuid, by: Uuid): Promise<boolean> {
  return await tx.run(q.updateTable('records.fee').set({ paid_at: tx.now, paid_by: by }).where('tenant_id', '=', tx.tenant).where('id', '=', id)
    .where('answer', '=', 'advance').where('paid_at', 'is', null)) > 0;
}

export async function setCharge(tx: Tx, id: Uuid, chargeId: Uuid): Promise<void> {
  await tx.run(q.updateTable('records.fee').set({ charge_id: chargeId }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

function toFee(row: FeeRow): Fee {
  return {
    id: asUuid(row.id), requestId: asUuid(row.request_id), pages: row.pages, amountOre: Number(row.amount_ore), tariffFrom: row.tariff_from, toldAt: row.told_at,
    answer: row.answer, paidAt: row.paid_at, chargeId: row.charge_id === null ? null : asUuid(row.charge_id),
  };
}
