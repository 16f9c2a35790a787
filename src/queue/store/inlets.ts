import { sql } from 'kysely';
import type { Runner, Uuid } from '../../platform/index.ts';
import type { Inlet } from '../model/inlet.ts';
import { q } from './tables.ts';

export interface StoredInlet extends Inlet {
  showedAt: Date;
  /** when some process last refused visitors */
  pressedAt?: Date;
}

export async function findInlet(tx: Runner, laneId: Uuid): Promise<StoredInlet> {
  return inletOf(await tx.one(q.selectFrom('queue.inlet').selectAll().where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId)));
}

/** How far a lane had come when it was read, and how far it should come now. */
export interface Move { laneId: Uuid; before: Inlet; now: StoredInlet }

/**
 * Saves how far lanes have come, and which places were called by it, in one statement however many they are. Nothing of a lane that somebody has
 * moved since it was read, or holds now: then that one moves it.
 * @returns the lanes that were moved
 */
export async function saveMoves(tx: Runner, moves: readonly Move[]): Promise<Set<string>> {
  type Given = { lane: string; ticked_at: Date; was: number; becomes: number; carry: number; ease: number; show: number; showed_at: Date };
  const given = sql<Given>`unnest(${moves.map(({ laneId }) => laneId)}::uuid[], ${moves.map(({ before }) => before.tickedAt)}::timestamptz[],
    ${moves.map(({ before }) => before.admittedTo)}::int[], ${moves.map(({ now }) => now.admittedTo)}::int[], ${moves.map(({ now }) => now.carry)}::float8[],
    ${moves.map(({ now }) => now.ease)}::float8[], ${moves.map(({ now }) => now.show)}::float8[], ${moves.map(({ now }) => now.showedAt)}::timestamptz[])`;
  const tenant = sql<string>`${tx.tenant}::uuid`;
  const rows = await tx.all(q
    .with('mine', (db) => db.selectFrom('queue.inlet as i')
      .innerJoin(given.as<'g'>(sql`g(lane, ticked_at, was, becomes, carry, ease, show, showed_at)`), (join) => join.onRef('g.lane', '=', 'i.lane_id'))
      .where('i.tenant_id', '=', tx.tenant).whereRef('i.ticked_at', '=', 'g.ticked_at').whereRef('i.admitted_to', '=', 'g.was')
      .select(['g.lane', 'g.was', 'g.becomes', 'g.carry', 'g.ease', 'g.show', 'g.showed_at']).forUpdate('i').skipLocked())
    .with('moved', (db) => db.updateTable('queue.inlet as i').from('mine as m').set((eb) => ({
      admitted_to: eb.ref('m.becomes'), ticked_at: tx.now, carry: eb.ref('m.carry'), ease: eb.ref('m.ease'), show: eb.ref('m.show'), showed_at: eb.ref('m.showed_at'),
    })).where('i.tenant_id', '=', tx.tenant).whereRef('i.lane_id', '=', 'm.lane'))
    .with('called', (db) => db.insertInto('queue.called').columns(['tenant_id', 'lane_id', 'from_position', 'to_position', 'at'])
      .expression(db.selectFrom('mine as m').whereRef('m.becomes', '>', 'm.was')
        .select([tenant.as('tenant'), 'm.lane', 'm.was', 'm.becomes', sql<Date>`${tx.now}::timestamptz`.as('at')])))
    .selectFrom('mine').select('lane'));
  return new Set(rows.map(({ lane }) => lane));
}

/** This process refuses visitors now: told to whichever moves the lanes on, once a second of all processes. */
export async function notePressed(tx: Runner): Promise<void> {
  await tx.run(q.updateTable('queue.inlet').set({ pressed_at: tx.now }).where('tenant_id', '=', tx.tenant).where('lane_id', 'in', (eb) => eb.selectFrom('queue.inlet').select('lane_id')
    .where('tenant_id', '=', tx.tenant).where((of) => of.or([of('pressed_at', 'is', null), of('pressed_at', '<', new Date(tx.now.getTime() - 1_000))])).forUpdate().skipLocked()));
}

/** When places were called, those that were; one question however many. */
export async function calledAt(tx: Runner, laneId: Uuid, positions: readonly number[]): Promise<Map<number, Date>> {
  const rows = await tx.all(q.selectFrom(asked(positions)).innerJoinLateral((eb) => eb.selectFrom('queue.called').select(['to_position', 'at']).where('tenant_id', '=', tx.tenant)
    .where('lane_id', '=', laneId).whereRef('from_position', '<=', 'p.position').orderBy('from_position', 'desc').limit(1).as('c'), (join) => join.onTrue())
    .whereRef('c.to_position', '>', 'p.position').select(['p.position', 'c.at']));
  return new Map(rows.map(({ position, at }) => [position, at]));
}

