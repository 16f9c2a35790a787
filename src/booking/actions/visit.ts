import type { Tx, Uuid } from '../../platform/index.ts';
import { addStep, updateBooking, type Booking } from '../store/bookings.ts';
import { addSample } from '../store/samples.ts';

/** Somebody has come: by the list, or by what they said. @returns false when they have already, or the time has ended */
export async function arrive(tx: Tx, booking: Booking): Promise<boolean> {
  if (!booking.bookedAt || booking.arrivedAt || booking.doneAt || !await updateBooking(tx, booking.id, { arrived_at: tx.now })) return false;
  await addStep(tx, booking, 'arrived');
  note(tx, booking, 'booking.arrived');
  return true;
}

/** It was somebody else who came. */
export async function takeBackArrival(tx: Tx, booking: Booking): Promise<boolean> {
  if (!booking.arrivedAt || booking.doneAt || !await updateBooking(tx, booking.id, { arrived_at: null })) return false;
  await addStep(tx, booking, 'notArrived');
  note(tx, booking, 'booking.arrivalTakenBack');
  return true;
}

/** The number of a sample that somebody has given: the laboratory gets that and nothing else. @returns false when the number is used */
export async function takeSample(tx: Tx, booking: Booking, number: string, staffId: Uuid): Promise<boolean> {
  if (!await addSample(tx, { authorityId: booking.authorityId, bookingId: booking.id, number, staffId })) return false;
  await addStep(tx, booking, 'sample');
  note(tx, booking, 'booking.sampleTaken');
  return true;
}

function note(tx: Tx, booking: Booking, event: string): void {
  tx.audit({ event, dossierId: booking.id, authorityId: booking.authorityId, ...(booking.personId && { subjectId: booking.personId }), detail: { service: booking.service } });
}
