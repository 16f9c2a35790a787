import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, isDayOff, swedishClock, swedishDay, swedishInstant } from '../../platform/index.ts';
import { askedAt, releasedAt, timesOn, weekdayOf, type OpeningRule } from './times.ts';

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const always = { weekdays: [1, 2, 3, 4, 5, 6, 7], fromDay: '2026-01-01', untilDay: '2030-12-31' };
const rules = fc.record({ opens: fc.integer({ min: 0, max: 1_400 }), open: fc.integer({ min: 1, max: 1_439 }), minutes: fc.integer({ min: 1, max: 480 }), gap: fc.integer({ min: 0, max: 60 }) })
  .map(({ opens, open, minutes, gap }): OpeningRule => ({ ...always, opens: clock(opens), closes: clock(Math.min(1_439, opens + open)), minutes, gap }));
const days = fc.integer({ min: 0, max: 1_500 }).map((n) => addDays('2026-01-01', n));
/** The last Sunday of March and of October: a day of 23 hours and one of 25. */
const changes = fc.constantFrom('2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2028-03-26', '2028-10-29');
const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

describe('the times of a rule on a day', () => {
  test('are as long as it says, with its gap between them, and end when it closes at the latest, also when summer time begins or ends', () => {
    fc.assert(fc.property(rules, fc.oneof(days, changes), (rule, day) => {
      const times = timesOn(rule, day);
      const [from, until] = [swedishInstant(day, rule.opens), swedishInstant(day, rule.closes)];
      for (const [index, { startsAt, endsAt }] of times.entries()) {
        assert.equal(endsAt.getTime() - startsAt.getTime(), rule.minutes * 60_000);
        assert.equal(startsAt.getTime(), index ? times[index - 1]!.endsAt.getTime() + rule.gap * 60_000 : from.getTime());
        assert.ok(endsAt <= until && swedishDay(startsAt) === day);
      }
      const room = Math.max(0, until.getTime() - from.getTime()) / 60_000;
      assert.equal(times.length, isWorkedOn(day) ? Math.floor((room + rule.gap) / (rule.minutes + rule.gap)) : 0, 'as many as there is room for');
    }), { numRuns: 500 });
  });

  test('stand on the wall clock the same every week, summer and winter', () => {
    fc.assert(fc.property(rules, fc.constantFrom('2026-03-23', '2026-10-19', '2026-06-01'), (rule, monday) => {
      const clocks = (day: string) => timesOn({ ...rule, opens: clock(Math.max(240, minutesOf(rule.opens))) }, day).map(({ startsAt }) => swedishClock(startsAt));
      assert.deepEqual(clocks(monday), clocks(addDays(monday, 7)));
    }));
  });

  test('are none on another weekday, before its first day, after its last, on a day off, or on a closed day', () => {
    fc.assert(fc.property(days, fc.uniqueArray(fc.integer({ min: 1, max: 7 })), (day, weekdays) => {
      const rule: OpeningRule = { ...always, weekdays, opens: '08:00', closes: '16:00', minutes: 20, gap: 0 };
      assert.equal(timesOn(rule, day).length > 0, weekdays.includes(weekdayOf(day)) && isWorkedOn(day));
      assert.deepEqual(timesOn({ ...rule, fromDay: addDays(day, 1) }, day), []);
      assert.deepEqual(timesOn({ ...rule, untilDay: addDays(day, -1) }, day), []);
      assert.deepEqual(timesOn(rule, day, new Set([day])), []);
    }));
  });
});

test('times are released on their hour in Sweden, so many days before, and those who wait are asked ten minutes before that', () => {
  fc.assert(fc.property(changes, fc.integer({ min: 0, max: 30 }), (day, before) => {
    const rule: OpeningRule = { ...always, opens: '08:00', closes: '16:00', minutes: 20, gap: 0, release: { days: before, at: '08:00' } };
    const [now, open] = [new Date('2026-01-01T00:00:00Z'), releasedAt(rule, day, new Date('2026-01-01T00:00:00Z'))];
    assert.deepEqual([swedishDay(open), swedishClock(open)], [addDays(day, -before), '08:00']);
    assert.equal(open.getTime() - askedAt(rule, day, now).getTime(), 10 * 60_000);
    assert.deepEqual(askedAt({ ...rule, release: { days: before, at: '08:00' } }, day, open), open, 'never in what has been');
  }));
});

const isWorkedOn = (day: string): boolean => weekdayOf(day) > 5 || !isDayOff(day);
