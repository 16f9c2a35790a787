import type { Tx } from '../../platform/index.ts';
import type { Lane } from '../model/lane.ts';
import { holdLane, insertStep } from '../store/lanes.ts';
import type { Seen } from '../store/seen.ts';

/** How long the way must have been free before an ordinary lane stops holding people (ms). */
const calm = 60_000;

/**
 * An ordinary lane holds people from when the services behind refuse visitors, until nobody has waited and nothing pressed for a while. Of
 * several processes that see it, one does it.
 * @returns the lane as it is then
 */
export async function holdOrdinary(tx: Tx, { lane, inlet, count }: Seen, pressed: boolean): Promise<Lane> {
  if (lane.kind !== 'ordinary' || lane.endedAt) return lane;
  const { holdingSince: since, ...resting } = lane;
  const mayLetGo = since !== undefined && tx.now.getTime() - since.getTime() >= calm && inlet.ease === 1 && count <= inlet.admittedTo;
  const holds = pressed ? true : mayLetGo ? false : undefined;
  if (holds === undefined || holds === (since !== undefined)) return lane;
  if (!await holdLane(tx, lane.id, holds)) return lane;
  await insertStep(tx, lane.id, { kind: holds ? 'held' : 'through', value: null });
  tx.audit({ event: holds ? 'queue.laneHeld' : 'queue.laneReleased', detail: { lane: lane.slug } });
  return holds ? { ...resting, holdingSince: tx.now } : resting;
}
