import { addDuration } from '../../platform/index.ts';

interface Counted { kind: 'invoiced' | 'paid' | 'lowered' | 'remitted' | 'planned'; amountOre: number }

/** What is left of a charge, öre: as decided, less what was paid, lowered and remitted. Below nothing when too much was paid. */
export function leftOf(amountOre: number, events: readonly Counted[]): number {
  return events.reduce((left, { kind, amountOre: less }) => (kind === 'paid' || kind === 'lowered' || kind === 'remitted' ? left - less : left), amountOre);
}

/** Whether what was left has been taken away rather than paid. */
export function isRemitted(events: readonly Counted[]): boolean {
  return events.some(({ kind }) => kind === 'remitted');
}

/** Parts a sum into so many instalments, a month apart: whole kronor, and what is over in the last. @returns nothing when it cannot be parted so */
export function instalments(leftOre: number, count: number, firstDay: string): { dueDay: string; amountOre: number }[] {
  if (count < 1 || count > 60 || leftOre < count * 100) return [];
  const each = Math.floor(leftOre / count / 100) * 100;
  return Array.from({ length: count }, (_, place) => ({
    dueDay: place === 0 ? firstDay : addDuration(firstDay, `P${place}M`), amountOre: place === count - 1 ? leftOre - each * (count - 1) : each,
  }));
}
