import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { closePdf, renderPdf, type PdfRequest } from './render.ts';
import { sampleLetter, sampleRegister, sampleSubmission } from './samples.ts';
import type { LetterData, RegisterData, SubmissionData } from './shapes.ts';
import { textOfPdf } from './text-of-pdf.ts';

after(closePdf);

type Change = Partial<PdfRequest> & { files?: Record<string, string | Buffer> };

async function made(main: string, data: object, change: Change = {}): Promise<{ raw: string; text: string; pages: number }> {
  const { files = {}, ...rest } = change;
  const result = await renderPdf({
    template: { files, main }, data, standard: 'ua-1', language: 'sv', title: 'Prov', at: new Date(0), ...rest,
  });
  assert.ok(result.ok, JSON.stringify(result));
  return { raw: result.bytes.toString('latin1'), text: textOfPdf(result.bytes), pages: result.pages };
}

function inOrder(text: string, parts: string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    assert.ok(at >= 0, `"${part}" is not where it should be in:\n${text}`);
    from = at;
  }
}

describe('the standard letter', () => {
  it('says the answer before the reasons, and how to appeal after the signature', async () => {
    const { text } = await made('standard.typ', sampleLetter);
    inOrder(text, [
      'Exempelkommun', 'SBN 2026-004217-3', 'Tilda Ärlig', 'Beslut om färdtjänst', 'Du får färdtjänst, men inte ledsagare.',
      'Vi har beslutat så här', 'Ledsagare', 'Nej.', 'Varför vi har beslutat så', 'Lagar som beslutet bygger på',
      'Beslutat av', 'Åsa Öberg', 'Så här överklagar du', 'Förvaltningsrätten', 'Har du frågor?', 'Sida 2 av 2',
    ]);
  });

  it('has one first heading, sections below it, and tables with heads', async () => {
    const { raw } = await made('standard.typ', sampleLetter);
    assert.equal(raw.match(/\/S \/H1\b/g)?.length, 1);
    assert.ok((raw.match(/\/S \/H2\b/g)?.length ?? 0) >= 5);
    assert.equal(raw.match(/\/S \/TH\b/g)?.length, 4 + 3);
  });

  it('leaves out every part that has nothing to say', async () => {
    const least: LetterData = {
      organisation: { name: 'Exempelkommun' }, case: { number: 'X 1' }, date: '1 maj 2026', recipient: ['Tilda Ärlig'], heading: 'Hej',
    };
    const { text } = await made('standard.typ', least);
    assert.deepEqual(text.split('\n').filter((line) => line !== ''), [
      'Exempelkommun', 'Datum', '1 maj 2026', 'Ärendenummer', 'X 1', 'Tilda Ärlig', 'Hej', 'Sida 1 av 1',
    ]);
  });

  it('speaks English when asked', async () => {
    const { text } = await made('standard.typ', sampleLetter, { language: 'en' });
    inOrder(text, ['Case number', 'What we have decided', 'Decided by', 'How to appeal', 'Page 2 of 2']);
  });

  it('also as PDF/A, for the archive', async () => {
    await made('standard.typ', sampleLetter, { standard: 'a-2a' });
  });

  it('has the mark of the organisation with words for it, and survives a colour that is none', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>';
    const organisation = { ...sampleLetter.organisation, color: 'red); #read("x")', mark: { file: '/mark.svg', alt: 'Exempelkommuns vapen' } };
    const { raw } = await made('standard.typ', { ...sampleLetter, organisation }, { files: { 'mark.svg': svg } });
    assert.match(raw, /\/Alt \(Exempelkommuns vapen\)/);
  });

  it('keeps a word without end on the paper', async () => {
    const items = [{ name: 'x', outcome: 'tilda.arlig@samhallsbyggnad.exempelkommun.se', valid: 'x', conditions: ['REF12345678901234567890'] }];
    const { text } = await made('standard.typ', { ...sampleLetter, items, sections: [{ paragraphs: ['a'.repeat(400)] }] });
    const lines = text.match(/a{5,}/g) ?? [];
    assert.equal(lines.join('').length, 400);
    assert.ok(lines.every((line) => line.length < 90), 'it is broken over lines');
    assert.match(text, /tilda\.arlig@samhallsbyggnad\.\nexempelkommun\.se/);
  });
});

