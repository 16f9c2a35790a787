import { addDays, endOfSwedishDay, swedishDay, type Tx } from '../../platform/index.ts';
import { freeSeats } from '../store/free.ts';

/** Days ahead in which times are counted: those that are shown. */
const countedDays = 60;
/** A count that took long is used for so many times as long as it took: it never takes more than a twentieth of the time. Short ones are not used again. */
const [longer, short] = [20, 50];

const counted = new Map<string, { left: number; until: number }>();

/** How many times of a service are left for anyone to book: what a waiting room before it says. */
export async function timesLeft(tx: Tx, service: string): Promise<number> {
  const [key, began] = [`${tx.tenant} ${service}`, performance.now()];
  const known = counted.get(key);
  if (known && known.until > began) return known.left;
  const left = await freeSeats(tx, { service, from: tx.now, until: endOfSwedishDay(addDays(swedishDay(tx.now), countedDays)) });
  const took = performance.now() - began;
  if (took < short) counted.delete(key);
  else counted.set(key, { left, until: began + longer * took });
  return left;
}
