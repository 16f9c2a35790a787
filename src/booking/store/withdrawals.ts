import { sql } from 'kysely';
import { asUuid, type Runner, type Tx, type Uuid } from '../../platform/index.ts';
import type { Claim } from '../model/revoke.ts';
import { q, type WithdrawalRow } from './tables.ts';
import { toOffer, type Offer } from './waiting.ts';

/** Times that are not to be had after all, and how far their people have been told. */
export interface Withdrawal {
  id: Uuid;
  authorityId: Uuid;
  placeId: Uuid;
  services: readonly string[];
  fromAt: Date;
  untilAt: Date;
  why: WithdrawalRow['why'];
  /** how many keep theirs */
  enough: number;
  moveTo: WithdrawalRow['move_to'];
  madeAt: Date;
  /** times stopped */
  stopped: number;
  /** people who were to lose theirs when it was made */
  affected: number;
  moved: number;
  ended: number;
  finishedAt: Date | null;
}

export type NewWithdrawal = Omit<Withdrawal, 'id' | 'madeAt' | 'moved' | 'ended' | 'finishedAt'> & { staffId: Uuid | null };

export async function addWithdrawal(tx: Runner, made: NewWithdrawal): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('booking.withdrawal').values({
    tenant_id: tx.tenant, id, authority_id: made.authorityId, place_id: made.placeId, services: [...made.services], from_at: made.fromAt, until_at: made.untilAt, why: made.why,
    enough: made.enough, move_to: made.moveTo, made_at: tx.now, staff_id: made.staffId, stopped: made.stopped, affected: made.affected, moved: 0, ended: 0, finished_at: null,
  }));
  return id;
}

export async function findWithdrawal(tx: Runner, id: Uuid, options: { lock?: boolean } = {}): Promise<Withdrawal | undefined> {
  const query = q.selectFrom('booking.withdrawal').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toWithdrawal(row);
}

/** The latest of an authority. */
export async function latestWithdrawals(tx: Runner, authorityId: Uuid, limit: number): Promise<Withdrawal[]> {
  return (await tx.all(q.selectFrom('booking.withdrawal').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .orderBy('made_at', 'desc').orderBy('id', 'desc').limit(limit))).map(toWithdrawal);
}

/** Those made at a moment or before that are not finished, the oldest first. */
export async function unfinishedWithdrawals(tx: Runner, madeBy: Date): Promise<Uuid[]> {
  return (await tx.all(q.selectFrom('booking.withdrawal').select('id').where('tenant_id', '=', tx.tenant).where('finished_at', 'is', null).where('made_at', '<=', madeBy)
    .orderBy('made_at').orderBy('id').limit(100))).map(({ id }) => asUuid(id));
}

/** Notes how many more have been moved or lost their time, and when it was all. */
export async function countWithdrawn(tx: Runner, id: Uuid, some: { moved: number; ended: number; finished: boolean }): Promise<void> {
  await tx.run(q.updateTable('booking.withdrawal').set((eb) => ({
    moved: eb('moved', '+', some.moved), ended: eb('ended', '+', some.ended), ...(some.finished && { finished_at: tx.now }),
  })).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** Ends what is under way of a service's times at a place, since it was enough after all: whoever still has a time keeps it. */
export async function endWithdrawals(tx: Runner, { placeId, service, from, until }: { placeId: Uuid; service: string; from: Date; until: Date }): Promise<void> {
  await tx.run(q.updateTable('booking.withdrawal').set({ finished_at: tx.now }).where('tenant_id', '=', tx.tenant).where('place_id', '=', placeId).where('why', '=', 'revoked')
    .where(sql<boolean>`${service} = any(services)`).where('from_at', '<', until).where('until_at', '>', from).where('finished_at', 'is', null));
}

type Span = Pick<Withdrawal, 'placeId' | 'services' | 'fromAt' | 'untilAt'>;

/** Stops the coming times at a place between two moments. @returns how many */
export async function stopSlotsOf(tx: Runner, span: Span): Promise<number> {
  return tx.run(q.updateTable('booking.slot as s').set({ stopped_at: tx.now }).where('s.tenant_id', '=', tx.tenant).where(within(span)).where('s.starts_at', '>', tx.now).where('s.stopped_at', 'is', null));
}

/** Times of a day that are stopped since what is needed does not last, or would be had they not been stopped before. */
export async function cutSlots(tx: Runner, placeId: Uuid, day: string): Promise<ReadonlySet<Uuid>> {
  const rows = await tx.all(q.selectFrom('booking.slot as s').select('s.id').where('s.tenant_id', '=', tx.tenant).where('s.place_id', '=', placeId).where('s.day', '=', day)
    .where(sql<boolean>`exists (select from booking.withdrawal w where w.tenant_id = s.tenant_id and w.place_id = s.place_id and w.why = 'revoked' and s.service = any(w.services)
      and s.starts_at < w.until_at and s.ends_at > w.from_at and w.made_at >= s.stopped_at)`));
  return new Set(rows.map(({ id }) => asUuid(id)));
}

/** Those who have one of its stopped times and have not come, and what decides who keeps theirs. */
export async function claimsOf(tx: Runner, span: Span, after: Date): Promise<(Claim & { id: Uuid })[]> {
  const rows = await tx.all(q.selectFrom('booking.slot as s').innerJoin('booking.booking as b', (join) => join.onRef('b.tenant_id', '=', 's.tenant_id').onRef('b.slot_id', '=', 's.id'))
    .select(['b.id', 'b.priority', 'b.booked_at', 'b.starts_at']).where('s.tenant_id', '=', tx.tenant).where(within(span)).where('s.starts_at', '>', after).where('s.stopped_at', 'is not', null)
    .where('b.booked_at', 'is not', null).where('b.ended_at', 'is', null).where('b.done_at', 'is', null).where('b.arrived_at', 'is', null));
  return rows.map((row) => ({ id: asUuid(row.id), priority: row.priority, bookedAt: row.booked_at!, startsAt: row.starts_at }));
}

/** Offers of its stopped times that are still to be answered. */
export async function offersWithin(tx: Tx, span: Span, limit: number): Promise<Offer[]> {
  const rows = await tx.all(q.selectFrom('booking.slot as s').innerJoin('booking.offer as o', (join) => join.onRef('o.tenant_id', '=', 's.tenant_id').onRef('o.slot_id', '=', 's.id'))
    .selectAll('o').where('s.tenant_id', '=', tx.tenant).where(within(span)).where('s.stopped_at', 'is not', null).where('o.answered_at', 'is', null).limit(limit));
  return rows.map(toOffer);
}

const within = ({ placeId, services, fromAt, untilAt }: Span) =>
  sql<boolean>`s.place_id = ${placeId} and s.service = any(${[...services]}::text[]) and s.starts_at < ${untilAt} and s.ends_at > ${fromAt}`;

function toWithdrawal(row: WithdrawalRow): Withdrawal {
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), placeId: asUuid(row.place_id), services: row.services, fromAt: row.from_at, untilAt: row.until_at, why: row.why,
    enough: row.enough, moveTo: row.move_to, madeAt: row.made_at, stopped: row.stopped, affected: row.affected, moved: row.moved, ended: row.ended, finishedAt: row.finished_at,
  };
}
