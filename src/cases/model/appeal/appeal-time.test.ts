import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInTime, lastAppealDay } from './appeal-time.ts';

for (const [served, last, why] of [
  ['2026-11-09', '2026-11-30', 'three weeks on a Monday'],
  ['2026-11-07', '2026-11-30', 'ends on a Saturday'],
  ['2026-11-08', '2026-11-30', 'ends on a Sunday'],
  ['2026-12-03', '2026-12-28', 'ends on Christmas eve, a Thursday; Friday and the weekend are off too'],
  ['2026-12-10', '2027-01-04', 'ends on New Year\'s eve, then New Year\'s day and a weekend'],
  ['2026-12-16', '2027-01-07', 'ends on Epiphany'],
  ['2027-03-05', '2027-03-30', 'ends on Good Friday, then Easter Monday'],
  ['2027-04-15', '2027-05-07', 'ends on Ascension day, a Thursday'],
  ['2027-06-04', '2027-06-28', 'ends on midsummer\'s eve'],
  ['2026-05-16', '2026-06-08', 'ends on the national day, a Saturday'],
] as const) {
  test(`got ${served}, last day ${last}: ${why}`, () => assert.equal(lastAppealDay(served, 'P3W'), last));
}

for (const [received, last, inTime] of [
  ['2026-11-30', '2026-11-30', true], ['2026-12-01', '2026-11-30', false], ['2026-11-20', '2026-11-30', true], ['2030-01-01', null, true],
] as const) {
  test(`received ${received} with last day ${last ?? 'not begun'} is ${inTime ? 'in time' : 'late'}`, () => assert.equal(isInTime(received, last), inTime));
}
