import { asUuid, forbidden, isUuid, notFound, stepUp, subject, type Answer, type RequestContext, type Resident } from '../../platform/index.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { findBooking, type Booking } from '../store/bookings.ts';

/** Where one's own times are. */
export const base = '/mina-sidor/tider';

export interface Own { booking: Booking; bookable: Bookable }

/** The booking of whoever asks, if they are known surely enough for it and may act in it. */
export async function own(context: RequestContext<Resident, { id: string }>): Promise<Own | Answer> {
  const { tx, who, params, language } = context;
  const booking = isUuid(params.id) ? await findBooking(tx, asUuid(params.id)) : undefined;
  if (!booking?.bookedAt) return notFound();
  const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, language);
  if (who.level < bookable.level) return stepUp(bookable.level);
  if (!await bookablesOf(tx).mayAct(tx, who, bookable)) return forbidden('proxyNotTaken');
  context.about({ dossierId: booking.id, subjectId: subject(who), authorityId: booking.authorityId });
  return { booking, bookable };
}

/** Of bookings, those that whoever asks may see now. */
export async function inReach({ tx, who, language }: RequestContext<Resident>, bookings: readonly Booking[]) {
  const seen: { booking: Booking; bookable: Bookable }[] = [];
  for (const booking of bookings) {
    const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, language);
    if (who.level >= bookable.level && await bookablesOf(tx).mayAct(tx, who, bookable)) seen.push({ booking, bookable });
  }
  return seen;
}
