import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { answerInSentence, translatable } from '../../forms/index.ts';
import type { Question } from '../../forms/index.ts';
import { compileService } from './compile.ts';
import { loadService } from './load.ts';
import { localise } from './localise.ts';
import { placeholders } from './placeholders.ts';
import { problemLine } from './problem.ts';
import { translatedLanguages } from './schema/words.ts';
import { inquiryTexts, serviceTexts } from './texts.ts';

const catalogue = join(import.meta.dirname, '../../../catalogue');
const names = (await readdir(catalogue, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory() && entry.name !== 'tables')
  .map(({ name }) => name);

describe('the catalogue', () => {
  test('holds the two services that carry the house', () => {
    assert.ok(names.includes('fardtjanst') && names.includes('ekonomiskt-bistand-manad'));
  });

  test('what a service fetches from an earlier case is asked in that service in the same way', async () => {
    const services = await Promise.all(names.map((name) => loadService(join(catalogue, name))));
    const byId = new Map(services.flatMap((one) => (one.ok ? [[one.service.definition.service, one.service.definition] as const] : [])));
    const asked = (service: string) =>
      new Map(byId.get(service)?.pages.flatMap(({ questions }) => questions.map((question) => [question.id, question] as const)));
    const fetching = [...byId.values()].filter(({ renews }) => renews);
    assert.ok(fetching.length >= 2);
    for (const { service, renews } of fetching) {
      for (const earlier of [renews!.service].flat()) {
        for (const id of renews!.fetch) {
          assert.deepEqual(answered(asked(earlier).get(id)), answered(asked(service).get(id)), `${service} fetches ${id} of ${earlier}`);
        }
      }
    }
  });

  for (const name of names) {
    test(`${name} is whole and right`, async () => {
      const loaded = await loadService(join(catalogue, name));
      assert.deepEqual(loaded.problems.map(problemLine), []);
    });

    test(`${name} never says "I" in the authority's letters, whatever was ticked`, async () => {
      const loaded = await loadService(join(catalogue, name));
      assert.ok(loaded.ok);
      const compiled = compileService(loaded.service);
      assert.ok(compiled.ok);
      const { definition, inquiry } = loaded.service;
      const told = new Set(inquiry?.sections.flatMap(({ text }) => text.flatMap(({ say }) => placeholders(say))));
      for (const question of definition.pages.flatMap(({ questions }) => questions)) {
        if (!told.has(question.id) || !('options' in question)) continue;
        for (const { id } of question.options) {
          const answer = question.type === 'choices' ? [id] : question.type === 'choiceOrOther' ? { code: id } : id;
          for (const language of ['sv', ...translatedLanguages] as const) {
            const said = answerInSentence(compiled.service.form, { question, field: question.id, complete: true, answer }, language);
            assert.doesNotMatch(said!, language === 'en' ? /\b(I|me|my|mine)\b/ : /\b(jag|mig|min|mitt|mina)\b/i, `${question.id}.${id} in ${language}`);
          }
        }
      }
    });

    test(`${name} says everything in every language, and not in Swedish`, async () => {
      const loaded = await loadService(join(catalogue, name));
      assert.ok(loaded.ok);
      const compiled = compileService(loaded.service);
      assert.ok(compiled.ok);
      const { definition, inquiry } = loaded.service;
      const { form } = compiled.service;
      const own = [...serviceTexts(definition), ...(inquiry === null ? [] : inquiryTexts(inquiry))];
      for (const language of translatedLanguages) {
        const long: { key: string; swedish: string; said: string }[] = [
          ...own.map(({ key, swedish }) => ({
            key,
            swedish: String(swedish),
            said: String(loaded.service.texts[language][key]),
          })),
          ...translatable(form.definition).map(({ key, sv }) => ({ key, swedish: sv, said: form.text(key, language) })),
        ].filter(
          ({ swedish }) => swedish.split(' ').length >= (language === 'en' ? 3 : 12) && !swedish.startsWith('{'),
        );
        assert.deepEqual(
          long.filter(({ swedish, said }) => said === swedish).map(({ key }) => key),
          [],
          language,
        );
      }
    });

    test(`${name} is easier to read in easy Swedish`, async () => {
      const loaded = await loadService(join(catalogue, name));
      assert.ok(loaded.ok);
      const easy = localise(loaded.service, 'sv-simple').definition;
      const length = (definition: typeof easy) =>
        sentenceLength(
          serviceTexts(definition)
            .filter(({ key }) => key !== 'keywords')
            .map(({ swedish }) => String(swedish)),
        );
      assert.ok(
        length(easy) < 0.75 * length(loaded.service.definition),
        `${length(easy)} words a sentence, Swedish ${length(loaded.service.definition)}`,
      );
    });
  }
});

/** What an answer to a question is made of: its type, the ids of its options, and the columns that every row has. */
function answered(question: Question | undefined): unknown {
  assert.ok(question);
  if (question.type === 'table') {
    return question.columns.filter((column) => !('optional' in column && column.optional)).map((column) => [column.id, answered(column)]);
  }
  return [question.type, 'options' in question ? question.options.map(({ id }) => id) : []];
}

/** Mean number of words a sentence. */
function sentenceLength(texts: readonly string[]): number {
  const sentences = texts
    .flatMap((text) => text.split(/[.!?:]+(?:\s|$)/))
    .map((text) => text.trim())
    .filter(Boolean);
  return sentences.reduce((sum, sentence) => sum + sentence.split(/\s+/).length, 0) / sentences.length;
}
