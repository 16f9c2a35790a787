import { closuresFrom } from '../../organisation/index.ts';
import { addDays, swedishDay, type House, type Tx, type Uuid } from '../../platform/index.ts';
import { bookableNamed } from '../bookable.ts';
import { askedAt, daysBetween, releasedAt, timesOn, timesWithin, type Span } from '../model/times.ts';
import { addOpeningRow, closingsFrom, endOpeningRow, openingsFrom, type Opening } from '../store/openings.ts';
import { addSlots, type NewSlot } from '../store/slots.ts';
import { specialDaysFrom, type SpecialDay } from '../store/special-days.ts';
import { anyoneWaits } from '../store/waiting.ts';

/** Days ahead that times are made for; a job makes those of the next day every night. */
export const horizonDays = 120;

/** An opening rule: its times of the coming months are made at once. @returns the rule's id, and how many times there are */
export async function openTimes(tx: Tx, opening: Omit<Opening, 'id' | 'ended'>): Promise<{ id: Uuid; made: number }> {
  const whole = { ...opening, id: tx.id(), ended: false };
  await addOpeningRow(tx, whole);
  const made = await makeTimes(tx, whole, await closedFrom(tx));
  tx.emit('booking.added', { place: opening.placeId });
  tx.audit({ event: 'booking.opened', authorityId: opening.authorityId, detail: { service: opening.service, times: made } });
  return { id: whole.id, made };
}

/** Makes the times of all rules that have come within sight since they were last made, a rule at a time. @returns how many are new */
export async function makeComingTimes(house: House, tenant: Uuid): Promise<number> {
  const inTurn = <T>(work: (tx: Tx) => Promise<T>) => house.db.system(tenant, 'booking-times', work);
  let made = 0;
  for (const opening of await inTurn((tx) => openingsFrom(tx, swedishDay(tx.now)))) made += await inTurn(async (tx) => makeTimes(tx, opening, await closedFrom(tx)));
  return made;
}

/** Makes the times that some rules have on a day, which has got other hours. @returns how many are new */
export async function makeTimesOn(tx: Tx, day: string, openings: readonly Uuid[]): Promise<number> {
  const closed = await closedFrom(tx);
  let made = 0;
  for (const opening of await openingsFrom(tx, day)) if (openings.includes(opening.id)) made += await makeTimes(tx, { ...opening, fromDay: day, untilDay: day }, closed);
  if (made) for (const placeId of new Set(closed.special.filter((one) => one.day === day).map((one) => one.placeId))) tx.emit('booking.added', { place: placeId });
  return made;
}

/** What the rules do not know: the organisation's closed days, what its places and people are closed for, and days with hours of their own. */
interface Closed { days: ReadonlySet<string>; closings: Awaited<ReturnType<typeof closingsFrom>>; special: readonly SpecialDay[] }

async function closedFrom(tx: Tx): Promise<Closed> {
  // On a day of shorter hours the rule holds as it is: whoever opens times there knows.
  const days = new Set([...await closuresFrom(tx, swedishDay(tx.now))].filter(([, hours]) => !hours.from).map(([day]) => day));
  return { days, closings: await closingsFrom(tx, tx.now), special: await specialDaysFrom(tx, swedishDay(tx.now)) };
}

/** Makes the times of a rule that are not made yet, as far ahead as times are made. @returns how many are new */
async function makeTimes(tx: Tx, opening: Opening, closed: Closed): Promise<number> {
  const today = swedishDay(tx.now);
  const last = addDays(today, horizonDays);
  const [from, until] = [opening.fromDay > today ? opening.fromDay : today, opening.untilDay < last ? opening.untilDay : last];
  const closings = closed.closings.filter(({ placeId, resourceId }) => placeId === opening.placeId || (resourceId !== null && opening.resources.includes(resourceId)));
  const waited = await mayBeWaitedFor(tx, opening);
  const slots = daysBetween(from, until).flatMap((day): NewSlot[] => timesOf(opening, day, closed)
    .filter(({ startsAt, endsAt }) => startsAt > tx.now && !closings.some(({ fromAt, untilAt }) => startsAt < untilAt && endsAt > fromAt))
    .map((span) => ({
      ...span, day, openingId: opening.id, authorityId: opening.authorityId, placeId: opening.placeId, service: opening.service, kinds: opening.kinds, seats: opening.seats,
      overbook: opening.overbook, openAt: releasedAt(opening, day, tx.now), languages: opening.languages, video: opening.video, areas: opening.areas,
      resources: opening.resources, gap: opening.gap, ...(opening.title && { title: opening.title }), ...(waited && { askAt: askedAt(opening, day, tx.now) }),
    })));
  return addSlots(tx, slots);
}

/** A rule's times on a day; on one with hours of its own by them, where the rule is one that holds then. */
function timesOf(opening: Opening, day: string, { days, special }: Closed): Span[] {
  const own = special.find((one) => one.day === day && one.placeId === opening.placeId);
  if (!own) return timesOn(opening, day, days);
  return own.openings.includes(opening.id) ? timesWithin(opening, day, own) : [];
}

/** Whether those who wait are asked before the times of a rule are free to all. Who waits when they are released is not known until then. */
async function mayBeWaitedFor(tx: Tx, { service, release }: Opening): Promise<boolean> {
  if (!release) return anyoneWaits(tx, service);
  return (await bookableNamed(tx, service, 'sv'))?.answerHours !== undefined;
}

/** Ends a rule: no more times are made. Those there are stay. */
export async function endOpening(tx: Tx, id: Uuid): Promise<boolean> {
  const ended = await endOpeningRow(tx, id);
  if (ended) tx.audit({ event: 'booking.openingEnded', detail: { opening: id } });
  return ended;
}
