import type { Staff, Tx, Uuid } from '../../../platform/index.ts';
import { updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry, type EntryKind } from '../../store/case/entries.ts';
import { placeOf, q, type AssignmentRow } from '../../store/tables.ts';

interface Wish {
  kind: 'take' | 'handOver' | 'deputy' | 'reassign';
  to: Uuid;
  note?: string;
  /** the one who gets it has said that they are not biased; asked of whoever takes it themselves */
  unbiased: boolean;
}

const events: Record<Wish['kind'], EntryKind> = { take: 'taken', handOver: 'handedOver', deputy: 'deputySet', reassign: 'handedOver' };

/**
 * Gives a case to someone: taken, handed over, given a deputy, or distributed by a manager.
 * @returns false when it was changed by someone else since it was read (two who take the same case: one of them is told)
 */
export async function assignCase(tx: Tx, who: Staff, file: CaseFile, wish: Wish): Promise<boolean> {
  const change = wish.kind === 'deputy' ? { deputy_id: wish.to } : { assignee_id: wish.to, ...(file.deputyId === wish.to && { deputy_id: null }) };
  if (!await updateCase(tx, file.id, { ...change, last_event_at: tx.now }, file.revision)) return false;
  await keep(tx, file, { kind: wish.kind, from_staff_id: file.assigneeId, to_staff_id: wish.to, by_staff_id: who.staffId, unbiased: wish.unbiased }, wish.note);
  await addEntry(tx, file, { kind: events[wish.kind], part: 'staff', authorKind: 'staff', authorId: who.staffId, refId: wish.to });
  tx.audit({ event: `cases.${wish.kind}`, dossierId: file.id, unitId: file.unitId, detail: { to: wish.to, unbiased: wish.unbiased } });
  tx.emit('cases.assigned', { case: file.id, staff: wish.to });
  return true;
}

/** Someone who may be biased leaves the case to others, and it is noted that they said so (18 § förvaltningslagen). */
export async function declareBias(tx: Tx, who: Staff, file: CaseFile): Promise<void> {
  await keep(tx, file, { kind: 'bias', from_staff_id: null, to_staff_id: null, by_staff_id: who.staffId, unbiased: false });
  tx.audit({ event: 'cases.biasDeclared', dossierId: file.id, unitId: file.unitId });
}

/** Whether a member of staff has said of this case that they may be biased. */
export async function isBiased(tx: Tx, caseId: Uuid, staffId: Uuid): Promise<boolean> {
  return await tx.maybe(q.selectFrom('cases.assignment').select('id').where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('by_staff_id', '=', staffId).where('kind', '=', 'bias').limit(1)) !== undefined;
}

async function keep(
  tx: Tx, file: CaseFile, row: Pick<AssignmentRow, 'kind' | 'from_staff_id' | 'to_staff_id' | 'by_staff_id' | 'unbiased'>, note?: string,
): Promise<void> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.assignment').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, at: tx.now, ...row,
    note_cipher: note ? await tx.seal(file.keyId, placeOf('cases.assignment', id, 'note_cipher'), Buffer.from(note)) : null,
  }));
}
