import pg from 'pg';
import type { House, Uuid } from '../../src/platform/index.ts';
import { openLane } from '../../src/queue/actions/open-lane.ts';
import { makeLane } from '../../src/queue/actions/make-lane.ts';
import type { Lane } from '../../src/queue/model/lane.ts';
import { bare, grown, leafOf } from '../../src/queue/model/mountain.ts';
import { changeLane, findLane } from '../../src/queue/store/lanes.ts';
import { idsFrom, saveList } from '../../src/queue/store/places.ts';
import { inTurn, median, ratioOf, type Outcome } from '../result.ts';
import type { Stage, Wish } from '../stage.ts';

const few = 1_000;

/** Openings of many against that of a thousand, each one transaction: with a row for everyone who has registered, and the list over just them. */
export async function queueOpening(stage: Stage, wish: Wish): Promise<Outcome[]> {
  const { house } = stage.town.open;
  const crowds = wish.large ? [1_000_000, 10_000_000] : [wish.full ? 1_000_000 : 100_000];
  await register(stage, few);
  const outcomes: Outcome[] = [];
  for (const many of crowds) {
    const began = performance.now();
    await register(stage, many);
    const filled = (performance.now() - began) / 1000;
    const rounds = await inTurn(41, async () => ({ few: await openOnce(house, stage.town.id, few), many: await openOnce(house, stage.town.id, many) }));
    outcomes.push(ratioOf(`waiting room: opening of ${many.toLocaleString('en')} against 1,000`, median(rounds.map((one) => one.many)), median(rounds.map((one) => one.few)), 1.2, 'ms wall', {
      notes: [`one transaction; the middle of 41, in turn; ${filled.toFixed(0)} s to fill in who has registered`],
    }));
  }
  return outcomes;
}

const slugOf = (count: number) => `oppning-${count}`;

/** A lane with so many who have registered: rows by the million, and the list grown over their ids as it is when they join. */
async function register({ town, postgres }: Stage, count: number): Promise<void> {
  const { house } = town.open;
  const now = Date.now();
  const laneId = await house.db.system(town.id, 'bench', (tx) => makeLane(tx, {
    slug: slugOf(count), words: { sv: { name: 'Öppning', text: '' } }, kind: 'announced', guards: '/finns-inte', perMinute: 60, registersAt: new Date(now - 1000), opensAt: new Date(now + 86_400_000),
  }));
  const owner = new pg.Client({ connectionString: postgres.url, options: '-c app.migrating=on -c synchronous_commit=off' });
  await owner.connect();
  try {
    for (let from = 0; from < count; from += 1_000_000) {
      await owner.query(`insert into queue.place (tenant_id, lane_id, id, number, channel, at)
        select $1, $2, gen_random_uuid(), n, 'web', now() from generate_series($3::int, $4::int) n`, [town.id, laneId, from, Math.min(count, from + 1_000_000) - 1]);
    }
    await owner.query('vacuum analyze queue.place');
  } finally {
    await owner.end();
  }
  let list = bare;
  while (list.count < count) {
    const ids = await house.db.system(town.id, 'bench', (tx) => idsFrom(tx, laneId, list.count, list.count + 50_000));
    list = grown(list, ids.map(leafOf));
  }
  await house.db.system(town.id, 'bench', (tx) => saveList(tx, laneId, list));
}

/** @returns how long the opening took, ms */
async function openOnce(house: House, tenant: Uuid, count: number): Promise<number> {
  const lane = await house.db.system(tenant, 'bench', async (tx): Promise<Lane> => {
    const found = (await findLane(tx, slugOf(count)))!;
    await changeLane(tx, found.id, { opened_at: null, drawn: null, root: null, secret: null, seed: null });
    const { openedAt: _openedAt, draw: _draw, ...unopened } = found;
    return unopened;
  });
  const began = performance.now();
  await house.db.system(tenant, 'bench', (tx) => openLane(tx, lane));
  return performance.now() - began;
}
