import { addDays, swedishClock, swedishInstant, type Tx, type Uuid } from '../../platform/index.ts';
import type { Bookable } from '../bookable.ts';
import { alone, bookingsOfSeries, type Booking } from '../store/bookings.ts';
import { lockSlots } from '../store/seats.ts';
import { findSlot, sameTimesOn, type Slot } from '../store/slots.ts';
import { bookFor, type BookForWish } from './book-for.ts';
import { whyNot, type WhyNot } from './eligible.ts';

/** One of the days of a series: the same weekday and time of day, in the same place and with the same people and rooms. */
export interface SeriesDay {
  startsAt: Date;
  /** what there is: nothing when no such time is laid out that day */
  slot?: Slot;
  /** `none`: no such time that day; `taken`: somebody has it, or has what it needs */
  state: 'free' | 'taken' | 'none';
}

/** The days of a series from a time on, and whether each is free. In summer time and winter time alike it is the wall clock that stays. */
export async function seriesDays(tx: Tx, slot: Slot, kind: string, weeks: number): Promise<SeriesDay[]> {
  const starts = Array.from({ length: weeks }, (_, week) => swedishInstant(addDays(slot.day, 7 * week), swedishClock(slot.startsAt)));
  const found = await sameTimesOn(tx, slot, kind, starts);
  return starts.map((startsAt): SeriesDay => {
    const here = found.filter((one) => one.startsAt.getTime() === startsAt.getTime() && !one.stopped && one.startsAt > tx.now);
    const free = here.filter((one) => one.taken < one.seats && !one.busy);
    // The time that was pressed, where there are several alike.
    const best = free.find(({ id }) => id === slot.id) ?? free[0];
    return best ? { startsAt, slot: best, state: 'free' } : { startsAt, state: here.length ? 'taken' : 'none' };
  });
}

export type SeriesBooked =
  | { ok: true; seriesId: Uuid; booked: readonly Booking[]; missed: number }
  | { ok: false; reason: 'taken' }
  | { ok: false; reason: 'stopped'; stops: WhyNot; override: boolean };

/**
 * Books several times for one person in one press. Each is a booking of its own, which may be moved and cancelled alone; they are told of once. A
 * time that somebody else took meanwhile is left out, and counted. Pressed twice it is booked once.
 * @param slots the times that were chosen
 * @param seriesId what the page that was pressed calls the series
 */
export async function bookSeries(tx: Tx, bookable: Bookable, wish: Omit<BookForWish, 'slotId' | 'seriesId'>, slots: readonly Uuid[], seriesId = tx.id()): Promise<SeriesBooked> {
  await alone(tx, wish.personId ?? seriesId, bookable.service, wish.kind);
  const before = await bookingsOfSeries(tx, seriesId);
  if (before.length) return { ok: true, seriesId, booked: before, missed: 0 };
  // The rules are tried for every day before anything is booked.
  for (const id of slots) {
    const slot = await findSlot(tx, id);
    const stops = slot ? await whyNot(tx, bookable, { ...(wish.personId && { personId: wish.personId }), kind: wish.kind, day: slot.day, language: 'sv' }) : [];
    const override = stops.every((stop) => stop.override);
    if (stops.length && !(override && wish.past)) return { ok: false, reason: 'stopped', stops, override };
  }
  await lockSlots(tx, slots);
  const booked: Booking[] = [];
  for (const slotId of slots) {
    const made = await bookFor(tx, bookable, { ...wish, slotId, seriesId });
    if (made.ok) booked.push(made.booking);
  }
  return booked.length ? { ok: true, seriesId, booked, missed: slots.length - booked.length } : { ok: false, reason: 'taken' };
}
