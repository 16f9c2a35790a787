import { sql } from 'kysely';
import { asUuid, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import { newCode } from '../model/codes.ts';
import type { Home } from '../model/home.ts';
import { placeOf, q, type BookingRow, type Channel, type EndedWhy } from './tables.ts';

/** What a booking holds in words: sealed with a key of its own. */
export interface BookingContent {
  /** of those whom the organisation does not know as a person */
  name?: string;
  /** a reserve number, or how one says who an unknown is */
  identity?: string;
  phone?: string;
  /** what they filled in, question by question, in their language */
  declared?: readonly { title: string; rows: readonly { question: string; answer: readonly string[] }[] }[];
  /** what the rules say that staff should look at */
  warnings?: readonly string[];
  /** where they are visited, of a time at home */
  home?: Home;
  /** written by staff when they booked */
  note?: string;
}

export interface Booking {
  id: Uuid;
  authorityId: Uuid;
  placeId: Uuid;
  slotId: Uuid;
  seat: number;
  service: string;
  versionId: Uuid;
  kind: string;
  personId: Uuid | null;
  keyId: Uuid;
  confidentiality: number;
  language: Language;
  channel: Channel;
  /** said at the desk */
  code: string;
  priority: number;
  draftId: Uuid | null;
  caseId: Uuid | null;
  startsAt: Date;
  madeAt: Date;
  heldUntil: Date | null;
  bookedAt: Date | null;
  arrivedAt: Date | null;
  doneAt: Date | null;
  endedAt: Date | null;
  endedWhy: EndedWhy | null;
  /** of several, a week apart */
  seriesId: Uuid | null;
}

export type NewBooking = Pick<Booking, 'id' | 'authorityId' | 'placeId' | 'slotId' | 'service' | 'versionId' | 'kind' | 'personId' | 'confidentiality' | 'language' | 'channel'
  | 'startsAt' | 'heldUntil' | 'bookedAt'> & Partial<Pick<Booking, 'priority' | 'draftId' | 'seriesId'>> & { content: BookingContent; keepUntil: string };

/** Writes a booking down; its seat is taken after, and then noted. Its code is new in the organisation. */
export async function insertBooking(tx: Tx, booking: NewBooking): Promise<void> {
  const key = await tx.createKey();
  const row = {
    tenant_id: tx.tenant, id: booking.id, authority_id: booking.authorityId, place_id: booking.placeId, slot_id: booking.slotId, seat: 0, service: booking.service,
    version_id: booking.versionId, kind: booking.kind, person_id: booking.personId, key_id: key,
    content_cipher: await tx.sealJson(key, placeOf('booking', booking.id), booking.content), confidentiality: booking.confidentiality, language: booking.language,
    channel: booking.channel, priority: booking.priority ?? 0, draft_id: booking.draftId ?? null, case_id: null, starts_at: booking.startsAt,
    made_at: tx.now, held_until: booking.heldUntil, booked_at: booking.bookedAt, arrived_at: null, done_at: null, ended_at: null, ended_why: null, keep_until: booking.keepUntil,
    series_id: booking.seriesId ?? null,
  };
  // 25⁶ codes: of a million bookings one in 244 meets one that is taken. Row level security hides whose, so the key is asked and not a look-up.
  const written = (code: string) => tx.run(q.insertInto('booking.booking').values({ ...row, code }).onConflict((conflict) => conflict.columns(['tenant_id', 'code']).doNothing()));
  while (!await written(newCode()));
}

export async function findBooking(tx: Tx, id: Uuid, options: { lock?: boolean } = {}): Promise<Booking | undefined> {
  const query = q.selectFrom('booking.booking').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toBooking(row);
}

export async function findBookings(tx: Tx, ids: readonly Uuid[]): Promise<Booking[]> {
  if (!ids.length) return [];
  return (await tx.all(q.selectFrom('booking.booking').selectAll().where('tenant_id', '=', tx.tenant).where(sql<boolean>`id = any(${[...ids]}::uuid[])`))).map(toBooking);
}

/** The hold that a draft fills in for, or what it became. */
export async function bookingOfDraft(tx: Tx, draftId: Uuid, options: { lock?: boolean } = {}): Promise<Booking | undefined> {
  const query = q.selectFrom('booking.booking').selectAll().where('tenant_id', '=', tx.tenant).where('draft_id', '=', draftId)
    .where('ended_at', 'is', null).orderBy('made_at', 'desc').limit(1);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toBooking(row);
}

/** By what is said at the desk; within the reader's own authority. */
export async function bookingByCode(tx: Tx, code: string): Promise<Booking | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.booking').selectAll().where('tenant_id', '=', tx.tenant).where('code', '=', code));
  return row && toBooking(row);
}

