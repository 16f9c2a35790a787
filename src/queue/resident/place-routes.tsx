import { z } from 'zod';
import { anyone, formatTime, json, none, notFound, page, redirect, route, textOf, type Cookie, type Principal, type RequestContext, type TenantFacts, type House, type Tx } from '../../platform/index.ts';
import { giveMoreTime, standingOf, takeTurn, type Standing } from '../actions/take-turn.ts';
import { passCookie, ticketCookie } from '../cookies.ts';
import { wayBack } from '../guard.ts';
import type { Look } from '../look.ts';
import { numberOf, passFor, ticketFor } from '../model/ticket.ts';
import type { Turn } from '../store/inlets.ts';
import { laneHref } from './frame.tsx';
import { lookOf, numberOfPerson } from './lane-routes.tsx';
import { PlacePage, UnknownPlacePage } from './place-page.tsx';

const holder = anyone('a ticket is the right to the place, whoever holds it');
const numbersOnly = none('a place is a number: it says nothing of anybody');

type Context = RequestContext<Principal, { lane: string }>;

/** The number on the ticket of the address, or else of the browser. */
function numberIn({ cookies }: Pick<Context, 'cookies'>, { lane, secrets }: Look, given: string): number | undefined {
  return numberOf(secrets.ticket, given) ?? numberOf(secrets.ticket, cookies[ticketCookie(lane.slug)] ?? '');
}

const show = route({
  method: 'GET', path: '/ko/:lane/min-plats', access: holder, audit: numbersOnly,
  query: z.object({ b: z.string().max(60).optional().catch(undefined), till: z.string().max(2_000).optional().catch(undefined), mer: z.literal('ja').optional().catch(undefined) }),
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    const number = numberIn(context, look, context.query.b ?? '') ?? await numberOfWho(context, look);
    if (number === undefined && look.lane.signIn && context.query.b === undefined) return redirect(laneHref(look.lane, '/anmalan'));
    if (number === undefined) return page(<UnknownPlacePage context={context} look={look} />, { status: 404 });
    const standing: Standing = look.status.lost ? { at: 'lost', number } : await standingOf(context.tx, look.lane, number);
    const { till = '', mer } = context.query;
    return page(<PlacePage context={context} look={look} standing={standing} ticket={ticketFor(look.secrets.ticket, number)} back={wayBack(look.lane, till)} given={mer === 'ja'} />);
  },
});

/** The number of whoever is signed in, where a place follows from the person. */
async function numberOfWho(context: Context, look: Look): Promise<number | undefined> {
  const { who } = context;
  return look.lane.signIn && who.kind === 'resident' ? numberOfPerson(context, look, who.actingFor?.personId ?? who.personId) : undefined;
}

/** Turns are written by the lane itself: a resident's own login may only read them. */
function asLane<T>({ house, tenant }: { house: House; tenant: TenantFacts }, work: (tx: Tx) => Promise<T>): Promise<T> {
  return house.db.system(tenant.id, 'queue', work);
}

const enter = route({
  method: 'POST', path: '/ko/:lane/tur', access: holder, audit: numbersOnly,
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    const pass = await passOf(context, look, (number) => asLane(context, (tx) => takeTurn(tx, look.lane, number)));
    return 'to' in pass ? redirect(pass.to) : redirect(onward(look, context), pass.cookies);
  },
});

const more = route({
  method: 'POST', path: '/ko/:lane/mer-tid', access: holder, audit: numbersOnly,
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    const pass = await passOf(context, look, (number) => asLane(context, (tx) => giveMoreTime(tx, look.lane, number)));
    const byScript = context.headers.accept === 'application/json';
    if ('to' in pass) return byScript ? json({ left: 0 }, 409) : redirect(pass.to);
    const { turn: { until }, cookies } = pass;
    if (byScript) return json({ left: Math.round((until.getTime() - context.now.getTime()) / 1000), time: formatTime(until, context.language) }, 200, cookies);
    // Asked for in another tab: the page where something is being written stands as it was.
    return redirect(textOf(context.fields, 'kvar') ? `${laneHref(look.lane, '/min-plats')}?mer=ja` : onward(look, context), cookies);
  },
});

function onward(look: Look, { fields }: Context): string {
  return wayBack(look.lane, textOf(fields, 'till', 2_000)) ?? look.lane.leadsTo;
}

type Pass = { turn: Turn; cookies: Cookie[] } | { to: string };

/** The pass of a turn, or where one is told why there is none. */
async function passOf(context: Context, look: Look, turnOf: (number: number) => Promise<Turn | undefined>): Promise<Pass> {
  const { lane, secrets } = look;
  const number = numberIn(context, look, textOf(context.fields, 'b', 60));
  if (number === undefined) return { to: laneHref(lane, '/min-plats') };
  const turn = await turnOf(number);
  if (!turn) return { to: `${laneHref(lane, '/min-plats')}?b=${ticketFor(secrets.ticket, number)}` };
  // The pass is sent for as long as it may be made longer, so that it tells whose time ended.
  return { turn, cookies: [
    { name: passCookie(lane.slug), value: passFor(secrets.ticket, turn.position, turn.until), maxAge: 24 * 3600 },
    { name: ticketCookie(lane.slug), value: ticketFor(secrets.ticket, number), maxAge: 24 * 3600 },
  ] };
}

export const placeRoutes = [show, enter, more];
