import { z } from 'zod';
import { Alert, Button, Details, Form, Link, Table, Tag, TextArea, asUuid, formatDateWithWeekday, formatTime, href, isUuid, none, notFound, redirect, route, textOf, type Answer, type RequestContext,
  type Staff, type Uuid } from '../../platform/index.ts';
import { hasDigitalWay } from '../../messages/index.ts';
import { cancelSeries } from '../actions/cancel-series.ts';
import type { Bookable } from '../bookable.ts';
import { stateOf } from '../model/state.ts';
import { bookingsOfSeries, type Booking } from '../store/bookings.ts';
import { placesOf } from '../store/places.ts';
import { base, deskOf, receivers, timesPage } from './frame.ts';
import { whom } from './who.ts';
import { stateColours, stateWords } from './words.ts';

const path = `${base}/serie/:id`;

interface Opened { seriesId: Uuid; bookings: readonly [Booking, ...Booking[]]; bookable: Bookable }

/** The series of an address, if it is of a service of the reader's unit. */
async function open(context: RequestContext<Staff, { id: string }>): Promise<Opened | Answer> {
  const desk = await deskOf(context);
  if ('kind' in desk) return desk;
  const { tx, params } = context;
  const [first, ...rest] = isUuid(params.id) ? await bookingsOfSeries(tx, asUuid(params.id)) : [];
  const bookable = first && desk.services.find(({ service }) => service === first.service);
  if (!first || !bookable) return notFound();
  context.about({ dossierId: first.id, authorityId: first.authorityId, unitId: bookable.unitId, ...(first.personId && { subjectId: first.personId }) });
  return { seriesId: asUuid(params.id), bookings: [first, ...rest], bookable };
}

const show = route({
  method: 'GET', path, access: receivers, audit: 'booking.seriesRead',
  query: z.object({ missade: z.coerce.number().int().min(0).optional().catch(undefined), ny: z.literal('1').optional().catch(undefined), avbokade: z.coerce.number().int().min(0).optional().catch(undefined) }),
  async handle(context) {
    const opened = await open(context);
    if (!('bookable' in opened)) return opened;
    const { seriesId, bookings, bookable } = opened;
    const { house, tenant, tx, query: { missade, ny, avbokade } } = context;
    const [first] = bookings;
    const [who, places] = [await whom(tx, first), await placesOf(tx, bookable.authorityId)];
    const left = bookings.filter((booking) => stateOf(booking) === 'booked').length;
    const { personId } = first;
    const reached = (ny !== undefined || avbokade !== undefined) && personId !== null && await house.db.system(tenant.id, 'booking-reach', (system) => hasDigitalWay(house, system, personId));
    const told = reached ? ', och personen har fått ett meddelande.' : personId ? '. Personen kan inte nås här: säg det på plats, ring eller skicka ett brev.' : '.';
    const done = ny ? `${bookings.length === 1 ? 'En tid är bokad' : `${bookings.length} tider är bokade`}${told}` : avbokade === undefined ? undefined : `${avbokade === 1 ? 'En tid är avbokad' : `${avbokade} tider är avbokade`}${told}`;
    return timesPage(context, {
      title: who.name, above: `${bookable.name}: ${bookings.length} tider`, ...(done && { done }),
      children: (
        <>
          {missade ? <Alert kind="warning"><p>{missade === 1 ? 'En tid' : `${missade} tider`} hann någon annan ta. De andra är bokade.</p></Alert> : null}
          <Table caption="Tider, i ordning" captionHidden rows={bookings} rowKey={({ id }) => id} columns={[
            { key: 'when', heading: 'Tid', rowHeading: true, cell: ({ id, startsAt }) => <Link href={href(`${base}/bokning/${id}`)}>{formatDateWithWeekday(startsAt, 'sv')} kl. {formatTime(startsAt, 'sv')}</Link> },
            { key: 'where', heading: 'Plats', cell: ({ placeId }) => places.find(({ id }) => id === placeId)?.name }, { key: 'code', heading: 'Kod', nowrap: true, cell: ({ code, endedAt }) => (endedAt ? '' : code) },
            { key: 'state', heading: 'Läge', cell: (booking) => <Tag colour={stateColours[stateOf(booking)]}>{stateWords[stateOf(booking)]}</Tag> },
          ]} />
          {left > 0 && (
            <Details summary={`Avboka alla som är kvar (${left})`}>
              <Form action={href(`${base}/serie/${seriesId}/avbokning`)}><TextArea name="anledning" label="Anledning" optional rows={2} /><Button kind="danger">Avboka {left === 1 ? 'tiden' : `${left} tider`}</Button></Form>
            </Details>
          )}
        </>
      ),
    });
  },
});

const cancellation = route({
  method: 'POST', path: `${path}/avbokning`, access: receivers, audit: none('the end of each booking is audited'),
  async handle(context) {
    const opened = await open(context);
    if (!('bookable' in opened)) return opened;
    const note = textOf(context.fields, 'anledning', 500);
    const cancelled = await cancelSeries(context.tx, opened.seriesId, (booking) => stateOf(booking) === 'booked', note ? { note } : {});
    return redirect(`${base}/serie/${opened.seriesId}?avbokade=${cancelled}`);
  },
});

export const seriesRoutes = [show, cancellation];
