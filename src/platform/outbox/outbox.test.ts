import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import type { QueryResultRow } from 'pg';
import { makeTenant, testHouse, until } from '../../../test/support/index.ts';
import { openPools } from '../database/pools.ts';
import { Database } from '../database/transaction.ts';
import { uuidv7, type Uuid } from '../ids.ts';
import type { DomainEvent, EventHandler, Room } from '../room.ts';
import { drain } from './drain.ts';
import { Liveness } from './liveness.ts';
import { runRetention, scheduledWork } from './scheduled.ts';
import { startWork } from './work.ts';

const house = await testHouse();
const nothing = { personData: { none: 'test' }, retention: { none: 'test' } } as const;

function room(name: Room['name'], events: Record<string, EventHandler>, more: Partial<Room> = {}): Room {
  return { name, events, ...nothing, ...more };
}

/** A room that remembers what it was handed. */
function listener(name: Room['name'] = 'cases') {
  const got: DomainEvent[] = [];
  return { got, room: room(name, { 'test.happened': async (_house, event) => { got.push(event); } }) };
}

function emit(tenant: Uuid, ids: Record<string, Uuid>, event = 'test.happened'): Promise<void> {
  return house.db.system(tenant, 'test', async (tx) => { tx.emit(event, ids); });
}

const newId = () => uuidv7(house.clock.now());

/** Processes that work on a queue of the test's own; all ended, and the queue removed, with the test. */
function newQueue(t: TestContext, tenant: Uuid) {
  const schema = `graphile_worker_${randomBytes(4).toString('hex')}`;
  const endings: (() => Promise<unknown>)[] = [];
  t.after(async () => {
    for (const end of endings.reverse()) await end();
    await house.db.pools.relay.query(`drop schema if exists ${schema} cascade`);
  });
  const start = async (rooms: readonly Room[]) => {
    const pools = openPools(house.ownerUrl, house.master, { size: 3 });
    endings.push(() => pools.end());
    const process = { ...house, db: new Database(pools, house.keys, house.clock, house.slots) };
    const work = await startWork(process, rooms, { schema, tenants: [tenant], pollInterval: 50, concurrency: 2 });
    let stopped: Promise<void> | undefined;
    const stop = () => (stopped ??= work.stop());
    endings.push(stop);
    return { stop, db: process.db };
  };
  const rows = async <Row extends QueryResultRow>(sql: string) =>
    (await house.db.pools.relay.query<Row>(sql.replaceAll('QUEUE', schema))).rows;
  return { schema, start, rows };
}

test('an event is handed over after commit, as it was emitted, and leaves the outbox', async (t) => {
  const { id: tenant } = await makeTenant(house);
  const { got, room: cases } = listener();
  await newQueue(t, tenant).start([cases]);
  const ids = { caseId: newId() };
  await emit(tenant, ids);
  await until('the event', () => got.length > 0);
  assert.deepEqual({ tenant: got[0]!.tenant, event: got[0]!.event, ids: got[0]!.ids, at: got[0]!.at },
    { tenant, event: 'test.happened', ids, at: house.clock.now() });
  const left = await house.asOwner('select from platform.outbox where tenant_id = $1', [tenant]);
  assert.equal(left.length, 0);
});

test('an event of a transaction that was undone is never handed over', async (t) => {
  const { id: tenant } = await makeTenant(house);
  const { got, room: cases } = listener();
  await assert.rejects(house.db.system(tenant, 'test', async (tx) => {
    tx.emit('test.happened', { caseId: newId() });
    await tx.flush();
    throw new Error('undone');
  }), /undone/);
  await newQueue(t, tenant).start([cases]);
  const committed = newId();
  await emit(tenant, { caseId: committed });
  await until('the committed event', () => got.length > 0);
  assert.deepEqual(got.map(({ ids }) => ids.caseId), [committed]);
});

test('events go to one of several processes each, none lost and none doubled', async (t) => {
  const { id: tenant } = await makeTenant(house);
  const { got, room: cases } = listener();
  const queue = newQueue(t, tenant);
  await Promise.all([queue.start([cases]), queue.start([cases])]);
  const sent = Array.from({ length: 60 }, newId);
  await Promise.all(sent.map((caseId) => emit(tenant, { caseId })));
  await until('all events', () => got.length >= sent.length);
  assert.deepEqual(got.map(({ ids }) => ids.caseId!).sort(), [...sent].sort());
});

test('a room whose handler fails gets the event again, and the others do not', async (t) => {
  const { id: tenant } = await makeTenant(house);
  const good = listener('messages');
  let attempts = 0;
  const bad = room('cases', { 'test.happened': async () => {
    attempts++;
    if (attempts === 1) throw new Error('Anna Andersson 191212121212');
  } });
  const queue = newQueue(t, tenant);
  await queue.start([good.room, bad]);
  await emit(tenant, { caseId: newId() });
  const failed = () => queue.rows<{ last_error: string }>('select last_error from QUEUE._private_jobs where last_error is not null');
  await until('the failure', async () => (await failed()).length === 1);
  assert.match((await failed())[0]!.last_error, /^test.happened to cases: Error/);
  assert.doesNotMatch((await failed())[0]!.last_error, /Anna|1912/);
  await queue.rows('update QUEUE._private_jobs set run_at = now()');
  await until('the second attempt', () => attempts === 2);
  assert.equal(good.got.length, 1);
});

