import { addDays, addDuration, swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import { inLanguage, versionById, type ServiceVersion } from '../../../services/index.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { decisionsOf, type Decision } from '../../store/decision/decisions.ts';
import { addEntry } from '../../store/case/entries.ts';
import { addNotification } from '../../store/notification/notifications.ts';
import { insertNotice, type NewNotice } from '../../store/notification/notices.ts';
import { othersOf } from '../../store/parties/other-parties.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { q } from '../../store/tables.ts';
import { lastDayToAppeal } from '../decision/open-decision.ts';

/**
 * In the transaction of a decision: puts it up on the notice board when the service says so, and tells those who do not apply but may
 * appeal. Whoever said no or had something against it gets it themselves, with a clock of their own; for the rest the time to appeal
 * runs from the board (9 kap. 41–41 b §§ and 13 kap. 16 § plan- och bygglagen (2010:900); check the wording in force). Without a board
 * everyone gets it. A refusal is put up nowhere, and goes against nobody but who applied.
 */
export async function announceDecision(tx: Tx, { caseId, decisionId }: { caseId: Uuid; decisionId: Uuid }): Promise<void> {
  const file = await findCase(tx, caseId);
  const decision = file && (await decisionsOf(tx, caseId)).find(({ id }) => id === decisionId);
  if (!file || !decision) return;
  const version = await versionById(tx, file.versionId);
  if (!isOfMatter(version, decision)) return;
  const { notify, appeal } = version.compiled.folder.definition;
  const appealable = notify.clock === 'appeal' && appeal.to !== 'notAppealable';
  const today = swedishDay(tx.now);
  const from = notify.announce?.appealAfter ? addDuration(today, notify.announce.appealAfter) : today;
  const until = appealable ? lastDayToAppeal(version, from) : null;
  const refused = decision.outcome === 'refused';
  const announced = !refused && await putUp(tx, file, version, decision, until);
  for (const other of await othersOf(tx, caseId)) {
    if (!other.mayAppeal || other.withdrawnAt) continue;
    const byBoard = announced && other.against !== true;
    const id = await addNotification(tx, file, { decisionId, partyId: other.id, how: byBoard ? 'board' : other.personId ? 'myPages' : 'letter', appealable: appealable && !refused });
    if (byBoard) {
      await tx.run(q.updateTable('cases.notification').set({ served_at: tx.now, served_how: 'board', appeal_until: until })
        .where('tenant_id', '=', tx.tenant).where('id', '=', id));
    }
    await addEntry(tx, file, { kind: 'notified', part: other.id, authorKind: 'system', refId: decisionId });
  }
}

/** A decision that concerns others: what was applied for, or what became of it. A clearance after a permit is between the authority and who builds. */
function isOfMatter(version: ServiceVersion, { type, rule }: Decision): boolean {
  const { decisions } = version.compiled.folder.definition;
  const found = decisions.find((one) => 'items' in one && (one.id ?? one.type) === (rule ?? type));
  return found !== undefined ? !('after' in found && found.after !== undefined) : ['change', 'reconsideration', 'revocation', 'renewal'].includes(type);
}

/** Only of class 0 and 1, and only of people without protected identity: the words are public, and name a property or a place, never a person. */
async function putUp(tx: Tx, file: CaseFile, version: ServiceVersion, decision: Decision, until: string | null): Promise<boolean> {
  const { announce } = version.compiled.folder.definition.notify;
  if (!announce || file.confidentiality > 1 || file.protected) return false;
  const today = swedishDay(tx.now);
  const place = await placeOfCase(tx, file, version);
  const kept = addDays(addDuration(today, announce.for), 1);
  const afterAppeal = until === null ? kept : addDays(until, 1);
  const { definition } = inLanguage(version, 'sv');
  await postNotice(tx, {
    authorityId: file.authorityId, kind: 'decision', caseId: file.id, decisionId: decision.id, title: [announce.title, place].filter(Boolean).join(', '),
    body: `${outcomes[decision.outcome]} ${definition.name}, ärende ${file.number}.`, upDay: today, downDay: kept > afterAppeal ? kept : afterAppeal, appealUntil: until,
  });
  await addEntry(tx, file, { kind: 'announced', part: 'all', authorKind: 'system', refId: decision.id });
  return true;
}

const outcomes: Record<Decision['outcome'], string> = { granted: 'Bifall.', partly: 'Delvis bifall.', refused: 'Avslag.', dismissed: 'Avvisat.', writtenOff: 'Avskrivet.' };

/** The property that the application is about, as its owner wrote it: a designation is public and names nobody. */
async function placeOfCase(tx: Tx, file: CaseFile, version: ServiceVersion): Promise<string> {
  const application = (await submissionsOf(tx, file.id)).findLast(({ kind }) => kind === 'application');
  for (const [id, { question }] of version.compiled.form.questions) {
    const answer: unknown = application?.content.answers[id];
    const value = typeof answer === 'object' && answer !== null && 'confirmed' in answer ? answer.confirmed : answer;
    if (question.type === 'property' && typeof value === 'string') return value;
  }
  return '';
}

/** Puts a notice up, with who did and when in the audit. @returns its id */
export async function postNotice(tx: Tx, notice: NewNotice): Promise<Uuid> {
  const id = await insertNotice(tx, notice);
  tx.audit({ event: 'cases.noticePosted', authorityId: notice.authorityId, ...(notice.caseId && { dossierId: notice.caseId }),
    detail: { notice: id, kind: notice.kind, up: notice.upDay, down: notice.downDay } });
  return id;
}
