import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeCases } from '../../fixtures/cases.ts';
import { periodType } from './model.ts';
import { monthOf, monthsBetween } from './months.ts';

typeCases({ type: 'period', openEnd: true, min: 'today' }, [
  [{ start: '2026-05-03', end: '3/6 2026' }, { start: '2026-05-03', end: '2026-06-03' }, ['3 maj 2026 – 3 juni 2026']],
  [{ start: '2026-05-03', end: '' }, { start: '2026-05-03' }, ['Från och med 3 maj 2026']],
  [
    { start: '2026-06-03', end: '2026-05-03' },
    { fault: 'period.order', at: 'end' },
  ],
  [
    { start: '', end: '2026-05-03' },
    { fault: 'period.startMissing', at: 'start' },
  ],
  [
    { start: 'snart', end: '2026-05-03' },
    { fault: 'date.unreadable', at: 'start' },
  ],
  [
    { start: '2026-05-02', end: '2026-05-03' },
    { fault: 'date.past', at: 'start' },
  ],
]);

typeCases({ type: 'period', bounds: 'month', min: 'today-P1M', max: 'today+P1M' }, [
  ['2026-04', { start: '2026-04-01', end: '2026-04-30' }, ['april 2026']],
  ['2026-06', { start: '2026-06-01', end: '2026-06-30' }, ['juni 2026']],
  ['2026-07', { fault: 'choice.unknown' }],
  ['2026-03', { fault: 'choice.unknown' }],
  ['juni', { fault: 'choice.unknown' }],
  ['', { fault: 'required.choice' }],
]);

test('a month is the whole of it, in a leap year too, and a part of one is no answer', () => {
  assert.deepEqual(monthOf('2028-02'), { start: '2028-02-01', end: '2028-02-29' });
  assert.deepEqual(monthsBetween({ min: 'today-P1M', max: 'today+P1M' }, '2026-12-31'), ['2026-11', '2026-12', '2027-01']);
  const question = { id: 'q', ask: 'Månad?', type: 'period', bounds: 'month' } as const;
  assert.deepEqual(periodType.faults(question, { start: '2026-05-01', end: '2026-05-30' }, '2026-05-03').map(({ code }) => code), ['choice.unknown']);
  assert.deepEqual(periodType.faults(question, { start: '2026-05-01', end: '2026-05-31' }, '2026-05-03'), []);
});
