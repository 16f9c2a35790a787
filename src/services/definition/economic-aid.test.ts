import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { calculate, journey, submitted, validate } from '../../forms/index.ts';
import type { Answers, FormContext, LookupTable, Row } from '../../forms/index.ts';
import { compileService } from './compile.ts';
import type { CompiledService } from './compile.ts';
import { completionSuggested, hasCoApplicant, isUrgent, itemsSought, proposals } from './hold.ts';
import { loadService } from './load.ts';
import type { DatedTable } from './schema/calculation.ts';

const [first, monthly] = await Promise.all([compiled('ekonomiskt-bistand-forsta'), compiled('ekonomiskt-bistand-manad')]);

const december = { start: '2026-12-01', end: '2026-12-31' };
const context: FormContext = {
  today: '2026-12-03', tableDay: december.start, tables: tablesOf(first!),
  applicant: { age: 34, municipality: '9999' }, organisation: { code: '9999', name: 'Exempelkommun', kind: 'municipality' },
};
const rows = (...answers: Answers[]): Row[] => answers.map((one, place) => ({ id: `r${place + 1}`, answers: one }));
const later = { later: true } as const;

/** A single adult without children who rents and has lost a job: what anyone must answer. */
const alone: Answers = {
  acute: false, monthAsked: december, why: 'Jag blev uppsagd i september.', livedOn: ['wage'], appliedOther: false,
  family: 'single', hasChildren: false, othersAtHome: 0, tenure: 'rental', rentPaid: 'paid', livesSince: '2020-05-01', contract: later, rentDebtAsked: false,
  hasExpenses: true, expenses: rows({ kind: 'rent', amount: 600_000 }),
  hasIncomes: true,
  ownIncomes: rows(
    { whose: 'mine', kind: 'wage', amount: 2_100_000, received: '2026-09-25' },
    { whose: 'mine', kind: 'tax', amount: 150_000, received: '2026-11-10' },
    { whose: 'mine', kind: 'transfer', amount: 50_000, received: '2026-12-01' },
  ),
  expectsIncome: false, statements: later, hasSavings: false, ownsBusiness: false, hasDebts: false,
  situation: 'jobSeeking', situationSince: '2026-10-01', registered: 'registered', followedPlan: 'followed', hasCare: false,
  account: { clearing: '9990', account: '1234567' }, rentTo: 'me', meetingWay: 'phone', meetingTimes: ['mornings'], phone: '+46701740605', contactLanguage: 'swedish',
};

/** The couple's children: one lives here, one every other week (16 of December's 31 days). */
const children = rows(
  { name: 'Alva', born: '2017-02-15', living: 'always' },
  { name: 'Love', born: '2020-03-10', living: 'alternating', daysHere: 16, lunch: false },
);
const couple: Answers = {
  ...alone, family: 'partner', partner: { givenName: 'Kim', familyName: 'Test', personalNumber: '198701182399' }, hasChildren: true, children, childrenMoney: 'receives',
};

