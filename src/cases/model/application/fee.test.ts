import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feeWhenLate } from './fee.ts';

const rule = { lessEach: 'P1W', share: 0.2 };
const rows: [what: string, lastDay: string | null, decided: string, amount: number, late: number][] = [
  ['in time', '2026-11-05', '2026-11-04', 10_000, 0],
  ['on the last day', '2026-11-05', '2026-11-05', 10_000, 0],
  ['a day late: a week has started', '2026-11-05', '2026-11-06', 8_000, 1],
  ['exactly a week late', '2026-11-05', '2026-11-12', 8_000, 1],
  ['a week and a day late', '2026-11-05', '2026-11-13', 6_000, 2],
  ['five weeks late', '2026-11-05', '2026-12-10', 0, 5],
  ['so late that nothing is left', '2026-11-05', '2027-06-01', 0, 30],
  ['no clock has run', null, '2027-06-01', 10_000, 0],
];
for (const [what, lastDay, decided, amountOre, late] of rows) {
  test(`${what}: ${amountOre} öre of 10 000`, () => { assert.deepEqual(feeWhenLate(10_000, lastDay, decided, rule), { amountOre, late }); });
}

test('without a rule nothing is taken off, and shares are whole öre', () => {
  assert.deepEqual(feeWhenLate(10_000, '2026-11-05', '2027-06-01', undefined), { amountOre: 10_000, late: 0 });
  assert.deepEqual(feeWhenLate(333, '2026-11-05', '2026-11-06', rule), { amountOre: 266, late: 1 });
});
