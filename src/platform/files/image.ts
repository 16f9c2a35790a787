/** What a picture's header says: kind, size in pixels, which way is up. Nothing is decoded. */

export interface ImageHeader {
  /** As stored, before `orientation` is applied. */
  width: number;
  height: number;
  /** EXIF: 1 is upright, 3 upside down, 6 and 8 lie on a side; 2, 4, 5 and 7 are mirrored too. */
  orientation: number;
}

/** The header of a JPEG, PNG or WebP, or null when it is damaged or something else. */
export function readImageHeader(bytes: Buffer, mediaType: string): ImageHeader | null {
  try {
    if (mediaType === 'image/png') return readPng(bytes);
    if (mediaType === 'image/jpeg') return readJpeg(bytes);
    if (mediaType === 'image/webp') return readWebp(bytes);
  } catch {
    return null; // an offset outside the file: damaged
  }
  return null;
}

/** True when a picture lies on its side as it is meant to be seen. */
export function isLandscape(header: ImageHeader): boolean {
  return header.orientation >= 5 ? header.height > header.width : header.width > header.height;
}

function readPng(bytes: Buffer): ImageHeader | null {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), orientation: 1 };
}

function readWebp(bytes: Buffer): ImageHeader | null {
  const chunk = bytes.toString('latin1', 12, 16);
  if (chunk === 'VP8X') {
    return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1, orientation: 1 };
  }
  if (chunk === 'VP8 ') {
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff, orientation: 1 };
  }
  if (chunk === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, orientation: 1 };
  }
  return null;
}

function readJpeg(bytes: Buffer): ImageHeader | null {
  let orientation = 1;
  for (const segment of jpegSegments(bytes)) {
    if (segment.marker === 0xe1) orientation = exifOrientation(bytes, segment.start + 4) ?? orientation;
    if (isStartOfFrame(segment.marker)) {
      const size = { height: bytes.readUInt16BE(segment.start + 5), width: bytes.readUInt16BE(segment.start + 7) };
      return { ...size, orientation };
    }
  }
  return null;
}

export interface JpegSegment {
  marker: number;
  /** Offset of the 0xff that begins it. */
  start: number;
  end: number;
}

/** The segments before the picture itself (ISO/IEC 10918-1, B.1.1): header, EXIF, colours, tables, frame, scan. */
export function* jpegSegments(bytes: Buffer): Generator<JpegSegment> {
  let start = 2;
  while (start + 4 <= bytes.length && bytes[start] === 0xff) {
    const marker = bytes[start + 1] ?? 0;
    if (marker === 0xff) {
      start += 1; // fill byte
      continue;
    }
    const end = start + 2 + bytes.readUInt16BE(start + 2);
    yield { marker, start, end };
    if (marker === 0xda || end > bytes.length) return;
    start = end;
  }
}

function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Tag 0x0112 of the first image directory (Exif 2.32, 4.6.4), or null. */
function exifOrientation(bytes: Buffer, at: number): number | null {
  if (bytes.toString('latin1', at, at + 6) !== 'Exif\0\0') return null;
  const tiff = at + 6;
  const little = bytes.toString('latin1', tiff, tiff + 2) === 'II';
  const short = (offset: number): number => (little ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset));
  const long = (offset: number): number => (little ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset));
  const directory = tiff + long(tiff + 4);
  for (let entry = 0; entry < short(directory); entry += 1) {
    const field = directory + 2 + entry * 12;
    if (short(field) !== 0x0112) continue;
    const value = short(field + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}
