import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { after, describe, it } from 'node:test';
import { closePdf, renderPdf } from '../pdf/render.ts';
import { sampleLetter } from '../pdf/samples.ts';
import { makePdf, packedObjects } from './fixtures.ts';
import { scanPdf } from './pdf-scan.ts';

after(closePdf);

const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

describe('a PDF that does nothing by itself', () => {
  const harmless: [string, Buffer][] = [
    ['a plain one', makePdf()],
    ['one that opens at a page', makePdf({ catalog: '/OpenAction [3 0 R /Fit]' })],
    ['one with a filled form', makePdf({ catalog: '/AcroForm << /Fields [5 0 R] >>' })],
    ['one with a link', makePdf({ objects: '5 0 obj\n<< /S /URI /URI (https://exempel.se) >>\nendobj\n' })],
    ['one with packed objects', makePdf({ objects: packedObjects('10 0 << /Type /Font >>') })],
    ['one that writes about scripts', makePdf({ objects: '5 0 obj\n(JavaScript och /Java)\nendobj\n' })],
    ['one with /JS by chance in a picture', makePdf({ objects: '5 0 obj\n<< /Length 9 >>\nstream\n\x01/JS \x02(x)\nendstream\nendobj\n' })],
  ];
  for (const [what, pdf] of harmless) {
    it(`passes: ${what}`, () => assert.deepEqual(scanPdf(pdf), { ok: true, pages: 1 }));
  }

  it('passes in time that grows with the file: hundreds of thousands of empty streams', () => {
    // Once looked for to the end of the file at each stream, twenty megabytes of them took seven minutes.
    assert.deepEqual(scanPdf(makePdf({ objects: 'stream\nendstream '.repeat(300_000) })), { ok: true, pages: 1 });
  });

  it('passes: a letter of ours, with its pages', async () => {
    const letter = await renderPdf({
      template: { files: {}, main: 'standard.typ' }, data: sampleLetter, standard: 'a-2a', language: 'sv', title: 'x', at: new Date(0),
    });
    assert.ok(letter.ok);
    assert.deepEqual(scanPdf(letter.bytes), { ok: true, pages: 2 });
  });

  it('says the pages of the whole tree, also when it is packed', () => {
    const tree = packedObjects('2 0 << /Type /Pages /Count 7 /Kids [] >> << /Type/Pages/Count 3 >>');
    assert.deepEqual(scanPdf(makePdf({ objects: tree })), { ok: true, pages: 7 });
  });
});

describe('a PDF that could act', () => {
  const acting: [string, Buffer][] = [
    ['a script when opened', makePdf({ catalog: `/OpenAction ${script}` })],
    ['a script with its names in codes', makePdf({ catalog: '/OpenAction << /S /J#61vaScri#70t /#4a#53 (x) >>' })],
    ['a script in a packed object', makePdf({ objects: packedObjects(`10 0 ${script}`) })],
    ['a script in a packed object that calls itself something else', makePdf({ objects: packedObjects(`10 0 ${script}`, '/Type /XObject') })],
    ['a packed object that spells its type in codes', makePdf({ objects: packedObjects(`10 0 ${script}`, '/Type /Obj#53tm') })],
    ['a program to launch', makePdf({ objects: '5 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj\n' })],
    ['a file inside', makePdf({ catalog: '/Names << /EmbeddedFiles 5 0 R >>' })],
    ['a form that sends itself', makePdf({ objects: '5 0 obj\n<</S/SubmitForm/F(http://x)>>\nendobj\n' })],
    ['a form with its own program (XFA)', makePdf({ catalog: '/AcroForm << /XFA 5 0 R >>' })],
    ['a film', makePdf({ objects: '5 0 obj\n<< /Subtype /RichMedia >>\nendobj\n' })],
    ['a script behind a comment that looks like a stream', makePdf({
      objects: `5 0 obj\n<< /A 1 % >> stream\n/OpenAction ${script} /L 2 >>\nstream\nx\nendstream\nendobj\n`,
    })],
  ];
  for (const [what, pdf] of acting) {
    it(`is refused: ${what}`, () => assert.deepEqual(scanPdf(pdf), { ok: false, reason: 'activeContent' }));
  }
});

describe('a PDF that cannot be looked into', () => {
  const key = 'stream\n';
  const hidden = deflateSync(Buffer.from(`10 0 ${script}`)).toString('latin1');
  const closed: [string, Buffer, string][] = [
    ['with a password', makePdf({ trailer: '/Encrypt 8 0 R' }), 'encrypted'],
    ['with a password named in codes', makePdf({ trailer: '/#45ncrypt 8 0 R' }), 'encrypted'],
    ['that is only a beginning', makePdf().subarray(0, 60), 'damaged'],
    ['that is not one', Buffer.from('<html>%PDF-1.7 startxref'), 'damaged'],
    ['with a stream without end', makePdf({ objects: `5 0 obj\n<< >>\n${key}` }), 'damaged'],
    ['with packed objects that are damaged', makePdf({ objects: packedObjects('x').replace('x\x9c', 'xx') }), 'damaged'],
    ['with packed objects in a rare packing', makePdf({
      objects: `9 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Filter [/ASCII85Decode /FlateDecode] >>\n${key}${hidden}\nendstream\nendobj\n`,
    }), 'damaged'],
    ['with packed objects whose packing stands elsewhere', makePdf({
      objects: `9 0 obj\n<< /Type /ObjStm /N 1 /First 5 /Filter 7 0 R >>\n${key}${hidden}\nendstream\nendobj\n`,
    }), 'damaged'],
    ['with a comment that hides the objects after it', makePdf({
      objects: `4 0 obj\n<< >> % ${key}endobj\n${packedObjects(`10 0 ${script}`)}`,
    }), 'damaged'],
    ['with nothing but codes for characters', makePdf({ objects: '#41'.repeat(200_000) }), 'damaged'],
    ['with packed objects that unpack without end', makePdf({ objects: packedObjects(' '.repeat(70 * 1024 * 1024)) }), 'damaged'],
  ];
  for (const [what, pdf, reason] of closed) {
    it(`is refused as ${reason}: ${what}`, () => assert.deepEqual(scanPdf(pdf), { ok: false, reason }));
  }
});
