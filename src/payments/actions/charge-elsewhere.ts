import type { FeeElsewhere } from '../../cases/index.ts';
import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { addCharge } from '../store/charges.ts';
import { q } from '../store/tables.ts';
import { ledger } from './make-charge.ts';

/** Fills `feeElsewhere`: a fee that was agreed becomes what somebody owes, once however often it is asked. */
export async function chargeElsewhere(tx: Tx, fee: FeeElsewhere): Promise<Uuid> {
  const before = await tx.maybe(q.selectFrom('payments.charge').select('id').where('tenant_id', '=', tx.tenant).where('decision_id', '=', fee.agreedBy).where('kind', '=', 'fee'));
  if (before) return asUuid(before.id);
  const id = await addCharge(tx, fee.keyId, {
    authorityId: fee.authorityId, unitId: null, caseId: fee.dossierId, caseNumber: fee.number, decisionId: fee.agreedBy, partyId: null, kind: 'fee', amountOre: fee.amountOre,
    covered: false, export: ledger, keyId: fee.keyId, content: { ...fee.payer, text: fee.text },
  });
  tx.audit({ event: 'payments.charged', dossierId: fee.dossierId, authorityId: fee.authorityId, detail: { charge: id, kind: 'fee', ore: fee.amountOre } });
  return id;
}