test('what a killed process had begun is done by another', async (t) => {
  const { id: tenant } = await makeTenant(house);
  const { got, room: cases } = listener();
  const queue = newQueue(t, tenant);
  const first = await queue.start([]);
  await first.stop();
  const event = { id: newId(), tenant, event: 'test.happened', ids: {}, at: house.clock.now().toISOString() };
  await queue.rows(`select QUEUE.add_job('event', '${JSON.stringify({ room: 'cases', event })}')`);
  await queue.rows('update QUEUE._private_jobs set locked_by = \'worker-killed\', locked_at = now() - interval \'1 minute\', attempts = 1');
  await queue.start([cases]);
  await until('the job of the killed worker', () => got.length === 1);
});

test('a job that another process is working on is left to it', async (t) => {
  const { id: tenant } = await makeTenant(house);
  const queue = newQueue(t, tenant);
  const began = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let calls = 0;
  const slow = room('cases', { 'test.happened': async () => {
    calls++;
    began.resolve();
    await goOn.promise;
  } });
  await queue.start([slow]);
  await emit(tenant, {});
  await began.promise;
  await queue.rows('update QUEUE._private_jobs set locked_at = now() - interval \'1 hour\'');
  await until('the process to show that it lives', async () => (await queue.rows(`select from pg_locks l join QUEUE.jobs j
    on (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended(j.locked_by, 0)
    where l.locktype = 'advisory' and l.mode = 'ShareLock'`)).length === 1);
  const other = new Liveness(house.db.pools.relay, queue.schema);
  const freed = await other.sweep();
  other.release();
  goOn.resolve();
  assert.equal(freed, 0);
  await until('the queue to be empty', async () => (await queue.rows('select from QUEUE._private_jobs')).length === 0);
  assert.equal(calls, 1);
});

test('stopping waits for the handler that runs', async (t) => {
  const { id: tenant } = await makeTenant(house);
  const began = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  let finished = false;
  const slow = room('cases', { 'test.happened': async () => {
    began.resolve();
    await goOn.promise;
    finished = true;
  } });
  const { stop } = await newQueue(t, tenant).start([slow]);
  await emit(tenant, {});
  await began.promise;
  const stopped = stop();
  goOn.resolve();
  await stopped;
  assert.ok(finished);
});

test('a clock that struck while nobody listened strikes once, in however many processes', async (t) => {
  const { id: tenant } = await makeTenant(house);
  const ran: Uuid[] = [];
  const anHourAgo = new Date(Date.now() - 3_600_000);
  const daily = room('cases', {}, { jobs: [{
    name: 'daily', cron: `${anHourAgo.getUTCMinutes()} ${anHourAgo.getUTCHours()} * * *`,
    run: async (_house, of) => { ran.push(of); },
  }] });
  const queue = newQueue(t, tenant);
  const first = await queue.start([daily]);
  await until('the clock to be known', async () =>
    (await queue.rows('update QUEUE._private_known_crontabs set known_since = now() - interval \'3 hours\' returning 1')).length === 1);
  await first.stop();
  const processes = await Promise.all([queue.start([daily]), queue.start([daily]), queue.start([daily])]);
  await until('the daily job', () => ran.length > 0);
  await until('the queue to be empty', async () => (await queue.rows('select from QUEUE._private_jobs')).length === 0);
  await Promise.all(processes.map(({ stop }) => stop()));
  assert.deepEqual(ran, [tenant]);
});

test('draining handles what waits and what comes of it, in its tenants only', async () => {
  const { id: tenant } = await makeTenant(house);
  const { id: other } = await makeTenant(house);
  const seen: string[] = [];
  const cases = room('cases', {
    'test.happened': async (_house, event) => {
      seen.push('happened');
      await emit(event.tenant, event.ids, 'test.followed');
    },
    'test.followed': async () => { seen.push('followed'); },
  });
  await emit(tenant, {});
  await emit(other, {});
  assert.equal(await drain(house, [cases], [tenant]), 2);
  assert.deepEqual(seen, ['happened', 'followed']);
  assert.equal((await house.asOwner('select from platform.outbox where tenant_id = $1', [other])).length, 1);
  assert.equal(await drain(house, [cases], [tenant]), 0);
});

test('an event whose handler failed in draining is still in the outbox', async () => {
  const { id: tenant } = await makeTenant(house);
  await emit(tenant, {});
  const bad = room('cases', { 'test.happened': async () => { throw new Error('not now'); } });
  await assert.rejects(drain(house, [bad], [tenant]), /not now/);
  const { got, room: good } = listener();
  assert.equal(await drain(house, [good], [tenant]), 1);
  assert.equal(got.length, 1);
});

test('retention is run daily for every room that destroys, and says in the audit how much', async () => {
  const { id: tenant } = await makeTenant(house);
  const cases = room('cases', {}, { retention: { tables: {}, run: async () => ({ destroyed: 3 }) } });
  assert.deepEqual(scheduledWork([cases, listener('messages').room]).map(({ name }) => name), ['cases/retention']);
  assert.equal(await runRetention(house, cases, tenant), 3);
  const entries = await house.asOwner<{ detail: object }>(
    'select detail from platform.audit_entry where tenant_id = $1 and event = \'platform.retention\'', [tenant]);
  assert.deepEqual(entries.map(({ detail }) => detail), [{ room: 'cases', destroyed: 3 }]);
});
