import type { Tx, Uuid } from '../../platform/index.ts';
import { instalments, leftOf } from '../model/balance.ts';
import { addChargeEvent, chargeEvents, findCharge, replaceInstalments, setCharge, type Charge } from '../store/charges.ts';
import { keyOf } from './reach.ts';

export type Changed = { ok: true } | { ok: false; why: 'gone' | 'tooMuch' | 'cannotPart' };

/** What somebody wants to do with a charge. */
export type ChargeWish =
  /** less is to be paid, or what is left need not be (eftergift): with the reason */
  | { kind: 'lowered' | 'remitted'; amountOre: number; reason: string }
  /** in so many instalments, the first on a day */
  | { kind: 'planned'; count: number; firstDay: string }
  /** as the ledger, or an account statement, says */
  | { kind: 'paid'; amountOre: number; day: string; reference: string };

/** Changes what somebody owes: never to more than was decided, and never below nothing. The charge is locked, so that two changes follow on each other. */
export async function changeCharge(tx: Tx, by: Uuid, id: Uuid, wish: ChargeWish): Promise<Changed> {
  const charge = await findCharge(tx, id, { lock: true });
  if (!charge || charge.state === 'settled') return { ok: false, why: 'gone' };
  const keyId = await keyOf(tx, charge);
  const left = leftOf(charge.amountOre, await chargeEvents(tx, id));
  if (wish.kind === 'planned') {
    const plan = instalments(left, wish.count, wish.firstDay);
    if (!plan.length) return { ok: false, why: 'cannotPart' };
    await replaceInstalments(tx, charge, plan);
    await addChargeEvent(tx, keyId, charge, { kind: 'planned', amountOre: left }, by);
  } else {
    const amountOre = wish.kind === 'remitted' ? left : wish.amountOre;
    if (amountOre <= 0 || (wish.kind !== 'paid' && amountOre > left)) return { ok: false, why: 'tooMuch' };
    await addChargeEvent(tx, keyId, charge, {
      kind: wish.kind, amountOre, ...(wish.kind === 'paid' ? { day: wish.day, reference: wish.reference } : { reason: wish.reason }),
    }, by);
    await settleIfPaid(tx, charge);
  }
  tx.audit({ event: `payments.charge${wish.kind[0]!.toUpperCase()}${wish.kind.slice(1)}`, dossierId: charge.caseId, authorityId: charge.authorityId, ...(charge.unitId && { unitId: charge.unitId }), detail: { charge: id } });
  return { ok: true };
}

/** A charge with nothing left is settled. */
export async function settleIfPaid(tx: Tx, charge: Charge): Promise<void> {
  if (leftOf(charge.amountOre, await chargeEvents(tx, charge.id)) <= 0) await setCharge(tx, charge.id, { state: 'settled' });
}
