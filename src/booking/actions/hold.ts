import { addDuration, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import type { Bookable } from '../bookable.ts';
import { inArea, type Home } from '../model/home.ts';
import { whyNot, type WhyNot } from './eligible.ts';
import { alone, bookedFor, holdsFor, insertBooking, updateBooking } from '../store/bookings.ts';
import { releaseSeat, takeSeat } from '../store/seats.ts';
import { findSlot, type Slot } from '../store/slots.ts';
import { offered } from '../store/waiting.ts';

export interface HoldWish {
  slotId: Uuid;
  kind: string;
  personId: Uuid;
  language: Language;
  /** the draft that goes on with another time */
  draftId?: Uuid;
  /** of a visit at home: where */
  home?: Home;
}

export type Held =
  /** `draftId`: what they had begun to fill in for a time that they let go with this */
  | { ok: true; bookingId: Uuid; until: Date; draftId?: Uuid }
  /** `taken`: no seat left; `closed`: no such time any more; `has`: has a time for this already; `stopped`: a rule says no */
  | { ok: false; reason: 'taken' | 'closed' | 'has'; bookingId?: Uuid }
  | { ok: false; reason: 'stopped'; stops: WhyNot };

/**
 * Holds a time for somebody while they fill in. A hold runs out by itself: whoever comes then may take it, and nothing needs to be
 * cleaned up. One person holds one time for one thing: an earlier hold is let go.
 */
export async function hold(tx: Tx, bookable: Bookable, wish: HoldWish): Promise<Held> {
  const slot = await findSlot(tx, wish.slotId);
  if (!slot || !isBookable(tx, slot, bookable, wish.kind) || !reaches(slot, wish.home)) return { ok: false, reason: 'closed' };
  await alone(tx, wish.personId, bookable.service, wish.kind);
  const has = await bookedFor(tx, wish.personId, bookable.service, wish.kind);
  if (has) return { ok: false, reason: 'has', bookingId: has.id };
  const stops = await whyNot(tx, bookable, { personId: wish.personId, kind: wish.kind, day: slot.day, language: wish.language });
  if (stops.length) return { ok: false, reason: 'stopped', stops };
  const before = await letGoOthers(tx, bookable.service, wish);
  const draftId = wish.draftId ?? before;
  const id = tx.id();
  const until = new Date(tx.now.getTime() + bookable.holdMinutes * 60_000);
  await insertBooking(tx, {
    id, authorityId: slot.authorityId, placeId: slot.placeId, slotId: slot.id, service: bookable.service, versionId: bookable.versionId, kind: wish.kind,
    personId: wish.personId, confidentiality: bookable.confidentiality, language: wish.language, channel: 'web', startsAt: slot.startsAt, heldUntil: until, bookedAt: null,
    ...(draftId && { draftId }), content: slot.areas.length && wish.home ? { home: wish.home } : {}, keepUntil: addDuration(slot.day, bookable.keep.booking),
  });
  const seat = await takeSeat(tx, slot, id, until);
  if (seat === undefined) {
    await updateBooking(tx, id, { ended_at: tx.now, ended_why: 'released' });
    return { ok: false, reason: 'taken' };
  }
  await updateBooking(tx, id, { seat });
  tx.audit({ event: 'booking.held', dossierId: id, subjectId: wish.personId, authorityId: slot.authorityId, detail: { service: bookable.service, kind: wish.kind } });
  return { ok: true, bookingId: id, until, ...(draftId && { draftId }) };
}

/** Whether a time at home is where somebody lives; every other time is. */
export const reaches = ({ areas }: Pick<Slot, 'areas'>, home: Home | undefined): boolean => areas.length === 0 || (home !== undefined && inArea(home.postcode, areas));

/** Whether a time is there to be booked, by anyone, for a kind of visit. */
export function isBookable(tx: Pick<Tx, 'now'>, slot: Slot, { service }: Pick<Bookable, 'service'>, kind: string): boolean {
  return !slot.stopped && slot.service === service && slot.kinds.includes(kind) && slot.startsAt > tx.now && slot.openAt <= tx.now;
}

/** Lets go what is held already, but for what is held for an offer: that stands until it is answered. @returns the draft that one of them was filled in for */
async function letGoOthers(tx: Tx, service: string, { personId, kind }: HoldWish): Promise<Uuid | undefined> {
  const others = await holdsFor(tx, personId, service, kind);
  const kept = await offered(tx, others.map(({ id }) => id));
  for (const { id, slotId } of others) {
    if (kept.has(id)) {
      await updateBooking(tx, id, { draft_id: null });
      continue;
    }
    await releaseSeat(tx, slotId, id);
    await updateBooking(tx, id, { ended_at: tx.now, ended_why: 'released' });
  }
  return others.find(({ draftId }) => draftId)?.draftId ?? undefined;
}
