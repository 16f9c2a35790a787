import snowball from 'snowball-stemmers';
import type { Language } from '../../platform/index.ts';

const swedish = snowball.newStemmer('swedish');
const english = snowball.newStemmer('english');

/** Words that stand in nearly every sentence and say nothing of what someone looks for. */
const stopWords = new Set((
  'alla allt att av bara behöver bli blir då de den det detta dig din ditt du där eller en er ett finns från för får förut göra gör ha hade han har hela hej ' +
  'hit hjälp hon hos hur här i inga ingen inte ja jag kan kommer man med mej men mer mig min mina mitt mot mycket måste ni nu någon något nån nåt när och ' +
  'också om oss på sen sig sin sitt ska skulle som söka söker så till under upp ut utan vad var vara vem vi vid vilka vilken vill är är över ' +
  'a about an and are as at be can do for from get have help how i if in is it me my need of on or our please the this to we what when where who with you your'
).split(' '));

/** The words of a text, in small letters, without signs. */
export function wordsOf(text: string): string[] {
  return text.toLocaleLowerCase('sv').normalize('NFC').split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Words that say what someone looks for; when there are none, all. */
export function tellingWords(text: string): string[] {
  const words = wordsOf(text);
  const telling = words.filter((word) => !stopWords.has(word));
  return telling.length ? telling : words;
}

/** Letters without their signs (å, ä → a, ö → o, é → e): what a foreign keyboard, or haste, writes. */
export function folded(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('æ', 'a');
}

/**
 * The forms a word is found under: its stem, and the stem without signs, marked `~` so that a word spelt right meets its like
 * twice and weighs more ("får" finds "få" before "far").
 */
export function formsOf(word: string, language: Language): string[] {
  const stemmer = language === 'en' ? english : swedish;
  return [...new Set([stemmer.stem(word), `~${folded(stemmer.stem(word))}`, `~${stemmer.stem(folded(word))}`])];
}
