import { sql } from 'kysely';
import { asUuid, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import type { Slot } from './slots.ts';
import { q, type OfferRow, type WaitingRow } from './tables.ts';

/** Waits for a freed time. */
export interface Waiting {
  id: Uuid;
  authorityId: Uuid;
  service: string;
  kind: string;
  personId: Uuid;
  /** none: any place */
  places: readonly Uuid[];
  fromDay: string;
  untilDay: string;
  part: WaitingRow['part'];
  priority: number;
  language: Language;
  confidentiality: number;
  joinedAt: Date;
  endedAt: Date | null;
}

/** A freed time, held for the one whose turn it is until they answer. */
export interface Offer {
  id: Uuid;
  waitingId: Uuid;
  personId: Uuid;
  bookingId: Uuid;
  slotId: Uuid;
  madeAt: Date;
  answerBy: Date;
  answer: OfferRow['answer'];
}

/** Puts somebody last in the list, once for each thing. @returns undefined when they stand there already: joining again moves one neither back nor forward */
export async function addWaiting(tx: Tx, waiting: Omit<Waiting, 'id' | 'joinedAt' | 'endedAt'>): Promise<Uuid | undefined> {
  const id = tx.id();
  const added = await tx.run(q.insertInto('booking.waiting').values({
    tenant_id: tx.tenant, id, authority_id: waiting.authorityId, service: waiting.service, kind: waiting.kind, person_id: waiting.personId, places: [...waiting.places],
    from_day: waiting.fromDay, until_day: waiting.untilDay, part: waiting.part, priority: waiting.priority, language: waiting.language,
    confidentiality: waiting.confidentiality, joined_at: tx.now, offered: false, ended_at: null, ended_why: null,
  }).onConflict((conflict) => conflict.doNothing()));
  return added ? id : undefined;
}

export async function endWaiting(tx: Tx, id: Uuid, why: 'booked' | 'left' | 'lapsed'): Promise<boolean> {
  return await tx.run(q.updateTable('booking.waiting').set({ ended_at: tx.now, ended_why: why }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('ended_at', 'is', null)) > 0;
}

export async function findWaiting(tx: Tx, id: Uuid): Promise<Waiting | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.waiting').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toWaiting(row);
}

/** What somebody waits for. */
export async function waitingOf(tx: Tx, personId: Uuid): Promise<Waiting[]> {
  return (await tx.all(q.selectFrom('booking.waiting').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).where('ended_at', 'is', null)
    .orderBy('joined_at').limit(50))).map(toWaiting);
}

/** How many wait for each kind of an authority's times, and since when. */
export async function waitingCounts(tx: Tx, authorityId: Uuid): Promise<{ service: string; kind: string; count: number; since: Date }[]> {
  return tx.all(q.selectFrom('booking.waiting').select(['service', 'kind', sql<number>`count(*)::int`.as('count'), sql<Date>`min(joined_at)`.as('since')])
    .where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('ended_at', 'is', null).groupBy(['service', 'kind']).orderBy('service').orderBy('kind'));
}

/** Ends what somebody waits for, since they have had it. */
export async function endWaitingFor(tx: Tx, personId: Uuid, service: string, kind: string): Promise<void> {
  await tx.run(q.updateTable('booking.waiting').set({ ended_at: tx.now, ended_why: 'booked' }).where('tenant_id', '=', tx.tenant).where('person_id', '=', personId)
    .where('service', '=', service).where('kind', '=', kind).where('ended_at', 'is', null));
}

/** Ends places whose last day has passed. @returns how many */
export async function endPassedWaiting(tx: Tx, today: string): Promise<number> {
  return tx.run(q.updateTable('booking.waiting').set({ ended_at: tx.now, ended_why: 'lapsed' }).where('tenant_id', '=', tx.tenant).where('ended_at', 'is', null)
    .where('until_day', '<', today));
}

/**
 * Those whose turn it is for a time, in order: a medical ground first, then who came first, of those whom the time suits, who neither have it nor have been
 * offered it, and who have no other offer to answer. Some of them, and none is locked: `lockWaiting` is for the one who is chosen.
 */
export async function nextWaiting(tx: Tx, slot: Pick<Slot, 'id' | 'service'>, limit: number): Promise<Waiting[]> {
  return (await tx.all(whomItSuits(tx, slot).orderBy('w.priority', 'desc').orderBy('w.joined_at').orderBy('w.id').limit(limit))).map(toWaiting);
}

/** Keeps a place for a time, so that two freed at once do not get the same person. @returns false when another has it, or the time does not suit any more */
export async function lockWaiting(tx: Tx, slot: Pick<Slot, 'id' | 'service'>, id: Uuid): Promise<boolean> {
  return await tx.maybe(whomItSuits(tx, slot).where('w.id', '=', id).forUpdate('w').skipLocked()) !== undefined;
}

const whomItSuits = (tx: Tx, slot: Pick<Slot, 'id' | 'service'>) => q.selectFrom('booking.waiting as w').innerJoin('booking.slot as s', 's.tenant_id', 'w.tenant_id').selectAll('w')
  .where('w.tenant_id', '=', tx.tenant).where('w.service', '=', slot.service).where('s.id', '=', slot.id).where(suits);

