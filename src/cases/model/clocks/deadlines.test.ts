import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Service } from '../../../services/index.ts';
import { addTime, backFrom, earliestDue, runningClocks, type ClockFacts } from './deadlines.ts';

type Deadline = Service['deadlines'][number];
const law = (more: Partial<Deadline> = {}): Deadline => ({ id: 'law', clock: 'law', sv: 'Beslut inom tio veckor', from: 'complete', for: 'P10W', ...more });
const facts = (more: Partial<ClockFacts> = {}): ClockFacts => ({
  arrived: '2026-03-02', complete: '2026-03-02', asked: null, waits: [], extended: new Set(), today: '2026-03-02', closures: new Map(), ...more,
});
const one = (deadline: Deadline, more: Partial<ClockFacts> = {}) => runningClocks([deadline], facts(more))[0]!;

describe('a clock', () => {
  for (const [name, deadline, more, due, standing] of [
    ['counts from arrival', law({ from: 'arrived', for: 'P3W' }), {}, '2026-03-23', null],
    ['counts from the day everything was there', law({ for: 'P3W' }), { complete: '2026-03-09' }, '2026-03-30', null],
    ['has not begun while something lacks', law(), { complete: null }, null, null],
    ['counts from the day somebody asked', law({ from: 'asked', for: 'P4W' }), { asked: '2026-09-01' }, '2026-09-29', null],
    ['has not begun before somebody asks', law({ from: 'asked' }), {}, null, null],
    ['of law that ends on a holiday ends the next working day', law({ from: 'arrived', for: 'P31D' }), { arrived: '2026-03-03' }, '2026-04-07', null],
    ['of promise that ends on a holiday ends then', law({ clock: 'promise', from: 'arrived', for: 'P31D' }), { arrived: '2026-03-03' }, '2026-04-03', null],
    ['in working days passes over weekends, holidays and closed days', law({ clock: 'promise', from: 'arrived', for: 'P5WD' }),
      { arrived: '2026-03-30', closures: new Map([['2026-04-07', {}]]) }, '2026-04-09', null],
    ['stands still while it waits for completion', law({ stopsFor: ['completion'] }), { waits: [{ kind: 'completion', from: '2026-04-01', until: null }] }, '2026-05-11', '2026-04-01'],
    ['moves on by the days it stood still', law({ stopsFor: ['completion'] }), { waits: [{ kind: 'completion', from: '2026-04-01', until: '2026-04-11' }] }, '2026-05-21', null],
    ['counts days of two waits at once once', law({ stopsFor: ['completion', 'hearing'] }),
      { waits: [{ kind: 'completion', from: '2026-04-01', until: '2026-04-11' }, { kind: 'hearing', from: '2026-04-06', until: '2026-04-13' }] }, '2026-05-25', null],
    ['goes on during a wait that it does not stop for', law({ stopsFor: ['completion'] }), { waits: [{ kind: 'hearing', from: '2026-04-01', until: null }] }, '2026-05-11', null],
    ['that has run out is not started again by a wait', law({ stopsFor: ['completion'] }), { waits: [{ kind: 'completion', from: '2026-06-01', until: '2026-06-20' }] }, '2026-05-11', null],
    ['in working days moves on by working days', law({ clock: 'promise', from: 'arrived', for: 'P5WD', stopsFor: ['hearing'] }),
      { waits: [{ kind: 'hearing', from: '2026-03-05', until: '2026-03-10' }] }, '2026-03-12', null],
    ['gets more time once it is extended', law({ extend: { for: 'P10W' } }), { extended: new Set(['law']) }, '2026-07-20', null],
    ['counts from arrival when nothing was asked for in time', law({ askedWithin: 'P3W' }),
      { complete: '2026-06-01', waits: [{ kind: 'completion', from: '2026-04-01', until: '2026-06-01' }] }, '2026-05-11', null],
    ['counts from the completion that was asked for in time', law({ askedWithin: 'P3W' }),
      { complete: '2026-04-01', waits: [{ kind: 'completion', from: '2026-03-20', until: '2026-04-01' }] }, '2026-06-10', null],
    ['stands still until the completion that was asked for in time comes', law({ askedWithin: 'P3W' }),
      { waits: [{ kind: 'completion', from: '2026-03-20', until: null }] }, null, '2026-03-20'],
  ] as const satisfies readonly (readonly [string, Deadline, Partial<ClockFacts>, string | null, string | null])[]) {
    test(name, () => {
      const { due: found, standingSince } = one(deadline, more);
      assert.deepEqual([found, standingSince], [due, standing]);
    });
  }

  test('is reminded of a time before it runs out, and not while it stands still', () => {
    const deadline = law({ from: 'arrived', for: 'P3W', stopsFor: ['hearing'], runsOut: { to: 'officer', task: 'Avgör ärendet', remind: 'P1W' } });
    assert.equal(one(deadline).near, '2026-03-16');
    assert.equal(one(deadline, { waits: [{ kind: 'hearing', from: '2026-03-10', until: null }] }).near, null);
  });
});

test('of several clocks the earliest counts, and one that has not begun does not', () => {
  const clocks = runningClocks([law({ id: 'a', from: 'arrived', for: 'P4W' }), law({ id: 'b', from: 'arrived', for: 'P2W' }), law({ id: 'c', from: 'asked' })], facts());
  assert.equal(earliestDue(clocks, 'law'), '2026-03-16');
  assert.equal(earliestDue(clocks, 'promise'), null);
});

test('a step that is promised on the way is never the day of the decision', () => {
  const promise = (more: Partial<Deadline>) => law({ clock: 'promise', from: 'arrived', ...more });
  const clocks = runningClocks([promise({ id: 'call', step: 'meeting', for: 'P3D' }), promise({ id: 'decided', for: 'P2W' })], facts());
  assert.deepEqual(clocks.map(({ due, step }) => [due, step]), [['2026-03-05', true], ['2026-03-16', false]]);
  assert.equal(earliestDue(clocks, 'promise'), '2026-03-16');
});

for (const [day, duration, on, back] of [
  ['2026-03-06', 'P1WD', '2026-03-09', '2026-03-05'], ['2026-03-06', 'P1W', '2026-03-13', '2026-02-27'], ['2026-12-28', 'P3WD', '2027-01-04', '2026-12-21'],
] as const) {
  test(`${duration} on from ${day} is ${on}, back is ${back}`, () => {
    assert.equal(addTime(day, duration, new Map()), on);
    assert.equal(backFrom(day, duration, new Map()), back);
  });
}
