import { languages } from '../language.ts';
import type { House } from '../house.ts';
import type { Route } from '../routes/route.ts';
import { slot } from '../slots.ts';
import { copiedAt } from './answer-away.ts';
import { keepCopy, keepHosts, keepOnly, takeCopy, type CopyName } from './copy-shelf.ts';
import type { FastifyInstance } from './fastify.ts';

/** organisation: every host name of the installation, with the key of its organisation. */
export const hostList = slot<(house: House) => Promise<{ host: string; tenant: string }[]>>('hostList');

/** Links of a public page to others that may be copied. */
const links = /href="(\/[^"#?]*)"/g;
const mostPages = 2_000;

/**
 * Copies what is public of every organisation: each page that is served as bytes and has an address of its own, what those link to of the
 * same kind, and the colours. A copy that nothing leads to any more is taken away. Costs little when nothing has changed: the pages are
 * kept in memory already.
 */
export async function copyPages(app: FastifyInstance, house: House, routes: readonly Route[]): Promise<void> {
  const hosts = (await Promise.all(house.slots.all(hostList).map((list) => list(house)))).flat();
  keepHosts(house, Object.fromEntries(hosts.map(({ host, tenant }) => [host, tenant])));
  const publicRoutes = routes.filter(({ method, cached }) => method === 'GET' && cached === true).map(({ path }) => path);
  const wanted = { isPublic: (path: string) => publicRoutes.some((route) => matches(route, path)), first: publicRoutes.filter((path) => !path.includes(':')) };
  const copied: CopyName[] = [];
  for (const [tenant, host] of new Map(hosts.map((one) => [one.tenant, one.host]))) {
    const names = await copyOne(app, house, { ...wanted, tenant, host });
    // The database went away meanwhile: what was copied before stands, of everyone.
    if (!names) return;
    copied.push(...names);
  }
  keepOnly(house, copied);
}

interface Wanted { tenant: string; host: string; isPublic(path: string): boolean; first: readonly string[] }

/** @returns what there is a copy of now; nothing when the database went away before everything had been seen */
async function copyOne(app: FastifyInstance, house: House, wanted: Wanted): Promise<CopyName[] | undefined> {
  const copied: CopyName[] = [];
  const themes = new Set<string>();
  for (const language of languages) {
    const seen = new Set(wanted.first);
    for (const path of seen) {
      const name = { tenant: wanted.tenant, language, path };
      const page = await ask(app, wanted.host, name);
      if (page === 'away') return undefined;
      if (page === 'gone') continue;
      copied.push(name);
      if (page !== 'stands') put(house, name, page);
      for (const [, found] of (takeCopy(house, name)?.body ?? '').matchAll(links)) {
        if (found!.startsWith('/tema/')) themes.add(found!);
        else if (seen.size < mostPages && wanted.isPublic(found!)) seen.add(found!);
      }
    }
  }
  for (const path of themes) {
    const name = { tenant: wanted.tenant, language: '' as const, path };
    const theme = await ask(app, wanted.host, name);
    if (theme === 'away') return undefined;
    if (theme === 'gone') continue;
    copied.push(name);
    if (theme !== 'stands') put(house, name, theme);
  }
  return copied;
}

interface Seen { type: string; body: string }

/**
 * A page as a visitor would get it. `gone`: it is not there. `stands`: it could not be seen now – a fault of its own, or a queue before
 * it –, so what was copied before stands. `away`: the database does not answer.
 */
async function ask(app: FastifyInstance, host: string, { path, language }: CopyName): Promise<Seen | 'gone' | 'stands' | 'away'> {
  const answer = await app.inject({ method: 'GET', url: path, headers: { host, cookie: `sprak=${language || 'sv'}`, accept: 'text/html' } });
  if (answer.statusCode === 503 || answer.headers[copiedAt] !== undefined) return 'away';
  if (answer.statusCode === 200) return { type: String(answer.headers['content-type']), body: answer.body };
  return answer.statusCode === 404 || answer.statusCode === 410 ? 'gone' : 'stands';
}

function put(house: House, name: CopyName, page: Seen): void {
  keepCopy(house, name, { ...page, at: house.clock.now().getTime() });
}

function matches(route: string, path: string): boolean {
  const [wanted, asked] = [route.split('/'), path.split('/')];
  return wanted.length === asked.length && wanted.every((part, index) => part.startsWith(':') ? asked[index] !== '' : part === asked[index]);
}
