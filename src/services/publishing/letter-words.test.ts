import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, passagesOf, withWords } from './letter-words.ts';
import { library } from './library.ts';

const letter = `// "inte ett ord"
#import "/letter.typ": *
#let say(swedish, in-english) = if english { in-english } else { swedish }
#let next = section((
  heading: say("Nästa månad", "Next month"),
  paragraphs: (say("Ring \\"växeln\\".", "Call.",), say(("Ett", "Två"), ("One", "Two",))),
))
#let goes-on = ("Lov", "Permit").any(name => true)
`;

test('the words of a letter are found with their languages, and code in quotation marks is not', () => {
  assert.deepEqual(passagesOf(letter), [
    { key: 'say0', heading: true, list: false, words: { sv: ['Nästa månad'], en: ['Next month'] } },
    { key: 'say1', heading: false, list: false, words: { sv: ['Ring "växeln".'], en: ['Call.'] } },
    { key: 'say2', heading: false, list: true, words: { sv: ['Ett', 'Två'], en: ['One', 'Two'] } },
  ]);
});

test('words are changed, and nothing else: what looks like code becomes a text', () => {
  const changed = withWords(letter, new Map([['say1', { sv: ['Skriv "hej") #read("/etc") \\ slut'], en: ['Call.'] }], ['say2', { sv: ['Bara ett'], en: ['One', 'Two'] }]]));
  assert.deepEqual(passagesOf(changed).map(({ words }) => words.sv), [['Nästa månad'], ['Skriv "hej") #read("/etc") \\ slut'], ['Bara ett']]);
  assert.equal(codeOf(changed), codeOf(letter));
  assert.match(changed, /say\(\("Bara ett",\)/);
  assert.equal(withWords(letter, new Map(passagesOf(letter).map(({ key, words }) => [key, words]))), letter, 'the same words change nothing');
});

test('every letter of the catalogue gives up its words: no Swedish sentence is left in its code', async () => {
  let passages = 0;
  for (const loaded of await library()) {
    assert.ok(loaded.ok);
    for (const [name, source] of Object.entries(loaded.service.letters)) {
      passages += passagesOf(source).length;
      const left = [...codeOf(source).replaceAll(/\/\/[^\n]*/g, '').matchAll(/"([^"\n]*)"/g)].map(([, text]) => text!).filter((text) => text.length > 25);
      assert.deepEqual(left, [], `${loaded.service.definition.path} ${name}`);
    }
  }
  assert.ok(passages > 60, String(passages));
});
