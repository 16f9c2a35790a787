import { z } from 'zod';
import { hasDigitalWay } from '../../messages/index.ts';
import { none, route } from '../../platform/index.ts';
import { cancel } from '../actions/cancel.ts';
import { tell } from '../actions/confirm.ts';
import { stateOf } from '../model/state.ts';
import { bookingPage } from './booking-page.tsx';
import { base, receivers } from './frame.ts';
import { act, openBooking } from './opened.ts';
import { doneSaid, dones } from './words.ts';

const show = route({
  method: 'GET', path: `${base}/bokning/:id`, access: receivers, audit: 'booking.read', query: z.object({ gjort: z.enum(dones).optional().catch(undefined) }),
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const { house, tenant, query: { gjort } } = context;
    const { personId } = opened.booking;
    // As the house sends them: a child's notices go to guardians, whom staff need not know.
    const reached = gjort !== undefined && personId !== null && await house.db.system(tenant.id, 'booking-reach', (tx) => hasDigitalWay(house, tx, personId));
    return bookingPage(context, opened, { ...(gjort && { done: doneSaid(gjort, reached) }) });
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
