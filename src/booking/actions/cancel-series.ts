import type { Tx, Uuid } from '../../platform/index.ts';
import { bookingsOfSeries, type Booking } from '../store/bookings.ts';
import { cancel } from './cancel.ts';
import { tell } from './confirm.ts';

/**
 * Cancels what is left of a series as one: those that may still be cancelled, by whoever asks. Told of once.
 * @param may whether one of them may be cancelled now
 * @returns how many were
 */
export async function cancelSeries(tx: Tx, seriesId: Uuid, may: (booking: Booking) => boolean, more: { note?: string } = {}): Promise<number> {
  const left = (await bookingsOfSeries(tx, seriesId)).filter((booking) => !booking.endedAt && may(booking));
  let cancelled = 0;
  for (const booking of left) if (await cancel(tx, booking, 'cancelled', more)) cancelled++;
  if (cancelled) await tell(tx, left[0]!, `cancelled/${seriesId}/${tx.now.getTime()}`);
  return cancelled;
}
