import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { anyone, file, href, isUuid, json, none, notFound, page, redirect, resident, route, textOf, type Answer, type RequestContext, type Resident, type Uuid } from '../../platform/index.ts';
import { join, placeIdOf } from '../actions/join.ts';
import { recordOf } from '../actions/record-of.ts';
import { standingOf } from '../actions/take-turn.ts';
import { ticketCookie } from '../cookies.ts';
import { remember } from '../door.ts';
import { wayBack } from '../guard.ts';
import type { Look } from '../look.ts';
import { looksOf } from '../looks.ts';
import { stateOf } from '../model/lane.ts';
import { numberOf, ticketFor } from '../model/ticket.ts';
import { numbersOf } from '../store/places.ts';
import { ConfirmPage } from './confirm-page.tsx';
import { DrawPage } from './draw-page.tsx';
import { laneHref } from './frame.tsx';
import { LanePage } from './lane-page.tsx';
import { recountFile, recountHref, scriptAt } from './script.ts';

const open = anyone('whoever waits may wait without saying who they are');
const numbersOnly = none('a place is a number: it says nothing of anybody');
/** Days that a browser keeps its place. */
export const ticketAge = 2 * 24 * 3600;

/** The lane of an address, as it was last seen. Slugs are in small letters, but people write as they like. */
export async function lookOf({ house, tenant, params }: Pick<RequestContext<never, { lane: string }>, 'house' | 'tenant' | 'params'>): Promise<Look | undefined> {
  return (await looksOf(house).of(tenant.id)).get(params.lane.toLowerCase());
}

const show = route({
  method: 'GET', path: '/ko/:lane', access: open, audit: none('public reading'), cached: { seconds: 1 },
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    return page(<LanePage context={context} look={look} />);
  },
});

const status = route({
  method: 'GET', path: '/ko/:lane/status', access: open, audit: none('public reading'),
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    const { house, headers, address, path, tenant } = context;
    remember(house, headers, address, path, tenant.id, look.lane.slug);
    remember(house, headers, address, `/ko/${look.lane.slug}/plats`, tenant.id, look.lane.slug);
    return json(look.status);
  },
});

/** Whether one can join now; where one cannot, the lane's own page says why. */
function takesPlaces({ lane }: Look, now: Date): boolean {
  return ['registering', 'open'].includes(stateOf(lane, now)) && lane.joinedBy === 'anyone';
}

function withTicket({ lane, secrets }: Look, number: number, { fields }: Pick<RequestContext, 'fields'>): Answer {
  const ticket = ticketFor(secrets.ticket, number);
  return redirect(href(laneHref(lane, '/min-plats'), { b: ticket, till: wayBack(lane, textOf(fields, 'till', 2_000)) }), [{ name: ticketCookie(lane.slug), value: ticket, maxAge: ticketAge }]);
}

const take = route({
  method: 'POST', path: '/ko/:lane/plats', access: open, audit: numbersOnly,
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    const { house, tenant, tx, cookies, fields, now } = context;
    if (!takesPlaces(look, now) || look.lane.signIn) return redirect(laneHref(look.lane));
    const id = textOf(fields, 'id');
    const had = numberOf(look.secrets.ticket, cookies[ticketCookie(look.lane.slug)] ?? '');
    const spent = had !== undefined && ['missed', 'void', 'over', 'ended'].includes((await standingOf(tx, look.lane, had)).at);
    if (had !== undefined && !spent) return withTicket(look, had, context);
    const number = await join(house, tenant.id, look.lane, { id: isUuid(id) && !spent ? id : tx.id(), channel: 'web' });
    looksOf(house).joined(tenant.id, look.lane.slug, number);
    return withTicket(look, number, context);
  },
});

const confirm = route({
  method: 'GET', path: '/ko/:lane/anmalan', access: resident(2), audit: none('nothing is done yet'),
  query: z.object({ till: z.string().max(2_000).catch('').default('') }),
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    return takesPlaces(look, context.now) ? page(<ConfirmPage context={context} lane={look.lane} till={wayBack(look.lane, context.query.till)} />) : redirect(laneHref(look.lane));
  },
});

const register = route({
  method: 'POST', path: '/ko/:lane/anmalan', access: resident(2), audit: 'queue.joined',
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    if (!takesPlaces(look, context.now)) return redirect(laneHref(look.lane));
    return withTicket(look, await placeOfPerson(context, look), context);
  },
});

/** One place a person, whoever acts for them and however often: a new one only when the one they had is spent. */
async function placeOfPerson({ house, tenant, tx, who, about }: RequestContext<Resident>, { lane, secrets }: Look): Promise<number> {
  const person = who.actingFor?.personId ?? who.personId;
  about({ subjectId: person, detail: { lane: lane.slug } });
  for (let again = 0; ; again++) {
    const id = placeIdOf(secrets.person, person, again);
    const known = (await house.db.system(tenant.id, 'queue', (jobs) => numbersOf(jobs, lane.id, [id]))).get(id);
    if (known === undefined) {
      const number = await join(house, tenant.id, lane, { id, channel: 'web' });
      looksOf(house).joined(tenant.id, lane.slug, number);
      return number;
    }
    if (!['missed', 'void', 'over'].includes((await standingOf(tx, lane, known)).at)) return known;
  }
}

/** The latest place of a person in a lane where one signs in: it follows from who they are, in any browser. */
export async function numberOfPerson({ house, tenant }: Pick<RequestContext, 'house' | 'tenant'>, { lane, secrets }: Look, person: Uuid): Promise<number | undefined> {
  for (let again = 0, latest: number | undefined; ; again++) {
    const id = placeIdOf(secrets.person, person, again);
    const known = (await house.db.system(tenant.id, 'queue', (jobs) => numbersOf(jobs, lane.id, [id]))).get(id);
    if (known === undefined) return latest;
    latest = known;
  }
}

const draw = route({
  method: 'GET', path: '/ko/:lane/lottning', access: open, audit: none('public reading'),
  async handle(context) {
    const look = await lookOf(context);
    return look?.lane.kind === 'announced' ? page(<DrawPage context={context} lane={look.lane} />) : notFound();
  },
});

const list = route({
  method: 'GET', path: '/ko/:lane/lottning/lista', access: open, audit: none('public reading'), urgency: 'optional',
  query: z.object({ del: z.coerce.number().int().min(1).max(1_000).catch(1).default(1) }),
  async handle(context) {
    const look = await lookOf(context);
    const part = look && await context.house.db.system(context.tenant.id, 'queue', (tx) => recordOf(tx, look.lane, context.query.del));
    return part ? file(JSON.stringify(part), 'application/json', { name: `${part.lane}-del-${part.part}.json` }) : notFound();
  },
});

const script = route({
  method: 'GET', path: '/ko-skript/:name', access: open, audit: none('a script is the same for all'),
  handle({ params }) {
    const path = `/ko-skript/${params.name}`;
    if (path === recountHref) return file(readFileSync(recountFile), 'text/javascript; charset=utf-8', { name: params.name });
    const bytes = scriptAt(path);
    return bytes ? file(bytes, 'text/javascript; charset=utf-8', { inline: true, cache: 'public, max-age=31536000, immutable' }) : notFound();
  },
});

export const laneRoutes = [show, status, take, confirm, register, draw, list, script];
