import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Files } from './folder.ts';
import { loadService, readService } from './load.ts';
import { problemLine } from './problem.ts';
import { smallService } from './small-service.ts';

type Bad = {
  /** What is wrong, as a sentence. */
  readonly what: string;
  readonly file: string;
  /** Text in the good file, and what stands there instead. */
  readonly from: string;
  readonly to: string;
  /** The problem is on the line where this stands, in the bad file. */
  readonly on: string;
  readonly says: RegExp;
};

const service = 'service.yaml';
const inquiry = 'inquiry.yaml';
const english = 'texts/en.yaml';

const bad: readonly Bad[] = [
  { what: 'an unknown key', file: service, from: 'need: leisure', to: 'need: leisure\nneeed: live', on: 'neeed', says: /"neeed" finns inte/ },
  { what: 'an unknown key of a question', file: service, from: 'type: yesNo', to: 'type: yesNo, whyy: x', on: 'whyy', says: /"whyy" finns inte/ },
  { what: 'a lacking field', file: service, from: '  who: Alla.\n', to: '', on: '  minutes', says: /"who" saknas/ },
  { what: 'a value outside the list', file: service, from: 'need: leisure', to: 'need: fun', on: 'need: fun', says: /Ogiltig/ },
  { what: 'a type of question that does not exist', file: service, from: 'type: yesNo', to: 'type: maybe', on: 'type: maybe', says: /"maybe" finns inte/ },
  { what: 'YAML that cannot be read', file: service, from: 'need: leisure', to: 'need: [leisure', on: 'keywords', says: /YAML/ },
  { what: 'a key that stands twice', file: service, from: 'need: leisure', to: 'need: leisure\nneed: live', on: 'need: live', says: /YAML/ },
  { what: 'a length of time in words', file: service, from: 'for: P1W', to: 'for: a week', on: 'for: a week', says: /P14D/ },
  { what: 'class 4 of confidentiality', file: service, from: 'confidentiality: 1', to: 'confidentiality: 4', on: 'confidentiality', says: /Klass 4/ },
  { what: 'class 4 of a question', file: service, from: 'type: yesNo', to: 'type: yesNo, class: { confidentiality: 4 }', on: 'confidentiality: 4', says: /Klass 4/ },
  { what: 'a fact about someone who need not sign in', file: service, from: 'confidentiality: 1', to: 'confidentiality: 0', on: 'ask: Vilket träd', says: /logga in/ },
  { what: 'an id with a hyphen', file: service, from: 'id: place,', to: 'id: the-place,', on: 'the-place', says: /id/i },
  { what: 'an id that stands twice', file: service, from: 'id: shade,', to: 'id: place,', on: 'id: place, ask: Vill', says: /mer än en sak/ },
  { what: 'a condition on a question that does not exist', file: service, from: '%shade = true', to: '%shadow = true', on: '%shadow', says: /%shadow finns inte/ },
  { what: 'a condition that cannot be read', file: service, from: '%shade = true', to: '%shade = = true', on: '%shade = =', says: /./ },
  { what: 'a route on something that does not exist', file: service, from: '- { to: parkUnit }', to: "- { when: '%plaace.exists()', to: x }\n  - { to: parkUnit }", on: '%plaace', says: /%plaace finns inte/ },
  { what: 'no unit when no condition holds', file: service, from: '- { to: parkUnit }', to: "- { when: '%place.exists()', to: parkUnit }", on: 'parkUnit', says: /ta vägen/ },
  { what: 'no way in without e-ID', file: service, from: '[web, phone]', to: '[web]', on: 'channels', says: /utan e-legitimation/ },
  { what: 'a letter that is not there', file: service, from: 'letters/yes.typ', to: 'letters/yess.typ', on: 'yess', says: /finns inte/ },
  { what: 'an outcome without a letter', file: service, from: '  refused: letters/no.typ\n', to: '', on: '  granted: letters', says: /inget brev för refused/ },
  { what: 'a letter outside the folder', file: service, from: 'letters/yes.typ', to: '../other/yes.typ', on: '../other', says: /letters/ },
  { what: 'a document type without retention', file: service, from: '  note: { keep: P1Y, from: closed }\n', to: '', on: '  application:', says: /saknas för handlingstypen note/ },
  { what: 'retention of what is never made', file: service, from: 'readLog:', to: 'permit: { keep: forever }\n  readLog:', on: 'permit:', says: /inga handlingar av typen permit/ },
  { what: 'retention from no day', file: service, from: 'note: { keep: P1Y, from: closed }', to: 'note: { keep: P1Y }', on: 'note:', says: /från när/ },
  { what: 'an outcome that no reason is for', file: service, from: 'for: [refused]', to: 'for: [granted]', on: '- { id: nice', says: /inget skäl för utfallet refused/ },
  { what: 'a section of law that is not named', file: service, from: 'law: rule', to: 'law: rulle', on: 'law: rulle', says: /"rulle" finns inte/ },
  { what: 'a decision that no one is delegated', file: service, from: 'decisions: [grant]', to: 'decisions: [dismissal]', on: 'type: grant', says: /delegation/ },
  { what: 'a signature by someone who is not there', file: service, from: 'signs: [applicant]', to: 'signs: [applicant, coApplicant]', on: 'signs:', says: /medsökanden/ },
  { what: 'an answer that nobody who is left could give', file: service, from: 'signs: [applicant]', to: "signs: [applicant, coApplicant]\n  coApplicant: { when: '%shade = true', person: place, invited: true, signs: true, left: { shade: 'alone' }, say: Ni söker ihop. }", on: 'left:', says: /inte svaret alone/ },
  { what: 'pages to answer first that are not the first', file: service, from: 'need: leisure', to: 'need: leisure\ntriage: { pages: [another], ask: Behövs det?, then: Gå vidare. }', on: 'triage:', says: /inte sida nummer 1/ },
  { what: 'files in the rows of a table where nobody signs in', file: service, from: 'pages:\n  - id: where\n    title: Var?\n    questions:\n', to: 'anonymous: { draft: none, follow: code }\npages:\n  - id: where\n    title: Var?\n    questions:\n      - { id: seen, ask: Vad ser du?, type: table, rowName: Sak, columns: [{ id: shot, ask: Bild, type: file }] }\n', on: 'id: seen', says: /kan inte ta emot filer/ },
  { what: 'a step on the way that nobody is told of', file: service, from: 'sv: En vecka, from:', to: 'sv: En vecka, step: nothing, from:', on: 'step: nothing', says: /start\.after/ },
  { what: 'a service with cases that does not say how they stand in the register', file: service, from: 'register: { in: diary, title: Önskemål om bänk }\n', to: '', on: 'service: parkBench', says: /diariet/ },
  { what: 'a receiver that the person is not told of', file: service, from: 'need: leisure', to: 'need: leisure\nhandOver: { to: carpenter, what: case }', on: 'carpenter', says: /privacy\.receivers/ },
  { what: 'a table that does not exist', file: service, from: 'need: leisure', to: 'need: leisure\ntables: [prices]', on: 'tables:', says: /"prices" finns inte/ },
  { what: 'an item that is not decided', file: inquiry, from: 'item: bench', to: 'item: benches', on: 'item: benches', says: /"benches" finns inte/ },
  { what: 'a question that is not asked', file: inquiry, from: '[place, tree]', to: '[place, bush]', on: 'bush', says: /"bush" finns inte/ },
  { what: 'a reason that does not exist', file: inquiry, from: 'reasons: [nice]', to: 'reasons: [nicer]', on: 'nicer', says: /"nicer" finns inte/ },
  { what: 'a reason for another outcome', file: inquiry, from: 'reasons: [nice]', to: 'reasons: [full]', on: 'full', says: /gäller inte/ },
  { what: 'an answer in the text that is not asked for', file: inquiry, from: '{place}', to: '{spot}', on: '{spot}', says: /\{spot\}/ },
  { what: 'a proposal on something that does not exist', file: inquiry, from: '%room = true', to: '%rom = true', on: '%rom', says: /%rom finns inte/ },
  { what: 'an unknown key of the inquiry', file: inquiry, from: 'title: Bänken', to: 'title: Bänken\n    titel: x', on: 'titel', says: /"titel" finns inte/ },
  { what: 'a text that is not translated', file: english, from: '  shade.ask: Shade?\n', to: '', on: '  place.ask', says: /questions\.shade\.ask.*saknas/ },
  { what: 'a translation of nothing', file: english, from: '  shade.ask: Shade?', to: '  shade.ask: Shade?\n  shade.aks: Shade?', on: 'aks', says: /hör inte till/ },
  { what: 'a text where a list should be', file: english, from: 'keywords: [bench, seat]', to: 'keywords: bench', on: 'keywords', says: /en lista/ },
];

