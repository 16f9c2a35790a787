import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { refusalPage, refusalPolicy, type BusyReason } from './refusal-page.ts';

/**
 * Seconds until those who are refused are asked to come back: from, and how many more at most. Spread, so that those refused together do not
 * come back together; their middle is the half minute that the page tells of.
 */
const pauses = { busy: { least: 10, more: 20 }, away: { least: 15, more: 30 } } as const;

/**
 * Refuses in as few steps as can be: bytes made beforehand, no template, no organisation's dress, nothing from the database. A refusal
 * must cost a fiftieth of a page, or refusing takes all the time there is (reference: crowds).
 */
export function refuseBusy(response: ServerResponse, headers: IncomingHttpHeaders, reason: BusyReason): void {
  const { least, more } = pauses[reason];
  const seconds = least + Math.floor(Math.random() * (more + 1));
  const isPage = asksForPage(headers);
  const body = isPage ? pageFor(reason, phones.get(headers.host ?? '')) : Buffer.from(`{"error":"${reason}","retryAfter":${seconds}}`);
  response.writeHead(503, {
    'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json', 'content-length': body.length, 'retry-after': String(seconds),
    'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'content-security-policy': refusalPolicy,
  });
  response.end(body);
}

/** Whether a person's browser asks for a page. */
export function asksForPage({ accept = '' }: IncomingHttpHeaders): boolean {
  return accept.includes('text/html');
}

/** Where each host's visitors may call: told by every answer that knew it, so that refusing asks nobody. */
const phones = new Map<string, string>();
/** Hosts are what visitors write: somebody could invent more. */
const mostHosts = 1_000;

/** From now on a refusal at this host says where to call. */
export function callAt(host: string | undefined, phone: string): void {
  if (host === undefined || phones.get(host) === phone) return;
  if (phones.size >= mostHosts) phones.clear();
  phones.set(host, phone);
}

const pages = new Map<string, Buffer>();

function pageFor(reason: BusyReason, phone: string | undefined): Buffer {
  const key = `${reason} ${phone}`;
  const page = pages.get(key) ?? Buffer.from(refusalPage(reason, phone));
  pages.set(key, page);
  return page;
}
