import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allOf, pairwise, type Combination } from './combinations.ts';
import { pages } from './pages.ts';

const pair = (a: keyof Combination, b: keyof Combination) => (one: Combination) => `${a} ${String(one[a])}, ${b} ${String(one[b])}`;
const kinds = [pair('language', 'script'), pair('language', 'dark'), pair('script', 'dark')];

test('each page is seen in each of its languages, with and without script, light and dark', () => {
  for (const [place, { languages }] of pages.entries()) {
    const chosen = pairwise(languages, place);
    assert.deepEqual([new Set(chosen.map(({ language }) => language)).size, new Set(chosen.map(({ script }) => script)).size, new Set(chosen.map(({ dark }) => dark)).size],
      [languages.length, 2, 2]);
  }
});

test('over the pages every pair of language, script and scheme is met', () => {
  const met = pages.flatMap(({ languages }, place) => pairwise(languages, place));
  const every = allOf(['sv', 'sv-simple', 'en']);
  for (const kind of kinds) assert.deepEqual(new Set(met.map(kind)), new Set(every.map(kind)));
});
