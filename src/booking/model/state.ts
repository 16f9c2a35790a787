import type { Bookable } from '../bookable.ts';
import type { Booking } from '../store/bookings.ts';

export type State = 'booked' | 'arrived' | 'done' | NonNullable<Booking['endedWhy']>;

/** How a booking stands, for its words. */
export function stateOf({ endedWhy, doneAt, arrivedAt }: Pick<Booking, 'endedWhy' | 'doneAt' | 'arrivedAt'>): State {
  return endedWhy ?? (doneAt ? 'done' : arrivedAt ? 'arrived' : 'booked');
}

/** Whether somebody is still expected: until an hour after their time. */
export function isComing(booking: Booking, now: Date): boolean {
  return stateOf(booking) === 'booked' && booking.startsAt.getTime() > now.getTime() - 3_600_000;
}

/** Whether a visit is still to be told of first: somebody is expected, has come today, or waits for the answer of a sample. */
export function isUnderWay(booking: Booking, sampled: boolean, now: Date): boolean {
  const came = booking.arrivedAt !== null && booking.startsAt.getTime() > now.getTime() - 24 * 3_600_000;
  return isComing(booking, now) || (!booking.endedAt && !booking.doneAt && (sampled || came));
}

/** Whether a person may still cancel by themselves: until it begins, since a time that nobody comes to helps nobody. */
export function mayCancel(booking: Booking, now: Date): boolean {
  return stateOf(booking) === 'booked' && booking.bookedAt !== null && booking.startsAt > now;
}

/** Whether a person may still move by themselves. */
export function mayChange(booking: Booking, { changeHours }: Pick<Bookable, 'changeHours'>, now: Date): boolean {
  return stateOf(booking) === 'booked' && booking.bookedAt !== null && booking.startsAt.getTime() - changeHours * 3_600_000 > now.getTime();
}
