import assert from 'node:assert/strict';
import { test } from 'node:test';
import { totalOre } from './total.ts';

const item = (key: string, change: object) => ({ item: key, reasons: [], further: false, conditions: {}, text: '', ...change });
const proposed = new Map([['norm', 500_000], ['care_r1', 20_000], ['care_r2', 30_000]]);
const three = [item('norm', { outcome: 'granted', amountOre: 500_000 }), item('care_r1', { outcome: 'granted', amountOre: 20_000 }), item('care_r2', { outcome: 'granted', amountOre: 30_000 })];
const changed = (at: number, change: object) => three.map((one, index) => (index === at ? { ...one, ...change } : one));
const of = (items: typeof three, more: object = {}) => totalOre({ draft: { summary: '', items }, proposed, proposedTotalOre: 250_000, money: true, ...more });

for (const [name, total, expected] of [
  ['as proposed is what the calculation says', of(three), 250_000],
  ['moves with a row that is refused', of(changed(2, { outcome: 'refused' })), 220_000],
  ['moves with a row that gets less', of(changed(1, { outcome: 'partly', amountOre: 5_000 })), 235_000],
  ['has what is given besides the calculation', of([...three, item('debt_r1', { outcome: 'granted', amountOre: 1_200_000 })]), 1_450_000],
  ['leaves out what is decided later', of(changed(0, { left: true })), 0],
  ['is never below nothing', of(changed(0, { outcome: 'refused' })), 0],
  ['is the sum of the parts where nothing else is worked out', totalOre({ draft: { summary: '', items: three }, proposed, money: true }), 550_000],
  ['is what the officer wrote, when they did', of(three, { draft: { summary: '', items: three, amountOre: 123 } }), 123],
  ['is none of a decision that is not about money', of(three, { money: false }), undefined],
] as const) {
  test(`the whole amount ${name}`, () => assert.equal(total, expected));
}
