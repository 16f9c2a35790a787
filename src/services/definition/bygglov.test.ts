import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { calculate, journey, submitted, validate } from '../../forms/index.ts';
import type { Answers, FormContext, LookupTable } from '../../forms/index.ts';
import { compileService } from './compile.ts';
import type { CompiledService } from './compile.ts';
import { completionSuggested, itemsSought, othersWanted, proposals, sectionsNeeded } from './hold.ts';
import { decisionText } from './decision-text.ts';
import { loadService } from './load.ts';

let service: CompiledService;
before(async () => {
  const loaded = await loadService(join(import.meta.dirname, '../../../catalogue/bygglov'));
  assert.ok(loaded.ok);
  const compiled = compileService(loaded.service);
  assert.ok(compiled.ok);
  ({ service } = compiled);
});

/** Rows of the rates that the persons below need, as the engine reads them. */
const rates: LookupTable = {
  id: 'bygglovstaxaExempel',
  rows: [
    { id: 'extension1', from: '2026-01-01', keys: ['extension', { min: 0, max: 50 }], value: 1_100_000 },
    { id: 'extension2', from: '2026-01-01', keys: ['extension', { min: 51, max: 100_000 }], value: 1_700_000 },
    { id: 'facade', from: '2026-01-01', keys: ['facade', { min: 0, max: 100_000 }], value: 500_000 },
    { id: 'announcement', from: '2026-01-01', keys: ['announcement', { min: 0, max: 100_000 }], value: 30_000 },
    { id: 'deviation', from: '2026-01-01', keys: ['deviation', { min: 0, max: 100_000 }], value: 300_000 },
    { id: 'advance', from: '2026-01-01', keys: ['advance', { min: 0, max: 100_000 }], value: 950_000 },
  ],
};
const builder: FormContext = {
  today: '2026-11-22',
  applicant: { age: 47, municipality: '9999' },
  organisation: { code: '9999', name: 'Exempelkommun', kind: 'municipality' },
  tables: { bygglovstaxaExempel: rates },
};

/** Someone who extends a house by a room, alone and within the plan. */
const extension: Answers = {
  measure: 'extension', house: 'small', area: 34, height: { dontKnow: true },
  inPlan: true, nearBoundary: false, valuable: false,
  applyFor: 'permit', applicantIs: 'person',
  contactLanguage: 'swedish', name: 'Kim Test', address: { street: 'Vägen 1', postalCode: '123 45', city: 'Ort' }, phone: '+46701740605',
  estate: 'Eken 3', estateAddress: 'Vägen 1', owns: 'sole',
  description: 'Ett rum mot trädgården.', dwellings: 1, grossArea: 168,
  deviates: 'no', shore: false, hasInspector: 'later', payer: 'applicant',
  drawings: [{ id: 'r1', answers: { drawingKind: 'site', scale: { code: 's400' }, drawingFile: { later: true } } }],
};
/** A garage that usually needs no permit. */
const garage: Answers = { measure: 'complement', house: 'small', area: 25, height: 3, inPlan: true, nearBoundary: false, valuable: false };

const pagesOf = (answers: Answers) => journey(service.form, answers, builder).pages.map(({ key }) => key);
const without = (answers: Answers, id: string) => Object.fromEntries(Object.entries(answers).filter(([name]) => name !== id));

describe('whether a permit is needed', () => {
  const asked: readonly [string, Answers, boolean][] = [
    ['a garage of 25 square metres well inside the boundary', garage, true],
    ['a garage of 30 square metres', { ...garage, area: 30 }, true],
    ['a garage of 31 square metres', { ...garage, area: 31 }, false],
    ['a garage close to the boundary', { ...garage, nearBoundary: true }, false],
    ['a garage where the boundary is not known', { ...garage, nearBoundary: { dontKnow: true } }, false],
    ['a garage by a valuable house', { ...garage, valuable: true }, false],
    ['a garage by a block of flats', { ...garage, house: 'block' }, false],
    ['new windows in an ordinary house', { measure: 'facade', house: 'small', inPlan: true, valuable: false }, true],
    ['new windows in a valuable house', { measure: 'facade', house: 'small', inPlan: true, valuable: true }, false],
    ['a new house', { measure: 'newHouse', area: 12, height: 4 }, false],
    ['a small sign', { measure: 'sign' }, false],
  ];
  for (const [what, answers, perhapsNot] of asked) {
    test(`${what}: ${perhapsNot ? 'told that probably none is needed' : 'goes straight on'}`, () => {
      assert.equal(pagesOf(answers).includes('perhapsNot'), perhapsNot);
    });
  }

  test('who does not want to apply comes no further, and can send nothing in', () => {
    const way = journey(service.form, { ...garage, applyAnyway: false }, builder);
    assert.equal(way.pages.at(-1)?.key, 'noPermit');
    assert.equal(way.complete, false);
    assert.equal(validate(service.form, { ...garage, applyAnyway: false }, builder).ok, false);
  });

  test('who wants to apply anyway goes on', () => {
    const pages = pagesOf({ ...garage, applyAnyway: true });
    assert.ok(pages.includes('kindPage') && !pages.includes('noPermit'));
  });
});

