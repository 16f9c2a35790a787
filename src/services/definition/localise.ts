import type { LocalisedService, ServiceFolder, Texts } from './model.ts';
import type { Language } from './schema/words.ts';
import { inquiryTexts, serviceTexts } from './texts.ts';
import type { TextPlace } from './texts.ts';

/**
 * The service in a language: texts replaced, Swedish where one lacks. Texts of pages, questions and calculation are the
 * engine's own (`Form.text`), and stand here in Swedish.
 */
export function localise(folder: ServiceFolder, language: Language): LocalisedService {
  if (language === 'sv') return { language, definition: folder.definition, inquiry: folder.inquiry };
  const texts = folder.texts[language];
  return {
    language,
    definition: merged(folder.definition, serviceTexts(folder.definition), texts),
    inquiry: folder.inquiry === null ? null : merged(folder.inquiry, inquiryTexts(folder.inquiry), texts),
  };
}

function merged<T>(content: T, places: readonly TextPlace[], texts: Texts): T {
  const copy = structuredClone(content);
  for (const { key, path } of places) {
    const words = texts[key];
    if (words !== undefined) put(copy, path, words);
  }
  return copy;
}

function put(content: unknown, path: TextPlace['path'], words: string | readonly string[]): void {
  let here = content as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) here = here[step] as Record<string | number, unknown>;
  const last = path.at(-1);
  if (last !== undefined) here[last] = words;
}
