import type { Runner } from '../../platform/index.ts';
import type { Lane } from '../model/lane.ts';
import { inletOf, type StoredInlet } from './inlets.ts';
import { laneOf, shown } from './lanes.ts';
import { q } from './tables.ts';

/** A lane with how far it has come and how many have joined. */
export interface Seen { lane: Lane; inlet: StoredInlet; count: number }

/** Every lane that stands, or ended after a moment: one question for all of them. */
export async function seeLanes(tx: Runner, endedAfter: Date): Promise<Seen[]> {
  const rows = await tx.all(q.selectFrom('queue.lane as l')
    .innerJoin('queue.list as n', (join) => join.onRef('n.tenant_id', '=', 'l.tenant_id').onRef('n.lane_id', '=', 'l.id'))
    .innerJoin('queue.inlet as i', (join) => join.onRef('i.tenant_id', '=', 'l.tenant_id').onRef('i.lane_id', '=', 'l.id'))
    .select(shown.map((column) => `l.${column}` as const)).select(['n.count', 'i.admitted_to', 'i.ticked_at', 'i.carry', 'i.ease', 'i.show', 'i.showed_at', 'i.pressed_at'])
    .where('l.tenant_id', '=', tx.tenant).where((eb) => eb.or([eb('l.ended_at', 'is', null), eb('l.ended_at', '>', endedAfter)])));
  return rows.map((row) => ({ lane: laneOf(row), inlet: inletOf(row), count: row.count }));
}
