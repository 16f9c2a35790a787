import type { Tx, Uuid } from '../../platform/index.ts';
import { allOutcomesOf, callsEver, offersEver, stepsOfMany, waitsEver } from '../store/about-person.ts';
import { bookingContents, bookingsOf } from '../store/bookings.ts';

/** More than anyone has. */
const most = 5_000;

/**
 * All that is known of a person here, readable, for the extract of the register: bookings with what was filled in and what happened to them, notes
 * of staff among it; what came of visits, also what has been corrected; what they wait for, have waited for and were offered; what they were called to.
 */
export async function extractOf(tx: Tx, person: Uuid): Promise<Record<string, unknown>> {
  const bookings = await bookingsOf(tx, person, most);
  const ids = bookings.map(({ id }) => id);
  const [contents, steps] = [await bookingContents(tx, ids), await stepsOfMany(tx, ids)];
  return {
    bookings: bookings.map(({ id, service, kind, code, startsAt, madeAt, bookedAt, arrivedAt, doneAt, endedAt, endedWhy }) => ({
      service, kind, code, startsAt, madeAt, bookedAt, arrivedAt, doneAt, endedAt, endedWhy, ...contents.get(id), events: steps.get(id) ?? [],
    })),
    outcomes: await allOutcomesOf(tx, person), calls: await callsEver(tx, person), waiting: await waitsEver(tx, person), offers: await offersEver(tx, person),
  };
}
