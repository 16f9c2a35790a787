import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Answers, FormContext } from '../../forms/index.ts';
import { compileService } from './compile.ts';
import type { CompiledService } from './compile.ts';
import { decisionText } from './decision-text.ts';
import { completionSuggested, itemsSought, notesBefore, proposals, sectionsNeeded, unitFor } from './hold.ts';
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
const walks: Answers = { hinder: ['walk'], distance: { code: 'to50' }, needsCompanion: false, vehicle: ['ordinary'] };

describe('rules outside the pages', () => {
  test('an adult who lives here is told nothing beforehand', () => assert.deepEqual(notesBefore(service, adult), []));

  test('someone from elsewhere is told where to apply, in their language', () => {
    const moved = { ...adult, applicant: { age: 71, municipality: '1480' } };
    assert.match(notesBefore(service, moved).join(' '), /folkbokförd/);
    assert.match(notesBefore(service, { ...moved, language: 'en' }).join(' '), /population register/);
  });

  test('someone not signed in is told nothing that depends on who they are', () => {
    assert.deepEqual(notesBefore(service, { today: '2026-05-04' }), []);
  });

  test("a child's case goes to those who know children", () => {
    assert.equal(unitFor(service, walks, child), 'childrenUnit');
    assert.equal(unitFor(service, walks, adult), 'transportUnit');
  });

  const sought: readonly [string, Answers, string[]][] = [
    ['only travel', walks, ['travel']],
    ['a companion', { ...walks, needsCompanion: true }, ['travel', 'companion']],
    ['a vehicle', { ...walks, vehicle: ['lift', 'alone'] }, ['travel', 'vehicle']],
    ['everything', { ...walks, needsCompanion: true, vehicle: ['lift'] }, ['travel', 'companion', 'vehicle']],
  ];
  for (const [what, answers, items] of sought) {
    test(`who seeks ${what} has just that tried`, () => {
      assert.deepEqual(itemsSought(service, answers, adult), items);
      assert.deepEqual(
        sectionsNeeded(service, answers, {}, adult).map(({ id }) => id),
        items,
      );
    });
  }

  const lasting = { hasDisability: true, lasting: 'lasting', paidOtherwise: 'none' };
  const proposed: readonly [string, FormContext, Answers, string | undefined][] = [
    ['nothing before the questions of law are answered', adult, {}, undefined],
    ['nothing when one of them is left', adult, { hasDisability: true, lasting: 'lasting' }, undefined],
    ['refusal without a disability', adult, { hasDisability: false }, 'refused notDisability'],
    [
      'refusal of what is only temporary',
      adult,
      { hasDisability: true, lasting: 'temporary', substantial: 'both' },
      'refused onlyTemporary',
    ],
    [
      'a grant for some months',
      adult,
      { ...lasting, lasting: 'shortButEnough', substantial: 'move' },
      'granted criteriaMet',
    ],
    ['a grant when it is hard to ride', adult, { ...lasting, substantial: 'ride' }, 'granted criteriaMet'],
    ['part of the year', adult, { ...lasting, substantial: 'season' }, 'partly seasonOnly'],
    [
      'refusal when it is not substantial',
      adult,
      { ...lasting, substantial: 'notSubstantial' },
      'refused notSubstantial',
    ],
    [
      'refusal when others pay',
      adult,
      { ...lasting, paidOtherwise: 'all', substantial: 'both' },
      'refused paidByOthers',
    ],
    [
      'refusal of a child who is as other children',
      child,
      { ...lasting, substantial: 'both', comparedWithChildren: false },
      'refused asOtherChildren',
    ],
    [
      'a grant to a child by comparison',
      child,
      { ...lasting, substantial: 'both', comparedWithChildren: true },
      'granted childCriteriaMet',
    ],
  ];
  for (const [what, context, inquiry, expected] of proposed) {
    test(`the inquiry proposes ${what}`, () => {
      const travel = proposals(service, walks, inquiry, context).find(({ item }) => item === 'travel');
      assert.equal(travel && [travel.outcome, ...travel.reasons].join(' '), expected);
    });
  }

  test('nothing is proposed about what was not applied for', () => {
    assert.deepEqual(proposals(service, walks, { companionNeed: 'always', vehicleNeeded: 'all' }, adult), []);
  });

  test('the checklist suggests what is lacking and no more', () => {
    assert.deepEqual(completionSuggested(service, { ...walks, lastBus: 'I går.', duration: 'always' }, {}, adult), [
      'certificate',
    ]);
    assert.ok(completionSuggested(service, walks, {}, child).includes('guardians'));
  });

  test('a proposal tells the rule and the answers that it read', () => {
    const [travel] = proposals(service, walks, { ...lasting, substantial: 'both' }, adult);
    assert.deepEqual(travel?.explanation.answers.map(({ id }) => id).sort(), [
      'hasDisability',
      'lasting',
      'substantial',
    ]);
  });
});

describe('text that flows into the decision', () => {
  const application: Answers = { ...walks, hinder: ['walk', 'board'], withHelp: { dontKnow: true }, varies: ['same'] };
  const inquiry: Answers = {
    certificateSays: 'supports',
    certificateBy: { code: 'physio' },
    evidenceText: 'Intyget visar artros.',
    travelAssessment: '',
  };

  test('has the answers in it as people read them, and leaves out what is not known', () => {
    assert.deepEqual(decisionText(service, application, inquiry, adult), [
      {
        section: 'travel',
        item: 'travel',
        title: 'Färdtjänst',
        paragraphs: [
          'I din ansökan har du berättat att detta är svårt för dig: gå till och från hållplatsen, komma på och av.',
          'Om hur långt du kan gå med ditt hjälpmedel har du svarat: upp till 50 meter.',
          'Vi har läst intyget, som är skrivet av: fysioterapeut.',
          'Intyget visar artros.',
        ],
      },
    ]);
  });

  test('is in the language of the letter', () => {
    const [travel] = decisionText(service, { ...application, withHelp: 'driver' }, inquiry, {
      ...adult,
      language: 'sv-simple',
    });
    assert.ok(
      travel?.paragraphs.includes(
        'Kan du åka buss om någon hjälper dig? Du svarade: ja, om föraren hjälper dig på och av.',
      ),
    );
  });

  test('is only about what was applied for', () => {
    const both = decisionText(
      service,
      { ...application, needsCompanion: true, companionHelp: ['calm'] },
      inquiry,
      adult,
    );
    assert.deepEqual(
      both.map(({ section }) => section),
      ['travel', 'companion'],
    );
  });
});
