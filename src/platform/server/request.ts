import type { FastifyReply, FastifyRequest } from 'fastify';
import { asRefusal } from './refusals.ts';
import type { House } from '../house.ts';
import { isUuid } from '../ids.ts';
import type { Tx } from '../database/transaction.ts';
import { subject, type Principal } from '../principal.ts';
import { judge, type Verdict } from '../routes/access.ts';
import type { Answer, RequestContext, Route, Stay, TenantFacts } from '../routes/route.ts';
import { callAt } from './busy.ts';
import { cachedPage } from './cached-pages.ts';
import { chooseLanguage } from './choose-language.ts';
import { readBody, type Body } from './body.ts';
import { send } from './send.tsx';
import { sameSite } from './same-site.ts';
import { classPass } from './door.ts';
import { guard, sessionReader, signInPath, tenantFinder, type Passage, type Visitor } from './entrance.ts';

/** The way of a request, in order. Each step may end it; nothing after the access rule runs unless the rule allows. */
export async function answerRequest(house: House, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const tenant = await house.slots.only(tenantFinder)(house, request.host);
  if (!tenant) return send.plain(reply, 404, 'unknownHost');
  callAt(request.headers.host, tenant.help.phone);
  const { language, chosen } = chooseLanguage(request);
  const passage = await passageOf(house, tenant, route, request);
  if (passage && 'wait' in passage) return reply.header('cache-control', 'no-store').redirect(passage.wait, 303);
  const view = { house, tenant, language, request, reply, ...(chosen && { chosen }), ...passage };
  if (route.cached && !passage) {
    if (await cachedPage(view, () => publicAnswer(house, route, view), route.cached === true ? undefined : route.cached.seconds)) return reply;
  }

  const { principal, display } = await sessionOf(house, tenant, request, route);
  for (const passOf of house.slots.all(classPass)) send.cookie(view, passOf(house, principal, request.cookies));
  if (route.method === 'POST' && !route.crossSite && !sameSite(request, originOf(house, request))) {
    await auditRefusal(house, tenant, principal, route, 'otherSite');
    return send.error(view, 403, 'otherSite');
  }

  const verdict = judge(route.access, principal);
  if (verdict !== 'allowed') return refuse(view, route, principal, verdict);

  const query = parseQuery(route, request);
  if (!query.ok) return send.error(view, 404);
  const body = await readBody(request, route);
  if ('refused' in body) return send.error(view, body.status, body.refused);

  const { answer, facts } = await act(house, route, tenant, principal, display, view, query.value, body);
  const refused = refusalIn(answer, route);
  if (refused) await auditRefusal(house, tenant, principal, route, refused, { ...facts, ...asked(request) });
  return deliver(view, route, principal, display, answer);
}

/** Where those who ask for it must wait first, or how long they may stay; staff never need to. */
function passageOf(house: House, tenant: TenantFacts, route: Route, request: FastifyRequest): Passage | undefined | Promise<Passage | undefined> {
  if (route.access.who === 'staff') return undefined;
  const [first] = house.slots.all(guard);
  return first?.(house, tenant, { method: route.method, path: () => addressOf(route, request), url: request.url, cookies: request.cookies });
}

/**
 * The address as the router understood it: an address can be written in many ways (`%62oka`, a `#` sent along), and whoever writes it
 * otherwise would else walk past what stands before it.
 */
function addressOf(route: Route, request: FastifyRequest): string {
  const params = request.params as Readonly<Record<string, string>>;
  return route.path.replaceAll(/:(\w+)/g, (whole, name: string) => params[name] ?? whole);
}

interface View {
  house: House;
  tenant: TenantFacts;
  language: RequestContext['language'];
  stay?: Stay;
  request: FastifyRequest;
  reply: FastifyReply;
}

type Facts = Parameters<RequestContext['about']>[0];

/** The action in a tenant transaction of its realm; audit is written in the same one. */
async function act(
  house: House, route: Route, tenant: TenantFacts, principal: Principal, display: Visitor['display'], view: View, query: unknown, body: Body,
): Promise<{ answer: Answer; facts: Facts }> {
  const realm = route.access.who === 'staff' ? 'staff' as const : 'resident' as const;
  const facts: Facts = {};
  const work = async (tx: Tx): Promise<Answer> => {
    const answer = await route.handle({
      tx, who: principal, tenant, query, language: view.language, now: tx.now, house,
      ...(display && { display }), ...(view.stay && { stay: view.stay }),
      params: view.request.params as Record<string, string>,
      fields: body.fields, uploads: body.uploads, ...(body.raw && { raw: body.raw }), headers: view.request.headers,
      origin: originOf(house, view.request), path: view.request.url, cookies: view.request.cookies, address: view.request.ip,
      about: (more) => Object.assign(facts, more),
    });
    if (answer.kind === 'forbidden') throw new RolledBack(answer);
    if (typeof route.audit === 'string' && answer.kind !== 'notFound' && answer.kind !== 'stepUp') {
      const undone = undoneIn(answer);
      tx.audit({ event: route.audit, ...facts, ...(undone && { outcome: 'refused', detail: { ...facts.detail, reason: undone } }) });
    }
    return answer;
  };
  try {
    return { answer: await house.db.transaction(realm, scopeOf(tenant, principal), principal, work), facts };
  } catch (error) {
    if (error instanceof RolledBack) return { answer: error.answer, facts };
    const refusal = asRefusal(error);
    if (refusal) return { answer: refusal, facts };
    throw error;
  }
}

