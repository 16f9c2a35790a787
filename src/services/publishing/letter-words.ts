/**
 * The words of a letter, apart from its code: an administrator writes sentences, never Typst. Words stand in a letter's file in two ways:
 * `say("på svenska", "in English")`, of texts or of lists of texts, and `#let words = (sv: (id: "…"), en: (id: "…"))`. All other text in
 * quotation marks is code, and is never shown or touched. Pure.
 */

/** Languages that letters are written in; easy Swedish gets the Swedish words. */
export const letterLanguages = ['sv', 'en'] as const;
export type LetterLanguage = (typeof letterLanguages)[number];

/** A heading or a passage of a letter, in each language: a text, or the items of a list. */
export interface Passage {
  /** its place in the file: the same as long as the code is */
  readonly key: string;
  readonly heading: boolean;
  readonly list: boolean;
  readonly words: Readonly<Record<LetterLanguage, readonly string[]>>;
}

/** The passages of a letter, in the order of the file. */
export function passagesOf(source: string): Passage[] {
  return found(source).map(({ key, heading, sv, en }) => ({ key, heading, list: sv.list || en.list, words: { sv: sv.texts, en: en.texts } }));
}

/** What somebody wants a passage to say, by its key. */
export type NewWords = ReadonlyMap<string, Readonly<Record<LetterLanguage, readonly string[]>>>;

/** The letter with other words and the same code. A passage that is not named stays as it was. */
export function withWords(source: string, wanted: NewWords): string {
  const edits = found(source).flatMap(({ key, sv, en }) => {
    const words = wanted.get(key);
    return words ? [{ at: sv, texts: words.sv }, { at: en, texts: words.en }] : [];
  });
  return edits.toSorted((a, b) => b.at.start - a.at.start)
    .reduce((text, { at, texts }) => (same(at.texts, texts) ? text : text.slice(0, at.start) + written(at, texts) + text.slice(at.end)), source);
}

/** The code of a letter, with every passage taken out: the same in two letters when they differ in words alone. */
export function codeOf(source: string): string {
  return found(source).flatMap(({ sv, en }) => [sv, en]).toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => `${text.slice(0, start)}…${text.slice(end)}`, source);
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((text, place) => text === b[place]);

interface Value { start: number; end: number; list: boolean; texts: readonly string[] }
interface Found { key: string; heading: boolean; sv: Value; en: Value }

function found(source: string): Found[] {
  const tokens = tokensOf(source);
  const passages: Found[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (tokens[at]!.text === 'say' && tokens[at - 1]?.text !== 'let') {
      const pair = sayAt(tokens, at + 1);
      if (pair) passages.push({ key: `say${passages.length}`, heading: tokens[at - 1]?.text === ':' && tokens[at - 2]?.text === 'heading', ...pair });
    }
    if (tokens[at]!.text === 'words' && tokens[at - 1]?.text === 'let' && tokens[at + 1]?.text === '=') passages.push(...wordsAt(tokens, at + 2));
  }
  return passages;
}

interface Token { kind: 'word' | 'text' | 'sign'; text: string; start: number; end: number }

/** Words, texts in quotation marks and signs; comments are left out. */
function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\/\/[^\n]*|\/\*[^]*?\*\/|"((?:[^"\\]|\\[^])*)"|[\p{L}_][\p{L}\p{N}_-]*|\S/gu;
  for (const match of source.matchAll(pattern)) {
    const [whole, text] = match;
    if (whole.startsWith('//') || whole.startsWith('/*')) continue;
    const kind = text !== undefined ? 'text' : /^[\p{L}_]/u.test(whole) ? 'word' : 'sign';
    tokens.push({ kind, text: text === undefined ? whole : unescaped(text), start: match.index, end: match.index + whole.length });
  }
  return tokens;
}

/** `("…", "…")` or `(("…", "…"), ("…", "…"))` from a token on; undefined when it is anything else. */
function sayAt(tokens: readonly Token[], at: number): { sv: Value; en: Value } | undefined {
  if (!isSign(tokens[at], '(')) return undefined;
  const sv = valueAt(tokens, at + 1);
  const en = sv && isSign(tokens[sv.next], ',') ? valueAt(tokens, sv.next + 1) : undefined;
  if (!sv || !en) return undefined;
  return isSign(tokens[isSign(tokens[en.next], ',') ? en.next + 1 : en.next], ')') ? { sv: sv.value, en: en.value } : undefined;
}

function valueAt(tokens: readonly Token[], at: number): { value: Value; next: number } | undefined {
  const first = tokens[at];
  if (first?.kind === 'text') return { value: { start: first.start, end: first.end, list: false, texts: [first.text] }, next: at + 1 };
  if (!isSign(first, '(')) return undefined;
  const texts: string[] = [];
  for (let here = at + 1; here < tokens.length; here += 1) {
    const token = tokens[here]!;
    if (isSign(token, ')')) return { value: { start: first!.start, end: token.end, list: true, texts }, next: here + 1 };
    if (token.kind === 'text') texts.push(token.text);
    else if (!isSign(token, ',')) return undefined;
  }
  return undefined;
}

/** `(sv: (id: "…", …), en: (…))`: what has words in both languages. */
function wordsAt(tokens: readonly Token[], at: number): Found[] {
  const byLanguage = new Map<string, Map<string, Value>>();
  for (let here = at + 1; tokens[here]?.kind === 'word' && isSign(tokens[here + 1], ':') && isSign(tokens[here + 2], '(');) {
    const words = new Map<string, Value>();
    byLanguage.set(tokens[here]!.text, words);
    here += 3;
    while (tokens[here]?.kind === 'word' && isSign(tokens[here + 1], ':')) {
      const read = valueAt(tokens, here + 2);
      if (!read) return [];
      words.set(tokens[here]!.text, read.value);
      here = isSign(tokens[read.next], ',') ? read.next + 1 : read.next;
    }
    here += isSign(tokens[here + 1], ',') ? 2 : 1;
  }
  const [sv, en] = [byLanguage.get('sv'), byLanguage.get('en')];
  return [...(sv ?? [])].flatMap(([key, value]) => (en?.has(key) ? [{ key, heading: key.endsWith('title'), sv: value, en: en.get(key)! }] : []));
}

const isSign = (token: Token | undefined, sign: string): boolean => token?.kind === 'sign' && token.text === sign;

/** A list keeps its comma last: in Typst a list of one is written with one. */
function written({ list }: Value, texts: readonly string[]): string {
  return list ? `(${texts.map((text) => `${quoted(text)},`).join(' ')})` : quoted(texts.join(' '));
}

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/\s+/g, ' ').trim()}"`;

function unescaped(text: string): string {
  return text.replaceAll(/\\u\{([0-9a-f]{1,6})\}|\\([^])/gi, (_all, code: string | undefined, sign: string | undefined) => (
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : sign === 'n' || sign === 't' || sign === 'r' ? ' ' : sign ?? ''));
}
