import { organisationBanner, type OrganisationBanner } from '../organisation/index.ts';
import { asUuid, tables, type Tx, type Uuid } from '../platform/index.ts';
import { bulletinWords, crisisFacts } from './facts.ts';
import type { Bulletin, Crisis, CrisisFacts } from './model.ts';

export interface Tables {
  'continuity.plan': { tenant_id: string; id: string; facts: string; changed_at: Date; changed_by: string; removed_at: Date | null };
  'continuity.crisis': {
    tenant_id: string; id: string; facts: string; banner_before: string | null; stop_ids: readonly string[]; lane_slugs: readonly string[]; started_at: Date; started_by: string;
    changed_at: Date; ended_at: Date | null; ended_by: string | null;
  };
  'continuity.bulletin': { tenant_id: string; id: string; crisis_id: string; at: Date; told_by: string; words: string };
}

/** The builder over this room's tables. */
export const q = tables<Tables>();

export interface Plan {
  id: Uuid;
  facts: CrisisFacts;
  changedAt: Date;
}

/** The organisation's own plans, by name. */
export async function plans(tx: Tx): Promise<Plan[]> {
  const rows = await tx.all(q.selectFrom('continuity.plan').select(['id', 'facts', 'changed_at']).where('tenant_id', '=', tx.tenant)
    .where('removed_at', 'is', null).limit(100));
  return rows.map((row) => ({ id: asUuid(row.id), facts: crisisFacts.parse(row.facts), changedAt: row.changed_at }))
    .toSorted((a, b) => a.facts.name.localeCompare(b.facts.name, 'sv'));
}

/** The crisis that is going on, as anyone may know it. */
export async function currentCrisis(tx: Tx): Promise<(Crisis & { id: Uuid }) | undefined> {
  const row = await tx.maybe(q.selectFrom('continuity.crisis').select(['id', 'facts', 'started_at', 'changed_at'])
    .where('tenant_id', '=', tx.tenant).where('ended_at', 'is', null));
  return row && { id: asUuid(row.id), facts: crisisFacts.parse(row.facts), startedAt: row.started_at, changedAt: row.changed_at };
}

/** A crisis as those who lead it know it: with what must be put back when it is over. */
export interface LedCrisis {
  id: Uuid;
  facts: CrisisFacts;
  /** what stood across the pages before */
  bannerBefore?: OrganisationBanner;
  stopIds: readonly Uuid[];
  laneSlugs: readonly string[];
}

const led = (tx: Tx) => q.selectFrom('continuity.crisis').select(['id', 'facts', 'banner_before', 'stop_ids', 'lane_slugs'])
  .where('tenant_id', '=', tx.tenant).where('ended_at', 'is', null);

/** The crisis that is going on, to look at. For those who lead it. */
export async function ledCrisis(tx: Tx): Promise<LedCrisis | undefined> {
  const row = await tx.maybe(led(tx));
  return row && asLed(row);
}

/** The crisis that is going on, held until the transaction ends: to change it or end it. */
export async function heldCrisis(tx: Tx): Promise<LedCrisis | undefined> {
  const row = await tx.maybe(led(tx).forUpdate());
  return row && asLed(row);
}

function asLed(row: Pick<Tables['continuity.crisis'], 'id' | 'facts' | 'banner_before' | 'stop_ids' | 'lane_slugs'>): LedCrisis {
  return {
    id: asUuid(row.id), facts: crisisFacts.parse(row.facts), stopIds: row.stop_ids.map(asUuid), laneSlugs: row.lane_slugs,
    ...(row.banner_before && { bannerBefore: organisationBanner.parse(row.banner_before) }),
  };
}

/** What has been told of a crisis, newest first: as many as are read. */
export async function bulletins(tx: Tx, crisisId: Uuid): Promise<Bulletin[]> {
  const rows = await tx.all(q.selectFrom('continuity.bulletin').select(['at', 'words']).where('tenant_id', '=', tx.tenant)
    .where('crisis_id', '=', crisisId).orderBy('at', 'desc').orderBy('id', 'desc').limit(50));
  return rows.map(({ at, words }) => ({ at, words: bulletinWords.parse(words) }));
}

/** Crises that are over, newest first. */
export async function earlierCrises(tx: Tx): Promise<{ name: string; startedAt: Date; endedAt: Date }[]> {
  const rows = await tx.all(q.selectFrom('continuity.crisis').select(['facts', 'started_at', 'ended_at']).where('tenant_id', '=', tx.tenant)
    .where('ended_at', 'is not', null).orderBy('started_at', 'desc').limit(20));
  return rows.map((row) => ({ name: crisisFacts.parse(row.facts).name, startedAt: row.started_at, endedAt: row.ended_at! }));
}
