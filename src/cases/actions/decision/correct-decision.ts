import { listDelegations } from '../../../organisation/index.ts';
import { addDays, formatMoney, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { decisionId, inLanguage } from '../../../services/index.ts';
import { before } from '../../model/clocks/days.ts';
import { mayDecide, type MayDecide } from '../../model/decision/delegation.ts';
import { mainOf } from '../../model/application/targets.ts';
import { updateCase } from '../../store/case/case-file.ts';
import { decisionsOf, type Decision, type NewItem } from '../../store/decision/decisions.ts';
import { notificationsOf } from '../../store/notification/notifications.ts';
import { addPermit, endPermit, permitsOf } from '../../store/permit/permits.ts';
import { submissionsOf } from '../../store/application/submissions.ts';
import { letterHead, renderLetter } from './letter.ts';
import { reasonSections } from './decision-letter.ts';
import { letterWords } from './letter-words.ts';
import { makeDecision } from './make-decision.ts';
import type { OpenedCase } from '../case/open-case.ts';

/** What stands instead of what was wrong. Days `YYYY-MM-DD`, money in öre; what is left out stands as it did. */
export interface Correction {
  /** what was wrong and what it shall say, to the party */
  what: string;
  summary: string;
  items: readonly { id: string; validFrom?: string; validUntil?: string; amountOre?: number }[];
}

/** A decision that may be corrected: with something decided in it, and that no later decision has replaced. */
export async function correctable(tx: Tx, caseId: Uuid, id: string): Promise<Decision | undefined> {
  const decisions = await decisionsOf(tx, caseId);
  const found = decisions.find((one) => one.id === id);
  const replaced = decisions.some(({ aboutId, type }) => aboutId === id && ['correction', 'reconsideration', 'change'].includes(type));
  return found && found.items.length > 0 && found.setAsideAt === null && !replaced ? found : undefined;
}

/** Whether someone may correct: by a point for corrections, or by the one that the decision was made by. */
export async function mayCorrect(tx: Tx, who: Staff, { file, version }: OpenedCase, decision: Decision): Promise<MayDecide> {
  const { definition } = version.compiled.folder;
  const main = mainOf({ definition, decisions: await decisionsOf(tx, file.id) }, decision);
  const names = ['correction', decision.rule ?? decision.type, ...(main ? [decisionId(main), main.type] : [])];
  return mayDecide({
    rules: definition.delegation, order: await listDelegations(tx, file.authorityId), outcomes: [], amountOre: decision.content.amountOre ?? 0, caseUnit: file.unitId, who,
    decision: names.find((name) => definition.delegation.some(({ decisions }) => decisions.includes(name))) ?? 'correction',
  });
}

/**
 * Corrects an obvious slip of the pen or of reckoning (36 § förvaltningslagen): the whole decision anew, marked as corrected, to everyone who
 * got the old. The old decision stays in the file; its time to appeal is not touched.
 */
export async function correctDecision(
  tx: Tx, who: Staff, opened: OpenedCase, decision: Decision, wish: Correction,
): Promise<{ ok: true; id: Uuid } | { ok: false; why: string[] }> {
  const { file, version } = opened;
  const delegation = await mayCorrect(tx, who, opened, decision);
  if (!delegation.ok) return delegation;
  const language = (await submissionsOf(tx, file.id)).find(({ kind }) => kind === 'application')?.language ?? 'sv';
  const { definition } = inLanguage(version, language);
  const words = letterWords(language);
  const { head, officer, unit, authority } = await letterHead(tx, file, who.staffId, language);
  const items = decision.items.map(({ id, rowId, ...item }): NewItem => {
    const { id: _id, ...changed } = wish.items.find((one) => one.id === id) ?? { id };
    return { ...item, ...(rowId && { rowId }), ...changed };
  });
  const notes = [words.corrected(decision.decidedAt, wish.what), ...(decision.content.notes ?? [])];
  const total = totalAfter(decision, items);
  const title = words.correctedHeading(definition.name);
  const letter = await renderLetter(version, { title, language, at: tx.now, data: {
    ...head, officer: officer.name, heading: title, answer: { summary: wish.summary, paragraphs: notes },
    items: items.map((one) => ({
      name: one.content.name, conditions: [...one.content.conditions], valid: words.valid(one),
      outcome: `${words.outcome[one.outcome]}${one.amountOre !== null && one.outcome !== 'refused' ? `, ${formatMoney(one.amountOre, language)}` : ''}`,
    })),
    sections: reasonSections(decision.content, words.swedish),
    laws: [...decision.content.laws, '36 § förvaltningslagen (2017:900)'].map((reference) => ({ reference })),
    signatures: [{ ...officer, unit: unit.name, authority: authority.name }],
    ...(definition.appeal.to !== 'notAppealable' && {
      appeal: { paragraphs: words.appeal(authority.name, authority.court), to: authority.court, send: authority.address.join(', '), by: words.appealBy(definition.appeal.within) },
    }),
  } });
  if (!letter.ok) return { ok: false, why: [`Brevet kunde inte göras: ${letter.message}`] };
  const told = new Set((await notificationsOf(tx, file.id)).filter((one) => one.decisionId === decision.id).map(({ partyId }) => partyId));
  const id = await makeDecision(tx, file, version, {
    type: 'correction', rule: 'correction', outcome: decision.outcome, aboutId: decision.id, ...(decision.permitId && { permitId: decision.permitId }),
    by: { decider: 'delegation', staffId: who.staffId, delegationId: delegation.id, point: delegation.point, reported: delegation.reported },
    items, parties: [...told], entry: 'corrected', record: 'Rättat beslut', letter: { name: title, bytes: letter.bytes },
    content: { ...decision.content, text: wish.summary, notes, laws: [...decision.content.laws, '36 § förvaltningslagen (2017:900)'], ...(total !== undefined && { amountOre: total }) },
    also: (corrected) => correctPermit(tx, opened, decision, corrected, items),
  });
  await updateCase(tx, file.id, { last_event_at: tx.now });
  return { ok: true, id };
}

/** The whole amount moves with the parts that were corrected. */
function totalAfter({ content, items }: Decision, corrected: readonly NewItem[]): number | undefined {
  if (content.amountOre === undefined) return undefined;
  const sum = (of: readonly { amountOre: number | null }[]) => of.reduce((all, { amountOre }) => all + (amountOre ?? 0), 0);
  return Math.max(0, content.amountOre + sum(corrected) - sum(items));
}

/** The permit of the decision, with its days set right: the wrong one is followed from its first day and was never in force. */
async function correctPermit(tx: Tx, { file, version }: OpenedCase, decision: Decision, corrected: Uuid, items: readonly NewItem[]): Promise<void> {
  const permit = (await permitsOf(tx, file.id)).find(({ decisionId: of, endedWhy }) => of === decision.id && endedWhy === null);
  const first = items.find(({ outcome, validFrom }) => outcome !== 'refused' && validFrom !== null);
  if (!permit || !first?.validFrom) return;
  const until = first.further ? null : first.validUntil;
  const remind = version.compiled.folder.definition.after?.remindRenewal;
  await endPermit(tx, permit.id, addDays(permit.validFrom, -1), 'followed');
  await addPermit(tx, file, {
    decisionId: corrected, partyId: permit.partyId, service: permit.service, number: permit.number, validFrom: first.validFrom, validUntil: until,
    remindDay: until && remind ? before(until, remind) : null, followsId: permit.id, content: permit.content,
  });
}
