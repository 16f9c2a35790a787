import type { IncomingHttpHeaders } from 'node:http';

/** What a connection may send before it must wait for the first answer (ten segments, RFC 6928): a page within it gains nothing. */
const firstWindow = 14_000;

/**
 * Whether a page of one person may be compressed. From the length of a compressed page that reflects what an attacker chose, secrets
 * beside it can be guessed (BREACH), and our pages hold personal data. An attacker can only choose by making the request from a page of
 * theirs; browsers tell with Sec-Fetch-Site. One that does not tell gets the page as it is.
 */
export function mayCompress(headers: IncomingHttpHeaders, length: number): boolean {
  const from = headers['sec-fetch-site'];
  return length > firstWindow && (from === 'same-origin' || from === 'none') && /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
}
