import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { queue } from '../../src/queue/index.ts';
import { laneFor } from '../../src/queue/testing.ts';
import { makeTenant, testHouse, until } from '../support/index.ts';

const house = await testHouse({ rooms: [queue] });
const tenant = await makeTenant(house);

test('of processes that are killed while people join, no place that was answered is lost or doubled, and the list has no gap', async () => {
  const laneId = await laneFor(house, tenant.id, { slug: 'rusning' });
  const answered: string[] = [];
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'joiner.ts'), tenant.id, 'rusning'], {
      env: { ...process.env, JOINER_DATABASE: house.ownerUrl, JOINER_MASTER: house.master.toString('base64') }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.on('data', (chunk: Buffer) => { told += chunk.toString(); });
    const ended = new Promise((resolve) => { child.on('close', resolve); });
    await until('some have joined', () => told.split('\n').length > 40);
    child.kill('SIGKILL');
    await ended;
    answered.push(...told.split('\n').slice(0, -1));
  }
  const rows = await house.asOwner<{ id: string; number: number }>('select id, number from queue.place where lane_id = $1 order by number', [laneId]);
  const places = new Set(rows.map(({ id, number }) => `${id} ${number}`));
  assert.ok(answered.length >= 120);
  assert.deepEqual(answered.filter((one) => !places.has(one)), [], 'answered, and not there');
  assert.deepEqual(rows.map(({ number }) => number), rows.map((_, place) => place), 'a gap or a double');
  const [list] = await house.asOwner<{ count: number }>('select count from queue.list where lane_id = $1', [laneId]);
  assert.equal(list?.count, rows.length);
});
