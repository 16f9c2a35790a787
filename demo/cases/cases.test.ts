import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  calculate, validate, type Answers, type FormContext, type LookupTable, type Row,
} from '../../src/forms/index.ts';
import { compileService, loadService, type CompiledService, type DatedTable } from '../../src/services/index.ts';
import { demoPerson } from '../people.ts';
import { populationEntry } from '../population.ts';
import { readDemoCase, type DemoCase } from './read-case.ts';

const catalogue = join(import.meta.dirname, '../../catalogue');
const economic = await compiled('ekonomiskt-bistand-manad');
const transport = await compiled('fardtjanst');
const building = await compiled('bygglov');
const adaptation = await compiled('bostadsanpassning');
const ownPages = economic.folder.definition.pages.filter(({ part }) => part === 'own');
const ownQuestions = new Set(ownPages.flatMap(({ questions }) => questions.map(({ id }) => id)));

/** So that a case that is right only today is found: short months, turns of year, a leap year. */
const days = ['2026-11-22', '2027-01-02', '2027-03-31', '2028-03-01'];

const cases = [
  ['ekonomiskt-bistand-forra-manaden', economic], ['fardtjanst-anna', transport], ['bygglov-david', building], ['bostadsanpassning-anna', adaptation],
] as const;

for (const [name, service] of cases) {
  describe(`the demonstration's case ${name}`, () => {
    for (const today of days) {
      test(`is an application that can be sent in on ${today}`, () => {
        const demo = readDemoCase(name, today);
        const read = validate(service.form, demo.answers, contextOf(service, demo, today, demo.applicant));
        assert.deepEqual(read.ok ? [] : read.faults, []);
      });

      test(`is inquired into with answers that can be saved on ${today}`, () => {
        const demo = readDemoCase(name, today);
        const context = { ...contextOf(service, demo, today, demo.applicant), application: household(demo) };
        const read = validate(service.inquiry!, demo.inquiry, context);
        assert.deepEqual(read.ok ? [] : read.faults, []);
      });
    }

    test('is decided with items, reasons and conditions that the service has', () => {
      const { decision } = readDemoCase(name, days[0]!);
      const { definition } = service.folder;
      const main = definition.decisions.find((one) => 'items' in one);
      assert.ok(main && 'items' in main);
      for (const [id, item] of Object.entries(decision.items)) {
        assert.ok(main.items.some((one) => one.id === id), id);
        for (const reason of item.reasons) {
          const found = main.reasons.find((one) => one.id === reason);
          assert.ok(found?.for.includes(item.outcome) && (found.items ?? [id]).includes(id), `${id}: ${reason}`);
        }
        for (const condition of Object.keys(item.conditions ?? {})) {
          assert.ok(main.conditions.some((one) => one.id === condition && (one.items ?? [id]).includes(id)), condition);
        }
      }
      assert.ok(definition.delegation.some(({ point }) => point === decision.point));
    });
  });
}

