import type { Route } from '../../platform/index.ts';

/**
 * In the order they are let in. `entrance`: addresses that must work in a crisis but that anyone can ask for (staff's sign-in, what other
 * systems send): first too, but only a few at once, so that nobody is kept out by those who only pretend.
 */
export const classes = ['critical', 'entrance', 'normal', 'optional'] as const;
export type RequestClass = (typeof classes)[number];

/** What an address asks for, before it is known who asks. */
export type Urgency = 'critical' | 'normal' | 'optional';

/** What a route says of itself, or what its access rule says: staff's come first. */
export function urgencyOf({ urgency, access }: Pick<Route, 'urgency' | 'access'>): Urgency {
  return urgency ?? (access.who === 'staff' ? 'critical' : 'normal');
}

/** Finds the urgency of an address. `free` is answered from memory and never counted. An address that is no route's is its part's. */
export function urgencies(routes: readonly Route[]): (method: string, path: string) => Urgency | 'free' {
  const patterns = new Map<string, { urgency: Urgency; pattern: RegExp }[]>();
  for (const method of new Set(routes.map((route) => route.method))) {
    const marked = routes.filter((route) => route.method === method && urgencyOf(route) !== partOf(route.path));
    patterns.set(method, [...Map.groupBy(marked, urgencyOf)].map(([urgency, of]) => ({ urgency, pattern: patternOf(of.map(({ path }) => path)) })));
  }
  return (method, path) => {
    if (path.startsWith('/static/') || path.startsWith('/health/')) return 'free';
    return patterns.get(method)?.find(({ pattern }) => pattern.test(path))?.urgency ?? partOf(path);
  };
}

/** Only what differs from the rest of its part is looked for: few patterns, since this is done for every request. */
function partOf(path: string): Urgency {
  return path.startsWith('/handlaggning') ? 'critical' : 'normal';
}

/** Any of these paths as a whole; `:id` is one segment. */
function patternOf(paths: readonly string[]): RegExp {
  return new RegExp(`^(?:${paths.map((path) => path.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')).join('|')})/?$`);
}

/** Who comes in when, from the address and the signed class of whoever asks. */
export function classOf(urgency: Urgency, isStaff: boolean): RequestClass {
  if (urgency !== 'critical') return urgency;
  return isStaff ? 'critical' : 'entrance';
}

/** The share of the limit that a class may fill. What is left is for those before it. */
export const shares: Readonly<Record<RequestClass, number>> = { critical: 1.5, entrance: 0.25, normal: 0.8, optional: 0.5 };
