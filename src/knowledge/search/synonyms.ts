import type { Language } from '../../platform/index.ts';
import { folded, formsOf, tellingWords } from './words.ts';

/** Finds what else a query could have said. */
export type Synonyms = (query: string) => string[];

/**
 * Prepares groups of words or phrases that mean the same. A phrase is in a query when all its telling words are, in any
 * form and order: "taxi åt en gammal" says "taxi för gamla".
 * @returns for a query, the other words of each group it touches
 */
export function synonymsOf(groups: readonly (readonly string[])[], language: Language): Synonyms {
  const prepared = groups.map((group) => group.map((phrase) => ({ phrase, stems: stemsOf(phrase, language) })));
  return (query) => {
    const said = new Set(stemsOf(query, language));
    return prepared.flatMap((group) => {
      const touched = group.filter(({ stems }) => stems.length > 0 && stems.every((stem) => said.has(stem)));
      return touched.length ? group.filter((one) => !touched.includes(one)).map(({ phrase }) => phrase) : [];
    });
  };
}

function stemsOf(text: string, language: Language): string[] {
  return tellingWords(text).map((word) => folded(formsOf(word, language)[0]!));
}
