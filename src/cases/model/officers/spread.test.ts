import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spread } from './spread.ts';

const cases = (count: number, not: readonly string[] = []) => Array.from({ length: count }, (_, at) => ({ id: `c${at + 1}`, not }));
const given = (made: readonly { to: string }[]) => made.map(({ to }) => to).join('');

for (const [why, made, expected] of [
  ['to each in turn who have as many', spread(cases(4), [{ id: 'a', open: 3 }, { id: 'b', open: 3 }]), 'abab'],
  ['first to whoever has fewest', spread(cases(3), [{ id: 'a', open: 2 }, { id: 'b', open: 0 }]), 'bba'],
  ['never to who may not have it', spread(cases(3, ['b']), [{ id: 'a', open: 9 }, { id: 'b', open: 0 }]), 'aaa'],
  ['not at all when nobody may have it', spread(cases(2, ['a']), [{ id: 'a', open: 0 }]), ''],
  ['not at all when nobody is chosen', spread(cases(2), []), ''],
] as const) {
  test(`cases go ${why}`, () => { assert.equal(given(made), expected); });
}
