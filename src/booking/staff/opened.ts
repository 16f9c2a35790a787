import { href, isUuid, notFound, redirect, asUuid, type Answer, type RequestContext, type Staff } from '../../platform/index.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { findBooking, type Booking } from '../store/bookings.ts';
import { base, deskOf, isAtDesk, type Desk } from './frame.ts';
import type { Done } from './words.ts';

export interface OpenedBooking { desk: Desk; booking: Booking; bookable: Bookable }

/** The booking of an address, if it belongs to a service of the reader's unit; reading it stands in its log, which the person may see. */
export async function openBooking(context: RequestContext<Staff, { id: string }>): Promise<OpenedBooking | Answer> {
  const desk = await deskOf(context);
  if ('kind' in desk) return desk;
  const { tx, params } = context;
  const booking = isUuid(params.id) ? await findBooking(tx, asUuid(params.id)) : undefined;
  if (!booking?.bookedAt || !isAtDesk(desk, booking.service)) return notFound();
  const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, 'sv');
  context.about({ dossierId: booking.id, authorityId: booking.authorityId, unitId: bookable.unitId, ...(booking.personId && { subjectId: booking.personId }) });
  return { desk, booking, bookable };
}

/** Does something with a booking and says so; where it could not be done the page shows how things stand. */
export async function act(context: RequestContext<Staff, { id: string }>, deed: (opened: OpenedBooking) => Promise<Done | undefined>): Promise<Answer> {
  const opened = await openBooking(context);
  if (!('desk' in opened)) return opened;
  return redirect(href(`${base}/bokning/${opened.booking.id}`, { gjort: await deed(opened) }));
}
