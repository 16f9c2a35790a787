import { hasDigitalWay } from '../../messages/index.ts';
import type { House, Tx, Uuid } from '../../platform/index.ts';
import { bookablesOf } from '../bookable.ts';
import { addLetter } from '../store/letters.ts';
import { bookingsToRemind, versionsComing, type Reached } from '../store/coming.ts';
import { inBatches } from './in-batches.ts';

const day = 24;
const hour = 3_600_000;
/** The most days before a time that any service lets letters go out; and how many days after its day a letter is still made: those when the clock stood still. */
const [farthestDays, lateDays] = [30, 2];
const atOnce = 100;

/**
 * Letters that remind of times to come, for those whom neither e-mail nor text messages reach, as many days before as each service says: in time to be
 * printed, posted and delivered. Whoever booked within those days has just been told of their time by staff.
 * @returns how many bookings were looked at
 */
export async function makeLetters(house: House, tenant: Uuid): Promise<number> {
  let looked = 0;
  for (const { versionId, days } of await house.db.system(tenant, 'booking-letters', daysBefore)) {
    let after: Reached | undefined;
    looked += await inBatches(house, tenant, 'booking-letters', async (tx) => {
      const before = (count: number) => new Date(tx.now.getTime() + count * day * hour);
      const bookings = await bookingsToRemind(tx, { versionId, from: before(Math.max(0, days - lateDays)), until: before(days), bookedHoursBefore: days * day, after, limit: atOnce });
      for (const booking of bookings) if (booking.personId && !await hasDigitalWay(house, tx, booking.personId)) await addLetter(tx, booking);
      after = bookings.at(-1);
      return bookings.length;
    });
  }
  return looked;
}

/** How many days before their times each version that people have booked by sends letters. */
async function daysBefore(tx: Tx): Promise<{ versionId: Uuid; days: number }[]> {
  const found: { versionId: Uuid; days: number }[] = [];
  for (const versionId of await versionsComing(tx, tx.now, new Date(tx.now.getTime() + farthestDays * day * hour))) {
    found.push({ versionId, days: (await bookablesOf(tx).byVersion(tx, versionId, 'sv')).letterDays });
  }
  return found;
}
