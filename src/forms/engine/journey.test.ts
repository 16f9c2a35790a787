import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Answers } from '../answers.ts';
import { compiled, complete, context, definition } from '../fixtures/form.ts';
import { calculate } from './calculate.ts';
import { journey, pageAfter, pageBefore } from './journey.ts';
import { submitted } from './submitted.ts';
import type { FormContext, Journey } from './types.ts';
import { validate } from './validate.ts';

const form = compiled();
const go = (answers: Answers, more: Partial<FormContext> = {}) => journey(form, answers, { ...context, ...more });
const keys = ({ pages }: Journey) => pages.map(({ key }) => key);
const codes = (way: Journey) => way.errors.map(({ code, field }) => `${field ?? ''} ${code}`);

test('the way begins at the first page that is not complete', () => {
  assert.equal(go({}).next, 'hinders');
  assert.equal(go({ hinder: ['wait'] }).next, 'time');
  assert.equal(go(complete).next, undefined);
  assert.equal(go(complete).complete, true);
});

test('a condition decides what is asked, and a hidden answer is kept but not sent in', () => {
  const answers = { ...complete, hinder: ['wait'] };
  assert.deepEqual(
    go(answers).pages[0]?.questions.map(({ field }) => field),
    ['hinder'],
  );
  assert.equal('distance' in submitted(form, answers, context), false);
  assert.deepEqual(submitted(form, complete, context), complete);
});

test('a hidden question is empty to every other', () => {
  const chain = compiled({
    pages: [
      {
        id: 'a',
        title: 'A',
        questions: [
          { id: 'one', ask: '1', type: 'yesNo' },
          { id: 'two', ask: '2', type: 'yesNo', when: '%one' },
          { id: 'three', ask: '3', type: 'yesNo', when: '%two' },
        ],
      },
    ],
  });
  const asked = (answers: Answers) => journey(chain, answers, context).pages[0]?.questions.map(({ field }) => field);
  assert.deepEqual(asked({ one: true, two: true }), ['one', 'two', 'three']);
  assert.deepEqual(asked({ one: false, two: true, three: true }), ['one']);
});

test('an exit page ends the way, and nothing can be sent in', () => {
  const way = go({ ...complete, until: { end: '2026-05-04' } });
  assert.deepEqual(keys(way), ['hinders', 'time', 'emergency']);
  assert.equal(way.exit, 'emergency');
  assert.equal(way.complete, false);
  assert.equal(validate(form, { ...complete, until: { end: '2026-05-04' } }, context).ok, false);
});

test('a warning to staff stops nothing', () => {
  const way = go({ ...complete, until: { end: '2026-07-01' } });
  assert.deepEqual(
    way.staffWarnings.map(({ textKey }) => textKey),
    ['questions.until.checks.1'],
  );
  assert.equal(way.complete, true);
});

test('not knowing is an answer, where it is offered', () => {
  assert.equal(go({ ...complete, until: { dontKnow: true } }).complete, true);
  assert.deepEqual(codes(go({ ...complete, rent: { dontKnow: true } })), ['rent unfit']);
});

test('a page that repeats comes once for each row it is about', () => {
  assert.deepEqual(keys(go(complete)), ['hinders', 'time', 'home', 'child~r1', 'child~r2', 'money']);
  const grown = {
    ...complete,
    children: [complete.children[0], { id: 'r2', answers: { name: 'Bo', born: '2000-01-01', school: 'x' } }],
  };
  assert.deepEqual(keys(go(grown)), ['hinders', 'time', 'home', 'child~r1', 'money']);
  assert.equal(go(grown).complete, true);
});

test('a condition in a row sees its own row', () => {
  const cells = go(complete).pages[2]?.questions[1]?.rows?.map((row) => row.cells.map(({ question }) => question.id));
  assert.deepEqual(cells, [
    ['name', 'born', 'papers'],
    ['name', 'born', 'school', 'papers'],
  ]);
  const without = { ...complete, children: [{ id: 'r2', answers: { name: 'Bo', born: '2016-01-01', lives: true } }] };
  assert.deepEqual(codes(go(without)), ['children.r2.school required.write']);
  assert.deepEqual(go(without).errors[0]?.row, { table: 'children', id: 'r2', number: 1 });
});

