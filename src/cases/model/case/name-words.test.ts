import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameWords } from './name-words.ts';

for (const [names, expected] of [
  [['Åsa', 'Öberg-Lindén'], ['åsa', 'öberg', 'linden']],
  [['Søren', 'Æbeltoft'], ['sören', 'äbeltoft']],
  [['José  María', "O'Neill"], ['jose', 'maria', 'neill']],
  [['Anna', 'ANNA'], ['anna']],
  [['', '-'], []],
] as const) {
  test(`${names.join(' ')} is found by ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(nameWords(...names), expected));
}

test('å, ä and ö stay letters of their own, however they were typed', () => {
  assert.deepEqual(nameWords('A\u030Asa'), ['åsa']);
  assert.notDeepEqual(nameWords('Asa'), nameWords('Åsa'));
});
