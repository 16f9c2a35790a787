import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { cameraJpeg, jpeg, makePng } from '../files/fixtures.ts';
import { imagesToPdf, type PictureFile } from './pictures.ts';
import { closePdf } from './render.ts';

after(closePdf);

const options = { title: 'Intyg', language: 'sv', at: new Date(0) };
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(64)]);
const picture = (bytes: Buffer, mediaType = 'image/jpeg'): PictureFile => ({ bytes, mediaType });

describe('pictures of a paper', () => {
  it('become one accessible PDF, one a page, each with words', async () => {
    const made = await imagesToPdf([picture(jpeg), { ...picture(makePng(4, 9), 'image/png'), alt: 'Baksidan' }], options);
    assert.ok(made.ok, JSON.stringify(made));
    assert.equal(made.pages, 2);
    const raw = made.bytes.toString('latin1');
    assert.match(raw, /<pdfuaid:part>1</);
    assert.deepEqual([...raw.matchAll(/\/Alt \(([^)]*)\)/g)].map((match) => match[1]).sort(), ['Baksidan', 'Bild 1']);
  });

  it('lie as the camera meant: on their side when the picture does, turned as EXIF says', async () => {
    const made = await imagesToPdf([1, 3, 6, 8].map((orientation) => picture(cameraJpeg(orientation))), options);
    assert.ok(made.ok, JSON.stringify(made));
    const boxes = [...made.bytes.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    assert.deepEqual(boxes.map(([, width, height]) => Number(width) > Number(height)), [true, true, false, false]);
  });

  it('are not recompressed, and leave place, comment and camera behind', async () => {
    const made = await imagesToPdf([picture(cameraJpeg(6))], options);
    assert.ok(made.ok);
    const scan = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xda])));
    assert.ok(made.bytes.includes(scan));
    assert.ok(!made.bytes.includes('GPS'));
    assert.ok(!made.bytes.includes('hemma hos'));
  });

  it('are refused with what is wrong, and which', async () => {
    const cases: [PictureFile[], object][] = [
      [[], { ok: false, reason: 'noPictures' }],
      [[picture(jpeg), picture(heic, 'image/jpeg')], { ok: false, reason: 'heic', index: 1 }],
      [[picture(Buffer.from('%PDF-1.7'))], { ok: false, reason: 'notAPicture', index: 0 }],
      [[picture(jpeg.subarray(0, 60))], { ok: false, reason: 'notAPicture', index: 0 }],
      [Array.from({ length: 31 }, () => picture(jpeg)), { ok: false, reason: 'tooMany', index: 30 }],
      [[picture(makePng(1, 1, { width: 20_000, height: 20_000 }), 'image/png')], { ok: false, reason: 'tooMany', index: 0 }],
    ];
    for (const [pictures, refusal] of cases) assert.deepEqual(await imagesToPdf(pictures, options), refusal);
  });

  it('are refused when the header is whole and the picture is not', async () => {
    const broken = makePng(30, 30);
    const made = await imagesToPdf([picture(jpeg), picture(broken.subarray(0, 45), 'image/png')], options);
    assert.deepEqual({ ok: made.ok, reason: 'reason' in made ? made.reason : null }, { ok: false, reason: 'template' });
  });
});
