import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delayOf } from './back-off.ts';

test('a process that lived well is replaced at once, those that die soon ever later, up to half a minute', () => {
  assert.deepEqual(delayOf(3_600_000, 4), { delay: 0, deaths: 0 });
  const delays: number[] = [];
  for (let deaths = 0; deaths < 9;) {
    const next = delayOf(100, deaths);
    delays.push(next.delay);
    deaths = next.deaths;
  }
  assert.deepEqual(delays, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});
