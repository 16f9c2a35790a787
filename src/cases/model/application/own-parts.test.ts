import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileForm } from '../../../forms/index.ts';
import { householdAnswers } from './own-parts.ts';

const compiled = compileForm({ pages: [
  { id: 'home', title: 'Hem', questions: [{ id: 'rent', ask: 'Hyra?', type: 'money' }] },
  { id: 'incomes', title: 'Inkomster', part: 'own', questions: [
    { id: 'has', ask: 'Har du?', type: 'yesNo' },
    { id: 'rows', ask: 'Vilka?', type: 'table', rowName: 'Inkomst', when: '%has = true', columns: [{ id: 'amount', ask: 'Belopp', type: 'money' }] },
  ] },
] });
assert.ok(compiled.ok);
const { form } = compiled;

test('incomes of both are laid together, with ids of their own, and a yes from either counts', () => {
  const merged = householdAnswers(form, { rent: 500_000, has: false }, [{ has: true, rows: [{ id: 'r1', answers: { amount: 1_000 } }] }]);
  assert.deepEqual(merged, { rent: 500_000, has: true, rows: [{ id: 'p2r1', answers: { amount: 1_000 } }] });
  const both = householdAnswers(form, { has: true, rows: [{ id: 'r1', answers: { amount: 1 } }] }, [{ has: true, rows: [{ id: 'r1', answers: { amount: 2 } }] }]);
  assert.deepEqual((both['rows'] as { id: string }[]).map(({ id }) => id), ['r1', 'p2r1']);
});

test('a co-applicant cannot change what is shared', () => {
  assert.deepEqual(householdAnswers(form, { rent: 500_000, has: false }, [{ rent: 1, has: false }]), { rent: 500_000, has: false });
});
