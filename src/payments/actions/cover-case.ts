import type { Tx, Uuid } from '../../platform/index.ts';
import { mayFollow } from '../model/order-state.ts';
import { chargeContent, chargesOfCase } from '../store/charges.ts';
import { placeOf, q } from '../store/tables.ts';
import { moveOrder, orderContent, ordersOfCase, setOrderContent } from '../store/orders.ts';
import { keyOf } from './reach.ts';

/**
 * Somebody in a case has got a protected identity: from now on lists name nobody who is paid or who owes in it, and what has not been
 * invoiced, or was to be paid by a money order, goes to no address. What has gone to the bank or the ledger stands as it went.
 */
export async function coverCase(tx: Tx, caseId: Uuid): Promise<void> {
  for (const table of ['payments.pay_order', 'payments.charge'] as const) {
    await tx.run(q.updateTable(table).set({ covered: true }).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId));
  }
  for (const order of await ordersOfCase(tx, caseId)) {
    const { account, ...content } = await orderContent(tx, order.id);
    if (account?.kind !== 'notice' || !mayFollow(order.state, 'held')) continue;
    const keyId = await keyOf(tx, order);
    await setOrderContent(tx, keyId, order.id, content);
    await moveOrder(tx, keyId, order, 'held', null, { reason: 'Mottagaren har fått skyddade personuppgifter. Pengarna kan inte skickas med posten.', set: { lacks: 'account' } });
  }
  for (const charge of await chargesOfCase(tx, caseId)) {
    const { address, ...content } = await chargeContent(tx, charge.id);
    if (!address) continue;
    const cipher = await tx.sealJson(await keyOf(tx, charge), placeOf('payments.charge', charge.id, 'content_cipher'), content);
    await tx.run(q.updateTable('payments.charge').set({ content_cipher: cipher }).where('tenant_id', '=', tx.tenant).where('id', '=', charge.id));
  }
}
