import type { Kind } from '../bookable.ts';

/** What comes before a kind of visit, the first one first: of the second dose, the first. */
export function chainBefore(kinds: readonly Kind[], kind: string): string[] {
  const chain: string[] = [];
  let at = kinds.find(({ id }) => id === kind)?.after?.kind;
  while (at !== undefined && !chain.includes(at)) {
    chain.unshift(at);
    at = kinds.find(({ id }) => id === at)?.after?.kind;
  }
  return chain;
}

/** Kinds that may have been done elsewhere and count here: those that something comes after, and those that come after something. */
export function countedKinds(kinds: readonly Kind[]): Kind[] {
  return kinds.filter(({ id, after }) => after !== undefined || kinds.some((one) => one.after?.kind === id));
}