describe('a service\'s own letter', () => {
  it('imports the common one and chooses its parts', async () => {
    const granted = '#import "/letter.typ": *\n#show: letter\n#answer\n= Så bokar du\nRing #data.facts.phone.\n#signature';
    const data: LetterData = { ...sampleLetter, facts: { phone: '#010-99' } };
    const { text, raw } = await made('letters/granted.typ', data, { files: { 'letters/granted.typ': granted } });
    inOrder(text, ['Beslut om färdtjänst', 'Du får färdtjänst', 'Så bokar du', 'Ring #010-99.', 'Beslutat av']);
    assert.ok(!text.includes('Så här överklagar du'));
    assert.equal(raw.match(/\/S \/H1\b/g)?.length, 1);
  });

  it('may have a common file of its own instead of ours', async () => {
    const files = { 'letter.typ': '= Eget brev' };
    assert.equal((await made('letter.typ', sampleLetter, { files })).text, 'Eget brev');
  });
});

describe('the copy of a submission', () => {
  it('shows every question and answer as written, the files with checksums, and who signed how', async () => {
    const { text, raw } = await made('submission.typ', sampleSubmission, { standard: 'a-2a' });
    inOrder(text, [
      'Ansökan om färdtjänst', 'Kopia av det du skrev under', '9f86d081884c', 'Namn', 'Tilda Ärlig', 'Hämtat från folkbokföringen',
      'Telefonnummer', 'Inte besvarad', 'Gå till hållplatsen', '*svårt* på vintern, $5 i bussen & #read("/etc/passwd").', '- inte en punkt',
      'Vårdcentralen2', 'intyg arbetsterapeut.pdf', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'Underskriven digitalt', 'heder och samvete', 'Tillitsnivå 3', 'Provlegitimation (test)',
      '0199f2a4-6c1e-7d1a-9a55-2d0f8a7be001', 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
    ]);
    assert.match(raw, /<pdfaid:conformance>A</);
  });

  it('shows each signature of several, and says when there is none', async () => {
    const one = sampleSubmission.attestations[0];
    assert.ok(one);
    const both: SubmissionData = {
      ...sampleSubmission, attestations: [one, { ...one, name: 'Bo Ärlig', actsFor: 'Liv Ärlig' }],
    };
    const { text } = await made('submission.typ', both, { standard: 'a-2a' });
    inOrder(text, ['Underskrifter', 'Underskriven avTilda Ärlig', 'Underskriven avBo Ärlig', 'FörLiv Ärlig']);
    const none: SubmissionData = { ...sampleSubmission, attestations: [] };
    assert.match((await made('submission.typ', none, { standard: 'a-2a' })).text, /Inte underskriven/);
  });

  it('repeats the head of a table that goes over pages', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`Rad ${index}`, `${index}`]);
    const table = { kind: 'table', columns: [{ label: 'Vad' }, { label: 'Belopp', align: 'right' }], rows } as const;
    const sections = [{ title: 'Utgifter', questions: [{ question: 'Räkna upp', answer: { ...table, columns: [...table.columns] } }] }];
    const { text, pages } = await made('submission.typ', { ...sampleSubmission, sections }, { standard: 'a-2a' });
    assert.ok(pages >= 3);
    assert.ok((text.match(/VadBelopp/g)?.length ?? 0) >= 3);
    assert.ok(text.includes('Rad 119119'));
  });
});

describe('a list', () => {
  it('has all its rows, on paper turned when there are many columns', async () => {
    const { text, raw } = await made('register.typ', sampleRegister);
    inOrder(text, ['Delegationsbeslut', '2 rader', 'DatumÄrende', 'SBN 2026-004217-3', 'SBN 2026-004220-8']);
    assert.match(raw, /\/MediaBox \[0 0 841\.\d+ 595\.\d+\]/);
  });

  it('says when it is empty', async () => {
    const empty: RegisterData = { ...sampleRegister, rows: [] };
    assert.match((await made('register.typ', empty)).text, /Listan är tom\./);
  });
});
