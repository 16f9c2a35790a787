import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demands, readingRule, strictest, type Consequence } from './model.ts';

test('no class demands less than the one below it', () => {
  const order = { role: 0, unit: 1, ownCaseOrReason: 2 };
  const told = { all: 3, fromWhom: 2, thatThereIs: 1, organisationOnly: 0 };
  for (const above of [1, 2, 3] as const) {
    const [low, high] = [demands({ confidentiality: (above - 1) as Consequence }), demands({ confidentiality: above })];
    assert.ok(high.level >= low.level);
    assert.ok(order[high.reading] >= order[low.reading]);
    assert.ok(told[high.notice] <= told[low.notice]);
    assert.ok(high.readsLogged || !low.readsLogged);
  }
});

test('class 3 asks for loa3, a fresh proof when signing, and shows who read', () => {
  assert.deepEqual(demands({ confidentiality: 3 }), {
    level: 3, freshWhenSigning: 15, reading: 'ownCaseOrReason', readsLogged: true, readsShownToPerson: true, notice: 'organisationOnly',
  });
});

test('a stricter question raises the class, a laxer one never lowers it', () => {
  const service = { confidentiality: 2, integrity: 2, availability: 1, traceability: 3 } as const;
  assert.deepEqual(strictest(service, { confidentiality: 3, availability: 0 }), { ...service, confidentiality: 3 });
});

const someone = { inUnit: true, own: false, distributes: false, caseUnassigned: true };
for (const [name, confidentiality, reader, expected] of [
  ['an officer of another unit is refused', 2, { ...someone, inUnit: false }, 'refused'],
  ['class 2 is open within the unit', 2, someone, 'open'],
  ['class 3 is open to the one whose case it is', 3, { ...someone, own: true, caseUnassigned: false }, 'open'],
  ['class 3 needs a stated reason from a colleague', 3, someone, 'needsReason'],
  ['who distributes work opens an unassigned case as distribution', 3, { ...someone, distributes: true }, 'distribution'],
  ['who distributes states a reason for an assigned case', 3, { ...someone, distributes: true, caseUnassigned: false }, 'needsReason'],
] as const) {
  test(name, () => assert.equal(readingRule({ confidentiality }, reader), expected));
}