test('a check over a page is an error on the page, when its answers are right in themselves', () => {
  assert.deepEqual(
    go({ ...complete, rent: 2_000_001 }).errors.map(({ code, textKey, page }) => [code, textKey, page]),
    [['check', 'pages.money.checks.high', 'money']],
  );
  assert.deepEqual(codes(go({ ...complete, rent: -1 })), ['rent money.negative']);
});

test('a fact must be found right, or be changed, and be looked at again when it changes', () => {
  const known = { previous: { rent: 650_000 } };
  const { rent: _rent, ...unanswered } = complete;
  assert.deepEqual(codes(go(unanswered, known)), ['rent.confirm required.confirm']);
  assert.equal(go({ ...complete, rent: { confirmed: 650_000 } }, known).complete, true);
  assert.equal(go({ ...complete, rent: 700_000 }, known).complete, true);
  assert.deepEqual(codes(go({ ...complete, rent: { confirmed: 640_000 } }, known)), ['rent.confirm confirm.changed']);
  assert.equal(go({ ...complete, rent: { confirmed: 640_000 } }).complete, true, 'a silent register changes nothing');
});

test('an invited co-applicant has their own part only', () => {
  assert.deepEqual(keys(go(complete, { parts: ['own'] })), ['money']);
  assert.deepEqual(keys(go(complete, { parts: ['shared'] })), ['hinders', 'time', 'home', 'child~r1', 'child~r2']);
  assert.deepEqual(submitted(form, complete, { ...context, parts: ['own'] }), { rent: 700_000 });
});

test('what a republished form cannot take is asked again, and stays in the draft', () => {
  assert.deepEqual(codes(go({ ...complete, hasChildren: 'ja' })), ['hasChildren unfit']);
  assert.deepEqual(codes(go({ ...complete, hinder: ['fly'] })), ['hinder choice.unknown']);
});

test('before and after follow the journey', () => {
  const way = go(complete);
  assert.equal(pageAfter(way, 'home')?.key, 'child~r1');
  assert.equal(pageBefore(way, 'home')?.key, 'time');
  assert.equal(pageBefore(way, 'hinders'), undefined);
  assert.equal(pageAfter(way, 'money'), undefined);
  assert.equal(pageAfter(way, 'gone'), undefined);
});

test('a submission by machine has nothing missing, nothing strange and nothing that is not asked', () => {
  assert.deepEqual(validate(form, complete, context), { ok: true, answers: complete });
  const faults = (submission: unknown) => {
    const result = validate(form, submission, context);
    return result.ok ? [] : result.faults.map(({ code, params }) => [code, params?.['id']].filter(Boolean).join(' '));
  };
  assert.deepEqual(faults(null), ['submission.shape']);
  assert.deepEqual(faults([]), ['submission.shape']);
  assert.deepEqual(faults({ ...complete, salary: 3 }), ['submission.unknown salary']);
  assert.deepEqual(faults({ ...complete, lives: true }), ['submission.unknown lives']);
  assert.deepEqual(faults({ ...complete, hinder: ['wait'] }), ['submission.hidden distance']);
  assert.deepEqual(faults({ ...complete, children: 'none' }), ['unfit']);
  assert.deepEqual(faults({ ...complete, rent: { confirmed: 1 } }), ['confirm.changed']);
  assert.deepEqual(
    faults({ ...complete, children: [{ id: 'r1', answers: { ...complete.children[0].answers, school: 'Teg' } }] }),
    ['submission.hidden children.school'],
  );
  const { rent: _rent, ...lacking } = complete;
  assert.deepEqual(faults(lacking), ['required.money']);
});

test('no answers at all, however strange, make the engine fall', () => {
  const names = definition.pages.flatMap((page) => ('questions' in page ? page.questions.map(({ id }) => id) : []));
  const strange = fc.dictionary(
    fc.constantFrom(...names, '__proto__', 'toString', 'x'),
    fc.jsonValue({ maxDepth: 3 }),
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(strange, (answers) => {
      const given = answers as unknown as Answers;
      go(given);
      submitted(form, given, context);
      calculate(form, given, context);
      assert.equal(typeof validate(form, given, context).ok, 'boolean');
    }),
    { numRuns: 300 },
  );
});
