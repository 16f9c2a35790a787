import type { House, Tx, Uuid } from '../../platform/index.ts';
import { bookablesOf } from '../bookable.ts';
import { toRevoke } from '../model/revoke.ts';
import { bookingContent, findBooking, type Booking } from '../store/bookings.ts';
import { freeSlots } from '../store/free.ts';
import { findSlot } from '../store/slots.ts';
import { claimsOf, countWithdrawn, findWithdrawal, offersWithin, unfinishedWithdrawals, type Withdrawal } from '../store/withdrawals.ts';
import { cancel } from './cancel.ts';
import { tell } from './confirm.ts';
import { inBatches } from './in-batches.ts';
import { move } from './move.ts';
import { withdrawOffer } from './offer.ts';

/** Days after their own within which those who lose a time are given another. */
const movedWithinDays = 14;
/** People in one transaction. */
const atOnce = 25;
/** From when times stop until nobody can still be booking one of them: whoever read it as free just before has committed by then, or never will (ms). */
const settled = 60_000;

/**
 * Sees to some of those who lose a time that is withdrawn: they are moved to the first that is free after their own, those with a medical ground and
 * those who booked first choosing first; whoever cannot be moved loses it and may book anew. Everyone is told, once. Who is left follows from who
 * still has one of the times, so that it may be called again, by several at once, and after a fault. It is finished by a call some time after the times
 * stopped: what was booked at that very moment is seen to as well.
 * @returns how many were seen to; none when all have been that are known
 */
export async function withdraw(tx: Tx, id: Uuid): Promise<number> {
  const withdrawal = await findWithdrawal(tx, id, { lock: true });
  if (!withdrawal || withdrawal.finishedAt) return 0;
  const offers = await offersWithin(tx, withdrawal, atOnce);
  for (const offer of offers) await withdrawOffer(tx, offer);
  if (offers.length) return offers.length;
  const left = toRevoke(await claimsOf(tx, withdrawal, withdrawal.madeAt), withdrawal.enough);
  let [moved, ended] = [0, 0];
  for (const claim of left.slice(0, atOnce)) {
    const booking = await findBooking(tx, claim.id, { lock: true });
    if (!booking || booking.endedAt || booking.arrivedAt || booking.startsAt.getTime() !== claim.startsAt.getTime()) continue;
    if (await moveOn(tx, booking, withdrawal)) moved++;
    else if (await cancel(tx, booking, withdrawal.why)) {
      ended++;
      await tell(tx, booking, `${withdrawal.why}/${booking.id}`);
    }
  }
  const all = left.length <= atOnce;
  const finished = all && tx.now.getTime() - withdrawal.madeAt.getTime() >= settled;
  await countWithdrawn(tx, id, { moved, ended, finished });
  if (finished) tx.audit({ event: 'booking.withdrawn', authorityId: withdrawal.authorityId, detail: { withdrawal: id, moved: withdrawal.moved + moved, ended: withdrawal.ended + ended } });
  return all ? 0 : atOnce;
}

/** Looks once more for people of what has been withdrawn, and finishes it. */
export async function sweepWithdrawn(house: House, tenant: Uuid): Promise<void> {
  const job = 'booking-withdrawn';
  const unfinished = await house.db.system(tenant, job, (tx) => unfinishedWithdrawals(tx, new Date(tx.now.getTime() - settled)));
  for (const id of unfinished) await inBatches(house, tenant, job, (tx) => withdraw(tx, id));
}

/** Whoever is visited at home is given another visit where they live, and nobody else is given one. */
async function visited(tx: Tx, { id, slotId }: Booking): Promise<{ home: boolean; postcode?: string }> {
  const [slot, { home }] = [await findSlot(tx, slotId), await bookingContent(tx, id)];
  return slot?.areas.length && home ? { home: true, postcode: home.postcode } : { home: false };
}

/** To the first free time after their own. */
async function moveOn(tx: Tx, booking: Booking, { moveTo, placeId }: Withdrawal): Promise<boolean> {
  if (moveTo === 'nowhere') return false;
  const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, booking.language);
  const until = new Date(booking.startsAt.getTime() + movedWithinDays * 86_400_000);
  const wish = { service: booking.service, kind: booking.kind, from: booking.startsAt > tx.now ? booking.startsAt : tx.now, until, ...(moveTo === 'samePlace' && { places: [placeId] }), ...await visited(tx, booking) };
  for (const slot of await freeSlots(tx, wish, 5)) {
    if ((await move(tx, bookable, booking, slot.id, { staff: true })).ok) return true;
  }
  return false;
}
