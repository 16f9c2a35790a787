import { decisionText, itemsSought, proposals } from '../../services/index.ts';
import type { Tx } from '../../platform/index.ts';
import { mainDecision, type DecisionItemRule, type MainDecision } from '../model/decision-draft.ts';
import { inquiryOf, type DecisionDraft, type Inquiry, type ItemDraft } from '../store/inquiries.ts';
import { inquiryContext, type InquiryBasis } from './inquiry-context.ts';
import type { OpenedCase } from './open-case.ts';

/** A decision on its way: what is decided about, and what stands in the draft. */
export interface DecisionPlan {
  main: MainDecision;
  items: readonly DecisionItemRule[];
  draft: DecisionDraft;
  inquiry: Inquiry;
  basis: InquiryBasis;
}

/** The draft as it was saved; at first what the inquiry proposes, with its text and its amounts. Nothing of it is decided. */
export async function planDecision(tx: Tx, opened: OpenedCase): Promise<DecisionPlan> {
  const { file, version, today } = opened;
  const basis = await inquiryContext(tx, file, version);
  const inquiry = await inquiryOf(tx, file.id);
  const main = mainDecision(version.compiled.folder.definition);
  const sought = itemsSought(version.compiled, basis.application, basis.within);
  const items = main.items.filter(({ id }) => sought.includes(id));
  const saved = inquiry.decision;
  const proposed = proposeItems({ main, items, basis, inquiry, opened, today });
  const draft: DecisionDraft = saved
    ? { ...saved, items: items.map(({ id }) => saved.items.find(({ item }) => item === id) ?? proposed.find(({ item }) => item === id)!) }
    : { summary: '', items: proposed, ...totalOf(main, basis) };
  return { main, items, draft, inquiry, basis };
}

function proposeItems(at: Omit<DecisionPlan, 'draft'> & { opened: OpenedCase; today: string }): ItemDraft[] {
  const { main, items, basis, inquiry, opened, today } = at;
  const { compiled } = opened.version;
  const found = proposals(compiled, basis.application, inquiry.answers, basis.within);
  const texts = decisionText(compiled, basis.application, inquiry.answers, { ...basis.within, language: basis.submission.language });
  const month = main.period === undefined ? undefined : basis.application[main.period] as { start?: string; end?: string } | undefined;
  return items.map(({ id, amount }): ItemDraft => {
    const proposal = found.find(({ item }) => item === id);
    const proposedOre = amount === undefined ? undefined : basis.calculation?.find((row) => row.id === amount)?.amount;
    return {
      item: id, reasons: [...(proposal?.reasons ?? [])], ...(proposal && { outcome: proposal.outcome }),
      validFrom: month?.start ?? today, ...(month?.end && { validUntil: month.end }), further: false, conditions: {},
      ...(proposedOre !== undefined && { amountOre: proposedOre }),
      text: texts.filter(({ item }) => item === id).flatMap(({ paragraphs }) => paragraphs).join('\n\n'),
    };
  });
}

function totalOf(main: MainDecision, basis: InquiryBasis): { amountOre?: number } {
  const total = main.amount === undefined ? undefined : basis.calculation?.find((row) => row.id === main.amount)?.amount;
  return total === undefined ? {} : { amountOre: total };
}
