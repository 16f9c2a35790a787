import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileTypeFromBuffer } from 'file-type';
import { cameraJpeg, jpeg, makePng } from './fixtures.ts';
import { isLandscape, readImageHeader } from './image.ts';
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
