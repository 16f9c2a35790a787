import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { formatDateTime } from '../pages/index.ts';
import { isLanguage, languages, type Language } from '../language.ts';
import type { House } from '../house.ts';
import { refuseBusy } from './busy.ts';
import { namesOfHost } from './entrance.ts';
import type { FastifyInstance } from './fastify.ts';
import { slot } from '../slots.ts';
import { contentSecurityPolicy, headers } from './headers.ts';
import type { Route } from '../routes/route.ts';

/** organisation: every host name of the installation, with the key of its organisation. */
export const hostList = slot<(house: House) => Promise<{ host: string; tenant: string }[]>>('hostList');

interface Copy {
  type: string;
  /** when it was last seen to be right, ms */
  at: number;
  /** `at` of the file */
  writtenAt: number;
  body: string;
}

interface Shelf {
  /** the organisation of a host name */
  hosts: Record<string, string>;
  /** by organisation, language and path */
  pages: Map<string, Copy>;
}

const shelves = new Map<string, Shelf>();

/** Copies of what is public, in memory and in files: what is answered when the database is away. Files so that they outlive the process. */
function shelfOf({ settings }: Pick<House, 'settings'>): Shelf {
  const folder = folderOf(settings);
  const known = shelves.get(folder);
  if (known) return known;
  const shelf = readShelf(folder);
  shelves.set(folder, shelf);
  return shelf;
}

const folderOf = (settings: House['settings']) => join(settings.varDirectory, 'copies');
const keyOf = (tenant: string, language: string, path: string) => `${tenant} ${language} ${path}`;

function readShelf(folder: string): Shelf {
  const shelf: Shelf = { hosts: {}, pages: new Map() };
  for (const file of filesIn(folder)) {
    try {
      const read = JSON.parse(readFileSync(file, 'utf8')) as { hosts: Record<string, string> } | (Copy & { key: string });
      if ('hosts' in read) shelf.hosts = read.hosts;
      else shelf.pages.set(read.key, { type: read.type, at: read.at, writtenAt: read.at, body: read.body });
    } catch {
      // One that cannot be read is made anew as soon as the database answers; until then the others are all there is.
    }
  }
  return shelf;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
  } catch {
    // No copies yet.
    return [];
  }
}

/** Whether an earlier process has left copies to answer with. */
export function hasCopies(house: Pick<House, 'settings'>): boolean {
  return shelfOf(house).pages.size > 0;
}

/** Says of an answer that it is a copy, and of when: for operators, and so that a copy is never copied. */
const copiedAt = 'x-copied-at';

/**
 * Answers with the copy of a public page when there is one, marked as such; otherwise says that the house cannot answer now.
 * Asks nothing of anything: it is for when nothing answers.
 */
export function answerAway(house: Pick<House, 'settings'>, request: IncomingMessage, response: ServerResponse, retryAfter: number): void {
  const copy = request.method === 'GET' ? copyFor(house, request) : undefined;
  if (!copy) return refuseBusy(response, request.headers, 'away', retryAfter);
  const body = Buffer.from(copy.body);
  response.writeHead(200, {
    ...headers, 'content-security-policy': contentSecurityPolicy(house), 'content-type': copy.type, 'content-length': String(body.length), 'cache-control': 'no-store',
    [copiedAt]: new Date(copy.at).toISOString(),
  });
  response.end(body);
}

function copyFor(house: Pick<House, 'settings'>, request: IncomingMessage): Copy | undefined {
  const { hosts, pages } = shelfOf(house);
  const url = addressIn(request.url);
  if (!url) return undefined;
  const tenant = [...namesOfHost(String(request.headers.host ?? '')), house.settings.defaultHost ?? ''].map((one) => (Object.hasOwn(hosts, one) ? hosts[one] : undefined)).find(Boolean);
  if (tenant === undefined) return undefined;
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname;
  const language = languageOf(url, String(request.headers.cookie ?? ''));
  const copy = pages.get(keyOf(tenant, language, path)) ?? pages.get(keyOf(tenant, '', path));
  return copy && { ...copy, body: copy.type.startsWith('text/html') ? marked(copy, language) : copy.body };
}

/** What was asked for; nothing where it is no address (`//[`): a visitor writes what they like, and here nobody else has read it first. */
function addressIn(asked = '/'): URL | undefined {
  return asked.startsWith('/') && !asked.startsWith('//') ? URL.parse(asked, 'http://host') ?? undefined : undefined;
}

