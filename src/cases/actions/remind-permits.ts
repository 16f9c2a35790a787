import { asUuid, swedishDay, type Tx } from '../../platform/index.ts';
import { findCase, updateCase } from '../store/case-file.ts';
import { addEntry } from '../store/entries.ts';
import { q } from '../store/tables.ts';

/** Reminds of permits that soon end: once each, in time to apply again (`after.remindRenewal`). Run as the system. @returns how many */
export async function remindPermits(tx: Tx): Promise<number> {
  const due = await tx.all(q.selectFrom('cases.permit').select(['id', 'case_id', 'party_id']).where('tenant_id', '=', tx.tenant)
    .where('remind_day', '<=', swedishDay(tx.now)).where('reminded_at', 'is', null).where('ended_at', 'is', null)
    .orderBy('remind_day').limit(500).forUpdate().skipLocked());
  for (const permit of due) {
    const file = await findCase(tx, asUuid(permit.case_id));
    await tx.run(q.updateTable('cases.permit').set({ reminded_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', permit.id));
    if (!file) continue;
    await addEntry(tx, file, { kind: 'permitReminder', part: permit.party_id, authorKind: 'system', refId: asUuid(permit.id) });
    await updateCase(tx, file.id, { last_event_at: tx.now });
    tx.emit('cases.permitEndsSoon', { case: file.id, permit: asUuid(permit.id), party: asUuid(permit.party_id) });
  }
  return due.length;
}
