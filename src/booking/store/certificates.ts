import { createHash } from 'node:crypto';
import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { newCertificateCode } from '../model/codes.ts';
import { placeOf, q } from './tables.ts';

const hashOf = (code: string) => createHash('sha256').update(code).digest();

/** The code of somebody's certificate of an outcome: made the first time they fetch it, and the same ever after. */
export async function certificateCode(tx: Tx, of: { id: Uuid; bookingId: Uuid; authorityId: Uuid; keyId: Uuid; personId: Uuid }): Promise<string> {
  const place = placeOf('certificate', of.id, 'code_cipher');
  const code = newCertificateCode();
  await tx.run(q.insertInto('booking.certificate').values({
    tenant_id: tx.tenant, outcome_id: of.id, booking_id: of.bookingId, authority_id: of.authorityId, person_id: of.personId, code_sha256: hashOf(code), code_cipher: await tx.sealJson(of.keyId, place, code), made_at: tx.now,
  }).onConflict((conflict) => conflict.columns(['tenant_id', 'outcome_id', 'person_id']).doNothing()));
  const { code_cipher: sealed } = await tx.one(q.selectFrom('booking.certificate').select('code_cipher').where('tenant_id', '=', tx.tenant).where('outcome_id', '=', of.id).where('person_id', '=', of.personId));
  return tx.openJson<string>(place, sealed);
}

/** What a certificate is of, and whose, by the code that stands on it, without its dashes. */
export async function certified(tx: Tx, code: string): Promise<{ outcomeId: Uuid; bookingId: Uuid; personId: Uuid | null; madeAt: Date } | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.certificate').select(['outcome_id', 'booking_id', 'person_id', 'made_at']).where('tenant_id', '=', tx.tenant).where('code_sha256', '=', hashOf(code)));
  return row && { outcomeId: asUuid(row.outcome_id), bookingId: asUuid(row.booking_id), personId: row.person_id === null ? null : asUuid(row.person_id), madeAt: row.made_at };
}
