import { formatDate, formatMoney, type House, type Tx, type Uuid } from '../../platform/index.ts';
import { addFee, feeToken, findFee } from '../store/fees.ts';
import { findRequest, type ReleaseRequest } from '../store/requests.ts';
import { addStep } from '../store/steps.ts';
import { texts } from '../texts.ts';
import { feeFor } from './fee-due.ts';
import { mailToAsker } from './mail-to-asker.ts';

/**
 * Tells whoever asks what the copies cost, before anything is handed out: by a letter with a link where they answer, when they have left an
 * address. @returns false when the tariff makes them free
 */
export async function tellFee(tx: Tx, request: ReleaseRequest, pages: number, by: Uuid): Promise<boolean> {
  const fee = await feeFor(tx, request, pages);
  if (!fee.ok || fee.amountOre === 0) return false;
  const id = await addFee(tx, request, { pages, amountOre: fee.amountOre, tariffFrom: fee.tariffFrom, by });
  await addStep(tx, request, { kind: 'feeTold', staffId: by, note: `${pages} sidor, ${formatMoney(fee.amountOre)}` });
  tx.emit('records.feeTold', { fee: id });
  return true;
}

/** The authority takes no fee this time: with the reason in the log. */
export async function waiveFee(tx: Tx, request: ReleaseRequest, pages: number, by: Uuid, why: string): Promise<void> {
  const fee = await feeFor(tx, request, pages);
  if (!fee.ok) return;
  await addFee(tx, request, { pages, amountOre: fee.amountOre, tariffFrom: fee.tariffFrom, by, waived: true });
  await addStep(tx, request, { kind: 'feeWaived', staffId: by, note: why });
}

/** Sends the letter about the fee, after commit. It says which request it is, and nothing of what was asked for. */
export async function mailFee(house: House, tenant: Uuid, feeId: Uuid): Promise<void> {
  await house.db.system(tenant, 'records-fee', async (tx) => {
    const fee = await findFee(tx, feeId);
    const request = fee && await findRequest(tx, fee.requestId);
    if (!fee || !request || fee.answer) return;
    const { language } = request;
    await mailToAsker(house, tx, request, feeId, `/diarium/avgift/${await feeToken(tx, feeId)}`, (words) => ({
      subject: texts(language, 'fee.mailSubject', words),
      text: texts(language, 'fee.mailText', { ...words, pages: fee.pages, amount: formatMoney(fee.amountOre), tariff: formatDate(fee.tariffFrom, language) }),
    }));
  });
}
