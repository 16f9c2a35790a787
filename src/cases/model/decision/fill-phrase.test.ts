import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addParagraph, fillPhrase, unknownBlanks } from './fill-phrase.ts';

for (const [text, known, filled] of [
  ['Hej {namn}!', { namn: 'Tilda' }, 'Hej Tilda!'],
  ['Ring {telefon} om {ärendenummer}.', { telefon: '0999-12 34 56', ärendenummer: 'TN 1' }, 'Ring 0999-12 34 56 om TN 1.'],
  ['Hej { namn }!', { namn: 'Tilda' }, 'Hej Tilda!'],
  ['Hej {namn}!', {}, 'Hej {namn}!'],
  ['Hej {namn}!', { namn: '' }, 'Hej {namn}!'],
  ['Hej {lön}!', { namn: 'Tilda' }, 'Hej {lön}!'],
  ['Hej {namn}!', { namn: '{telefon}', telefon: '1' }, 'Hej {telefon}!'],
  ['Inget att fylla i.', { namn: 'Tilda' }, 'Inget att fylla i.'],
] as const) {
  test(`"${text}" with ${JSON.stringify(known)} becomes "${filled}"`, () => assert.equal(fillPhrase(text, known), filled));
}

for (const [text, unknown] of [['{namn} {datum}', []], ['{name}', ['name']], ['{namn', []], ['{}', ['']]] as const) {
  test(`of "${text}" nobody can fill in ${JSON.stringify(unknown)}`, () => assert.deepEqual(unknownBlanks(text), unknown));
}

for (const [written, whole] of [['', 'Fras.'], ['Text.', 'Text.\n\nFras.'], ['Text.\n\n', 'Text.\n\nFras.']] as const) {
  test(`a phrase after ${JSON.stringify(written)} stands in a paragraph of its own`, () => assert.equal(addParagraph(written, 'Fras.'), whole));
}
