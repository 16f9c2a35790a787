import { z } from 'zod';
import { Button, EmptyState, Form, Select, TextField, addDays, asUuid, endOfSwedishDay, formatDate, formatTime, href, isUuid, none, redirect, route, swedishDay, type Answer, type RequestContext,
  type Staff } from '../../platform/index.ts';
import { move } from '../actions/move.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { stateOf } from '../model/state.ts';
import { bookingContent } from '../store/bookings.ts';
import { freeSlots } from '../store/free.ts';
import { findSlot } from '../store/slots.ts';
import { base, receivers, timesPage } from './frame.ts';
import { openBooking, type OpenedBooking } from './opened.ts';

const askMove = route({
  method: 'GET', path: `${base}/bokning/:id/flytt`, access: receivers, audit: 'booking.read', query: z.object({ dag: z.iso.date().optional().catch(undefined) }),
  async handle(context) {
    const opened = await openBooking(context);
    return 'desk' in opened ? movePage(context, opened, context.query.dag) : opened;
  },
});

async function movePage(context: RequestContext<Staff>, { desk, booking, bookable }: OpenedBooking, day?: string, error?: string): Promise<Answer> {
  const from = day ?? swedishDay(booking.startsAt > context.now ? booking.startsAt : context.now);
  const start = new Date(Math.max(context.now.getTime(), Date.parse(`${from}T00:00:00+01:00`)));
  const [slot, { home }] = [await findSlot(context.tx, booking.slotId), await bookingContent(context.tx, booking.id)];
  const visited = slot?.areas.length && home ? { home: true, postcode: home.postcode } : { home: false };
  const free = await freeSlots(context.tx, { ...visited, service: bookable.service, kind: booking.kind, from: start, until: endOfSwedishDay(addDays(from, 6)), places: desk.places.map(({ id }) => id) }, 200);
  const at = `${base}/bokning/${booking.id}`;
  return timesPage(context, {
    title: 'Flytta tiden', above: whenOf(booking.startsAt, 'sv'), errors: error ? [{ name: 'tid', message: error }] : [], crumbs: [{ label: 'Bokningen', href: href(at) }],
    children: (
      <>
        <Form method="get" action={href(`${at}/flytt`)} inline label="Välj dag"><TextField name="dag" label="Lediga tider från och med" value={from} size={12} /><Button kind="secondary">Visa</Button></Form>
        {free.length === 0 ? <EmptyState heading="Inga lediga tider den veckan" icon="calendar" /> : (
          <Form action={href(`${at}/flytt`)}>
            <Select name="tid" label="Ny tid" error={error} value="" options={free.filter(({ id }) => id !== booking.slotId).map((slot) => ({
              value: slot.id, label: `${formatDate(slot.startsAt, 'sv')} kl. ${formatTime(slot.startsAt, 'sv')}, ${desk.places.find(({ id }) => id === slot.placeId)?.name ?? ''}`,
            }))} />
            <p>Personen får ett meddelande om att tiden är ändrad.</p>
            <Button>Flytta</Button>
          </Form>
        )}
      </>
    ),
  });
}

const doMove = route({
  method: 'POST', path: `${base}/bokning/:id/flytt`, access: receivers, audit: none('the move itself is audited'),
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const to = String(context.fields['tid'] ?? '');
    if (stateOf(opened.booking) !== 'booked') return redirect(`${base}/bokning/${opened.booking.id}`);
    const moved = isUuid(to) ? await move(context.tx, opened.bookable, opened.booking, asUuid(to), { staff: true }) : undefined;
    return moved?.ok ? redirect(`${base}/bokning/${opened.booking.id}?gjort=flyttad`) : movePage(context, opened, undefined, 'Välj en tid som är ledig.');
  },
});

export const moveRoutes = [askMove, doMove];
