import { sql } from 'kysely';
import type { Tx, Uuid } from '../../platform/index.ts';
import { newMeetingAddress } from '../model/meeting-address.ts';
import type { Booking } from './bookings.ts';
import type { Slot } from './slots.ts';
import { q } from './tables.ts';

/** How an authority meets at a distance. */
export interface Video {
  /** the address of its video service, with `{kod}` where the code of a meeting goes */
  address: string;
  /** before the time, when one may enter */
  minutes: number;
}

export async function videoOf(tx: Tx, authorityId: Uuid): Promise<Video | undefined> {
  return tx.maybe(q.selectFrom('booking.video').select(['address', 'minutes']).where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId));
}

/** Minutes before a time that its meeting may be entered, where the authority has not said. */
export const usualMinutes = 15;

export async function setVideo(tx: Tx, authorityId: Uuid, { address, minutes }: Video): Promise<void> {
  await tx.run(q.insertInto('booking.video').values({ tenant_id: tx.tenant, authority_id: authorityId, address, minutes, changed_at: tx.now })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'authority_id']).doUpdateSet({ address, minutes, changed_at: tx.now })));
}

export async function unsetVideo(tx: Tx, authorityId: Uuid): Promise<void> {
  await tx.run(q.deleteFrom('booking.video').where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId));
}

/** Whose a meeting is: one booking's, also where several are met at once, each by their own; of an event for several everybody's who has the time. */
const holderOf = (booking: Booking, slot: Slot): Uuid | null => (slot.title === undefined ? booking.id : null);

/**
 * Where the meeting of a booked time is: what staff have set, otherwise an address of its own by the authority's way to meet, which stays the same
 * for both sides from when it was first asked for. Undefined when neither is there.
 */
export async function meetingOf(tx: Tx, booking: Booking, slot: Slot): Promise<string | undefined> {
  const found = () => tx.maybe(q.selectFrom('booking.meeting').select('address').where('tenant_id', '=', tx.tenant).where('slot_id', '=', slot.id)
    .where(sql<boolean>`booking_id is not distinct from ${holderOf(booking, slot)}::uuid`));
  const there = await found();
  if (there) return there.address;
  const video = await videoOf(tx, booking.authorityId);
  if (!video) return undefined;
  await tx.run(q.insertInto('booking.meeting').values({
    tenant_id: tx.tenant, slot_id: slot.id, booking_id: holderOf(booking, slot), authority_id: booking.authorityId, address: newMeetingAddress(video.address), made_at: tx.now,
  }).onConflict((conflict) => conflict.doNothing()));
  // The other side may have asked at the same moment: theirs is the one.
  return (await found())?.address;
}

/** Sets another address for the meeting of a time. */
export async function setMeeting(tx: Tx, booking: Booking, slot: Slot, address: string): Promise<void> {
  await tx.run(q.deleteFrom('booking.meeting').where('tenant_id', '=', tx.tenant).where('slot_id', '=', slot.id).where(sql<boolean>`booking_id is not distinct from ${holderOf(booking, slot)}::uuid`));
  await tx.run(q.insertInto('booking.meeting').values({
    tenant_id: tx.tenant, slot_id: slot.id, booking_id: holderOf(booking, slot), authority_id: booking.authorityId, address, made_at: tx.now,
  }));
}
