import { asUuid, type Tx } from '../../platform/index.ts';
import { q } from '../store/tables.ts';

const day = 86_400_000;
/** Days after its end: callers' numbers, places, the lane itself. */
const kept = { contacts: 7, places: 90, lane: 2 * 365 };

/** Destroys what lanes no longer need. The key goes with the places: nothing that was sealed for the lane can be opened then. */
export async function forgetOld(tx: Tx): Promise<{ destroyed: number }> {
  const endedBefore = (days: number) => tx.all(q.selectFrom('queue.lane').select(['id', 'slug', 'key_id']).where('tenant_id', '=', tx.tenant)
    .where('ended_at', '<', new Date(tx.now.getTime() - days * day)));
  let destroyed = 0;
  for (const { id } of await endedBefore(kept.contacts)) {
    destroyed += await tx.run(q.updateTable('queue.place').set({ contact_cipher: null }).where('tenant_id', '=', tx.tenant)
      .where('lane_id', '=', id).where('contact_cipher', 'is not', null));
  }
  for (const { id, slug, key_id: key } of await endedBefore(kept.places)) {
    let rows = 0;
    for (const table of ['queue.place', 'queue.called', 'queue.turn'] as const) {
      rows += await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('lane_id', '=', id));
    }
    await tx.destroyKey(asUuid(key));
    if (!rows) continue;
    destroyed += rows;
    tx.audit({ event: 'queue.placesDestroyed', detail: { lane: slug, rows } });
  }
  for (const { id, slug } of await endedBefore(kept.lane)) {
    for (const table of ['queue.step', 'queue.inlet', 'queue.list'] as const) {
      await tx.run(q.deleteFrom(table).where('tenant_id', '=', tx.tenant).where('lane_id', '=', id));
    }
    destroyed += await tx.run(q.deleteFrom('queue.lane').where('tenant_id', '=', tx.tenant).where('id', '=', id));
    tx.audit({ event: 'queue.laneDestroyed', detail: { lane: slug } });
  }
  return { destroyed };
}
