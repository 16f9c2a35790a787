import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cameraJpeg, jpeg, makePdf, makePng } from './fixtures.ts';
import { inspectFile, type DeclaredFile, type Inspection, type InspectOptions } from './inspect.ts';

const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(64)]);
const html = Buffer.from('<!doctype html><script>alert(1)</script>');
const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(60)]);

function inspect(bytes: Buffer, name: string, change: Partial<InspectOptions & DeclaredFile> = {}): Promise<Inspection> {
  const { mediaType = 'application/octet-stream', ...options } = change;
  return inspectFile(bytes, { name, mediaType }, { maxBytes: 100_000, ...options });
}

describe('a file is what its bytes say', () => {
  it('a PDF with its pages', async () => {
    assert.deepEqual(await inspect(makePdf(), 'Intyg.pdf'), {
      ok: true, mediaType: 'application/pdf', extension: 'pdf', safeName: 'Intyg.pdf', pages: 1,
    });
  });

  it('a picture with its size, whatever it is called', async () => {
    assert.deepEqual(await inspect(jpeg, 'skärmbild.png', { mediaType: 'image/png' }), {
      ok: true, mediaType: 'image/jpeg', extension: 'jpg', safeName: 'skärmbild.jpg', width: 16, height: 8,
    });
    assert.deepEqual(await inspect(makePng(3, 5), 'utan namn'), {
      ok: true, mediaType: 'image/png', extension: 'png', safeName: 'utan namn.png', width: 3, height: 5,
    });
  });

  it('a picture with a page of HTML after it is a picture, and is served as one', async () => {
    const both = await inspect(Buffer.concat([cameraJpeg(6), html]), 'bild.html', { mediaType: 'text/html' });
    assert.ok(both.ok);
    assert.deepEqual([both.mediaType, both.safeName], ['image/jpeg', 'bild.jpg']);
  });
});

describe('a file is refused', () => {
  const cases: [string, Promise<Inspection>, object][] = [
    ['when it is empty', inspect(Buffer.alloc(0), 'a.pdf'), { reason: 'empty' }],
    ['when it is too large', inspect(makePdf(), 'a.pdf', { maxBytes: 50 }), { reason: 'tooLarge' }],
    ['when it is the picture format of newer phones', inspect(heic, 'IMG_1.jpg', { mediaType: 'image/jpeg' }),
      { reason: 'heic', detected: 'image/heic' }],
    ['when it is a page of HTML called a PDF', inspect(html, 'faktura.pdf'), { reason: 'typeMismatch' }],
    ['when it is a page of HTML sent as a picture', inspect(html, 'x', { mediaType: 'image/jpeg' }), { reason: 'typeMismatch' }],
    ['when it is a zip called a JPEG', inspect(zip, 'a.JPEG'), { reason: 'typeMismatch', detected: 'application/zip' }],
    ['when it is a zip', inspect(zip, 'allt.zip'), { reason: 'notAllowed', detected: 'application/zip' }],
    ['when it is a kind the service does not take', inspect(jpeg, 'a.jpg', { accept: ['application/pdf'] }),
      { reason: 'notAllowed', detected: 'image/jpeg' }],
    ['when it is a PDF with a password', inspect(makePdf({ trailer: '/Encrypt 8 0 R' }), 'a.pdf'),
      { reason: 'encrypted', detected: 'application/pdf' }],
    ['when it is a PDF with a script', inspect(makePdf({ catalog: '/OpenAction << /S /JavaScript /JS (x) >>' }), 'a.pdf'),
      { reason: 'activeContent', detected: 'application/pdf' }],
    ['when it is a picture that would fill the memory', inspect(makePng(1, 1, { width: 30_000, height: 30_000 }), 'a.png'),
      { reason: 'tooManyPixels', detected: 'image/png' }],
    ['when it is a picture of no size', inspect(makePng(1, 1, { width: 0, height: 9 }), 'a.png'),
      { reason: 'damaged', detected: 'image/png' }],
    ['when it is the beginning of a picture', inspect(jpeg.subarray(0, 60), 'a.jpg'), { reason: 'damaged', detected: 'image/jpeg' }],
  ];
  for (const [when, inspection, refusal] of cases) {
    it(when, async () => assert.deepEqual(await inspection, { ok: false, ...refusal }));
  }
});

describe('a scanner', () => {
  it('has its say about what is otherwise accepted', async () => {
    const scanner = { scan: (bytes: Buffer) => Promise.resolve({ clean: false as const, found: `Test ${bytes.length}` }) };
    assert.deepEqual(await inspect(makePng(1, 1), 'a.png', { scanner }), { ok: false, reason: 'infected', detected: 'image/png' });
  });

  it('that cannot be reached lets nothing through', async () => {
    const scanner = { scan: () => Promise.reject(new Error('no answer')) };
    await assert.rejects(inspect(makePng(1, 1), 'a.png', { scanner }), /no answer/);
  });

  it('that finds nothing lets the file pass', async () => {
    const scanner = { scan: () => Promise.resolve({ clean: true as const }) };
    assert.equal((await inspect(makePng(1, 1), 'a.png', { scanner })).ok, true);
  });
});
