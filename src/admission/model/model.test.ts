import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { anyone, none, notFound, route, staff } from '../../platform/index.ts';
import { Line, type Waiter } from '../line.ts';
import { classOf, shares, urgencies } from './classify.ts';
import { askedInVain, isDown, mustAsk, turned, well } from './health.ts';
import { bounds, mostWaiting, nextLimit, nextRest, nextSpeed } from './limit.ts';

describe('the limit', () => {
  const seen = { ended: 50, gradient: 1, peak: 200, lag: 0 };

  test('grows while it is used and nothing waits, and not when it is not used', () => {
    assert.ok(nextLimit({ most: 24 }, seen).most > 24);
    assert.equal(nextLimit({ most: 24 }, { ...seen, peak: 3 }).most, 24);
    assert.equal(nextLimit({ most: 24 }, { ...seen, ended: 0 }).most, 24);
  });

  test('shrinks when requests take many times their time at rest, or the process itself is late', () => {
    assert.ok(nextLimit({ most: 100 }, { ...seen, gradient: 0.1 }).most < 100);
    assert.ok(nextLimit({ most: 100 }, { ...seen, lag: 500 }).most < 100);
  });

  test('stays as it is while few are worked on: what is slow then is not slow because of how many they are', () => {
    assert.equal(nextLimit({ most: 24 }, { ...seen, peak: 3, gradient: 0.1, lag: 500 }).most, 24);
  });

  test('stays within its bounds however long it goes on', () => {
    let [down, up] = [{ most: bounds.first }, { most: bounds.first }];
    for (let at = 0; at < 500; at++) {
      down = nextLimit(down, { ...seen, gradient: 0.01, lag: 1_000 });
      up = nextLimit(up, { ...seen, peak: 1_000 });
    }
    assert.deepEqual([down.most, up.most], [bounds.least, bounds.most]);
  });

  test('learns the time at rest from a house at rest, and never from a rush', () => {
    assert.equal(nextRest(undefined, 10, false), 10);
    assert.equal(nextRest(10, 4, false), 4);
    assert.equal(nextRest(4, 400, false), 4);
    assert.ok(nextRest(4, 5, true) > 4);
  });
});

test('as many may wait as end within a second when all hands are full, also when it was quiet a moment ago; staff four times as many', () => {
  let speed = 0;
  for (let tenth = 0; tenth < 50; tenth++) speed = nextSpeed(speed, { most: 10 }, { peak: 10, endedPerSecond: 300 });
  for (let tenth = 0; tenth < 50; tenth++) speed = nextSpeed(speed, { most: 10 }, { peak: 2, endedPerSecond: 1 });
  assert.equal(Math.round(mostWaiting(speed, 'normal')), 300);
  assert.equal(Math.round(mostWaiting(speed, 'critical')), 1_200);
  assert.equal(mostWaiting(0, 'normal'), 24, 'when nothing has ended yet');
});

/**
 * A house in which `hands` requests are worked on at a time and each takes `time` seconds, the rest only waiting inside; visitors come at a
 * rate and those who are let in stay. All by a clock of the test's own.
 */
function simulate(rates: readonly number[], { hands = 20, time = 0.02 } = {}): { goodput: number[]; limit: number[] } {
  let limit = { most: bounds.first };
  let rest: number | undefined;
  let inside = 0;
  const [goodput, limits]: [number[], number[]] = [[], []];
  for (const rate of rates) {
    // One second in tenths, as the limit is set.
    let done = 0;
    for (let tenth = 0; tenth < 10; tenth++) {
      const peak = Math.min(limit.most * shares.normal, inside + rate / 10);
      const capacity = hands / time / 10;
      const ended = Math.min(capacity, peak);
      const took = time * Math.max(1, peak / hands) * 1000;
      rest = nextRest(rest, took, peak < limit.most / 4);
      done += ended;
      inside = Math.max(0, peak - ended);
      limit = nextLimit(limit, { ended: Math.ceil(ended), gradient: Math.min(1, rest / took), peak, lag: 0 });
    }
    goodput.push(done);
    limits.push(limit.most);
  }
  return { goodput, limit: limits };
}

test('after a rush of ten times what is borne, everything is as before it, by itself', () => {
  const before = Array.from({ length: 20 }, () => 300);
  const rush = Array.from({ length: 60 }, () => 10_000);
  const { goodput, limit } = simulate([...before, ...rush, ...before]);
  assert.ok(goodput[79]! > 0.5 * Math.max(...goodput), 'as many are served in the rush');
  for (let second = 85; second < 100; second++) assert.ok(goodput[second]! >= 0.95 * goodput[19]!, `second ${second}: ${goodput[second]}`);
  assert.ok(Math.max(...limit) <= bounds.most);
});

