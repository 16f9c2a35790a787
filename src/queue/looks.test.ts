import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type pg from 'pg';
import { Database, type House, type Uuid } from '../platform/index.ts';
import { join } from './index.ts';
import { readLanes } from './look.ts';
import { looksOf } from './looks.ts';
import { retention } from './personal.ts';
import { changeLane, findLane } from './store/lanes.ts';
import { q } from './store/tables.ts';
import { makeQueueTown, toldFirst } from './testing.ts';

const minute = 60_000;
const held = Promise.withResolvers<void>();
const { house, tenant, visitor, status, lane, joinAs, goIn, wait } = await makeQueueTown(held.promise);

test('three processes let in what one would, also when one of them dies, and one joins through each', async () => {
  const id = await lane({ slug: 'flera', guards: '/finns-inte', perMinute: 600 });
  const processes = [1, 2, 3].map((): House => ({ ...house, db: new Database(house.db.pools, house.db.keys, house.clock, house.slots) }));
  const stored = await house.db.system(tenant, 'test', async (tx) => (await findLane(tx, 'flera'))!);
  const numbers = await Promise.all(Array.from({ length: 300 }, (_, at) => join(processes[at % 3]!, tenant, stored, { id: randomUUID() as Uuid, channel: 'web' })));
  assert.deepEqual(numbers.toSorted((a, b) => a - b), Array.from({ length: 300 }, (_, number) => number));
  for (let second = 1; second <= 20; second++) {
    house.clock.forward(1000);
    const alive = second <= 10 ? processes : processes.slice(1);
    for (const one of alive) looksOf(one).forget(tenant);
    await Promise.all(alive.map((one) => looksOf(one).of(tenant)));
  }
  // One that had begun to look before the last second passed looks once more.
  for (let more = 0; more < 2; more++) {
    looksOf(processes[1]!).forget(tenant);
    await looksOf(processes[1]!).of(tenant);
  }
  const [row] = await house.asOwner<{ admitted: number; called: number; overlaps: number }>(`select admitted_to as admitted,
    (select sum(to_position - from_position)::int from queue.called c where c.lane_id = i.lane_id) as called,
    (select count(*)::int from queue.called a join queue.called b on a.lane_id = b.lane_id and a.from_position < b.from_position and a.to_position > b.from_position
      where a.lane_id = i.lane_id) as overlaps from queue.inlet i where lane_id = $1`, [id]);
  assert.deepEqual(row, { admitted: 200, called: 200, overlaps: 0 }, 'ten a second for twenty seconds');
});

test('a lane is slowed when any process refuses visitors, also one that does not move it on', async () => {
  const id = await lane({ slug: 'trangt', guards: '/finns-inte', perMinute: 600 });
  for (let one = 0; one < 3; one++) await joinAs(visitor(), 'trangt');
  const ease = async () => (await house.asOwner<{ ease: number }>('select ease from queue.inlet where lane_id = $1', [id]))[0]!.ease;
  await house.db.system(tenant, 'test', (tx) => readLanes(tx, true));
  assert.equal(await ease(), 1, 'it was moved on just now by another');
  await wait(2, 1);
  assert.ok(await ease() < 0.7);
  await wait(30);
  assert.equal(await ease(), 1, 'and comes back');
});

test('as many questions are asked of one lane as of many', async () => {
  const asked: string[] = [];
  const { jobs } = house.db.pools;
  const connect = jobs.connect.bind(jobs) as () => Promise<pg.PoolClient>;
  const listening = { connect: async () => {
    const client = await connect();
    return new Proxy(client, { get: (target, name) => {
      const value = Reflect.get(target, name) as unknown;
      if (name === 'query') return (query: { text: string }) => { asked.push(query.text); return target.query(query); };
      return typeof value === 'function' ? value.bind(target) as unknown : value;
    } });
  } } as unknown as pg.Pool;
  const one: House = { ...house, db: new Database({ ...house.db.pools, jobs: listening }, house.db.keys, house.clock, house.slots) };
  const questions = async () => {
    await wait(12, 12);
    await looksOf(one).of(tenant);
    house.clock.forward(12_000);
    looksOf(one).forget(tenant);
    asked.length = 0;
    await looksOf(one).of(tenant);
    return asked.length;
  };
  await lane({ slug: 'ensam', guards: '/finns-inte' });
  await joinAs(visitor(), 'ensam');
  const few = await questions();
  for (const slug of ['andra', 'tredje', 'fjarde']) {
    await lane({ slug, guards: '/finns-inte' });
    await joinAs(visitor(), slug);
  }
  assert.equal(await questions(), few);
  assert.ok(few <= 5, `begin, read, count, move, commit: not ${few}`);
});

