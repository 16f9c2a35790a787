import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Shape } from '../engine/types.ts';
import { compileExpression, type Expression } from './expression.ts';
import { libraryEvaluator } from './library.ts';
import { boolean, coding, day, integer, many, number, object, string } from './shapes.ts';
import type { World } from './world.ts';

const variables = new Map<string, Shape>([
  ['hinder', many(coding(['walk', 'board', 'wait']))],
  ['kind', coding(['new', 'old'])],
  ['until', object({ start: day, end: day })],
  ['works', boolean],
  ['rooms', integer],
  ['share', number],
  ['born', day],
  ['name', string],
  ['incomes', many(object({ amount: integer, kind: coding(['salary', 'rent']), from: day }))],
]);

function compiled(source: string): Expression {
  const result = compileExpression(source, { variables, tables: { norm: { keys: 2 } } });
  assert.ok(result.ok, `${source}: ${JSON.stringify(result)}`);
  return result.expression;
}

function world(values: Readonly<Record<string, unknown>> = {}, today = '2026-05-03'): World {
  return {
    today,
    read: (name) => values[name],
    lookup: (table, [kind, age]) => (table === 'norm' && kind === 'child' && Number(age) <= 6 ? 310_000 : undefined),
  };
}

const code = (value: string, weight?: number) => ({
  code: value,
  display: value,
  ...(weight !== undefined && { weight }),
});

test('an expression gives what a reader of it expects', () => {
  const table: readonly [string, Readonly<Record<string, unknown>>, readonly unknown[]][] = [
    ["%hinder.code contains 'walk'", { hinder: [code('walk'), code('wait')] }, [true]],
    ["%hinder.code contains 'walk'", { hinder: [code('wait')] }, [false]],
    ["%hinder.code contains 'walk'", {}, [false]],
    ['%until.end < today() + 3 months', { until: { end: '2026-08-02' } }, [true]],
    ['%until.end < today() + 3 months', { until: { end: '2026-08-03' } }, [false]],
    ['%until.end < today() + 3 months', { until: { start: '2026-05-01' } }, []],
    ['%works', {}, []],
    ['%works.not()', { works: false }, [true]],
    ["%kind.code in ('new' | 'old')", { kind: code('old') }, [true]],
    ['%incomes.amount.sum()', { incomes: [{ amount: 100 }, { amount: 250 }] }, [350]],
    ['%incomes.where(amount > 200).count()', { incomes: [{ amount: 100 }, { amount: 250 }] }, [1]],
    ["%incomes.where(kind.code = 'rent').amount.sum()", { incomes: [{ amount: 1, kind: code('rent') }] }, [1]],
    ['%incomes.all($this.from <= today())', { incomes: [{ from: '2026-05-03' }] }, [true]],
    ['%hinder.weight().sum()', { hinder: [code('walk', 2), code('wait', 0.5)] }, [2.5]],
    ["lookup('norm', 'child', %born.age())", { born: '2020-05-03' }, [310_000]],
    ["lookup('norm', 'child', %born.age())", { born: '2019-05-03' }, []],
    ['%born.age()', { born: '2020-05-04' }, [5]],
    ['%born.age(%until.end)', { born: '2020-05-04', until: { end: '2027-05-04' } }, [7]],
    ['%born.age(%until.end)', { born: '2020-05-04', until: { end: '2027-05-03' } }, [6]],
    ['%born.age(%until.end)', { born: '2020-05-04' }, []],
    ['%until.start.daysUntil(%until.end)', { until: { start: '2026-02-27', end: '2026-03-01' } }, [2]],
    ['today()', {}, ['2026-05-03']],
    ['iif(%rooms > 2, 10, 20)', { rooms: 3 }, [10]],
    ['%share * 100', { share: 0.29 }, [29]],
  ];
  for (const [source, values, expected] of table) {
    assert.deepEqual(compiled(source).values(world(values)), expected, `${source} with ${JSON.stringify(values)}`);
  }
});

