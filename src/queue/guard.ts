import type { House, Passage, TenantFacts, Visit } from '../platform/index.ts';
import { mayStillGoOn } from './actions/take-turn.ts';
import { passCookie } from './cookies.ts';
import { looksOf, type Lanes } from './looks.ts';
import type { Lane } from './model/lane.ts';
import { readPass } from './model/ticket.ts';
import { scriptHref } from './resident/script.ts';

/**
 * Where one must wait before an address may be visited: nothing for whoever has a pass of any of the lanes before it, but until when they may
 * stay. A pass that has ended leads to where one may ask for more time; what was typed meanwhile may still be posted.
 */
export function demandPass(house: House, tenant: TenantFacts, visit: Visit): Passage | undefined | Promise<Passage | undefined> {
  const lanes = looksOf(house).known(tenant.id);
  return lanes instanceof Promise ? lanes.then((known) => passageOf(house, known, visit)) : passageOf(house, lanes, visit);
}

function passageOf({ clock }: House, lanes: Lanes, { method, path, url, cookies }: Visit): Passage | undefined {
  if (!lanes.holding.length) return undefined;
  const address = path();
  const holding = lanes.holding.find(({ lane }) => standsBefore(lane.guards, address));
  if (!holding) return undefined;
  const now = clock.now();
  let ended: string | undefined;
  for (const { lane, secrets } of lanes.bySlug.values()) {
    if (lane.endedAt || !standsBefore(lane.guards, address)) continue;
    const pass = readPass(secrets.ticket, cookies[passCookie(lane.slug)] ?? '');
    if (!pass) continue;
    if (pass.until > now) return { stay: { until: pass.until, more: `/ko/${lane.slug}/mer-tid`, script: scriptHref('stay') } };
    if (method === 'POST' && mayStillGoOn(pass.until, now)) return undefined;
    ended = lane.slug;
  }
  // In the fragment, so that the lane's page stays one page for all who come; its script sends it on with the place.
  if (!ended) return { wait: `/ko/${holding.lane.slug}${method === 'GET' && url !== holding.lane.leadsTo ? `#till=${encodeURIComponent(url)}` : ''}` };
  // The way back: whoever gets more time goes on where they were.
  return { wait: `/ko/${ended}/min-plats${method === 'GET' ? `?till=${encodeURIComponent(url)}` : ''}` };
}

/** Where one wanted to go, or was when the time ended, if it stands behind the lane and a link to it can be written. */
export function wayBack({ guards }: Pick<Lane, 'guards'>, till: string): string | undefined {
  return standsBefore(guards, till.split('?', 1)[0]!) && !/[\s\\\p{Cc}]/u.test(till) ? till : undefined;
}

/** `/boka/vaccination` stands before itself and `/boka/vaccination/tider`, not before `/boka/vaccinationer`. */
export function standsBefore(guarded: string, path: string): boolean {
  return path === guarded || path.startsWith(`${guarded}/`);
}
