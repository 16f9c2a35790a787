import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closedBy, faultsIn, type TestWish } from './secrecy-test.ts';

const wish: TestWish = { burden: 'reverse', outcome: 'released', section: '26 kap. 1 §', note: '', reservation: '', masks: 0 };
const why = 'Uppgiften är redan känd av den som frågar.';

for (const [name, more, faults] of [
  ['reverse: a release says why it is clear that there is no harm', {}, ['clearMissing']],
  ['and may then be made', { note: why }, []],
  ['reverse: a refusal needs its section alone', { outcome: 'refused' }, []],
  ['no refusal without a section', { outcome: 'refused', section: 'sekretess' }, ['sectionMissing']],
  ['straight: a release needs no words', { burden: 'straight' }, []],
  ['straight: a refusal tells the harm', { burden: 'straight', outcome: 'refused' }, ['harmMissing']],
  ['absolute: a release names the rule that breaks the secrecy', { burden: 'absolute' }, ['groundMissing']],
  ['no section: nothing can be held back', { burden: 'none', outcome: 'refused', section: '' }, ['sectionMissing']],
  ['a reservation says what may not be done', { outcome: 'reservation' }, ['reservationMissing']],
  ['a masked copy has something masked', { outcome: 'masked' }, ['nothingMasked']],
  ['a whole release has nothing masked', { note: why, masks: 2 }, ['masksLeft']],
] as const) {
  test(name, () => assert.deepEqual(faultsIn({ ...wish, ...more }), faults));
}

for (const [outcomes, expected] of [
  [[], 'noRecord'], [['released', 'released'], 'released'], [['released', 'masked'], 'partly'], [['refused', 'refused'], 'refused'], [['refused', 'reservation'], 'partly'],
] as const) {
  test(`a request with ${outcomes.join(', ') || 'no documents'} ends as ${expected}`, () => assert.equal(closedBy(outcomes), expected));
}