describe('the couple of the monthly application', () => {
  const today = '2026-11-22';
  const demo = readDemoCase('ekonomiskt-bistand-forra-manaden', today);
  const context = contextOf(economic, demo, today, demo.applicant);

  test('the co-applicant answers only the own part, which can be sent in', () => {
    const answers = demo.coApplicant!.answers;
    const read = validate(economic.form, { ...shared(demo), ...answers }, context);
    assert.deepEqual(read.ok ? [] : read.faults, []);
    assert.deepEqual(Object.keys(answers).filter((id) => !ownQuestions.has(id)), []);
  });

  test('the calculation comes to what was worked out by hand, with both persons and the rows of its month', () => {
    const results = calculate(economic.form, household(demo), context);
    assert.equal(demo.expected!.month, (demo.answers['monthAsked'] as { start: string }).start.slice(0, 7));
    const amounts = Object.fromEntries(results.map(({ id, amount }) => [id, amount]));
    for (const [id, amount] of Object.entries(demo.expected!.amounts)) assert.equal(amounts[id], amount, id);
    assert.equal(demo.decision.totalOre, amounts['total']);
  });

  test('an application for January reads the rows that hold from January', () => {
    const january: Answers = { ...household(demo), monthAsked: { start: '2027-01-01', end: '2027-01-31' } };
    const results = calculate(economic.form, january, { ...context, tableDay: '2027-01-01' });
    assert.equal(results.find(({ id }) => id === 'adults')?.amount, 734_000);
  });

  test('a child who lives there alternately gets the norm of its days', () => {
    const children = [{ id: 'r1', answers: { name: 'Ella', born: '2017-02-15', living: 'alternating', daysHere: 10 } }];
    const monthAsked = { start: '2026-11-01', end: '2026-11-30' };
    const results = calculate(economic.form, { ...household(demo), children, monthAsked }, context);
    assert.equal(results.find(({ id }) => id === 'childrenNorm')?.amount, 130_000);
  });

  test('the age of the norm is the one of the month applied for', () => {
    const children = [{ id: 'r1', answers: { name: 'Noel', born: '2015-12-01', living: 'always' } }];
    const months = [['2026-11-01', '2026-11-30', 390_000], ['2026-12-01', '2026-12-31', 450_000]] as const;
    for (const [start, end, amount] of months) {
      const answers = { ...household(demo), children, monthAsked: { start, end } };
      const results = calculate(economic.form, answers, context);
      assert.equal(results.find(({ id }) => id === 'childrenNorm')?.amount, amount, start);
    }
  });

  test('rent over the limit is counted up to it, and no incomes and no costs give a proposal too', () => {
    const expenses = [{ id: 'r1', answers: { kind: 'rent', amount: 1_300_000 } }];
    const high = calculate(economic.form, { ...household(demo), expenses }, context);
    assert.equal(high.find(({ id }) => id === 'rent')?.amount, 1_080_000);
    const { ownIncomes: _incomes, expenses: _expenses, careCosts: _care, ...left } = household(demo);
    const bare = calculate(economic.form, { ...left, hasIncomes: false, hasExpenses: false, hasCare: false }, context);
    assert.equal(bare.find(({ id }) => id === 'total')?.amount, 1_690_000);
  });

  test('next month, what is found right is sent in and counted as if it had been written', () => {
    const december = { start: '2026-12-01', end: '2026-12-31' };
    const { changesText: _text, ...again } = household(demo);
    const right = economic.folder.definition.renews!.fetch.map((id) => [id, { confirmed: demo.answers[id] }]);
    const answers = { ...again, changes: ['nothing'], monthAsked: december, ...Object.fromEntries(right) } as Answers;
    const renewal = { ...context, previous: demo.answers, tableDay: december.start };
    const read = validate(economic.form, answers, renewal);
    assert.deepEqual(read.ok ? [] : read.faults, []);
    const results = calculate(economic.form, answers, renewal);
    assert.equal(results.find(({ id }) => id === 'total')?.amount, demo.expected!.amounts['total']);
  });

  test('incomes over the need give zero, never less', () => {
    const wage = { whose: 'mine', kind: 'wage', amount: 9_000_000, received: '2026-10-25' };
    const ownIncomes = [{ id: 'r1', answers: wage }];
    const results = calculate(economic.form, { ...household(demo), ownIncomes }, context);
    assert.equal(results.find(({ id }) => id === 'total')?.amount, 0);
  });
});

async function compiled(name: string): Promise<CompiledService> {
  const loaded = await loadService(join(catalogue, name));
  assert.ok(loaded.ok, name);
  const result = compileService(loaded.service);
  assert.ok(result.ok, name);
  return result.service;
}

function contextOf(service: CompiledService, demo: DemoCase, today: string, alias: string): FormContext {
  const entry = populationEntry(demoPerson(alias)!.personalIdentityNumber!)!;
  const start = (demo.answers['monthAsked'] as { start: string } | undefined)?.start;
  return {
    today, ...(start && { tableDay: start }), tables: tablesOf(service),
    applicant: { age: 40, municipality: entry.municipality, county: '99' },
    organisation: { code: '9999', name: 'Exempelkommun', kind: 'municipality' },
    facts: {
      'population.name': `${entry.givenName} ${entry.familyName}`,
      'population.address': {
        street: entry.address!.street, postalCode: entry.address!.postcode, city: entry.address!.city,
      },
    },
  };
}

function tablesOf(service: CompiledService): Record<string, LookupTable> {
  return Object.fromEntries(Object.values(service.folder.tables).map((table) => [table.table, lookupTable(table)]));
}

/** The tables of the catalogue have two keys: a kind, and a number between two others. */
function lookupTable({ table, versions }: DatedTable): LookupTable {
  return {
    id: table,
    rows: versions.flatMap(({ validFrom, validUntil, rows }) => rows.map((row) => ({
      id: String(row['id']), from: validFrom, ...(typeof validUntil === 'string' && { to: validUntil }),
      keys: [String(row['kind']), { min: Number(row['from']), max: Number(row['to']) }],
      value: Number(row['amount']),
    }))),
  };
}

/** The applicant's answers with the incomes of both, as the couple's calculation reads them. */
function household(demo: DemoCase): Answers {
  if (!demo.coApplicant) return demo.answers;
  const incomes = ({ ownIncomes }: Answers) => ownIncomes as readonly Row[];
  const theirs = incomes(demo.coApplicant.answers).map((row) => ({ ...row, id: `co${row.id}` }));
  return { ...demo.answers, ownIncomes: [...incomes(demo.answers), ...theirs] };
}

/** What both see: the applicant's answers without the own part. */
function shared(demo: DemoCase): Answers {
  return Object.fromEntries(Object.entries(demo.answers).filter(([id]) => !ownQuestions.has(id)));
}