describe('a service folder', () => {
  test('that is whole and right gives the service and its version', () => {
    const loaded = readService('parkbank', smallService);
    assert.deepEqual(loaded.problems.map(problemLine), []);
    assert.equal(loaded.ok && loaded.service.definition.name, 'Parkbänk');
    assert.match(loaded.ok ? loaded.version : '', /^[0-9a-f]{64}$/);
  });

  for (const one of bad) {
    test(`with ${one.what} is refused, on its line`, () => {
      const files = changed(smallService, one);
      const { file } = one;
      const line = (files[file] ?? '').split('\n').findIndex((text) => text.includes(one.on)) + 1;
      assert.notEqual(line, 0, 'the test says where');
      const loaded = readService('parkbank', files);
      assert.equal(loaded.ok, false);
      const here = loaded.problems.filter((problem) => problem.file === file && problem.line === line);
      assert.ok(here.some(({ message }) => one.says.test(message)), loaded.problems.map(problemLine).join('\n'));
      assert.ok(loaded.problems.every(({ message, remedy, column }) => message !== '' && remedy !== '' && column > 0));
    });
  }

  test('says the column as editors count it', () => {
    const loaded = readService('parkbank', changed(smallService, { file: service, from: 'need: leisure', to: 'need: fun' }));
    assert.deepEqual(loaded.problems.map(({ line, column, path }) => ({ line, column, path })), [{ line: 6, column: 7, path: 'need' }]);
  });

  const meant: readonly [string, string, string][] = [
    ['need: leisure', 'need: leisure\nneeed: live', 'Menar du "need"?'],
    ['type: yesNo', 'type: yesNo, hnt: x', 'Menar du "hint"?'],
    ['need: leisure', 'need: leisure\nzebra: live', 'Rätta stavningen'],
    ['sv: En vecka,', 'sv: En vecka, inte mer,', 'citattecken'],
  ];
  for (const [from, to, remedy] of meant) {
    test(`with "${to}" is told: ${remedy}`, () => {
      const loaded = readService('parkbank', changed(smallService, { file: service, from, to }));
      assert.ok(loaded.problems[0]?.remedy.includes(remedy), loaded.problems[0]?.remedy);
    });
  }

  test('tells of problems in several files at once', () => {
    const one = changed(smallService, { file: service, from: 'need: leisure', to: 'need: fun' });
    const both = changed(one, { file: inquiry, from: 'item: bench', to: 'thing: bench' });
    assert.deepEqual(readService('parkbank', both).problems.map(({ file }) => file), [service, inquiry]);
  });

  for (const file of Object.keys(smallService)) {
    test(`without ${file} is refused`, () => {
      const { [file]: _gone, ...rest } = smallService;
      assert.equal(readService('parkbank', rest).ok, false);
    });
  }

  for (const [what, text] of [['nothing', ''], ['a list', '- a\n- b'], ['a word', 'x'], ['a bomb of aliases', bomb()], ['null bytes', '\0\0']] as const) {
    test(`where service.yaml holds ${what} is refused, not thrown`, () => {
      const loaded = readService('parkbank', { ...smallService, 'service.yaml': text });
      assert.equal(loaded.ok, false);
      assert.notEqual(loaded.problems.length, 0);
    });
  }

  for (const file of ['service.yaml', 'inquiry.yaml', 'texts/en.yaml']) {
    test(`without any one line of ${file} is read or refused, never thrown`, () => {
      const lines = (smallService[file] ?? '').trimEnd().split('\n');
      for (const [index, line] of lines.entries()) {
        const loaded = readService('parkbank', { ...smallService, [file]: lines.toSpliced(index, 1).join('\n') });
        assert.equal(loaded.ok, loaded.problems.length === 0, line);
      }
    });
  }

  test('that does not exist is a problem, not an exception', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'service-'));
    await rm(folder, { recursive: true });
    const loaded = await loadService(folder);
    assert.equal(loaded.ok, false);
    assert.match(loaded.problems[0]?.message ?? '', /går inte att läsa/);
  });
});

function changed(files: Files, { file, from, to }: Pick<Bad, 'file' | 'from' | 'to'>): Files {
  const text = files[file] ?? '';
  assert.ok(text.includes(from), `${from} stands in ${file}`);
  return { ...files, [file]: text.replace(from, () => to) };
}

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, level) =>
    `l${level + 1}: &l${level + 1} [${Array.from({ length: 9 }, () => `*l${level}`).join(', ')}]`);
  return ['l0: &l0 [x]', ...levels].join('\n');
}
