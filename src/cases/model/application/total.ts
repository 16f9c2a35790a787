import type { DecisionDraft } from '../../store/inquiry/inquiries.ts';

/** What the amount of a decision is worked out from; öre. */
export interface TotalOf {
  draft: DecisionDraft;
  /** what the calculation proposes for each item that is part of its total, by key; others are added to it */
  proposed: ReadonlyMap<string, number>;
  /** the whole amount that the calculation proposes for what is decided here; absent when the service has none */
  proposedTotalOre?: number;
  /** the decision is about money */
  money: boolean;
}

/**
 * The whole amount in öre: what the officer has written; otherwise it follows the parts. Where the service works out a total (parts less
 * the household's incomes) it moves with each part as the officer changes it; where it has none it is the sum. Never below nothing.
 */
export function totalOre({ draft, proposed, proposedTotalOre, money }: TotalOf): number | undefined {
  if (!money) return undefined;
  if (draft.amountOre !== undefined) return draft.amountOre;
  const parts = draft.items.filter(({ left }) => !left).map(({ item, outcome, amountOre }) => ({ item, amount: outcome === 'refused' ? 0 : amountOre ?? 0 }));
  if (proposedTotalOre === undefined) return parts.reduce((sum, { amount }) => sum + amount, 0);
  const moved = parts.reduce((sum, { item, amount }) => sum + amount - (proposed.get(item) ?? 0), 0);
  const left = draft.items.filter((one) => one.left).reduce((sum, { item }) => sum + (proposed.get(item) ?? 0), 0);
  return Math.max(0, proposedTotalOre + moved - left);
}
