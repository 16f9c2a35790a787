import { languages, type Language } from '../../platform/index.ts';

/** What the code on a paper form says: which version of which service, in which language, and its own number if it has one. */
export interface PaperCode {
  /** first eight hexadecimal digits of the version's hash, lower case */
  version: string;
  language: Language;
  number?: number;
}

const letters: Record<Language, string> = { sv: 'S', 'sv-simple': 'L', en: 'E' };
// Without I and O, which are read as figures; the figures 0 and 1 only stand where figures stand.
const checkLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The code as it is printed under the square: `3F9A-1C2B-S-K`, or `3F9A-1C2B-S-000123-K` with a number. The last letter is a check. */
export function paperCode({ version, language, number }: PaperCode): string {
  const hex = version.toUpperCase();
  const parts = [hex.slice(0, 4), hex.slice(4, 8), letters[language], ...(number === undefined ? [] : [String(number).padStart(6, '0')])];
  return [...parts, checkOf(parts.join(''))].join('-');
}

/** Reads what was typed or scanned, with or without hyphens, in any case; undefined when it is no such code, or a letter is wrong. */
export function readPaperCode(typed: string): PaperCode | undefined {
  const match = /^([0-9A-F]{8})([SLE])(\d{6})?([A-Z])$/.exec(typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''));
  if (!match) return undefined;
  const [, version, letter, number, check] = match;
  if (checkOf(`${version}${letter}${number ?? ''}`) !== check) return undefined;
  return { version: version!.toLowerCase(), language: languages.find((one) => letters[one] === letter)!, ...(number && { number: Number(number) }) };
}

/** A weighted sum over a prime number of letters' worth: one wrong character, and two that changed places, give another letter. */
function checkOf(text: string): string {
  const sum = [...text].reduce((so, character, index) => so + (index + 1) * (Number.parseInt(character, 36) + 1), 0);
  return checkLetters[(sum % 23)]!;
}