function asked(positions: readonly number[]) {
  return sql<{ position: number }>`unnest(${positions}::int[])`.as<'p'>(sql`p(position)`);
}

/** How many of each lane were called between two moments, and how many of them came; one question for all lanes. */
export async function cameOf(tx: Runner, asked: readonly { laneId: Uuid; from: Date; until: Date }[]): Promise<Map<string, { called: number; came: number }>> {
  const given = sql<{ lane: string; from: Date; until: Date }>`unnest(${asked.map(({ laneId }) => laneId)}::uuid[], ${asked.map(({ from }) => from)}::timestamptz[],
    ${asked.map(({ until }) => until)}::timestamptz[])`;
  const rows = await tx.all(q
    .with('range', (db) => db.selectFrom('queue.called as c')
      .innerJoin(given.as<'g'>(sql`g(lane, "from", until)`), (join) => join.onRef('g.lane', '=', 'c.lane_id'))
      .where('c.tenant_id', '=', tx.tenant).whereRef('c.at', '>=', 'g.from').whereRef('c.at', '<', 'g.until').groupBy('g.lane')
      .select(['g.lane', sql<number>`min(c.from_position)`.as('first'), sql<number>`max(c.to_position)`.as('last')]))
    .selectFrom('range as r').select((eb) => ['r.lane', sql<number>`r.last - r.first`.as('called'),
      eb.selectFrom('queue.turn as t').where('t.tenant_id', '=', tx.tenant).whereRef('t.lane_id', '=', 'r.lane').whereRef('t.position', '>=', 'r.first')
        .whereRef('t.position', '<', 'r.last').select(sql<number>`count(*)::int`.as('count')).as('came')]));
  return new Map(rows.map(({ lane, called, came }) => [lane, { called, came: came ?? 0 }]));
}

export interface Turn { position: number; claimedAt: Date; until: Date; extended: number }

export async function findTurn(tx: Runner, laneId: Uuid, position: number): Promise<Turn | undefined> {
  return (await findTurns(tx, laneId, [position])).get(position);
}

/** The turns that were taken of these places. */
export async function findTurns(tx: Runner, laneId: Uuid, positions: readonly number[]): Promise<Map<number, Turn>> {
  const rows = await tx.all(q.selectFrom('queue.turn').selectAll().where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId)
    .where('position', '=', sql<number>`any(${positions}::int[])`));
  return new Map(rows.map((row) => [row.position, { position: row.position, claimedAt: row.claimed_at, until: row.until, extended: row.extended }]));
}

/** Takes a turn once: whoever asks again, in another tab, gets the same. */
export async function insertTurn(tx: Runner, laneId: Uuid, position: number, until: Date): Promise<Turn> {
  await tx.run(q.insertInto('queue.turn').values({ tenant_id: tx.tenant, lane_id: laneId, position, claimed_at: tx.now, until, extended: 0 })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'lane_id', 'position']).doNothing()));
  return (await findTurn(tx, laneId, position))!;
}

export async function extendTurn(tx: Runner, laneId: Uuid, turn: Turn, until: Date): Promise<boolean> {
  return await tx.run(q.updateTable('queue.turn').set({ until, extended: turn.extended + 1 }).where('tenant_id', '=', tx.tenant)
    .where('lane_id', '=', laneId).where('position', '=', turn.position).where('extended', '=', turn.extended)) > 0;
}

/** How many took their turn since a moment, and how many have a pass now. */
export async function countTurns(tx: Runner, laneId: Uuid, since: Date): Promise<{ since: number; inside: number; all: number }> {
  return tx.one(q.selectFrom('queue.turn').select([
    sql<number>`(count(*) filter (where claimed_at >= ${since}))::int`.as('since'),
    sql<number>`(count(*) filter (where until > ${tx.now}))::int`.as('inside'), sql<number>`count(*)::int`.as('all'),
  ]).where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId));
}

/** A row as the inlet it is. */
export function inletOf(row: { admitted_to: number; ticked_at: Date; carry: number; ease: number; show: number; showed_at: Date; pressed_at: Date | null }): StoredInlet {
  return {
    admittedTo: row.admitted_to, tickedAt: row.ticked_at, carry: row.carry, ease: row.ease, show: row.show, showedAt: row.showed_at, ...(row.pressed_at && { pressedAt: row.pressed_at }),
  };
}
