import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileTypeFromBuffer } from 'file-type';
import { PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib';
import { cameraJpeg, jpeg, makePng, pngChunk } from './fixtures.ts';
import { isLandscape, readImageHeader } from './image.ts';
import { withoutPdfMetadata } from './pdf-metadata.ts';
import { withoutPhotoMetadata } from './photo.ts';

/** The head of a WebP of each kind, 640 by 360 (RFC 9649). */
function webp(kind: 'VP8 ' | 'VP8L' | 'VP8X'): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.write('RIFF', 0, 'latin1');
  bytes.write(`WEBP${kind}`, 8, 'latin1');
  if (kind === 'VP8 ') {
    bytes.writeUInt16LE(640, 26);
    bytes.writeUInt16LE(360, 28);
  } else if (kind === 'VP8L') {
    bytes.writeUInt32LE(639 | (359 << 14), 21);
  } else {
    bytes.writeUIntLE(639, 24, 3);
    bytes.writeUIntLE(359, 27, 3);
  }
  return bytes;
}

describe('the header of a picture', () => {
  it('is read from each kind', () => {
    assert.deepEqual(readImageHeader(makePng(70, 30), 'image/png'), { width: 70, height: 30, orientation: 1 });
    assert.deepEqual(readImageHeader(jpeg, 'image/jpeg'), { width: 16, height: 8, orientation: 1 });
    for (const kind of ['VP8 ', 'VP8L', 'VP8X'] as const) {
      assert.deepEqual(readImageHeader(webp(kind), 'image/webp'), { width: 640, height: 360, orientation: 1 }, kind);
    }
  });

  it('says which way is up, and so what lies on its side', () => {
    const landscape = [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => {
      const header = readImageHeader(cameraJpeg(orientation), 'image/jpeg');
      assert.equal(header?.orientation, orientation);
      return header && isLandscape(header);
    });
    assert.deepEqual(landscape, [true, true, true, true, false, false, false, false]);
  });

  it('is null wherever the file is cut before its size', () => {
    for (let length = 0; length < 160; length += 1) {
      assert.equal(readImageHeader(cameraJpeg(6).subarray(0, length), 'image/jpeg'), null);
    }
    assert.equal(readImageHeader(makePng(1, 1).subarray(0, 20), 'image/png'), null);
    assert.equal(readImageHeader(Buffer.from('hej'), 'image/gif'), null);
  });
});

/** A PNG with words, times and a camera's notes between its header and its picture. */
function wordyPng(): Buffer {
  const png = makePng(4, 2);
  const chunks = [['tEXt', 'Author\0Tilda Ärlig'], ['iTXt', 'XML:com.adobe.xmp\0GPS'], ['zTXt', 'Comment\0packat'], ['tIME', '1234567'], ['eXIf', 'MM\0*\0\0\0\u0008\0\0GPS 59.33']] as const;
  return Buffer.concat([png.subarray(0, 33), ...chunks.map(([type, text]) => pngChunk(type, Buffer.from(text, 'latin1'))), png.subarray(33), Buffer.from('efter bilden')]);
}

describe('a PNG or WebP without metadata', () => {
  it('keeps the picture and nothing that anybody wrote about it', () => {
    const clean = withoutPhotoMetadata(wordyPng());
    assert.ok(clean.equals(makePng(4, 2)), 'the same bytes as a picture that never had any');
    assert.ok(!clean.includes('Tilda') && !clean.includes('efter bilden'));
  });

  it('of WebP keeps which way is up, and says in its header what there is', () => {
    const chunk = (type: string, data: Buffer) => {
      const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
      head.writeUInt32LE(data.length, 4);
      return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
    };
    const extended = Buffer.from([0b1100, 0, 0, 0, 3, 0, 0, 1, 0, 0]);
    const exif = cameraJpeg(6).subarray(12, 12 + 26);
    const body = Buffer.concat([chunk('VP8X', extended), chunk('VP8 ', Buffer.from('bilden')), chunk('EXIF', Buffer.concat([exif, Buffer.from('GPS 59.33 18.07')])), chunk('XMP ', Buffer.from('<x>Tilda</x>'))]);
    const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
    head.writeUInt32LE(body.length + 4, 4);
    const clean = withoutPhotoMetadata(Buffer.concat([head, body]));
    assert.ok(clean.includes('bilden') && !clean.includes('GPS') && !clean.includes('Tilda'));
    assert.equal(clean.readUInt32LE(4), clean.length - 8);
    assert.equal(clean[20], 0b1000, 'EXIF is there, for which way is up, and XMP is not');
    assert.ok(clean.includes('EXIF'));
  });

  it('leaves what it cannot read as it was', () => {
    for (let length = 9; length < 200; length += 7) {
      const cut = wordyPng().subarray(0, length);
      assert.doesNotThrow(() => withoutPhotoMetadata(cut));
    }
  });
});

describe('a PDF without metadata', () => {
  it('keeps its pages and text, and nothing of who made it, when and with what', async () => {
    const document = await PDFDocument.create();
    document.addPage([200, 100]).drawText('Det som syns');
    document.setAuthor('Tilda');
    document.setTitle('Hemlig rubrik');
    document.setProducer('Program X');
    const xmp = document.context.register(document.context.stream('<x:xmpmeta>Tilda hemma</x:xmpmeta>', { Type: 'Metadata', Subtype: 'XML' }));
    document.catalog.set(PDFName.of('Metadata'), xmp);
    for (const useObjectStreams of [true, false]) {
      const before = Buffer.from(await document.save({ useObjectStreams }));
      const clean = (await withoutPdfMetadata(before))!;
      const again = await PDFDocument.load(clean, { updateMetadata: false });
      assert.deepEqual([again.getPageCount(), again.getAuthor(), again.getTitle(), again.getProducer()], [1, undefined, undefined, undefined]);
      assert.equal(again.catalog.get(PDFName.of('Metadata')), undefined);
      const streams = again.context.enumerateIndirectObjects().map(([, object]) => (object instanceof PDFStream ? Buffer.from(object.getContents()).toString('latin1') : object.toString())).join('\n');
      assert.doesNotMatch(streams + clean.toString('latin1'), /Tilda|Hemlig|Program X|xmpmeta/);
    }
  });

  it('is nothing at all when it cannot be read', async () => {
    assert.equal(await withoutPdfMetadata(Buffer.from('%PDF-1.7 trasig')), undefined);
  });
});

describe('a photograph without metadata', () => {
  it('keeps the picture and which way is up, and nothing else of the camera', async () => {
    for (const orientation of [1, 6, 8]) {
      const clean = withoutPhotoMetadata(cameraJpeg(orientation));
      assert.deepEqual(readImageHeader(clean, 'image/jpeg'), { width: 16, height: 8, orientation });
      assert.ok(!clean.includes('GPS') && !clean.includes('hemma hos'));
      assert.ok(clean.subarray(-600).equals(jpeg.subarray(-600)), 'tables and picture are the same bytes');
      assert.equal((await fileTypeFromBuffer(clean))?.mime, 'image/jpeg');
    }
  });

  it('is the same when there is none, or when it is no photograph', () => {
    assert.ok(withoutPhotoMetadata(jpeg).equals(jpeg));
    const text = Buffer.from('hej');
    assert.equal(withoutPhotoMetadata(text), text);
  });
});
