import { addDuration, swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { notify } from '../../messages/index.ts';
import type { Bookable } from '../bookable.ts';
import { addStep, updateBooking, type Booking } from '../store/bookings.ts';
import { addCall, endCalls } from '../store/calls.ts';
import { addOutcome, currentOutcome, type OutcomeContent } from '../store/outcomes.ts';
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

/**
 * Writes down what came of a visit: the dose, or the answer of a test. The first makes the booking done, calls the person to what comes after,
 * and tells them neutrally that there is something to read; another is a correction, which replaces it and is told too.
 */
export async function recordOutcome(tx: Tx, bookable: Bookable, booking: Booking, outcome: {
  content: OutcomeContent; doneAt: Date; source: 'staff' | 'laboratory'; staffId: Uuid | null;
}): Promise<Uuid> {
  const before = await currentOutcome(tx, booking.id);
  const batch = bookable.outcome?.fields.find((field) => field.batch);
  const keepUntil = addDuration(swedishDay(outcome.doneAt), bookable.keep.outcome);
  const id = await addOutcome(tx, {
    ...outcome, authorityId: booking.authorityId, bookingId: booking.id, personId: booking.personId, service: booking.service, versionId: bookable.versionId, kind: booking.kind,
    keyId: booking.keyId, keepUntil, replacesId: before?.id ?? null, ...(batch && outcome.content[batch.id] && { batch: outcome.content[batch.id]! }),
  });
  // The booking is kept with what came of it: they share a key.
  if (!await updateBooking(tx, booking.id, { done_at: booking.doneAt ?? tx.now, arrived_at: booking.arrivedAt ?? tx.now, keep_until: keepUntil })) throw new Error('a visit whose time has ended');
  await addStep(tx, booking, before ? 'corrected' : 'outcome');
  note(tx, booking, before ? 'booking.outcomeCorrected' : 'booking.outcomeRecorded', { source: outcome.source });
  if (booking.personId) {
    await endCalls(tx, booking.personId, booking.service, booking.kind);
    if (!before) await callToNext(tx, bookable, booking, booking.personId, swedishDay(outcome.doneAt));
    await notify(tx, { personId: booking.personId, kind: 'other', confidentiality: booking.confidentiality, language: booking.language, key: `booking/outcome/${id}` });
  }
  return id;
}

/** What comes after what was done: the person is called to it, between two days. */
async function callToNext(tx: Tx, bookable: Bookable, booking: Booking, personId: Uuid, day: string): Promise<void> {
  for (const { id, after } of bookable.kinds) {
    if (after?.kind !== booking.kind) continue;
    const call = await addCall(tx, {
      authorityId: booking.authorityId, service: booking.service, kind: id, personId, fromDay: addDuration(day, after.from), untilDay: addDuration(day, after.until ?? 'P6M'),
      confidentiality: booking.confidentiality, language: booking.language,
    });
    if (call) note(tx, booking, 'booking.called', { kind: id });
  }
}

function note(tx: Tx, booking: Booking, event: string, detail: Record<string, string> = {}): void {
  tx.audit({ event, dossierId: booking.id, authorityId: booking.authorityId, ...(booking.personId && { subjectId: booking.personId }), detail: { service: booking.service, ...detail } });
}
