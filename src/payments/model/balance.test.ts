import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instalments, isRemitted, leftOf } from './balance.ts';

test('what is left is what was decided, less what was paid, lowered and remitted', () => {
  const events = [{ kind: 'invoiced', amountOre: 1_000 }, { kind: 'lowered', amountOre: 100 }, { kind: 'planned', amountOre: 900 }, { kind: 'paid', amountOre: 300 }] as const;
  assert.equal(leftOf(1_000, events), 600);
  assert.equal(leftOf(1_000, [...events, { kind: 'remitted', amountOre: 600 }]), 0);
  assert.deepEqual([isRemitted(events), isRemitted([{ kind: 'remitted', amountOre: 1 }])], [false, true]);
});

test('instalments are whole kronor a month apart, and come to the whole', () => {
  const plan = instalments(100_050, 3, '2027-01-31');
  assert.deepEqual(plan, [{ dueDay: '2027-01-31', amountOre: 33_300 }, { dueDay: '2027-02-28', amountOre: 33_300 }, { dueDay: '2027-03-31', amountOre: 33_450 }]);
  assert.equal(plan.reduce((sum, { amountOre }) => sum + amountOre, 0), 100_050);
});

test('no plan has instalments below a krona, or more than five years of them', () => {
  assert.deepEqual([instalments(250, 3, '2027-01-31'), instalments(1_000_000, 61, '2027-01-31'), instalments(1_000, 0, '2027-01-31')], [[], [], []]);
});
