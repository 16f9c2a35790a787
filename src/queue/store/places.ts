import { sql } from 'kysely';
import { asUuid, plannedAnew, type Runner, type Tx, type Uuid } from '../../platform/index.ts';
import type { Channel } from '../model/lane.ts';
import { mountainOf, type Mountain } from '../model/mountain.ts';
import { q } from './tables.ts';

/** Whom to call back when it is their turn. */
export interface Contact { name: string; phone: string }

export interface NewPlace { id: Uuid; number: number; channel: Channel; contact: Buffer | null }

/** The list, held until the transaction ends: numbers follow each other without gaps, and the tree over them is of just these. */
export async function lockList(tx: Runner, laneId: Uuid): Promise<Mountain> {
  const { count, peaks } = await tx.one(ofLane(laneId, tx).select(['count', 'peaks']).forUpdate());
  return mountainOf(count, peaks);
}

/** The same, together with the numbers of those of these ids that have a place. One who joined while the lock was waited for is not among them. */
export async function lockListFor(tx: Runner, laneId: Uuid, ids: readonly Uuid[]): Promise<{ list: Mountain; numbers: Map<string, number> }> {
  const known = sql<Record<string, number> | null>`(select json_object_agg(u.id, p.number) from ${placesOf(tx, laneId, ids)})`;
  const { count, peaks, numbers } = await tx.one(ofLane(laneId, tx).select(['count', 'peaks', known.as('numbers')]).forUpdate());
  return { list: mountainOf(count, peaks), numbers: new Map(Object.entries(numbers ?? {})) };
}

function ofLane(laneId: Uuid, tx: Runner) {
  return q.selectFrom('queue.list').where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId);
}

export async function saveList(tx: Runner, laneId: Uuid, { count, peaks }: Mountain): Promise<void> {
  await tx.run(q.updateTable('queue.list').set({ count, peaks: Buffer.concat(peaks) }).where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId));
}

export async function countPlaces(tx: Runner, laneId: Uuid): Promise<number> {
  return (await tx.one(q.selectFrom('queue.list').select('count').where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId))).count;
}

/** The numbers of those of these ids that have a place. */
export async function numbersOf(tx: Runner, laneId: Uuid, ids: readonly Uuid[]): Promise<Map<string, number>> {
  const { numbers } = await tx.one(q.selectNoFrom(sql<Record<string, number> | null>`(select json_object_agg(u.id, p.number) from ${placesOf(tx, laneId, ids)})`.as('numbers')));
  return new Map(Object.entries(numbers ?? {}));
}

/**
 * Each looked up by itself, and planned anew: while the table has no statistics, as in the first minute of a rush, PostgreSQL otherwise reads every
 * place of the lane and compares them all (2 ms at 12,000 places, and more for each that joins).
 */
function placesOf(tx: Runner, laneId: Uuid, ids: readonly Uuid[]) {
  return sql`${sql.raw(plannedAnew)} unnest(${ids}::uuid[]) u(id), lateral (select number from queue.place p
    where p.tenant_id = ${tx.tenant}::uuid and p.lane_id = ${laneId}::uuid and p.id = u.id limit 1) p`;
}

/** New places and the list with them, in one statement however many: a thousand rows cost little more than one, and a round trip more than both. */
export async function insertPlaces(tx: Runner, laneId: Uuid, authorityId: Uuid | undefined, places: readonly NewPlace[], list: Mountain): Promise<void> {
  const given = sql<{ id: string; number: number; channel: Channel; contact: Buffer | null }>`unnest(
    ${places.map(({ id }) => id)}::uuid[], ${places.map(({ number }) => number)}::int[], ${places.map(({ channel }) => channel)}::text[],
    ${places.map(({ contact }) => contact)}::bytea[])`;
  await tx.run(q.with('made', (db) => db.insertInto('queue.place')
    .columns(['tenant_id', 'lane_id', 'id', 'number', 'channel', 'at', 'authority_id', 'contact_cipher'])
    .expression(db.selectFrom(given.as<'p'>(sql`p(id, number, channel, contact)`)).select([
      sql<string>`${tx.tenant}::uuid`.as('tenant'), sql<string>`${laneId}::uuid`.as('lane'), 'p.id', 'p.number', 'p.channel',
      sql<Date>`${tx.now}::timestamptz`.as('at'), sql<string | null>`${authorityId ?? null}::uuid`.as('authority'), 'p.contact',
    ])))
    .updateTable('queue.list').set({ count: list.count, peaks: Buffer.concat(list.peaks) }).where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId));
}

/** The ids of those who joined, in the order of their numbers: what the published record is made of. */
export async function idsFrom(tx: Runner, laneId: Uuid, from: number, until: number): Promise<Uuid[]> {
  const rows = await tx.all(q.selectFrom('queue.place').select('id').where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId)
    .where('number', '>=', from).where('number', '<', until).orderBy('number'));
  return rows.map(({ id }) => asUuid(id));
}

export interface Caller { id: Uuid; number: number; channel: Channel; at: Date; contact: Contact; contactedAt?: Date }

/** Those who wait to be called back, in the order they came. */
export async function callersOf(tx: Tx, laneId: Uuid): Promise<Caller[]> {
  const rows = await tx.all(q.selectFrom('queue.place').selectAll().where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId)
    .where('channel', '<>', 'web').where('contact_cipher', 'is not', null).orderBy('number').limit(500));
  const contacts = await tx.openAllJson<Contact>(rows.map(({ id, contact_cipher: sealed }) => ({ place: contactPlace(asUuid(id)), sealed: sealed! })));
  return rows.map((row, at) => (
    { id: asUuid(row.id), number: row.number, channel: row.channel, at: row.at, contact: contacts[at]!, ...(row.contacted_at && { contactedAt: row.contacted_at }) }));
}

/** The numbers of those who are to be rung. */
export async function numbersToRing(tx: Runner, laneId: Uuid): Promise<number[]> {
  const rows = await tx.all(q.selectFrom('queue.place').select('number').where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId)
    .where('channel', '<>', 'web').where('contact_cipher', 'is not', null).orderBy('number').limit(500));
  return rows.map(({ number }) => number);
}

/** The place with a number that staff gave out, if they did. */
export async function findCaller(tx: Runner, laneId: Uuid, number: number): Promise<Uuid | undefined> {
  const row = await tx.maybe(q.selectFrom('queue.place').select('id').where('tenant_id', '=', tx.tenant).where('number', '=', number).where('lane_id', '=', laneId)
    .where('channel', '<>', 'web'));
  return row && asUuid(row.id);
}

export async function numberOfCaller(tx: Runner, laneId: Uuid, id: Uuid): Promise<number | undefined> {
  return (await tx.maybe(q.selectFrom('queue.place').select('number').where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId).where('id', '=', id)
    .where('channel', '<>', 'web')))?.number;
}

/** Somebody has been called back: their number is not needed any more. @returns false when there was nobody */
export async function forgetContact(tx: Runner, laneId: Uuid, id: Uuid): Promise<boolean> {
  return await tx.run(q.updateTable('queue.place').set({ contact_cipher: null, contacted_at: tx.now }).where('tenant_id', '=', tx.tenant)
    .where('lane_id', '=', laneId).where('id', '=', id).where('channel', '<>', 'web').where('contact_cipher', 'is not', null)) > 0;
}

export function contactPlace(id: Uuid) {
  return { table: 'queue.place', row: id, column: 'contact_cipher' };
}
