import type { Language } from './pages.ts';

/** How a page is looked at. Without script our scripts are blocked: axe itself needs a browser that runs them. */
export interface Combination {
  language: Language;
  script: boolean;
  dark: boolean;
}

/** A combination in words. */
export function told({ language, script, dark }: Combination): string {
  return `${language}, ${script ? 'script' : 'no script'}, ${dark ? 'dark' : 'light'}`;
}

const both = [true, false] as const;

/** Every combination of languages, script and scheme. */
export function allOf(languages: readonly Language[]): Combination[] {
  return languages.flatMap((language) => both.flatMap((script) => both.map((dark) => ({ language, script, dark }))));
}

/**
 * For one page as many as it has languages, and two at least, so that it is seen in every language, with and without script, and in both
 * schemes; from page to page they turn, so that over the pages every pair of language, script and scheme is met.
 * @param place the page's number
 * @param once one of them only, which turns from page to page
 */
export function pairwise(languages: readonly Language[], place: number, once = false): Combination[] {
  if (once) return [{ language: languages[place % languages.length]!, script: place % 2 === 0, dark: place % 4 > 1 }];
  const count = Math.max(languages.length, 2);
  return Array.from({ length: count }, (_, at) => ({
    language: languages[at % languages.length]!,
    script: (place + at) % 2 === 0,
    dark: (Math.floor(place / 2) + at) % 2 === 0,
  }));
}
