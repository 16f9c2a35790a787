import { listDelegations } from '../../../organisation/index.ts';
import type { Staff, Tx, Uuid } from '../../../platform/index.ts';
import { givesLess, lacking, mustHear } from '../../model/decision/decision-draft.ts';
import { delegationNames, type DecisionRule } from '../../model/decision/decision-rule.ts';
import { mayDecide, type MayDecide } from '../../model/decision/delegation.ts';
import { keyOf } from '../../model/application/targets.ts';
import { updateCase } from '../../store/case/case-file.ts';
import type { Decision } from '../../store/decision/decisions.ts';
import { endTask } from '../../store/clocks/tasks.ts';
import { endMatter, mattersOf } from '../../store/decision/matters.ts';
import { presentParties } from '../../store/parties/parties.ts';
import { requestsOf } from '../../store/inquiry/requests.ts';
import { wordDecision, type WordedDecision } from './decision-letter.ts';
import { courtTask } from '../appeal/record-outcome.ts';
import { findTargets } from '../application/find-targets.ts';
import { endUnanswered } from '../inquiry/after-request.ts';
import { followPermit } from '../permit/follow-permit.ts';
import { renderLetter } from './letter.ts';
import { endMatterTask } from './matter-due.ts';
import { endHandedTasks } from './hand-to-manager.ts';
import { makeDecision, type DecidedBy } from './make-decision.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { noteUnheard } from './note-unheard.ts';
import { amountOf, type DecisionPlan } from './propose-decision.ts';

/** What stands in the way of deciding now, in words to the officer; and who may decide. */
export interface Readiness {
  lacking: { name: string; message: string }[];
  delegation: MayDecide;
  /** the person must be heard first, and has not been: nobody was asked, or the time to answer is not over */
  unheard: boolean;
}

export async function readiness(tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan): Promise<Readiness> {
  const { definition } = opened.version.compiled.folder;
  const chosen = plan.draft.items.filter(({ left }) => !left);
  const names = delegationNames(plan.main, definition);
  const since = plan.target.matter ? (await mattersOf(tx, opened.file.id)).find(({ id }) => id === plan.target.matter?.id)?.begunAt : plan.court?.recordedAt;
  // What a court has decided is carried out by whoever gives the same by themselves; the party has been heard there.
  const carriesOut = plan.main.type === 'enforcement';
  const hearings = (await requestsOf(tx, opened.file.id))
    .filter(({ kind, withdrawnAt, askedAt }) => kind === 'hearing' && !withdrawnAt && (!since || askedAt >= since));
  const heard = hearings.some(({ answeredAt, dueDay }) => answeredAt !== null || dueDay < opened.today);
  const less = plan.about !== undefined && plan.main.type === 'reconsideration' && givesLess(plan.draft, before(plan.about));
  return {
    lacking: [
      ...(plan.items.length ? lacking(plan.draft, plan.main, new Map(plan.items.map(({ key, sv }) => [key, sv]))) : [{ name: '', message: 'Ansökan gäller inget som kan beslutas.' }]),
      ...(less && !plan.draft.ground ? [{ name: 'ground', message: 'Beslutet blir sämre för parten än det gamla. Välj varför det får ändras (37 § förvaltningslagen).' }] : []),
    ],
    delegation: mayDecide({
      rules: definition.delegation, order: await listDelegations(tx, opened.file.authorityId),
      decision: names.find((name) => definition.delegation.some(({ decisions }) => decisions.includes(name))) ?? names[0]!,
      outcomes: carriesOut ? [] : [...new Set(chosen.flatMap((item) => item.outcome ?? []))],
      amountOre: amountOf(plan) ?? chosen.reduce((sum, { amountOre }) => sum + (amountOre ?? 0), 0), caseUnit: opened.file.unitId, who,
    }),
    unheard: !carriesOut && (mustHear(definition.hear, plan.draft, plan.main) || less) && !heard,
  };
}

function before({ items }: Decision) {
  return items.map(({ item, rowId, outcome, amountOre, validUntil, further }) => ({ key: keyOf(item, rowId), outcome, amountOre, validUntil, further }));
}

export interface DecideWish {
  /** the revisions that the officer had before them: whoever decides on something else than they read is told */
  caseRevision: number;
  inquiryRevision: number;
  /** the officer has said that they are not biased */
  unbiased: boolean;
  /** why hearing is obviously unnecessary, in the officer's words (25 § förvaltningslagen); empty when nobody says so */
  unheardWhy: string;
}

