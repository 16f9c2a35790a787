import { addDays, swedishInstant, type Tx, type Uuid } from '../../platform/index.ts';
import { isOutside, type Hours } from '../model/times.ts';
import { slotsAt } from '../store/slots.ts';
import { specialDaysFrom, writeSpecialDay, type SpecialDay } from '../store/special-days.ts';
import { cutSlots, type Withdrawal } from '../store/withdrawals.ts';
import { openStopped, stopTimes } from './close.ts';
import { makeTimesOn } from './open-times.ts';

export interface DayWish extends SpecialDay {
  /** services whose times stop; the reader's own */
  services: readonly string[];
  moveTo: Withdrawal['moveTo'];
}

/**
 * Opens a place at other hours on a day: shorter, longer, or when it would be closed. Times outside the hours stop, and whoever has one is moved or
 * told; within them times are laid out by the rules that are named. Times that an earlier change of the same day had stopped come back,
 * and no others: what is closed or cut stays so.
 * @returns how many times are new, and the withdrawals by which people are seen to
 */
export async function setSpecialDay(tx: Tx, wish: DayWish): Promise<{ made: number; withdrawals: readonly Uuid[] }> {
  const before = (await specialDaysFrom(tx, wish.day)).find(({ placeId, day }) => placeId === wish.placeId && day === wish.day);
  await writeSpecialDay(tx, wish);
  if (before) {
    const cut = await cutSlots(tx, wish.placeId, wish.day);
    await openStopped(tx, wish, (slot) => isOutside(slot, before) && !cut.has(slot.id));
  }
  const withdrawals: Uuid[] = [];
  for (const span of spansOutside(wish)) {
    const coming = { ...wish, ...span };
    if (await hasTimes(tx, coming)) withdrawals.push(await stopTimes(tx, { ...coming, why: 'closed', enough: 0 }));
  }
  const made = await makeTimesOn(tx, wish.day, wish.openings);
  tx.audit({ event: 'booking.dayChanged', authorityId: wish.authorityId, detail: { place: wish.placeId, day: wish.day, opens: wish.opens, closes: wish.closes, made } });
  return { made, withdrawals };
}

/** What would follow: times that stop, and people who have one of them. */
export async function consequencesOf(tx: Tx, wish: Omit<DayWish, 'moveTo'>): Promise<{ stops: number; people: number }> {
  const out = (await slotsAt(tx, wish.placeId, wish.day, wish.day)).filter((slot) => !slot.stopped && slot.startsAt > tx.now && wish.services.includes(slot.service) && isOutside(slot, wish));
  return { stops: out.length, people: out.reduce((sum, { taken }) => sum + taken, 0) };
}

/** Before it opens, and after it closes. */
function spansOutside({ day, opens, closes }: Hours): { fromAt: Date; untilAt: Date }[] {
  return [
    { fromAt: swedishInstant(day, '00:00'), untilAt: swedishInstant(day, opens) },
    { fromAt: swedishInstant(day, closes), untilAt: swedishInstant(addDays(day, 1), '00:00') },
  ];
}

async function hasTimes(tx: Tx, { placeId, day, services, fromAt, untilAt }: DayWish & { fromAt: Date; untilAt: Date }): Promise<boolean> {
  return (await slotsAt(tx, placeId, day, day)).some((slot) => services.includes(slot.service) && slot.startsAt > tx.now && !slot.stopped && slot.startsAt < untilAt && slot.endsAt > fromAt);
}