describe('an application for a permit', () => {
  test('that extends a house is complete with drawings to come later', () => {
    const way = journey(service.form, extension, builder);
    assert.deepEqual([way.errors, way.complete], [[], true]);
    assert.ok(validate(service.form, submitted(service.form, extension, builder), builder).ok);
  });

  for (const left of ['estate', 'owns', 'description', 'deviates', 'payer', 'drawings', 'applyFor']) {
    test(`is not complete without ${left}`, () => {
      assert.equal(journey(service.form, without(extension, left), builder).complete, false);
    });
  }

  test('without a site plan warns the applicant and stops nothing', () => {
    const drawings = [{ id: 'r1', answers: { drawingKind: 'photo', drawingFile: { later: true as const } } }];
    const way = journey(service.form, { ...extension, drawings }, builder);
    assert.deepEqual([way.warnings.length, way.errors, way.complete], [2, [], true]);
  });

  test('near water warns both, for the exemption is another matter', () => {
    const way = journey(service.form, { ...extension, shore: true }, builder);
    assert.deepEqual([way.warnings.length - journey(service.form, extension, builder).warnings.length, way.staffWarnings.length], [1, 1]);
  });

  test('for an advance decision asks of no inspector', () => {
    assert.ok(pagesOf(extension).includes('inspectorPage'));
    assert.equal(pagesOf({ ...extension, applyFor: 'advance' }).includes('inspectorPage'), false);
  });

  const owners: readonly [string, string, string[]][] = [
    ['owned alone', 'sole', ['neighbours', 'consultees']],
    ['owned with others', 'shared', ['owners', 'neighbours', 'consultees']],
    ['owned by someone else', 'other', ['owners', 'neighbours', 'consultees']],
  ];
  for (const [what, owns, others] of owners) {
    test(`for a property ${what} has these other parties: ${others.join(', ')}`, () => {
      assert.deepEqual(othersWanted(service, { ...extension, owns }, builder).map(({ id }) => id), others);
    });
  }

  test('is shown to neighbours without how to reach the applicant and who pays', () => {
    const neighbours = service.folder.definition.parties.others.find(({ id }) => id === 'neighbours');
    const hidden = ['you', 'payerPage', 'ownersPage', 'kindPage', 'inspectorPage', 'restPage'];
    assert.deepEqual(hidden.filter((page) => neighbours?.sees.includes(page)), []);
  });
});

describe('the fee', () => {
  const fees: readonly [string, Answers, number | undefined][] = [
    ['an extension of 34 square metres', extension, 1_130_000],
    ['an extension of 50.2 square metres, counted upwards', { ...extension, area: 50.2 }, 1_730_000],
    ['an extension that deviates from the plan', { ...extension, deviates: 'yes', deviatesHow: 'Nio decimeter för hög.' }, 1_430_000],
    ['a facade, which has no area', { ...extension, measure: 'facade', valuable: true }, 530_000],
    ['an advance decision', { ...extension, applyFor: 'advance' }, 950_000],
    ['what the rates have no row for', { ...extension, measure: 'sign' }, undefined],
  ];
  for (const [what, answers, ore] of fees) {
    test(`of ${what} is ${ore === undefined ? 'not proposed' : `${ore} öre`}`, () => {
      const total = calculate(service.form, submitted(service.form, answers, builder), builder).find(({ id }) => id === 'totalFee');
      assert.equal(total?.amount, ore);
    });
  }
});

