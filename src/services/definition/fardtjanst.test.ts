import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { journey, submitted, validate } from '../../forms/index.ts';
import type { Answers, FormContext } from '../../forms/index.ts';
import { compileService } from './compile.ts';
import type { CompiledService } from './compile.ts';
import { loadService } from './load.ts';

let service: CompiledService;
before(async () => {
  const loaded = await loadService(join(import.meta.dirname, '../../../catalogue/fardtjanst'));
  assert.ok(loaded.ok);
  const compiled = compileService(loaded.service);
  assert.ok(compiled.ok);
  ({ service } = compiled);
});

const adult: FormContext = {
  today: '2026-05-04',
  applicant: { age: 71, municipality: '0180' },
  organisation: { code: '0180', name: 'Exempelkommun', kind: 'municipality' },
};
const child: FormContext = { ...adult, applicant: { age: 7, municipality: '0180' } };

/** What anyone must answer. */
const least: Answers = {
  name: 'Kim Test',
  address: { street: 'Vägen 1', postalCode: '123 45', city: 'Ort' },
  phone: '+46701740605',
  contactWay: 'phone',
  contactOther: false,
  contactLanguage: 'swedish',
  travelsNow: ['driven'],
  hinder: ['wait'],
  disability: 'Artros',
  since: 'years',
  findProblems: ['stand'],
  findText: 'Det gör ont.',
  varies: ['same'],
  aid: ['none'],
  withHelp: 'unable',
  needsCompanion: false,
  vehicle: ['ordinary'],
  duration: { dontKnow: true },
  mayAskCare: false,
};

describe('färdtjänst as the applicant meets it', () => {
  const ways: readonly [string, FormContext, Answers, string[]][] = [
    ['waiting is hard', adult, {}, ['finding']],
    ['walking is hard', adult, { hinder: ['walk'] }, ['walking']],
    ['boarding is hard', adult, { hinder: ['board'] }, ['boarding']],
    [
      'everything is hard',
      adult,
      { hinder: ['walk', 'board', 'ride', 'orient', 'wait', 'people'] },
      ['walking', 'boarding', 'finding'],
    ],
    ['something else is hard', adult, { hinder: ['other'] }, []],
    ['the applicant is a child', child, { hinder: ['orient'] }, ['finding', 'childPage']],
  ];
  for (const [when, context, answers, own] of ways) {
    test(`when ${when}, only those pages come besides the eleven that all meet`, () => {
      const pages = journey(service.form, { ...least, ...answers }, context).pages.map(({ key }) => key);
      const always = [
        'you',
        'contact',
        'contactLanguagePage',
        'today',
        'hinders',
        'seasons',
        'aids',
        'companionPage',
        'vehiclePage',
        'howLong',
        'certificatePage',
      ];
      assert.deepEqual(
        pages.filter((page) => !always.includes(page)),
        own,
      );
      assert.deepEqual(
        pages.filter((page) => always.includes(page)),
        always,
      );
    });
  }

  test('no page asks more than four things before anything is answered', () => {
    for (const { key, questions } of journey(service.form, {}, adult).pages)
      assert.ok(questions.length <= 4, `${key}: ${questions.length}`);
  });

  test('an application with the least answers is complete, without a certificate', () => {
    const way = journey(service.form, least, adult);
    assert.deepEqual([way.errors, way.complete], [[], true]);
    assert.ok(validate(service.form, submitted(service.form, least, adult), adult).ok);
  });

  for (const left of ['hinder', 'disability', 'withHelp', 'needsCompanion', 'vehicle', 'duration', 'phone']) {
    test(`an application without ${left} is not complete`, () => {
      const { [left]: _gone, ...rest } = least;
      assert.equal(journey(service.form, rest, adult).complete, false);
    });
  }

  test('someone who has changed from walking to waiting does not send what was said of walking', () => {
    const changed = submitted(service.form, { ...least, distance: { code: 'to50' }, walkProblems: ['pain'] }, adult);
    assert.equal('distance' in changed || 'walkProblems' in changed, false);
  });

  test('a short need warns the officer, and the applicant of nothing', () => {
    const way = journey(service.form, { ...least, duration: 'until', until: { end: '2026-06-15' } }, adult);
    assert.equal(way.staffWarnings.length, 1);
    assert.deepEqual([way.warnings, way.errors, way.complete], [[], [], true]);
    assert.equal(
      journey(service.form, { ...least, duration: 'until', until: { end: '2027-06-15' } }, adult).staffWarnings.length,
      0,
    );
  });

  test('name and address are shown to be confirmed', () => {
    const facts = {
      'population.name': 'Kim Test',
      'population.address': { street: 'Vägen 1', postalCode: '123 45', city: 'Ort' },
    };
    const [you] = journey(service.form, {}, { ...adult, facts }).pages;
    assert.deepEqual(
      you?.questions.map(({ fact }) => fact),
      [facts['population.name'], facts['population.address'], undefined],
    );
  });
});
