import { z } from 'zod';
import { none, route } from '../../platform/index.ts';
import { cancel } from '../actions/cancel.ts';
import { tell } from '../actions/confirm.ts';
import { stateOf } from '../model/state.ts';
import { bookingPage } from './booking-page.tsx';
import { base, receivers } from './frame.ts';
import { act, openBooking } from './opened.ts';
import { doneWords, dones } from './words.ts';

const show = route({
  method: 'GET', path: `${base}/bokning/:id`, access: receivers, audit: 'booking.read', query: z.object({ gjort: z.enum(dones).optional().catch(undefined) }),
  async handle(context) {
    const opened = await openBooking(context);
    return 'desk' in opened ? bookingPage(context, opened, { ...(context.query.gjort && { done: doneWords[context.query.gjort] }) }) : opened;
  },
});

const cancellation = route({
  method: 'POST', path: `${base}/bokning/:id/avbokning`, access: receivers, audit: none('the end of the booking is audited'),
  handle: (context) => act(context, async ({ booking }) => {
    const note = String(context.fields['anledning'] ?? '').trim().slice(0, 500);
    if (stateOf(booking) !== 'booked' || !await cancel(context.tx, booking, 'cancelled', note ? { note } : {})) return undefined;
    await tell(context.tx, booking, `cancelled/${booking.id}`);
    return 'avbokad';
  }),
});

export const bookingRoutes = [show, cancellation];