describe('the inquiry of a permit', () => {
  const inPlan: Answers = { complete: 'complete', planStatus: 'plan', required: 'required', planAgree: 'agrees', suitable: true, nuisanceCaused: false, designOk: 'yes', whole: 'whole' };
  const outcomes: readonly [string, Answers, string, string[]][] = [
    ['within the plan', inPlan, 'granted', ['followsPlan']],
    ['with a small deviation', { ...inPlan, planAgree: 'small' }, 'granted', ['smallDeviation']],
    ['against the plan', { ...inPlan, planAgree: 'against' }, 'refused', ['againstPlan']],
    ['of which a part is against the plan', { ...inPlan, planAgree: 'against', whole: 'part' }, 'partly', ['onlyPart', 'againstPlan']],
    ['outside any plan', { ...without(inPlan, 'planAgree'), planStatus: 'none' }, 'granted', ['fitsOutsidePlan']],
    ['that spoils the building', { ...inPlan, designOk: 'no' }, 'refused', ['spoils']],
    ['that harms the neighbours', { ...inPlan, nuisanceCaused: true }, 'refused', ['nuisance']],
    ['for which none is needed', { ...inPlan, required: 'voluntary' }, 'granted', ['voluntary']],
  ];
  for (const [what, inquiry, outcome, reasons] of outcomes) {
    test(`proposes for one ${what}: ${outcome}, ${reasons.join(' and ')}`, () => {
      const found = proposals(service, extension, inquiry, builder).find(({ item }) => item === 'permit');
      assert.deepEqual([found?.outcome, found?.reasons], [outcome, reasons]);
    });
  }

  test('proposes nothing before the plan is tried', () => {
    assert.equal(proposals(service, extension, { complete: 'complete' }, builder).find(({ item }) => item === 'permit'), undefined);
  });

  test('refusals of a permit are delegated to nobody: the committee decides', () => {
    const points = service.folder.definition.delegation.filter(({ decisions }) => decisions.includes('permit') || decisions.includes('advance'));
    assert.deepEqual(points.map(({ outcomes: only }) => only), [['granted'], ['granted']]);
  });

  test('tries what was applied for: permit, start and final, or an advance decision', () => {
    assert.deepEqual(itemsSought(service, extension, builder), ['permit', 'start', 'final']);
    assert.deepEqual(itemsSought(service, { ...extension, applyFor: 'advance' }, builder), ['advance']);
  });

  const stages: readonly [string, string, Answers, string[]][] = [
    ['a permit is prepared', 'permit', extension, ['permitSection']],
    ['a start notice is prepared', 'start', extension, ['permitSection', 'startSection']],
    ['a final notice is prepared', 'final', extension, ['permitSection', 'startSection', 'finalSection']],
    ['an advance decision is prepared', 'permit', { ...extension, applyFor: 'advance' }, ['advanceSection']],
  ];
  for (const [when, stage, answers, expected] of stages) {
    test(`the officer is asked about ${expected.join(', ')} when ${when}`, () => {
      const found = sectionsNeeded(service, answers, { stage }, builder).map(({ id }) => id);
      assert.deepEqual(found.filter((id) => /^(permit|advance|start|final)/.test(id)), expected);
    });
  }

  test('what is found about the plan and the neighbours stands in the reasons of the permit, or of the advance decision', () => {
    const written: Answers = { ...inPlan, planName: 'detaljplanen för Eken', planAssessment: 'Följer planen.', hearingNeeded: 'no' };
    const flow = (answers: Answers) => decisionText(service, answers, written, builder).filter(({ section }) => section === 'planSection');
    const words = ['För platsen gäller detaljplanen för Eken.', 'Följer planen.'];
    assert.deepEqual(flow(extension).map(({ item, paragraphs }) => [item, paragraphs]), [['permit', words], ['advance', words]]);
  });

  test('a start notice waits for inspector, consultation and control plan', () => {
    const ready: Answers = { stage: 'start', inspectorOk: 'yes', consultationHeld: 'yes', planFixed: true, technicalOk: 'yes' };
    const start = (inquiry: Answers) => proposals(service, extension, inquiry, builder).find(({ item }) => item === 'start')?.outcome;
    assert.equal(start(ready), 'granted');
    const lacks: readonly Answers[] = [{ inspectorOk: 'no' }, { consultationHeld: 'no' }, { planFixed: false }];
    for (const lacking of lacks) assert.equal(start({ ...ready, ...lacking }), 'refused');
  });

  test('the checklist suggests the drawings that are not there, and only those', () => {
    const ids = (answers: Answers) => completionSuggested(service, answers, {}, builder);
    assert.ok(['plans', 'facades', 'section', 'controlPlan', 'inspector'].every((id) => ids(extension).includes(id)));
    assert.equal(ids(extension).includes('sitePlan'), false);
    const facade: Answers = { ...extension, measure: 'facade', valuable: true };
    assert.deepEqual(['plans', 'section'].filter((id) => ids(facade).includes(id)), []);
  });
});
