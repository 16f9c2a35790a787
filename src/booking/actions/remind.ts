import type { Tx } from '../../platform/index.ts';
import { bookablesOf } from '../bookable.ts';
import { comingBetween } from '../store/bookings.ts';
import { tell } from './confirm.ts';

/** The farthest ahead that anyone is reminded. Hours. */
const farthestHours = 336;

/**
 * Reminds of times to come, as many hours before as each service says. Asked often: a reminder has a key of its own, so it goes out once,
 * also for a time that has been moved to another day.
 * @returns how many were sent now
 */
export async function remind(tx: Tx): Promise<number> {
  let sent = 0;
  for (const booking of await comingBetween(tx, tx.now, new Date(tx.now.getTime() + farthestHours * 3_600_000), 20_000)) {
    const { remindHours } = await bookablesOf(tx).byVersion(tx, booking.versionId, booking.language);
    const hoursLeft = (booking.startsAt.getTime() - tx.now.getTime()) / 3_600_000;
    for (const hours of remindHours) {
      // Whoever booked within the time has just been told, and whoever is late on the list has the next reminder.
      if (hoursLeft > hours || hoursLeft < hours - 3 || (booking.startsAt.getTime() - booking.bookedAt!.getTime()) / 3_600_000 < hours) continue;
      await tell(tx, booking, `remind/${booking.id}/${booking.startsAt.getTime()}/${hours}`, 'reminder');
      sent++;
    }
  }
  return sent;
}
