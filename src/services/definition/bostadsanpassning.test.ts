import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { calculate, journey, submitted, validate } from '../../forms/index.ts';
import type { Answers, FormContext } from '../../forms/index.ts';
import { compileService } from './compile.ts';
import type { CompiledService } from './compile.ts';
import { completionSuggested, itemsSought, othersWanted, proposals, receiversWanted } from './hold.ts';
import { loadService } from './load.ts';

let service: CompiledService;
before(async () => {
  const loaded = await loadService(join(import.meta.dirname, '../../../catalogue/bostadsanpassning'));
  assert.ok(loaded.ok);
  const compiled = compileService(loaded.service);
  assert.ok(compiled.ok);
  ({ service } = compiled);
});

const tenant: FormContext = {
  today: '2026-11-22',
  applicant: { age: 82, municipality: '9999' },
  organisation: { code: '9999', name: 'Exempelkommun', kind: 'municipality' },
};

const you: Answers = {
  name: 'Kim Test', address: { street: 'Vägen 1', postalCode: '123 45', city: 'Ort' }, phone: '+46701740605', contactOther: false, contactLanguage: 'swedish',
};
const home: Answers = { homeKind: 'flat', tenure: 'rental', permanent: true, moved: false };
const landlord: Answers = {
  owners: [{ id: 'r1', answers: { ownerIs: 'company', ownerCompany: { name: 'Bostäder AB' },
    ownerAddress: { street: 'Gatan 2', postalCode: '123 45', city: 'Ort' } } }],
};
/** A shower instead of the bath and no thresholds, in a rented flat. */
const adaptation: Answers = {
  ...you, ...home, ...landlord, applyFor: 'adapt', discharge: false, adults: 1, children: 0, disability: 'Artros', lasting: 'always', aids: ['walker'],
  measures: [
    { id: 'r1', answers: { room: 'bathroom', what: { code: 'shower' }, cost: 6_500_000, difficulty: 'Kan inte kliva över kanten.', already: false } },
    { id: 'r2', answers: { room: 'between', what: { code: 'threshold' }, difficulty: 'Rullatorn fastnar.', already: false } },
  ],
  mayAskCare: true, carriesOut: 'municipality', payTo: 'contractor', contractor: 'Rör AB, bankgiro 991-2346',
};
const thresholds: Answers = { ...adaptation, measures: [{ id: 'r1', answers: { room: 'between', what: { code: 'threshold' }, difficulty: 'Rullatorn fastnar.', already: false } }] };
const repair: Answers = {
  ...you, ...home, applyFor: 'repair', repairs: [{ id: 'r1', answers: { repairWhat: { code: 'opener' }, fault: 'Öppnar inte', repairCost: 240_000 } }], payTo: 'me',
  account: { clearing: '6000', account: '123456789' },
};
const takeBack: Answers = { ...you, applyFor: 'takeBack', takeBackWhat: { code: 'stairlift' }, takeBackWhen: 'Vardagar' };
const restore: Answers = {
  ...you, applyFor: 'restore', owner: { name: 'Brf Eken', number: '769600-0000', contact: 'Styrelsen', phone: '+46313900600', email: 'brf@eken.example' }, flat: 'Gatan 2 lgh 1201',
  restoreWhat: 'Rampen', restoreWhy: 'I vägen för barnvagnar', offeredFirst: true, restoreCostAsked: 1_800_000, restoreOffer: { later: true }, payTo: 'me',
  account: { clearing: '6000', account: '123456789' },
};

describe('bostadsanpassning as the applicant meets it', () => {
  const ways: readonly [string, Answers, string[]][] = [
    ['an adaptation', adaptation, ['adaptation']],
    ['a repair', repair, ['repair']],
    ['equipment to hand back', takeBack, ['takeover']],
  ];
  for (const [what, answers, items] of ways) {
    test(`${what} can be sent in, and just ${items.join()} is tried`, () => {
      const way = journey(service.form, answers, tenant);
      assert.deepEqual([way.errors, way.complete], [[], true]);
      const read = validate(service.form, submitted(service.form, answers, tenant), tenant);
      assert.deepEqual(read.ok ? [] : read.faults, []);
      assert.deepEqual(itemsSought(service, answers, tenant), items);
    });
  }

  test('who owns the building to be restored is asked neither of household nor of illness', () => {
    const pages = journey(service.form, restore, tenant).pages.map(({ key }) => key);
    assert.deepEqual(pages.filter((page) => ['restorePage', 'restoreMorePage', 'payPage'].includes(page)), ['restorePage', 'restoreMorePage', 'payPage']);
    assert.deepEqual(pages.filter((page) => /need|household|home|certificate|measures|why/.test(page)), []);
    assert.deepEqual(itemsSought(service, restore, tenant), ['restoration']);
  });

  test('why comes once for each measure', () => {
    assert.equal(journey(service.form, adaptation, tenant).pages.filter(({ key }) => key.startsWith('whyPage')).length, 2);
  });

  test('an offer, a certificate and pictures may come later', () => {
    assert.equal('certificate' in adaptation || 'photos' in adaptation, false);
    assert.ok(journey(service.form, adaptation, tenant).complete);
  });

  test('someone waiting in hospital is seen by staff at once', () => {
    assert.equal(journey(service.form, adaptation, tenant).staffWarnings.length, 0);
    assert.equal(journey(service.form, { ...adaptation, discharge: true }, tenant).staffWarnings.length, 1);
  });

  test('a move is asked about only when there was one', () => {
    const pages = (answers: Answers) => journey(service.form, answers, tenant).pages.map(({ key }) => key);
    assert.equal(pages(adaptation).includes('movedPage'), false);
    assert.ok(pages({ ...adaptation, moved: true }).includes('movedPage'));
  });
});

