import { randomBytes } from 'node:crypto';

declare const uuid: unique symbol;
/** A UUID in its canonical lower-case form; safe to place as a literal in SQL. */
export type Uuid = string & { readonly [uuid]: true };

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): text is Uuid {
  return pattern.test(text);
}

/** @throws if the text is no canonical UUID: a fault, since input is parsed at the edge. */
export function asUuid(text: string): Uuid {
  if (!isUuid(text)) throw new Error('not a uuid');
  return text;
}

/**
 * UUIDv7 (RFC 9562 5.7): 48 bits of milliseconds, 74 random bits. Ids sort by the time they were made.
 * @param order the place among those made at the same moment, instead of the first twelve random bits (RFC 9562 6.2, method 1)
 */
export function uuidv7(now: Date, random: (size: number) => Buffer = randomBytes, order?: number): Uuid {
  const bytes = random(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  if (order !== undefined) bytes.writeUInt16BE(Math.min(order, 0xfff), 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as Uuid;
}
