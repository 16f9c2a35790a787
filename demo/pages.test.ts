import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPageFiles, readSynonyms } from '../src/knowledge/index.ts';

const pages = readPageFiles(join(import.meta.dirname, 'pages'));

test('every information page stands in Swedish, easy Swedish and English', () => {
  const slugs = [...new Set(pages.map(({ slug }) => slug))];
  assert.ok(slugs.length >= 5);
  for (const slug of slugs) {
    assert.deepEqual(pages.filter((page) => page.slug === slug).map(({ language }) => language).sort(), ['en', 'sv', 'sv-simple'], slug);
  }
});

test('links between information pages lead to pages that are there', () => {
  const known = new Set(pages.map(({ slug }) => slug));
  for (const { slug, language, body } of pages) {
    for (const [, to] of body.matchAll(/\]\(\/information\/([^)#]+)/g)) assert.ok(known.has(to!), `${slug} (${language}) leads to ${to}`);
  }
});

test('words that mean the same come in groups of at least two', () => {
  assert.ok(readSynonyms(join(import.meta.dirname, 'synonyms.yaml')).length > 10);
});
