import { swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { bookablesOf } from '../bookable.ts';
import { inOrder, toRevoke } from '../model/revoke.ts';
import { bookingsAt, type Booking } from '../store/bookings.ts';
import { addClosingRow, closingsFrom } from '../store/openings.ts';
import { freeSlots, reopenSlots, slotsAt, stopSlots } from '../store/slots.ts';
import { cancel } from './cancel.ts';
import { tell } from './confirm.ts';
import { move } from './move.ts';

/** Days after their own within which those who lose a time are given another. */
const movedWithinDays = 14;

export interface CloseWish {
  authorityId: Uuid;
  placeId: Uuid;
  fromAt: Date;
  untilAt: Date;
  /** told to nobody outside; stands with the closing */
  reason: string;
  /** where those who are booked may be moved: the same place, any place of the authority, or nowhere */
  moveTo: 'samePlace' | 'anyPlace' | 'nowhere';
  /** services whose times stop; the reader's own */
  services: readonly string[];
}

export interface Closed { stopped: number; moved: number; ended: number }

/**
 * Closes a place: its times between two moments are not booked any more, nor made, and everyone who has one is moved to the first that is free,
 * those with a medical ground and those who booked first choosing first. Whoever cannot be moved is told, and may book anew.
 */
export async function close(tx: Tx, wish: CloseWish): Promise<Closed> {
  await addClosingRow(tx, { authorityId: wish.authorityId, placeId: wish.placeId, fromAt: wish.fromAt, untilAt: wish.untilAt, reason: wish.reason });
  const slots = (await slotsAt(tx, wish.placeId, swedishDay(wish.fromAt), swedishDay(wish.untilAt)))
    .filter(({ startsAt, endsAt, service }) => startsAt < wish.untilAt && endsAt > wish.fromAt && startsAt > tx.now && wish.services.includes(service));
  const stopped = await stopSlots(tx, slots.map(({ id }) => id));
  let [moved, ended] = [0, 0];
  for (const booking of inOrder(await waiting(tx, slots.map(({ id }) => id)))) {
    if (wish.moveTo !== 'nowhere' && await moveOn(tx, booking, wish.moveTo === 'samePlace' ? [wish.placeId] : undefined)) moved++;
    else if (await cancel(tx, booking, 'closed')) {
      ended++;
      await tell(tx, booking, `closed/${booking.id}`);
    }
  }
  tx.audit({ event: 'booking.closed', authorityId: wish.authorityId, detail: { place: wish.placeId, stopped, moved, ended } });
  return { stopped, moved, ended };
}

export interface CutWish {
  authorityId: Uuid;
  placeId: Uuid;
  service: string;
  /** `YYYY-MM-DD` */
  day: string;
  /** how many can be received of those that are booked */
  enough: number;
  moveTo: CloseWish['moveTo'];
}

/**
 * What is needed does not last, often known the evening before: the day's free times are paused at once, and of those who are booked the last
 * ones lose theirs, unless they have a medical ground. They are moved when there is somewhere, and told in either case.
 */
export async function cutSupply(tx: Tx, wish: CutWish): Promise<Closed> {
  const slots = (await slotsAt(tx, wish.placeId, wish.day, wish.day)).filter(({ service, startsAt }) => service === wish.service && startsAt > tx.now);
  const stopped = await stopSlots(tx, slots.map(({ id }) => id));
  let [moved, ended] = [0, 0];
  for (const booking of toRevoke(await waiting(tx, slots.map(({ id }) => id)), wish.enough)) {
    if (wish.moveTo !== 'nowhere' && await moveOn(tx, booking, wish.moveTo === 'samePlace' ? [wish.placeId] : undefined)) moved++;
    else if (await cancel(tx, booking, 'revoked')) {
      ended++;
      await tell(tx, booking, `revoked/${booking.id}`);
    }
  }
  tx.audit({ event: 'booking.supplyCut', authorityId: wish.authorityId, detail: { place: wish.placeId, day: wish.day, enough: wish.enough, stopped, moved, ended } });
  return { stopped, moved, ended };
}

/** Opens a day's paused times again, but for those of a place that is closed. @returns how many */
export async function reopen(tx: Tx, { authorityId, placeId, service, day }: Pick<CutWish, 'authorityId' | 'placeId' | 'service' | 'day'>): Promise<number> {
  const closings = (await closingsFrom(tx, tx.now)).filter((closing) => closing.placeId === placeId);
  const slots = (await slotsAt(tx, placeId, day, day)).filter(({ service: of, stopped, startsAt, endsAt }) =>
    of === service && stopped && startsAt > tx.now && !closings.some(({ fromAt, untilAt }) => startsAt < untilAt && endsAt > fromAt));
  const opened = await reopenSlots(tx, slots.map(({ id }) => id));
  if (opened) tx.audit({ event: 'booking.reopened', authorityId, detail: { place: placeId, day, opened } });
  return opened;
}

/** Those who have one of the times and have not been. */
async function waiting(tx: Tx, slots: readonly Uuid[]): Promise<(Booking & { bookedAt: Date })[]> {
  return (await bookingsAt(tx, slots)).filter((booking): booking is Booking & { bookedAt: Date } => booking.bookedAt !== null && !booking.endedAt && !booking.doneAt && !booking.arrivedAt);
}

/** To the first free time after their own. */
async function moveOn(tx: Tx, booking: Booking, places: readonly Uuid[] | undefined): Promise<boolean> {
  const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, booking.language);
  const until = new Date(booking.startsAt.getTime() + movedWithinDays * 86_400_000);
  for (const slot of await freeSlots(tx, { service: booking.service, kind: booking.kind, from: booking.startsAt > tx.now ? booking.startsAt : tx.now, until, ...(places && { places }) }, 5)) {
    if ((await move(tx, bookable, booking, slot.id, { staff: true })).ok) return true;
  }
  return false;
}
