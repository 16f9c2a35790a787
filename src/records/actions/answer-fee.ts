import { feeElsewhere } from '../../cases/index.ts';
import { formatMoney, type Tx, type Uuid } from '../../platform/index.ts';
import { feeOf, payerOf, setAnswer, setCharge, setPaid, type Fee, type Payer } from '../store/fees.ts';
import { setDelivery, type ReleaseRequest } from '../store/requests.ts';
import { addStep } from '../store/steps.ts';

/** What somebody may answer when they are told what copies cost. An invoice needs a name and an address; whoever will not say pays first. */
export type FeeReply = { answer: 'invoice'; payer: Payer } | { answer: 'advance' | 'read' | 'withdrawn' };

/** In the log, in Swedish. */
export const answerWords = {
  invoice: 'Betalar mot faktura', advance: 'Betalar innan handlingarna lämnas ut', read: 'Läser på plats i stället, utan avgift', withdrawn: 'Vill inte ha kopiorna',
  waived: 'Ingen avgift tas ut',
} as const;

/** Whether invoices can be made here: a room above must take them. */
export function canInvoice(tx: Tx): boolean {
  return tx.slots.all(feeElsewhere).length > 0;
}

/** Takes the answer, once. @returns false when it was answered before, or an invoice cannot be made */
export async function answerFee(tx: Tx, request: ReleaseRequest, fee: Fee, reply: FeeReply, by: Uuid | null): Promise<boolean> {
  if (reply.answer === 'invoice' && !canInvoice(tx)) return false;
  if (!await setAnswer(tx, request.keyId, fee.id, reply.answer, by, reply.answer === 'invoice' ? reply.payer : undefined)) return false;
  if (reply.answer === 'read') await setDelivery(tx, request.id, 'read');
  await addStep(tx, request, { kind: 'feeAnswered', note: answerWords[reply.answer], ...(by && { staffId: by }) });
  return true;
}

/** Notes that a fee was paid in advance. @returns false when there was none to pay */
export async function payFee(tx: Tx, request: ReleaseRequest, by: Uuid, how: string): Promise<boolean> {
  const fee = await feeOf(tx, request.id);
  if (!fee || !await setPaid(tx, fee.id, by)) return false;
  await addStep(tx, request, { kind: 'feePaid', staffId: by, note: `${formatMoney(fee.amountOre)}. ${how}`.trim() });
  return true;
}

/** Makes the claim of a fee that is to be invoiced, in the transaction that hands the copies out. Nothing when it is made, paid or waived. */
export async function chargeFee(tx: Tx, request: ReleaseRequest, by: Uuid): Promise<void> {
  const fee = await feeOf(tx, request.id);
  if (!fee || fee.answer !== 'invoice' || fee.chargeId) return;
  const payer = (await payerOf(tx, fee.id))!;
  const chargeId = await tx.slots.only(feeElsewhere)(tx, {
    authorityId: request.authorityId, dossierId: request.id, keyId: request.keyId, number: request.number, agreedBy: fee.id, amountOre: fee.amountOre, payer,
    text: `Kopior av allmänna handlingar, begäran ${request.number}, ${fee.pages} sidor`,
  });
  await setCharge(tx, fee.id, chargeId);
  await addStep(tx, request, { kind: 'feeCharged', staffId: by, note: formatMoney(fee.amountOre) });
}
