import { asUuid, type Runner, type Uuid } from '../../../platform/index.ts';
import { q } from '../tables.ts';
import type { SavedViewRow } from './officer-tables.ts';
import type { View } from '../../model/officers/list-views.ts';

/** A work list with its filter and order, by a name: its maker's own, or everyone's in a unit. */
export interface SavedView {
  id: Uuid;
  name: string;
  /** everyone's in this unit; null: its maker's own */
  unitId: Uuid | null;
  madeBy: Uuid;
  list: View;
  service: string | null;
  urgent: boolean;
  /** newest, or last, first; null: as the list has it by itself */
  falling: boolean | null;
}

export async function addSavedView(tx: Runner, authorityId: Uuid, view: Omit<SavedView, 'id'>): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.saved_view').values({
    tenant_id: tx.tenant, id, authority_id: authorityId, unit_id: view.unitId, made_by: view.madeBy, name: view.name, list: view.list,
    service: view.service, urgent: view.urgent, falling: view.falling, made_at: tx.now,
  }));
  return id;
}

/** Somebody's own lists, and those of their units, by name. */
export async function savedViewsFor(tx: Runner, authorityId: Uuid, staffId: Uuid, units: readonly Uuid[]): Promise<SavedView[]> {
  const rows = await tx.all(q.selectFrom('cases.saved_view').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .where((eb) => eb.or([
      eb.and([eb('unit_id', 'is', null), eb('made_by', '=', staffId)]), ...(units.length ? [eb('unit_id', 'in', [...units])] : []),
    ])).orderBy('name').orderBy('id').limit(100));
  return rows.map(toView);
}

/** Takes a list away, for everyone who had it. */
export function removeSavedView(tx: Runner, id: Uuid): Promise<number> {
  return tx.run(q.deleteFrom('cases.saved_view').where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** Which list somebody comes to first; undefined: their own cases. */
export async function firstViewOf(tx: Runner, authorityId: Uuid, staffId: Uuid): Promise<Uuid | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.first_view').select('view_id').where('tenant_id', '=', tx.tenant)
    .where('authority_id', '=', authorityId).where('staff_id', '=', staffId));
  return row && asUuid(row.view_id);
}

/** Remembers which list somebody comes to first; null: their own cases, as from the beginning. */
export async function setFirstView(tx: Runner, authorityId: Uuid, staffId: Uuid, view: Uuid | null): Promise<void> {
  await tx.run(q.deleteFrom('cases.first_view').where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).where('staff_id', '=', staffId));
  if (view) await tx.run(q.insertInto('cases.first_view').values({ tenant_id: tx.tenant, authority_id: authorityId, staff_id: staffId, view_id: view }));
}

function toView(row: SavedViewRow): SavedView {
  return {
    id: asUuid(row.id), name: row.name, unitId: row.unit_id === null ? null : asUuid(row.unit_id), madeBy: asUuid(row.made_by), list: row.list,
    service: row.service, urgent: row.urgent, falling: row.falling,
  };
}
