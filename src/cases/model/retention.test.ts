import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retentionState, type RetentionDays } from './retention.ts';

const closed: RetentionDays = { closed: '2026-12-01', decided: '2026-11-20', lastEntry: '2026-12-01', permitEnded: '2028-11-30', noPermit: false };
const permit = { application: { keep: 'P2Y', from: 'permitEnded' }, decision: { keep: 'forever' }, readLog: { keep: 'P5Y', from: 'made' } } as const;
const file = { application: { keep: 'P5Y', from: 'lastEntry' }, decision: { keep: 'P5Y', from: 'lastEntry' }, appeal: { keep: 'P1Y', from: 'closed' } } as const;

for (const [name, plan, days, today, expected] of [
  ['nothing before its day', permit, closed, '2030-11-29', { due: [], whole: false, next: '2030-11-30' }],
  ['on its day, and the decision stays forever', permit, closed, '2030-11-30', { due: ['application'], whole: false, next: null }],
  ['a permit until further notice keeps its papers', permit, { ...closed, permitEnded: null }, '2099-01-01', { due: [], whole: false, next: null }],
  ['without a permit the time counts from closing', permit, { ...closed, noPermit: true }, '2028-12-01', { due: ['application'], whole: false, next: null }],
  ['some kinds before others', file, closed, '2027-12-01', { due: ['appeal'], whole: false, next: '2031-12-01' }],
  ['all of it', file, closed, '2031-12-01', { due: ['application', 'decision', 'appeal'], whole: true, next: null }],
  ['no plan, no destruction', {}, closed, '2099-01-01', { due: [], whole: false, next: null }],
] as const) {
  test(name, () => assert.deepEqual(retentionState(plan, days, today), expected));
}
