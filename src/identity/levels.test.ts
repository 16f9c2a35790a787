import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acrValuesMeeting, compareLevels, isAcr, levelName, localLevels, meets, stricter } from './levels.ts';

const e = 'http://id.elegnamnden.se/loa/1.0/';
const s = 'http://id.swedenconnect.se/loa/1.0/';

test('loa3 is met by loa3, loa4, uncertified-loa3, eIDAS substantial and high and their nonresident forms', () => {
  const enough = [
    `${e}loa3`, `${e}loa4`, `${s}uncertified-loa3`, `${s}loa3-nonresident`, `${s}loa4-nonresident`,
    `${e}eidas-sub`, `${e}eidas-high`, `${e}eidas-nf-sub`, `${e}eidas-nf-high`,
  ];
  assert.deepEqual([...acrValuesMeeting('loa3')].sort(), enough.sort());
  for (const acr of enough) assert.equal(meets(acr, 'loa3'), true, acr);
});

test('loa3 is not met by anything weaker, unknown, or look-alike', () => {
  for (const acr of [
    `${e}loa1`, `${e}loa2`, `${s}uncertified-loa2`, `${s}loa2-nonresident`, `${e}eidas-low`, `${e}eidas-nf-low`,
    `${e}loa3 `, `${s}loa3`, 'loa3', '', undefined,
  ]) assert.equal(meets(acr, 'loa3'), false, String(acr));
});

test('loa2 is met by loa2 and by everything that meets loa3, not by loa1 or an unknown level', () => {
  for (const acr of [`${e}loa2`, `${s}uncertified-loa2`, `${e}eidas-low`, ...acrValuesMeeting('loa3')]) {
    assert.equal(meets(acr, 'loa2'), true, acr);
  }
  for (const acr of [`${e}loa1`, 'loa2', undefined]) assert.equal(meets(acr, 'loa2'), false);
});

test('no demand is met by being signed out', () => {
  assert.equal(meets(undefined, 'none'), true);
  assert.equal(meets('anything', 'none'), true);
});

test('the levels asked for start with the weakest that is enough', () => {
  assert.equal(acrValuesMeeting('loa3')[0], `${e}loa3`);
  assert.equal(acrValuesMeeting('loa2')[0], `${e}loa2`);
  assert.ok(!acrValuesMeeting('loa2').includes(`${e}loa1`));
});

test('levels are ordered, named and known', () => {
  assert.ok(compareLevels(`${e}loa2`, `${e}loa3`) < 0);
  assert.equal(compareLevels(`${e}loa3`, `${e}eidas-sub`), 0);
  assert.ok(compareLevels('unknown', `${e}loa1`) < 0);
  assert.equal(levelName(`${e}eidas-sub`), 'eidas-sub');
  assert.equal(isAcr('loa3'), false);
  assert.equal(stricter('loa2', 'loa3'), 'loa3');
  assert.equal(meets(localLevels.checked, 'loa3'), false);
  assert.equal(meets(localLevels.strictlyChecked, 'loa3'), true);
});
