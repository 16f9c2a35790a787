import type { Tx } from '../../platform/index.ts';
import type { Lane } from '../model/lane.ts';
import { findInlet } from '../store/inlets.ts';
import { changeLane, insertStep } from '../store/lanes.ts';
import { countPlaces } from '../store/places.ts';

/** How long the way must have been free before an ordinary lane stops holding people (ms). */
const calm = 60_000;

/** An ordinary lane holds people from when the services behind refuse visitors, until nobody has waited and nothing pressed for a while. */
export async function holdOrdinary(tx: Tx, lane: Lane, pressed: boolean): Promise<void> {
  if (lane.kind !== 'ordinary' || lane.endedAt) return;
  if (pressed && !lane.holdingSince) {
    await changeLane(tx, lane.id, { holding_since: tx.now });
    await insertStep(tx, lane.id, { kind: 'held', value: null });
    tx.audit({ event: 'queue.laneHeld', detail: { lane: lane.slug } });
    return;
  }
  if (pressed || !lane.holdingSince || tx.now.getTime() - lane.holdingSince.getTime() < calm) return;
  const { admittedTo, ease } = await findInlet(tx, lane.id);
  if (ease < 1 || await countPlaces(tx, lane.id) > admittedTo) return;
  await changeLane(tx, lane.id, { holding_since: null });
  await insertStep(tx, lane.id, { kind: 'through', value: null });
  tx.audit({ event: 'queue.laneReleased', detail: { lane: lane.slug } });
}
