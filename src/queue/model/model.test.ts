import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { honestTime, nextLook, patienceOf, runsOutBefore, waitOf } from './estimate.ts';
import { showOf, tick, type Inlet } from './inlet.ts';
import { bare, grown, leafOf, mountainOf, rootOf } from './mountain.ts';
import { placeOf } from './permute.ts';
import { numberOf, passFor, readPass, ticketFor } from './ticket.ts';

const seedOf = (text: string) => createHash('sha256').update(text).digest();

describe('the draw', () => {
  for (const n of [1, 2, 3, 16, 17, 100, 1_000]) {
    test(`gives each of ${n} a place of their own`, () => {
      const places = Array.from({ length: n }, (_, number) => placeOf(seedOf('a'), n, number));
      assert.deepEqual(places.toSorted((a, b) => a - b), Array.from({ length: n }, (_, place) => place));
    });
  }

  test('is another with another seed, and the same with the same', () => {
    const all = (seed: string) => Array.from({ length: 100 }, (_, number) => placeOf(seedOf(seed), 100, number));
    assert.deepEqual(all('a'), all('a'));
    assert.notDeepEqual(all('a'), all('b'));
  });

  test('is fixed for good: a record made today is recounted in ten years', () => {
    assert.deepEqual([0, 1, 2, 999_999].map((number) => placeOf(seedOf('fixed'), 1_000_000, number)), [282_555, 436_083, 15_453, 921_004]);
  });

  test('refuses a number that does not take part', () => {
    for (const number of [-1, 10, 0.5]) assert.throws(() => placeOf(seedOf('a'), 10, number), RangeError);
  });
});

describe('the list', () => {
  const leaves = Array.from({ length: 37 }, (_, place) => leafOf(`id ${place}`));

  test('has the same root however it grew', () => {
    const atOnce = rootOf(grown(bare, leaves));
    for (const cut of [1, 5, 16, 36]) assert.deepEqual(rootOf(grown(grown(bare, leaves.slice(0, cut)), leaves.slice(cut))), atOnce, `cut at ${cut}`);
  });

  test('has another root when anyone is added, left out, changed or moved', () => {
    const root = rootOf(grown(bare, leaves)).toString('hex');
    const others = [leaves.slice(1), [...leaves, leaves[0]!], leaves.with(7, leafOf('another')), leaves.with(3, leaves[4]!).with(4, leaves[3]!)];
    for (const other of others) assert.notEqual(rootOf(grown(bare, other)).toString('hex'), root);
  });

  test('is stored as its peaks, and not taken for a list of another length', () => {
    const list = grown(bare, leaves);
    const stored = Buffer.concat(list.peaks);
    assert.equal(list.peaks.length, 3);
    assert.deepEqual(rootOf(mountainOf(37, stored)), rootOf(list));
    assert.throws(() => mountainOf(36, stored));
  });
});

describe('tickets and passes', () => {
  const [key, other] = [seedOf('lane'), seedOf('other lane')];
  test('hold in their own lane, unchanged', () => {
    const ticket = ticketFor(key, 41);
    assert.equal(numberOf(key, ticket), 41);
    assert.equal(numberOf(other, ticket), undefined);
    assert.equal(numberOf(key, ticket.replace('41.', '40.')), undefined);
    for (const broken of ['', '41', '41.', 'x.y', `${ticket}a`]) assert.equal(numberOf(key, broken), undefined, broken);
  });

  test('a pass cannot be made longer by its holder, and a ticket is no pass', () => {
    const pass = passFor(key, 3, new Date('2026-12-01T08:30:00Z'));
    assert.deepEqual(readPass(key, pass), { position: 3, until: new Date('2026-12-01T08:30:00Z') });
    const [position, end, mac] = pass.split('.');
    assert.equal(readPass(key, `${position}.${Number(end) + 60}.${mac}`), undefined);
    assert.equal(readPass(key, ticketFor(key, 3)), undefined);
    assert.equal(readPass(other, pass), undefined);
  });
});

