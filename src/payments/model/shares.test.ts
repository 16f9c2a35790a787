import assert from 'node:assert/strict';
import { test } from 'node:test';
import { share } from './shares.ts';

const landlord = [{ line: 'other0', items: ['rent'] }];
const items = [{ item: 'norm', amountOre: 500_000 }, { item: 'rent', amountOre: 700_000 }];

test('the landlord gets the rent, and the applicant the rest', () => {
  assert.deepEqual(share(1_200_000, items, landlord), { applicantOre: 500_000, others: [{ line: 'other0', amountOre: 700_000 }] });
});

test('nobody is paid more than was decided, also when incomes have been taken off', () => {
  assert.deepEqual(share(640_400, items, landlord), { applicantOre: 0, others: [{ line: 'other0', amountOre: 640_400 }] });
  assert.deepEqual(share(0, items, landlord), { applicantOre: 0, others: [] });
});

test('without a landlord everything is the applicant\'s', () => {
  assert.deepEqual(share(1_200_000, items, []), { applicantOre: 1_200_000, others: [] });
  assert.deepEqual(share(1_200_000, [{ item: 'norm', amountOre: 1_200_000 }], landlord), { applicantOre: 1_200_000, others: [] });
});
