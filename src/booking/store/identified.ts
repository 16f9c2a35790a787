import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import type { Booking } from './bookings.ts';
import { placeOf, q } from './tables.ts';

/** That a visit was found to be somebody's. */
export interface Identified {
  id: Uuid;
  /** null: nobody who was known as a person */
  fromId: Uuid | null;
  toId: Uuid;
  at: Date;
  staffId: Uuid;
  reason: string;
  ended?: { at: Date; by: Uuid; reason: string };
}

export async function addIdentified(tx: Tx, { id: bookingId, authorityId, keyId, personId }: Booking, found: { to: Uuid; reason: string; staffId: Uuid }): Promise<void> {
  const id = tx.id();
  await tx.run(q.insertInto('booking.identified').values({
    tenant_id: tx.tenant, id, booking_id: bookingId, authority_id: authorityId, from_id: personId, to_id: found.to, at: tx.now, staff_id: found.staffId,
    reason_cipher: await tx.sealJson(keyId, placeOf('identified', id, 'reason_cipher'), found.reason), ended_at: null, ended_by: null, ended_cipher: null,
  }));
}

/** It was not so. @returns false when it has been taken back already */
export async function endIdentified(tx: Tx, { keyId }: Pick<Booking, 'keyId'>, id: Uuid, ended: { by: Uuid; reason: string }): Promise<boolean> {
  return await tx.run(q.updateTable('booking.identified').set({ ended_at: tx.now, ended_by: ended.by, ended_cipher: await tx.sealJson(keyId, placeOf('identified', id, 'ended_cipher'), ended.reason) })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id).where('ended_at', 'is', null)) > 0;
}

/** Whose a visit has been found to be, the latest first. */
export async function identifiedOf(tx: Tx, bookingId: Uuid): Promise<Identified[]> {
  const rows = await tx.all(q.selectFrom('booking.identified').selectAll().where('tenant_id', '=', tx.tenant).where('booking_id', '=', bookingId).orderBy('at', 'desc').orderBy('id', 'desc').limit(50));
  const found: Identified[] = [];
  for (const row of rows) {
    const id = asUuid(row.id);
    found.push({
      id, fromId: row.from_id === null ? null : asUuid(row.from_id), toId: asUuid(row.to_id), at: row.at, staffId: asUuid(row.staff_id), reason: await tx.openJson<string>(placeOf('identified', id, 'reason_cipher'), row.reason_cipher),
      ...(row.ended_at && { ended: { at: row.ended_at, by: asUuid(row.ended_by!), reason: await tx.openJson<string>(placeOf('identified', id, 'ended_cipher'), row.ended_cipher!) } }),
    });
  }
  return found;
}

/** A visit and what came of it is somebody else's from now on, or nobody's who is known as a person. */
export async function setWhose(tx: Tx, bookingId: Uuid, personId: Uuid | null): Promise<void> {
  await tx.run(q.updateTable('booking.booking').set({ person_id: personId }).where('tenant_id', '=', tx.tenant).where('id', '=', bookingId));
  await tx.run(q.updateTable('booking.outcome').set({ person_id: personId }).where('tenant_id', '=', tx.tenant).where('booking_id', '=', bookingId));
}
