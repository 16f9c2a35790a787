import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { journey, submitted, validate } from '../../forms/index.ts';
import type { Answers, FormContext } from '../../forms/index.ts';
import { compileService } from './compile.ts';
import type { CompiledService } from './compile.ts';
import { isUrgent, proposals, unitFor } from './hold.ts';
import { loadService } from './load.ts';

/** Somebody nobody knows anything about. */
const anyone: FormContext = { today: '2026-11-23', organisation: { code: '9999', name: 'Exempelkommun', kind: 'municipality' } };
const resident: FormContext = { ...anyone, applicant: { age: 71, municipality: '9999' } };

const [fault, complaint, concern, prescription, records, parking] = await Promise.all(
  ['felanmalan', 'synpunkt', 'orosanmalan', 'receptfornyelse', 'allman-handling', 'parkeringstillstand'].map(compiled));

describe('a fault report', () => {
  const least: Answers = { kind: 'road', danger: false, place: { description: 'Storgatan 4' }, description: 'Ett djupt hål.', affects: false, wantsAnswer: false };

  test('needs a place and a description, and nothing of who one is', () => {
    complete(fault!, least, anyone);
    assert.equal(journey(fault!.form, without(least, 'place'), anyone).complete, false);
  });

  test('asks for the number of the post only where a lamp is broken', () => {
    assert.ok(asks(fault!, { ...least, kind: 'lighting' }, anyone).includes('lampNumber'));
    assert.ok(!asks(fault!, least, anyone).includes('lampNumber'));
  });

  test('somebody who wants an answer says where, or is told so', () => {
    assert.deepEqual(errors(fault!, { ...least, wantsAnswer: true }, anyone), ['noWay']);
    complete(fault!, { ...least, wantsAnswer: true, contactEmail: 'kim@example.com' }, anyone);
  });

  test('danger is for a person the same day', () => {
    assert.deepEqual([isUrgent(fault!, { ...least, danger: true }, anyone), isUrgent(fault!, least, anyone)], [true, false]);
    assert.equal(unitFor(fault!, least, anyone), 'streetUnit');
  });
});

describe('a complaint', () => {
  const least: Answers = { kind: 'suggestion', area: { code: 'leisure' }, text: 'Öppna biblioteket på söndagar.', wantsAnswer: false };

  test('a suggestion is not asked when and where it happened, a complaint is', () => {
    complete(complaint!, least, anyone);
    assert.deepEqual(pages(complaint!, least, anyone), ['what', 'answer']);
    assert.deepEqual(pages(complaint!, { ...least, kind: 'complaint' }, anyone), ['what', 'when', 'answer']);
  });

  test('one about care reminds the officer of lex Sarah, one about streets of nothing', () => {
    assert.equal(journey(complaint!.form, { ...least, area: { code: 'elderly' } }, anyone).staffWarnings.length, 1);
    assert.equal(journey(complaint!.form, { ...least, area: { code: 'streets' } }, anyone).staffWarnings.length, 0);
  });
});

describe('a report of concern', () => {
  const told: Answers = {
    inDanger: false, reporter: 'private', saysName: false, children: [{ id: 'r1', answers: { school: 'Ekskolan 2 B' } }],
    kinds: ['neglect'], seen: 'Barnet har inga vinterkläder.', howLong: { dontKnow: true }, now: false, afraid: { dontKnow: true }, siblings: { dontKnow: true },
  };

  test('a private person need not say who they are', () => {
    complete(concern!, told, anyone);
    assert.ok(!asks(concern!, told, anyone).includes('who'));
  });

  test('a child in danger now leads to 112, and nothing can be sent from there', () => {
    const way = journey(concern!.form, { ...told, inDanger: true }, anyone);
    assert.deepEqual([way.exit, way.complete], ['call112', false]);
  });

  test('somebody with a duty to report says who they are and where they work', () => {
    const duty: Answers = { ...without(told, 'saysName'), reporter: 'duty' };
    assert.equal(journey(concern!.form, duty, anyone).complete, false);
    complete(concern!, {
      ...duty, who: { givenName: 'Kim', familyName: 'Test', phone: '+46701740605' }, profession: 'Lärare', workplace: { name: 'Ekskolan', phone: '+46701740605' },
      parentsTold: 'notTold', wantsMeeting: true,
    }, anyone);
  });

  test('a child nobody could find is not enough, any one thing about it is', () => {
    const rows = (answers: Answers): Answers => ({ ...told, children: [{ id: 'r1', answers }] });
    assert.deepEqual(errors(concern!, rows({}), anyone), ['unknown']);
    assert.deepEqual(errors(concern!, rows({ where: 'Lindgatan 3' }), anyone), []);
  });

  test('a child who needs protection today, or fears to go home, is for a person today', () => {
    assert.equal(isUrgent(concern!, told, anyone), false);
    assert.equal(isUrgent(concern!, { ...told, now: true }, anyone), true);
    assert.equal(isUrgent(concern!, { ...told, afraid: true }, anyone), true);
  });

  test('violence warns the officer not to contact the home first', () => {
    assert.equal(journey(concern!.form, { ...told, kinds: ['violence'] }, anyone).staffWarnings.length, 1);
    assert.equal(journey(concern!.form, told, anyone).staffWarnings.length, 0);
  });
});

