import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from '../store.ts';

/** Occasions that somebody must be reached about: they have a time to answer, or to appeal, or it is about their health. Staff are told when no way worked. */
export const mustReach: readonly string[] = ['completion', 'hearing', 'decision', 'invitation', 'appeal', 'recall'];

/**
 * Notes what the provider says became of a text message. One that did not arrive goes by e-mail instead; without an address, and where somebody must be
 * reached, the room that asked is told (`messages.notReached`). Told twice, the first holds.
 * @returns false when there is no such notice, or it has been reported before
 */
export async function takeReport(tx: Tx, dispatch: Uuid, became: 'delivered' | 'failed'): Promise<boolean> {
  const row = await tx.maybe(q.updateTable('messages.dispatch').set({ reported: became, reported_at: tx.now }).where('tenant_id', '=', tx.tenant)
    .where('id', '=', dispatch).where('sent_at', 'is not', null).where('reported', 'is', null).returningAll());
  if (!row) return false;
  tx.audit({ event: 'messages.noticeReported', subjectId: asUuid(row.person_id), ...(row.case_id && { dossierId: asUuid(row.case_id) }), detail: { kind: row.kind, became } });
  if (became === 'delivered') return true;
  const id = tx.id();
  await tx.run(q.insertInto('messages.dispatch').values({
    tenant_id: tx.tenant, id, key: `${row.key}/mail`, person_id: row.person_id, kind: row.kind, case_id: row.case_id, confidentiality: row.confidentiality, language: row.language,
    made_at: tx.now, attempts: 0, sent_at: null, given_up: null, reported: null, reported_at: null, mail_only: true, bounced_at: null, address_hash: null,
  }).onConflict((conflict) => conflict.doNothing()));
  tx.emit('messages.dispatchAsked', { dispatch: id });
  return true;
}
