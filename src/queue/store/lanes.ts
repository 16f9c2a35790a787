import { asUuid, type Runner, type Tx, type Uuid } from '../../platform/index.ts';
import type { Lane } from '../model/lane.ts';
import { q, type LaneRow, type StepKind } from './tables.ts';

/** All of a lane but what only its own processes read: its sealed secrets. */
export const shown = [
  'id', 'authority_id', 'slug', 'purpose', 'kind', 'guards', 'leads_to', 'words', 'sign_in', 'joined_by', 'registers_at', 'opens_at', 'per_minute', 'claim_minutes',
  'pass_minutes', 'supply', 'supply_told', 'promise', 'opened_at', 'drawn', 'root', 'secret', 'seed', 'paused_at', 'holding_since', 'through_since', 'void_below', 'ended_at',
] as const satisfies readonly (keyof LaneRow)[];
type Shown = Pick<LaneRow, (typeof shown)[number]>;

/** Lanes that stand, and after them those that stood until not long ago; each the newest first. */
export async function listLanes(tx: Runner): Promise<Lane[]> {
  return (await tx.all(q.selectFrom('queue.lane').select(shown).where('tenant_id', '=', tx.tenant).orderBy((eb) => eb('ended_at', 'is not', null))
    .orderBy('made_at', 'desc').limit(200))).map(laneOf);
}

export async function findLane(tx: Runner, slug: string): Promise<Lane | undefined> {
  const row = await tx.maybe(q.selectFrom('queue.lane').select(shown).where('tenant_id', '=', tx.tenant).where('slug', '=', slug));
  return row && laneOf(row);
}

/** Holds the lane until the transaction ends: of several that would open it, one does. */
export async function lockLane(tx: Runner, id: Uuid): Promise<Lane> {
  return laneOf(await tx.one(q.selectFrom('queue.lane').select(shown).where('tenant_id', '=', tx.tenant).where('id', '=', id).forUpdate()));
}

export type LaneChange = Partial<Pick<LaneRow, 'per_minute' | 'supply' | 'supply_told' | 'opens_at' | 'opened_at' | 'drawn' | 'root' | 'secret' | 'seed' | 'paused_at'
  | 'holding_since' | 'through_since' | 'void_below' | 'ended_at'>>;

export async function changeLane(tx: Runner, id: Uuid, change: LaneChange): Promise<void> {
  await tx.run(q.updateTable('queue.lane').set(change).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** How many are left, unless staff have written a number of their own meanwhile. */
export async function saveLeft(tx: Runner, id: Uuid, left: number): Promise<void> {
  await tx.run(q.updateTable('queue.lane').set({ supply: left }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('supply_told', '=', true));
}

/** The same for whoever is first. @returns false when somebody was before, or the lane has ended */
export async function holdLane(tx: Runner, id: Uuid, holds: boolean): Promise<boolean> {
  return await tx.run(q.updateTable('queue.lane').set({ holding_since: holds ? tx.now : null }).where('tenant_id', '=', tx.tenant).where('id', '=', id)
    .where('ended_at', 'is', null).where('holding_since', holds ? 'is' : 'is not', null)) > 0;
}

export async function insertLane(tx: Tx, row: Omit<LaneRow, 'tenant_id'>): Promise<void> {
  await tx.run(q.insertInto('queue.lane').values({ tenant_id: tx.tenant, ...row, words: JSON.stringify(row.words) as unknown as LaneRow['words'] }));
  await tx.run(q.insertInto('queue.list').values({ tenant_id: tx.tenant, lane_id: row.id, count: 0, peaks: Buffer.alloc(0) }));
  await tx.run(q.insertInto('queue.inlet').values({
    tenant_id: tx.tenant, lane_id: row.id, admitted_to: 0, ticked_at: tx.now, carry: 0, ease: 1, show: 1, showed_at: tx.now, pressed_at: null,
  }));
}

/** What only a lane's own processes know, for as long as it stands. */
export interface Secrets {
  draw: Buffer;
  ticket: Buffer;
  person: Buffer;
}

export async function secretsOf(tx: Tx, id: Uuid): Promise<Secrets> {
  const { secrets_cipher: sealed } = await tx.one(q.selectFrom('queue.lane').select('secrets_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  const open = await tx.openJson<Record<keyof Secrets, string>>({ table: 'queue.lane', row: id, column: 'secrets_cipher' }, sealed);
  return { draw: Buffer.from(open.draw, 'hex'), ticket: Buffer.from(open.ticket, 'hex'), person: Buffer.from(open.person, 'hex') };
}

export interface Step { id: Uuid; kind: StepKind; value: number | null; at: Date; staffId?: Uuid }

/** What was done with a lane is a row, with who and when. */
export async function insertStep(tx: Runner, laneId: Uuid, step: Omit<Step, 'id' | 'at'>): Promise<void> {
  await tx.run(q.insertInto('queue.step').values({
    tenant_id: tx.tenant, id: tx.id(), lane_id: laneId, kind: step.kind, value: step.value, at: tx.now, staff_id: step.staffId ?? null,
  }));
}

export async function stepsOf(tx: Runner, laneId: Uuid): Promise<Step[]> {
  const rows = await tx.all(q.selectFrom('queue.step').selectAll().where('tenant_id', '=', tx.tenant).where('lane_id', '=', laneId)
    .orderBy('at', 'desc').orderBy('id', 'desc').limit(50));
  return rows.map(({ id, kind, value, at, staff_id: staffId }) => ({ id: asUuid(id), kind, value, at, ...(staffId && { staffId: asUuid(staffId) }) }));
}

/** A row as the lane it is. */
export function laneOf(row: Shown): Lane {
  return {
    id: asUuid(row.id), slug: row.slug, purpose: row.purpose, kind: row.kind, guards: row.guards, leadsTo: row.leads_to, words: row.words,
    signIn: row.sign_in, joinedBy: row.joined_by, perMinute: row.per_minute, claimMinutes: row.claim_minutes, passMinutes: row.pass_minutes,
    supply: row.supply, supplyTold: row.supply_told, promise: row.promise, voidBelow: row.void_below,
    ...(row.authority_id && { authorityId: asUuid(row.authority_id) }),
    ...(row.registers_at && { registersAt: row.registers_at }), ...(row.opens_at && { opensAt: row.opens_at }),
    ...(row.opened_at && { openedAt: row.opened_at }), ...(row.paused_at && { pausedAt: row.paused_at }),
    ...(row.holding_since && { holdingSince: row.holding_since }), ...(row.through_since && { throughSince: row.through_since }),
    ...(row.ended_at && { endedAt: row.ended_at }),
    ...(row.seed && { draw: { count: row.drawn!, root: row.root!, secret: row.secret!, seed: row.seed } }),
  };
}
