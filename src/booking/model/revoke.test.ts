import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inOrder, toRevoke, type Claim } from './revoke.ts';

const claims = fc.uniqueArray(fc.record({
  id: fc.uuid(), priority: fc.constantFrom(0, 0, 0, 1), bookedAt: fc.integer({ min: 0, max: 20 }).map((n) => new Date(n)), startsAt: fc.constant(new Date(100)),
}), { selector: ({ id }) => id, maxLength: 60 });
const mayGoBefore = (a: Claim, b: Claim) => a.priority > b.priority || (a.priority === b.priority && a.bookedAt <= b.bookedAt);

test('as many as there is enough for keep theirs, and nobody loses a time that somebody after them in the order keeps', () => {
  fc.assert(fc.property(claims, fc.integer({ min: -1, max: 70 }), (all, enough) => {
    const lost = toRevoke(all, enough);
    assert.equal(lost.length, Math.max(0, all.length - Math.max(0, enough)));
    const kept = all.filter((one) => !lost.includes(one));
    for (const loser of lost) for (const keeper of kept) assert.ok(mayGoBefore(keeper, loser));
    assert.deepEqual(lost.map(({ id }) => id), inOrder(lost).map(({ id }) => id), 'and those who lose theirs choose among what is left in the same order');
  }));
});

test('who loses theirs does not hang on how the list came, and goes on the same when it was broken off', () => {
  fc.assert(fc.property(claims, fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 10 }), (all, enough, batch) => {
    const at = toRevoke(all, enough).map(({ id }) => id);
    assert.deepEqual(toRevoke(all.toReversed(), enough).map(({ id }) => id), at);
    const seen: string[] = [];
    for (let left = all; ;) {
      const some = toRevoke(left, enough).slice(0, batch).map(({ id }) => id);
      if (!some.length) break;
      seen.push(...some);
      left = left.filter(({ id }) => !some.includes(id));
    }
    assert.deepEqual(seen, at);
  }));
});