function languageOf(url: URL, cookie: string): Language {
  const wished = url.searchParams.get('sprak') ?? /(?:^|;\s*)sprak=([a-z-]+)/.exec(cookie)?.[1];
  return isLanguage(wished) ? wished : 'sv';
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

/** Links of a public page to others that may be copied. */
const links = /href="(\/[^"#?]*)"/g;
const mostPages = 2_000;

/**
 * Copies what is public of every organisation: each page that is served as bytes and has an address of its own, what those link to of the
 * same kind, and the colours. Costs little when nothing has changed: the pages are kept in memory already.
 */
export async function copyPages(app: FastifyInstance, house: House, routes: readonly Route[]): Promise<void> {
  const lists = await Promise.all(house.slots.all(hostList).map((list) => list(house)));
  const hosts = lists.flat();
  const shelf = shelfOf(house);
  const known = Object.fromEntries(hosts.map(({ host, tenant }) => [host, tenant]));
  if (JSON.stringify(known) !== JSON.stringify(shelf.hosts)) write(house, 'hosts', { hosts: known });
  shelf.hosts = known;
  const publicRoutes = routes.filter(({ method, cached }) => method === 'GET' && cached === true).map(({ path }) => path);
  const isPublic = (path: string) => publicRoutes.some((route) => matches(route, path));
  const tenants = new Map(hosts.map(({ host, tenant }) => [tenant, host]));
  for (const [tenant, host] of tenants) await copyOne(app, house, { tenant, host, isPublic, first: publicRoutes.filter((path) => !path.includes(':')) });
}

interface Wanted { tenant: string; host: string; isPublic(path: string): boolean; first: readonly string[] }

async function copyOne(app: FastifyInstance, house: House, { tenant, host, isPublic, first }: Wanted): Promise<void> {
  for (const language of languages) {
    const seen = new Set(first);
    for (const path of seen) {
      const answer = await app.inject({ method: 'GET', url: path, headers: { host, cookie: `sprak=${language}`, accept: 'text/html' } });
      // The database went away meanwhile: what was copied before stands.
      if (answer.statusCode >= 500 || answer.headers[copiedAt] !== undefined) return;
      if (answer.statusCode !== 200) {
        forget(house, keyOf(tenant, language, path));
        continue;
      }
      keep(house, keyOf(tenant, language, path), String(answer.headers['content-type']), answer.body);
      for (const [, found] of answer.body.matchAll(links)) {
        if (found!.startsWith('/tema/')) await copyTheme(app, house, tenant, host, found!);
        else if (seen.size < mostPages && isPublic(found!)) seen.add(found!);
      }
    }
  }
}

async function copyTheme(app: FastifyInstance, house: House, tenant: string, host: string, path: string): Promise<void> {
  const key = keyOf(tenant, '', path);
  if (shelfOf(house).pages.has(key)) return;
  const answer = await app.inject({ method: 'GET', url: path, headers: { host } });
  if (answer.statusCode === 200) keep(house, key, String(answer.headers['content-type']), answer.body);
}

function keep(house: House, key: string, type: string, body: string): void {
  const { pages } = shelfOf(house);
  const before = pages.get(key);
  const at = house.clock.now().getTime();
  // A file is for the next process: written when it says something else, and otherwise not more often than its age matters.
  const fresh = before?.body === body && at - before.writtenAt < 3_600_000;
  pages.set(key, { type, body, at, writtenAt: fresh ? before.writtenAt : at });
  if (!fresh) write(house, key, { key, type, body, at });
}

function forget(house: House, key: string): void {
  if (shelfOf(house).pages.delete(key)) rmSync(fileOf(house, key), { force: true });
}

function write(house: Pick<House, 'settings'>, key: string, value: unknown): void {
  const file = fileOf(house, key);
  mkdirSync(folderOf(house.settings), { recursive: true });
  // Whole or not at all, also when two processes write the same one.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(value));
  renameSync(`${file}.${process.pid}`, file);
}

function fileOf({ settings }: Pick<House, 'settings'>, key: string): string {
  return join(folderOf(settings), `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`);
}

function matches(route: string, path: string): boolean {
  const [wanted, asked] = [route.split('/'), path.split('/')];
  return wanted.length === asked.length && wanted.every((part, index) => part.startsWith(':') ? asked[index] !== '' : part === asked[index]);
}
