import assert from 'node:assert/strict';
import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { asUuid, closePdf, languages, textOfPdf, type PaperFormData } from '../../platform/index.ts';
import { applicantPages, compileService, loadService, versionHash, type CompiledService } from '../definition/index.ts';
import type { ServiceVersion } from '../versions.ts';
import { buildPaper, type PaperSender } from './build.ts';
import { conditionWords } from './conditions.ts';
import { renderPaper } from './pdf.ts';

const catalogue = join(import.meta.dirname, '../../../catalogue');
const sender: PaperSender = {
  organisation: { name: 'Exempelkommun', unit: 'Tekniska nämnden · Färdtjänsten' }, sendTo: ['Exempelkommun', 'Box 1', '999 01 Exempelstad'], phone: '031-390 06 35', hours: 'vardagar 8–16',
};
const names = readdirSync(catalogue).filter((name) => existsSync(join(catalogue, name, 'service.yaml')));

async function versionOf(name: string): Promise<ServiceVersion> {
  const loaded = await loadService(join(catalogue, name));
  assert.ok(loaded.ok, name);
  const compiled = compileService(loaded.service);
  assert.ok(compiled.ok, name);
  const { definition } = loaded.service;
  return { id: asUuid('0197a000-0000-7000-8000-000000000001'), service: definition.service, path: definition.path, hash: versionHash(loaded.service),
    authorityId: asUuid('0197a000-0000-7000-8000-000000000002'), validFrom: '2026-01-01', compiled: compiled.service };
}

const svenska = /n[äa]sta sid|lägg till|med telefonen|välj en fil|lämna (den här )?sidan|mina sidor|klicka|ladda upp|finns (redan )?här|från folkbokföringen/i;
/** What speaks of pages, files and presses. */
const ofTheScreen = { 'sv': svenska, 'sv-simple': svenska, 'en': /next page|add a row|your phone|choose a file|leave this page|my pages|click|upload|are already here|population register/i };

const questionsOn = (paper: PaperFormData) => paper.sections.flatMap(({ questions }) => questions);

for (const name of names) {
  test(`${name}: every question stands on the paper, numbered in order, in every language`, async () => {
    const version = await versionOf(name);
    const asked = applicantPages(version.compiled.folder.definition).flatMap(({ questions }) => questions).filter(({ type }) => type !== 'info');
    for (const language of languages) {
      const paper = buildPaper(version, language, sender, [{ printed: 'X', file: '/code.svg' }]);
      const numbered = questionsOn(paper).filter(({ number }) => number !== undefined);
      assert.deepEqual(numbered.map(({ number, ask }) => [number, ask]),
        asked.map(({ id }, index) => [index + 1, version.compiled.form.text(`questions.${id}.ask`, language)]));
      const words = JSON.stringify(paper);
      const help = paper.sections.flatMap(({ intro, questions }) => [intro ?? '', ...questions.map(({ hint }) => hint ?? '')]).join('\n');
      assert.doesNotMatch(help, ofTheScreen[language], 'nothing is said of a screen that is not there');
      assert.doesNotMatch(words, /%[a-z]|\.code|\{[a-z]+\}/, 'no expression and no placeholder reaches the paper');
      for (const [index, question] of asked.entries()) {
        const written = numbered[index]!;
        if (question.when !== undefined) assert.ok(written.note, `${question.id} says when to answer`);
        if ('options' in question) assert.ok(written.answer.kind === 'boxes' && written.answer.options.length >= question.options.length, question.id);
        if (question.type === 'table') assert.ok(written.answer.kind === 'table' && written.answer.columns.length === question.columns.length, question.id);
      }
    }
  });
}

