/** Somebody who can be given cases, and how much they have. */
export interface Holder {
  id: string;
  /** open cases now */
  open: number;
}

export interface Spreadable {
  id: string;
  /** those who may not have it: of another unit, or who have said they may be biased */
  not: readonly string[];
}

/**
 * Spreads cases fairly: each, in the order given, to whoever has fewest then; of several with as many, to whoever stands first. What
 * nobody may have is left out.
 */
export function spread(cases: readonly Spreadable[], holders: readonly Holder[]): { caseId: string; to: string }[] {
  const load = new Map(holders.map(({ id, open }) => [id, open]));
  return cases.flatMap(({ id, not }) => {
    const [least] = holders.filter((holder) => !not.includes(holder.id)).sort((a, b) => load.get(a.id)! - load.get(b.id)!);
    if (!least) return [];
    load.set(least.id, load.get(least.id)! + 1);
    return [{ caseId: id, to: least.id }];
  });
}
