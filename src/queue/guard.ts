import type { House, Passage, TenantFacts, Visit } from '../platform/index.ts';
import { mayStillGoOn } from './actions/take-turn.ts';
import { passCookie } from './cookies.ts';
import { looksOf, type Lanes } from './looks.ts';
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
  if (!ended) return { wait: `/ko/${holding.lane.slug}` };
  // The way back: whoever gets more time goes on where they were.
  return { wait: `/ko/${ended}/min-plats${method === 'GET' ? `?till=${encodeURIComponent(url)}` : ''}` };
}

/** `/boka/vaccination` stands before itself and `/boka/vaccination/tider`, not before `/boka/vaccinationer`. */
export function standsBefore(guarded: string, path: string): boolean {
  return path === guarded || path.startsWith(`${guarded}/`);
}
