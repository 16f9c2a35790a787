import type { Staff, Tx, Uuid } from '../../platform/index.ts';
import { findOrder, moveOrder } from '../store/orders.ts';
import { paySettings } from '../store/settings.ts';
import { inReach, keyOf } from './reach.ts';

export interface Attested {
  attested: number;
  /** orders that this person has decided about themselves, and so may not attest */
  own: number;
  /** orders that somebody else had moved on meanwhile */
  changed: number;
}

/**
 * Attests orders: somebody other than the one who decided says that they are to be paid (four eyes). Those that may not be attested
 * stay as they are, and are counted.
 */
export async function attest(tx: Tx, who: Staff, ids: readonly Uuid[]): Promise<Attested> {
  const done: Attested = { attested: 0, own: 0, changed: 0 };
  for (const id of [...ids].sort()) {
    const order = await findOrder(tx, id, { lock: true });
    if (order?.state !== 'made' || !inReach(who, order)) { done.changed += 1; continue; }
    if (order.deciderId === who.staffId && (await paySettings(tx, order.authorityId)).attest === 'other') { done.own += 1; continue; }
    await moveOrder(tx, await keyOf(tx, order), order, 'attested', who.staffId);
    tx.audit({ event: 'payments.attested', dossierId: order.caseId, authorityId: order.authorityId, unitId: order.unitId, detail: { order: id, ore: order.amountOre } });
    done.attested += 1;
  }
  return done;
}
