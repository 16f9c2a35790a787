import { createHash } from 'node:crypto';
import { addEntry, addTask, findCase } from '../../cases/index.ts';
import { listAuthorities } from '../../organisation/index.ts';
import { addDays, formatMoney, putDocument, swedishDay, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { readPain002, type TransferAnswer, type TransferReceipt } from '../model/pain002.ts';
import { rejectionWords } from '../model/rejection-words.ts';
import { addReceipt, batchNumbered, receiptRead, type Batch } from '../store/batches.ts';
import { moveOrder, ordersOfBatch, type PayOrder } from '../store/orders.ts';
import { endToEndId } from './export-orders.ts';
import { numberIn } from './file-names.ts';

export type ReceiptTaken =
  | { ok: true; batchId: Uuid; paid: number; rejected: number; pending: number; before: boolean }
  /** nothing of the file has been used: what is wrong in it, in words to whoever sent it */
  | { ok: false; faults: readonly string[] };

/**
 * Takes the bank's answer to a file: all of it, or nothing. The same answer twice changes nothing. What came back is told in the case,
 * so that its officer knows that the person has not got their money.
 */
export async function takeReceipt(tx: Tx, who: Staff, authorityId: Uuid, file: { name: string; bytes: Buffer }): Promise<ReceiptTaken> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const known = await receiptRead(tx, authorityId, sha256);
  if (known) return { ok: true, batchId: known.batchId, paid: known.paid, rejected: known.rejected, pending: 0, before: true };
  const read = readPain002(file.bytes.toString('utf8'));
  if (!read.ok) return read;
  const { receipt } = read;
  const authority = (await listAuthorities(tx)).find(({ id }) => id === authorityId)!;
  const number = numberIn(receipt.messageId, authority.diaryPrefix, 'payments');
  const batch = number === undefined ? undefined : await batchNumbered(tx, authorityId, 'payments', number);
  if (!batch) return { ok: false, faults: [`Kvittensen svarar på filen ${receipt.messageId}, som ${authority.name} inte har skickat.`] };
  const orders = await ordersOfBatch(tx, batch.id, { lock: true });
  const found = match(receipt, orders, batch);
  if (!found.ok) return found;
  const done = { paid: 0, rejected: 0, pending: 0 };
  for (const { order, answer } of found.matched) {
    done[answer.answer] += 1;
    if (answer.answer === 'pending' || order.state === answer.answer) continue;
    await settle(tx, who, order, answer);
  }
  const { id: documentId } = await putDocument(tx, { dossierId: batch.id, keyId: batch.keyId, authorityId, ownerId: who.staffId, name: file.name, mediaType: 'application/xml', bytes: file.bytes });
  await addReceipt(tx, { id: tx.id(), authorityId, batchId: batch.id, staffId: who.staffId, sha256, documentId, paid: done.paid, rejected: done.rejected });
  tx.audit({ event: 'payments.receiptRead', authorityId, detail: { batch: batch.id, paid: done.paid, rejected: done.rejected, sha256 } });
  return { ok: true, batchId: batch.id, ...done, before: false };
}

type Matched = { ok: true; matched: { order: PayOrder; answer: TransferAnswer }[] } | { ok: false; faults: string[] };

/** Each answer is of a payment of the file, and says what may be said of it now. */
function match(receipt: TransferReceipt, orders: readonly PayOrder[], batch: Batch): Matched {
  const byName = new Map(orders.map((order) => [endToEndId(order.id), order]));
  const { whole, code, text } = receipt;
  const answers = receipt.answers.length || !whole ? receipt.answers
    : orders.map((order): TransferAnswer => ({ endToEndId: endToEndId(order.id), answer: whole, code, text, line: 1 }));
  const faults: string[] = [];
  const matched = answers.flatMap((answer) => {
    const order = byName.get(answer.endToEndId);
    if (!order) faults.push(`Rad ${answer.line}: betalningen ${answer.endToEndId} finns inte i fil nummer ${batch.number}.`);
    else if (order.state === 'rejected' && answer.answer === 'paid') faults.push(`Rad ${answer.line}: betalningen ${answer.endToEndId} har redan kommit tillbaka och kan inte bli betald.`);
    else return [{ order, answer }];
    return [];
  });
  return faults.length ? { ok: false, faults } : { ok: true, matched };
}

async function settle(tx: Tx, who: Staff, order: PayOrder, answer: TransferAnswer): Promise<void> {
  const file = await findCase(tx, order.caseId);
  if (!file) throw new Error('a payment of a case that cannot be seen');
  const reason = answer.answer === 'rejected' ? rejectionWords(answer.code, answer.text) : undefined;
  await moveOrder(tx, file.keyId, order, answer.answer === 'paid' ? 'paid' : 'rejected', who.staffId, reason ? { reason } : {});
  if (!reason) return;
  await addEntry(tx, file, { kind: 'paymentReturned', part: 'staff', authorKind: 'staff', authorId: who.staffId, refId: order.id, content: { text: reason } });
  await addTask(tx, file, {
    key: `payment:${order.id}`, role: 'officer', dueDay: addDays(swedishDay(tx.now), 1),
    what: `En utbetalning på ${formatMoney(order.amountOre)} kom tillbaka. ${reason} Ta reda på hur pengarna ska skickas, och säg till ekonomen.`,
  });
  tx.audit({ event: 'payments.returned', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { order: order.id, code: answer.code } });
  tx.emit('payments.returned', { case: file.id, order: order.id });
}