/** A refusal found inside an action undoes whatever the action had begun. */
class RolledBack extends Error {
  constructor(readonly answer: Answer) {
    super('rolled back');
  }
}

function scopeOf(tenant: TenantFacts, principal: Principal) {
  if (principal.kind === 'resident') return { tenant: tenant.id, person: subject(principal) };
  if (principal.kind === 'staff') return { tenant: tenant.id, staff: principal.staffId, ...(principal.authorityId && { authority: principal.authorityId }) };
  return { tenant: tenant.id };
}

async function publicAnswer(house: House, route: Route, view: View): Promise<Answer> {
  const anyone = { kind: 'anyone' } as const;
  return (await act(house, route, view.tenant, anyone, undefined, view, {}, { fields: {}, uploads: [] })).answer;
}

async function sessionOf(house: House, tenant: TenantFacts, request: FastifyRequest, route: Route): Promise<Visitor> {
  const realm = route.access.who === 'staff' ? 'staff' : 'resident';
  return house.slots.only(sessionReader)(house, tenant, request.cookies, realm);
}

async function refuse(view: View, route: Route, principal: Principal, verdict: Exclude<Verdict, 'allowed'>): Promise<FastifyReply> {
  await auditRefusal(view.house, view.tenant, principal, route, verdict);
  if (verdict === 'forbidden') return send.error(view, 403);
  if (route.method === 'POST') {
    // What was typed must survive the lost session: the room that owns the form may stash it before sign-in.
    const body = await readBody(view.request, route);
    if (!('refused' in body)) {
      if (await send.stash(view, route, body)) return view.reply;
    }
  }
  const realm = route.access.who === 'staff' ? 'staff' as const : 'resident' as const;
  const level = route.access.who === 'resident' ? route.access.level : 3;
  const back = route.method === 'GET' ? view.request.url : '/';
  return view.reply.redirect(view.house.slots.only(signInPath)({ realm, level, fresh: false, back }), 303);
}

function deliver(view: View, route: Route, principal: Principal, display: Visitor['display'], answer: Answer): FastifyReply | Promise<FastifyReply> {
  if (answer.kind === 'stepUp') {
    const realm = principal.kind === 'staff' ? 'staff' as const : 'resident' as const;
    const back = route.method === 'GET' ? view.request.url : '/mina-sidor';
    return view.reply.redirect(view.house.slots.only(signInPath)({ realm, level: answer.level, fresh: answer.fresh ?? false, back }), 303);
  }
  return send.answer(view, answer, display);
}

/** A refused attempt leaves its trace in a transaction of its own: the one of the action was never opened, or undone. */
async function auditRefusal(house: House, tenant: TenantFacts, principal: Principal, route: Route, reason: string, facts: Facts = {}): Promise<void> {
  if (principal.kind === 'anyone' && route.access.who !== 'staff') return;
  const event = typeof route.audit === 'string' ? route.audit : `${route.method} ${route.path}`;
  const realm = principal.kind === 'staff' ? 'staff' as const : 'resident' as const;
  await house.db.transaction(realm, scopeOf(tenant, principal), principal, async (tx) => {
    tx.audit({ event, outcome: 'refused', ...facts, detail: { ...facts.detail, reason } });
  });
}

/** Why an action let somebody no further. What is another's is not found, so that looking for it is an attempt too. */
function refusalIn(answer: Answer, route: Route): string | undefined {
  if (answer.kind === 'forbidden') return answer.reason;
  if (answer.kind === 'stepUp') return 'stepUp';
  return answer.kind === 'notFound' && route.access.who !== 'anyone' ? 'notFound' : undefined;
}

/** Why an action that ended without fault did not do what its event says: something was wrong in the form, or somebody was before. */
function undoneIn(answer: Answer): string | undefined {
  if (answer.kind === 'gone') return 'gone';
  if (answer.kind !== 'page' && answer.kind !== 'error') return undefined;
  return answer.status >= 400 && !('kept' in answer && answer.kept) ? `answered${answer.status}` : undefined;
}

/** What was asked for by its id: an id says nothing of anybody, and tells a slip from a search. */
function asked(request: FastifyRequest): Pick<Facts, 'detail'> {
  const { id } = request.params as { id?: string };
  return id && isUuid(id) ? { detail: { asked: id } } : {};
}

function parseQuery(route: Route, request: FastifyRequest): { ok: true; value: unknown } | { ok: false } {
  if (!route.query) return { ok: true, value: {} };
  const parsed = route.query.safeParse(request.query);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false };
}

function originOf(house: House, request: FastifyRequest): string {
  return `${house.settings.publicAddress.protocol}//${request.host}`;
}
