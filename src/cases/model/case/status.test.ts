import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusOf, type StatusFacts } from './status.ts';

const plain: StatusFacts = { arrivedDay: '2026-05-03', promiseDue: '2026-05-31', assigned: false, withdrawn: false, closedWhy: null, appealed: false };
const decision = { outcome: 'granted', day: '2026-05-20', opened: true, appealUntil: '2026-06-10' } as const;

const cases: [string, Partial<StatusFacts>, string, boolean][] = [
  ['just received', {}, 'received', false],
  ['somebody reads it', { assigned: true }, 'reading', false],
  ['no promise runs yet', { promiseDue: null }, 'receivedNoDate', false],
  ['the promise was not kept', { promiseDue: '2026-05-09' }, 'late', false],
  ['last promised day is not late', { promiseDue: '2026-05-10' }, 'received', false],
  ['we wait for the person', { asked: { kind: 'completion', dueDay: '2026-05-17' } }, 'waitsCompletion', false],
  ['we want to hear the person', { asked: { kind: 'hearing', dueDay: '2026-05-17' } }, 'waitsHearing', false],
  ['my part is missing', { unsigned: 'mine', asked: { kind: 'completion', dueDay: '2026-05-17' } }, 'waitsMine', false],
  ['the other\'s part is missing', { unsigned: 'other' }, 'waitsOther', false],
  ['taken back, not yet written off', { withdrawn: true, asked: { kind: 'completion', dueDay: '2026-05-17' } }, 'withdrawn', false],
  ['taken back and written off', { withdrawn: true, closedWhy: 'withdrawn' }, 'closedWithdrawn', true],
  ['a decision not yet read goes before all', { decision: { ...decision, opened: false, appealUntil: null }, closedWhy: 'withdrawn' }, 'decisionNew', false],
  ['read, may be appealed', { decision }, 'decidedAppealable', true],
  ['the last day to appeal is a day to appeal', { decision: { ...decision, appealUntil: '2026-05-10' } }, 'decidedAppealable', true],
  ['the time has run out', { decision: { ...decision, appealUntil: '2026-05-09' } }, 'decided', true],
  ['appealed', { decision, appealed: true }, 'appealed', false],
  ['closed without a decision', { closedWhy: 'other' }, 'closed', true],
];
for (const [name, facts, key, done] of cases) {
  test(`status: ${name}`, () => {
    const status = statusOf({ ...plain, ...facts }, '2026-05-10');
    assert.deepEqual([status.key, status.done], [key, done]);
  });
}