/** A person's bookings and holds, the latest time first. */
export async function bookingsOf(tx: Tx, personId: Uuid, limit = 200): Promise<Booking[]> {
  return (await tx.all(q.selectFrom('booking.booking').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId)
    .orderBy('starts_at', 'desc').limit(limit))).map(toBooking);
}

/** One at a time of what a person does about times for one thing: of two presses at once the second finds what the first has done. Until the transaction ends. */
export async function alone(tx: Tx, personId: Uuid, service: string, kind: string): Promise<void> {
  await tx.run(q.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${`booking ${tx.tenant} ${personId} ${service} ${kind}`}, 0))`.as('locked')));
}

/** The time that somebody has for a kind, and has not yet been to; those of a series are besides. */
export async function bookedFor(tx: Tx, personId: Uuid, service: string, kind: string): Promise<Booking | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.booking').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId)
    .where('service', '=', service).where('kind', '=', kind).where('booked_at', 'is not', null).where('ended_at', 'is', null).where('done_at', 'is', null)
    .where('series_id', 'is', null).limit(1));
  return row && toBooking(row);
}

/** What somebody has booked of a time. */
export async function bookedAt(tx: Tx, personId: Uuid, slotId: Uuid): Promise<Booking | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.booking').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).where('slot_id', '=', slotId)
    .where('booked_at', 'is not', null).where('ended_at', 'is', null).limit(1));
  return row && toBooking(row);
}

/** What somebody holds of a kind and has neither booked nor let go, the latest first. */
export async function holdsFor(tx: Tx, personId: Uuid, service: string, kind: string): Promise<Booking[]> {
  return (await tx.all(q.selectFrom('booking.booking').selectAll().where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).where('service', '=', service)
    .where('kind', '=', kind).where('booked_at', 'is', null).where('ended_at', 'is', null).orderBy('made_at', 'desc').limit(50))).map(toBooking);
}

/** The bookings of a series, in order of time, also those that have ended. */
export async function bookingsOfSeries(tx: Tx, seriesId: Uuid): Promise<Booking[]> {
  return (await tx.all(q.selectFrom('booking.booking').selectAll().where('tenant_id', '=', tx.tenant).where('series_id', '=', seriesId).orderBy('starts_at').limit(100))).map(toBooking);
}

/** Everybody who has, or has had, one of these times; without holds that nobody booked. */
export async function bookingsAt(tx: Tx, slots: readonly Uuid[]): Promise<Booking[]> {
  if (!slots.length) return [];
  return (await tx.all(q.selectFrom('booking.booking').selectAll().where('tenant_id', '=', tx.tenant).where(sql<boolean>`slot_id = any(${[...slots]}::uuid[])`)
    .where('booked_at', 'is not', null).orderBy('starts_at').orderBy('seat').orderBy('id').limit(10_000))).map(toBooking);
}

/** The latest booking of each person, of some services: how they were reached then. */
export async function latestOf(tx: Tx, persons: readonly Uuid[], services: readonly string[]): Promise<Booking[]> {
  if (!persons.length || !services.length) return [];
  return (await tx.all(q.selectFrom('booking.booking').selectAll().distinctOn('person_id').where('tenant_id', '=', tx.tenant).where(sql<boolean>`person_id = any(${[...persons]}::uuid[])`)
    .where('service', 'in', [...services]).where('booked_at', 'is not', null).orderBy('person_id').orderBy('booked_at', 'desc'))).map(toBooking);
}

export type BookingChange = Partial<Pick<BookingRow, 'seat' | 'slot_id' | 'place_id' | 'starts_at' | 'held_until' | 'booked_at' | 'arrived_at' | 'done_at' | 'ended_at'
  | 'ended_why' | 'draft_id' | 'case_id' | 'priority' | 'keep_until'>>;

/** Changes a booking that has not ended. @returns false when it has */
export async function updateBooking(tx: Tx, id: Uuid, change: BookingChange): Promise<boolean> {
  return await tx.run(q.updateTable('booking.booking').set(change).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('ended_at', 'is', null)) > 0;
}

export async function bookingContent(tx: Tx, id: Uuid): Promise<BookingContent> {
  const { content_cipher: sealed } = await tx.one(q.selectFrom('booking.booking').select('content_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return tx.openJson<BookingContent>(placeOf('booking', id), sealed);
}

/** What several bookings hold, by booking. */
export async function bookingContents(tx: Tx, ids: readonly Uuid[]): Promise<Map<Uuid, BookingContent>> {
  if (!ids.length) return new Map();
  const rows = await tx.all(q.selectFrom('booking.booking').select(['id', 'content_cipher']).where('tenant_id', '=', tx.tenant).where(sql<boolean>`id = any(${[...ids]}::uuid[])`));
  const contents = await tx.openAllJson<BookingContent>(rows.map(({ id, content_cipher: sealed }) => ({ place: placeOf('booking', asUuid(id)), sealed })));
  return new Map(rows.map(({ id }, index) => [asUuid(id), contents[index]!]));
}

export async function writeContent(tx: Tx, { id, keyId }: Pick<Booking, 'id' | 'keyId'>, content: BookingContent): Promise<void> {
  await tx.run(q.updateTable('booking.booking').set({ content_cipher: await tx.sealJson(keyId, placeOf('booking', id), content) }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** What happened to a booking, for its history. `codes`: rules gone past; `note`: staff's words, sealed. */
export async function addStep(tx: Tx, { id, authorityId, keyId }: Pick<Booking, 'id' | 'authorityId' | 'keyId'>, what: string, more: { codes?: readonly string[]; note?: string } = {}): Promise<void> {
  const step = tx.id();
  const staffId = tx.principal.kind === 'staff' ? tx.principal.staffId : null;
  await tx.run(q.insertInto('booking.step').values({
    tenant_id: tx.tenant, id: step, booking_id: id, authority_id: authorityId, at: tx.now, what, staff_id: staffId, codes: [...(more.codes ?? [])],
    note_cipher: more.note ? await tx.sealJson(keyId, placeOf('step', step), more.note) : null,
  }));
}

export interface Step { at: Date; what: string; staffId: Uuid | null; codes: readonly string[]; note?: string }

export async function stepsOf(tx: Tx, bookingId: Uuid): Promise<Step[]> {
  const rows = await tx.all(q.selectFrom('booking.step').selectAll().where('tenant_id', '=', tx.tenant).where('booking_id', '=', bookingId).orderBy('at').orderBy('id').limit(500));
  const steps: Step[] = [];
  for (const row of rows) {
    const note = row.note_cipher ? await tx.openJson<string>(placeOf('step', asUuid(row.id)), row.note_cipher) : undefined;
    steps.push({ at: row.at, what: row.what, staffId: row.staff_id ? asUuid(row.staff_id) : null, codes: row.codes, ...(note && { note }) });
  }
  return steps;
}

/** Which of these a sample has been taken at: the samples themselves are for staff. */
export async function sampledAmong(tx: Tx, bookings: readonly Uuid[]): Promise<ReadonlySet<Uuid>> {
  if (!bookings.length) return new Set();
  const rows = await tx.all(q.selectFrom('booking.step').select('booking_id').distinct().where('tenant_id', '=', tx.tenant).where('what', '=', 'sample')
    .where(sql<boolean>`booking_id = any(${[...bookings]}::uuid[])`));
  return new Set(rows.map((row) => asUuid(row.booking_id)));
}

/** A row as the room knows it. */
export function toBooking(row: BookingRow): Booking {
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), placeId: asUuid(row.place_id), slotId: asUuid(row.slot_id), seat: row.seat, service: row.service,
    versionId: asUuid(row.version_id), kind: row.kind, personId: maybe(row.person_id), keyId: asUuid(row.key_id), confidentiality: row.confidentiality,
    language: row.language, channel: row.channel, code: row.code, priority: row.priority, draftId: maybe(row.draft_id), caseId: maybe(row.case_id),
    startsAt: row.starts_at, madeAt: row.made_at, heldUntil: row.held_until, bookedAt: row.booked_at, arrivedAt: row.arrived_at, doneAt: row.done_at,
    endedAt: row.ended_at, endedWhy: row.ended_why, seriesId: maybe(row.series_id),
  };
}
