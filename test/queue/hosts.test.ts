import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join as pathOf } from 'node:path';
import { test } from 'node:test';
import { AgreedClock, Database, type Uuid } from '../../src/platform/index.ts';
import { join, queue } from '../../src/queue/index.ts';
import { laneFor } from '../../src/queue/testing.ts';
import { loader, makeTenant, testHouse, until } from '../support/index.ts';

const house = await testHouse({ rooms: [queue] });
const tenant = await makeTenant(house);

interface Host { process: ChildProcess; told: string; ended: Promise<unknown> }

function start(does: 'join' | 'move', slug: string, wrong = 0): Host {
  const child = spawn(process.execPath, ['--import', loader, pathOf(import.meta.dirname, 'host.ts'), does, tenant.id, slug, String(wrong)], {
    env: { ...process.env, HOST_DATABASE: house.ownerUrl, HOST_MASTER: house.master.toString('base64') }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const host = { process: child, told: '', ended: new Promise((resolve) => { child.on('close', resolve); }) };
  child.stdout.on('data', (chunk: Buffer) => { host.told += chunk.toString(); });
  house.atEnd(async () => {
    child.kill('SIGKILL');
    await host.ended;
  });
  return host;
}

test('of processes that are killed while people join, no place that was answered is lost or doubled, and the list has no gap', async () => {
  const laneId = await laneFor(house, tenant.id, { slug: 'rusning' });
  const answered: string[] = [];
  for (let round = 0; round < 3; round++) {
    const host = start('join', 'rusning');
    await until('some have joined', () => host.told.split('\n').length > 40);
    host.process.kill('SIGKILL');
    await host.ended;
    answered.push(...host.told.split('\n').slice(0, -1));
  }
  const rows = await house.asOwner<{ id: string; number: number }>('select id, number from queue.place where lane_id = $1 order by number', [laneId]);
  const places = new Set(rows.map(({ id, number }) => `${id} ${number}`));
  assert.ok(answered.length >= 120);
  assert.deepEqual(answered.filter((one) => !places.has(one)), [], 'answered, and not there');
  assert.deepEqual(rows.map(({ number }) => number), rows.map((_, place) => place), 'a gap or a double');
  const [list] = await house.asOwner<{ count: number }>('select count from queue.list where lane_id = $1', [laneId]);
  assert.equal(list?.count, rows.length);
});

test('hosts whose clocks differ by minutes, one of them stopped for a while and one killed, let in no more than the speed and nobody twice', async () => {
  const [speed, waiting] = [60, 480];
  const clock = new AgreedClock();
  await clock.follow(house.db.pools.jobs);
  const here = { ...house, db: new Database(house.db.pools, house.db.keys, clock) };
  const laneId = await laneFor(here, tenant.id, { slug: 'hosts', perMinute: 60 * speed });
  await Promise.all(Array.from({ length: waiting }, () => join(here, tenant.id, { id: laneId }, { id: randomUUID() as Uuid, channel: 'web' })));
  const [made] = await house.asOwner<{ at: Date }>('select made_at as at from queue.lane where id = $1', [laneId]);
  const letIn = async () => {
    const [now] = await house.asOwner<{ admitted: number; at: Date }>('select admitted_to as admitted, clock_timestamp() as at from queue.inlet where lane_id = $1', [laneId]);
    assert.ok(now!.admitted <= most(made!.at, now!.at), `${now!.admitted} let in ${now!.at.getTime() - made!.at.getTime()} ms after the lane was made`);
    return now!;
  };
  const most = (from: Date, to: Date) => 1.01 * speed * (to.getTime() - from.getTime()) / 1000 + 1;
  const [right, ahead, behind] = [start('move', 'hosts'), start('move', 'hosts', 240_000), start('move', 'hosts', -240_000)];
  await until('all hosts move the lane', () => [right, ahead, behind].every(({ told }) => told === 'moves\n'));
  await until('some are in', async () => (await letIn()).admitted >= 100);
  ahead.process.kill('SIGSTOP');
  await until('others go on', async () => (await letIn()).admitted >= 220);
  ahead.process.kill('SIGCONT');
  right.process.kill('SIGKILL');
  await until('all are in', async () => (await letIn()).admitted === waiting);
  const end = (await letIn()).at;
  const called = await house.asOwner<{ from: number; to: number; at: Date }>(
    'select from_position as "from", to_position as "to", at from queue.called where lane_id = $1 order by from_position', [laneId]);
  assert.deepEqual(called.map(({ from }) => from), [0, ...called.map(({ to }) => to)].slice(0, -1), 'each place once, in order');
  assert.ok(called.every(({ at }) => at >= made!.at && at <= end), 'at the time of the database, whatever a host\'s clock says');
  for (const [first, { at, to }] of called.entries()) {
    for (const later of called.slice(first + 1)) assert.ok(later.to - to <= most(at, later.at), `${later.to - to} between ${at.toISOString()} and ${later.at.toISOString()}`);
  }
});
