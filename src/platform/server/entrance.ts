import type { House } from '../house.ts';
import type { Uuid } from '../ids.ts';
import type { Level, Principal } from '../principal.ts';
import { slot } from '../slots.ts';
import type { Display, Fields, Method, Route, Stay, TenantFacts, Upload } from '../routes/route.ts';

/** Slots the request needs filled: by organisation, identity, services, portal. */

export type CookieJar = Readonly<Record<string, string | undefined>>;

export interface Visitor {
  principal: Principal;
  display?: Display;
}

/** The names by which the organisation of a host may be known, the surest first: exactly, without its port, by its first part under `.localhost`. */
export function namesOfHost(host: string): string[] {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return [host, name, name.replace(/\.localhost$/, '')];
}

/** organisation: which tenant a host name stands for. */
export const tenantFinder = slot<(house: House, host: string) => Promise<TenantFacts | undefined>>('tenantFinder');

/** organisation: every tenant of the installation. */
export const tenantList = slot<(house: House) => Promise<Uuid[]>>('tenantList');

/** identity: who a session cookie stands for; `anyone` when there is none, or it has ended. */
export const sessionReader =
  slot<(house: House, tenant: TenantFacts, cookies: CookieJar, realm: 'resident' | 'staff') => Promise<Visitor>>('sessionReader');

/** identity: where to sign in, and come back. */
export const signInPath = slot<(want: { realm: 'resident' | 'staff'; level: Level; fresh: boolean; back: string }) => string>('signInPath');

/** A visit as a guard sees it. */
export interface Visit {
  method: Method;
  /** the address as the router understood it; worked out only when somebody wants to know */
  path(): string;
  /** path and query as they came */
  url: string;
  cookies: CookieJar;
}

/** What a guard says of a visit: where to wait first, or until when one may stay. Nothing when nobody need wait. */
export type Passage = { wait: string } | { stay: Stay };

/** queue: who may pass. Asked for every request that is not staff's, so it answers from memory when it can. */
export const guard = slot<(house: House, tenant: TenantFacts, visit: Visit) => Passage | undefined | Promise<Passage | undefined>>('guard');

/** What was posted when the session had ended. */
export interface LostPost {
  path: string;
  cookies: CookieJar;
  fields: Fields;
  uploads: readonly Upload[];
}

/**
 * services: keeps what was typed for the person whose session ended, sealed, and says where to sign in and find it again.
 * Undefined when the route is not one of a form.
 */
export const stashKeeper = slot<(house: House, tenant: TenantFacts, route: Route, post: LostPost) => Promise<
  { to: string; cookies: readonly { name: string; value: string; maxAge: number }[] } | undefined>>('stashKeeper');
