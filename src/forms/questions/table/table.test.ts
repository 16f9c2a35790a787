import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers, Typed } from '../../answers.ts';
import { answerText, factText } from '../../engine/answer-text.ts';
import { journey } from '../../engine/journey.ts';
import { readPage } from '../../engine/read-page.ts';
import type { FormContext } from '../../engine/types.ts';
import { compiled } from '../../fixtures/form.ts';

const form = compiled(
  {
    pages: [
      {
        id: 'page',
        title: 'Page',
        questions: [
          {
            id: 'incomes',
            ask: 'Vilka inkomster har du?',
            type: 'table',
            rowName: 'Inkomst',
            min: 0,
            max: 3,
            dontKnow: true,
            confirm: { from: 'previous.incomes' },
            columns: [
              {
                id: 'kind',
                ask: 'Slag',
                type: 'choice',
                options: [
                  { id: 'salary', sv: 'Lön' },
                  { id: 'other', sv: 'Annat' },
                ],
              },
              { id: 'what', ask: 'Vad?', type: 'text', when: "%row.kind.code = 'other'" },
              { id: 'amount', ask: 'Belopp', type: 'money' },
              { id: 'slip', ask: 'Lönebesked', type: 'file', optional: true },
            ],
          },
        ],
      },
    ],
  },
  {},
);
const today: FormContext = { today: '2026-05-03' };
const salary = { id: 'r1', answers: { kind: 'salary', amount: 1_500_000 } };

function post(fields: Record<string, string>, answers: Answers = {}, typed: Typed = {}, context = today) {
  return readPage(form, { page: 'page', fields: { asked: 'incomes', ...fields }, answers, typed }, context);
}

test('rows come from their fields, and rows left empty are left out', () => {
  const read = post({
    'incomes.r1.kind': 'salary',
    'incomes.r1.amount': '15 000',
    'incomes.r2.kind': '',
    'incomes.r2.amount': '  ',
    'incomes.x.amount': '3',
  });
  assert.deepEqual([read.answers, read.errors], [{ incomes: [salary] }, []]);
});

test('a table may be answered with no rows', () => {
  assert.deepEqual([post({}).answers, post({}).errors], [{ incomes: [] }, []]);
});

test('buttons add and take away rows without losing what is typed in the others', () => {
  const added = post({ 'incomes.r1.kind': 'salary', 'incomes.r1.amount': 'femton', do: 'add:incomes' });
  assert.deepEqual(added.answers, {
    incomes: [
      { id: 'r1', answers: { kind: 'salary' } },
      { id: 'r2', answers: {} },
    ],
  });
  assert.deepEqual([added.stay, added.focus, added.errors], [true, 'incomes.r2', []]);
  assert.equal(added.typed['incomes.r1.amount'], 'femton');
  const removed = post(
    { 'incomes.r1.amount': 'femton', 'incomes.r2.amount': '3', do: 'remove:incomes:r1' },
    added.answers,
    added.typed,
  );
  assert.deepEqual(removed.answers, { incomes: [{ id: 'r2', answers: { amount: 300 } }] });
  assert.deepEqual(removed.typed, {});
});

test('a new row never gets the name of one that was there', () => {
  const read = post(
    { 'incomes.r2.amount': '1', do: 'add:incomes' },
    { incomes: [{ id: 'r2', answers: { amount: 100 } }] },
  );
  assert.deepEqual(
    (read.answers['incomes'] as readonly { id: string }[]).map(({ id }) => id),
    ['r2', 'r3'],
  );
});

test('there are never more rows than the most', () => {
  const rows = ['r1', 'r2', 'r3'].map((id) => ({ ...salary, id }));
  assert.equal((post({ do: 'add:incomes' }, { incomes: rows }).answers['incomes'] as readonly object[]).length, 3);
});

test('a mistake in a cell is told with its row, and a cell that comes up is asked for', () => {
  const wrong = post({ 'incomes.r1.kind': 'salary', 'incomes.r1.amount': 'x' });
  assert.deepEqual(wrong.errors, [
    {
      code: 'money.unreadable',
      page: 'page',
      question: 'amount',
      field: 'incomes.r1.amount',
      row: { table: 'incomes', id: 'r1', number: 1 },
    },
  ]);
  const lacking = post({ 'incomes.r1.kind': 'other', 'incomes.r1.amount': '3' });
  assert.deepEqual(
    lacking.errors.map(({ field, code }) => [field, code]),
    [['incomes.r1.what', 'required.write']],
  );
});

test('files in a row that is taken away are given back', () => {
  const slip = { id: 'f1', name: 'a.pdf', type: 'application/pdf', size: 3 };
  const read = post({ do: 'remove:incomes:r1' }, { incomes: [{ id: 'r1', answers: { slip: [slip] } }] });
  assert.deepEqual(read.removedFiles, [slip]);
});

test("last time's rows can be found right, or be changed", () => {
  const context = { ...today, previous: { incomes: [salary] } };
  assert.deepEqual(
    post({}, {}, {}, context).errors.map(({ code, field }) => [code, field]),
    [['required.confirm', 'incomes.confirm']],
  );
  const yes = post({ 'incomes.confirm': 'yes' }, {}, {}, context);
  assert.deepEqual([yes.answers, yes.errors], [{ incomes: { confirmed: [salary] } }, []]);
  const no = post({ 'incomes.confirm': 'no' }, yes.answers, {}, context);
  assert.deepEqual(no.answers, { incomes: [salary] });
  assert.equal(no.stay, true, 'the rows are shown, to be changed');
  const changed = post(
    { 'incomes.confirm': 'no', 'incomes.r1.kind': 'salary', 'incomes.r1.amount': '1' },
    no.answers,
    {},
    context,
  );
  assert.deepEqual(changed.answers, { incomes: [{ id: 'r1', answers: { kind: 'salary', amount: 100 } }] });
});

test('a table is read row by row', () => {
  const context = { ...today, previous: { incomes: [salary] } };
  const [at] = journey(form, { incomes: [salary] }, context).pages[0]!.questions;
  const shown = answerText(form, at!, 'sv');
  assert.deepEqual(
    shown.rows?.map(({ heading, cells }) => [
      heading,
      ...cells.map(({ ask, text }) => `${ask}: ${text.lines.join().replace(/\s/g, ' ')}`),
    ]),
    [['Inkomst 1', 'Slag: Lön', 'Belopp: 15 000 kr', 'Lönebesked: Inget svar']],
  );
  assert.deepEqual(
    factText(form, at!, 'sv')?.rows?.[0]?.cells.map(({ id }) => id),
    ['kind', 'amount'],
  );
});
