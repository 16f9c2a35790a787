import assert from 'node:assert/strict';
import { test } from 'node:test';
import { easterDay, isDayOff, sameOrNextWorkday } from './days-off.ts';

for (const [year, day] of [[2024, '2024-03-31'], [2025, '2025-04-20'], [2026, '2026-04-05'], [2027, '2027-03-28'], [2038, '2038-04-25']] as const) {
  test(`Easter of ${year} is ${day}`, () => { assert.equal(easterDay(year), day); });
}

for (const [day, why] of [
  ['2026-04-03', 'Good Friday'], ['2026-04-06', 'Easter Monday'], ['2026-05-14', 'Ascension day'], ['2026-06-19', 'midsummer\'s eve'], ['2026-05-01', 'the first of May'],
  ['2025-06-06', 'the national day'], ['2026-01-06', 'Epiphany'], ['2026-10-31', 'All Saints\' day, a Saturday'], ['2026-05-24', 'Whit Sunday'], ['2026-12-31', 'New Year\'s eve'],
] as const) test(`${day} is a day off: ${why}`, () => { assert.equal(isDayOff(day), true); });

for (const day of ['2026-04-02', '2026-05-25', '2026-05-15', '2026-06-18', '2026-12-23', '2026-11-20']) {
  test(`${day} is a day of work`, () => { assert.equal(isDayOff(day), false); });
}

for (const [day, moved] of [['2026-11-20', '2026-11-20'], ['2026-11-21', '2026-11-23'], ['2026-12-24', '2026-12-28'], ['2026-04-03', '2026-04-07']] as const) {
  test(`a last day ${day} is ${moved}`, () => { assert.equal(sameOrNextWorkday(day), moved); });
}
