import { asUuid, type Runner, type Uuid } from '../../platform/index.ts';
import { q } from './tables.ts';

/** How an authority pays. */
export interface PaySettings {
  /** other: somebody other than the one who decided attests; none: the decision is enough */
  attest: 'other' | 'none';
  /** working days from decision to payment */
  leadDays: number;
  /** who pays, and from which bankgiro; empty until somebody has filled them in */
  debtor: { name: string; organisationNumber: string; bankgiro: string };
}

/** Until the authority has said otherwise somebody else attests, and nothing is sent to the bank. */
const asDefault: PaySettings = { attest: 'other', leadDays: 2, debtor: { name: '', organisationNumber: '', bankgiro: '' } };

export async function paySettings(tx: Runner, authorityId: Uuid): Promise<PaySettings> {
  const row = await tx.maybe(q.selectFrom('payments.setting').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId));
  return row
    ? { attest: row.attest, leadDays: row.lead_days, debtor: { name: row.debtor_name, organisationNumber: row.debtor_number, bankgiro: row.debtor_bankgiro } }
    : asDefault;
}

export async function savePaySettings(tx: Runner, authorityId: Uuid, settings: PaySettings, by: Uuid): Promise<void> {
  const values = {
    attest: settings.attest, lead_days: settings.leadDays, debtor_name: settings.debtor.name, debtor_number: settings.debtor.organisationNumber,
    debtor_bankgiro: settings.debtor.bankgiro, changed_at: tx.now, staff_id: asUuid(by),
  };
  await tx.run(q.insertInto('payments.setting').values({ tenant_id: tx.tenant, authority_id: authorityId, ...values })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'authority_id']).doUpdateSet(values)));
}
