import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/**
 * What the holder of a place has: its number, signed with the key of the lane. It stands in an address or a cookie, so it says nothing of
 * anybody. `<number>.<12 bytes of HMAC-SHA-256, base64url>`.
 */
export function ticketFor(key: Buffer, number: number): string {
  return `${number}.${sign(key, `ticket ${number}`)}`;
}

/** The number of a ticket, or nothing where it is not one of this lane. */
export function numberOf(key: Buffer, ticket: string): number | undefined {
  const match = /^(\d{1,10})\.([\w-]{16})$/.exec(ticket);
  return match && same(match[2]!, sign(key, `ticket ${match[1]}`)) ? Number(match[1]) : undefined;
}

/** What opens the guarded addresses until a moment: `<position>.<second it ends>.<signature>`. Checked without the database. */
export function passFor(key: Buffer, position: number, until: Date): string {
  const end = Math.floor(until.getTime() / 1000);
  return `${position}.${end}.${sign(key, `pass ${position} ${end}`)}`;
}

/** Whose pass it is and when it ends, or nothing where it is not one of this lane. One that has ended is still told. */
export function readPass(key: Buffer, pass: string): { position: number; until: Date } | undefined {
  const match = /^(\d{1,10})\.(\d{1,12})\.([\w-]{16})$/.exec(pass);
  if (!match || !same(match[3]!, sign(key, `pass ${match[1]} ${match[2]}`))) return undefined;
  return { position: Number(match[1]), until: new Date(Number(match[2]) * 1000) };
}

function sign(key: Buffer, text: string): string {
  return createHmac('sha256', createSecretKey(key)).update(text).digest().subarray(0, 12).toString('base64url');
}

function same(given: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(given), Buffer.from(right));
}
