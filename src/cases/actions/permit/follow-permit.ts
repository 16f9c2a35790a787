import { fullName } from '../../../identity/index.ts';
import { addDays, type Tx, type Uuid } from '../../../platform/index.ts';
import { decisionId, inLanguage } from '../../../services/index.ts';
import { mainDecisions } from '../../model/decision/decision-rule.ts';
import { before } from '../../model/clocks/days.ts';
import { partiesOf, partyFacts } from '../../store/parties/parties.ts';
import { addPermit, endPermit, findPermit, permitsOf, type Permit } from '../../store/permit/permits.ts';
import type { WordedDecision } from '../decision/decision-letter.ts';
import type { OpenedCase } from '../case/open-case.ts';
import type { DecisionPlan } from '../decision/propose-decision.ts';

/**
 * What a decision does to permits. A grant gives one; a renewal, a change, a decision tried anew and the rest of a decision on parts give one
 * that follows on the earlier, which ends the day before; what a court has given is given by the decision that carries it out; a revocation ends it on its last day. A refusal changes nothing.
 */
export async function followPermit(tx: Tx, opened: OpenedCase, plan: DecisionPlan, worded: WordedDecision, decisionId: Uuid): Promise<void> {
  const { main } = plan;
  if (main.type === 'revocation') {
    const [item] = worded.items;
    if (plan.permitId && item?.outcome === 'granted' && item.validUntil) await endPermit(tx, plan.permitId, item.validUntil, 'revoked');
    return;
  }
  const old = await earlierPermit(tx, opened, plan);
  const gives = main.type === 'permit' || main.type === 'renewal' || (main.type === 'enforcement' && givesPermit(opened, plan)) || old !== undefined;
  if (!gives || main.type === 'recovery') return;
  const held = worded.items.filter(({ outcome }) => outcome !== 'refused');
  const kept = old && main.leave ? keptOf(old, worded) : [];
  if (!held.length && !kept.length) {
    if (old && main.type === 'reconsideration') await endPermit(tx, old.id, opened.today, 'revoked');
    return;
  }
  if (!held.length && main.type !== 'reconsideration' && main.type !== 'change') return;
  await addFollowing(tx, opened, worded, decisionId, { held, kept, ...(old && { old }) });
}

function givesPermit({ version }: OpenedCase, { main }: DecisionPlan): boolean {
  return mainDecisions(version.compiled.folder.definition).some((one) => decisionId(one) === main.main && one.type === 'permit');
}

async function earlierPermit(tx: Tx, { file }: OpenedCase, plan: DecisionPlan): Promise<Permit | undefined> {
  if (plan.permitId) return findPermit(tx, plan.permitId);
  if (plan.main.type === 'renewal' && file.renewsPermitId) return findPermit(tx, file.renewsPermitId);
  const own = (await permitsOf(tx, file.id)).filter(({ endedWhy }) => endedWhy === null);
  if (plan.main.type === 'reconsideration' || plan.main.type === 'enforcement') return own.find(({ decisionId }) => decisionId === plan.about?.id);
  // The rest of a decision on parts: one card with all of it.
  return plan.target.done.length ? own.at(-1) : undefined;
}

/** What of an earlier permit goes on as it was: items that this decision does not touch. */
function keptOf(old: Permit, worded: WordedDecision): readonly PermitItemLines[] {
  const touched = new Set(worded.items.map(({ item }) => item));
  return (old.content.items ?? []).filter(({ item }) => !touched.has(item));
}

type PermitItemLines = NonNullable<Permit['content']['items']>[number];

async function addFollowing(
  tx: Tx, { file, version, today }: OpenedCase, worded: WordedDecision, decisionId: Uuid,
  of: { held: WordedDecision['items']; kept: readonly PermitItemLines[]; old?: Permit },
): Promise<void> {
  const { definition } = inLanguage(version, worded.language);
  const holder = (await partiesOf(tx, file.id)).find(({ role }) => role === 'applicant');
  if (!holder) return;
  const { old, held, kept } = of;
  const facts = await partyFacts(tx, holder.id);
  const [first] = held;
  const from = first?.validFrom ?? today;
  const until = first ? (first.further ? null : first.validUntil) : old?.validUntil ?? null;
  const remind = definition.after?.remindRenewal;
  const items = [...kept, ...held.map(({ item, content }): PermitItemLines => ({ item, lines: [content.name, ...content.conditions] }))];
  if (old) {
    const dayBefore = addDays(from, -1);
    await endPermit(tx, old.id, old.validUntil !== null && old.validUntil < dayBefore ? old.validUntil : dayBefore, 'followed');
  }
  await addPermit(tx, file, {
    decisionId, partyId: holder.id, service: file.service, number: old?.number ?? file.number, validFrom: from, validUntil: until,
    remindDay: until && remind ? before(until, remind) : null, ...(old && { followsId: old.id }),
    content: { holder: facts ? fullName(facts) : '', name: definition.name, conditions: items.flatMap(({ lines }) => lines), items },
  });
}
