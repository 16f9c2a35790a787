import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LanguageScope, renderFragment } from '../../platform/index.ts';
import type { Answer, Answers, Typed } from '../answers.ts';
import { journey } from '../engine/journey.ts';
import { readPage } from '../engine/read-page.ts';
import type { Form, FormContext } from '../engine/types.ts';
import { compiled, complete, context, definition } from '../fixtures/form.ts';
import { sentBy } from '../fixtures/sent-by.ts';
import { PageQuestions } from './page-questions.tsx';

interface Draw {
  answers?: Answers;
  typed?: Typed;
  withErrors?: boolean;
  focus?: string;
  in_?: FormContext;
  page?: string;
  language?: 'sv' | 'en';
}

function draw(
  form: Form,
  { answers = {}, typed = {}, withErrors = false, focus, in_ = context, page = 'page', language = 'sv' }: Draw,
): string {
  const found = journey(form, answers, in_, typed).pages.find(({ key }) => key === page);
  assert.ok(found, page);
  return renderFragment(
    <LanguageScope language={language}>
      <PageQuestions
        form={form}
        page={found}
        typed={typed}
        errors={withErrors ? found.errors : []}
        language={language}
        fileBase="/ansokan/1/fil"
        {...(focus !== undefined && { focus })}
      />
    </LanguageScope>,
  );
}

const options = [
  { id: 'walk', sv: 'Gå' },
  { id: 'ride', sv: 'Åka', hint: 'Med buss' },
];

/** Every type with an answer. */
const types: readonly [object, Answer][] = [
  [{ type: 'text' }, 'Åsa "& <b>'],
  [{ type: 'longText' }, 'Rad ett\nrad två'],
  [{ type: 'number', decimals: 1 }, 3.5],
  [{ type: 'money' }, 150_050],
  [{ type: 'date' }, '2026-05-03'],
  [{ type: 'time' }, '08:30'],
  [{ type: 'period' }, { start: '2026-05-03', end: '2026-06-03' }],
  [{ type: 'period', bounds: 'end' }, { end: '2026-06-03' }],
  [{ type: 'yesNo' }, false],
  [{ type: 'choice', options }, 'ride'],
  [
    { type: 'choice', options: Array.from({ length: 20 }, (_, index) => ({ id: `o${index}`, sv: `Nr ${index}` })) },
    'o7',
  ],
  [{ type: 'choices', options }, ['walk', 'ride']],
  [{ type: 'choiceOrOther', options }, { other: 'Simma' }],
  [{ type: 'scale', min: 0, max: 5, low: 'Inte alls', high: 'Mycket' }, 3],
  [
    { type: 'measurement', units: [{ id: 'm', sv: 'meter' }] },
    { value: 3, unit: 'm' },
  ],
  [
    {
      type: 'measurement',
      units: [
        { id: 'm', sv: 'meter' },
        { id: 'km', sv: 'kilometer', factor: 1000 },
      ],
    },
    { value: 3, unit: 'km' },
  ],
  [{ type: 'person' }, { givenName: 'Åsa', familyName: 'Ek', personalNumber: '189001019802' }],
  [{ type: 'organisation' }, { name: 'Bygg AB', number: '556016-0680' }],
  [{ type: 'organisationNumber' }, '556016-0680'],
  [{ type: 'email' }, 'kim@exempel.se'],
  [{ type: 'phone' }, '+46701740605'],
  [{ type: 'address' }, { street: 'Storgatan 1', postalCode: '123 45', city: 'Exempelby' }],
  [{ type: 'property' }, 'Exempelkommun Tegen 1:12'],
  [{ type: 'position' }, { latitude: 59.5, longitude: 18.25, description: 'Vid bron' }],
  [{ type: 'bankAccount' }, { clearing: '5000', account: '1234567', bank: 'Exempelbanken' }],
];

for (const [question, answer] of types) {
  const name = JSON.stringify(question).slice(0, 60);
  const form = compiled(
    {
      pages: [
        {
          id: 'page',
          title: 'P',
          questions: [{ id: 'q', ask: 'Frågan?', why: 'Därför', dontKnow: true, ...question }],
        },
      ],
    },
    {},
  );

  test(`${name}: a page sent as it stands changes nothing`, () => {
    for (const kept of [answer, { dontKnow: true } as const]) {
      const sent = sentBy(draw(form, { answers: { q: kept } }));
      const read = readPage(form, { page: 'page', fields: sent, answers: {} }, context);
      assert.deepEqual([read.answers, read.errors], [{ q: kept }, []]);
    }
    assert.deepEqual(
      readPage(form, { page: 'page', fields: sentBy(draw(form, {})), answers: {} }, context).answers,
      {},
    );
  });

  test(`${name}: an error stands at a field that its link leads to`, () => {
    const html = draw(form, { withErrors: true });
    const [fault] = journey(form, {}, context).errors;
    const id = `f-${fault!.field!.replace(/[^\p{L}\p{N}_-]+/gu, '-')}`;
    assert.match(html, new RegExp(`id="${id}"`));
    assert.match(html, /ds-validation-message/);
    assert.match(html, /Frågan\?/);
  });
}

