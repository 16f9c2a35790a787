import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../answers.ts';
import { compiled, complete, context } from '../fixtures/form.ts';
import { calculate } from './calculate.ts';
import { compileRule, evaluateRule, explain } from './explain.ts';
import type { FormContext } from './types.ts';

const form = compiled();
const amounts = (answers: Answers, more: Partial<FormContext> = {}) =>
  Object.fromEntries(calculate(form, answers, { ...context, ...more }).map(({ id, amount }) => [id, amount]));

test('a calculation adds up, row by row, from the table of the day', () => {
  assert.deepEqual(amounts(complete), { childNorm: 700_000, costs: 700_000, total: 1_400_000, trap: 2 });
  const [childNorm] = calculate(form, complete, context);
  assert.deepEqual(
    childNorm?.rows?.map(({ row, amount }) => [row, amount]),
    [
      ['r1', 310_000],
      ['r2', 390_000],
    ],
  );
});

test('what is unanswered gives no result, also where the expression alone would give one', () => {
  const { rent: _rent, ...lacking } = complete;
  assert.deepEqual(amounts(lacking), { childNorm: 700_000, costs: undefined, total: undefined, trap: undefined });
  const trap = calculate(form, lacking, context).find(({ id }) => id === 'trap');
  assert.deepEqual(trap?.explanation.missing, ['rent']);
});

test('emptiness that the expression itself asks about is thought of', () => {
  assert.equal(amounts({ ...complete, extra: 5_000 })['costs'], 705_000);
  assert.equal(amounts(complete)['costs'], 700_000);
});

test('a cell that is unanswered in one row leaves the whole without result', () => {
  const children = [complete.children[0], { id: 'r2', answers: { name: 'Bo' } }];
  const [childNorm] = calculate(form, { ...complete, children }, context);
  assert.equal(childNorm?.amount, undefined);
  assert.deepEqual(
    childNorm?.rows?.map(({ amount }) => amount),
    [310_000, undefined],
  );
  assert.ok(childNorm?.explanation.missing.includes('row.born'));
});

test('a calculation that does not apply is nought, not unknown', () => {
  const [childNorm] = calculate(form, { ...complete, hasChildren: false }, context);
  assert.deepEqual([childNorm?.applies, childNorm?.amount], [false, 0]);
  assert.equal(amounts({ ...complete, hasChildren: false })['total'], 700_000);
});

test('a day without a row in the table gives no result', () => {
  assert.equal(amounts(complete, { tableDay: '2025-12-31' })['childNorm'], undefined);
  assert.equal(
    amounts(complete, { tableDay: '2027-01-01' })['childNorm'],
    undefined,
    'the younger child has no row in 2027',
  );
  assert.equal(amounts(complete, { tables: {} })['childNorm'], undefined);
});

test('a result says which answers and which rows of the table it came from', () => {
  const [childNorm, costs] = calculate(form, complete, context);
  assert.deepEqual(
    childNorm?.explanation.rows.map(({ table, row, day }) => [table, row.id, day]),
    [
      ['norm', 'child0to6', '2026-05-03'],
      ['norm', 'child7up', '2026-05-03'],
    ],
  );
  assert.deepEqual(
    childNorm?.explanation.answers.map(({ id, value }) => [id, value]),
    [
      ['row.born', '2021-01-01'],
      ['row.born', '2016-01-01'],
    ],
  );
  assert.deepEqual(costs?.explanation.answers, [{ id: 'rent', value: 700_000 }]);
  assert.equal(costs?.explanation.result, 700_000);
});

test('money is whole öre, halves away from nought', () => {
  const rounding = (value: string) => {
    const small = compiled(
      {
        pages: [{ id: 'a', title: 'A', questions: [{ id: 'n', ask: 'n', type: 'number', decimals: 2 }] }],
        calculate: [{ id: 'c', sv: 'c', value }],
      },
      {},
    );
    return calculate(small, { n: 0.29 }, context)[0]?.amount;
  };
  for (const [value, öre] of [
    ['%n * 100', 29],
    ['0.5', 1],
    ['-0.5', -1],
    ['1.005 * 100', 101],
    ['100 / 3', 33],
    ['0.1 + 0.2', 0],
  ] as const) {
    assert.equal(rounding(value), öre, value);
  }
});

test('every rule that stands in the way is explained', () => {
  const paths = new Map(explain(form, complete, context).map((one) => [one.path, one.result]));
  assert.equal(paths.get('pages.hinders.questions.distance.when'), true);
  assert.equal(paths.get('pages.emergency.when'), false);
  assert.equal(paths.get('calculate.total'), 1_400_000);
});

test('a rule outside the pages reads the same answers', () => {
  const rule = compileRule(form, '%applicant.age < 18 or %total > 1000000', 'route.1');
  assert.ok(rule.ok);
  assert.equal(evaluateRule(rule.rule, complete, { ...context, applicant: { age: 40 } }).holds, true);
  const lacking = evaluateRule(rule.rule, {}, { ...context, applicant: { age: 40 } });
  assert.deepEqual([lacking.holds, lacking.explanation.missing], [false, ['total']]);
  const wrong = compileRule(form, '%totl > 3', 'route.1');
  assert.equal(wrong.ok ? '' : wrong.problems[0]?.remedy, 'Menar du %total?');
});