describe('whoever owns the home', () => {
  const asked: readonly [string, Answers, boolean][] = [
    ['a landlord', adaptation, true],
    ['who owns the house together with the applicant', { ...adaptation, tenure: 'ownShared' }, true],
    ['nobody when the applicant owns it alone', { ...adaptation, tenure: 'ownAlone' }, false],
    ['nobody for a repair', repair, false],
  ];
  for (const [who, answers, wanted] of asked) {
    test(`consent is asked of ${who}`, () => {
      assert.equal(othersWanted(service, answers, tenant).some(({ id }) => id === 'holders'), wanted);
      assert.equal(journey(service.form, answers, tenant).pages.some(({ key }) => key === 'ownersPage'), wanted);
    });
  }

  test('reads what is to be done, and nothing about illness, household or money', () => {
    const [holders] = service.folder.definition.parties.others;
    assert.deepEqual(holders?.sees, ['homePage', 'measuresPage', 'filesPage']);
    const seen = service.folder.definition.pages.filter(({ id }) => holders.sees.includes(id)).flatMap(({ questions }) => questions.map(({ id }) => id));
    assert.deepEqual(['disability', 'difficulty', 'aids', 'certificate', 'householdNeeds', 'account', 'phone'].filter((id) => seen.includes(id)), []);
  });
});

describe('money', () => {
  test('what is applied for is the sum of the offers, each row by itself', () => {
    const results = calculate(service.form, submitted(service.form, adaptation, tenant), tenant);
    assert.deepEqual(results.find(({ id }) => id === 'measureCost')?.rows?.map(({ amount }) => amount), [6_500_000, 0]);
    assert.equal(results.find(({ id }) => id === 'soughtTotal')?.amount, 6_500_000);
  });

  test('a repair and a restoration have their own sums, and handing back comes to nothing', () => {
    const total = (answers: Answers) => calculate(service.form, submitted(service.form, answers, tenant), tenant).find(({ id }) => id === 'soughtTotal')?.amount;
    assert.deepEqual([total(repair), total(restore), total(takeBack)], [240_000, 1_800_000, 0]);
  });

  test('the company is paid only when the applicant wants that and names it', () => {
    assert.equal(receiversWanted(service, adaptation, tenant).length, 1);
    assert.equal(receiversWanted(service, { ...adaptation, payTo: 'me' }, tenant).length, 0);
    const { contractor: _unknown, ...unnamed } = adaptation;
    assert.equal(receiversWanted(service, unnamed, tenant).length, 0);
  });

  test('is paid when the cost has been shown', () => {
    assert.equal(service.folder.definition.payment?.when, 'reported');
  });
});

describe('the inquiry of an adaptation', () => {
  const ready: Answers = {
    certificateSays: 'supports', hasDisability: true, aidSolves: 'no', permanentOk: true, moveOk: 'no', upkeepOnly: 'no', consent: 'yes', necessary: 'all', costOk: 'yes',
  };
  const outcomes: readonly [string, Answers, string, string][] = [
    ['all is as it should be', ready, 'granted', 'necessary'],
    ['the owner refuses', { ...ready, consent: 'refused' }, 'refused', 'noConsent'],
    ['an aid is enough', { ...ready, aidSolves: 'all' }, 'refused', 'aidEnough'],
    ['the home is worn', { ...ready, upkeepOnly: 'all' }, 'refused', 'upkeep'],
    ['the home is a holiday home', { ...ready, permanentOk: false }, 'refused', 'notPermanent'],
    ['an unsuitable home was bought', { ...ready, moveOk: 'yes' }, 'refused', 'movedUnsuitable'],
    ['special reasons for moving are there', { ...ready, moveOk: 'reasons' }, 'granted', 'necessary'],
    ['some measures are needed', { ...ready, necessary: 'some' }, 'partly', 'simpler'],
    ['the offer is too high', { ...ready, costOk: 'lower' }, 'partly', 'reasonableCost'],
  ];
  for (const [when, inquiry, outcome, reason] of outcomes) {
    test(`proposes ${outcome} when ${when}`, () => {
      const found = proposals(service, adaptation, inquiry, tenant).find(({ item }) => item === 'adaptation');
      assert.deepEqual([found?.outcome, found?.reasons], [outcome, [reason]]);
    });
  }

  test('proposes yes without consent for whoever owns the house alone', () => {
    const { consent: _none, ...alone } = ready;
    const found = proposals(service, { ...adaptation, tenure: 'ownAlone' }, alone, tenant).find(({ item }) => item === 'adaptation');
    assert.equal(found?.outcome, 'granted');
  });

  test('a certificate is asked for, except when only thresholds, a stove guard or grab rails are sought', () => {
    assert.ok(completionSuggested(service, adaptation, {}, tenant).includes('certificate'));
    assert.equal(completionSuggested(service, thresholds, {}, tenant).includes('certificate'), false);
  });

  test('an offer is asked for while a measure has none', () => {
    assert.ok(completionSuggested(service, adaptation, {}, tenant).includes('offer'));
    const measures = [{ id: 'r1', answers: { room: 'bathroom', what: { code: 'shower' }, cost: 6_500_000, difficulty: 'Kanten', already: false } }];
    assert.equal(completionSuggested(service, { ...adaptation, measures }, {}, tenant).includes('offer'), false);
  });
});
