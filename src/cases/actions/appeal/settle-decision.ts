import type { Staff, Tx, Uuid } from '../../../platform/index.ts';
import { decisionId, type Outcome } from '../../../services/index.ts';
import { mainDecisions } from '../../model/decision/decision-rule.ts';
import { openTargets } from '../../model/application/targets.ts';
import { decisionSetAside } from '../../slots.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { decisionsOf, markCourt, type Decision } from '../../store/decision/decisions.ts';
import { inquiryOf, saveInquiry } from '../../store/inquiry/inquiries.ts';
import { q } from '../../store/tables.ts';
import { soFar } from '../application/find-targets.ts';
import { beginMatter, openAgain } from '../decision/begin-matter.ts';
import { restorePermits, undoPermits } from '../permit/undo-permits.ts';
import type { OpenedCase } from '../case/open-case.ts';

/** What an instance above has made of a decision. `day`: of its word, `YYYY-MM-DD`; `text`: what a matter that it begins says. */
export interface CourtSaid { instance: string; day: string; text: string }

/**
 * A decision that has been sent back stands for nothing, for anyone: what it gave ends, what it ended is valid again, and the same thing is
 * decided once more, as in the first place. A correction goes with what it corrected.
 */
export async function setAside(tx: Tx, who: Staff, opened: OpenedCase, id: Uuid, said: CourtSaid): Promise<void> {
  const { file, version } = opened;
  const gone = withCorrections(await decisionsOf(tx, file.id), id);
  for (const decision of gone) {
    await markCourt(tx, decision.id, { setAside: true, outcome: null });
    await undo(tx, opened, decision, said.day);
    await tx.run(q.updateTable('cases.notification').set({ void_at: tx.now }).where('tenant_id', '=', tx.tenant).where('decision_id', '=', decision.id).where('final_at', 'is', null));
  }
  await openAgain(tx, file);
  const first = gone.find(({ type }) => type !== 'correction') ?? gone[0]!;
  const main = mainDecisions(version.compiled.folder.definition).find((one) => decisionId(one) === (first.rule ?? first.type));
  // The answer to the application is open again by itself; what followed on another decision is taken up as it once was.
  if (main && main.after === undefined) return forgetDraft(tx, who, opened, decisionId(main));
  await beginMatter(tx, who, opened, {
    kind: main ? decisionId(main) : first.type, content: { text: said.text }, ...(first.aboutId && { aboutId: first.aboutId }), ...(first.permitId && { permitId: first.permitId }),
  });
}

/**
 * A decision has been changed to something else. A yes that became a no ends what it gave; a no that became a yes is carried out by a decision
 * of the authority's where there is a permit to give or money to pay, and what may come after a yes may be begun.
 */
export async function changeDecision(tx: Tx, who: Staff, opened: OpenedCase, id: Uuid, said: CourtSaid & { now: Outcome | undefined }): Promise<void> {
  const decision = (await decisionsOf(tx, opened.file.id)).find((one) => one.id === id);
  if (!decision) return;
  const { now } = said;
  await markCourt(tx, id, { setAside: false, outcome: now ?? null });
  if (now === 'refused') return undo(tx, opened, decision, said.day);
  // What another instance had set aside, and this one lets stand.
  if (decision.setAsideAt) await standAgain(tx, opened, decision);
  if (now) await beginMatter(tx, who, opened, { kind: 'enforcement', aboutId: id, content: { text: said.text } });
}

/** The decision with what corrected it, or what it corrected. */
function withCorrections(decisions: readonly Decision[], id: Uuid): Decision[] {
  const gone = new Set([id]);
  for (const decision of [...decisions].reverse()) if (gone.has(decision.id) && decision.type === 'correction' && decision.aboutId) gone.add(decision.aboutId);
  for (const decision of decisions) if (decision.type === 'correction' && decision.aboutId && gone.has(decision.aboutId)) gone.add(decision.id);
  return decisions.filter((decision) => gone.has(decision.id));
}

async function undo(tx: Tx, opened: OpenedCase, decision: Decision, day: string): Promise<void> {
  await undoPermits(tx, opened, decision, day);
  for (const act of tx.slots.all(decisionSetAside)) await act(tx, { caseId: opened.file.id, decisionId: decision.id });
}

async function standAgain(tx: Tx, opened: OpenedCase, decision: Decision): Promise<void> {
  await restorePermits(tx, opened, decision);
  const so = await soFar(tx, opened);
  if (openTargets(so).length === 0 && opened.file.decidedAt) await updateCase(tx, opened.file.id, { state: 'decided', last_event_at: tx.now });
}

/** The draft of the old decision would be the beginning of the new one, with reasons that have fallen. */
async function forgetDraft(tx: Tx, who: Staff, { file }: OpenedCase, key: string): Promise<void> {
  const inquiry = await inquiryOf(tx, file.id);
  if (inquiry.revision === 0) return;
  const { decision: _old, decisions, ...rest } = inquiry;
  const { [key]: _gone, ...others } = decisions ?? {};
  await saveInquiry(tx, file, { ...rest, decisions: others }, who.staffId);
}
