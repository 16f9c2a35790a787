import { decisionText, fittingReasons, proposals } from '../../../services/index.ts';
import type { Tx, Uuid } from '../../../platform/index.ts';
import { inKind, itemOf } from '../../model/decision/decision-draft.ts';
import { courtReason, ruleOf, type DecisionItemRule, type DecisionRule } from '../../model/decision/decision-rule.ts';
import { keyOf, type Target } from '../../model/application/targets.ts';
import { totalOre } from '../../model/application/total.ts';
import type { Decision } from '../../store/decision/decisions.ts';
import { inquiryOf, type DecisionDraft, type Inquiry, type ItemDraft } from '../../store/inquiry/inquiries.ts';
import { courtWord, type CourtWord } from '../appeal/court-word.ts';
import { findTargets, type KnownTargets } from '../application/find-targets.ts';
import type { InquiryBasis } from '../inquiry/inquiry-context.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { rowsIn } from '../application/rows-in.ts';

/** An item to decide: of a table's rows each by itself. */
export interface PlannedItem extends DecisionItemRule {
  /** names it in the form and the draft: `care`, or `care_r2` for a row */
  key: string;
  rowId?: string;
  /** what is applied for in the row, in öre, when it says */
  soughtOre?: number;
}

/** A decision on its way: what is decided about, and what stands in the draft. */
export interface DecisionPlan {
  target: Target;
  /** the rule with the reasons that fit this application */
  main: DecisionRule;
  items: readonly PlannedItem[];
  draft: DecisionDraft;
  inquiry: Inquiry;
  basis: InquiryBasis;
  /** what is proposed for each item, in öre, and for all of it */
  proposed: ReadonlyMap<string, number>;
  proposedTotalOre?: number;
  /** the decision that this one changes, ends or asks back from */
  about?: Decision;
  permitId?: Uuid;
  /** what a court has said, when this decision is made because of it: what was set aside is decided anew, what was changed is carried out */
  court?: CourtWord;
}

/**
 * The draft as it was saved; at first what the inquiry proposes, with its text and its amounts. Nothing of it is decided.
 * @param key which of the open ones; the first when left out
 * @throws when there is nothing to decide: ask `findTargets` first
 */
export async function planDecision(tx: Tx, opened: OpenedCase, key?: string, known?: KnownTargets): Promise<DecisionPlan> {
  const found = known ?? await findTargets(tx, opened);
  const target = key === undefined ? found.targets[0] : found.targets.find((one) => one.key === key);
  if (!target) throw new Error('a case with nothing to decide');
  const { basis } = found;
  const { compiled } = opened.version;
  const inquiry = await inquiryOf(tx, opened.file.id);
  const rule = ruleOf(compiled.folder.definition, target.kind, 'sv');
  const main = { ...rule, reasons: fittingReasons(compiled, rule.reasons, basis.application, basis.within) };
  const about = found.decisions.find(({ id }) => id === target.matter?.aboutId);
  const items = itemsOf(opened, target, main, basis, about);
  const saved = inquiry.decisions?.[target.key] ?? (target.matter ? undefined : inquiry.decision);
  const ofCourt = main.type === 'enforcement' ? about : target.matter ? undefined : found.decisions.findLast(({ setAsideAt, rule: of, type }) => setAsideAt !== null && (of ?? type) === main.main);
  const court = ofCourt && await courtWord(tx, opened.file.id, ofCourt.id);
  const proposed = about && main.type === 'enforcement' ? proposedByCourt(proposeItems({ main, items, basis, inquiry, opened }), about)
    : about && main.leave === 'unchanged' ? proposedAnew(items, about, opened) : proposeItems({ main, items, basis, inquiry, opened });
  const draft: DecisionDraft = saved
    ? { ...saved, items: items.map((item) => saved.items.find((one) => one.item === item.key) ?? proposed.find((one) => one.item === item.key)!) }
    : { summary: '', items: proposed };
  return {
    target, main, items, draft: { ...draft, items: draft.items.map((item) => withoutStrangers(item, main)) }, inquiry, basis,
    // A debt that is asked for is no part of the calculation's total: only what the calculation works out is.
    proposed: new Map(proposed.flatMap(({ item, amountOre }) => (amountOre === undefined || items.find(({ key }) => key === item)?.amount === undefined ? [] : [[item, amountOre] as const]))),
    ...totalOf(main, basis, found.decisions, target),
    ...(about && { about }), ...(court && { court }), ...(target.matter?.permitId && { permitId: target.matter.permitId }),
  };
}

/** The whole amount in öre, as it is written or follows the parts; undefined when it is not about money. */
export function amountOf({ draft, proposed, proposedTotalOre, main }: DecisionPlan): number | undefined {
  return totalOre({
    draft, proposed, ...(proposedTotalOre !== undefined && { proposedTotalOre }),
    money: (main.per === 'part' || main.amount !== undefined) && draft.items.some(({ item }) => !inKind(main, item)),
  });
}

