import { findOrganisation, setBanner, touch, type OrganisationBanner } from '../../organisation/index.ts';
import { endStops, stopService } from '../../services/index.ts';
import type { Tx, Uuid } from '../../platform/index.ts';
import type { Waitable } from '../../queue/index.ts';
import { endCrisisLanes, makeCrisisLanes } from './crisis-lanes.ts';
import { pausesBetween, type CrisisFacts, type CrisisWords, type InLanguages } from '../model.ts';
import { heldCrisis, q, type LedCrisis } from '../store.ts';

/** Who leads, and what waiting rooms can stand before. */
export interface Leading { by: Uuid; before: readonly Waitable[] }

/** Where the crisis is told of; the message across the pages leads here. */
export const crisisPath = '/kris';

/**
 * Switches on a crisis: the message across every page, the page that says what holds, the services that come first, the pause of
 * others, the waiting rooms. All in this transaction; every process shows it within two seconds.
 * @returns false when one is going on already: then nothing is changed
 */
export async function beginCrisis(tx: Tx, facts: CrisisFacts, { by, before }: Leading): Promise<boolean> {
  const organisation = await findOrganisation(tx);
  const id = tx.id();
  // First of all: of two at the same moment the second waits here, and then finds that it was not first.
  const first = await tx.run(q.insertInto('continuity.crisis').values({
    tenant_id: tx.tenant, id, facts: JSON.stringify(facts), banner_before: organisation?.facts.banner ? JSON.stringify(organisation.facts.banner) : null,
    stop_ids: [], lane_slugs: [], started_at: tx.now, started_by: by, changed_at: tx.now, ended_at: null, ended_by: null,
  }).onConflict((conflict) => conflict.doNothing()));
  if (!first) return false;
  const stopIds = await pause(tx, facts, facts.paused, by);
  const laneSlugs = await makeCrisisLanes(tx, before.filter(({ guards }) => facts.lanes.includes(guards)), facts.perMinute, by);
  await tx.run(q.updateTable('continuity.crisis').set({ stop_ids: stopIds, lane_slugs: laneSlugs }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
  await setBanner(tx, bannerOf(facts));
  return true;
}

/** Changes what is told, which services come first and which are paused. @returns false when no crisis is going on */
export async function changeCrisis(tx: Tx, facts: CrisisFacts, { by, before: places }: Leading): Promise<boolean> {
  const before = await heldCrisis(tx);
  if (!before) return false;
  // Paused anew where the reason has changed: it stands on each service's page.
  const reworded = JSON.stringify(before.facts.pausedWhy) !== JSON.stringify(facts.pausedWhy);
  const { pause: toPause } = pausesBetween(reworded ? [] : before.facts.paused, facts.paused);
  const stays = reworded ? [] : before.facts.paused.filter((one) => facts.paused.includes(one));
  const kept = await endStops(tx, before.stopIds, stays);
  const stopIds = [...kept, ...await pause(tx, facts, toPause, by)];
  const laneSlugs = await lanesAfter(tx, before, facts, { by, before: places });
  await tx.run(q.updateTable('continuity.crisis').set({ facts: JSON.stringify(facts), stop_ids: stopIds, lane_slugs: laneSlugs, changed_at: tx.now })
    .where('tenant_id', '=', tx.tenant).where('id', '=', before.id));
  await setBanner(tx, bannerOf(facts));
  return true;
}

/** Waiting rooms stand as they are unless which ones, or how many they let in, has changed: whoever waits in one keeps their place. */
async function lanesAfter(tx: Tx, before: { facts: CrisisFacts; laneSlugs: readonly string[] }, { lanes, perMinute }: CrisisFacts, { by, before: places }: Leading): Promise<readonly string[]> {
  if (before.facts.perMinute === perMinute && [...before.facts.lanes].sort().join(' ') === [...lanes].sort().join(' ')) return before.laneSlugs;
  await endCrisisLanes(tx, before.laneSlugs, by);
  return makeCrisisLanes(tx, places.filter(({ guards }) => lanes.includes(guards)), perMinute, by);
}

/** Tells something new on the crisis' page; it stands there with its moment, and is not changed afterwards. */
export async function tellMore(tx: Tx, words: InLanguages<string>, by: Uuid): Promise<boolean> {
  const crisis = await heldCrisis(tx);
  if (!crisis) return false;
  await tx.run(q.insertInto('continuity.bulletin').values({ tenant_id: tx.tenant, id: tx.id(), crisis_id: crisis.id, at: tx.now, told_by: by, words: JSON.stringify(words) }));
  await tx.run(q.updateTable('continuity.crisis').set({ changed_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', crisis.id));
  await touch(tx);
  return true;
}

/**
 * The crisis is over: its message is taken away, what stood there before comes back, and what it paused opens.
 * @returns what was ended; nothing when no crisis is going on
 */
export async function endCrisis(tx: Tx, by: Uuid): Promise<LedCrisis | undefined> {
  const crisis = await heldCrisis(tx);
  if (!crisis) return undefined;
  await endStops(tx, crisis.stopIds, []);
  await endCrisisLanes(tx, crisis.laneSlugs, by);
  await tx.run(q.updateTable('continuity.crisis').set({ ended_at: tx.now, ended_by: by, stop_ids: [], lane_slugs: [] }).where('tenant_id', '=', tx.tenant).where('id', '=', crisis.id));
  await setBanner(tx, crisis.bannerBefore ?? { ...bannerOf(crisis.facts), active: false });
  return crisis;
}

async function pause(tx: Tx, facts: CrisisFacts, services: readonly string[], by: Uuid): Promise<Uuid[]> {
  const { sv: why, ...words } = facts.pausedWhy;
  const ids: Uuid[] = [];
  // What has been begun may be sent in: it is the rush of new that is held back, and nobody's hour of writing.
  for (const service of services) ids.push(await stopService(tx, { service, from: tx.now, why, words, drafts: 'keep', by }));
  return ids;
}

function bannerOf({ words }: CrisisFacts): OrganisationBanner {
  const { sv, 'sv-simple': simple, en } = words;
  const saying = ({ title, summary }: CrisisWords) => ({ title, text: summary, link: crisisPath });
  return { active: true, level: 'crisis', sv: saying(sv), ...(simple && { 'sv-simple': saying(simple) }), ...(en && { en: saying(en) }) };
}
