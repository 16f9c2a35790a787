import { createHmac, timingSafeEqual } from 'node:crypto';

/** Headers of a signed message, as Standard Webhooks has them (`webhook-id`, `webhook-timestamp`, `webhook-signature: v1,…`). */
export interface Signed {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/** How far from now a message's time may be, seconds: older ones may be somebody's copy. */
const mostApart = 300;

/**
 * Signs a message: HMAC-SHA256 over `id.timestamp.body` with the secret that the two systems share. The body is bytes and is signed as it is.
 * @param secret base64, at least 24 bytes
 */
export function signMessage(id: string, at: Date, body: Buffer, secret: string): Signed {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${macOf(id, timestamp, body, secret)}` };
}

export type Checked = { ok: true; id: string } | { ok: false; why: 'unsigned' | 'old' | 'wrong' };

/** Checks a message that came: that it is signed with the shared secret, and now. Several signatures may stand there while a secret is replaced. */
export function checkMessage(headers: Readonly<Record<string, string | string[] | undefined>>, body: Buffer, secret: string, now: Date): Checked {
  const one = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined);
  const [id, timestamp, signatures] = [one('webhook-id'), one('webhook-timestamp'), one('webhook-signature')];
  if (!id || !timestamp || !signatures || !/^[\w.:-]{1,200}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) return { ok: false, why: 'unsigned' };
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > mostApart) return { ok: false, why: 'old' };
  const expected = Buffer.from(macOf(id, timestamp, body, secret));
  const found = signatures.split(' ').filter((one) => one.startsWith('v1,')).map((one) => Buffer.from(one.slice(3)));
  return found.some((given) => given.length === expected.length && timingSafeEqual(given, expected)) ? { ok: true, id } : { ok: false, why: 'wrong' };
}

function macOf(id: string, timestamp: string, body: Buffer, secret: string): string {
  return createHmac('sha256', Buffer.from(secret, 'base64')).update(`${id}.${timestamp}.`).update(body).digest('base64');
}
