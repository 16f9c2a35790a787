import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compiled, definition } from '../fixtures/form.ts';
import { changedQuestions } from './changes.ts';
import { compileForm } from './compile.ts';
import { translatable } from './texts.ts';
import { formSchema } from '../schema/form.ts';
import type { FormEnvironment } from './types.ts';

function problems(pages: unknown, more: object = {}, environment: FormEnvironment = {}): string {
  const result = compileForm({ pages, ...more }, environment);
  return result.ok
    ? ''
    : result.problems.map(({ path, message, remedy }) => `${path}: ${message}. ${remedy}`).join('\n');
}

const page = (...questions: object[]) => [{ id: 'a', title: 'A', questions }];
const yesNo = (id: string, more: object = {}) => ({ id, ask: id, type: 'yesNo', ...more });

test('a mistake in a definition is a problem with its place and what to do', () => {
  const table: readonly [string, unknown, RegExp, object?][] = [
    ['an unknown key', page(yesNo('q', { hnit: 'x' })), /questions\.0.*hnit/],
    ['an unknown type', page({ id: 'q', ask: 'q', type: 'colour' }), /pages\.0\.questions\.0/],
    ['an id with a hyphen', page(yesNo('a-b')), /id.*liten bokstav/],
    ['an id that is taken', [...page(yesNo('q')), { id: 'b', title: 'B', questions: [yesNo('q')] }], /används redan/],
    ['an id that is reserved', page(yesNo('row')), /upptaget/],
    ['an id that conditions cannot name', page(yesNo('day')), /"day" är ett ord/],
    ['two pages with one id', [...page(yesNo('q')), ...page(yesNo('r'))], /Två sidor/],
    [
      'an unknown id in a condition',
      page(yesNo('hinder'), yesNo('q', { when: '%hindr' })),
      /a\.questions\.q\.when: %hindr finns inte\. Menar du %hinder/,
    ],
    [
      'a condition that is no condition',
      page({ id: 'n', ask: 'n', type: 'number' }, yesNo('q', { when: '%n + 1' })),
      /ja eller nej/,
    ],
    [
      'two questions that wait for each other',
      page(yesNo('q', { when: '%r' }), yesNo('r', { when: '%q' })),
      /cirkel: q → r → q/,
    ],
    [
      'a page that waits for its own question',
      [{ id: 'a', title: 'A', when: '%q', questions: [yesNo('q')] }],
      /cirkel/,
    ],
    [
      'calculations in a circle',
      page(yesNo('q')),
      /cirkel/,
      {
        calculate: [
          { id: 'x', sv: 'x', value: '%y' },
          { id: 'y', sv: 'y', value: '%x' },
        ],
      },
    ],
    [
      'a repeat without its table',
      [{ id: 'a', title: 'A', repeat: 'rows', questions: [yesNo('q')] }],
      /"rows" finns inte/,
    ],
    [
      'a repeat before its table',
      [
        { id: 'b', title: 'B', repeat: 't', questions: [yesNo('q')] },
        ...page({ id: 't', ask: 't', type: 'table', rowName: 'r', columns: [yesNo('c')] }),
      ],
      /kommer efter/,
    ],
    [
      'a question in a row read from outside it',
      [
        ...page({ id: 't', ask: 't', type: 'table', rowName: 'r', columns: [yesNo('c')] }),
        { id: 'b', title: 'B', repeat: 't', questions: [yesNo('q')] },
        { id: 'd', title: 'D', when: '%q', questions: [yesNo('z')] },
      ],
      /%q finns inte/,
    ],
    ['%row outside a row', page(yesNo('q', { when: '%row.c' })), /%row finns inte/],
    ['min over max', page({ id: 'n', ask: 'n', type: 'number', min: 3, max: 2 }), /större än max/],
    ['a pattern that can run away', page({ id: 'n', ask: 'n', type: 'text', pattern: '(a+)+' }), /Mönstret/],
    [
      'a check that says two things',
      page(yesNo('q', { checks: [{ when: '%q', error: 'x', warn: 'y' }] })),
      /precis en sak/,
    ],
    ['statistics on a name', page({ id: 'p', ask: 'p', type: 'person', statistics: true }), /peka ut/],
    ['one alternative', page({ id: 'c', ask: 'c', type: 'choice', options: [{ id: 'x', sv: 'x' }] }), /minst två/],
    [
      'one alternative twice',
      page({
        id: 'c',
        ask: 'c',
        type: 'choice',
        options: [
          { id: 'x', sv: 'x' },
          { id: 'x', sv: 'y' },
        ],
      }),
      /samma id/,
    ],
  ];
  for (const [name, pages, expected, more] of table) assert.match(problems(pages, more), expected, name);
});

test('a right definition has no problems', () => {
  assert.equal(problems(definition.pages, { calculate: definition.calculate }, { tables: { norm: { keys: 2 } } }), '');
});

test('a text that belongs to nothing is a problem, and every text has a key', () => {
  assert.match(
    problems(page(yesNo('q')), {}, { texts: { en: { questions: { qq: { ask: 'Which?' } } } } }),
    /texts\.en\.questions\.qq\.ask/,
  );
  assert.equal(
    problems(page(yesNo('q')), {}, { texts: { en: { name: 'Service', questions: { q: { ask: 'Which?' } } } } }),
    '',
  );
  const keys = translatable(formSchema.parse(definition)).map(({ key }) => key);
  for (const key of [
    'pages.hinders.title',
    'questions.hinder.ask',
    'questions.hinder.options.walk',
    'questions.until.checks.1',
    'questions.children.rowName',
    'questions.children.columns.name.ask',
    'pages.money.checks.high',
    'calculate.total',
  ]) {
    assert.ok(keys.includes(key), key);
  }
  assert.equal(new Set(keys).size, keys.length);
});

test('a text is in the language of the reader, or Swedish', () => {
  const form = compiled(definition, { texts: { en: { pages: { hinders: { title: 'What is hard?' } } } } });
  assert.equal(form.text('pages.hinders.title', 'en'), 'What is hard?');
  assert.equal(form.text('pages.time.title', 'en'), 'Hur länge?');
  assert.equal(form.text('pages.hinders.title', 'sv-simple'), 'Vad gör det svårt för dig att resa?');
});

test('an inquiry reads the application by the same ids, and takes none of them', () => {
  const application = compiled(definition);
  assert.equal(problems(page(yesNo('right', { when: "%hinder.code contains 'walk'" })), {}, { application }), '');
  assert.match(problems(page(yesNo('hinder')), {}, { application }), /finns redan i ansökan/);
});

test('publishing can show which questions have changed', () => {
  const before = compiled({ pages: page(yesNo('same'), yesNo('gone'), yesNo('other')) });
  const after = compiled({ pages: page(yesNo('same'), yesNo('other', { hint: 'Ny' }), yesNo('fresh')) });
  assert.deepEqual(
    changedQuestions(before, after).map(({ id, change }) => `${id} ${change}`),
    ['gone removed', 'other changed', 'fresh added'],
  );
});
