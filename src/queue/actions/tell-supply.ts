import type { Tx } from '../../platform/index.ts';
import type { Lane } from '../model/lane.ts';
import { waitable } from '../slots.ts';
import { saveLeft } from '../store/lanes.ts';

/** Whether the room behind is to tell how many are left: staff's own number is not written over. */
export const wantsTold = (lane: Lane): boolean => lane.supplyTold && !lane.endedAt;

/** Asks the rooms behind lanes that want to be told how many are left of what people wait for. */
export async function tellSupply(tx: Tx, lanes: readonly Lane[]): Promise<void> {
  const behind = (await Promise.all(tx.slots.all(waitable).map((places) => places(tx)))).flat();
  for (const lane of lanes.filter(wantsTold)) {
    const left = await behind.find(({ guards }) => guards === lane.guards)?.left?.(tx);
    if (left !== undefined && left !== lane.supply) await saveLeft(tx, lane.id, left);
  }
}
