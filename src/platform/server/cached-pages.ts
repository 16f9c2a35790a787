import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderPage } from '../pages/index.ts';
import type { Answer, RequestContext, TenantFacts } from '../routes/route.ts';

interface Rendered {
  plain: Buffer;
  gzip: Buffer;
  brotli: Buffer;
  etag: string;
  /** ms of the clock; Infinity for what changes only with the organisation's version */
  until: number;
}

const kept = new Map<string, Rendered>();
const most = 2_000;

interface View {
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
  const { request, tenant, language } = view;
  if (view.chosen || hasOtherQuery(request)) return false;
  const path = request.url.split('?', 1)[0]!;
  const key = [tenant.id, tenant.version, request.host, language, path].join(' ');
  const now = performance.now();
  const known = kept.get(key);
  const rendered = known && known.until > now ? known : await renderOnce(key, now + seconds * 1000, render);
  if (rendered) serve(view, rendered);
  return rendered !== undefined;
}

async function renderOnce(key: string, until: number, render: () => Promise<Answer>): Promise<Rendered | undefined> {
  const answer = await render();
  if (answer.kind !== 'page' || answer.status !== 200) return undefined;
  const plain = Buffer.from(renderPage(answer.node));
  const rendered = {
    plain, until,
    gzip: await promisify(gzip)(plain),
    brotli: await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
  };
  if (kept.size >= most) kept.delete(kept.keys().next().value!);
  kept.set(key, rendered);
  return rendered;
}

function serve({ request, reply }: View, rendered: Rendered): FastifyReply {
  reply.header('etag', rendered.etag).header('cache-control', 'no-cache').header('vary', 'accept-encoding, cookie');
  // A proxy that packs a page anew marks its tag as weak.
  if (request.headers['if-none-match']?.replace(/^W\//, '') === rendered.etag) return reply.code(304).send();
  reply.type('text/html; charset=utf-8');
  const accepts = String(request.headers['accept-encoding'] ?? '');
  if (accepts.includes('br')) return reply.header('content-encoding', 'br').send(rendered.brotli);
  if (accepts.includes('gzip')) return reply.header('content-encoding', 'gzip').send(rendered.gzip);
  return reply.send(rendered.plain);
}

function hasOtherQuery(request: FastifyRequest): boolean {
  return request.url.includes('?');
}
