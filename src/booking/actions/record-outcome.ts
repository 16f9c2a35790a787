import { isDeepStrictEqual } from 'node:util';
import { addDuration, swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { notify } from '../../messages/index.ts';
import type { Bookable } from '../bookable.ts';
import { addStep, findBooking, updateBooking, type Booking } from '../store/bookings.ts';
import { addOutcome, currentOutcome, endOutcome, outcomeContent, type Outcome, type OutcomeContent } from '../store/outcomes.ts';
import { endWaitingFor } from '../store/waiting.ts';
import { reportOutcome } from './report-outcome.ts';
import { settleCalls } from './settle-calls.ts';

/**
 * Writes down what came of a visit: the dose, or the answer of a test. The first makes the booking done, calls the person to what comes after,
 * and tells them neutrally that there is something to read; another is a correction, which replaces it and is told too. The same again, as
 * when a button is pressed twice, changes nothing.
 * @param outcome `first`: whoever writes knew of nothing written before
 * @returns its id; undefined when somebody else has written something meanwhile, which they should read first
 */
export async function recordOutcome(tx: Tx, bookable: Bookable, booking: Booking, outcome: {
  content: OutcomeContent; doneAt: Date; source: 'staff' | 'laboratory'; staffId: Uuid | null; sampleId?: Uuid; first?: boolean;
}): Promise<Uuid | undefined> {
  // One at a time: what is written at the same moment is found.
  await findBooking(tx, booking.id, { lock: true });
  const before = await currentOutcome(tx, booking.id);
  if (before && await isSame(tx, before, outcome)) return before.id;
  if (before && outcome.first) return undefined;
  const batch = bookable.outcome?.fields.find((field) => field.batch);
  const keepUntil = addDuration(swedishDay(outcome.doneAt), bookable.keep.outcome);
  const id = await addOutcome(tx, {
    ...outcome, authorityId: booking.authorityId, bookingId: booking.id, personId: booking.personId, service: booking.service, versionId: bookable.versionId, kind: booking.kind,
    keyId: booking.keyId, keepUntil, replacesId: before?.id ?? null, ...(batch && outcome.content[batch.id] && { batch: outcome.content[batch.id]! }),
  });
  // The booking is kept with what came of it: they share a key.
  if (!await updateBooking(tx, booking.id, { done_at: booking.doneAt ?? tx.now, arrived_at: booking.arrivedAt ?? tx.now, keep_until: keepUntil })) throw new Error('a visit whose time has ended');
  if (!before && booking.personId) await endWaitingFor(tx, booking.personId, booking.service, booking.kind);
  await addStep(tx, booking, before ? 'corrected' : 'outcome');
  note(tx, booking, before ? 'booking.outcomeCorrected' : 'booking.outcomeRecorded', { source: outcome.source });
  await reportOutcome(tx, bookable, booking, { id, kind: booking.kind, doneDay: swedishDay(outcome.doneAt) }, before ? 'corrected' : 'given', booking.personId);
  await follow(tx, bookable, booking, id);
  return id;
}

async function isSame(tx: Tx, before: Outcome, { content, doneAt, source, sampleId = null }: Pick<Outcome, 'doneAt' | 'source'> & { content: OutcomeContent; sampleId?: Uuid | null }): Promise<boolean> {
  return before.source === source && before.sampleId === sampleId && before.doneDay === swedishDay(doneAt) && isDeepStrictEqual(await outcomeContent(tx, before.id), content);
}

/**
 * Takes away what was written of a visit, with nothing in its place: the laboratory withdraws an answer, or a dose was written down that was not
 * given. It stays to be read by staff, the person is told, and what it led to falls. @returns false when there is nothing to take away
 */
export async function withdrawOutcome(tx: Tx, bookable: Bookable, { id }: Booking, why: { source: 'staff' | 'laboratory'; note?: string }): Promise<boolean> {
  // One at a time, and as it stands by then: whose it is may have changed, and another may have taken it away.
  const booking = await findBooking(tx, id, { lock: true });
  const outcome = booking && await currentOutcome(tx, id);
  if (!outcome || !await endOutcome(tx, outcome.id)) return false;
  await addStep(tx, booking, 'withdrawn', why.note ? { note: why.note } : {});
  note(tx, booking, 'booking.outcomeWithdrawn', { source: why.source });
  await reportOutcome(tx, bookable, booking, outcome, 'withdrawn', booking.personId);
  await follow(tx, bookable, booking, `${outcome.id}/withdrawn`);
  return true;
}

/** What follows from what has been written: whom the service calls, and a neutral message. */
async function follow(tx: Tx, bookable: Bookable, booking: Booking, key: string): Promise<void> {
  const { personId, language, confidentiality } = booking;
  if (!personId) return;
  await settleCalls(tx, bookable, personId, language);
  await notify(tx, { personId, kind: 'other', confidentiality, language, key: `booking/outcome/${key}` });
}

function note(tx: Tx, booking: Booking, event: string, detail: Record<string, string>): void {
  tx.audit({ event, dossierId: booking.id, authorityId: booking.authorityId, ...(booking.personId && { subjectId: booking.personId }), detail: { service: booking.service, ...detail } });
}