describe('letting in', () => {
  const start = new Date('2026-12-01T08:00:00Z');
  const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);
  const still: Inlet = { admittedTo: 0, tickedAt: start, carry: 0, ease: 1, show: 1 };
  const run = (perMinute: number, seconds: number, every: number, with_: Partial<Inlet> = {}, count = 1e6) => {
    let inlet = { ...still, ...with_ };
    for (let at = every; at <= seconds; at += every) inlet = tick(inlet, { perMinute, count, stopped: false }, after(at), false);
    return inlet;
  };

  test('follows the speed, however often it is ticked', () => {
    for (const every of [0.25, 1, 2]) assert.equal(run(90, 60, every).admittedTo, 90, `every ${every} s`);
  });

  test('does not make up for the time when nobody ticked', () => {
    assert.equal(tick(still, { perMinute: 600, count: 1e6, stopped: false }, after(3600), false).admittedTo, 20);
  });

  test('lets in nobody twice for the same moment, and nobody by a clock that is behind', () => {
    const once = tick(still, { perMinute: 600, count: 1e6, stopped: false }, after(1), false);
    assert.equal(tick(once, { perMinute: 600, count: 1e6, stopped: false }, after(1), false).admittedTo, once.admittedTo);
    assert.equal(tick(once, { perMinute: 600, count: 1e6, stopped: false }, after(-30), false).admittedTo, once.admittedTo);
  });

  test('never calls more than have joined, and keeps nothing for a rush', () => {
    const idle = run(600, 30, 1, {}, 5);
    assert.equal(idle.admittedTo, 5);
    assert.equal(tick(idle, { perMinute: 600, count: 1_000, stopped: false }, after(31), false).admittedTo, 15);
  });

  test('stands still when stopped', () => {
    assert.equal(tick(still, { perMinute: 600, count: 1e6, stopped: true }, after(1), false).admittedTo, 0);
  });

  test('calls more when some do not come, within bounds', () => {
    assert.equal(run(60, 60, 1, { show: 0.5 }).admittedTo, 120);
    assert.equal(showOf(0, 0), 1);
    assert.equal(showOf(992, 492), 0.5);
    assert.equal(showOf(10_000, 0), 0.3);
    assert.equal(showOf(10, 30), 1);
  });

  test('slows at once when what is behind is pressed, and comes back', () => {
    let inlet = still;
    for (let at = 1; at <= 10; at++) inlet = tick(inlet, { perMinute: 600, count: 1e6, stopped: false }, after(at), true);
    assert.ok(inlet.ease < 0.1);
    for (let at = 11; at <= 40; at++) inlet = tick(inlet, { perMinute: 600, count: 1e6, stopped: false }, after(at), false);
    assert.equal(inlet.ease, 1);
  });
});

describe('what is told', () => {
  test('looks are within the budget at each of the measured speeds, a million waiting', () => {
    for (const perSecond of [17, 46, 333]) {
      const patience = patienceOf(1_000_000, perSecond);
      let looks = 0;
      for (let place = 0; place < 1_000_000; place += 100) looks += 100 / nextLook(waitOf(place, perSecond), patience, 0.5);
      assert.ok(looks <= 4_000, `${perSecond}/s: ${looks} looks`);
      assert.ok(nextLook(10, patience, 1) <= 12);
    }
  });

  test('a time is from–to, and contains the time', () => {
    for (const minutes of [1, 4, 12, 50, 89, 100, 300]) {
      const told = honestTime(minutes * 60)!;
      const unit = told.unit === 'hours' ? 60 : 1;
      assert.ok(told.from * unit <= minutes && minutes <= told.to * unit, `${minutes}: ${told.from}–${told.to} ${told.unit}`);
    }
    assert.equal(honestTime(Infinity), undefined);
  });

  test('it is said that it runs out when as many as come before are as many as what is left', () => {
    assert.equal(runsOutBefore(100, 0.5, 50), true);
    assert.equal(runsOutBefore(99, 0.5, 50), false);
    assert.equal(runsOutBefore(1e6, 1, null), false);
  });
});
