import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { asUuid, uuidv7 } from '../../../platform/index.ts';
import { commitmentOf, draw, periodAfter, periodOf } from './draw.ts';

const seed = '00'.repeat(31) + '01';
const id = asUuid('01890a5d-ac96-774b-bcce-b302099a8057');

test('the draw is the one that its description gives, counted another way', () => {
  const bytes = createHmac('sha256', Buffer.from(seed, 'hex')).update(id).digest();
  const share = bytes.readUInt32BE(0) / 2 ** 32;
  assert.equal(draw(seed, id, 10).value, bytes.subarray(0, 8).toString('hex'));
  for (const oneIn of [1, 2, 3, 10, 100]) assert.equal(draw(seed, id, oneIn).drawn, share < 1 / oneIn, `${oneIn}`);
});

test('the same seed and case always give the same, and another seed something else', () => {
  assert.deepEqual(draw(seed, id, 10), draw(seed, id, 10));
  assert.notEqual(draw('ff'.repeat(32), id, 10).value, draw(seed, id, 10).value);
});

test('one in one draws everyone, and one in ten about a tenth', () => {
  const ids = Array.from({ length: 2_000 }, () => uuidv7(new Date('2026-11-05T09:00:00Z')));
  assert.equal(ids.filter((one) => draw(seed, one, 1).drawn).length, 2_000);
  const tenth = ids.filter((one) => draw(seed, one, 10).drawn).length;
  // Six standard deviations (13.4) to either side.
  assert.ok(tenth > 120 && tenth < 280, `${tenth}`);
});

test('a promise of a seed fits that seed alone', () => {
  assert.match(commitmentOf(seed), /^[0-9a-f]{64}$/);
  assert.notEqual(commitmentOf(seed), commitmentOf('00'.repeat(32)));
});

test('periods are months', () => {
  assert.deepEqual([periodOf('2026-11-05'), periodAfter('2026-11'), periodAfter('2026-12')], ['2026-11', '2026-12', '2027-01']);
});
