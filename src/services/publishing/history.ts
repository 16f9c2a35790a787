import { asUuid, swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from '../store.ts';
import type { DraftRule } from './newer.ts';

/** A version as an administrator sees it in the list: who took it in, when and why. */
export interface PublishedVersion {
  id: Uuid;
  service: string;
  name: string;
  hash: string;
  validFrom: string;
  publishedAt: Date;
  publishedBy: Uuid | null;
  note: string;
  drafts: DraftRule;
  cancelled: { at: Date; why: string } | null;
  state: 'inForce' | 'scheduled' | 'replaced' | 'cancelled';
}

/** Versions of a service, or of all, newest first; at most five hundred. */
export async function publishedVersions(tx: Tx, service?: string): Promise<PublishedVersion[]> {
  const base = q.selectFrom('services.version')
    .leftJoin('services.cancellation', (join) => join.onRef('services.cancellation.tenant_id', '=', 'services.version.tenant_id')
      .onRef('services.cancellation.version_id', '=', 'services.version.id'))
    .select(['id', 'service', 'hash', 'valid_from', 'published_at', 'published_by', 'note', 'drafts', 'services.cancellation.at', 'services.cancellation.why'])
    .select(({ ref }) => ref('folder', '->').key('definition' as never).key('name' as never).as('name'))
    .where('services.version.tenant_id', '=', tx.tenant).orderBy('service').orderBy('valid_from', 'desc').orderBy('published_at', 'desc').limit(500);
  const rows = await tx.all(service === undefined ? base : base.where('service', '=', service));
  const today = swedishDay(tx.now);
  const inForce = new Set<string>();
  return rows.map((row): PublishedVersion => {
    const current = row.at === null && row.valid_from <= today && !inForce.has(row.service);
    if (current) inForce.add(row.service);
    return {
      id: asUuid(row.id), service: row.service, name: String(row.name), hash: row.hash, validFrom: row.valid_from, publishedAt: row.published_at,
      publishedBy: row.published_by ? asUuid(row.published_by) : null, note: row.note, drafts: row.drafts,
      cancelled: row.at ? { at: row.at, why: row.why ?? '' } : null,
      state: row.at ? 'cancelled' : row.valid_from > today ? 'scheduled' : current ? 'inForce' : 'replaced',
    };
  });
}
