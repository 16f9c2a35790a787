import type { CookieJar, House, TenantFacts } from '../platform/index.ts';
import { passCookie } from './cookies.ts';
import { looksOf, type Look } from './looks.ts';
import { holdsPeople } from './model/lane.ts';
import { readPass } from './model/ticket.ts';

/**
 * Where one must wait before an address may be visited: nothing for whoever has a pass of any of the lanes before it. A pass that has ended
 * leads to where one may ask for more time. When it is not known which lanes there are, nobody is held: admission protects what is behind.
 */
export async function demandPass(house: House, tenant: TenantFacts, path: string, cookies: CookieJar): Promise<string | undefined> {
  const looks = await lanesOf(house, tenant);
  const before = [...looks.values()].filter(({ lane }) => !lane.endedAt && stands(lane.guards, path));
  const holding = before.find(({ lane }) => holdsPeople(lane));
  if (!holding) return undefined;
  const now = house.clock.now();
  let ended: string | undefined;
  for (const { lane, secrets } of before) {
    const pass = readPass(secrets.ticket, cookies[passCookie(lane.slug)] ?? '');
    if (pass && pass.until > now) return undefined;
    if (pass) ended = lane.slug;
  }
  return ended ? `/ko/${ended}/min-plats` : `/ko/${holding.lane.slug}`;
}

async function lanesOf(house: House, tenant: TenantFacts): Promise<ReadonlyMap<string, Look>> {
  try {
    return await looksOf(house).of(tenant.id);
  } catch (error) {
    house.log.warn({ part: 'queue', code: (error as { code?: string }).code }, 'which lanes there are is not known; nobody is held');
    return new Map();
  }
}

/** `/boka/vaccination` stands before itself and `/boka/vaccination/tider`, not before `/boka/vaccinationer`. */
function stands(guarded: string, path: string): boolean {
  return path === guarded || path.startsWith(`${guarded}/`);
}
