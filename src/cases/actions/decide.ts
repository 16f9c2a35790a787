import { listDelegations } from '../../organisation/index.ts';
import type { Staff, Tx, Uuid } from '../../platform/index.ts';
import { decisionId as decisionIdOf, inLanguage } from '../../services/index.ts';
import { before } from '../model/days.ts';
import { lacking, mustHear, overall } from '../model/decision-draft.ts';
import { mayDecide, type MayDecide } from '../model/delegation.ts';
import { updateCase } from '../store/case-file.ts';
import { partiesOf, partyFacts } from '../store/parties.ts';
import { addPermit } from '../store/permits.ts';
import { requestsOf } from '../store/requests.ts';
import { fullName } from '../../identity/index.ts';
import { renderLetter } from './letter.ts';
import { makeDecision, type DecidedBy } from './make-decision.ts';
import type { OpenedCase } from './open-case.ts';
import { wordDecision, type WordedDecision } from './decision-letter.ts';
import type { DecisionPlan } from './propose-decision.ts';

/** What stands in the way of deciding now, in words to the officer; and who may decide. */
export interface Readiness {
  lacking: { name: string; message: string }[];
  delegation: MayDecide;
  /** the person must be heard first, and has not been: nobody was asked, or the time to answer is not over */
  unheard: boolean;
}

export async function readiness(tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan): Promise<Readiness> {
  const { definition } = opened.version.compiled.folder;
  const outcome = overall(plan.draft.items);
  const hearings = (await requestsOf(tx, opened.file.id)).filter(({ kind, withdrawnAt }) => kind === 'hearing' && !withdrawnAt);
  const heard = hearings.some(({ answeredAt, dueDay }) => answeredAt !== null || dueDay < opened.today);
  return {
    lacking: plan.items.length ? lacking(plan.draft, plan.main, new Map(plan.items.map(({ id, sv }) => [id, sv]))) : [{ name: '', message: 'Ansökan gäller inget som kan beslutas.' }],
    delegation: mayDecide({
      rules: definition.delegation, order: await listDelegations(tx, opened.file.authorityId), decision: plan.main.type,
      outcomes: [...new Set(plan.draft.items.flatMap((item) => item.outcome ?? []))],
      amountOre: plan.draft.amountOre ?? plan.draft.items.reduce((sum, { amountOre }) => sum + (amountOre ?? 0), 0), caseUnit: opened.file.unitId, who,
    }),
    unheard: mustHear(definition.hear, outcome) && !heard,
  };
}

export interface DecideWish {
  /** the revisions that the officer had before them: whoever decides on something else than they read is told */
  caseRevision: number;
  inquiryRevision: number;
  /** the officer has said that they are not biased */
  unbiased: boolean;
  /** hearing is obviously unnecessary, says the officer (25 § förvaltningslagen) */
  hearingUnnecessary: boolean;
}

export type Decided =
  | { ok: true; id: Uuid }
  | { ok: false; why: 'alreadyDecided' | 'changed' | 'notReady' | 'mayNot' | 'unheard' | 'biased' }
  | { ok: false; why: 'letter'; message: string };

/**
 * Decides. The case is locked by the caller, so that of two officers who decide at once one wins and the other is told.
 * Decision, permit, letter, notifications, register, timeline, audit and outbox are written together.
 */
export async function decide(tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan, wish: DecideWish): Promise<Decided> {
  const { file } = opened;
  if (file.decidedAt || file.closedAt) return { ok: false, why: 'alreadyDecided' };
  if (file.revision !== wish.caseRevision || plan.inquiry.revision !== wish.inquiryRevision) return { ok: false, why: 'changed' };
  if (!wish.unbiased) return { ok: false, why: 'biased' };
  const ready = await readiness(tx, who, opened, plan);
  if (ready.lacking.length) return { ok: false, why: 'notReady' };
  if (!ready.delegation.ok) return { ok: false, why: 'mayNot' };
  if (ready.unheard && !wish.hearingUnnecessary) return { ok: false, why: 'unheard' };
  const { id: delegationId, point, reported } = ready.delegation;
  return carryOut(tx, opened, plan, { decider: 'delegation', staffId: who.staffId, delegationId, point, reported }, { hearingUnnecessary: wish.hearingUnnecessary });
}

/**
 * Words a plan and makes the decision, whoever decides: nothing is tried here. For decisions by the authority the caller has recorded its
 * paragraph; for those by an officer `decide` has tried everything.
 */
export async function carryOut(
  tx: Tx, opened: OpenedCase, plan: DecisionPlan, by: DecidedBy, detail: Readonly<Record<string, string | number | boolean>> = {},
): Promise<{ ok: true; id: Uuid } | { ok: false; why: 'letter'; message: string }> {
  const { file, version } = opened;
  const worded = await wordDecision(tx, opened, plan, by);
  const letter = await renderDecision(tx, opened, worded);
  if (!letter.ok) return { ok: false, why: 'letter', message: letter.message };
  const decisionId = await makeDecision(tx, file, version, {
    type: plan.main.type, rule: decisionIdOf(plan.main), outcome: worded.outcome, by, content: worded.content, items: worded.items,
    letter: { name: worded.title, bytes: letter.bytes }, parties: (await partiesOf(tx, file.id)).map(({ id }) => id), record: 'Beslut', detail,
  });
  if (plan.main.type === 'permit' && worded.outcome !== 'refused') await givePermit(tx, opened, decisionId, worded);
  await updateCase(tx, file.id, { state: 'decided', decided_at: tx.now, last_event_at: tx.now, waiting_for: null, waiting_until: null, next_due: null });
  return { ok: true, id: decisionId };
}

/** The letter of a decision as it would be now: for the preview, and when it is decided. */
export function renderDecision(tx: Tx, opened: OpenedCase, worded: WordedDecision) {
  return renderLetter(opened.version, {
    data: worded.data, title: worded.title, language: worded.language, at: tx.now, ...(worded.template && { template: worded.template }),
  });
}

async function givePermit(tx: Tx, { file, version }: OpenedCase, decisionId: Uuid, worded: WordedDecision): Promise<void> {
  const { definition } = inLanguage(version, worded.language);
  const holder = (await partiesOf(tx, file.id)).find(({ role }) => role === 'applicant')!;
  const facts = await partyFacts(tx, holder.id);
  const [main] = worded.items.filter(({ outcome }) => outcome !== 'refused');
  const until = main!.further ? null : main!.validUntil;
  const remind = definition.after?.remindRenewal;
  await addPermit(tx, file, {
    decisionId, partyId: holder.id, service: file.service, number: file.number, validFrom: main!.validFrom!, validUntil: until,
    remindDay: until && remind ? before(until, remind) : null,
    content: { holder: facts ? fullName(facts) : '', name: definition.name,
      conditions: worded.items.filter(({ outcome }) => outcome !== 'refused').flatMap(({ content }) => [content.name, ...content.conditions]) },
  });
}