export type Decided =
  | { ok: true; id: Uuid }
  | { ok: false; why: 'alreadyDecided' | 'changed' | 'notReady' | 'mayNot' | 'unheard' | 'biased' | 'fourEyes' }
  | { ok: false; why: 'letter'; message: string };

/**
 * Decides. The case is locked by the caller, so that of two officers who decide at once one wins and the other is told.
 * Decision, permit, letter, notifications, register, timeline, audit and outbox are written together.
 */
export async function decide(tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan, wish: DecideWish): Promise<Decided> {
  const ready = await readiness(tx, who, opened, plan);
  const hearingUnnecessary = wish.unheardWhy !== '';
  const refused = refusal(opened, plan, ready, { ...wish, hearingUnnecessary });
  if (refused) return refused;
  if (!ready.delegation.ok) return { ok: false, why: 'mayNot' };
  if (ready.delegation.fourEyes) return { ok: false, why: 'fourEyes' };
  const { id: delegationId, point, reported } = ready.delegation;
  if (ready.unheard) await noteUnheard(tx, who, opened.file, wish.unheardWhy);
  return carryOut(tx, opened, plan, { decider: 'delegation', staffId: who.staffId, delegationId, point, reported }, { hearingUnnecessary });
}

/** What stands in the way of a decision as it is wished; the same whether one or two make it. */
export function refusal({ file }: OpenedCase, plan: DecisionPlan, ready: Readiness, wish: Omit<DecideWish, 'unheardWhy'> & { hearingUnnecessary: boolean }): Extract<Decided, { ok: false }> | undefined {
  if (file.closedAt) return { ok: false, why: 'alreadyDecided' };
  if (file.revision !== wish.caseRevision || plan.inquiry.revision !== wish.inquiryRevision) return { ok: false, why: 'changed' };
  if (!wish.unbiased) return { ok: false, why: 'biased' };
  if (ready.lacking.length) return { ok: false, why: 'notReady' };
  if (!ready.delegation.ok) return { ok: false, why: 'mayNot' };
  if (ready.unheard && !wish.hearingUnnecessary) return { ok: false, why: 'unheard' };
  return undefined;
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
  const { main, target, about, permitId } = plan;
  const decisionId = await makeDecision(tx, file, version, {
    type: main.type, rule: main.type === 'renewal' ? main.main : main.id, outcome: worded.outcome, by, content: worded.content, items: worded.items,
    letter: { name: worded.title, bytes: letter.bytes }, parties: (await presentParties(tx, file.id)).map(({ id }) => id), record: recordTitles[main.type] ?? 'Beslut',
    ...(about && { aboutId: about.id }), ...(permitId && { permitId }), ...(target.matter && { matterId: target.matter.id }), detail,
    also: async (id) => {
      await followPermit(tx, opened, plan, worded, id);
      if (target.matter) {
        await endMatter(tx, target.matter.id, { why: 'decided', decisionId: id });
        await endMatterTask(tx, file.id, target.matter.id, by.decider === 'automation' ? undefined : by.staffId);
      }
      if (plan.court) await endTask(tx, file.id, courtTask(plan.court.outcomeId), by.decider === 'automation' ? undefined : by.staffId);
      await endHandedTasks(tx, file.id, target.key, by.decider === 'delegation' ? by.staffId : undefined);
    },
  });
  // What is left of a decision on parts, and other matters, keep the case at work; a case is decided once, and that day stays.
  const left = (await findTargets(tx, opened)).targets.length > 0;
  if (!left) await endUnanswered(tx, file);
  await updateCase(tx, file.id, {
    last_event_at: tx.now, ...(!left && { waiting_for: null, waiting_until: null, next_due: null, state: 'decided', decided_at: file.decidedAt ?? tx.now }),
  });
  return { ok: true, id: decisionId };
}

const recordTitles: Partial<Record<DecisionRule['type'], string>> = {
  revocation: 'Beslut om återkallelse', recovery: 'Beslut om återkrav', change: 'Beslut om ändring', renewal: 'Beslut om förlängning', reconsideration: 'Ändrat beslut',
  enforcement: 'Beslut efter avgörande i högre instans',
};

/** The letter of a decision as it would be now: for the preview, and when it is decided. */
export function renderDecision(tx: Tx, opened: OpenedCase, worded: WordedDecision) {
  return renderLetter(opened.version, {
    data: worded.data, title: worded.title, language: worded.language, at: tx.now, ...(worded.template && { template: worded.template }),
  });
}
