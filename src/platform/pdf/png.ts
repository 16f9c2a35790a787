import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A PNG without any metadata (ISO/IEC 15948). Grey when every dot is grey, as paper usually is: a third of the size.
 * @param rgba four bytes a dot; what is not opaque is taken as it stands
 */
export function encodePng(rgba: Uint8Array, width: number, height: number): Buffer {
  const grey = isGrey(rgba);
  const perDot = grey ? 1 : 3;
  const rows = Buffer.alloc(height * (1 + width * perDot));
  let out = 0;
  for (let y = 0; y < height; y++) {
    rows[out++] = 0;
    for (let at = y * width * 4; at < (y + 1) * width * 4; at += 4) {
      rows[out++] = rgba[at]!;
      if (!grey) {
        rows[out++] = rgba[at + 1]!;
        rows[out++] = rgba[at + 2]!;
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, grey ? 0 : 2, 0, 0, 0], 8);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 6 })), chunk('IEND', Buffer.alloc(0))]);
}

function isGrey(rgba: Uint8Array): boolean {
  for (let at = 0; at < rgba.length; at += 4) if (rgba[at] !== rgba[at + 1] || rgba[at] !== rgba[at + 2]) return false;
  return true;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