test('what would be silently wrong is found before it is used', () => {
  const table: readonly [string, RegExp, RegExp][] = [
    ['%hindr.exists()', /%hindr finns inte/, /%hinder/],
    ['%until.ends < today()', /\.ends finns inte/, /\.end/],
    ["%kind = 'new'", /aldrig lika/, /\.code/],
    ["%kind.code = 'nwe'", /inte ett av alternativen/, /'new'/],
    ["%hinder.code contains 'wolk'", /inte ett av alternativen/, /'walk'/],
    ["%hinder.code = 'walk'", /får flera/, /contains/],
    ["%until.end < '2026-05-03'", /aldrig lika/, /@2026-05-03/],
    ["%works = 'yes'", /aldrig lika/, /samma slag/],
    ['kind.code', /procenttecken/, /%kind/],
    ['%rooms and %works', /ja eller nej/, /exists/],
    ['%name.matches("(a+)+")', /går inte att läsa|matches/, /./],
    ["%name.matches('(a+)+')", /matches\(\) används inte/, /./],
    ['%incomes.repeat(amount)', /repeat\(\) används inte/, /./],
    ['%incomes.amount > 3', /får flera/, /exists/],
    ["lookup('nrom', 'child', 3)", /nrom finns inte/, /norm/],
    ["lookup('norm', 'child')", /2 nycklar/, /./],
    ['%rooms >', /går inte att läsa/, /./],
    ['%incomes.where(%incomes.where(%incomes.where(amount > 1).exists()).exists())', /för stort/, /./],
    [Array.from({ length: 100 }, () => '%rooms > 2').join(' and '), /för stort/, /./],
  ];
  for (const [source, message, remedy] of table) {
    const result = compileExpression(source, { variables, tables: { norm: { keys: 2 } } });
    assert.equal(result.ok, false, source);
    if (result.ok) continue;
    assert.match(result.remarks.map((remark) => remark.message).join('\n'), message, source);
    assert.match(result.remarks.map((remark) => remark.remedy).join('\n'), remedy, source);
  }
});

test('an evaluation that fails is not true', () => {
  assert.equal(
    compiled('%incomes.single().exists()').isTrue(world({ incomes: [{ amount: 1 }, { amount: 2 }] })),
    false,
  );
});

const answered = fc.record(
  {
    hinder: fc.subarray(['walk', 'board', 'wait']).map((codes) => codes.map((item) => code(item))),
    kind: fc.constantFrom(code('new'), code('old')),
    until: fc.record({ start: days(), end: days() }, { requiredKeys: [] }),
    works: fc.boolean(),
    rooms: fc.integer({ min: -3, max: 9 }),
    share: fc.constantFrom(0.1 + 0.2, 0.3, 1, 2.5, 1e-9, 0),
    born: days(),
    name: fc.constantFrom('', 'Åsa', 'åsa', "O'Brien"),
  },
  { requiredKeys: [] },
);

function days(): fc.Arbitrary<string> {
  return fc.constantFrom(
    '2024-02-29',
    '2025-02-28',
    '2026-01-31',
    '2026-05-02',
    '2026-05-03',
    '2026-05-04',
    '2028-12-31',
  );
}

function plainSource(): fc.Arbitrary<string> {
  const atoms = fc.constantFrom('%rooms', '0', '3', '%share', '0.3', '2.5');
  const dates = fc
    .tuple(
      fc.constantFrom('%until.end', '%until.start', '%born', 'today()', '@2026-05-03'),
      fc.constantFrom('', '', ' + 3 months', ' - 1 month', ' + 10 days', ' - 2 weeks', ' + 1 year'),
    )
    .map((parts) => parts.join(''));
  const order = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
  const { expression } = fc.letrec<{ expression: string; leaf: string }>((tie) => ({
    leaf: fc.oneof(
      fc.tuple(atoms, order, atoms).map((parts) => parts.join(' ')),
      fc.tuple(dates, order, dates).map((parts) => parts.join(' ')),
      fc.constantFrom(
        '%works',
        '%works = true',
        '%works != false',
        "%kind.code = 'new'",
        "%kind.code != 'old'",
        "%hinder.code contains 'walk'",
        "'wait' in %hinder.code",
        "%kind.code in ('new' | 'old')",
        '%hinder.exists()',
        '%until.end.empty()',
        '%rooms.exists()',
        '%works.not()',
        "%name = 'Åsa'",
        "%name != 'O\\'Brien'",
        'true',
      ),
    ),
    expression: fc.oneof(
      { maxDepth: 3 },
      tie('leaf'),
      fc
        .tuple(tie('expression'), fc.constantFrom('and', 'or', 'xor', 'implies'), tie('expression'))
        .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
      tie('expression').map((inner) => `(${inner}).not()`),
    ),
  }));
  return expression;
}

test('a closure of our own means the same as the library', () => {
  fc.assert(
    fc.property(plainSource(), answered, (source, values) => {
      const expression = compiled(source);
      assert.ok(expression.isPlain, `${source} should be plain`);
      const library = libraryEvaluator(source, variables)(world(values));
      assert.deepEqual(expression.values(world(values)), library, `${source} with ${JSON.stringify(values)}`);
    }),
    {
      numRuns: 1000,
      // Found by earlier runs: numbers that differ by less than eight decimals show.
      examples: [['%rooms >= %share', { rooms: 0, share: 1e-9 }], ['0 >= %share', { share: 1e-9 }]],
    },
  );
});
