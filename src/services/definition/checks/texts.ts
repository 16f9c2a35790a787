import { translatable } from '../../../forms/index.ts';
import type { Check } from '../check.ts';
import type { Problem } from '../problem.ts';
import { translatedLanguages } from '../schema/words.ts';
import { inquiryTexts, serviceTexts } from '../texts.ts';

/** Everything that residents read is there in easy Swedish and English, under keys that exist. */
export const textProblems: Check = (folder, sources) => {
  const { definition, inquiry, texts } = folder;
  const own = [...serviceTexts(definition), ...(inquiry === null ? [] : inquiryTexts(inquiry))];
  const wanted = new Map<string, boolean>([
    ...own.map(({ key, swedish }): [string, boolean] => [key, Array.isArray(swedish)]),
    ...translatable(definition).map(({ key }): [string, boolean] => [key, false]),
  ]);
  return translatedLanguages.flatMap((language): Problem[] => {
    const source = sources.texts[language];
    const file = `texts/${language}.yaml`;
    if (source === undefined || source.problems.length > 0) return [];
    const found = texts[language];
    if (Object.keys(found).length === 0)
      return [source.at([], `Översättningen saknas: ${wanted.size} texter`, `Skriv dem i ${file}.`)];
    const lacking = [...wanted.keys()].filter((key) => found[key] === undefined || found[key].length === 0);
    return [
      ...lacking.map((key) =>
        source.at(nearest(key, source.value), `Texten "${key}" saknas i ${file}`, `Lägg till ${key}.`),
      ),
      ...Object.entries(found)
        .filter(([key]) => !wanted.has(key))
        .map(([key]) =>
          source.at(
            nearest(key, source.value),
            `Nyckeln "${key}" hör inte till någon text`,
            'Rätta stavningen eller ta bort den.',
          ),
        ),
      ...Object.entries(found)
        .filter(([key, words]) => wanted.has(key) && wanted.get(key) !== Array.isArray(words))
        .map(([key]) =>
          source.at(
            nearest(key, source.value),
            `"${key}" ska vara ${wanted.get(key) === true ? 'en lista' : 'en text'}`,
            'Skriv som i service.yaml.',
          ),
        ),
    ];
  });
};

/** The longest part of a dotted key that exists in the file, so that the problem points at the right place. */
function nearest(key: string, value: unknown): string[] {
  const path: string[] = [];
  let here = value;
  let rest = key;
  while (typeof here === 'object' && here !== null && rest !== '') {
    const step = Object.keys(here).find((name) => rest === name || rest.startsWith(`${name}.`));
    if (step === undefined) break;
    path.push(step);
    here = (here as Record<string, unknown>)[step];
    rest = rest.slice(step.length + 1);
  }
  return path;
}
