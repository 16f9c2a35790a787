import { notFound, redirect, route, textOf } from '../../platform/index.ts';
import { readMeetingAddress } from '../model/meeting-address.ts';
import { stateOf } from '../model/state.ts';
import { setMeeting } from '../store/meetings.ts';
import { findSlot } from '../store/slots.ts';
import { bookingPage } from './booking-page.tsx';
import { base, receivers } from './frame.ts';
import { openBooking } from './opened.ts';

const set = route({
  method: 'POST', path: `${base}/bokning/:id/mote`, access: receivers, audit: 'booking.meetingSet',
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const { booking } = opened;
    const slot = await findSlot(context.tx, booking.slotId);
    if (!slot?.video || stateOf(booking) !== 'booked' && stateOf(booking) !== 'arrived') return notFound();
    const address = readMeetingAddress(textOf(context.fields, 'lank', 500));
    if (!address) return bookingPage(context, opened, { errors: [{ name: 'lank', message: 'Skriv en adress som börjar med https://.' }] });
    await setMeeting(context.tx, booking, slot, address);
    return redirect(`${base}/bokning/${booking.id}?gjort=mote`);
  },
});

export const meetingRoutes = [set];
