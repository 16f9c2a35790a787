import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { renderPage } from '../pages/index.ts';
import type { Answer, RequestContext, TenantFacts } from '../routes/route.ts';
import { keptLanguage } from './choose-language.ts';
import { askedFor, type DoorKeeper } from './door.ts';
import { contentSecurityPolicy, headers } from './headers.ts';

/** A page as it is sent: bytes with all their headers. */
interface Packed { head: Record<string, string>; bytes: Buffer }

interface Rendered {
  plain: Packed;
  gzip: Packed;
  br: Packed;
  etag: string;
  /** sent when the browser has it already */
  unchanged: Record<string, string>;
  /** ms of the process; Infinity for what changes only with the organisation's version */
  until: number;
}

const kept = new Map<string, Rendered>();
const most = 2_000;
/** What is being rendered now: whoever comes meanwhile gets it too, so that a page that a crowd reads is rendered once when it has run out. */
const underWay = new Map<string, Promise<Rendered | undefined>>();

interface View {
  house: House;
  tenant: TenantFacts;
  language: RequestContext['language'];
  chosen?: RequestContext['language'];
  request: FastifyRequest;
  reply: FastifyReply;
}

/**
 * A public page, rendered once per tenant, content version, path and language, then served as bytes.
 * False when the page is no ordinary one (not found, a query of its own): then the request goes the long way.
 * `seconds`: how long it holds, of what changes with more than the version.
 * (Not the reply itself: a reply is awaitable, and awaiting it gives nothing.)
 */
export async function cachedPage(view: View, render: () => Promise<Answer>, seconds = Infinity): Promise<boolean> {
  const { request, reply, tenant, language } = view;
  if (view.chosen || request.url.includes('?')) return false;
  const key = [tenant.id, tenant.version, request.host, language, request.url].join(' ');
  const now = performance.now();
  const known = kept.get(key);
  const rendered = known && known.until > now ? known : await shared(key, () => renderOnce(view.house, key, now + seconds * 1000, render));
  if (!rendered) return false;
  leaveAtDoor(view, rendered);
  reply.hijack();
  write(request.raw, reply.raw, rendered);
  return true;
}

function shared(key: string, work: () => Promise<Rendered | undefined>): Promise<Rendered | undefined> {
  const known = underWay.get(key);
  if (known) return known;
  const made = work().finally(() => underWay.delete(key));
  underWay.set(key, made);
  return made;
}

async function renderOnce(house: House, key: string, until: number, render: () => Promise<Answer>): Promise<Rendered | undefined> {
  const answer = await render();
  if (answer.kind !== 'page' || answer.status !== 200) return undefined;
  const plain = Buffer.from(renderPage(answer.node));
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  const unchanged = { ...headers, 'content-security-policy': contentSecurityPolicy(house), etag, 'cache-control': 'no-cache', vary: 'accept-encoding, cookie' };
  const packed = (bytes: Buffer, more = {}): Packed => (
    { bytes, head: { ...unchanged, 'content-type': 'text/html; charset=utf-8', 'content-length': String(bytes.length), ...more } });
  const rendered = {
    etag, unchanged, until, plain: packed(plain),
    gzip: packed(await promisify(gzip)(plain), { 'content-encoding': 'gzip' }),
    br: packed(await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }), { 'content-encoding': 'br' }),
  };
  if (kept.size >= most) kept.delete(kept.keys().next().value!);
  kept.set(key, rendered);
  return rendered;
}

function write({ headers: asked }: IncomingMessage, response: ServerResponse, rendered: Rendered): void {
  // A proxy that packs a page anew marks its tag as weak.
  if (asked['if-none-match']?.replace(/^W\//, '') === rendered.etag) {
    response.writeHead(304, rendered.unchanged).end();
    return;
  }
  const accepts = String(asked['accept-encoding'] ?? '');
  const { head, bytes } = rendered[accepts.includes('br') ? 'br' : accepts.includes('gzip') ? 'gzip' : 'plain'];
  response.writeHead(200, head);
  response.end(bytes);
}

/** What was answered a moment ago, by address and language. */
const doors = new WeakMap<House['db'], Map<string, { rendered: Rendered; until: number }>>();
/** How long (ms): what has changed is seen that much later. Hosts and rules are asked anew then, so that a rush asks once a second. */
const atDoorFor = 1_000;

/** Answers a public page again from memory, before the gate and Fastify: a crowd that reads costs next to nothing. */
export function pageKeeper(house: House): DoorKeeper {
  const door = new Map<string, { rendered: Rendered; until: number }>();
  doors.set(house.db, door);
  return (request, response) => {
    if (request.method !== 'GET') return false;
    const known = door.get(doorKey(request));
    if (!known || known.until <= house.clock.now().getTime() || known.rendered.until <= performance.now()) return false;
    write(request, response, known.rendered);
    return true;
  };
}

/** Only what somebody got who brought nothing that lets in: then everyone may have it, and a waiting room before it has let them by. */
function leaveAtDoor({ house, request }: View, rendered: Rendered): void {
  const door = doors.get(house.db);
  if (!door || !/^(?:sprak=[a-z-]+)?$/.test(request.headers.cookie ?? '')) return;
  if (door.size >= most) door.clear();
  door.set(doorKey(request.raw), { rendered, until: house.clock.now().getTime() + atDoorFor });
}

function doorKey({ headers: asked, socket, url = '' }: IncomingMessage): string {
  return `${keptLanguage(asked.cookie)} ${askedFor(asked, socket.remoteAddress, url)}`;
}
