import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** Why nobody can be let in now. `away`: something the house stands on does not answer. `busy`: too many at once. */
export type BusyReason = 'busy' | 'away';

interface Ready { head: Record<string, string | number>; body: Buffer }

/**
 * Refuses in as few steps as can be: bytes made beforehand, no template, no organisation's dress, nothing from the database. A refusal
 * must cost a fiftieth of a page, or refusing takes all the time there is (reference: crowds).
 * @param retryAfter seconds; told to machines and people alike
 */
export function refuseBusy(response: ServerResponse, headers: IncomingHttpHeaders, reason: BusyReason, retryAfter: number): void {
  const ready = answerFor(reason, asksForPage(headers) ? 'page' : 'json', retryAfter);
  response.writeHead(503, ready.head);
  response.end(ready.body);
}

/** Whether a person's browser asks for a page. */
export function asksForPage(headers: IncomingHttpHeaders): boolean {
  return String(headers.accept ?? '').includes('text/html');
}

const kept = new Map<string, Ready>();

function answerFor(reason: BusyReason, form: 'page' | 'json', retryAfter: number): Ready {
  const key = `${reason} ${form} ${retryAfter}`;
  const known = kept.get(key);
  if (known) return known;
  const body = Buffer.from(form === 'page' ? pageOf(reason, retryAfter) : JSON.stringify({ error: reason, retryAfter }));
  const ready: Ready = {
    body,
    head: {
      'content-type': form === 'page' ? 'text/html; charset=utf-8' : 'application/json', 'content-length': body.length, 'retry-after': retryAfter,
      'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin',
      'content-security-policy': 'default-src \'none\'; style-src \'sha256-' + styleHash + '\'; form-action \'self\'; base-uri \'none\'; frame-ancestors \'none\'',
    },
  };
  if (kept.size < 200) kept.set(key, ready);
  return ready;
}

const style = 'body{font:1.125rem/1.6 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:1.5rem;color:#1e2b3c;background:#fff}'
  + 'h1{font-size:1.75rem;line-height:1.25}h2{font-size:1.25rem;margin-top:2.5rem}@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#14181d}}';
/** sha-256 of the style above, base64; a test recounts it. */
export const styleHash = 'AfF3zq0cwbNfYpHBsCR1GGxyLJQNp9D8SNQ2c0dOBmI=';

const words = {
  busy: {
    sv: ['Just nu är det många här samtidigt', 'Vi kan inte visa sidan just nu. Inget har gått sönder, och inget du har skickat in tidigare är borta.'],
    en: ['Many people are here right now', 'We cannot show the page at the moment. Nothing is broken, and nothing you have sent in before is lost.'],
  },
  away: {
    sv: ['Vi kan inte visa sidan just nu', 'Något som tjänsten behöver svarar inte. Vi arbetar med det. Inget du har skickat in tidigare är borta.'],
    en: ['We cannot show the page right now', 'Something the service needs is not answering. We are working on it. Nothing you have sent in before is lost.'],
  },
} as const;

function pageOf(reason: BusyReason, retryAfter: number): string {
  const [{ sv, en }, seconds] = [words[reason], Math.max(1, Math.round(retryAfter))];
  return `<!doctype html><html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">`
    + `<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${sv[0]}</title><style>${style}</style>`
    + `<main><h1>${sv[0]}</h1><p>${sv[1]}<p>Vänta ungefär ${seconds} sekunder och ladda sedan om sidan. Om du just skickade något: `
    + `ladda om sidan och svara ja om webbläsaren frågar om det ska skickas igen. Det tas emot en gång.`
    + `<p>Är det fara för liv, ring <strong>112</strong>.<div lang="en"><h2>${en[0]}</h2><p>${en[1]}`
    + `<p>Wait about ${seconds} seconds and then reload the page. If you just sent something, reload and let the browser send it again. It is only received once.`
    + `<p>In an emergency, call <strong>112</strong>.</div></main></html>`;
}

/** What PostgreSQL, its pool and the operating system say when the database cannot take a question now, though the question was right. */
const awayCodes: ReadonlySet<string> = new Set([
  // too many connections, out of memory, disk full, shutting down, starting up, connection lost
  '53300', '53200', '53100', '57P01', '57P02', '57P03', '08000', '08001', '08003', '08006',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'ENOSPC', 'EMFILE',
]);

/** A full disk keeps what is new from being saved; what is there can still be read, so that nobody else need be turned away. */
export function isFull(error: unknown): boolean {
  return ['53100', 'ENOSPC'].includes((error as { code?: string }).code ?? '');
}

/** Whether a fault is of something that the house stands on and that may soon be back: a full disk, a database that is full or gone. */
export function isAway(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string };
  return (code !== undefined && awayCodes.has(code)) || /timeout exceeded when trying to connect|Connection terminated/.test(message);
}
