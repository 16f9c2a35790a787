import type { Answers } from '../../src/forms/index.ts';
import { addNote, ask, assignCase, decide, findCase, inquiryOf, planDecision, saveInquiry, type DecisionDraft } from '../../src/cases/index.ts';
import { swedishDay, type House, type Uuid } from '../../src/platform/index.ts';
import { completionOf } from './completion.ts';
import { asStaff, inCase } from './officers.ts';

/** A case of the demonstration, at the moment of the house, in the hands of an officer (an alias of `people.ts`). */
export interface Hand {
  house: House;
  tenant: Uuid;
  officer: string;
  caseId: Uuid;
}

/** Takes the case, saying that they are not biased. */
export function take({ house, tenant, officer, caseId }: Hand): Promise<void> {
  // Not opened first: of this class only the one who has it, or has said why, may read it.
  return asStaff(house, tenant, officer, async (tx, who) => {
    const file = await findCase(tx, caseId, { lock: true });
    const taken = file && await assignCase(tx, who, file, { kind: 'take', to: who.staffId, unbiased: true });
    if (!taken) throw new Error(`${officer} could not take a case of the demonstration`);
  });
}

/** Notes a call, to be registered. */
export function phoneNote({ house, tenant, officer, caseId }: Hand, text: string): Promise<void> {
  return inCase(house, tenant, officer, caseId, (tx, who, { file }) => addNote(tx, who, file, { text, phone: true }));
}

/** Asks for what the checklist suggests, or the certificate when it suggests nothing. */
export function askCompletion({ house, tenant, officer, caseId }: Hand, dueDay: string): Promise<Uuid> {
  return inCase(house, tenant, officer, caseId, async (tx, who, { file, version }) => {
    const items = completionOf(version);
    return sent(await ask(tx, who, file, version, { kind: 'completion', dueDay, language: 'sv', content: { text: '', items } }));
  });
}

/** Lets the party answer before a decision that goes against them. */
export function askHearing({ house, tenant, officer, caseId }: Hand, dueDay: string, text: string): Promise<Uuid> {
  return inCase(house, tenant, officer, caseId, async (tx, who, { file, version }) =>
    sent(await ask(tx, who, file, version, { kind: 'hearing', dueDay, language: 'sv', content: { text, items: [] } })));
}

function sent(asked: Awaited<ReturnType<typeof ask>>): Uuid {
  if (!asked.ok) throw new Error(`a letter of the demonstration could not be made: ${asked.message}`);
  return asked.id;
}

/** Writes the inquiry. */
export function inquire({ house, tenant, officer, caseId }: Hand, answers: Answers): Promise<void> {
  return inCase(house, tenant, officer, caseId, async (tx, who, { file }) => {
    const before = await inquiryOf(tx, file.id);
    const today = swedishDay(tx.now);
    const dated = Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answer === 'today' ? today : answer]));
    await saveInquiry(tx, file, { ...before, answers: { ...before.answers, ...dated } }, who.staffId);
  });
}

/** Decides as the inquiry proposes, with what the officer changes in the proposal. */
export function decideAs({ house, tenant, officer, caseId }: Hand, change: (draft: DecisionDraft) => DecisionDraft, unheardWhy = ''): Promise<Uuid> {
  return inCase(house, tenant, officer, caseId, async (tx, who, opened) => {
    const plan = await planDecision(tx, opened);
    const done = await decide(tx, who, opened, { ...plan, draft: change(plan.draft) }, {
      caseRevision: opened.file.revision, inquiryRevision: plan.inquiry.revision, unbiased: true, unheardWhy,
    });
    if (!done.ok) throw new Error(`a decision of the demonstration was not made: ${done.why}${done.why === 'letter' ? `, ${done.message}` : ''}`);
    return done.id;
  });
}
