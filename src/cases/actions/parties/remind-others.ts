import { asUuid, swedishDay, type House, type Tx, type Uuid } from '../../../platform/index.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { destroyPrints } from './code-letter.ts';
import { forgetAttempts } from '../../store/parties/codes.ts';
import { addEntry } from '../../store/case/entries.ts';
import type { OtherParty } from '../../store/parties/other-parties.ts';
import { q } from '../../store/tables.ts';
import { settleOthers } from './answer-other.ts';
import { invitePeople } from './name-others.ts';

const batch = 500;

/** Reminds, once, those who have not answered and whose time ends soon. @returns how many */
export async function remindOthers(tx: Tx): Promise<number> {
  const today = swedishDay(tx.now);
  const due = await tx.all(q.selectFrom('cases.other_party as o')
    .innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 'o.tenant_id').onRef('c.id', '=', 'o.case_id'))
    .select(['o.id', 'o.case_id']).where('o.tenant_id', '=', tx.tenant).where('o.remind_day', '<=', today).where('o.invited_at', 'is not', null)
    .where('o.answered_at', 'is', null).where('o.withdrawn_at', 'is', null).where('o.reminded_at', 'is', null).where('c.closed_at', 'is', null)
    .where('c.decided_at', 'is', null).orderBy('o.remind_day').limit(batch));
  for (const row of due) {
    const file = await findCase(tx, asUuid(row.case_id));
    await tx.run(q.updateTable('cases.other_party').set({ reminded_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', row.id));
    if (!file) continue;
    await addEntry(tx, file, { kind: 'otherReminded', part: row.id, authorKind: 'system', refId: asUuid(row.id) });
    tx.audit({ event: 'cases.otherReminded', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId });
    tx.emit('cases.otherReminded', { case: file.id, other: asUuid(row.id) });
  }
  return due.length;
}

/** Reminds somebody now, because staff want it. Who has no other way gets the same letter once more: staff print it. */
export async function remindNow(tx: Tx, file: CaseFile, other: OtherParty, by: Uuid): Promise<void> {
  if (!other.invitedAt || other.answeredAt || other.withdrawnAt) return;
  await tx.run(q.updateTable('cases.other_party').set({ reminded_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', other.id));
  await addEntry(tx, file, { kind: 'otherReminded', part: other.id, authorKind: 'staff', authorId: by, refId: other.id });
  tx.audit({ event: 'cases.otherReminded', dossierId: file.id, unitId: file.unitId });
  tx.emit('cases.otherReminded', { case: file.id, other: other.id });
}

/** Lets cases go on whose others have not answered in time, and forgets attempts with codes. @returns how many cases */
export async function endWaits(tx: Tx): Promise<number> {
  await forgetAttempts(tx);
  await destroyPrints(tx, 'dead');
  const over = await tx.all(q.selectFrom('cases.case_file').select('id').where('tenant_id', '=', tx.tenant).where('waiting_for', '=', 'others')
    .where('waiting_until', '<', swedishDay(tx.now)).where('closed_at', 'is', null).where('complete_at', 'is not', null).orderBy('waiting_until').limit(batch));
  for (const { id } of over) await settleOthers(tx, asUuid(id));
  return over.length;
}

/** Asks children who have turned old enough to speak for themselves while their case is open. */
export async function askThoseOfAge(house: House, tenant: Uuid): Promise<void> {
  const due = await house.db.system(tenant, 'of age', (tx) => tx.all(q.selectFrom('cases.other_party as o')
    .innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 'o.tenant_id').onRef('c.id', '=', 'o.case_id'))
    .select('o.case_id').where('o.tenant_id', '=', tenant).where('o.kind', '=', 'child').where('o.invited_at', 'is', null).where('o.withdrawn_at', 'is', null)
    .where('o.remind_day', '<=', swedishDay(tx.now)).where('c.closed_at', 'is', null).where('c.decided_at', 'is', null).limit(batch)));
  for (const row of due) await invitePeople(house, tenant, asUuid(row.case_id));
}
