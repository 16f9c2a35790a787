import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spansOf, spansWritten, weekWritten } from './spans.ts';

const read: readonly [string, string | undefined][] = [
  ['', ''], ['8-16', '08:00–16:00'], ['09:00–12:00, 13:00–15:00', '09:00–12:00, 13:00–15:00'], ['9.30 – 12 och 13-15', '09:30–12:00, 13:00–15:00'],
  ['0-24', '00:00–24:00'], ['12-9', undefined], ['9-12, 11-15', undefined], ['9', undefined], ['9-25', undefined], ['9:70-10', undefined], ['stängt', undefined],
];
for (const [text, expected] of read) {
  test(`”${text}” is read as ${expected ?? 'nothing'}`, () => {
    const spans = spansOf(text);
    assert.equal(spans && spansWritten(spans.map((span) => ({ days: ['mon'], ...span })), 'mon'), expected);
  });
}

test('a week is written with like days together and without closed ones', () => {
  const names = { mon: 'Måndag', tue: 'Tisdag', wed: 'Onsdag', thu: 'Torsdag', fri: 'Fredag', sat: 'Lördag', sun: 'Söndag' };
  const open = [{ days: ['mon', 'tue', 'wed', 'thu'] as const, from: '08:00', to: '17:00' }, { days: ['fri'] as const, from: '08:00', to: '15:00' }];
  assert.equal(weekWritten(open.map((span) => ({ ...span, days: [...span.days] })), (day) => names[day]), 'Måndag–torsdag 08:00–17:00. Fredag 08:00–15:00');
});
