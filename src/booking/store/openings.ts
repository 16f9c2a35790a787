import { asUuid, type Runner, type Uuid } from '../../platform/index.ts';
import type { OpeningRule } from '../model/times.ts';
import { q, type OpeningRow } from './tables.ts';

/** An opening rule with where, for what and what it needs. */
export interface Opening extends OpeningRule {
  id: Uuid;
  authorityId: Uuid;
  placeId: Uuid;
  service: string;
  kinds: readonly string[];
  seats: number;
  /** seats besides, for staff */
  overbook: number;
  resources: readonly Uuid[];
  languages: readonly string[];
  video: boolean;
  /** home visits: beginnings of postcodes */
  areas: readonly string[];
  /** of a group event */
  title?: string;
  ended: boolean;
}

export async function addOpeningRow(tx: Runner, opening: Omit<Opening, 'ended'>): Promise<void> {
  await tx.run(q.insertInto('booking.opening').values({
    tenant_id: tx.tenant, id: opening.id, authority_id: opening.authorityId, place_id: opening.placeId, service: opening.service, kinds: [...opening.kinds],
    weekdays: [...opening.weekdays], opens: opening.opens, closes: opening.closes, minutes: opening.minutes, gap: opening.gap, seats: opening.seats,
    overbook: opening.overbook, resources: [...opening.resources], languages: [...opening.languages], video: opening.video, areas: [...opening.areas],
    title: opening.title ?? null, from_day: opening.fromDay, until_day: opening.untilDay, release_days: opening.release?.days ?? null,
    release_at: opening.release?.at ?? null, made_at: tx.now, ended_at: null,
  }));
}

/** Opening rules of an authority, the newest first. */
export async function openingsOf(tx: Runner, authorityId: Uuid): Promise<Opening[]> {
  return (await tx.all(q.selectFrom('booking.opening').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .orderBy('made_at', 'desc').limit(2_000))).map(toOpening);
}

/** Opening rules that hold on some day from `day` (`YYYY-MM-DD`) on: those that times are made of. */
export async function openingsFrom(tx: Runner, day: string): Promise<Opening[]> {
  return (await tx.all(q.selectFrom('booking.opening').selectAll().where('tenant_id', '=', tx.tenant).where('ended_at', 'is', null).where('until_day', '>=', day)
    .orderBy('made_at').orderBy('id').limit(10_000))).map(toOpening);
}

export async function endOpeningRow(tx: Runner, id: Uuid): Promise<boolean> {
  return await tx.run(q.updateTable('booking.opening').set({ ended_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('ended_at', 'is', null)) > 0;
}

/** Closings that touch a time from a moment on. */
export async function closingsFrom(tx: Runner, from: Date): Promise<{ placeId: Uuid | null; resourceId: Uuid | null; fromAt: Date; untilAt: Date; reason: string }[]> {
  const rows = await tx.all(q.selectFrom('booking.closing').selectAll().where('tenant_id', '=', tx.tenant).where('until_at', '>', from).orderBy('from_at').limit(2_000));
  return rows.map((row) => ({
    placeId: row.place_id ? asUuid(row.place_id) : null, resourceId: row.resource_id ? asUuid(row.resource_id) : null,
    fromAt: row.from_at, untilAt: row.until_at, reason: row.reason,
  }));
}

export async function addClosingRow(tx: Runner, closing: { authorityId: Uuid; placeId?: Uuid; resourceId?: Uuid; fromAt: Date; untilAt: Date; reason: string }): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('booking.closing').values({
    tenant_id: tx.tenant, id, authority_id: closing.authorityId, place_id: closing.placeId ?? null, resource_id: closing.resourceId ?? null,
    from_at: closing.fromAt, until_at: closing.untilAt, reason: closing.reason, made_at: tx.now,
  }));
  return id;
}

function toOpening(row: OpeningRow): Opening {
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), placeId: asUuid(row.place_id), service: row.service, kinds: row.kinds, weekdays: row.weekdays,
    opens: row.opens.slice(0, 5), closes: row.closes.slice(0, 5), minutes: row.minutes, gap: row.gap, seats: row.seats, overbook: row.overbook,
    resources: row.resources.map(asUuid), languages: row.languages, video: row.video, areas: row.areas, ...(row.title && { title: row.title }),
    fromDay: row.from_day, untilDay: row.until_day, ...(row.release_days !== null && row.release_at && { release: { days: row.release_days, at: row.release_at.slice(0, 5) } }),
    ended: row.ended_at !== null,
  };
}
