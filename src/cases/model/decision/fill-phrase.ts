/** What a phrase may leave to be filled in, by the word that stands in braces. */
export const blanks = ['namn', 'ärendenummer', 'tjänst', 'enhet', 'telefon', 'handläggare', 'datum'] as const;
export type Blank = (typeof blanks)[number];

const inBraces = /\{([^{}]*)\}/g;

/** Blanks of a text that nobody can fill in: misspelt, or about something else. */
export function unknownBlanks(text: string): string[] {
  return [...text.matchAll(inBraces)].map(([, word]) => word!.trim()).filter((word) => !(blanks as readonly string[]).includes(word));
}

/** Fills in what is known. What is not stays in its braces, for the officer to see and write. */
export function fillPhrase(text: string, known: Readonly<Partial<Record<Blank, string>>>): string {
  return text.replaceAll(inBraces, (whole, word: string) => known[word.trim() as Blank] || whole);
}

/** Puts a phrase last in what is written, as a paragraph of its own. */
export function addParagraph(written: string, phrase: string): string {
  return [written.trimEnd(), phrase].filter(Boolean).join('\n\n');
}
