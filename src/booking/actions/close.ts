import { addDays, swedishInstant, type Tx, type Uuid } from '../../platform/index.ts';
import { toRevoke } from '../model/revoke.ts';
import { isOutside } from '../model/times.ts';
import { addClosingRow, closingsFrom } from '../store/openings.ts';
import { reopenSlots, slotsAt, type Slot } from '../store/slots.ts';
import { specialDaysFrom } from '../store/special-days.ts';
import { anyoneWaits } from '../store/waiting.ts';
import { addWithdrawal, claimsOf, endWithdrawals, stopSlotsOf, type NewWithdrawal, type Withdrawal } from '../store/withdrawals.ts';

export interface CloseWish {
  authorityId: Uuid;
  placeId: Uuid;
  fromAt: Date;
  untilAt: Date;
  /** told to nobody outside; stands with the closing */
  reason: string;
  /** where those who are booked may be moved: the same place, any place of the authority, or nowhere */
  moveTo: Withdrawal['moveTo'];
  /** services whose times stop; the reader's own */
  services: readonly string[];
}

/**
 * Closes a place: its times between two moments are not booked any more, nor made, and everyone who has one loses it.
 * @returns the withdrawal by which they are moved or told: `withdraw` does it, in batches
 */
export async function close(tx: Tx, wish: CloseWish): Promise<Uuid> {
  await addClosingRow(tx, { authorityId: wish.authorityId, placeId: wish.placeId, fromAt: wish.fromAt, untilAt: wish.untilAt, reason: wish.reason });
  return stopTimes(tx, { ...wish, why: 'closed', enough: 0 });
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
 * ones lose theirs, unless they have a medical ground.
 * @returns the withdrawal by which they are moved or told: `withdraw` does it, in batches
 */
export async function cutSupply(tx: Tx, { service, day, ...wish }: CutWish): Promise<Uuid> {
  return stopTimes(tx, { ...wish, ...spanOf(day), services: [service], why: 'revoked' });
}

/** The times between two moments stop in this transaction; their people are seen to after it, by the withdrawal that is returned. */
export async function stopTimes(tx: Tx, wish: Omit<NewWithdrawal, 'stopped' | 'affected' | 'staffId'>): Promise<Uuid> {
  const stopped = await stopSlotsOf(tx, wish);
  const affected = toRevoke(await claimsOf(tx, wish, tx.now), wish.enough).length;
  const id = await addWithdrawal(tx, { ...wish, stopped, affected, staffId: tx.principal.kind === 'staff' ? tx.principal.staffId : null });
  tx.audit({ event: `booking.${wish.why === 'closed' ? 'closed' : 'supplyCut'}`, authorityId: wish.authorityId, detail: { withdrawal: id, place: wish.placeId, enough: wish.enough, stopped, affected } });
  tx.emit('booking.withdrawn', { withdrawal: id });
  return id;
}

/** Opens a day's paused times again. Whoever still has a time keeps it. @returns how many times */
export async function reopen(tx: Tx, { authorityId, placeId, service, day }: Pick<CutWish, 'authorityId' | 'placeId' | 'service' | 'day'>): Promise<number> {
  const { fromAt: from, untilAt: until } = spanOf(day);
  await endWithdrawals(tx, { placeId, service, from, until });
  return openStopped(tx, { authorityId, placeId, services: [service], day });
}

/**
 * The one way that stopped times come back: those of a day, but for when the place is closed or outside the hours of its own that the day has. They are
 * offered to those who wait before anyone else.
 * @param some which of them
 * @returns how many times
 */
export async function openStopped(tx: Tx, { authorityId, placeId, services, day }: Pick<CloseWish, 'authorityId' | 'placeId' | 'services'> & { day: string }, some: (slot: Slot) => boolean = () => true): Promise<number> {
  const closings = (await closingsFrom(tx, tx.now)).filter((closing) => closing.placeId === placeId);
  const hours = (await specialDaysFrom(tx, day)).find((one) => one.placeId === placeId && one.day === day);
  const slots = (await slotsAt(tx, placeId, day, day)).filter((slot) => slot.stopped && slot.startsAt > tx.now && services.includes(slot.service) && some(slot)
    && !closings.some(({ fromAt, untilAt }) => slot.startsAt < untilAt && slot.endsAt > fromAt) && !(hours && isOutside(slot, hours)));
  let opened = 0;
  for (const service of new Set(slots.map((slot) => slot.service))) {
    opened += await reopenSlots(tx, slots.filter((slot) => slot.service === service).map(({ id }) => id), await anyoneWaits(tx, service) ? tx.now : undefined);
  }
  if (opened) {
    tx.audit({ event: 'booking.reopened', authorityId, detail: { place: placeId, day, opened } });
    tx.emit('booking.added', { place: placeId });
  }
  return opened;
}

function spanOf(day: string): { fromAt: Date; untilAt: Date } {
  return { fromAt: swedishInstant(day, '00:00'), untilAt: swedishInstant(addDays(day, 1), '00:00') };
}
