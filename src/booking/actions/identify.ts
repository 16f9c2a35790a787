import { makeKnown } from '../../identity/index.ts';
import type { Tx, Uuid } from '../../platform/index.ts';
import type { Bookable } from '../bookable.ts';
import { addStep, alone, bookedFor, type Booking } from '../store/bookings.ts';
import { addIdentified, endIdentified, identifiedOf, setWhose } from '../store/identified.ts';
import { currentOutcome } from '../store/outcomes.ts';
import { tell } from './confirm.ts';
import { reportOutcome } from './report-outcome.ts';
import { settleCalls } from './settle-calls.ts';

/** `same`: it is theirs already; `has`: they have another time for the same thing, and a visit that is to come cannot be theirs too */
export type WhyNotTheirs = 'same' | 'has';

/** Whether a visit can be somebody's. */
export async function whyNotTheirs(tx: Tx, booking: Booking, to: Uuid): Promise<WhyNotTheirs | undefined> {
  if (booking.personId === to) return 'same';
  return !booking.doneAt && !booking.endedAt && await bookedFor(tx, to, booking.service, booking.kind) ? 'has' : undefined;
}

/**
 * A visit of somebody unknown, or with a number of another kind, was this person's: it is theirs from now on, with what came of it, so that the
 * certificate can be made, the next dose is called and it counts where rules ask. Stands in the log of both, and can be taken back.
 */
export async function identify(tx: Tx, bookable: Bookable, booking: Booking, found: { to: Uuid; reason: string; staffId: Uuid }): Promise<WhyNotTheirs | undefined> {
  await alone(tx, found.to, booking.service, booking.kind);
  const wrong = await whyNotTheirs(tx, booking, found.to);
  if (wrong) return wrong;
  await addIdentified(tx, booking, found);
  await addStep(tx, booking, 'identified');
  await makeTheirs(tx, bookable, booking, found.to, 'booking.identified');
  await tell(tx, { ...booking, personId: found.to }, `identified/${booking.id}/${found.to}`);
  return undefined;
}

/**
 * It was not theirs: the visit is again whose it was before.
 * @returns why not: `same`, nothing is left to take back; `has`, whose it was has another time for the same thing by now
 */
export async function takeBackIdentity(tx: Tx, bookable: Bookable, booking: Booking, ended: { by: Uuid; reason: string }): Promise<WhyNotTheirs | undefined> {
  const last = (await identifiedOf(tx, booking.id)).find((one) => !one.ended);
  if (!last || last.toId !== booking.personId) return 'same';
  if (last.fromId) {
    await alone(tx, last.fromId, booking.service, booking.kind);
    const wrong = await whyNotTheirs(tx, booking, last.fromId);
    if (wrong) return wrong;
  }
  if (!await endIdentified(tx, booking, last.id, ended)) return 'same';
  await addStep(tx, booking, 'notIdentified');
  await makeTheirs(tx, bookable, booking, last.fromId, 'booking.identityTakenBack');
  return undefined;
}

async function makeTheirs(tx: Tx, bookable: Bookable, booking: Booking, to: Uuid | null, event: string): Promise<void> {
  await setWhose(tx, booking.id, to);
  const outcome = await currentOutcome(tx, booking.id);
  if (outcome) await reportOutcome(tx, bookable, booking, outcome, 'withdrawn', booking.personId);
  if (outcome) await reportOutcome(tx, bookable, booking, outcome, 'given', to);
  if (to) await makeKnown(tx, booking.authorityId, to);
  for (const personId of [booking.personId, to]) {
    if (!personId) continue;
    await settleCalls(tx, bookable, personId, booking.language);
    tx.audit({ event, dossierId: booking.id, authorityId: booking.authorityId, subjectId: personId, detail: { service: booking.service } });
  }
}