test('what could not be read stands as it was typed', () => {
  const form = compiled();
  const html = draw(form, { page: 'time', typed: { 'until.end': 'till <jul>' }, withErrors: true });
  assert.equal(sentBy(html)['until.end'], 'till <jul>');
  assert.match(html, /Skriv datumet med siffror, till exempel 2026-05-03/);
  assert.match(
    draw(form, { page: 'time', typed: { 'until.end': 'x' }, withErrors: true, language: 'en' }),
    /Enter the date with digits/,
  );
});

test('a table works without scripts: rows, buttons, and sent as it stands it is the same', () => {
  const form = compiled();
  const html = draw(form, { page: 'home', answers: complete });
  assert.match(html, /value="add:children"/);
  assert.match(
    html,
    /value="remove:children:r2"[^>]*aria-label="Ta bort: Barn 2"|aria-label="Ta bort: Barn 2"[^>]*value="remove:children:r2"/,
  );
  assert.deepEqual(
    readPage(form, { page: 'home', fields: sentBy(html), answers: complete }, context).answers,
    complete,
  );
});

test('an empty table that needs a row begins with one', () => {
  const html = draw(compiled(), { page: 'home', answers: { ...complete, children: [] } });
  assert.match(html, /name="children\.r1\.name"/);
  assert.doesNotMatch(html, /name="children\.r1\.school"/, 'its condition is not known yet');
});

test('a row that has just been added takes focus', () => {
  const answers = { ...complete, children: [...complete.children, { id: 'r3', answers: {} }] };
  assert.match(
    draw(compiled(), { page: 'home', answers, focus: 'children.r3' }),
    /tabindex="-1" autofocus><input type="hidden" name="asked" value="children.r3"/,
  );
});

test('a fact is shown to be found right, with the fields to change it under no', () => {
  const in_ = { ...context, previous: { rent: 650_000 } };
  const html = draw(compiled(), { page: 'money', answers: complete, in_ });
  assert.match(html, /Så här svarade du förra gången/);
  assert.match(html, /6\s500\skr/);
  assert.match(html, /Stämmer det\?/);
  assert.equal(sentBy(html)['rent.confirm'], 'no');
  assert.equal(
    sentBy(draw(compiled(), { page: 'money', answers: { rent: { confirmed: 650_000 } }, in_ }))['rent.confirm'],
    'yes',
  );
});

test("last time's rows are shown to be found right, and come to be changed after no", () => {
  const form = compiled(
    {
      pages: [
        {
          id: 'page',
          title: 'P',
          questions: [
            {
              id: 'incomes',
              ask: 'Inkomster',
              type: 'table',
              rowName: 'Inkomst',
              confirm: { from: 'previous.incomes' },
              columns: [{ id: 'amount', ask: 'Belopp', type: 'money' }],
            },
          ],
        },
      ],
    },
    {},
  );
  const rows = [{ id: 'r1', answers: { amount: 100 } }];
  const in_ = { ...context, previous: { incomes: rows } };
  assert.doesNotMatch(draw(form, { in_ }), /name="incomes\.r1\.amount"/);
  const sent = sentBy(draw(form, { in_, answers: { incomes: rows } }));
  assert.deepEqual([sent['incomes.confirm'], sent['incomes.r1.amount']], ['no', '1']);
  assert.deepEqual(readPage(form, { page: 'page', fields: sent, answers: { incomes: rows } }, in_).answers, {
    incomes: rows,
  });
});

test('every page of the example can be drawn', () => {
  const form = compiled({
    ...definition,
    pages: [
      ...definition.pages,
      {
        id: 'read',
        title: 'Läs',
        questions: [{ id: 'note', type: 'info', ask: 'Bra att veta', text: 'Första.\nAndra.', tone: 'warning' }],
      },
    ],
  });
  for (const { key } of journey(form, complete, context).pages)
    assert.match(draw(form, { page: key, answers: complete }), /asked|ds-alert/);
});