describe('who comes first', () => {
  const at = (method: 'GET' | 'POST', path: string, more = {}) => route({ method, path, access: anyone('a test'), audit: none('a test'), handle: () => notFound(), ...more });
  const ofStaff = (method: 'GET' | 'POST', path: string, more = {}) => at(method, path, { access: staff('officer'), ...more });
  const find = urgencies([
    at('GET', '/sok', { urgency: 'optional' }), at('POST', '/api/larm', { urgency: 'critical' }), at('GET', '/ansokan/:id'),
    ofStaff('GET', '/handlaggning/arenden/:id'), ofStaff('GET', '/handlaggning/arenden/:id/fil.pdf', { urgency: 'optional' }),
    ofStaff('GET', '/handlaggning/uppfoljning', { urgency: 'optional' }), ofStaff('GET', '/provs'),
  ]);
  for (const [method, path, urgency] of [
    ['GET', '/', 'normal'], ['GET', '/sok', 'optional'], ['GET', '/sok/', 'optional'], ['GET', '/soker', 'normal'], ['POST', '/sok', 'normal'],
    ['POST', '/api/larm', 'critical'], ['GET', '/ansokan/1', 'normal'], ['GET', '/provs', 'critical'], ['GET', '/handlaggning/arenden/1', 'critical'],
    ['GET', '/handlaggning/arenden/1/fil.pdf', 'optional'], ['GET', '/handlaggning/arenden/1/filepdf', 'critical'], ['GET', '/handlaggning/arenden/1/2/fil.pdf', 'critical'],
    ['GET', '/handlaggning/uppfoljning', 'optional'], ['GET', '/handlaggning/finns-inte', 'critical'], ['GET', '/static/a.css', 'free'], ['GET', '/health/live', 'free'],
  ] as const) {
    test(`${method} ${path} is ${urgency}`, () => { assert.equal(find(method, path), urgency); });
  }

  test('an address of staff gives nothing without the class of staff', () => {
    assert.equal(classOf('critical', true), 'critical');
    assert.equal(classOf('critical', false), 'entrance');
    assert.equal(classOf('normal', true), 'normal');
  });

  test('people in the order they came, machines the newest first, staff before all', () => {
    const line = new Line();
    const add = (name: string, of: Waiter['class'], machine = false) => {
      const waiter: Waiter & { name: string } = { name, class: of, machine, patience: 2, go: () => undefined, refuse: () => undefined };
      line.add(waiter);
      return waiter;
    };
    const [one] = [add('one', 'normal'), add('two', 'normal'), add('old', 'normal', true), add('new', 'normal', true), add('search', 'optional'), add('staff', 'critical')];
    const names = () => {
      const next = line.next(() => true) as (Waiter & { name: string }) | undefined;
      return next?.name;
    };
    assert.equal(line.next((of) => of === 'optional') !== undefined, true, 'where there is only room for the last');
    assert.deepEqual([names(), names(), names(), names(), names(), names()], ['staff', 'one', 'two', 'new', 'old', undefined]);
    assert.equal(line.remove(one), false);
    const [patient] = [add('patient', 'normal')];
    assert.deepEqual([line.turn(), line.turn(), line.turn()], [[], [patient], []], 'whoever has waited long enough stands there no more');
  });
});

test('what the house stands on is asked when somebody has waited in silence, not while it answers others or nobody waits', () => {
  const after = (turns: number, waits: boolean) => Array.from({ length: turns }).reduce<typeof well>((health) => turned(health, 7, waits), turned(well, 7, true));
  assert.equal(mustAsk(after(14, true), 7), false);
  assert.equal(mustAsk(after(15, true), 7), true);
  assert.equal(mustAsk(turned(after(15, true), 8, true), 8), false, 'it has answered somebody');
  assert.equal(mustAsk(after(40, false), 7), false);
});

test('only an answer of the database says that it is back: what is answered from memory meanwhile says nothing of it', () => {
  const health = askedInVain(well, 7);
  assert.deepEqual([isDown(health, 7), mustAsk(health, 7)], [true, true]);
  assert.deepEqual([isDown(health, 8), mustAsk(health, 8)], [false, false]);
  assert.equal(isDown(well, 0), false, 'nothing is known of a process that has just begun');
});
