import type { Tx } from '../../platform/index.ts';
import { seedOf } from '../model/draw.ts';
import type { Lane } from '../model/lane.ts';
import { rootOf } from '../model/mountain.ts';
import { changeLane, insertStep, lockLane, secretsOf } from '../store/lanes.ts';
import { lockList } from '../store/places.ts';

/**
 * Closes the list and draws: one transaction, the same however many have joined. Of several processes that would, one does; joining waits
 * for it and comes after. Changes nothing where the lane is open already.
 */
export async function openLane(tx: Tx, { id }: Pick<Lane, 'id'>): Promise<void> {
  tx.within(3_000);
  const lane = await lockLane(tx, id);
  if (lane.openedAt || lane.endedAt) return;
  const list = await lockList(tx, id);
  const { draw: secret } = await secretsOf(tx, id);
  const root = rootOf(list);
  const seed = seedOf(secret, root);
  const draw = { count: list.count, root: root.toString('hex'), secret: secret.toString('hex'), seed: seed.toString('hex') };
  await changeLane(tx, id, { opened_at: tx.now, drawn: draw.count, root: draw.root, secret: draw.secret, seed: draw.seed });
  await insertStep(tx, id, { kind: 'opened', value: draw.count });
  tx.audit({ event: 'queue.laneOpened', ...(lane.authorityId && { authorityId: lane.authorityId }),
    detail: { lane: lane.slug, count: draw.count, root: draw.root, seed: draw.seed } });
}
