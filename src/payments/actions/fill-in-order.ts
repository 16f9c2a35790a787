import { endTask } from '../../cases/index.ts';
import type { Staff, Tx, Uuid } from '../../platform/index.ts';
import type { Account } from '../model/account.ts';
import { addOrder, findOrder, moveOrder, orderContent, ordersOfCase, setOrderContent, type OrderContent, type PayOrder } from '../store/orders.ts';
import { paySettings } from '../store/settings.ts';
import { payDay } from './order-payment.ts';
import { inReach, keyOf } from './reach.ts';

/** What was lacking in an order, or is other than it was. */
export interface OrderFacts {
  name: string;
  account: Account;
  reference?: string;
  /** what the cost was shown to be, öre, when it is paid by what is shown */
  shownOre?: number;
}

export type FilledIn = { ok: true; id: Uuid } | { ok: false; why: 'changed' | 'tooMuch' };

/**
 * Fills in what an order lacks – account, or the cost that was shown – so that it can be attested. Never more than was decided. A
 * payment that has come back from the bank is made again as a new order, with what was wrong mended. The one who fills in does not attest.
 */
export async function fillInOrder(tx: Tx, who: Staff, id: Uuid, facts: OrderFacts): Promise<FilledIn> {
  const order = await findOrder(tx, id, { lock: true });
  if (!order || !inReach(who, order)) return { ok: false, why: 'changed' };
  if (facts.shownOre !== undefined && (facts.shownOre <= 0 || facts.shownOre > order.mostOre)) return { ok: false, why: 'tooMuch' };
  const keyId = await keyOf(tx, order);
  const content: OrderContent = { ...await orderContent(tx, id), name: facts.name, account: facts.account, ...(facts.reference && { reference: facts.reference }) };
  const amountOre = facts.shownOre ?? order.amountOre;
  const dueDay = await payDay(tx, (await paySettings(tx, order.authorityId)).leadDays);
  if (order.state === 'rejected') {
    if (await isPaidAgain(tx, order)) return { ok: false, why: 'changed' };
    const again = await addOrder(tx, keyId, { ...order, attempt: order.attempt + 1, state: 'made', lacks: null, dueDay, amountOre, deciderId: who.staffId, content }, who.staffId);
    await endTask(tx, order.caseId, `payment:${id}`, who.staffId);
    told(tx, order, 'payments.madeAgain', again);
    return { ok: true, id: again };
  }
  if (order.state !== 'held') return { ok: false, why: 'changed' };
  await setOrderContent(tx, keyId, id, content);
  await moveOrder(tx, keyId, order, 'made', who.staffId, { set: { amount_ore: amountOre, due_day: dueDay, decider_id: who.staffId } });
  told(tx, order, 'payments.filledIn', id);
  return { ok: true, id };
}

/** Whether a payment that came back has been made again already. */
export async function isPaidAgain(tx: Tx, order: PayOrder): Promise<boolean> {
  return (await ordersOfCase(tx, order.caseId)).some(({ decisionId, line, attempt }) => decisionId === order.decisionId && line === order.line && attempt > order.attempt);
}

function told(tx: Tx, order: PayOrder, event: string, id: Uuid): void {
  tx.audit({ event, dossierId: order.caseId, authorityId: order.authorityId, unitId: order.unitId, detail: { order: id } });
}
