import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSample, planFor, retentionState, shortened, type RetentionDays } from './retention.ts';

const closed: RetentionDays = { closed: '2026-12-01', decided: '2026-11-20', lastEntry: '2026-12-01', permitEnded: '2028-11-30', noPermit: false };
const permit = { application: { keep: 'P2Y', from: 'permitEnded' }, decision: { keep: 'forever' }, readLog: { keep: 'P5Y', from: 'made' } } as const;
const named = { decision: { keep: 'P5Y', from: 'lastEntry' }, appeal: { keep: 'P1Y', from: 'closed' } } as const;
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

for (const [name, own, archived, today, due] of [
  ['the authority\'s own lines take the place of those of the service', { lines: { ...named, application: { keep: 'P10Y', from: 'closed' } }, exportFirst: false }, false, '2031-12-01', ['decision', 'appeal']],
  ['what its decision does not name is kept', { lines: { appeal: { keep: 'P1Y', from: 'closed' } }, exportFirst: false }, false, '2099-01-01', ['appeal']],
  ['a line for the archive waits until the archive has it', { lines: { ...file, decision: { keep: 'P1Y', from: 'closed', archive: true } }, exportFirst: false }, false, '2099-01-01', ['application', 'appeal']],
  ['and goes by its time when it is there', { lines: { ...file, decision: { keep: 'P1Y', from: 'closed', archive: true } }, exportFirst: false }, true, '2027-12-01', ['decision', 'appeal']],
  ['export first holds everything back', { lines: file, exportFirst: true }, false, '2099-01-01', []],
  ['until it is exported', { lines: file, exportFirst: true }, true, '2027-12-01', ['appeal']],
] as const) {
  test(name, () => assert.deepEqual(retentionState(planFor(file, own), { ...closed, archived }, today).due, due));
}

for (const [name, before, after, expected] of [
  ['a shorter time', { keep: 'P5Y', from: 'closed' }, { keep: 'P2Y', from: 'closed' }, true],
  ['24 months are no less than two years', { keep: 'P2Y', from: 'closed' }, { keep: 'P24M', from: 'closed' }, false],
  ['what was kept forever', { keep: 'forever' }, { keep: 'P50Y', from: 'closed' }, true],
  ['another event to count from', { keep: 'P5Y', from: 'lastEntry' }, { keep: 'P5Y', from: 'decided' }, true],
  ['a longer time is not', { keep: 'P5Y', from: 'closed' }, { keep: 'P6Y', from: 'closed' }, false],
  ['nor is keeping forever', { keep: 'P5Y', from: 'closed' }, { keep: 'forever' }, false],
] as const) {
  test(`shortened: ${name}`, () => assert.deepEqual(shortened({ note: before }, { note: after }), expected ? ['note'] : []));
}

test('born on a day of the sample, also with a coordination number', () => {
  assert.deepEqual(['189001159801', '189001759801', '189001169801'].map((number) => inSample([5, 15, 25], number)), [true, true, false]);
});