describe('a prescription renewal', () => {
  const least: Answers = {
    acute: ['none'], wanted: [{ id: 'r1', answers: { name: 'Provmedicin', strength: '10 mg', dose: '1 om dagen', why: 'Blodtryck', asPrescribed: true } }],
    left: 'weeks', effect: 'well', sideEffects: false, changedHealth: ['nothing'], lastVisit: 'year', phone: '+46701740605', contactLanguage: 'swedish',
  };

  for (const [feels, exit] of [['breath', 'call112'], ['chest', 'call112'], ['allergic', 'call112'], ['suicidal', 'call112'], ['worse', 'call1177']] as const) {
    test(`somebody who answers ${feels} is sent to ${exit}`, () => {
      const way = journey(prescription!.form, { ...least, acute: [feels] }, resident);
      assert.deepEqual([way.exit, way.complete], [exit, false]);
    });
  }

  test('one who feels worse and has chest pain calls 112 and nothing else', () => {
    assert.deepEqual(pages(prescription!, { ...least, acute: ['worse', 'chest'] }, resident), ['feeling', 'call112']);
  });

  test('nothing acute is a request, which is urgent only when a vital medicine has run out', () => {
    complete(prescription!, least, resident);
    assert.equal(isUrgent(prescription!, { ...least, left: 'none', important: true }, resident), true);
    assert.equal(isUrgent(prescription!, { ...least, left: 'none', important: false }, resident), false);
  });

  test('a medicine taken otherwise than prescribed, or side effects, are shown to the nurse', () => {
    const otherwise: Answers = { ...least, wanted: [{ id: 'r1', answers: { name: 'Provmedicin', strength: '10 mg', dose: '2 om dagen', why: 'Blodtryck', asPrescribed: false } }] };
    assert.equal(journey(prescription!.form, otherwise, resident).staffWarnings.length, 1);
    assert.equal(journey(prescription!.form, { ...least, sideEffects: true, sideEffectsText: 'Yrsel' }, resident).staffWarnings.length, 1);
    assert.equal(journey(prescription!.form, least, resident).staffWarnings.length, 0);
  });
});

describe('a records request', () => {
  const least: Answers = { records: 'Bygglovet för Lindgatan 3', holder: { dontKnow: true }, ownRecords: false, delivery: 'code', wantsDecision: true };

  test('to read with the code asks for no contact at all', () => {
    complete(records!, least, anyone);
    assert.deepEqual(asks(records!, least, anyone).filter((id) => ['email', 'postalName', 'postalAddress'].includes(id)), []);
    assert.equal(journey(records!.form, { ...least, delivery: 'post' }, anyone).complete, false);
  });

  const tried: readonly [string, Answers, string, string][] = [
    ['nothing secret', { found: 'all', isRecord: 'all', secrecy: 'none' }, 'granted', 'public'],
    ['a part secret', { found: 'all', isRecord: 'all', secrecy: 'parts' }, 'partly', 'secretParts'],
    ['a reservation', { found: 'all', isRecord: 'all', secrecy: 'reservation' }, 'partly', 'withReservation'],
    ['all secret', { found: 'all', isRecord: 'all', secrecy: 'all' }, 'refused', 'secret'],
    ['not a public record', { found: 'all', isRecord: 'none' }, 'refused', 'notRecord'],
    ['not held', { found: 'none' }, 'refused', 'notHeld'],
  ];
  for (const [when, inquiry, outcome, reason] of tried) {
    test(`${when}: ${outcome} is proposed`, () => {
      assert.deepEqual(proposals(records!, least, inquiry, anyone).map((one) => [one.outcome, one.reasons]), [[outcome, [reason]]]);
    });
  }
});

