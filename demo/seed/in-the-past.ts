import { Database, handClock, type House } from '../../src/platform/index.ts';

const travellers = new WeakMap<House, { house: House; clock: ReturnType<typeof handClock> }>();

/**
 * The same house at an earlier moment: what is done in it is dated then. It is one house whose clock is moved (numbers are taken in
 * ranges by each house), so do one thing at a time.
 */
export function inThePast(house: House, at: Date): House {
  let traveller = travellers.get(house);
  if (!traveller) {
    const clock = handClock(at);
    traveller = { clock, house: { ...house, clock, db: new Database(house.db.pools, house.db.keys, clock, house.slots) } };
    travellers.set(house, traveller);
  }
  traveller.clock.set(at);
  return traveller.house;
}

const day = 86_400_000;

/** A moment so many days ago, in the middle of a working day; a Saturday or Sunday becomes the Friday before. */
export function daysAgo(now: Date, days: number, minutes = 0): Date {
  const moment = new Date(now.getTime() - days * day);
  const weekday = moment.getUTCDay();
  const back = weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
  moment.setTime(moment.getTime() - back * day);
  moment.setUTCHours(8, minutes % 420, (minutes * 17) % 60, 0);
  // Nothing of the demonstration happens after now.
  return moment < now ? moment : new Date(now.getTime() - 60_000);
}
