import type { Delivery } from '../store/tables.ts';

/** A row of the tariff: what each page from one number to another costs, in öre. */
export interface TariffRow { kind: string; from: number; to: number; amount: number }

/** The kind of copy that a way of handing out gives; reading on the spot is no copy, and free (TF 2 kap. 15 §). */
export const copyKind: Readonly<Record<Delivery, 'paper' | 'file' | undefined>> = { post: 'paper', collect: 'paper', link: 'file', read: undefined };

/**
 * What copies cost, in öre: each page by its number in the order. The tariff of state authorities (avgiftsförordningen 1992:191, 16 §: the
 * first nine pages nothing, the tenth 50 kronor, then 2 kronor a page) is three rows; a council decides its own.
 */
export function copyFee(rows: readonly TariffRow[], delivery: Delivery, pages: number): number {
  return rows.filter(({ kind }) => kind === copyKind[delivery])
    .reduce((sum, { from, to, amount }) => sum + amount * Math.max(0, Math.min(to, pages) - Math.max(from, 1) + 1), 0);
}

/** How far a fee has come: nothing to charge, to be told, told and not answered, to be paid before anything is handed out, or agreed. */
export type FeeState = 'none' | 'toTell' | 'waiting' | 'toPay' | 'agreed' | 'declined';

/** @param due what the copies cost by the tariff, in öre */
export function feeState(due: number, told: { answer: 'invoice' | 'advance' | 'read' | 'withdrawn' | 'waived' | null; paidAt: Date | null } | undefined): FeeState {
  if (!told) return due > 0 ? 'toTell' : 'none';
  switch (told.answer) {
    case null: return 'waiting';
    case 'invoice': case 'waived': return 'agreed';
    case 'advance': return told.paidAt ? 'agreed' : 'toPay';
    case 'read': return 'none';
    case 'withdrawn': return 'declined';
  }
}
