import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copyFee, feeState } from './copy-fee.ts';

const state = [
  { kind: 'paper', from: 1, to: 9, amount: 0 }, { kind: 'paper', from: 10, to: 10, amount: 5_000 }, { kind: 'paper', from: 11, to: 100_000, amount: 200 },
  { kind: 'file', from: 1, to: 100_000, amount: 0 },
];

test('copies cost by the number of each page, and reading costs nothing', () => {
  for (const [delivery, pages, ore] of [['post', 1, 0], ['post', 9, 0], ['post', 10, 5_000], ['post', 11, 5_200], ['collect', 58, 14_600], ['link', 500, 0], ['read', 500, 0]] as const) {
    assert.equal(copyFee(state, delivery, pages), ore, `${delivery}, ${pages}`);
  }
  assert.equal(copyFee([{ kind: 'file', from: 1, to: 100_000, amount: 100 }], 'link', 3), 300, 'a council may decide otherwise');
  assert.equal(copyFee([], 'post', 100), 0, 'without a tariff there is no fee');
});

test('nothing is handed out before a fee is told and agreed', () => {
  const at = new Date();
  for (const [due, told, is] of [
    [0, undefined, 'none'], [5_000, undefined, 'toTell'], [5_000, { answer: null, paidAt: null }, 'waiting'], [5_000, { answer: 'invoice', paidAt: null }, 'agreed'],
    [5_000, { answer: 'advance', paidAt: null }, 'toPay'], [5_000, { answer: 'advance', paidAt: at }, 'agreed'], [5_000, { answer: 'waived', paidAt: null }, 'agreed'],
    [5_000, { answer: 'read', paidAt: null }, 'none'], [5_000, { answer: 'withdrawn', paidAt: null }, 'declined'],
  ] as const) assert.equal(feeState(due, told), is);
});
