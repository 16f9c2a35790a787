/** A photograph without what the camera wrote about it. */
import { jpegSegments, readImageHeader } from './image.ts';

/**
 * The same JPEG without place, time, camera, thumbnail and comments; which way is up, and the colours, are kept.
 * The picture itself is not touched. Bytes that are no JPEG come back as they were.
 */
export function withoutPhotoMetadata(bytes: Buffer): Buffer {
  const header = readImageHeader(bytes, 'image/jpeg');
  if (!header) return bytes;
  const parts = [bytes.subarray(0, 2)];
  if (header.orientation !== 1) parts.push(orientationSegment(header.orientation));
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (marker === 0xda) {
      parts.push(bytes.subarray(start));
      return Buffer.concat(parts);
    }
    if (!isMetadata(marker)) parts.push(bytes.subarray(start, end));
  }
  return bytes;
}

/** APP1 (EXIF, XMP), APP3–APP13 and APP15, and comments; APP0 is JFIF, APP2 and APP14 are about colours. */
function isMetadata(marker: number): boolean {
  if (marker === 0xfe) return true;
  return marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee;
}

/** The smallest EXIF there is: one directory with one entry, the orientation. */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM', 0, 'latin1');
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(8, 4); // where the directory begins
  tiff.writeUInt16BE(1, 8); // entries
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12); // a short
  tiff.writeUInt32BE(1, 14); // one value
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