describe('a first application for economic aid', () => {
  test('with the least answers is complete, and papers may come later', () => {
    const way = journey(first!.form, alone, context);
    assert.deepEqual([way.errors, way.complete], [[], true]);
    assert.ok(validate(first!.form, submitted(first!.form, alone, context), context).ok);
  });

  for (const left of ['why', 'livedOn', 'statements', 'hasSavings', 'hasDebts', 'contract', 'account', 'meetingWay']) {
    test(`without ${left} is not complete`, () => {
      const { [left]: _gone, ...rest } = alone;
      assert.equal(journey(first!.form, rest, context).complete, false);
    });
  }

  test('counts what has come since the month before, not what was lived on before that', () => {
    const amounts = amountsOf(alone);
    // By hand from the example table of 2026: 4 000 + 1 200 = 5 200, rent 6 000, income 1 500 + 500.
    assert.deepEqual([amounts['norm'], amounts['rent'], amounts['incomesSum'], amounts['total']], [520_000, 600_000, 200_000, 920_000]);
  });

  test('a child who lives here every other week counts for the days here', () => {
    const amounts = amountsOf(couple);
    // 7 200 for two adults; Alva, nine years, 3 900; Love, six years, 3 100 × 16/31 = 1 600; four in the household 1 900.
    assert.deepEqual([amounts['adults'], amounts['childrenNorm'], amounts['shared']], [720_000, 550_000, 190_000]);
    assert.equal(amounts['norm'], 1_460_000);
  });

  test('a couple applies together, each with pages of their own', () => {
    assert.deepEqual([hasCoApplicant(first!, couple, context), hasCoApplicant(first!, alone, context)], [true, false]);
    const own = journey(first!.form, {}, { ...context, parts: ['own'] }).pages.map(({ key }) => key);
    assert.deepEqual(own, ['incomes', 'assetsPage', 'debtsPage', 'work', 'care']);
  });

  test('an acute need is for a person today', () => {
    assert.deepEqual([isUrgent(first!, { ...alone, acute: true }, context), isUrgent(first!, alone, context)], [true, false]);
  });

  test('one without a home is asked where they sleep instead of for a contract, and the officer is told', () => {
    const { rentPaid: _rent, livesSince: _since, contract: _contract, rentTo: _to, ...rest } = alone;
    const homeless: Answers = { ...rest, tenure: 'noHome', sleepsWhere: 'Hos en vän' };
    const way = journey(first!.form, homeless, context);
    assert.deepEqual([way.complete, way.staffWarnings.length], [true, 1]);
  });

  test('a debt for rent is a part of its own, decided row by row on special reasons', () => {
    const indebted: Answers = { ...alone, rentDebtAsked: true, rentDebt: rows({ kind: 'rent', amount: 1_200_000, whichMonths: 'oktober och november' }) };
    assert.deepEqual(itemsSought(first!, indebted, context), ['norm', 'rent', 'debt']);
    assert.deepEqual(itemsSought(first!, alone, context), ['norm', 'rent']);
    const proposed = (answers: Answers) => proposals(first!, indebted, answers, context).filter(({ item }) => item === 'debt').map(({ outcome, reasons }) => [outcome, ...reasons]);
    assert.deepEqual(proposed({ debtSeen: true, debtOk: 'reasonable' }), [['granted', 'debtNeeded']]);
    assert.deepEqual(proposed({ debtSeen: true, debtOk: 'none' }), [['refused', 'debtNotNeeded']]);
    assert.deepEqual(proposed({ debtSeen: false, debtOk: 'reasonable' }), [['refused', 'notShown']]);
  });

  test('the checklist suggests the contract to one who rents, and registration to one who has not registered', () => {
    assert.ok(completionSuggested(first!, alone, {}, context).includes('contractPaper'));
    assert.ok(!completionSuggested(first!, alone, {}, context).includes('registration'));
    assert.ok(completionSuggested(first!, { ...alone, registered: 'notYet' }, {}, context).includes('registration'));
  });
});

describe('the month after', () => {
  const january = { start: '2027-01-01', end: '2027-01-31' };
  const renewal: FormContext = { ...context, today: '2027-01-04', tableDay: january.start, previous: alone };

  test('finds the answers of the first application, to confirm', () => {
    const way = journey(monthly!.form, { acute: false, monthAsked: january, hasExpenses: true, tenure: { confirmed: 'rental' } }, renewal);
    const facts = Object.fromEntries(way.pages.flatMap(({ questions }) => questions.map(({ question, fact }) => [question.id, fact])));
    for (const id of ['family', 'tenure', 'expenses', 'account', 'rentTo']) assert.deepEqual(facts[id], alone[id], id);
  });
});

function amountsOf(answers: Answers): Record<string, number | undefined> {
  return Object.fromEntries(calculate(first!.form, answers, context).map(({ id, amount }) => [id, amount]));
}

async function compiled(name: string): Promise<CompiledService> {
  const loaded = await loadService(join(import.meta.dirname, '../../../catalogue', name));
  assert.ok(loaded.ok, name);
  const result = compileService(loaded.service);
  assert.ok(result.ok, name);
  return result.service;
}

function tablesOf(service: CompiledService): Record<string, LookupTable> {
  return Object.fromEntries(Object.values(service.folder.tables).map((table) => [table.table, lookupTable(table)]));
}

function lookupTable({ table, versions }: DatedTable): LookupTable {
  return {
    id: table,
    rows: versions.flatMap(({ validFrom, validUntil, rows: ofVersion }) => ofVersion.map((row) => ({
      id: String(row['id']), from: validFrom, ...(typeof validUntil === 'string' && { to: validUntil }),
      keys: [String(row['kind']), { min: Number(row['from']), max: Number(row['to']) }], value: Number(row['amount']),
    }))),
  };
}
