import { createHash } from 'node:crypto';
import { listAuthorities } from '../../organisation/index.ts';
import { putDocument, swedishDay, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { accountText } from '../model/account.ts';
import { csv } from '../model/csv.ts';
import { hiddenName } from '../model/hidden-name.ts';
import { kronor, pain001, type Transfer } from '../model/pain001.ts';
import { addBatch, batchAsked, nextBatchNumber, type Batch } from '../store/batches.ts';
import { moveOrder, orderContent, ordersIn, type PayOrder } from '../store/orders.ts';
import { paySettings } from '../store/settings.ts';
import { keyOf } from './reach.ts';
import { fileName, messageId } from './file-names.ts';

/** Payments in a file: more wait for the next one. */
const most = 5_000;

export type Exported = { ok: true; batchId: Uuid } | { ok: false; why: 'noDebtor' | 'nothing' };

/**
 * Makes the file to the bank of everything attested: the orders are locked, and leave for good in the same transaction that keeps the
 * file. What is asked for twice is made once, so that an answer that was lost is asked for again without paying again.
 * @param askedId of the page it was asked for on
 */
export async function exportOrders(tx: Tx, who: Staff, authorityId: Uuid, exportName: string, askedId: Uuid): Promise<Exported> {
  const settings = await paySettings(tx, authorityId);
  if (!settings.debtor.bankgiro) return { ok: false, why: 'noDebtor' };
  const orders = (await ordersIn(tx, authorityId, ['attested'], who.unitIds, { limit: most, lock: true })).filter((order) => order.export === exportName);
  // Looked for once the orders are locked: whoever asked at the same moment has made the file by then.
  const before = await batchAsked(tx, authorityId, askedId);
  if (before) return { ok: true, batchId: before.id };
  if (!orders.length) return { ok: false, why: 'nothing' };
  const authority = (await listAuthorities(tx)).find(({ id }) => id === authorityId)!;
  const number = await nextBatchNumber(tx, authorityId, 'payments');
  const today = swedishDay(tx.now);
  const lines: { order: PayOrder; transfer: Transfer }[] = [];
  for (const order of orders) lines.push({ order, transfer: await transferOf(tx, order, today, authority.name) });
  const name = messageId(authority.diaryPrefix, 'payments', number);
  const bytes = Buffer.from(pain001({ messageId: name, madeAt: tx.now, debtor: settings.debtor, transfers: lines.map(({ transfer }) => transfer) }));
  const batch = { id: tx.id(), authorityId, kind: 'payments' as const, export: exportName, number, staffId: who.staffId, count: orders.length,
    sumOre: orders.reduce((sum, { amountOre }) => sum + amountOre, 0), sha256: createHash('sha256').update(bytes).digest('hex') };
  const kept = await keepFiles(tx, batch, [
    { name: fileName(name, 'xml'), mediaType: 'application/xml', bytes }, { name: fileName(name, 'csv'), mediaType: 'text/csv', bytes: Buffer.from(listOf(lines)) },
  ]);
  await addBatch(tx, { ...batch, ...kept, askedId });
  for (const { order, transfer } of lines) await moveOrder(tx, await keyOf(tx, order), order, 'exported', who.staffId, { set: { batch_id: batch.id, due_day: transfer.dueDay } });
  tx.audit({ event: 'payments.exported', authorityId, detail: { batch: batch.id, number, count: batch.count, ore: batch.sumOre, sha256: batch.sha256 } });
  tx.emit('payments.exported', { batch: batch.id });
  return { ok: true, batchId: batch.id };
}

async function transferOf(tx: Tx, order: PayOrder, today: string, authority: string): Promise<Transfer> {
  const { name, account, reference } = await orderContent(tx, order.id);
  if (!account) throw new Error('an attested order without an account');
  return {
    endToEndId: endToEndId(order.id), amountOre: order.amountOre, name, account, ...(reference && { reference }),
    // A day that has passed while the order waited is today.
    dueDay: order.dueDay < today ? today : order.dueDay,
    // Whoever sees the account is told from whom and which number, not for what.
    message: `${authority} ${order.caseNumber}`,
  };
}

/** The order's id as the bank gets it: 32 characters of the 35 that fit. */
export function endToEndId(id: Uuid): string {
  return id.replaceAll('-', '');
}

function listOf(lines: readonly { order: PayOrder; transfer: Transfer }[]): string {
  return csv(['betalning', 'ärende', 'mottagare', 'konto', 'referens', 'belopp', 'betalningsdag'], lines.map(({ order, transfer }) => [
    transfer.endToEndId, order.caseNumber, order.covered && order.receiver === 'party' ? hiddenName : transfer.name, accountText(transfer.account), transfer.reference ?? '', kronor(transfer.amountOre).replace('.', ','), transfer.dueDay,
  ]));
}

/** Keeps the files of a batch, sealed with a key of its own: they are accounts of the organisation, and outlive the cases. */
export async function keepFiles(
  tx: Tx, batch: Pick<Batch, 'id' | 'authorityId' | 'staffId'>, files: readonly [File, File],
): Promise<Pick<Batch, 'keyId' | 'documentId' | 'listDocumentId'>> {
  const keyId = await tx.createKey();
  const put = async (one: File) => (await putDocument(tx, { dossierId: batch.id, keyId, authorityId: batch.authorityId, ownerId: batch.staffId, ...one })).id;
  return { keyId, documentId: await put(files[0]), listDocumentId: await put(files[1]) };
}

interface File { name: string; mediaType: string; bytes: Buffer }