/** What is left to decide: items applied for, each row of a table by itself; of a decision tried anew what it decided. */
function itemsOf(opened: OpenedCase, target: Target, main: DecisionRule, basis: KnownTargets['basis'], about: Decision | undefined): PlannedItem[] {
  const named = main.items.flatMap((item): PlannedItem[] => {
    if (!item.rowsOf) return [{ ...item, key: item.id }];
    return rowsIn(opened, basis, item.rowsOf).map(({ row, name, soughtOre }) => ({
      ...item, key: keyOf(item.id, row.id), rowId: row.id, sv: name ? `${item.sv}: ${name}` : item.sv, ...(soughtOre !== undefined && { soughtOre }),
    }));
  });
  if (main.against) return named;
  if (target.kind.follows === 'reconsideration' || target.kind.follows === 'enforcement') {
    return named.filter(({ key }) => about?.items.some((old) => keyOf(old.item, old.rowId) === key));
  }
  const sought = new Set(basis.sought);
  return named.filter(({ id, key }) => (target.kind.follows === 'change' || sought.has(id)) && !target.done.includes(key));
}

function proposeItems(at: { main: DecisionRule; items: readonly PlannedItem[]; basis: InquiryBasis; inquiry: Inquiry; opened: OpenedCase }): ItemDraft[] {
  const { main, items, basis, inquiry, opened } = at;
  const { compiled } = opened.version;
  const found = proposals(compiled, basis.application, inquiry.answers, basis.within);
  const texts = decisionText(compiled, basis.application, inquiry.answers, { ...basis.within, language: basis.submission.language });
  const month = main.period === undefined ? undefined : basis.application[main.period] as { start?: string; end?: string } | undefined;
  return items.map(({ id, key, amount, rowId, soughtOre }): ItemDraft => {
    const proposal = found.find(({ item }) => item === id);
    const calculated = amount === undefined ? undefined : basis.calculation?.find((row) => row.id === amount);
    const proposedOre = rowId ? calculated?.rows?.find(({ row }) => row === rowId)?.amount ?? soughtOre : calculated?.amount;
    // What the authority takes up itself has no application to begin from, and no outcome is proposed.
    const end = month?.end ?? (main.ends ? opened.today : undefined);
    return {
      item: key, reasons: [...(proposal?.reasons ?? [])], ...(proposal && { outcome: proposal.outcome }),
      validFrom: month?.start ?? opened.today, ...(end && { validUntil: end }), further: false, conditions: {},
      ...(proposedOre !== undefined && { amountOre: proposedOre }),
      text: texts.filter(({ item }) => item === id).flatMap(({ paragraphs }) => paragraphs).join('\n\n'),
    };
  });
}

/** Begins from the decision that is tried anew, or changed: what it said, to be altered; nothing else is touched. */
function proposedAnew(items: readonly PlannedItem[], about: Decision, { today }: OpenedCase): ItemDraft[] {
  return items.map(({ key }): ItemDraft => {
    const old = about.items.find((one) => keyOf(one.item, one.rowId) === key);
    const reason = about.content.reasons.find(({ item }) => item === key);
    const known = new Set(old?.content.reasonTexts);
    return {
      item: key, left: true, reasons: [...(old?.reasons ?? [])], ...(old && { outcome: old.outcome }), further: old?.further ?? false,
      validFrom: old?.validFrom ?? today, ...(old?.validUntil && { validUntil: old.validUntil }), ...(old?.amountOre != null && { amountOre: old.amountOre }),
      conditions: { ...old?.content.chosen }, text: (reason?.paragraphs ?? []).filter((one) => !known.has(one)).join('\n\n'),
    };
  });
}

/** Begins from what a court has said: what it has given more of than the decision did; the rest is left as it was. */
function proposedByCourt(items: readonly ItemDraft[], { items: before, courtOutcome }: Decision): ItemDraft[] {
  return items.map((item): ItemDraft => {
    const old = before.find((one) => keyOf(one.item, one.rowId) === item.item);
    return { ...item, reasons: [courtReason], text: '', ...(courtOutcome && { outcome: courtOutcome }), ...(before.length > 1 && old?.outcome === 'granted' && { left: true }) };
  });
}

/** A reason that does not fit the application is never kept in a draft: its text would go into the letter. */
function withoutStrangers(item: ItemDraft, main: DecisionRule): ItemDraft {
  const known = new Set(main.reasons.filter(({ items }) => !items || items.includes(itemOf(item.item))).map(({ id }) => id));
  return item.reasons.every((id) => known.has(id)) ? item : { ...item, reasons: item.reasons.filter((id) => known.has(id)) };
}

/** The whole amount that is proposed: what the calculation says, less what earlier decisions on parts have given. */
function totalOf(main: DecisionRule, basis: InquiryBasis, decisions: readonly Decision[], target: Target): { proposedTotalOre?: number } {
  const total = main.amount === undefined || target.matter ? undefined : basis.calculation?.find((row) => row.id === main.amount)?.amount;
  if (total === undefined) return {};
  const given = decisions.filter(({ rule, setAsideAt }) => rule === main.id && setAsideAt === null).reduce((sum, { content }) => sum + (content.amountOre ?? 0), 0);
  return { proposedTotalOre: Math.max(0, total - given) };
}
