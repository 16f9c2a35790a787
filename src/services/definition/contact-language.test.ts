import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pagesSchema, translatable } from '../../forms/index.ts';
import type { PageDefinition } from '../../forms/index.ts';
import { applicantPages, contactLanguageTexts } from './contact-language.ts';

const what: PageDefinition = { id: 'what', title: 'Vad?', questions: [{ id: 'thing', ask: 'Vad?', type: 'text' }] };
const reach: PageDefinition = {
  id: 'reach',
  title: 'Hur?',
  questions: [{ id: 'phone', ask: 'Telefon', type: 'phone' }],
};
const last: PageDefinition = { id: 'last', title: 'Mer?', questions: [{ id: 'more', ask: 'Mer?', type: 'text' }] };
const own: PageDefinition = {
  id: 'own',
  title: 'Språk',
  questions: [{ id: 'contactLanguage', ask: 'Språk?', type: 'text' }],
};

function order(pages: PageDefinition[], contactLanguage = true): string[] {
  return applicantPages({ pages, contactLanguage, renews: undefined }).map(({ id }) => id);
}

describe('the page on language', () => {
  test('comes after the page where contact details are given', () => {
    assert.deepEqual(order([what, reach, last]), ['what', 'reach', 'contactLanguagePage', 'last']);
  });
  test('comes before the last page when no page asks for them', () => {
    assert.deepEqual(order([what, last]), ['what', 'contactLanguagePage', 'last']);
  });
  test('does not come where the service does not ask, or asks in its own way', () => {
    assert.deepEqual(order([what, reach], false), ['what', 'reach']);
    assert.deepEqual(order([own, reach]), ['own', 'reach']);
  });
  test("fetches last time's answers in a renewal", () => {
    const renews = { service: 'x', fetch: ['thing'], ask: 'Samma?' };
    const page = applicantPages({ pages: [reach, last], contactLanguage: true, renews })[1];
    const asked = page?.questions.map((question) => ('confirm' in question ? question.confirm?.from : undefined));
    assert.deepEqual(asked, ['previous.contactLanguage', 'previous.interpreterLanguage', 'previous.minorityLanguage']);
  });
  test('is in the format, and says everything in every language', () => {
    const page = applicantPages({ pages: [what, reach], contactLanguage: true, renews: undefined })[2];
    const pages = pagesSchema.parse([page]);
    const keys = translatable({ pages })
      .map(({ key }) => key)
      .sort();
    for (const texts of Object.values(contactLanguageTexts)) assert.deepEqual(Object.keys(texts).sort(), keys);
  });
});