test('conditions in words: the commonest are said, others name what they depend on', async () => {
  const { compiled } = await versionOf('fardtjanst');
  const say = (source: string) => conditionWords(source, onPaper(compiled));
  const number = (id: string) => onPaper(compiled).numbers.get(id);
  assert.equal(say('%contactOther = true'), `du svarade ”Ja” på fråga ${number('contactOther')}`);
  assert.equal(say("%hinder.code contains 'walk'"), `du kryssade i ”Gå till och från hållplatsen” på fråga ${number('hinder')}`);
  assert.equal(say("%since.code = 'months' or %since.code = 'year'"), `du svarade något av ”Mindre än ett halvår”, ”Mellan ett halvår och två år” på fråga ${number('since')}`);
  assert.equal(say('%phone.exists()'), `du har svarat på fråga ${number('phone')}`);
  assert.equal(say("(%hinder.code contains 'wait').not() and %contactOther = false"), `du inte svarade ”Vänta på hållplatsen” på fråga ${number('hinder')} och du svarade ”Nej” på fråga ${number('contactOther')}`);
  assert.equal(say('%applicant.age < 18'), 'den det gäller är under 18 år');
  assert.equal(say('%applicant.municipality != %organisation.code'), 'den det gäller inte är folkbokförd i Exempelkommun');
  assert.equal(say("%hinder.where(code = 'walk').exists()"), `det stämmer med det du svarade på fråga ${number('hinder')}`);
  assert.equal(say('%previous.name.exists()'), undefined, 'nothing on the paper to go by');
});

function onPaper({ folder, form }: CompiledService) {
  const ids = applicantPages(folder.definition).flatMap(({ questions }) => questions).filter(({ type }) => type !== 'info').map(({ id }) => id);
  return { form, language: 'sv' as const, numbers: new Map(ids.map((id, index) => [id, index + 1])), organisation: 'Exempelkommun' };
}

test('whoever reports a fault or gives a view is not called one who applies, on the paper either', async () => {
  for (const [name, heading, who] of [['felanmalan', 'Vem är du?', 'Du som hör av dig'], ['synpunkt', 'Vem är du?', 'Du som hör av dig'], ['receptfornyelse', 'Vem gäller det?', 'Den det gäller'],
    ['fardtjanst', 'Vem gäller det?', 'Den som ansöker']] as const) {
    const { sections } = buildPaper(await versionOf(name), 'sv', sender, []);
    assert.deepEqual([sections[0]!.title, sections[0]!.questions[0]!.ask], [heading, who], name);
    const ours = sections.filter((_, index) => index === 0 || index === sections.length - 1);
    assert.equal(/ansök/i.test(JSON.stringify(ours)), name === 'fardtjanst', name);
  }
});

test('the form is an accessible PDF with its code on every page, and the same bytes for the same day', async () => {
  const version = await versionOf('fardtjanst');
  const at = new Date('2026-11-20T09:00:00Z');
  const made = await renderPaper(version, 'sv', sender, at, [123, 124]);
  assert.ok(made.ok, made.ok ? '' : made.message);
  const text = textOfPdf(made.bytes);
  assert.match(text, /Vad gör det svårt för dig att resa\?/);
  assert.match(text, /Svara bara om du svarade ”Ja”/);
  assert.match(text, /Blankett nummer 123[\s\S]*Blankett nummer 124/);
  assert.match(made.bytes.toString('latin1'), /\/MarkInfo|pdfuaid:part/);
  const printed = /[0-9A-F]{4}-[0-9A-F]{4}-S-00012[34]-[A-Z]/g;
  const pages = (made.bytes.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  assert.ok((text.match(printed) ?? []).length >= Math.max(2, pages));
  const feet = [...text.matchAll(/Sida (\d+) av (\d+)/g)].map(([, at, of]) => [Number(at), Number(of)]);
  assert.deepEqual(feet, [...feet.keys()].map((at) => [at % (pages / 2) + 1, pages / 2]), 'each copy counts its own pages, the last too');
  const again = await renderPaper(version, 'sv', sender, at, [123, 124]);
  assert.ok(again.ok && again.bytes.equals(made.bytes));
  closePdf();
});
