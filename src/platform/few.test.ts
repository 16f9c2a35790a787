import assert from 'node:assert/strict';
import { test } from 'node:test';
import { few } from './few.ts';

test('an address may do so much in a while, another its own, and again when the while is over', () => {
  const within = few({ most: 2, minutes: 10 });
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute));
  assert.deepEqual([within('192.0.2.1', at(0)), within('192.0.2.1', at(1)), within('192.0.2.1', at(2))], [true, true, false]);
  assert.equal(within('192.0.2.2', at(2)), true);
  assert.equal(within('192.0.2.1', at(9)), false);
  assert.equal(within('192.0.2.1', at(10)), true);
});
