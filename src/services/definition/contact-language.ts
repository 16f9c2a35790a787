import type { PageDefinition } from '../../forms/index.ts';
import type { Service } from './schema/service.ts';
import type { TranslatedLanguage } from './schema/words.ts';

/**
 * The page that `contactLanguage: true` adds: interpreter, sign language, minority language (förvaltningslagen 13 §,
 * minoritetsspråkslagen 8 §).
 */
const page: PageDefinition = {
  id: 'contactLanguagePage',
  title: 'Behöver du tolk eller ett annat språk än svenska?',
  questions: [
    {
      id: 'contactLanguage',
      ask: 'Hur vill du prata och skriva med oss?',
      type: 'choice',
      options: [
        { id: 'swedish', sv: 'På svenska' },
        { id: 'easy', sv: 'På lätt svenska' },
        { id: 'interpreter', sv: 'Med tolk' },
        { id: 'signLanguage', sv: 'Med teckenspråkstolk eller annan kommunikationstolk' },
        { id: 'minority', sv: 'På ett nationellt minoritetsspråk' },
      ],
      why: 'Tolk kostar ingenting för dig. Vi bokar tolken.',
    },
    {
      id: 'interpreterLanguage',
      ask: 'Vilket språk?',
      hint: 'Skriv också dialekt om det spelar roll.',
      type: 'text',
      maxLength: 60,
      when: "%contactLanguage.code = 'interpreter'",
    },
    {
      id: 'minorityLanguage',
      ask: 'Vilket minoritetsspråk?',
      type: 'choice',
      when: "%contactLanguage.code = 'minority'",
      options: [
        { id: 'finnish', sv: 'Finska' },
        { id: 'meankieli', sv: 'Meänkieli' },
        { id: 'sami', sv: 'Samiska' },
        { id: 'yiddish', sv: 'Jiddisch' },
        { id: 'romani', sv: 'Romani chib' },
      ],
    },
  ],
};

/** Its texts, by the keys of the engine. */
export const contactLanguageTexts: Readonly<Record<TranslatedLanguage, Readonly<Record<string, string>>>> = {
  'sv-simple': {
    'pages.contactLanguagePage.title': 'Vilket språk vill du använda?',
    'questions.contactLanguage.ask': 'Hur vill du prata med oss?',
    'questions.contactLanguage.why': 'Tolk är gratis. Vi ordnar tolken.',
    'questions.contactLanguage.options.swedish': 'Svenska',
    'questions.contactLanguage.options.easy': 'Lätt svenska',
    'questions.contactLanguage.options.interpreter': 'Jag vill ha tolk',
    'questions.contactLanguage.options.signLanguage': 'Jag vill ha tolk för teckenspråk',
    'questions.contactLanguage.options.minority': 'Ett minoritetsspråk, till exempel finska',
    'questions.interpreterLanguage.ask': 'Vilket språk?',
    'questions.interpreterLanguage.hint': 'Skriv dialekt också, om det är viktigt.',
    'questions.minorityLanguage.ask': 'Vilket språk?',
    'questions.minorityLanguage.options.finnish': 'Finska',
    'questions.minorityLanguage.options.meankieli': 'Meänkieli',
    'questions.minorityLanguage.options.sami': 'Samiska',
    'questions.minorityLanguage.options.yiddish': 'Jiddisch',
    'questions.minorityLanguage.options.romani': 'Romani chib',
  },
  en: {
    'pages.contactLanguagePage.title': 'Do you need an interpreter or a language other than Swedish?',
    'questions.contactLanguage.ask': 'How would you like to talk and write with us?',
    'questions.contactLanguage.why': 'An interpreter costs you nothing. We book the interpreter.',
    'questions.contactLanguage.options.swedish': 'In Swedish',
    'questions.contactLanguage.options.easy': 'In easy Swedish',
    'questions.contactLanguage.options.interpreter': 'With an interpreter',
    'questions.contactLanguage.options.signLanguage': 'With a sign language or other communication interpreter',
    'questions.contactLanguage.options.minority': 'In a national minority language',
    'questions.interpreterLanguage.ask': 'Which language?',
    'questions.interpreterLanguage.hint': 'Write the dialect too, if it matters.',
    'questions.minorityLanguage.ask': 'Which minority language?',
    'questions.minorityLanguage.options.finnish': 'Finnish',
    'questions.minorityLanguage.options.meankieli': 'Meänkieli',
    'questions.minorityLanguage.options.sami': 'Sami',
    'questions.minorityLanguage.options.yiddish': 'Yiddish',
    'questions.minorityLanguage.options.romani': 'Romani',
  },
};

/**
 * The applicant's pages, with the page on language where the service asks for it: after the page where contact details are
 * given, else before the last. A service that asks in its own way (a question `contactLanguage`) is left alone.
 */
export function applicantPages({
  pages,
  contactLanguage,
  renews,
}: Pick<Service, 'pages' | 'contactLanguage' | 'renews'>): PageDefinition[] {
  const own = pages.some(({ questions }) => questions.some(({ id }) => id === 'contactLanguage'));
  if (!contactLanguage || own) return pages;
  const contact = pages.findIndex(({ questions }) =>
    questions.some(({ type }) => type === 'phone' || type === 'email'),
  );
  const place = contact === -1 ? pages.length - 1 : contact + 1;
  return [...pages.slice(0, place), renews === undefined ? page : asLastTime(page), ...pages.slice(place)];
}

function asLastTime(asked: PageDefinition): PageDefinition {
  return {
    ...asked,
    questions: asked.questions.map((question) =>
      question.type === 'info' ? question : { ...question, confirm: { from: `previous.${question.id}` } },
    ),
  };
}
