import type { IncomingMessage, ServerResponse } from 'node:http';
import { formatDateTime } from '../pages/index.ts';
import { isLanguage, type Language } from '../language.ts';
import { refuseBusy } from './busy.ts';
import { keptLanguage } from './choose-language.ts';
import { takeCopy, tenantOnShelf, type Copy, type Shelved } from './copy-shelf.ts';
import { namesOfHost } from './entrance.ts';
import { contentSecurityPolicy, headers } from './headers.ts';

/** Says of an answer that it is a copy, and of when: for operators, and so that a copy is never copied. */
export const copiedAt = 'x-copied-at';

/**
 * Answers with the copy of a public page when there is one, marked as such; otherwise says that the house cannot answer now.
 * Asks nothing of anything: it is for when nothing answers.
 */
export function answerAway(house: Shelved, request: IncomingMessage, response: ServerResponse): void {
  const copy = request.method === 'GET' ? copyFor(house, request) : undefined;
  if (!copy) return refuseBusy(response, request.headers, 'away');
  const body = Buffer.from(copy.body);
  response.writeHead(200, {
    ...headers, 'content-security-policy': contentSecurityPolicy(house), 'content-type': copy.type, 'content-length': String(body.length), 'cache-control': 'no-store',
    [copiedAt]: new Date(copy.at).toISOString(),
  });
  response.end(body);
}

function copyFor(house: Shelved, request: IncomingMessage): Copy | undefined {
  const url = addressIn(request.url);
  if (!url) return undefined;
  const tenant = [...namesOfHost(String(request.headers.host ?? '')), house.settings.defaultHost ?? ''].map((one) => tenantOnShelf(house, one)).find(Boolean);
  if (tenant === undefined) return undefined;
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname;
  const language = languageOf(url, request.headers.cookie);
  const page = takeCopy(house, { tenant, language, path });
  return page ? { ...page, body: marked(page, language) } : takeCopy(house, { tenant, language: '', path });
}

/** What was asked for; nothing where it is no address (`//[`): a visitor writes what they like, and here nobody else has read it first. */
function addressIn(asked = '/'): URL | undefined {
  return asked.startsWith('/') && !asked.startsWith('//') ? URL.parse(asked, 'http://host') ?? undefined : undefined;
}

function languageOf(url: URL, cookie: string | undefined): Language {
  const wished = url.searchParams.get('sprak');
  return isLanguage(wished) ? wished : keptLanguage(cookie);
}

const words: Record<Language, (time: string) => string> = {
  'sv': (time) => `Du ser en kopia av sidan, från ${time}. Det går inte att logga in, söka eller skicka in något just nu. Vi arbetar med det. Inget du har skickat in är borta.`,
  'sv-simple': (time) => `Det här är en kopia av sidan. Den är från ${time}. Du kan inte logga in eller skicka något just nu. Vi försöker laga det. Det du har skickat förut finns kvar.`,
  'en': (time) => `This is a copy of the page, from ${time}. It is not possible to sign in, search or send anything at the moment. We are working on it. Nothing you have sent in is lost.`,
};

/** The copy with a notice first in its main part, so that it is read first also by those who skip to it. */
function marked({ body, at }: Copy, language: Language): string {
  const notice = `<div class="ds-alert" data-color="warning" role="status"><p>${words[language](formatDateTime(new Date(at), language))}</p></div>`;
  return body.replace(/<main\b[^>]*>/, (tag) => tag + notice);
}
