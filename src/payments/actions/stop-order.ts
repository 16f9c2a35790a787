import type { Staff, Tx, Uuid } from '../../platform/index.ts';
import { mayFollow } from '../model/order-state.ts';
import { findOrder, moveOrder } from '../store/orders.ts';
import { inReach, keyOf } from './reach.ts';

/** Stops an order that has not been sent, with the reason. @returns false when it has been sent, or somebody else came first */
export async function stopOrder(tx: Tx, who: Staff, id: Uuid, reason: string): Promise<boolean> {
  const order = await findOrder(tx, id, { lock: true });
  if (!order || !inReach(who, order) || !mayFollow(order.state, 'stopped')) return false;
  await moveOrder(tx, await keyOf(tx, order), order, 'stopped', who.staffId, { reason });
  tx.audit({ event: 'payments.stopped', dossierId: order.caseId, authorityId: order.authorityId, unitId: order.unitId, detail: { order: id } });
  return true;
}
