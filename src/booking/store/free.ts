import { sql } from 'kysely';
import type { Runner, Uuid } from '../../platform/index.ts';
import { busy, opensAt, toSlot, type Slot } from './slots.ts';
import { q } from './tables.ts';

/** What is asked for among free times. */
export interface Wish {
  service: string;
  /** none: any kind */
  kind?: string;
  from: Date;
  until: Date;
  /** none: any place */
  places?: readonly Uuid[];
  language?: string;
  /** where one lives, for home visits; a time without areas is for all */
  postcode?: string;
  /** at home, or not: whoever is visited is not asked to come */
  home?: boolean;
}

/** A free time, with how many seats are left. */
export interface FreeSlot extends Slot { left: number }

/** Where a service has times at people's homes: beginnings of postcodes. None: it has no such times. */
export async function homeAreas(tx: Runner, service: string): Promise<string[]> {
  const rows = await tx.all(q.selectFrom('booking.slot').select('areas').distinct().where('tenant_id', '=', tx.tenant).where('service', '=', service).where('starts_at', '>', tx.now)
    .where('stopped_at', 'is', null).where(sql<boolean>`areas <> '{}'`).limit(200));
  return [...new Set(rows.flatMap(({ areas }) => areas))];
}

/** Days with free times, and how many there are each day. */
export async function freeDays(tx: Runner, wish: Wish): Promise<{ day: string; left: number }[]> {
  const rows = await tx.all(q.selectFrom(free(tx, wish).as('f')).select('day').select(sql<number>`sum("left")::int`.as('left')).groupBy('day').orderBy('day').limit(60));
  return rows.map(({ day, left }) => ({ day, left }));
}

/** How many seats are free of all times. */
export async function freeSeats(tx: Runner, wish: Wish): Promise<number> {
  return (await tx.one(q.selectFrom(free(tx, wish).as('f')).select(sql<number>`coalesce(sum("left"), 0)::int`.as('left')))).left;
}

/** Free times in order. */
export async function freeSlots(tx: Runner, wish: Wish, limit: number): Promise<FreeSlot[]> {
  const rows = await tx.all(q.selectFrom(free(tx, wish).as('f')).selectAll().orderBy('starts_at').orderBy('place_id').limit(limit));
  return rows.map((row) => ({ ...toSlot(row), left: row.left }));
}

/** Released, not stopped, with a seat left, and nothing that it needs taken by another time. */
function free(tx: Runner, wish: Wish) {
  return q.selectFrom('booking.slot as s')
    .innerJoinLateral((eb) => eb.selectFrom('booking.seat as t').select(sql<number>`(s.seats - count(*))::int`.as('left')).whereRef('t.tenant_id', '=', 's.tenant_id').whereRef('t.slot_id', '=', 's.id')
      .whereRef('t.n', '<=', 's.seats').where((one) => one.or([one('t.held_until', 'is', null), one('t.held_until', '>', tx.now)])).as('l'), (join) => join.onTrue())
    .selectAll('s').select('l.left').where('s.tenant_id', '=', tx.tenant).where('s.service', '=', wish.service)
    .$if(wish.kind !== undefined, (query) => query.where(sql<boolean>`${wish.kind} = any(s.kinds)`)).where('s.starts_at', '>', wish.from).where('s.starts_at', '<', wish.until)
    .where('s.stopped_at', 'is', null).where(opensAt, '<=', tx.now).where('l.left', '>', 0)
    .$if(Boolean(wish.places?.length), (query) => query.where(sql<boolean>`s.place_id = any(${[...(wish.places ?? [])]}::uuid[])`))
    .$if(wish.language !== undefined, (query) => query.where(sql<boolean>`${wish.language} = any(s.languages)`))
    .where(wish.postcode === undefined ? sql<boolean>`s.areas = '{}'`
      : sql<boolean>`(s.areas = '{}' or exists (select from unnest(s.areas) a where ${wish.postcode} like a || '%'))`)
    .$if(wish.home !== undefined, (query) => query.where(wish.home ? sql<boolean>`s.areas <> '{}'` : sql<boolean>`s.areas = '{}'`))
    .where(({ not }) => not(busy(tx)));
}
