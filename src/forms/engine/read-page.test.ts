import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers, Typed } from '../answers.ts';
import { compiled, complete, context } from '../fixtures/form.ts';
import { journey } from './journey.ts';
import { readPage } from './read-page.ts';
import { faultText } from './words.ts';
import type { FormContext } from './types.ts';

const form = compiled();

function post(
  page: string,
  fields: Record<string, string | string[]>,
  answers: Answers = {},
  typed: Typed = {},
  in_: FormContext = context,
) {
  return readPage(form, { page, fields, answers, typed }, in_);
}

test('what cannot be read is kept as typed, the page is not complete, and the text says what to do', () => {
  const read = post('time', { asked: 'until', 'until.end': 'till jul' });
  assert.deepEqual([read.answers, read.typed], [{}, { 'until.end': 'till jul' }]);
  assert.equal(faultText(form, read.errors[0]!, 'sv'), 'Skriv datumet med siffror, till exempel 2026-05-03');
  assert.equal(faultText(form, read.errors[0]!, 'en'), 'Enter the date with digits, for example 2026-05-03');
  const later = journey(form, read.answers, context, read.typed).pages.find(({ key }) => key === 'time');
  assert.deepEqual(
    later?.errors.map(({ code }) => code),
    ['date.unreadable'],
    'days later it is still told',
  );
});

test('an optional answer that cannot be read is not dropped in silence', () => {
  const read = post('money', { asked: ['rent', 'extra'], rent: '7000', extra: 'lite' }, complete);
  assert.deepEqual(
    read.errors.map(({ field, code }) => [field, code]),
    [['extra', 'money.unreadable']],
  );
  assert.equal(journey(form, read.answers, context, read.typed).complete, false);
});

test('put right, what was typed is gone', () => {
  const wrong = post('time', { asked: 'until', 'until.end': 'jul' });
  const right = post('time', { asked: 'until', 'until.end': '24 december 2026' }, wrong.answers, wrong.typed);
  assert.deepEqual([right.answers, right.typed, right.errors], [{ until: { end: '2026-12-24' } }, {}, []]);
});

test('a page touches only its own answers', () => {
  const read = post('money', { asked: 'rent', rent: '1', hinder: 'board', hasChildren: 'no' }, complete);
  assert.deepEqual(read.answers, { ...complete, rent: 100 });
});

test('a box that is not ticked any more takes the answer away', () => {
  assert.equal('hinder' in post('hinders', { asked: ['hinder', 'distance'] }, complete).answers, false);
});

test('a question that an answer brings up is shown before it is asked for', () => {
  const read = post('hinders', { asked: 'hinder', hinder: 'walk' });
  assert.deepEqual([read.errors, read.stay, read.focus], [[], true, 'distance']);
  const again = post('hinders', { asked: ['hinder', 'distance'], hinder: 'walk' }, read.answers);
  assert.deepEqual([again.errors.map(({ field }) => field), again.stay], [['distance'], false]);
});

test('a hidden answer is kept while its page is posted', () => {
  assert.deepEqual(
    post('hinders', { asked: 'hinder', hinder: 'wait' }, complete).answers['distance'],
    complete.distance,
  );
});

test('a page for a row writes in its row', () => {
  const read = post('child~r2', { asked: 'children.r2.lives', 'children.r2.lives': 'yes' }, complete);
  assert.deepEqual((read.answers['children'] as typeof complete.children)[1].answers, {
    ...complete.children[1].answers,
    lives: true,
  });
  assert.deepEqual((read.answers['children'] as typeof complete.children)[0], complete.children[0]);
});

test("posting the table keeps what the rows' own pages hold", () => {
  const read = post(
    'home',
    {
      asked: ['hasChildren', 'children'],
      hasChildren: 'yes',
      'children.r1.name': 'Alva Maria',
      'children.r1.born': '2021-01-01',
    },
    complete,
  );
  const [first, second] = read.answers['children'] as readonly { answers: Answers }[];
  assert.deepEqual(first?.answers, { name: 'Alva Maria', born: '2021-01-01', lives: true });
  assert.deepEqual(second?.answers, complete.children[1].answers);
});

test('a page that is no longer in the way changes nothing', () => {
  const read = post('child~r9', { 'children.r9.lives': 'yes' }, complete);
  assert.deepEqual([read.answers, read.errors.map(({ code }) => code)], [complete, ['page.gone']]);
  assert.deepEqual(post('nowhere', { rent: '1' }, complete).answers, complete);
});

test('a fact is found right with yes, and changed with no', () => {
  const known = { ...context, previous: { rent: 650_000 } };
  assert.deepEqual(post('money', { asked: 'rent', 'rent.confirm': 'yes', rent: '' }, {}, {}, known).answers, {
    rent: { confirmed: 650_000 },
  });
  assert.deepEqual(post('money', { asked: 'rent', 'rent.confirm': 'no', rent: '6 600' }, {}, {}, known).answers, {
    rent: 660_000,
  });
  assert.deepEqual(
    post('money', { asked: 'rent', 'rent.confirm': 'yes', rent: '' }).answers,
    {},
    'there is nothing to find right',
  );
});

test('nothing typed is lost, whatever is typed', () => {
  const form = compiled({
    pages: [
      {
        id: 'page',
        title: 'P',
        questions: [
          { id: 'amount', ask: 'A', type: 'money', optional: true },
          { id: 'period', ask: 'P', type: 'period', optional: true },
          { id: 'note', ask: 'N', type: 'text', optional: true, maxLength: 5 },
        ],
      },
    ],
  });
  const names = ['amount', 'period.start', 'period.end', 'note'] as const;
  const typing = fc.oneof(fc.string(), fc.constantFrom('1 500', '3/5 2026', '2026-05-03', 'i maj', ' '));
  fc.assert(
    fc.property(fc.record({ amount: typing, 'period.start': typing, 'period.end': typing, note: typing }), (fields) => {
      const asked = ['amount', 'period', 'note'];
      const read = readPage(form, { page: 'page', fields: { ...fields, asked }, answers: {} }, context);
      for (const name of names) {
        const question = name.split('.')[0]!;
        const isKept = read.typed[name] === fields[name] || Object.hasOwn(read.answers, question);
        // Control characters alone are nothing that anyone has typed.
        assert.ok(isKept || !/[^\s\p{C}]/u.test(fields[name]), `${name}: ${JSON.stringify(fields[name])}`);
      }
    }),
    { numRuns: 500 },
  );
});
