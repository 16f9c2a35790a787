import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { House } from '../../src/platform/index.ts';
import { openLane } from '../../src/queue/actions/advance.ts';
import { makeLane } from '../../src/queue/actions/make-lane.ts';
import { bare, grown, leafOf } from '../../src/queue/model/mountain.ts';
import { changeLane, findLane } from '../../src/queue/store/lanes.ts';
import { saveList } from '../../src/queue/store/places.ts';
import { fetchPage } from '../browser.ts';
import { inTurn, median, middleRound, ratioOf, type Outcome } from '../result.ts';
import type { Cost, Stage, Wish } from '../stage.ts';

/** What a rush asks the waiting room: how far it is, for a place, and the opening. */
export async function queueDoor(stage: Stage, wish: Wish): Promise<Outcome[]> {
  const { house } = stage.town.open;
  const words = { sv: { name: 'Prov', text: '' } };
  await house.db.system(stage.town.id, 'bench', (tx) => makeLane(tx, { slug: 'bench', words, kind: 'always', guards: '/finns-inte', perMinute: 60 }));
  return [await statusRead(stage), ...await durableJoin(stage), await opening(stage, house, wish)];
}

async function statusRead(stage: Stage): Promise<Outcome> {
  const path = '/ko/bench/status';
  const headers = { host: stage.town.host };
  await fetchPage(stage.port, path, headers);
  const first = await fetchPage(stage.port, path, headers);
  await stage.bare.ask('serve', { bytes: first.bytes, headers: Object.fromEntries(Object.entries(first.headers).filter(([name]) => !['date', 'connection', 'keep-alive', 'content-length'].includes(name))) });
  const load = (port: number, count: number) => ({ port, count, seconds: 8, visitors: Array.from({ length: 16 }, () => ({ headers, steps: [{ method: 'GET' as const, path, expect: 200 }] })) });
  await stage.under(stage.server, load(stage.port, 5_000));
  await stage.under(stage.bare, load(stage.barePort, 5_000));
  const rounds = await inTurn(5, async () => ({ ours: await stage.under(stage.server, load(stage.port, 6_000)), bare: await stage.under(stage.bare, load(stage.barePort, 6_000)) }));
  const ratio = (one: { ours: Cost; bare: Cost }) => one.ours.node / one.bare.node;
  const { ours, bare: yardstick } = middleRound(rounds, ratio);
  return ratioOf('waiting room: how far it is', ours.node, yardstick.node, 1.15, 'µs node', { cpu: { node: ours.node, generator: ours.generator }, notes: [
    `${first.bytes.length} bytes; round by round: ${rounds.map((one) => ratio(one).toFixed(2)).join(', ')}; once a second the lane is read anew, in the same process`,
  ] });
}

async function durableJoin(stage: Stage): Promise<Outcome[]> {
  const path = '/ko/bench/plats';
  const headers = { host: stage.town.host, origin: `https://${stage.town.host}`, 'sec-fetch-site': 'same-origin', accept: 'text/html' };
  const load = (port: number, count: number, expect: number) => ({ port, count, seconds: 10, visitors: Array.from({ length: 256 }, () => (
    { headers, steps: [{ method: 'POST' as const, path, body: `id=${'0'.repeat(36)}`, type: 'application/x-www-form-urlencoded', expect }] })) });
  await fetchPage(stage.port, '/ko/bench/status', { host: stage.town.host });
  await stage.under(stage.server, load(stage.port, 2_000, 303));
  const pool = new pg.Pool({ connectionString: stage.postgres.url, max: 16 });
  try {
    await pool.query('create table if not exists public.bench_single (id uuid primary key, lane uuid not null, at timestamptz not null default now())');
    const rounds = await inTurn(3, async () => ({
      ours: await timed(() => stage.under(stage.server, load(stage.port, 10_000, 303))), bare: await timed(() => stage.under(stage.bare, load(stage.barePort, 10_000, 200))),
      single: await singleInserts(pool, 3_000),
    }));
    const { ours, bare: yardstick } = middleRound(rounds, (one) => one.ours.each / one.bare.each);
    const single = median(rounds.map((one) => one.single));
    const cost = ours.of.node / yardstick.of.node;
    return [
      ratioOf('waiting room: a durable place, by time', ours.each, yardstick.each, 2.5, 'µs wall', { cpu: { node: ours.of.node, ...(ours.of.postgres !== undefined && { postgres: ours.of.postgres }), generator: ours.of.generator },
        notes: [`answered after commit; ${(1e6 / ours.each).toFixed(0)} a second of one process with 256 connections; CPU of node alone is ${cost.toFixed(2)} times the yardstick's`] }),
      ratioOf('waiting room: a durable place against a single insert', ours.each, single, 0.5, 'µs wall', { notes: ['pgbench is not shipped with the embedded PostgreSQL: the yardstick is 16 connections of pg that insert one row and commit'] }),
    ];
  } finally {
    await pool.query('drop table if exists public.bench_single');
    await pool.end();
  }
}

