import { z } from 'zod';
import { Button, EmptyState, Form, KeyValue, Link, Select, TextField, addDays, asUuid, endOfSwedishDay, formatDate, formatTime, href, isUuid, none, redirect, route, swedishDay, swedishInstant, textOf,
  type Answer, type RequestContext, type Staff } from '../../platform/index.ts';
import { move } from '../actions/move.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { inArea } from '../model/home.ts';
import { stateOf } from '../model/state.ts';
import { bookingContent, type Booking } from '../store/bookings.ts';
import { freeSlots } from '../store/free.ts';
import { findSlot, type Slot } from '../store/slots.ts';
import { base, receivers, timesPage, type Desk } from './frame.ts';
import { openBooking, type OpenedBooking } from './opened.ts';
import { whom } from './who.ts';

const query = z.object({ dag: z.iso.date().optional().catch(undefined), tid: z.string().max(60).optional().catch(undefined) });

const askMove = route({
  method: 'GET', path: `${base}/bokning/:id/flytt`, access: receivers, audit: 'booking.read', query,
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const { dag, tid } = context.query;
    const to = tid !== undefined && isUuid(tid) ? await findSlot(context.tx, asUuid(tid)) : undefined;
    return to ? confirmPage(context, opened, to) : choosePage(context, opened, dag);
  },
});

/** Free times of a week to choose among: what dragging does, without dragging. */
async function choosePage(context: RequestContext<Staff>, { desk, booking, bookable }: OpenedBooking, day?: string, refused?: { message: string; status: number }): Promise<Answer> {
  const from = day ?? swedishDay(booking.startsAt > context.now ? booking.startsAt : context.now);
  const start = new Date(Math.max(context.now.getTime(), swedishInstant(from, '00:00').getTime()));
  const wish = { service: bookable.service, kind: booking.kind, from: start, until: endOfSwedishDay(addDays(from, 6)), places: desk.places.map(({ id }) => id) };
  const free = (await freeSlots(context.tx, { ...wish, ...await visited(context, booking) }, 200)).filter(({ id }) => id !== booking.slotId);
  const at = `${base}/bokning/${booking.id}`;
  return timesPage(context, {
    title: 'Flytta tiden', above: whenOf(booking.startsAt, 'sv'), errors: refused ? [{ name: 'tid', message: refused.message }] : [], ...(refused && { status: refused.status }), crumbs: [{ label: 'Bokningen', href: href(at) }], width: 'text',
    children: (
      <>
        <Form method="get" action={href(`${at}/flytt`)} inline label="Välj dag"><TextField name="dag" label="Lediga tider från och med" value={from} size={12} /><Button kind="secondary">Visa</Button></Form>
        {free.length === 0 ? <EmptyState heading="Inga lediga tider den veckan" icon="calendar" /> : (
          <Form action={href(`${at}/flytt`)}>
            <Select name="tid" label="Ny tid" error={refused?.message} value="" options={free.map((slot) => ({
              value: slot.id, label: `${formatDate(slot.startsAt, 'sv')} kl. ${formatTime(slot.startsAt, 'sv')}, ${placeOf(desk, slot)}`,
            }))} />
            <p>Personen får ett meddelande om att tiden är ändrad.</p>
            <Button>Flytta</Button>
          </Form>
        )}
      </>
    ),
  });
}

/** The time that was chosen by dragging: nothing is moved before it is confirmed. */
async function confirmPage(context: RequestContext<Staff>, { desk, booking }: OpenedBooking, to: Slot): Promise<Answer> {
  const at = `${base}/bokning/${booking.id}`;
  const [who, back] = [await whom(context.tx, booking), href(base, { plats: booking.placeId, dag: swedishDay(booking.startsAt) })];
  return timesPage(context, {
    title: 'Flytta till den här tiden?', above: who.name, width: 'text', crumbs: [{ label: 'Dagen', href: back }],
    children: (
      <>
        <KeyValue items={[{ key: 'Nu', value: whenOf(booking.startsAt, 'sv') }, { key: 'Ny tid', value: <strong>{whenOf(to.startsAt, 'sv')}</strong> }, { key: 'Plats', value: placeOf(desk, to) }]} />
        <p>{booking.personId ? 'Personen får ett meddelande om att tiden är ändrad.' : 'Personen är inte känd här och får inget meddelande. Ring.'}</p>
        <Form action={href(`${at}/flytt`)} hidden={{ tid: to.id }}><Button icon="check">Flytta</Button></Form>
        <p><Link href={back}>Behåll tiden</Link></p>
      </>
    ),
  });
}

const placeOf = (desk: Desk, slot: Slot): string => (slot.areas.length ? 'hembesök' : desk.places.find(({ id }) => id === slot.placeId)?.name ?? '');

/** Whoever is visited at home is moved to another visit where they live, and nobody else is. */
async function visited({ tx }: Pick<RequestContext, 'tx'>, booking: Booking): Promise<{ home: boolean; postcode?: string }> {
  const [slot, { home }] = [await findSlot(tx, booking.slotId), await bookingContent(tx, booking.id)];
  return slot?.areas.length && home ? { home: true, postcode: home.postcode } : { home: false };
}

const doMove = route({
  method: 'POST', path: `${base}/bokning/:id/flytt`, access: receivers, audit: none('the move itself is audited'),
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const { booking, bookable } = opened;
    const tid = textOf(context.fields, 'tid', 60);
    if (stateOf(booking) !== 'booked') return redirect(`${base}/bokning/${booking.id}`);
    const to = isUuid(tid) ? await findSlot(context.tx, asUuid(tid)) : undefined;
    const day = to && swedishDay(to.startsAt);
    if (!to) return choosePage(context, opened, undefined, { message: 'Välj en tid.', status: 422 });
    const { home, postcode } = await visited(context, booking);
    if (home !== to.areas.length > 0 || (postcode && !inArea(postcode, to.areas))) return choosePage(context, opened, day, { message: 'Ett hembesök kan bara flyttas till ett annat hembesök där personen bor.', status: 409 });
    const moved = await move(context.tx, bookable, booking, to.id, { staff: true });
    if (moved.ok) return redirect(`${base}/bokning/${booking.id}?gjort=flyttad`);
    return choosePage(context, opened, day, { message: moved.reason === 'taken' ? 'Någon annan hann ta den tiden. Personen har kvar sin. Välj en annan.' : 'Den tiden går inte att boka. Personen har kvar sin. Välj en annan.', status: 409 });
  },
});

export const moveRoutes = [askMove, doMove];
