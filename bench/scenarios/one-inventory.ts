import { join, makeLane } from '../../src/queue/index.ts';
import { findLane } from '../../src/queue/store/lanes.ts';
import type { Scenario } from './scenario.ts';
import { inTown } from './town.ts';

/** Web, telephone and counter join at the same time; the draw does not know which is which. */
export const oneInventory: Scenario = {
  happened: 'Gävleborg: who rang heard that there were no times left, while there were many on the web',
  play: () => inTown(async ({ house, town, get, id }) => {
    const now = house.clock.now().getTime();
    const words = { sv: { name: 'Släpp', text: '' } };
    await house.db.system(town.id, 'scenario', (tx) => makeLane(tx, {
      slug: 'slapp', words, kind: 'announced', guards: '/finns-inte', perMinute: 60, registersAt: new Date(now - 1000), opensAt: new Date(now + 3_000), supply: 500,
    }));
    const lane = (await house.db.system(town.id, 'scenario', (tx) => findLane(tx, 'slapp')))!;
    const channels = ['web', 'phone', 'counter'] as const;
    const numbers = await Promise.all(Array.from({ length: 300 }, async (_, at) => ({ channel: channels[at % 3]!, number: await join(house, town.id, lane, { id: id(), channel: channels[at % 3]! }) })));
    const sorted = numbers.toSorted((a, b) => a.number - b.number);
    await new Promise((resolve) => { setTimeout(resolve, 4_500); });
    const status = JSON.parse((await get('/ko/slapp/status')).text) as { state: string; drawn: number | null; left: number | null };
    return [
      { must: 'one order for all: numbers in a row, whatever the way', saw: `${sorted.length} numbers, from ${sorted[0]!.number} to ${sorted.at(-1)!.number}`, held: sorted.every(({ number }, place) => number === place) },
      { must: 'all three ways are in the same draw', saw: `${status.state}, ${status.drawn} drawn`, held: status.state === 'open' && status.drawn === 300 },
      { must: 'everyone is told the same of what is left', saw: `${status.left}`, held: status.left === 500 },
    ];
  }),
};
