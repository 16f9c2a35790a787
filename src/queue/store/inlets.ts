import { sql } from 'kysely';
import type { Runner, Uuid } from '../../platform/index.ts';
import type { Inlet } from '../model/inlet.ts';
import { q } from './tables.ts';

export interface StoredInlet extends Inlet { showedAt: Date }

export async function findInlet(tx: Runner, laneId: Uuid): Promise<StoredInlet> {
  return inletOf(await tx.one(q.selectFrom('queue.inlet').selectAll().where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId)));
}

/** Held until the transaction ends; nothing when another process holds it: then that one ticks. */
export async function lockInlet(tx: Runner, laneId: Uuid): Promise<StoredInlet | undefined> {
  const row = await tx.maybe(q.selectFrom('queue.inlet').selectAll().where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId).forUpdate().skipLocked());
  return row && inletOf(row);
}

/** Saves how far the lane has come, and which places were called by it. */
export async function saveInlet(tx: Runner, laneId: Uuid, before: Inlet, now: StoredInlet): Promise<void> {
  await tx.run(q.updateTable('queue.inlet').set({
    admitted_to: now.admittedTo, ticked_at: now.tickedAt, carry: now.carry, ease: now.ease, show: now.show, showed_at: now.showedAt,
  }).where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId));
  if (now.admittedTo === before.admittedTo) return;
  await tx.run(q.insertInto('queue.called').values({
    tenant_id: tx.tenant, lane_id: laneId, from_position: before.admittedTo, to_position: now.admittedTo, at: now.tickedAt,
  }));
}

/** When a place was called, if it was. */
export async function calledAt(tx: Runner, laneId: Uuid, position: number): Promise<Date | undefined> {
  const row = await tx.maybe(q.selectFrom('queue.called').select(['to_position', 'at']).where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId)
    .where('from_position', '<=', position).orderBy('from_position', 'desc').limit(1));
  return row && row.to_position > position ? row.at : undefined;
}

/** How many were called between two moments, and how many of them came. */
export async function cameOf(tx: Runner, laneId: Uuid, from: Date, until: Date): Promise<{ called: number; came: number }> {
  const range = await tx.one(q.selectFrom('queue.called').select([
    sql<number | null>`min(from_position)`.as('from'), sql<number | null>`max(to_position)`.as('to'),
  ]).where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId).where('at', '>=', from).where('at', '<', until));
  if (range.from === null) return { called: 0, came: 0 };
  const turns = await tx.one(q.selectFrom('queue.turn').select(sql<number>`count(*)::int`.as('count')).where('tenant_id', '=', tx.tenant)
    .where('lane_id', '=', laneId).where('position', '>=', range.from).where('position', '<', range.to!));
  return { called: range.to! - range.from, came: turns.count };
}

export interface Turn { position: number; claimedAt: Date; until: Date; extended: number }

export async function findTurn(tx: Runner, laneId: Uuid, position: number): Promise<Turn | undefined> {
  const row = await tx.maybe(q.selectFrom('queue.turn').selectAll().where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId).where('position', '=', position));
  return row && { position: row.position, claimedAt: row.claimed_at, until: row.until, extended: row.extended };
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

function inletOf(row: { admitted_to: number; ticked_at: Date; carry: number; ease: number; show: number; showed_at: Date }): StoredInlet {
  return { admittedTo: row.admitted_to, tickedAt: row.ticked_at, carry: row.carry, ease: row.ease, show: row.show, showedAt: row.showed_at };
}
