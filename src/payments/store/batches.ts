import { asUuid, type Runner, type Uuid } from '../../platform/index.ts';
import { q, type BatchRow, type ReceiptRow } from './tables.ts';

/** A file that has gone to the bank or to the ledger. It is kept as it was made. */
export interface Batch {
  id: Uuid;
  authorityId: Uuid;
  kind: BatchRow['kind'];
  export: string;
  /** counted in the authority: 1, 2, 3 … */
  number: number;
  madeAt: Date;
  staffId: Uuid;
  count: number;
  sumOre: number;
  /** of the file, in hex */
  sha256: string;
  keyId: Uuid;
  documentId: Uuid;
  listDocumentId: Uuid;
}

export type NewBatch = Omit<Batch, 'id' | 'madeAt'> & { id: Uuid; askedId: Uuid };

export interface Receipt {
  id: Uuid;
  batchId: Uuid;
  at: Date;
  staffId: Uuid;
  sha256: string;
  documentId: Uuid;
  paid: number;
  rejected: number;
}

export async function addBatch(tx: Runner, batch: NewBatch): Promise<void> {
  await tx.run(q.insertInto('payments.batch').values({
    tenant_id: tx.tenant, id: batch.id, authority_id: batch.authorityId, kind: batch.kind, export: batch.export, number: batch.number, asked_id: batch.askedId,
    made_at: tx.now, staff_id: batch.staffId, count: batch.count, sum_ore: batch.sumOre, sha256: batch.sha256, key_id: batch.keyId,
    document_id: batch.documentId, list_document_id: batch.listDocumentId,
  }));
}

/** The number of the authority's next file of a kind. Two at once take the same, and one of them breaks on the key. */
export async function nextBatchNumber(tx: Runner, authorityId: Uuid, kind: BatchRow['kind']): Promise<number> {
  const { last } = await tx.one(q.selectFrom('payments.batch').select((eb) => eb.fn.max('number').as('last'))
    .where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('kind', '=', kind));
  return (last ?? 0) + 1;
}

/** The file that was made when this was asked for, if it was: a page sent twice gives the same file. */
export async function batchAsked(tx: Runner, authorityId: Uuid, askedId: Uuid): Promise<Batch | undefined> {
  const row = await tx.maybe(q.selectFrom('payments.batch').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('asked_id', '=', askedId));
  return row && toBatch(row);
}

export async function findBatch(tx: Runner, id: Uuid): Promise<Batch | undefined> {
  const row = await tx.maybe(q.selectFrom('payments.batch').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toBatch(row);
}

/** The authority's files of a kind by number: what the bank's answer calls them by. */
export async function batchNumbered(tx: Runner, authorityId: Uuid, kind: BatchRow['kind'], number: number): Promise<Batch | undefined> {
  const row = await tx.maybe(q.selectFrom('payments.batch').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .where('kind', '=', kind).where('number', '=', number));
  return row && toBatch(row);
}

/** Newest first. */
export async function batchesOf(tx: Runner, authorityId: Uuid, kind: BatchRow['kind'], page: { limit: number; offset: number }): Promise<Batch[]> {
  return (await tx.all(q.selectFrom('payments.batch').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('kind', '=', kind)
    .orderBy('number', 'desc').limit(page.limit).offset(page.offset))).map(toBatch);
}

/** Files made before a moment: their time as accounts is over. */
export async function batchesBefore(tx: Runner, moment: Date, limit: number): Promise<Batch[]> {
  return (await tx.all(q.selectFrom('payments.batch').selectAll().where('tenant_id', '=', tx.tenant).where('made_at', '<', moment).orderBy('made_at').limit(limit))).map(toBatch);
}

export async function addReceipt(tx: Runner, receipt: Omit<Receipt, 'at'> & { authorityId: Uuid }): Promise<void> {
  await tx.run(q.insertInto('payments.receipt').values({
    tenant_id: tx.tenant, id: receipt.id, authority_id: receipt.authorityId, batch_id: receipt.batchId, at: tx.now, staff_id: receipt.staffId, sha256: receipt.sha256,
    document_id: receipt.documentId, paid: receipt.paid, rejected: receipt.rejected,
  }));
}

/** The receipt with this content, if it has been read before. */
export async function receiptRead(tx: Runner, authorityId: Uuid, sha256: string): Promise<Receipt | undefined> {
  const row = await tx.maybe(q.selectFrom('payments.receipt').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('sha256', '=', sha256));
  return row && toReceipt(row);
}

export async function receiptsOf(tx: Runner, batches: readonly Uuid[]): Promise<Receipt[]> {
  if (!batches.length) return [];
  return (await tx.all(q.selectFrom('payments.receipt').selectAll().where('tenant_id', '=', tx.tenant).where('batch_id', 'in', [...batches]).orderBy('at').limit(1_000))).map(toReceipt);
}

function toBatch(row: BatchRow): Batch {
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), kind: row.kind, export: row.export, number: row.number, madeAt: row.made_at, staffId: asUuid(row.staff_id),
    count: row.count, sumOre: Number(row.sum_ore), sha256: row.sha256, keyId: asUuid(row.key_id), documentId: asUuid(row.document_id), listDocumentId: asUuid(row.list_document_id),
  };
}

function toReceipt(row: ReceiptRow): Receipt {
  return {
    id: asUuid(row.id), batchId: asUuid(row.batch_id), at: row.at, staffId: asUuid(row.staff_id), sha256: row.sha256, documentId: asUuid(row.document_id),
    paid: row.paid, rejected: row.rejected,
  };
}
