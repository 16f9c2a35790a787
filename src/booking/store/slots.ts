import { sql, type RawBuilder } from 'kysely';
import { asUuid, type Runner, type Uuid } from '../../platform/index.ts';
import { askedMinutes } from '../model/times.ts';
import { q, span, type SlotRow } from './tables.ts';

/** A time as it can be booked. */
export interface Slot {
  id: Uuid;
  authorityId: Uuid;
  placeId: Uuid;
  service: string;
  kinds: readonly string[];
  startsAt: Date;
  endsAt: Date;
  /** `YYYY-MM-DD` */
  day: string;
  seats: number;
  overbook: number;
  /** when anyone may book it: after it is released, and after those who wait have been asked */
  openAt: Date;
  stopped: boolean;
  languages: readonly string[];
  video: boolean;
  areas: readonly string[];
  title?: string;
}

export interface NewSlot extends Omit<Slot, 'id' | 'stopped'> {
  openingId?: Uuid;
  resources: readonly Uuid[];
  /** what it takes of them after it has ended, minutes */
  gap: number;
  /** when those who wait are asked; absent: nobody waits */
  askAt?: Date;
}

/** Released, and those who wait have been asked; or nobody has asked them in time, as when the workers are down. */
export const opensAt = sql<Date>`greatest(s.open_at, s.ask_at + make_interval(mins => ${sql.lit(askedMinutes)}))`;

/** Makes times; one that its rule has made already is left as it is. @returns how many are new */
export async function addSlots(tx: Runner, slots: readonly NewSlot[]): Promise<number> {
  let made = 0;
  for (let at = 0; at < slots.length; at += 500) {
    const some = slots.slice(at, at + 500).map((slot) => ({ slot, id: tx.id() }));
    const inserted = await tx.all(q.insertInto('booking.slot').values(some.map(({ slot, id }) => ({
      tenant_id: tx.tenant, id, authority_id: slot.authorityId, place_id: slot.placeId, opening_id: slot.openingId ?? null, service: slot.service, kinds: [...slot.kinds],
      starts_at: slot.startsAt, ends_at: slot.endsAt, day: slot.day, seats: slot.seats, overbook: slot.overbook, open_at: slot.openAt, ask_at: slot.askAt ?? null, stopped_at: null,
      languages: [...slot.languages], video: slot.video, areas: [...slot.areas], title: slot.title ?? null,
    }))).onConflict((conflict) => conflict.doNothing()).returning('id'));
    const new_ = new Set(inserted.map(({ id }) => id));
    const needs = some.filter(({ id }) => new_.has(id)).flatMap(({ slot, id }) => slot.resources.map((resource) => ({
      tenant_id: tx.tenant, slot_id: id, resource_id: resource, during: span(slot.startsAt, new Date(slot.endsAt.getTime() + slot.gap * 60_000)),
    })));
    if (needs.length) await tx.run(q.insertInto('booking.slot_resource').values(needs));
    made += inserted.length;
  }
  return made;
}

/** One time, outside every rule. @returns its id */
export async function addOneSlot(tx: Runner, slot: NewSlot): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('booking.slot').values({
    tenant_id: tx.tenant, id, authority_id: slot.authorityId, place_id: slot.placeId, opening_id: null, service: slot.service, kinds: [...slot.kinds], starts_at: slot.startsAt,
    ends_at: slot.endsAt, day: slot.day, seats: slot.seats, overbook: slot.overbook, open_at: slot.openAt, ask_at: null, stopped_at: null, languages: [], video: false, areas: [], title: null,
  }));
  return id;
}

export async function findSlot(tx: Runner, id: Uuid): Promise<Slot | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.slot').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toSlot(row);
}

/** The times of a place between two days, in order, with how many seats are taken. For staff. */
export async function slotsAt(tx: Runner, placeId: Uuid, fromDay: string, untilDay: string): Promise<(Slot & { taken: number })[]> {
  const rows = await tx.all(q.selectFrom('booking.slot as s').selectAll('s')
    .select(taken(tx).as('taken'))
    .where('s.tenant_id', '=', tx.tenant).where('s.place_id', '=', placeId).where('s.day', '>=', fromDay).where('s.day', '<=', untilDay).orderBy('s.starts_at').orderBy('s.id').limit(5_000));
  return rows.map((row) => ({ ...toSlot(row), taken: row.taken }));
}

/** The same time on other days, with how many seats are taken: of the same service, place, kind and length, and with the same people and rooms. */
export async function sameTimesOn(tx: Runner, slot: Slot, kind: string, starts: readonly Date[]): Promise<(Slot & { taken: number; busy: boolean })[]> {
  const needs = (id: RawBuilder<unknown>) => sql`(select coalesce(array_agg(resource_id order by resource_id), '{}') from booking.slot_resource where tenant_id = ${tx.tenant} and slot_id = ${id})`;
  const rows = await tx.all(q.selectFrom('booking.slot as s').selectAll('s').select(taken(tx).as('taken')).select(busy(tx).as('busy'))
    .where('s.tenant_id', '=', tx.tenant).where('s.place_id', '=', slot.placeId).where('s.service', '=', slot.service).where(sql<boolean>`${kind} = any(s.kinds)`)
    .where(sql<boolean>`s.starts_at = any(${[...starts]}::timestamptz[])`).where(sql<boolean>`s.ends_at - s.starts_at = ${slot.endsAt}::timestamptz - ${slot.startsAt}::timestamptz`)
    .where(sql<boolean>`${needs(sql`s.id`)} = ${needs(sql`${slot.id}::uuid`)}`).orderBy('s.starts_at').orderBy('s.id').limit(500));
  return rows.map((row) => ({ ...toSlot(row), taken: row.taken, busy: row.busy }));
}

/** Seats that somebody has, or holds. */
const taken = (tx: Runner) => sql<number>`(select count(*) from booking.seat where tenant_id = s.tenant_id and slot_id = s.id and (held_until is null or held_until > ${tx.now}))::int`;
/** Something that the time needs is taken by another. */
export const busy = (tx: Runner) => sql<boolean>`exists (select from booking.slot_resource n join booking.occupation o on o.tenant_id = n.tenant_id and o.resource_id = n.resource_id
  and o.during && n.during and o.slot_id <> n.slot_id and (o.held_until is null or o.held_until > ${tx.now}) where n.tenant_id = s.tenant_id and n.slot_id = s.id)`;

/** Opens stopped times again. @param askAt when those who wait are asked; absent: nobody waits */
export async function reopenSlots(tx: Runner, ids: readonly Uuid[], askAt?: Date): Promise<number> {
  if (!ids.length) return 0;
  return tx.run(q.updateTable('booking.slot').set({ stopped_at: null, ask_at: askAt ?? null }).where('tenant_id', '=', tx.tenant).where(sql<boolean>`id = any(${[...ids]}::uuid[])`));
}

/** A row as the room knows it. */
export function toSlot(row: SlotRow): Slot {
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), placeId: asUuid(row.place_id), service: row.service, kinds: row.kinds, startsAt: row.starts_at,
    endsAt: row.ends_at, day: row.day, seats: row.seats, overbook: row.overbook, openAt: keptUntil(row), stopped: row.stopped_at !== null, languages: row.languages,
    video: row.video, areas: row.areas, ...(row.title && { title: row.title }),
  };
}

function keptUntil({ open_at: open, ask_at: ask }: SlotRow): Date {
  const kept = ask && new Date(ask.getTime() + askedMinutes * 60_000);
  return kept && kept > open ? kept : open;
}
