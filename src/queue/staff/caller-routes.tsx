import { isUuid, notFound, redirect, route, textOf, type Answer, type RequestContext, type Staff, type Uuid } from '../../platform/index.ts';
import { join } from '../actions/join.ts';
import { takeTurn } from '../actions/take-turn.ts';
import { looksOf } from '../looks.ts';
import { stateOf, type Lane } from '../model/lane.ts';
import { findLane } from '../store/lanes.ts';
import { forgetContact, numberOfCaller } from '../store/places.ts';
import { base, registerers } from './frame.tsx';
import { lanePage } from './lane-page.tsx';

const register = route({
  method: 'POST', path: `${base}/:lane/plats`, access: registerers, audit: 'queue.callerRegistered',
  async handle(context) {
    const { tx, fields, house, tenant, about } = context;
    const lane = await findLane(tx, context.params.lane);
    if (!lane) return notFound();
    if (!['registering', 'open'].includes(stateOf(lane, tx.now))) return redirect(`${base}/${lane.slug}`);
    const [name, phone] = [textOf(fields, 'name', 200), textOf(fields, 'phone', 40)];
    if (phone && !/^\+?[\d\s-]{6,}$/.test(phone)) return lanePage(context, lane, { errors: [{ name: 'phone', message: 'Skriv telefonnumret med siffror, till exempel 070-174 06 05' }] });
    if (name && !phone) return lanePage(context, lane, { errors: [{ name: 'phone', message: 'Skriv ett telefonnummer om ni ska ringa upp, eller ta bort namnet' }] });
    const channel = textOf(fields, 'channel') === 'counter' ? 'counter' as const : 'phone' as const;
    const number = await join(house, tenant.id, lane, { id: tx.id(), channel, ...(phone && { contact: { name, phone } }) });
    looksOf(house).joined(tenant.id, lane.slug, number);
    about({ detail: { lane: lane.slug, number: number + 1, channel } });
    return redirect(`${base}/${lane.slug}?nummer=${number + 1}`);
  },
});

type Context = RequestContext<Staff, { lane: string }>;

/** Work with somebody on the list, by the lane and the place that the form names. */
async function withCaller(context: Context, work: (lane: Lane, place: { id: Uuid; number: number }) => Promise<Answer>): Promise<Answer> {
  const lane = await findLane(context.tx, context.params.lane);
  const id = textOf(context.fields, 'plats');
  const number = lane && isUuid(id) ? await numberOfCaller(context.tx, lane.id, id) : undefined;
  if (!lane || !isUuid(id) || number === undefined) return notFound();
  context.about({ detail: { lane: lane.slug, number: number + 1 } });
  return work(lane, { id, number });
}

const reached = route({
  method: 'POST', path: `${base}/:lane/tur`, access: registerers, audit: 'queue.callerReached',
  handle: (context) => withCaller(context, async (lane, { id, number }) => {
    // Turns are written by the lane itself, as when somebody goes in on the web.
    const turn = await context.house.db.system(context.tenant.id, 'queue', (tx) => takeTurn(tx, lane, number));
    if (!turn) return redirect(`${base}/${lane.slug}?sok=${number + 1}`);
    await forgetContact(context.tx, lane.id, id);
    return redirect(`${base}/${lane.slug}?klart=reached`);
  }),
});

const removed = route({
  method: 'POST', path: `${base}/:lane/uppringd`, access: registerers, audit: 'queue.callerRemoved',
  handle: (context) => withCaller(context, async (lane, { id }) => {
    await forgetContact(context.tx, lane.id, id);
    return redirect(`${base}/${lane.slug}?klart=removed`);
  }),
});

export const callerRoutes = [register, reached, removed];