describe('a parking permit', () => {
  const least: Answers = {
    name: 'Kim Test', address: { street: 'Vägen 1', postalCode: '123 45', city: 'Ort' }, phone: '+46701740605', contactLanguage: 'swedish', kind: 'first', drives: 'driver',
    disability: 'Artros', distance: 'to50', whatHappens: 'Det gör ont.', aids: ['stick'], duration: 'always', certificate: { later: true }, photo: { later: true },
    mayAskCare: true, collect: 'post',
  };

  test('a driver is not asked about help outside the car, a passenger is', () => {
    complete(parking!, least, resident);
    assert.ok(!pages(parking!, least, resident).includes('passengerPage'));
    assert.ok(pages(parking!, { ...least, drives: 'passenger' }, resident).includes('passengerPage'));
  });

  test('a lost card needs no new certificate', () => {
    const lost: Answers = { ...without(least, 'disability', 'distance', 'whatHappens', 'aids', 'duration', 'certificate', 'mayAskCare'), kind: 'lost', lostHow: 'Borta efter en flytt.' };
    complete(parking!, lost, resident);
    assert.ok(!asks(parking!, lost, resident).includes('certificate'));
  });

  test('somebody who walks far is warned, and may still apply', () => {
    const way = journey(parking!.form, { ...least, distance: 'to300' }, resident);
    assert.deepEqual([way.warnings.length, way.complete], [1, true]);
  });

  const both: Answers = { drives: 'both', kind: 'first' };
  const tried: readonly [string, Answers, Answers, string, string][] = [
    ['a driver who hardly walks', { drives: 'driver', kind: 'first' }, { walksBadly: 'great', asDriver: true }, 'granted', 'driverMet'],
    ['a passenger who needs help', { drives: 'passenger', kind: 'first' }, { walksBadly: 'great', helpNeeded: true }, 'granted', 'passengerMet'],
    ['a passenger who can wait', { drives: 'passenger', kind: 'first' }, { walksBadly: 'great', helpNeeded: false }, 'refused', 'canWait'],
    ['one who drives and can wait', both, { walksBadly: 'great', asDriver: true, helpNeeded: false }, 'partly', 'driverOnly'],
    ['one who does not drive after all', both, { walksBadly: 'great', asDriver: false, helpNeeded: true }, 'partly', 'passengerOnly'],
    ['one who walks', { drives: 'driver', kind: 'first' }, { walksBadly: 'notGreat', asDriver: true }, 'refused', 'canWalk'],
  ];
  for (const [who, application, inquiry, outcome, reason] of tried) {
    test(`${who}: ${outcome} is proposed`, () => {
      const all = { certificateSays: 'supports', lasting: true, assessmentText: 'Intyget.', ...inquiry };
      assert.deepEqual(proposals(parking!, application, all, resident).map((one) => [one.outcome, one.reasons]), [[outcome, [reason]]]);
    });
  }

  test('a lost card is a new card while the permit holds, whatever one walks', () => {
    const proposed = proposals(parking!, { kind: 'lost', drives: 'driver' }, { oldStillValid: true, assessmentText: 'Gäller till 2028.' }, resident);
    assert.deepEqual(proposed.map(({ reasons }) => reasons), [['newCard']]);
  });
});

async function compiled(name: string): Promise<CompiledService> {
  const loaded = await loadService(join(import.meta.dirname, '../../../catalogue', name));
  assert.ok(loaded.ok, name);
  const result = compileService(loaded.service);
  assert.ok(result.ok, name);
  return result.service;
}

function complete({ form }: CompiledService, answers: Answers, context: FormContext): void {
  const way = journey(form, answers, context);
  assert.deepEqual([way.errors, way.complete], [[], true]);
  assert.ok(validate(form, submitted(form, answers, context), context).ok);
}

function pages({ form }: CompiledService, answers: Answers, context: FormContext): string[] {
  return journey(form, answers, context).pages.map(({ key }) => key).filter((key) => key !== 'contactLanguagePage');
}

function asks({ form }: CompiledService, answers: Answers, context: FormContext): string[] {
  return journey(form, answers, context).pages.flatMap(({ questions }) => questions.map(({ question }) => question.id));
}

function errors({ form }: CompiledService, answers: Answers, context: FormContext): string[] {
  return journey(form, answers, context).errors.map(({ code, textKey }) => textKey?.split('.').at(-1) ?? code);
}

function without(answers: Answers, ...ids: readonly string[]): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.includes(id)));
}