async function timed(work: () => Promise<Cost>): Promise<{ each: number; of: Cost }> {
  const began = performance.now();
  const of = await work();
  return { each: (performance.now() - began) * 1000 / of.done.steps, of };
}

async function singleInserts(pool: pg.Pool, count: number): Promise<number> {
  const began = performance.now();
  let left = count;
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (left-- > 0) await pool.query('insert into public.bench_single (id, lane) values ($1, $2)', [randomUUID(), '00000000-0000-7000-8000-000000000000']);
  }));
  return (performance.now() - began) * 1000 / count;
}

/** The opening of a thousand against that of many: with real rows, and the list as it would have grown. */
async function opening(stage: Stage, house: House, wish: Wish): Promise<Outcome> {
  const many = wish.large ? 10_000_000 : wish.full ? 1_000_000 : 100_000;
  const now = Date.now();
  const lanes: { slug: string; count: number }[] = [{ slug: 'fa', count: 1_000 }, { slug: 'manga', count: many }];
  for (const { slug, count } of lanes) {
    await house.db.system(stage.town.id, 'bench', async (tx) => {
      const id = await makeLane(tx, { slug, words: { sv: { name: slug, text: '' } }, kind: 'announced', guards: '/finns-inte', perMinute: 60, registersAt: new Date(now - 1000), opensAt: new Date(now + 86_400_000) });
      const seed = randomBytes(8).toString('hex');
      let list = bare;
      for (let from = 0; from < count; from += 10_000) list = grown(list, Array.from({ length: Math.min(10_000, count - from) }, (_, at) => leafOf(`${seed}${from + at}`)));
      await saveList(tx, id, list);
    });
    const looking = new pg.Pool({ connectionString: stage.postgres.url, max: 1, options: '-c app.migrating=on' });
    await looking.query('insert into queue.place (tenant_id, lane_id, id, number, channel, at) select tenant_id, id, gen_random_uuid(), n, \'web\', now() from queue.lane, generate_series(0, $2 - 1) n where slug = $1', [slug, count]);
    await looking.query('analyze queue.place');
    await looking.end();
  }
  const openOnce = async (slug: string) => {
    const lane = await house.db.system(stage.town.id, 'bench', async (tx) => {
      const found = (await findLane(tx, slug))!;
      await changeLane(tx, found.id, { opened_at: null, drawn: null, root: null, secret: null, seed: null });
      const { openedAt: _openedAt, draw: _draw, ...unopened } = found;
      return unopened;
    });
    const began = performance.now();
    await house.db.system(stage.town.id, 'bench', (tx) => openLane(tx, lane));
    return performance.now() - began;
  };
  const rounds = await inTurn(41, async () => ({ few: await openOnce('fa'), many: await openOnce('manga') }));
  const [few, all] = [median(rounds.map((one) => one.few)), median(rounds.map((one) => one.many))];
  return ratioOf(`waiting room: opening of ${many.toLocaleString('en')} against 1,000`, all, few, 1.2, 'ms wall', { notes: ['one transaction; the middle of 41, in turn'] });
}
