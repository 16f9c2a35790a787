import MiniSearch, { type Query, type SearchResult } from 'minisearch';
import type { Findable, Language } from '../../platform/index.ts';
import { formsOf, tellingWords, wordsOf } from './words.ts';
import { synonymsOf } from './synonyms.ts';

/** What a search found, best first. */
export type Hits = readonly Findable[];
export type Search = (query: string) => Hits;

/** How much a word weighs by where it stands. */
const weights = { title: 5, keywords: 4, summary: 2, text: 1 };
/** What someone means by a word counts less than the word itself. */
const synonymWeight = 0.6;
/** Part of the best hit's points: below the first a hit is noise, from the second on it is strong. */
const noise = 0.08;
const strong = 0.4;
const most = 30;

/**
 * Makes the index of one organisation's public content in one language. Words meet in any form (stems), without the signs
 * of å, ä and ö, begun but not finished, with a slip of a finger or two, and as a part of a compound.
 */
export function indexOf(findables: readonly Findable[], synonyms: readonly (readonly string[])[], language: Language): Search {
  const index = new MiniSearch<Findable & { id: number }>({
    fields: Object.keys(weights), idField: 'id',
    tokenize: wordsOf,
    processTerm: (word) => formsOf(word, language),
    extractField: (document, field) => {
      if (field === 'keywords') return document.keywords.join(' ');
      const value = document[field as 'id' | 'title' | 'summary' | 'text'];
      return typeof value === 'number' ? String(value) : value;
    },
  });
  index.addAll(findables.map((one, id) => ({ ...one, id })));
  const others = synonymsOf(synonyms, language);
  const known = new Set(findables.flatMap((one) => wordsOf([one.title, one.summary, one.text, ...one.keywords].join(' ')).flatMap((word) => formsOf(word, language))));
  return (query) => {
    const results = index.search({ combineWith: 'OR', queries: [
      partOf(query, 1), ...others(query).map((phrase) => partOf(phrase, synonymWeight)),
      ...partsOfCompounds(query, known, language).map((word) => partOf(word, synonymWeight)),
    ] });
    return ranked(results, findables);
  };
}

/** One way of saying what is looked for. The whole of it counts more than a word of it. */
function partOf(query: string, weight: number): Query {
  return {
    queries: [tellingWords(query).join(' ')], combineWith: 'OR',
    boost: Object.fromEntries(Object.entries(weights).map(([field, points]) => [field, points * weight])),
    prefix: (term) => plain(term).length >= 3,
    fuzzy: (term) => (plain(term).length >= 8 ? 2 : plain(term).length >= 5 ? 1 : false),
    weights: { prefix: 0.5, fuzzy: 0.3 },
  };
}

function plain(term: string): string {
  return term.startsWith('~') ? term.slice(1) : term;
}

/** The first or last part of words that nothing begins with: "färdtjänstkort" → "färdtjänst". The longest part that is known. */
function partsOfCompounds(query: string, known: ReadonlySet<string>, language: Language): string[] {
  return tellingWords(query).filter((word) => word.length >= 8 && !formsOf(word, language).some((form) => known.has(form))).flatMap((word) => {
    for (let length = word.length - 2; length >= 5; length -= 1) {
      for (const part of [word.slice(0, length), word.slice(-length)]) if (formsOf(part, language).some((form) => known.has(form))) return [part];
    }
    return [];
  });
}

/** Strong hits with services first, as people come for something to be done; then the weak ones; noise is left out. */
function ranked(results: readonly SearchResult[], findables: readonly Findable[]): Findable[] {
  const best = results[0]?.score ?? 0;
  const order = { service: 0, page: 1, unit: 2 };
  const hits = results.filter(({ score }) => score >= best * noise)
    .map(({ id, score }) => ({ hit: findables[id as number]!, strong: score >= best * strong, score }));
  hits.sort((a, b) => Number(b.strong) - Number(a.strong) || (a.strong ? order[a.hit.kind] - order[b.hit.kind] : 0) || b.score - a.score);
  return hits.slice(0, most).map(({ hit }) => hit);
}