/** Whether a time (s) suits somebody who waits (w), and may be offered them. A time at home is not: nobody has said where they live. */
export const suits = sql<boolean>`w.ended_at is null and not w.offered and w.service = s.service and w.kind = any(s.kinds) and s.day between w.from_day and w.until_day
  and (w.places = '{}' or s.place_id = any(w.places)) and s.areas = '{}'
  and w.part in ('any', case when extract(hour from s.starts_at at time zone 'Europe/Stockholm') < 12 then 'morning' else 'afternoon' end)
  and not exists (select from booking.offer o where o.tenant_id = w.tenant_id and o.waiting_id = w.id and o.slot_id = s.id)
  and not exists (select from booking.booking b where b.tenant_id = w.tenant_id and b.slot_id = s.id and b.person_id = w.person_id and b.ended_at is null)`;

/** Whether anyone waits for times of a service. */
export async function anyoneWaits(tx: Tx, service: string): Promise<boolean> {
  return await tx.maybe(q.selectFrom('booking.waiting').select('id').where('tenant_id', '=', tx.tenant).where('service', '=', service).where('ended_at', 'is', null).limit(1)) !== undefined;
}

export async function addOffer(tx: Tx, offer: Omit<Offer, 'id' | 'madeAt' | 'answer'> & { authorityId: Uuid }): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('booking.offer').values({
    tenant_id: tx.tenant, id, authority_id: offer.authorityId, waiting_id: offer.waitingId, person_id: offer.personId, booking_id: offer.bookingId, slot_id: offer.slotId,
    made_at: tx.now, answer_by: offer.answerBy, answered_at: null, answer: null,
  }));
  await tx.run(q.updateTable('booking.waiting').set({ offered: true }).where('tenant_id', '=', tx.tenant).where('id', '=', offer.waitingId));
  return id;
}

export async function findOffer(tx: Tx, id: Uuid): Promise<Offer | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.offer').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toOffer(row);
}

export async function openOffers(tx: Tx, personId: Uuid): Promise<Offer[]> {
  return (await tx.all(q.selectFrom('booking.offer').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).where('answered_at', 'is', null)
    .where('answer_by', '>', tx.now).orderBy('answer_by').limit(20))).map(toOffer);
}

/** Of bookings, those that are held for an offer that is still to be answered. */
export async function offered(tx: Tx, bookings: readonly Uuid[]): Promise<ReadonlySet<Uuid>> {
  if (!bookings.length) return new Set();
  const rows = await tx.all(q.selectFrom('booking.offer').select('booking_id').where('tenant_id', '=', tx.tenant).where(sql<boolean>`booking_id = any(${[...bookings]}::uuid[])`)
    .where('answered_at', 'is', null));
  return new Set(rows.map((row) => asUuid(row.booking_id)));
}

export async function offerOfBooking(tx: Tx, bookingId: Uuid): Promise<Offer | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.offer').selectAll().where('tenant_id', '=', tx.tenant).where('booking_id', '=', bookingId));
  return row && toOffer(row);
}

/** Offers whose time to answer is over. Whoever has said yes and is at the questions has the time as long as a hold lasts. */
export async function lapsedOffers(tx: Tx, limit: number): Promise<Offer[]> {
  return (await tx.all(q.selectFrom('booking.offer as o').selectAll('o').where('o.tenant_id', '=', tx.tenant).where('o.answered_at', 'is', null).where('o.answer_by', '<=', tx.now)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('booking.booking as b').select('b.id').whereRef('b.tenant_id', '=', 'o.tenant_id').whereRef('b.id', '=', 'o.booking_id')
      .where('b.draft_id', 'is not', null).where('b.booked_at', 'is', null).where('b.ended_at', 'is', null).where('b.held_until', '>', tx.now))))
    .orderBy('o.answer_by').limit(limit))).map(toOffer);
}

export async function markAnswered(tx: Tx, { id, waitingId }: Pick<Offer, 'id' | 'waitingId'>, answer: NonNullable<Offer['answer']>): Promise<boolean> {
  const answered = await tx.run(q.updateTable('booking.offer').set({ answered_at: tx.now, answer }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('answered_at', 'is', null));
  if (answered) await tx.run(q.updateTable('booking.waiting').set({ offered: false }).where('tenant_id', '=', tx.tenant).where('id', '=', waitingId));
  return answered > 0;
}

/** How many offers somebody has let pass without an answer. */
export async function lapsedOf(tx: Tx, waitingId: Uuid): Promise<number> {
  const { count } = await tx.one(q.selectFrom('booking.offer').select(sql<number>`count(*)::int`.as('count')).where('tenant_id', '=', tx.tenant)
    .where('waiting_id', '=', waitingId).where('answer', '=', 'lapsed'));
  return count;
}

function toWaiting(row: WaitingRow): Waiting {
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), service: row.service, kind: row.kind, personId: asUuid(row.person_id), places: row.places.map(asUuid),
    fromDay: row.from_day, untilDay: row.until_day, part: row.part, priority: row.priority, language: row.language, confidentiality: row.confidentiality,
    joinedAt: row.joined_at, endedAt: row.ended_at,
  };
}

/** A row as the room knows it. */
export function toOffer(row: OfferRow): Offer {
  return {
    id: asUuid(row.id), waitingId: asUuid(row.waiting_id), personId: asUuid(row.person_id), bookingId: asUuid(row.booking_id), slotId: asUuid(row.slot_id),
    madeAt: row.made_at, answerBy: row.answer_by, answer: row.answer,
  };
}
