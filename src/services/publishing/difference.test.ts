import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readService, type ServiceFolder } from '../definition/index.ts';
import { smallService } from '../definition/small-service.ts';
import { difference } from './difference.ts';

function folder(edit: (yaml: string) => string = (yaml) => yaml): ServiceFolder {
  const read = readService('park-bench', { ...smallService, 'service.yaml': edit(smallService['service.yaml']!) });
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.service;
}

const told = (edit: (yaml: string) => string) => difference(folder(), folder(edit));

test('the same content does not differ', () => {
  assert.deepEqual(difference(folder(), folder()), []);
});

test('a changed condition is told at its question, before and after', () => {
  assert.deepEqual(told((yaml) => yaml.replace("when: '%shade = true'", "when: '%shade = false'")), [
    { area: 'questions', change: 'changed', kind: 'questions', name: 'Vilket träd?', field: 'when', before: '%shade = true', after: '%shade = false' },
  ]);
});

test('a letter is told by its passages, and its code only by that it differs', () => {
  const before = { ...folder(), letters: { 'letters/granted.typ': 'say("Ja", "Yes")\nsay("Hej", "Hello")' } };
  const after = (text: string): ServiceFolder => ({ ...before, letters: { 'letters/granted.typ': text } });
  assert.deepEqual(difference(before, after('say("Ja", "Yes")\nsay("Hej då", "Hello")')), [
    { area: 'letters', change: 'changed', kind: 'letters', name: 'letters/granted.typ', field: 'sv', before: 'Hej', after: 'Hej då' }]);
  assert.deepEqual(difference(before, after('say("Ja", "Yes")')), [{ area: 'letters', change: 'changed', kind: 'letters', name: 'letters/granted.typ', field: 'layout' }]);
});

test('a question that has gone is told by what it asked', () => {
  const before = folder();
  const [page] = before.definition.pages;
  const after: ServiceFolder = { ...before, definition: { ...before.definition, pages: [{ ...page!, questions: page!.questions.slice(0, 2) }] } };
  assert.deepEqual(difference(before, after), [{ area: 'questions', change: 'removed', kind: 'questions', name: 'Vilket träd?' }]);
  assert.deepEqual(difference(after, before), [{ area: 'questions', change: 'added', kind: 'questions', name: 'Vilket träd?' }]);
});

test('moving a question is not a change of all questions', () => {
  const place = "      - { id: place, ask: Var ska bänken stå?, type: text }\n";
  const shade = "      - { id: shade, ask: Vill du ha skugga?, type: yesNo }\n";
  assert.deepEqual(told((yaml) => yaml.replace(place + shade, shade + place)), []);
});

test('a clock, a reason and a retention rule are told where they belong', () => {
  const changes = told((yaml) => yaml.replace('from: complete, for: P1W', 'from: complete, for: P2W').replace('sv: Det är fullt.', 'sv: Parken är full.')
    .replace('message: { keep: P1Y', 'message: { keep: P2Y'));
  assert.deepEqual(changes.map(({ area, name, field, before, after }) => [area, name, field, before, after]), [
    ['decisions', 'Parken är full.', 'sv', 'Det är fullt.', 'Parken är full.'],
    ['clocks', 'En vecka', 'for', 'P1W', 'P2W'],
    ['retention', 'message', 'keep', 'P1Y', 'P2Y'],
  ]);
});

test('a letter is told by its file', () => {
  const before = folder();
  const after: ServiceFolder = { ...before, letters: { ...before.letters, 'letters/yes.typ': 'Nytt brev' } };
  const [change] = difference(before, after);
  assert.equal(change?.area, 'letters');
  assert.equal(change?.name, 'letters/yes.typ');
});
