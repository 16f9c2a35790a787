import { createHash } from 'node:crypto';
import { listAuthorities } from '../../organisation/index.ts';
import { swedishDay, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { leftOf } from '../model/balance.ts';
import { csv } from '../model/csv.ts';
import { hiddenName } from '../model/hidden-name.ts';
import { kronor } from '../model/pain001.ts';
import { addBatch, batchAsked, nextBatchNumber } from '../store/batches.ts';
import { addChargeEvent, chargeContent, chargeEvents, chargesIn, instalmentsOf, setCharge, type Charge, type ChargeContent, type Instalment } from '../store/charges.ts';
import { keepFiles } from './export-orders.ts';
import { fileName, messageId } from './file-names.ts';
import { keyOf } from './reach.ts';

const most = 5_000;

interface Invoice { charge: Charge; content: ChargeContent; leftOre: number; plan: readonly Instalment[] }

/**
 * Makes the file to the ledger of every charge that has not been invoiced: JSON for machines, and the same as a list. What is asked for
 * twice is made once. @returns undefined when there is nothing to invoice
 */
export async function invoiceCharges(tx: Tx, who: Staff, authorityId: Uuid, askedId: Uuid): Promise<Uuid | undefined> {
  const charges = await chargesIn(tx, authorityId, ['made'], who.unitIds, { limit: most, lock: true });
  const before = await batchAsked(tx, authorityId, askedId);
  if (before) return before.id;
  const invoices: Invoice[] = [];
  for (const charge of charges) {
    const leftOre = leftOf(charge.amountOre, await chargeEvents(tx, charge.id));
    invoices.push({ charge, content: await chargeContent(tx, charge.id), leftOre, plan: await instalmentsOf(tx, charge.id) });
  }
  if (!invoices.length) return undefined;
  const authority = (await listAuthorities(tx)).find(({ id }) => id === authorityId)!;
  const number = await nextBatchNumber(tx, authorityId, 'invoices');
  const name = messageId(authority.diaryPrefix, 'invoices', number);
  const bytes = Buffer.from(`${JSON.stringify({ file: name, made: swedishDay(tx.now), authority: authority.name, invoices: invoices.map(asJson) }, null, 2)}\n`);
  const batch = {
    id: tx.id(), authorityId, kind: 'invoices' as const, export: charges[0]!.export, number, staffId: who.staffId, count: invoices.length,
    sumOre: invoices.reduce((sum, { leftOre }) => sum + leftOre, 0), sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const kept = await keepFiles(tx, batch, [
    { name: fileName(name, 'json'), mediaType: 'application/json', bytes }, { name: fileName(name, 'csv'), mediaType: 'text/csv', bytes: Buffer.from(asList(invoices)) },
  ]);
  await addBatch(tx, { ...batch, ...kept, askedId });
  for (const { charge, leftOre } of invoices) {
    await setCharge(tx, charge.id, { state: 'invoiced', batch_id: batch.id });
    await addChargeEvent(tx, await keyOf(tx, charge), charge, { kind: 'invoiced', amountOre: leftOre }, who.staffId);
  }
  tx.audit({ event: 'payments.invoiced', authorityId, detail: { batch: batch.id, number, count: batch.count, ore: batch.sumOre, sha256: batch.sha256 } });
  return batch.id;
}

/** What the ledger calls a charge, in its file and in what it answers. */
export function invoiceNumber(id: Uuid): string {
  return id.replaceAll('-', '');
}

function asJson({ charge, content, leftOre, plan }: Invoice) {
  return {
    invoice: invoiceNumber(charge.id), case: charge.caseNumber, kind: charge.kind, text: content.text, amount: kronor(leftOre), currency: 'SEK',
    payer: { name: content.name, ...(content.number && { number: content.number }), ...(content.address && { address: content.address }) },
    ...(plan.length && { instalments: plan.map(({ dueDay, amountOre }) => ({ due: dueDay, amount: kronor(amountOre) })) }),
  };
}

function asList(invoices: readonly Invoice[]): string {
  return csv(['faktura', 'ärende', 'betalare', 'nummer', 'text', 'belopp', 'delbetalningar'], invoices.map(({ charge, content, leftOre, plan }) => [
    invoiceNumber(charge.id), charge.caseNumber, ...(charge.covered ? [hiddenName, ''] : [content.name, content.number ?? '']), content.text, kronor(leftOre).replace('.', ','), plan.length,
  ]));
}
