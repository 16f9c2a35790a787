import { sql } from 'kysely';
import { tables } from '../database/query.ts';
import type { Runner } from '../database/transaction.ts';
import type { Uuid } from '../ids.ts';

export type Purpose = 'data' | 'lookup';

interface KeyTables {
  'platform.tenant_key': {
    tenant_id: Uuid; id: Uuid; purpose: Purpose; wrapped: Buffer; master_id: string; created_at: Date; retired_at: Date | null;
  };
  'platform.dossier_key': { tenant_id: Uuid; id: Uuid; wrapped: Buffer; tenant_key_id: Uuid; created_at: Date };
}

export type TenantKeyRow = KeyTables['platform.tenant_key'];
export type DossierKeyRow = KeyTables['platform.dossier_key'];

const q = tables<KeyTables>();

export async function insertTenantKey(tx: Runner, row: TenantKeyRow): Promise<void> {
  await tx.run(q.insertInto('platform.tenant_key').values(row));
}

export async function insertDossierKey(tx: Runner, row: DossierKeyRow): Promise<void> {
  await tx.run(q.insertInto('platform.dossier_key').values(row));
}

export async function findTenantKey(tx: Runner, id: Uuid): Promise<TenantKeyRow> {
  return tx.one(q.selectFrom('platform.tenant_key').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** Those in use for a purpose, newest first. */
export async function keysInUse(tx: Runner, purpose: Purpose): Promise<Pick<TenantKeyRow, 'id' | 'created_at'>[]> {
  return tx.all(q.selectFrom('platform.tenant_key').select(['id', 'created_at']).where('tenant_id', '=', tx.tenant)
    .where('purpose', '=', purpose).where('retired_at', 'is', null).orderBy('created_at', 'desc').orderBy('id', 'desc'));
}

export async function findDossierKey(tx: Runner, id: Uuid): Promise<DossierKeyRow | undefined> {
  return tx.maybe(q.selectFrom('platform.dossier_key').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

export async function findDossierKeys(tx: Runner, ids: readonly Uuid[]): Promise<DossierKeyRow[]> {
  return tx.all(q.selectFrom('platform.dossier_key').selectAll().where('tenant_id', '=', tx.tenant).where(sql<boolean>`id = any(${[...ids]}::uuid[])`));
}

export async function deleteDossierKeys(tx: Runner, ids: readonly Uuid[]): Promise<void> {
  await tx.run(q.deleteFrom('platform.dossier_key').where('tenant_id', '=', tx.tenant).where(sql<boolean>`id = any(${[...ids]}::uuid[])`));
}

export async function wrappedByOtherMaster(tx: Runner, masterId: string): Promise<TenantKeyRow[]> {
  return tx.all(q.selectFrom('platform.tenant_key').selectAll()
    .where('tenant_id', '=', tx.tenant).where('master_id', '!=', masterId).forUpdate());
}

export async function rewrapTenantKey(tx: Runner, id: Uuid, wrapped: Buffer, masterId: string): Promise<void> {
  await tx.run(q.updateTable('platform.tenant_key').set({ wrapped, master_id: masterId }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

export async function retireKeys(tx: Runner, ids: readonly Uuid[]): Promise<void> {
  if (!ids.length) return;
  await tx.run(q.updateTable('platform.tenant_key').set({ retired_at: tx.now }).where('tenant_id', '=', tx.tenant).where('id', 'in', ids));
}

/** Dossier keys that another tenant key than this wraps; those that somebody is changing are left for the next round. */
export async function wrappedByOtherKey(tx: Runner, tenantKey: Uuid, most: number): Promise<DossierKeyRow[]> {
  return tx.all(q.selectFrom('platform.dossier_key').selectAll().where('tenant_id', '=', tx.tenant)
    .where('tenant_key_id', '!=', tenantKey).limit(most).forUpdate().skipLocked());
}

export async function rewrapDossierKey(tx: Runner, id: Uuid, wrapped: Buffer, tenantKey: Uuid): Promise<void> {
  await tx.run(q.updateTable('platform.dossier_key').set({ wrapped, tenant_key_id: tenantKey }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** Keys retired before a moment that no dossier needs any more. @returns how many were deleted */
export async function deleteUnneededKeys(tx: Runner, before: Date): Promise<number> {
  return tx.run(q.deleteFrom('platform.tenant_key').where('tenant_id', '=', tx.tenant).where('retired_at', '<', before)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('platform.dossier_key as d').select(sql`1`.as('one'))
      .where('d.tenant_id', '=', tx.tenant).whereRef('d.tenant_key_id', '=', 'platform.tenant_key.id')))));
}
