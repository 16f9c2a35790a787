import { swedishDay, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { versionById } from '../../../services/index.ts';
import { findCase, updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { revokeCodes } from '../../store/parties/codes.ts';
import { addEntry } from '../../store/case/entries.ts';
import { awaited, findOther, keepAnswer, type OtherAnswer, type OtherParty } from '../../store/parties/other-parties.ts';
import { register } from '../../store/register/records.ts';
import { q, type OtherAnsweredHow } from '../../store/tables.ts';
import { otherRule, type OtherRule } from './other-rule.ts';

export type OtherAnswered = { ok: true; late: boolean } | { ok: false; why: 'already' | 'withdrawn' | 'closed' };

/**
 * Receives the answer of another party: also late, as long as the case is open. What they said is theirs and staff's until staff
 * communicate it to the applicant. Registered, on the timeline, audited and told in the same transaction.
 * @param by the person who answered, or the member of staff who registered a paper; nobody, by code
 */
export async function answerOther(
  tx: Tx, file: CaseFile, otherId: Uuid, answer: OtherAnswer, as: { how: OtherAnsweredHow; by?: Uuid; day?: string },
): Promise<OtherAnswered> {
  const other = await findOther(tx, otherId, { lock: true });
  if (!other || other.withdrawnAt) return { ok: false, why: 'withdrawn' };
  if (other.answeredAt) return { ok: false, why: 'already' };
  if (file.closedAt) return { ok: false, why: 'closed' };
  const day = as.day ?? swedishDay(tx.now);
  if (!await keepAnswer(tx, file, other.id, answer, { signed: true, how: as.how, day })) return { ok: false, why: 'already' };
  const version = await versionById(tx, file.versionId);
  const rule = otherRule(version, other.kind, 'sv');
  await addEntry(tx, file, { kind: 'otherAnswered', part: other.id, authorKind: as.how === 'paper' ? 'staff' : 'resident', ...(as.by && { authorId: as.by }), refId: other.id });
  await register(tx, file, { direction: 'in', title: answerTitle(other, rule), day, refId: other.id });
  await updateCase(tx, file.id, { last_event_at: tx.now, outside_event_at: tx.now });
  tx.audit({ event: 'cases.otherAnswered', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { how: as.how, asked: other.asked } });
  tx.emit('cases.otherAnswered', { case: file.id, other: other.id });
  return { ok: true, late: other.dueDay !== null && day > other.dueDay };
}

function answerTitle({ asked }: OtherParty, rule: OtherRule | undefined): string {
  const what = { hearing: 'Yttrande', statement: 'Remissvar', consent: 'Svar om medgivande', information: 'Skrivelse', signature: 'Underskrift' }[asked];
  return rule ? `${what}, ${rule.word.toLowerCase()}` : what;
}

/** Lets the case go on when nobody is waited for any more: everyone has answered, or their time is over. Run by staff, or as the system. */
export async function settleOthers(tx: Tx, caseId: Uuid): Promise<void> {
  const file = await findCase(tx, caseId, { lock: true });
  if (!file || file.decidedAt || file.closedAt) return;
  const { signatures, answers, until } = await awaited(tx, caseId);
  // Answers are waited for until their day; a signature that must be there, until it is.
  const waits = signatures > 0 || (answers > 0 && until !== null && until >= swedishDay(tx.now));
  const completed = signatures === 0 && file.completeAt === null && file.waitingFor === 'others';
  if (waits || file.waitingFor !== 'others') return;
  await updateCase(tx, caseId, { waiting_for: null, waiting_until: null, ...(completed && { complete_at: tx.now }) });
}

/** Takes a question back: the party sees it no more, and their code ends. What has been answered stays. */
export async function withdrawOther(tx: Tx, who: Staff, file: CaseFile, otherId: Uuid): Promise<boolean> {
  const done = await tx.run(q.updateTable('cases.other_party').set({ withdrawn_at: tx.now }).where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id)
    .where('id', '=', otherId).where('answered_at', 'is', null).where('withdrawn_at', 'is', null));
  if (!done) return false;
  await revokeCodes(tx, file.id, { otherPartyId: otherId });
  await addEntry(tx, file, { kind: 'otherWithdrawn', part: 'staff', authorKind: 'staff', authorId: who.staffId, refId: otherId });
  await settleOthers(tx, file.id);
  tx.audit({ event: 'cases.otherWithdrawn', dossierId: file.id, unitId: file.unitId });
  return true;
}
