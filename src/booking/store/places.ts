import { sql } from 'kysely';
import { z } from 'zod';
import { asUuid, type Runner, type Uuid } from '../../platform/index.ts';
import { q, type PlaceRow, type ResourceRow } from './tables.ts';

/** What can be asked for of a place. */
export const accessKinds = ['stepFree', 'elevator', 'hearingLoop', 'quiet', 'parking'] as const;
export type AccessKind = (typeof accessKinds)[number];

export const placeFacts = z.strictObject({
  street: z.string(), postcode: z.string(), city: z.string(),
  /** how one finds in */
  way: z.string().default(''),
  access: z.array(z.enum(accessKinds)).default([]),
  phone: z.string().default(''),
});
export type PlaceFacts = z.infer<typeof placeFacts>;

/** Where one comes. */
export interface Place extends PlaceFacts {
  id: Uuid;
  authorityId: Uuid;
  name: string;
  closed: boolean;
}

export interface Resource { id: Uuid; placeId: Uuid | null; kind: ResourceRow['kind']; name: string; ended: boolean }

/** All places of the organisation, or of an authority, by name. */
export async function placesOf(tx: Runner, authorityId?: Uuid): Promise<Place[]> {
  const all = q.selectFrom('booking.place').selectAll().where('tenant_id', '=', tx.tenant).orderBy('name').limit(1_000);
  return (await tx.all(authorityId ? all.where('authority_id', '=', authorityId) : all)).map(toPlace);
}

/** Whether any place has been added. */
export async function hasPlaces(tx: Runner): Promise<boolean> {
  return await tx.maybe(q.selectFrom('booking.place').select('id').where('tenant_id', '=', tx.tenant).limit(1)) !== undefined;
}

export async function findPlace(tx: Runner, id: Uuid): Promise<Place | undefined> {
  const row = await tx.maybe(q.selectFrom('booking.place').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toPlace(row);
}

export async function addPlace(tx: Runner, place: { authorityId: Uuid; name: string; facts: PlaceFacts }): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('booking.place').values({
    tenant_id: tx.tenant, id, authority_id: place.authorityId, name: place.name, facts: JSON.stringify(place.facts), closed_at: null,
  }));
  return id;
}

export async function resourcesOf(tx: Runner, authorityId: Uuid): Promise<Resource[]> {
  const rows = await tx.all(q.selectFrom('booking.resource').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).orderBy('name').limit(1_000));
  return rows.map((row) => ({ id: asUuid(row.id), placeId: row.place_id ? asUuid(row.place_id) : null, kind: row.kind, name: row.name, ended: row.ended_at !== null }));
}

export async function addResource(tx: Runner, resource: { authorityId: Uuid; placeId?: Uuid; kind: ResourceRow['kind']; name: string }): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('booking.resource').values({
    tenant_id: tx.tenant, id, authority_id: resource.authorityId, place_id: resource.placeId ?? null, kind: resource.kind, name: resource.name, ended_at: null,
  }));
  return id;
}

/** Names of what a time needs, by time. Staff's own authority. */
export async function resourceNames(tx: Runner, slots: readonly Uuid[]): Promise<Map<string, string[]>> {
  if (!slots.length) return new Map();
  const rows = await tx.all(q.selectFrom('booking.slot_resource as n').innerJoin('booking.resource as r', (join) => join
    .onRef('r.tenant_id', '=', 'n.tenant_id').onRef('r.id', '=', 'n.resource_id')).select(['n.slot_id', 'r.name'])
    .where('n.tenant_id', '=', tx.tenant).where(sql<boolean>`n.slot_id = any(${[...slots]}::uuid[])`).orderBy('r.name'));
  const names = new Map<string, string[]>();
  for (const { slot_id: id, name } of rows) names.set(id, [...(names.get(id) ?? []), name]);
  return names;
}

function toPlace(row: PlaceRow): Place {
  return { id: asUuid(row.id), authorityId: asUuid(row.authority_id), name: row.name, closed: row.closed_at !== null, ...placeFacts.parse(row.facts) };
}
