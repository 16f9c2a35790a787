import { touch } from '../../organisation/index.ts';
import { asUuid, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from '../store.ts';

export interface StopWish {
  service: string;
  from: Date;
  /** open again from then; until someone opens it when left out */
  until?: Date;
  /** told on the service's page, in Swedish */
  why: string;
  /** the same in other languages of residents */
  words?: Partial<Record<Exclude<Language, 'sv'>, string>>;
  /** stop: what has been begun cannot be sent in either */
  drafts: 'keep' | 'stop';
  by?: Uuid;
}

/** Takes no new applications to a service from a moment on. Cases that have been made go on. */
export async function stopService(tx: Tx, { service, from, until, why, words = {}, drafts, by }: StopWish): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('services.stop').values({
    tenant_id: tx.tenant, id, service, from_at: from, until_at: until ?? null, why, drafts, stopped_by: by ?? null, words,
  }));
  await touch(tx);
  tx.audit({ event: 'services.stopped', detail: { service, from: from.toISOString(), drafts } });
  return id;
}

/** Opens a service again now. @returns false when it was not stopped, or not going to be */
export async function openService(tx: Tx, service: string): Promise<boolean> {
  const done = await tx.run(q.updateTable('services.stop').set({ until_at: tx.now }).where('tenant_id', '=', tx.tenant).where('service', '=', service)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)])));
  if (!done) return false;
  await touch(tx);
  tx.audit({ event: 'services.opened', detail: { service } });
  return true;
}

/** Lifts these stops now, but for those of the services that stay stopped. @returns the stops that stand */
export async function endStops(tx: Tx, ids: readonly Uuid[], stay: readonly string[]): Promise<Uuid[]> {
  if (!ids.length) return [];
  const mine = q.selectFrom('services.stop').select(['id', 'service']).where('tenant_id', '=', tx.tenant).where('id', 'in', ids);
  const rows = await tx.all(mine.limit(200));
  const lifted = rows.filter(({ service }) => !stay.includes(service));
  if (lifted.length) {
    await tx.run(q.updateTable('services.stop').set({ until_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', 'in', lifted.map(({ id }) => id))
      .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)])));
    await touch(tx);
    for (const { service } of lifted) tx.audit({ event: 'services.opened', detail: { service } });
  }
  return rows.filter(({ service }) => stay.includes(service)).map(({ id }) => asUuid(id));
}

export interface Stop { id: string; service: string; fromAt: Date; untilAt: Date | null; why: string; drafts: 'keep' | 'stop' }

/** Stops that hold now or are to come. */
export async function stopsNow(tx: Tx): Promise<Stop[]> {
  const rows = await tx.all(q.selectFrom('services.stop').selectAll().where('tenant_id', '=', tx.tenant)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)])).orderBy('from_at').limit(200));
  return rows.map((row) => ({ id: row.id, service: row.service, fromAt: row.from_at, untilAt: row.until_at, why: row.why, drafts: row.drafts }));
}
