import { sql } from 'kysely';
import type { Tx, Uuid } from '../../platform/index.ts';
import { stateOf, type Lane } from '../model/lane.ts';
import { changeLane, findLane, insertStep, type LaneChange } from '../store/lanes.ts';
import { countPlaces } from '../store/places.ts';
import { q, type StepKind } from '../store/tables.ts';

/** What whoever runs a lane can do with it. */
export type Doing =
  | { do: 'pause' | 'resume' | 'openNow' | 'through' | 'hold' | 'empty' | 'end' | 'supplyTold' }
  | { do: 'speed' | 'supply'; value: number };

/**
 * Does it, with who and when, in the transaction of whoever runs the lane. One that is opened now draws by itself within a second, as it does when
 * its time comes: what a draw is made with, no login of a person can read.
 */
export async function stepLane(tx: Tx, lane: Lane, doing: Doing, staffId: Uuid): Promise<void> {
  if (doing.do === 'empty') await emptyLane(tx, lane);
  else await changeLane(tx, lane.id, changeOf(doing, tx.now));
  await insertStep(tx, lane.id, { kind: kindOf[doing.do], value: 'value' in doing ? doing.value : null, staffId });
}

/**
 * Whether it can be done with the lane as it is. Who joins before an opening is drawn there: until then there is no order to empty. While everyone
 * is let through nothing stands still or goes on; and only a lane for everyone holds anybody.
 */
export function canDo(lane: Lane, doing: Doing['do'], now: Date): boolean {
  const state = stateOf(lane, now);
  if (state === 'ended') return false;
  if (doing === 'empty') return state === 'open';
  if (doing === 'pause' || doing === 'resume') return !lane.throughSince;
  if (doing === 'through') return lane.purpose === 'general' && !lane.throughSince;
  return doing !== 'openNow' || state === 'registering';
}

/** Ends a lane from another room. Nothing where there is none, or it has ended. */
export async function endLane(tx: Tx, slug: string, staffId: Uuid): Promise<void> {
  const lane = await findLane(tx, slug);
  if (lane && !lane.endedAt) await stepLane(tx, lane, { do: 'end' }, staffId);
}

function changeOf(doing: Doing, now: Date): LaneChange {
  switch (doing.do) {
    case 'pause': return { paused_at: now };
    case 'resume': return { paused_at: null };
    case 'openNow': return { opens_at: now };
    case 'through': return { through_since: now };
    case 'hold': return { through_since: null, holding_since: now };
    case 'end': return { ended_at: now };
    case 'speed': return { per_minute: doing.value };
    case 'supply': return { supply: doing.value, supply_told: false };
    case 'supplyTold': return { supply_told: true };
    default: return {};
  }
}

const kindOf: Readonly<Record<Doing['do'], StepKind>> = {
  pause: 'paused', resume: 'resumed', openNow: 'openedNow', through: 'through', hold: 'held', empty: 'emptied', end: 'ended', speed: 'speed', supply: 'supply',
  supplyTold: 'supplyTold',
};

/** Everyone who waits loses their place, and those who come now are first. Who has been called keeps their turn. */
async function emptyLane(tx: Tx, lane: Lane): Promise<void> {
  const count = await countPlaces(tx, lane.id);
  await changeLane(tx, lane.id, { void_below: count });
  await tx.run(q.updateTable('queue.inlet').set({ admitted_to: sql<number>`greatest(admitted_to, ${count})`, carry: 0 })
    .where('tenant_id', '=', tx.tenant).where('lane_id', '=', lane.id));
}
