import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlDay, simplifiedHinder, simplifiedServed } from './simplified.ts';

for (const [sent, control] of [
  ['2026-11-19', '2026-11-20'], ['2026-11-20', '2026-11-23'], ['2026-12-23', '2026-12-28'], ['2026-12-30', '2027-01-04'], ['2027-01-05', '2027-01-07'],
] as const) test(`a letter of ${sent} has its control message ${control}`, () => { assert.equal(controlDay(sent), control); });

for (const [why, facts, today, hinder] of [
  ['who has not been told cannot be served so', { sent: '2026-11-19', told: null, control: null }, '2026-11-20', 'notTold'],
  ['telling must come before sending', { sent: '2026-11-19', told: '2026-11-20', control: null }, '2026-11-20', 'notTold'],
  ['the control message is not sent the same day', { sent: '2026-11-19', told: '2026-11-01', control: null }, '2026-11-19', 'tooEarly'],
  ['it is sent the next working day', { sent: '2026-11-19', told: '2026-11-01', control: null }, '2026-11-20', undefined],
  ['a day later is too late', { sent: '2026-11-19', told: '2026-11-01', control: null }, '2026-11-23', 'tooLate'],
] as const) test(why, () => { assert.equal(simplifiedHinder(facts, today), hinder); });

test('it counts as done two weeks after the letter, and never without the control message', () => {
  assert.equal(simplifiedServed({ sent: '2026-11-19', told: '2026-11-01', control: '2026-11-20' }), '2026-12-03');
  assert.equal(simplifiedServed({ sent: '2026-11-19', told: '2026-11-01', control: null }), null);
  assert.equal(simplifiedServed({ sent: '2026-11-19', told: '2026-11-01', control: '2026-11-24' }), null);
});
