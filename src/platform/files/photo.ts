/** A picture without what the camera, or the program, wrote about it. */
import { crc32 } from 'node:zlib';
import { jpegSegments, readImageHeader } from './image.ts';

/**
 * The same picture without place, time, camera, thumbnail, author and comments; which way is up, and the colours, are kept.
 * The picture itself is not touched. Bytes of another kind, or that cannot be read, come back as they were.
 */
export function withoutPhotoMetadata(bytes: Buffer): Buffer {
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegWithout(bytes);
    if (bytes.subarray(0, 8).equals(pngSignature)) return pngWithout(bytes);
    if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return webpWithout(bytes);
  } catch {
    return bytes; // an offset outside the file: damaged
  }
  return bytes;
}

function jpegWithout(bytes: Buffer): Buffer {
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

const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Chunks that make the picture or its colours (PNG, third edition, 11); every other is words, times or a program's own. */
const pngKept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'bKGD', 'hIST', 'pHYs', 'sPLT', 'acTL', 'fcTL', 'fdAT']);

function pngWithout(bytes: Buffer): Buffer {
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (end > bytes.length) return bytes;
    if (pngKept.has(type)) parts.push(bytes.subarray(at, end));
    // Which way is up is part of how it is meant to be seen; the rest of EXIF is not.
    if (type === 'eXIf') parts.push(pngOrientation(bytes.subarray(at + 8, end - 4)));
    at = end;
    // What lies after the end is no picture.
    if (type === 'IEND') return Buffer.concat(parts);
  }
  return bytes;
}

function pngOrientation(tiff: Buffer): Buffer {
  const orientation = orientationOf(tiff);
  if (orientation === 1) return Buffer.alloc(0);
  const body = Buffer.concat([Buffer.from('eXIf', 'latin1'), orientationTiff(orientation)]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** EXIF and XMP of a WebP lie in chunks of their own, each with a flag in `VP8X` (RFC 9649, 2.7). */
function webpWithout(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let orientation = 1;
  for (let at = 12; at + 8 <= bytes.length;) {
    const type = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > bytes.length) return bytes;
    const chunk = Buffer.from(bytes.subarray(at, Math.min(end, bytes.length)));
    if (type === 'EXIF') orientation = orientationOf(chunk.subarray(chunk.toString('latin1', 8, 14) === 'Exif\0\0' ? 14 : 8));
    else if (/^(VP8[ LX]|ALPH|ANIM|ANMF|ICCP)$/.test(type)) parts.push(chunk);
    at = end;
  }
  const extended = parts.find((part) => part.toString('latin1', 0, 4) === 'VP8X');
  if (extended) extended[8] = (extended[8]! & ~0b1100) | (orientation === 1 ? 0 : 0b1000);
  if (orientation !== 1 && extended) {
    const tiff = orientationTiff(orientation);
    const head = Buffer.from('EXIF\0\0\0\0', 'latin1');
    head.writeUInt32LE(tiff.length, 4);
    parts.push(head, tiff);
  }
  const body = Buffer.concat(parts);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

/** Tag 0x0112 of the first directory of a TIFF header (Exif 2.32, 4.6.4); 1 when it is not said. */
function orientationOf(tiff: Buffer): number {
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const short = (offset: number) => (little ? tiff.readUInt16LE(offset) : tiff.readUInt16BE(offset));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(directory); entry += 1) {
    const field = directory + 2 + entry * 12;
    const value = short(field) === 0x0112 ? short(field + 8) : 0;
    if (value >= 1 && value <= 8) return value;
  }
  return 1;
}

/** The smallest EXIF there is: one directory with one entry, the orientation. */
function orientationTiff(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM', 0, 'latin1');
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(8, 4); // where the directory begins
  tiff.writeUInt16BE(1, 8); // entries
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12); // a short
  tiff.writeUInt32BE(1, 14); // one value
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}

function orientationSegment(orientation: number): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), orientationTiff(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
