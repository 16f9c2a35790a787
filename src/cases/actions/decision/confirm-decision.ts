import { addDays, asUuid, isUuid, swedishDay, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { updateCase, type CaseFile } from '../../store/case/case-file.ts';
import { addConfirmation, answerConfirmation, confirmationsOf, type Confirmation } from '../../store/decision/confirmations.ts';
import { addEntry } from '../../store/case/entries.ts';
import { addTask, endTask } from '../../store/clocks/tasks.ts';
import { carryOut, readiness, refusal, type Decided, type DecideWish } from './decide.ts';
import { noteUnheard } from './note-unheard.ts';
import type { OpenedCase } from '../case/open-case.ts';
import type { DecisionPlan } from './propose-decision.ts';

const taskKey = 'confirm:';
const backKey = 'confirmBack:';
/** A second look is soon taken: the party waits for the decision meanwhile. */
const daysToConfirm = 3;

/** The confirmation that a task's key is about: such a task ends when that is answered, and by nothing else. */
export function confirmationOfTask(key: string): Uuid | undefined {
  const id = key.slice(taskKey.length);
  return key.startsWith(taskKey) && isUuid(id) ? asUuid(id) : undefined;
}

/** Answers one that waits, and ends the colleagues' task. @returns false when it was answered already */
async function answered(tx: Tx, file: CaseFile, id: Uuid, answer: Parameters<typeof answerConfirmation>[3]): Promise<boolean> {
  if (!await answerConfirmation(tx, file, id, answer)) return false;
  await endTask(tx, file.id, `${taskKey}${id}`, answer.by);
  return true;
}

/** The one that waits in a case for a decision. */
export async function waitingFor(tx: Tx, caseId: Uuid, target: string): Promise<Confirmation | undefined> {
  return (await confirmationsOf(tx, caseId)).findLast((one) => one.target === target && one.answeredAt === null);
}

/** Asks a second person to confirm: everything is tried as if it were decided now, and what both are to have read is pinned. */
export async function askConfirmation(tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan, wish: DecideWish): Promise<Decided> {
  const { file } = opened;
  const hearingUnnecessary = wish.unheardWhy !== '';
  const ready = await readiness(tx, who, opened, plan);
  const refused = refusal(opened, plan, ready, { ...wish, hearingUnnecessary });
  if (refused) return refused;
  if (ready.unheard) await noteUnheard(tx, who, file, wish.unheardWhy);
  const earlier = await waitingFor(tx, file.id, plan.target.key);
  if (earlier) await answered(tx, file, earlier.id, { by: who.staffId, answer: 'taken' });
  for (const { id, answer } of await confirmationsOf(tx, file.id)) if (answer === 'sentBack') await endTask(tx, file.id, `${backKey}${id}`, who.staffId);
  await updateCase(tx, file.id, { last_event_at: tx.now });
  const id = await addConfirmation(tx, file, {
    // The case's own revision has just gone up by one.
    target: plan.target.key, askedBy: who.staffId, caseRevision: file.revision + 1, inquiryRevision: plan.inquiry.revision, hearingUnnecessary,
  });
  await addTask(tx, file, {
    key: `${taskKey}${id}`, what: 'Granska ett beslut. Det fattas när du också står bakom det.', role: 'colleague', dueDay: addDays(swedishDay(tx.now), daysToConfirm), madeBy: who.staffId,
  });
  await addEntry(tx, file, { kind: 'confirmationAsked', part: 'staff', authorKind: 'staff', authorId: who.staffId, refId: id });
  tx.audit({ event: 'cases.confirmationAsked', dossierId: file.id, unitId: file.unitId });
  tx.emit('cases.confirmationAsked', { case: file.id, confirmation: id });
  return { ok: true, id };
}

export type Confirmed = Decided | { ok: false; why: 'own' | 'answered' };

/**
 * A second person, with the same delegation and not the one who asked, confirms: the decision is made then and there, by both. On anything
 * else than what was pinned nothing is made.
 */
export async function confirmDecision(
  tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan, confirmation: Confirmation, unbiased: boolean,
): Promise<Confirmed> {
  if (confirmation.answeredAt) return { ok: false, why: 'answered' };
  if (confirmation.askedBy === who.staffId) return { ok: false, why: 'own' };
  const { caseRevision, inquiryRevision, hearingUnnecessary } = confirmation;
  const ready = await readiness(tx, who, opened, plan);
  const refused = refusal(opened, plan, ready, { caseRevision, inquiryRevision, hearingUnnecessary, unbiased });
  if (refused) return refused;
  if (!ready.delegation.ok) return { ok: false, why: 'mayNot' };
  if (!await answered(tx, opened.file, confirmation.id, { by: who.staffId, answer: 'confirmed' })) return { ok: false, why: 'answered' };
  const { id, point, reported } = ready.delegation;
  return carryOut(tx, opened, plan, {
    decider: 'delegation', staffId: confirmation.askedBy, confirmedBy: who.staffId, delegationId: id, point, reported,
  }, { hearingUnnecessary, fourEyes: true });
}

/** Sends it back with a note to the one who asked. @returns false when it was answered already, or is one's own */
export async function sendBack(tx: Tx, who: Staff, { file }: OpenedCase, confirmation: Confirmation, note: string): Promise<boolean> {
  if (confirmation.askedBy === who.staffId) return false;
  if (!await answered(tx, file, confirmation.id, { by: who.staffId, answer: 'sentBack', note })) return false;
  await addTask(tx, file, {
    key: `${backKey}${confirmation.id}`, what: 'Ett beslut skickades tillbaka efter granskning. Ändra det och lämna det på nytt.', role: 'staff', staffId: confirmation.askedBy,
    dueDay: addDays(swedishDay(tx.now), daysToConfirm), madeBy: who.staffId,
  });
  await addEntry(tx, file, { kind: 'confirmationSentBack', part: 'staff', authorKind: 'staff', authorId: who.staffId, refId: confirmation.id, content: { text: note } });
  await updateCase(tx, file.id, { last_event_at: tx.now });
  tx.audit({ event: 'cases.confirmationSentBack', dossierId: file.id, unitId: file.unitId });
  return true;
}

/** The one who asked takes it back, to change something. @returns false when it was answered already, or is another's */
export async function takeBack(tx: Tx, who: Staff, { file }: OpenedCase, confirmation: Confirmation): Promise<boolean> {
  if (confirmation.askedBy !== who.staffId) return false;
  if (!await answered(tx, file, confirmation.id, { by: who.staffId, answer: 'taken' })) return false;
  tx.audit({ event: 'cases.confirmationTaken', dossierId: file.id, unitId: file.unitId });
  return true;
}
