import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../../../forms/index.ts';
import { changedAnswers } from './unchanged.ts';

const before = { family: 'single', expenses: [{ id: 'r1', answers: { kind: 'rent', amount: 600_000 } }], account: { clearing: '6000', account: '123456789' } } as unknown as Answers;
const ids = ['family', 'expenses', 'account', 'landlord'];
const cases: [what: string, now: object, changed: string[]][] = [
  ['nothing', {}, []],
  ['answers found right, where last time they were typed', { family: { confirmed: 'single' }, expenses: { confirmed: before['expenses'] } }, []],
  ['another amount found right', { expenses: { confirmed: [{ id: 'r1', answers: { kind: 'rent', amount: 1 } }] } }, ['expenses']],
  ['the name of a row, which is the form\'s own', { expenses: [{ id: 'r9', answers: { amount: 600_000, kind: 'rent' } }] }, []],
  ['an amount', { expenses: [{ id: 'r1', answers: { kind: 'rent', amount: 600_100 } }] }, ['expenses']],
  ['a row more', { expenses: [{ id: 'r1', answers: { kind: 'rent', amount: 600_000 } }, { id: 'r2', answers: { kind: 'other', amount: 1 } }] }, ['expenses']],
  ['a file that somebody should read', { expenses: [{ id: 'r1', answers: { kind: 'rent', amount: 600_000, receipt: [{ id: 'f' }] } }] }, ['expenses']],
  ['the account', { account: { clearing: '6000', account: '123456780' } }, ['account']],
  ['an answer that was not there', { landlord: 'Hemmet' }, ['landlord']],
  ['an answer that is gone', { family: undefined }, ['family']],
];
for (const [what, now, changed] of cases) {
  test(`of ${what} is told what has changed: ${changed.join() || 'nothing'}`, () => {
    assert.deepEqual(changedAnswers(ids, { ...before, ...now } as Answers, before), changed);
  });
}