test('a lane whose row somebody holds stands still; it is told of, and nobody waits for it', async () => {
  const id = await lane({ slug: 'hallen', guards: '/finns-inte' });
  for (let one = 0; one < 9; one++) await joinAs(visitor(), 'hallen');
  const row = q.selectFrom('queue.inlet').select('admitted_to').where('tenant_id', '=', tenant).where('lane_id', '=', id).forUpdate();
  await house.db.system(tenant, 'test', async (tx) => {
    await tx.one(row);
    await wait(6);
    const { to, count, lost } = await status('hallen');
    assert.deepEqual({ to, count, lost }, { to: 0, count: 9, lost: false });
  });
  await wait(4);
  assert.ok((await status('hallen')).to > 0, 'and goes on');
});

test('when the waiting room itself fails nobody new is held, those with a pass go on, those who wait are told, and admission refuses what is too much', async () => {
  await lane({ slug: 'fel', guards: '/annat', perMinute: 20 });
  const [inside, waiting, late] = [visitor(), visitor(), visitor()];
  await joinAs(inside, 'fel');
  const ticket = await joinAs(waiting, 'fel');
  await wait(4);
  await goIn(inside, 'fel');
  await status('fel');
  const { jobs } = house.db.pools;
  const connect = jobs.connect.bind(jobs);
  jobs.connect = (() => Promise.reject(new Error('the waiting room\'s own login is shut out'))) as typeof jobs.connect;
  try {
    house.clock.forward(3_000);
    assert.equal((await late.get('/annat')).location?.pathname, '/ko/fel', 'a moment without an answer changes nothing');
    house.clock.forward(15_000);
    assert.equal((await inside.get('/annat')).text, 'inne på /annat');
    assert.equal((await late.get('/annat')).text, 'inne på /annat');
    const { lost, count } = await status('fel');
    assert.deepEqual({ lost, count }, { lost: true, count: 2 });
    const told = await waiting.get(ticket);
    assert.equal(toldFirst(told.text), 'Vi ser inte hur långt kön har kommit');
    assert.match((await late.get('/ko/fel?a=1')).text, /Du behöver inte ställa dig i kön så länge det är så här[^]*Gå vidare/);
    const crowd = Array.from({ length: 400 }, () => visitor().get('/trogt').then((answer) => answer.status));
    const first = await Promise.race(crowd);
    held.resolve();
    assert.equal(first, 503, 'more than are borne are refused, not let pile up');
    assert.ok((await Promise.all(crowd)).includes(200), 'and others are served');
  } finally {
    jobs.connect = connect;
  }
  looksOf(house).forget(tenant);
  assert.equal((await visitor().get('/annat')).location?.pathname, '/ko/fel', 'when it is back it holds again');
  assert.match((await waiting.get(ticket)).text, /Du är näst på tur|Det är din tur/);
});

test('places go three months after a lane has ended, with the key; what was drawn stays two years', async () => {
  assert.ok('run' in retention);
  await lane({ slug: 'lov', guards: '/finns-inte' });
  await joinAs(visitor(), 'lov');
  await house.db.system(tenant, 'test', async (tx) => { await changeLane(tx, (await findLane(tx, 'lov'))!.id, { ended_at: tx.now }); });
  const count = async () => (await house.asOwner<{ count: number }>('select count(*)::int as count from queue.place p join queue.lane l on l.id = p.lane_id where l.slug = $1 and l.tenant_id = $2', ['lov', tenant]))[0]!.count;
  assert.equal(await count(), 1);
  house.clock.forward(91 * 24 * 60 * minute);
  await house.db.system(tenant, 'retention', retention.run);
  assert.equal(await count(), 0);
  const kept = await house.asOwner('select 1 from queue.lane where slug = \'lov\' and tenant_id = $1', [tenant]);
  assert.equal(kept.length, 1);
  house.clock.forward(700 * 24 * 60 * minute);
  await house.db.system(tenant, 'retention', retention.run);
  assert.deepEqual(await house.asOwner('select 1 from queue.lane where slug = \'lov\' and tenant_id = $1', [tenant]), []);
});
