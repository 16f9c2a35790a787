import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { swedishClock, swedishDay, swedishInstant } from '../../platform/index.ts';
import { answerBy } from './answer-by.ts';

const at = (day: string, time: string) => swedishInstant(day, time);

test('an offer made by day is answered within so many hours; one made at night is counted from the morning', () => {
  for (const [now, until] of [
    [at('2026-11-23', '10:00'), at('2026-11-23', '14:00')], [at('2026-11-23', '07:59'), at('2026-11-23', '12:00')], [at('2026-11-23', '21:00'), at('2026-11-24', '12:00')],
    [at('2026-11-23', '20:59'), at('2026-11-24', '00:59')], [at('2026-11-24', '03:00'), at('2026-11-24', '12:00')],
    // The night when summer time ends is an hour longer, and the morning when it begins comes an hour sooner: eight is eight.
    [at('2026-10-24', '23:00'), at('2026-10-25', '12:00')], [at('2026-03-28', '23:00'), at('2026-03-29', '12:00')],
  ] as const) assert.deepEqual(answerBy(now, 4, at('2026-12-24', '10:00')), until, now.toISOString());
});

test('it is answered an hour before the time at the latest, and is not made when that is too soon', () => {
  assert.deepEqual(answerBy(at('2026-11-23', '10:00'), 4, at('2026-11-23', '13:00')), at('2026-11-23', '12:00'));
  assert.deepEqual(answerBy(at('2026-11-23', '10:00'), 4, at('2026-11-23', '11:30')), at('2026-11-23', '10:30'));
  assert.equal(answerBy(at('2026-11-23', '10:00'), 4, at('2026-11-23', '11:29')), undefined);
  assert.equal(answerBy(at('2026-11-23', '22:00'), 4, at('2026-11-24', '09:00')), undefined, 'nobody answers at night');
});

test('whenever it is made there is half an hour of day to answer in, and never more than was promised', () => {
  const minutes = fc.integer({ min: 0, max: 400 * 1_440 }).map((n) => new Date(Date.parse('2026-01-01T00:00:00Z') + n * 60_000));
  fc.assert(fc.property(minutes, fc.integer({ min: 1, max: 48 }), fc.integer({ min: 0, max: 20 * 1_440 }), (now, hours, ahead) => {
    const startsAt = new Date(now.getTime() + ahead * 60_000);
    const until = answerBy(now, hours, startsAt);
    if (!until) return;
    const asleep = swedishClock(now) < '08:00' || swedishClock(now) >= '21:00';
    const morning = swedishClock(now) < '08:00' ? at(swedishDay(now), '08:00') : at(swedishDay(new Date(now.getTime() + 6 * 3_600_000)), '08:00');
    const from = asleep ? morning : now;
    assert.ok(until.getTime() - from.getTime() >= 30 * 60_000 && until.getTime() - from.getTime() <= hours * 3_600_000);
    assert.ok(startsAt.getTime() - until.getTime() >= 60 * 60_000);
  }), { numRuns: 500 });
});
