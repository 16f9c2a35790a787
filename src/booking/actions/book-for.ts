import { addDuration, swedishDay, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import type { Bookable } from '../bookable.ts';
import { alone, bookedAt, bookedFor, findBooking, insertBooking, updateBooking, type Booking, type BookingContent } from '../store/bookings.ts';
import { takeSeat } from '../store/seats.ts';
import { addOneSlot, findSlot, type Slot } from '../store/slots.ts';
import type { Channel } from '../store/tables.ts';
import { booked } from './confirm.ts';
import { whyNot, type WhyNot } from './eligible.ts';
import { reaches } from './hold.ts';

export interface BookForWish {
  /** the time; none: they have come to a place without one */
  slotId?: Uuid;
  placeId: Uuid;
  kind: string;
  /** none: a name, a reserve number, or no more than that somebody came */
  personId?: Uuid;
  channel: Exclude<Channel, 'web'>;
  language: Language;
  content: BookingContent;
  /** a medical ground that goes before the order */
  priority?: boolean;
  /** why staff go past the rules that say no */
  past?: string;
  /** one of several a week apart: told of together */
  seriesId?: Uuid;
}

export type BookedFor =
  | { ok: true; booking: Booking }
  | { ok: false; reason: 'taken' | 'closed' }
  | { ok: false; reason: 'has'; bookingId: Uuid }
  /** rules that say no: all of them may be gone past with a reason, when `override` */
  | { ok: false; reason: 'stopped'; stops: WhyNot; override: boolean };

/**
 * Books for somebody who calls, stands at the counter or has come without a time: of the same times as on the web, by the same rules. Staff may
 * go past a rule where it allows that, with a reason, which stands in the history and the audit.
 */
export async function bookFor(tx: Tx, bookable: Bookable, wish: BookForWish): Promise<BookedFor> {
  const slot = wish.slotId && await findSlot(tx, wish.slotId);
  if (wish.slotId && (!slot || slot.stopped || slot.service !== bookable.service || !slot.kinds.includes(wish.kind) || slot.endsAt <= tx.now)) return { ok: false, reason: 'closed' };
  if (slot && !reaches(slot, wish.content.home)) return { ok: false, reason: 'closed' };
  const day = slot ? slot.day : swedishDay(tx.now);
  if (wish.personId) await alone(tx, wish.personId, bookable.service, wish.kind);
  const has = wish.personId && (wish.seriesId ? slot && await bookedAt(tx, wish.personId, slot.id) : await bookedFor(tx, wish.personId, bookable.service, wish.kind));
  if (has) return { ok: false, reason: 'has', bookingId: has.id };
  const stops = await whyNot(tx, bookable, { ...(wish.personId && { personId: wish.personId }), kind: wish.kind, day, language: 'sv' });
  const override = stops.every((stop) => stop.override);
  if (stops.length && !(override && wish.past)) return { ok: false, reason: 'stopped', stops, override };
  const at = slot || await walkInSlot(tx, { authorityId: bookable.authorityId, placeId: wish.placeId, service: bookable.service, kinds: [wish.kind], day });
  const id = tx.id();
  await insertBooking(tx, {
    id, authorityId: at.authorityId, placeId: at.placeId, slotId: at.id, service: bookable.service, versionId: bookable.versionId, kind: wish.kind,
    personId: wish.personId ?? null, confidentiality: bookable.confidentiality, language: wish.language, channel: wish.channel, startsAt: at.startsAt, heldUntil: null,
    bookedAt: tx.now, priority: wish.priority ? 1 : 0, content: wish.content, keepUntil: addDuration(day, bookable.keep.booking),
    ...(wish.seriesId && { seriesId: wish.seriesId }),
  });
  const seat = await takeSeat(tx, at, id, null, { overbook: true });
  if (seat === undefined) {
    await updateBooking(tx, id, { ended_at: tx.now, ended_why: 'released', booked_at: null });
    return { ok: false, reason: 'taken' };
  }
  await updateBooking(tx, id, { seat });
  const booking = (await findBooking(tx, id))!;
  await booked(tx, booking, stops.map((stop) => stop.id), stops.length ? wish.past : undefined);
  return { ok: true, booking };
}

/** A time of its own, now, for somebody who has come without one: nobody else's is taken. Never shown as free. */
async function walkInSlot(tx: Tx, at: Pick<Slot, 'authorityId' | 'placeId' | 'service' | 'kinds' | 'day'>): Promise<Slot> {
  const endsAt = new Date(tx.now.getTime() + walkInMinutes * 60_000);
  // Released when it is over: nobody books it from outside.
  const id = await addOneSlot(tx, { ...at, startsAt: tx.now, endsAt, seats: 1, overbook: 0, openAt: endsAt, languages: [], video: false, areas: [], resources: [], gap: 0 });
  return (await findSlot(tx, id))!;
}

/** How long a visit without a time stands in the list. */
const walkInMinutes = 15;
