import { createHash } from 'node:crypto';
import { putDocument, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { readAmount } from '../model/amount.ts';
import { readCsv } from '../model/csv.ts';
import { addReceipt, findBatch, receiptRead } from '../store/batches.ts';
import { addChargeEvent, chargesIn, type Charge } from '../store/charges.ts';
import { settleIfPaid } from './change-charge.ts';
import { invoiceNumber } from './invoice-charges.ts';
import { keyOf } from './reach.ts';

/** Columns of the ledger's file of what has been paid. */
export const paidColumns = ['faktura', 'belopp', 'betaldag', 'referens'] as const;

export type PaymentsTaken = { ok: true; paid: number; before: boolean } | { ok: false; faults: readonly string[] };

/**
 * Takes the ledger's list of what has been paid: all of it, or nothing. The same list twice, and the same payment in two lists (by its
 * reference), count once.
 */
export async function takePaymentsIn(tx: Tx, who: Staff, authorityId: Uuid, file: { name: string; bytes: Buffer }): Promise<PaymentsTaken> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const known = await receiptRead(tx, authorityId, sha256);
  if (known) return { ok: true, paid: known.paid, before: true };
  const read = readCsv(file.bytes.toString('utf8'), paidColumns);
  if (!read.ok) return read;
  const byNumber = new Map((await chargesIn(tx, authorityId, ['invoiced', 'settled'], [], { limit: 20_000, lock: true })).map((charge) => [invoiceNumber(charge.id), charge]));
  const faults: string[] = [];
  const rows = read.rows.flatMap(({ line, cells }): { charge: Charge; amountOre: number; day: string; reference: string }[] => {
    const charge = byNumber.get(cells['faktura'] ?? '');
    const amountOre = readAmount(cells['belopp'] ?? '');
    const [day, reference] = [cells['betaldag'] ?? '', cells['referens'] ?? ''];
    if (!charge) faults.push(`Rad ${line}: fakturan ${cells['faktura'] ?? ''} finns inte här.`);
    if (!amountOre) faults.push(`Rad ${line}: beloppet ”${cells['belopp'] ?? ''}” går inte att läsa.`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) faults.push(`Rad ${line}: betaldagen ”${day}” skrivs som 2026-12-24.`);
    if (!reference || reference.length > 35) faults.push(`Rad ${line}: betalningens referens saknas eller är för lång.`);
    return charge && amountOre && reference ? [{ charge, amountOre, day, reference }] : [];
  });
  if (!rows.length && !faults.length) faults.push('Filen har inga betalningar.');
  const batchId = rows.find(({ charge }) => charge.batchId)?.charge.batchId;
  if (faults.length || !batchId) return { ok: false, faults };
  let paid = 0;
  for (const { charge, amountOre, day, reference } of rows) {
    if (!await addChargeEvent(tx, await keyOf(tx, charge), charge, { kind: 'paid', amountOre, day, reference }, who.staffId)) continue;
    await settleIfPaid(tx, charge);
    paid += 1;
  }
  const batch = (await findBatch(tx, batchId))!;
  const { id: documentId } = await putDocument(tx, { dossierId: batch.id, keyId: batch.keyId, authorityId, ownerId: who.staffId, name: file.name, mediaType: 'text/csv', bytes: file.bytes });
  await addReceipt(tx, { id: tx.id(), authorityId, batchId, staffId: who.staffId, sha256, documentId, paid, rejected: 0 });
  tx.audit({ event: 'payments.paymentsInRead', authorityId, detail: { paid, rows: rows.length, sha256 } });
  return { ok: true, paid, before: false };
}
