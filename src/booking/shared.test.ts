import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Shared } from './shared.ts';

/** A memory with a clock that is moved by hand, and how often it had to ask. */
function memory() {
  let [now, asked] = [0, 0];
  const shared = new Shared<number>(() => now);
  return { ask: (key = 'a') => shared.get(key, async () => ++asked), asked: () => asked, forward: (ms: number) => { now += ms; }, shared };
}

test('few who ask each get it as it is', async () => {
  const { ask, asked, forward } = memory();
  for (let n = 1; n <= 20; n++) {
    assert.equal(await ask(), n);
    forward(250);
  }
  assert.equal(asked(), 20);
});

test('of a crowd most share an answer at most a second old, for as long as it lasts', async () => {
  const { ask, asked, forward } = memory();
  for (let second = 0; second < 10; second++) {
    for (let n = 0; n < 1_000; n++) { await ask(); forward(1); }
  }
  assert.ok(asked() <= 5 + 10, `${asked()} of 10,000`);
  forward(2_000);
  const before = asked();
  assert.equal(await ask(), before + 1, 'when the crowd has gone it is asked anew');
});

test('they share while it is being asked, each thing by itself, and no more is remembered than five hundred', async () => {
  const { ask, asked } = memory();
  await Promise.all([...Array.from({ length: 100 }, () => ask('a')), ...Array.from({ length: 100 }, () => ask('b'))]);
  assert.equal(asked(), 10);
  for (let n = 0; n < 500; n++) await ask(`other ${n}`);
  assert.equal(await ask('a'), 511);
});

test('a fault reaches those who share it, and the next asks anew', async () => {
  const shared = new Shared<number>(() => 0);
  let fails = true;
  const ask = () => shared.get('a', async () => { if (fails) throw new Error('away'); return 1; });
  await Promise.all(Array.from({ length: 8 }, () => assert.rejects(ask(), /away/)));
  fails = false;
  assert.equal(await ask(), 1);
});
