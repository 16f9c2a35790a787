import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { closePdf, renderPdf, sampleLetter, textOfPdf } from '../src/platform/pdf/index.ts';
import { loadService, type ServiceFolder } from '../src/services/index.ts';

/** Every letter of every service makes a PDF from the same data, in each language: a broken template is found before someone waits for a decision. */
const catalogue = join(import.meta.dirname, '../catalogue');
after(closePdf);

async function folderOf(name: string): Promise<ServiceFolder> {
  const loaded = await loadService(join(catalogue, name));
  assert.ok(loaded.ok, name);
  return loaded.service;
}

async function textOf(folder: ServiceFolder, main: string, data: object, language: string): Promise<string> {
  const made = await renderPdf({ template: { files: folder.letters, main }, data, standard: 'ua-1', language, title: 'Beslut', at: new Date('2026-11-22T10:00:00Z') });
  assert.ok(made.ok, `${main}: ${JSON.stringify(made)}`);
  return textOfPdf(made.bytes);
}

for (const name of readdirSync(catalogue, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'tables').map((entry) => entry.name)) {
  test(`the letters of ${name} say the answer first, and then how to appeal, in every language`, async () => {
    const folder = await folderOf(name);
    for (const main of new Set(Object.values(folder.definition.letter))) {
      for (const language of ['sv', 'sv-simple', 'en']) {
        const text = await textOf(folder, main, sampleLetter, language);
        const [answer, appeal] = [text.indexOf('Du får färdtjänst, men inte ledsagare.'), text.indexOf((sampleLetter.appeal?.paragraphs?.[0] ?? '').slice(0, 20))];
        assert.ok(answer > 0, `${main} in ${language}`);
        // Who gets all they asked for may be told nothing of appealing; anyone else is.
        if (main !== folder.definition.letter.granted && folder.definition.appeal.to !== 'notAppealable') assert.ok(appeal > answer, `${main} in ${language}`);
      }
    }
  });
}

describe('a building permit in a letter', () => {
  const steps = /Vägen till ett färdigt bygge/;
  for (const [item, told] of [['Lov', true], ['Startbesked', true], ['Slutbesked', false], ['Förhandsbesked', false]] as const) {
    test(`${item}: ${told ? 'says' : 'says nothing of'} the steps that are left`, async () => {
      const text = await textOf(await folderOf('bygglov'), 'letters/granted.typ', { ...sampleLetter, items: [{ name: item, outcome: 'Ja' }] }, 'sv');
      assert.equal(steps.test(text), told);
    });
  }
});
