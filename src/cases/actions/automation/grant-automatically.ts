import { addDays, swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import { inLanguage, versionById } from '../../../services/index.ts';
import { itemOf } from '../../model/decision/decision-draft.ts';
import { draw, periodOf } from '../../model/automation/draw.ts';
import { addDraw, automationOn, drawOf, openSeed } from '../../store/automation/automation.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { addEntry } from '../../store/case/entries.ts';
import type { ItemDraft } from '../../store/inquiry/inquiries.ts';
import { carryOut } from '../decision/decide.ts';
import { findTargets } from '../application/find-targets.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { planDecision, type DecisionPlan } from '../decision/propose-decision.ts';
import { ask } from '../inquiry/request.ts';
import { whyNotAutomatic } from './why-not-automatic.ts';

/** Days to send what is asked for in a check. */
const daysToSend = 14;

/** `untried`: no rule is switched on, or somebody has the case; `person`: tried, and a person must decide; `drawn`: checked by a person. */
export type Automatic = 'untried' | 'person' | 'drawn' | 'granted';

/**
 * Tries a case that has just become complete: where the authority has switched it on, a full grant of an unchanged renewal is decided by
 * rule, unless it is drawn for a check. Everything else waits for an officer as ever. Tried once: the case is locked, and the draw is kept.
 */
export async function grantAutomatically(tx: Tx, caseId: Uuid): Promise<Automatic> {
  const file = await findCase(tx, caseId, { lock: true });
  if (!file || file.decidedAt || file.closedAt || file.assigneeId || file.state !== 'received' || file.waitingFor) return 'untried';
  const version = await versionById(tx, file.versionId);
  const { automatic } = version.compiled.folder.definition;
  const on = automatic && await automationOn(tx, file.authorityId, file.service);
  if (!automatic || !on || await drawOf(tx, caseId)) return 'untried';
  const opened: OpenedCase = { file, version, today: swedishDay(tx.now), ground: 'own', own: true, unmasked: false };
  const known = await findTargets(tx, opened);
  const plan = await planDecision(tx, opened, known.targets.some(({ key }) => key === automatic.decision) ? automatic.decision : undefined, known);
  const tried = await whyNotAutomatic(tx, opened, plan);
  if (!tried.ok) return toPerson(tx, file, tried.why);
  const drawn = await drawIt(tx, file, on.oneIn);
  if (drawn === undefined) return toPerson(tx, file, ['Lottningen för perioden var inte förberedd när ansökan kom in.']);
  if (drawn) return check(tx, opened, plan);
  const reported = version.compiled.folder.definition.delegation.find(({ point }) => point === automatic.point)?.reported ?? true;
  const granted: DecisionPlan = { ...plan, draft: { summary: '', items: plan.draft.items.map((item) => inFull(item, plan)) } };
  const done = await carryOut(tx, opened, granted, {
    decider: 'automation', delegationId: tried.delegation.id, point: automatic.point, reported: reported || tried.delegation.reported, previousNumber: tried.previous.number,
    resolution: on.resolution,
  });
  // A letter that cannot be made must stop the whole: nothing has been decided.
  if (!done.ok) throw new Error(`the letter of an automatic decision could not be made: ${done.message}`);
  tx.audit({ event: 'cases.grantedAutomatically', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { automation: on.id, previous: tried.previous.id } });
  return 'granted';
}

async function toPerson(tx: Tx, file: CaseFile, why: readonly string[]): Promise<'person'> {
  await addEntry(tx, file, { kind: 'notAutomatic', part: 'staff', authorKind: 'system', content: { text: why.join(' ') } });
  tx.audit({ event: 'cases.notAutomatic', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { reasons: why.length } });
  return 'person';
}

/** Draws, with the seed that was promised before the case came. @returns undefined when there was none */
async function drawIt(tx: Tx, file: CaseFile, oneIn: number): Promise<boolean | undefined> {
  const period = periodOf(swedishDay(file.arrivedAt));
  const known = await openSeed(tx, file.authorityId, period);
  if (!known || known.committedAt > file.arrivedAt) return undefined;
  const { value, drawn } = draw(known.seed, file.id, oneIn);
  await addDraw(tx, file.authorityId, { caseId: file.id, period, oneIn, value, drawn });
  tx.audit({ event: 'cases.drawn', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { period, oneIn, value, drawn } });
  return drawn;
}

/** Asks for what shows that the answers are right: chance chose, and says so. An officer reads it and decides. */
async function check(tx: Tx, { file, version }: OpenedCase, plan: DecisionPlan): Promise<'drawn'> {
  const { language } = plan.basis.submission;
  const english = language === 'en';
  const text = inLanguage(version, language).definition.renews?.sample?.ask ?? (english
    ? 'Your application has been chosen for an ordinary check. Send what shows that your answers are right. It was chosen by chance, and does not mean that anything is wrong.'
    : 'Din ansökan har valts ut för en vanlig kontroll. Skicka med underlag för det du har svarat. Att du valdes ut beror på slumpen och betyder inte att något är fel.');
  const asked = await ask(tx, undefined, file, version, {
    kind: 'completion', dueDay: addDays(swedishDay(tx.now), daysToSend), language,
    content: { text, items: [{ id: 'check', text: english ? 'Documents for what you have answered' : 'Underlag för det du har svarat' }] },
  });
  if (!asked.ok) throw new Error(`the letter of a check could not be made: ${asked.message}`);
  await addEntry(tx, file, { kind: 'drawnForCheck', part: 'staff', authorKind: 'system' });
  return 'drawn';
}

/** Everything that is sought, with the reasons that belong to the item, or else those that belong to all. */
function inFull(item: ItemDraft, { main, basis }: DecisionPlan): ItemDraft {
  const fitting = main.reasons.filter((reason) => reason.for.includes('granted') && (!reason.items || reason.items.includes(itemOf(item.item))));
  const own = fitting.filter(({ items }) => items);
  const period = main.period === undefined ? undefined : basis.application[main.period] as { start?: string; end?: string } | undefined;
  return {
    ...item, outcome: 'granted', reasons: (own.length ? own : fitting).slice(0, 1).map(({ id }) => id), further: !period && main.valid.includes('further'),
    ...(period?.start && { validFrom: period.start }), ...(period?.end && { validUntil: period.end }),
  };
}
