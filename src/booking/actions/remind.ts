import type { House, Tx, Uuid } from '../../platform/index.ts';
import { bookablesOf } from '../bookable.ts';
import { bookingsToRemind, versionsComing, type Reached } from '../store/coming.ts';
import { tell } from './confirm.ts';
import { inBatches } from './in-batches.ts';

/** The farthest ahead that anyone is reminded, and how late a reminder may go out: then the next is near. Hours. */
const [farthest, latest] = [336, 3];
const atOnce = 200;
const hour = 3_600_000;

/**
 * Reminds of times to come, as many hours before as each service says; all of them, however many. Asked often: a reminder has a key of its own, so
 * it goes out once, also for a time that has been moved to another day. Whoever booked within those hours has just been told.
 * @returns how many had their hour now, also those who had been reminded
 */
export async function remind(house: House, tenant: Uuid): Promise<number> {
  let reminded = 0;
  for (const { versionId, hours } of await house.db.system(tenant, 'booking-remind', hoursBefore)) {
    let after: Reached | undefined;
    reminded += await inBatches(house, tenant, 'booking-remind', async (tx) => {
      const before = (count: number) => new Date(tx.now.getTime() + count * hour);
      const bookings = await bookingsToRemind(tx, { versionId, from: before(Math.max(0, hours - latest)), until: before(hours), bookedHoursBefore: hours, after, limit: atOnce });
      for (const booking of bookings) await tell(tx, booking, `remind/${booking.id}/${booking.startsAt.getTime()}/${hours}`, 'reminder');
      after = bookings.at(-1);
      return bookings.length;
    });
  }
  return reminded;
}

/** How many hours before their times each version that people have booked by reminds. */
async function hoursBefore(tx: Tx): Promise<{ versionId: Uuid; hours: number }[]> {
  const found: { versionId: Uuid; hours: number }[] = [];
  for (const versionId of await versionsComing(tx, tx.now, new Date(tx.now.getTime() + farthest * hour))) {
    const { remindHours } = await bookablesOf(tx).byVersion(tx, versionId, 'sv');
    found.push(...remindHours.map((hours) => ({ versionId, hours })));
  }
  return found;
}
