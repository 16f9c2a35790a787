import assert from 'node:assert/strict';
import { test } from 'node:test';
import { before, daysBetween } from './days.ts';

for (const [day, duration, expected] of [
  ['2027-03-31', 'P8W', '2027-02-03'], ['2027-03-31', 'P1M', '2027-02-28'], ['2028-02-29', 'P1Y', '2027-02-28'], ['2027-01-15', 'P14D', '2027-01-01'],
] as const) {
  test(`${duration} before ${day} is ${expected}`, () => assert.equal(before(day, duration), expected));
}

test('days are counted over a change of clocks', () => {
  assert.equal(daysBetween('2026-10-24', '2026-10-26'), 2);
  assert.equal(daysBetween('2026-11-20', '2026-11-19'), -1);
});
