import type { Route } from '../../platform/index.ts';

/**
 * In the order they are let in. `entrance`: addresses that must work in a crisis but that anyone can ask for (staff's sign-in, what other
 * systems send): first too, but only a few at once, so that nobody is kept out by those who only pretend.
 */
export const classes = ['critical', 'entrance', 'normal', 'optional'] as const;
export type RequestClass = (typeof classes)[number];

/** What an address asks for, before it is known who asks. `free` is answered from memory and never counted. */
export type Urgency = 'free' | 'critical' | 'normal' | 'optional';

/** Finds the urgency of an address from the routes, by their first part without parameters: the longest that fits. */
export function urgencies(routes: readonly Route[]): (method: string, path: string) => Urgency {
  const known = routes.flatMap((route) => {
    const urgency = route.urgency ?? (route.access.who === 'staff' ? 'critical' : 'normal');
    return urgency === 'normal' && !route.path.startsWith('/handlaggning') ? [] : [{ method: route.method, start: fixedPart(route.path), urgency }];
  }).filter(({ start }) => start.length > 1);
  const starts = [...new Map(known.map((one) => [`${one.method} ${one.start}`, one])).values()].toSorted((a, b) => b.start.length - a.start.length);
  return (method, path) => {
    if (path.startsWith('/static/') || path.startsWith('/health/')) return 'free';
    return starts.find((one) => one.method === method && path.startsWith(one.start))?.urgency ?? 'normal';
  };
}

/** `/handlaggning/arenden/:id` → `/handlaggning/arenden/`. */
function fixedPart(path: string): string {
  const at = path.indexOf(':');
  return at === -1 ? path : path.slice(0, at);
}

/** Who comes in when, from the address and the signed class of whoever asks. */
export function classOf(urgency: Exclude<Urgency, 'free'>, isStaff: boolean): RequestClass {
  if (urgency !== 'critical') return urgency;
  return isStaff ? 'critical' : 'entrance';
}

/** The share of the limit that a class may fill. What is left is for those before it. */
export const shares: Readonly<Record<RequestClass, number>> = { critical: 1.5, entrance: 0.25, normal: 0.8, optional: 0.5 };
