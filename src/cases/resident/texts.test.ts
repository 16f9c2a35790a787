import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages } from '../../platform/index.ts';
import { texts } from './texts.ts';

test('every text of the parties\' pages stands in every language, with the same places to fill in', () => {
  const placesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const language of languages) {
    assert.deepEqual([...texts.keys(language)].sort(), [...texts.keys('sv')].sort(), language);
    const strange = texts.keys(language).filter((key) => placesIn(texts(language, key)).some((place) => !placesIn(texts('sv', key)).includes(place)));
    assert.deepEqual(strange, [], language);
  }
});
