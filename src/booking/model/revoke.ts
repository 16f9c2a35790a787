/** What decides who loses a time that cannot be given. */
export interface Claim {
  id: string;
  /** a medical ground; 0: none */
  priority: number;
  bookedAt: Date;
  startsAt: Date;
}

/**
 * Whose times are taken back when what is needed does not last: those without a medical ground first, and of them those who booked last. Whoever
 * has waited longest is not the one to lose the time. (Halland 2021: all of an evening's times were withdrawn without an order.)
 * @param enough how many can be given
 */
export function toRevoke<T extends Claim>(claims: readonly T[], enough: number): T[] {
  return inOrder(claims).slice(Math.max(0, enough));
}

/** Who keeps, or chooses among what is left, first. */
export function inOrder<T extends Claim>(claims: readonly T[]): T[] {
  return [...claims].sort((a, b) => b.priority - a.priority || a.bookedAt.getTime() - b.bookedAt.getTime() || (a.id < b.id ? -1 : 1));
}
