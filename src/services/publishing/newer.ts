import { asUuid, swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from '../store.ts';
import { notCancelled, versionById, type ServiceVersion } from '../versions.ts';

/** What a newer version asks of those who have begun on an earlier one, mildest first. */
export const draftRules = ['keep', 'offer', 'require', 'stop'] as const;
export type DraftRule = (typeof draftRules)[number];

/** That a draft's questions have been replaced, and what follows. */
export interface Newer {
  /** the strictest of what the versions since have asked, or of the service's stop */
  asks: Exclude<DraftRule, 'keep'>;
  /** the version in force; the draft's own when the service has only been stopped */
  version: ServiceVersion;
}

/** What has been published since a draft was begun, and asks something of it; undefined when it may go on as it is. */
export async function newerThan(tx: Tx, mine: Pick<ServiceVersion, 'id' | 'service'>): Promise<Newer | undefined> {
  const rows = await tx.all(q.selectFrom('services.version').select(['id', 'drafts']).where('tenant_id', '=', tx.tenant)
    .where('service', '=', mine.service).where('valid_from', '<=', swedishDay(tx.now)).where(notCancelled)
    .orderBy('valid_from', 'desc').orderBy('published_at', 'desc').limit(100));
  const place = rows.findIndex(({ id }) => id === mine.id);
  const since = place === -1 ? [] : rows.slice(0, place);
  const stopped = await isStopped(tx, mine.service);
  const asks = [...since.map(({ drafts }) => drafts), ...(stopped ? ['stop' as const] : [])]
    .toSorted((a, b) => draftRules.indexOf(b) - draftRules.indexOf(a))[0];
  if (asks === undefined || asks === 'keep') return undefined;
  return { asks, version: await versionById(tx, asUuid(rows[0]?.id ?? mine.id)) };
}

async function isStopped(tx: Tx, service: string): Promise<boolean> {
  const stop = await tx.maybe(q.selectFrom('services.stop').select('id').where('tenant_id', '=', tx.tenant).where('service', '=', service)
    .where('drafts', '=', 'stop').where('from_at', '<=', tx.now).where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)])));
  return stop !== undefined;
}

/** How many drafts of a service are under way on each of its versions: for whoever decides what happens to them. */
export async function draftsUnderWay(tx: Tx, service: string): Promise<Map<Uuid, number>> {
  const rows = await tx.all(q.selectFrom('services.draft').innerJoin('services.version', (join) => join
    .onRef('services.version.tenant_id', '=', 'services.draft.tenant_id').onRef('services.version.id', '=', 'services.draft.version_id'))
    .select(({ fn }) => ['version_id', fn.countAll<string>().as('count')]).where('services.draft.tenant_id', '=', tx.tenant)
    .where('service', '=', service).where('submitted_case_id', 'is', null).groupBy('version_id'));
  return new Map(rows.map(({ version_id: id, count }) => [asUuid(id), Number(count)]));
}
