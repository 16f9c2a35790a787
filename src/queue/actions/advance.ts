import type { Tx } from '../../platform/index.ts';
import { seedOf } from '../model/draw.ts';
import { showOf, tick } from '../model/inlet.ts';
import { isDueToOpen, stateOf, type Lane } from '../model/lane.ts';
import { rootOf } from '../model/mountain.ts';
import { cameOf, lockInlet, saveInlet } from '../store/inlets.ts';
import { changeLane, insertStep, lockLane, secretsOf } from '../store/lanes.ts';
import { countPlaces, lockList } from '../store/places.ts';

/** At the most so often (ms): ticks of several processes together are no more than of one. */
const pause = 900;
/** How often it is counted anew who of those called come (ms). */
const countedEvery = 10_000;

/**
 * Moves a lane on: opens it when its time has come, and calls those whose turn it is. Any process may call it as often as it likes; what is
 * let in follows from the row in the database and the time, so that a process that dies neither stops the lane nor lets in too many.
 * @param pressed whether the services behind refuse visitors now
 */
export async function advance(tx: Tx, lane: Lane, pressed: boolean): Promise<void> {
  if (isDueToOpen(lane, tx.now)) await openLane(tx, lane);
  if (lane.kind === 'announced' && !lane.openedAt) return;
  const before = await lockInlet(tx, lane.id);
  if (!before || tx.now.getTime() - before.tickedAt.getTime() < pause) return;
  const counted = tx.now.getTime() - before.showedAt.getTime() >= countedEvery
    ? { ...before, show: await countShow(tx, lane), showedAt: tx.now } : before;
  const stopped = lane.pausedAt !== undefined || stateOf(lane, tx.now) !== 'open';
  const now = tick(counted, { perMinute: lane.perMinute, count: await countPlaces(tx, lane.id), stopped }, tx.now, pressed);
  await saveInlet(tx, lane.id, before, { ...now, showedAt: counted.showedAt });
}

/** Of those whose time to come has just ended, the share who came. */
async function countShow(tx: Tx, { id, claimMinutes }: Lane): Promise<number> {
  const ended = new Date(tx.now.getTime() - claimMinutes * 60_000);
  const { called, came } = await cameOf(tx, id, new Date(ended.getTime() - 15 * 60_000), ended);
  return showOf(called, came);
}

/**
 * Closes the list and draws: one transaction, the same however many have joined. Of several processes that would, one does; joining waits
 * for it and comes after. Changes nothing where the lane is open already.
 */
export async function openLane(tx: Tx, lane: Lane): Promise<void> {
  const held = await lockLane(tx, lane.id);
  if (held.openedAt || held.endedAt) return;
  const list = await lockList(tx, lane.id);
  const { draw: secret } = await secretsOf(tx, lane.id);
  const root = rootOf(list);
  const seed = seedOf(secret, root);
  const draw = { count: list.count, root: root.toString('hex'), secret: secret.toString('hex'), seed: seed.toString('hex') };
  await changeLane(tx, lane.id, { opened_at: tx.now, drawn: draw.count, root: draw.root, secret: draw.secret, seed: draw.seed });
  await insertStep(tx, lane.id, { kind: 'opened', value: draw.count });
  tx.audit({ event: 'queue.laneOpened', ...(lane.authorityId && { authorityId: lane.authorityId }),
    detail: { lane: lane.slug, count: draw.count, root: draw.root, seed: draw.seed } });
}
