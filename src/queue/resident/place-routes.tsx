import { z } from 'zod';
import { anyone, none, notFound, page, redirect, route, textOf, type Answer, type Principal, type RequestContext, type TenantFacts, type House, type Tx } from '../../platform/index.ts';
import { giveMoreTime, standingOf, takeTurn } from '../actions/take-turn.ts';
import { passCookie, ticketCookie } from '../cookies.ts';
import type { Look } from '../looks.ts';
import { numberOf, passFor, ticketFor } from '../model/ticket.ts';
import type { Turn } from '../store/inlets.ts';
import { laneHref } from './frame.tsx';
import { lookOf } from './lane-routes.tsx';
import { PlacePage, UnknownPlacePage } from './place-page.tsx';

const holder = anyone('a ticket is the right to the place, whoever holds it');
const numbersOnly = none('a place is a number: it says nothing of anybody');

type Context = RequestContext<Principal, { lane: string }>;

/** The number on the ticket of the address, or else of the browser. */
function numberIn({ cookies }: Pick<Context, 'cookies'>, { lane, secrets }: Look, given: string): number | undefined {
  return numberOf(secrets.ticket, given) ?? numberOf(secrets.ticket, cookies[ticketCookie(lane.slug)] ?? '');
}

const show = route({
  method: 'GET', path: '/ko/:lane/min-plats', access: holder, audit: numbersOnly, query: z.object({ b: z.string().max(60).optional().catch(undefined) }),
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    const number = numberIn(context, look, context.query.b ?? '');
    if (number === undefined) return page(<UnknownPlacePage context={context} look={look} />, { status: 404 });
    const standing = await standingOf(context.tx, look.lane, number);
    return page(<PlacePage context={context} look={look} standing={standing} ticket={ticketFor(look.secrets.ticket, number)} />);
  },
});

/** Turns are written by the lane itself: a resident's own login may only read them. */
function asLane<T>({ house, tenant }: { house: House; tenant: TenantFacts }, work: (tx: Tx) => Promise<T>): Promise<T> {
  return house.db.system(tenant.id, 'queue', work);
}

const enter = route({
  method: 'POST', path: '/ko/:lane/tur', access: holder, audit: numbersOnly,
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    return withPass(context, look, (number) => asLane(context, (tx) => takeTurn(tx, look.lane, number)));
  },
});

const more = route({
  method: 'POST', path: '/ko/:lane/mer-tid', access: holder, audit: numbersOnly,
  async handle(context) {
    const look = await lookOf(context);
    if (!look) return notFound();
    return withPass(context, look, (number) => asLane(context, (tx) => giveMoreTime(tx, look.lane, number)));
  },
});

async function withPass(context: Context, look: Look, turnOf: (number: number) => Promise<Turn | undefined>): Promise<Answer> {
  const { lane, secrets } = look;
  const number = numberIn(context, look, textOf(context.fields, 'b', 60));
  if (number === undefined) return redirect(laneHref(lane, '/min-plats'));
  const turn = await turnOf(number);
  if (!turn) return redirect(`${laneHref(lane, '/min-plats')}?b=${ticketFor(secrets.ticket, number)}`);
  // The pass is sent for as long as it may be made longer, so that it tells whose time ended.
  return redirect(lane.leadsTo, [
    { name: passCookie(lane.slug), value: passFor(secrets.ticket, turn.position, turn.until), maxAge: 24 * 3600 },
    { name: ticketCookie(lane.slug), value: ticketFor(secrets.ticket, number), maxAge: 24 * 3600 },
  ]);
}

export const placeRoutes = [show, enter, more];
