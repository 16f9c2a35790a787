import { sql } from 'kysely';
import { tables } from '../database/query.ts';
import type { Runner } from '../database/transaction.ts';
import type { Uuid } from '../ids.ts';
import { leafOf, type BlockContent, type EntryContent } from './seal-format.ts';

interface AuditTables {
  'platform.audit_entry': Omit<EntryContent, 'at'> & {
    tenant_id: string; at: Date; block: number | null; position: number | null; redacted_at: Date | null;
  };
  'platform.audit_block': BlockContent & { tenant_id: string; head: Buffer };
}

export type Block = BlockContent & { head: Buffer };
export type SealedEntry = EntryContent & { block: number; position: number; redacted_at: Date | null };

const q = tables<AuditTables>();

const content = [
  'id', sql<string>`xid::text`.as('xid'), sql<string>`(extract(epoch from at) * 1000000)::bigint::text`.as('at'), 'event', 'outcome',
  'actor_kind', 'actor_id', 'acting_for', 'authority_id', 'unit_id', 'roles', 'dossier_id', 'subject_id',
  sql<string>`detail::text`.as('detail'),
] as const;

/** One process at a time seals a tenant, or writes its heads; the others wait. Held to the end of the transaction. */
export async function lockAudit(tx: Runner): Promise<void> {
  await tx.run(q.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${`audit ${tx.tenant}`}, 0))`.as('locked')));
}

/**
 * Entries that are in no block, in the order they will have. Those of a transaction older than all that run: nothing
 * can come before them any more. (Transaction numbers begin anew in a restored database; a day is longer than any transaction.)
 */
export async function unsealedEntries(tx: Runner, most: number): Promise<EntryContent[]> {
  return tx.all(q.selectFrom('platform.audit_entry').select(content)
    .where('tenant_id', '=', tx.tenant).where('block', 'is', null)
    .where(sql<boolean>`(xid < pg_snapshot_xmin(pg_current_snapshot()) or at < ${tx.now}::timestamptz - interval '1 day')`)
    .orderBy('platform.audit_entry.xid').orderBy('id').limit(most));
}

export async function countUnsealed(tx: Runner): Promise<number> {
  const row = await tx.one(q.selectFrom('platform.audit_entry').select(sql<number>`count(*)`.as('count'))
    .where('tenant_id', '=', tx.tenant).where('block', 'is', null));
  return row.count;
}

export async function lastBlock(tx: Runner): Promise<Block | undefined> {
  return tx.maybe(q.selectFrom('platform.audit_block').selectAll().where('tenant_id', '=', tx.tenant).orderBy('number', 'desc').limit(1));
}

export async function blocksAfter(tx: Runner, number: number, most: number): Promise<Block[]> {
  return tx.all(q.selectFrom('platform.audit_block').selectAll()
    .where('tenant_id', '=', tx.tenant).where('number', '>', number).orderBy('number').limit(most));
}

export async function headsAfter(tx: Runner, number: number): Promise<Pick<Block, 'number' | 'entries' | 'sealed_at' | 'head'>[]> {
  return tx.all(q.selectFrom('platform.audit_block').select(['number', 'entries', 'sealed_at', 'head'])
    .where('tenant_id', '=', tx.tenant).where('number', '>', number).orderBy('number'));
}

export async function insertBlock(tx: Runner, block: Block, ids: readonly string[]): Promise<void> {
  await tx.run(q.insertInto('platform.audit_block').values({ tenant_id: tx.tenant, ...block }));
  await tx.run(q.updateTable('platform.audit_entry')
    .from(sql<{ id: string; place: number }>`unnest(${ids}::uuid[]) with ordinality`.as<'sealed'>(sql`sealed(id, place)`))
    .set({ block: block.number, position: sql<number>`sealed.place - 1` })
    .where('tenant_id', '=', tx.tenant).whereRef('platform.audit_entry.id', '=', 'sealed.id'));
}

export async function entriesOf(tx: Runner, block: number): Promise<SealedEntry[]> {
  return tx.all(q.selectFrom('platform.audit_entry').select([...content, 'position', 'redacted_at', 'block'])
    .where('tenant_id', '=', tx.tenant).where('block', '=', block).orderBy('position')) as Promise<SealedEntry[]>;
}

/** Entries that say they are in a block which is not there. */
export async function strayEntries(tx: Runner): Promise<{ id: string; block: number }[]> {
  return tx.all(q.selectFrom('platform.audit_entry as e').select(['e.id', 'e.block']).where('e.tenant_id', '=', tx.tenant)
    .where('e.block', 'is not', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('platform.audit_block as b').select('b.number')
      .where('b.tenant_id', '=', tx.tenant).whereRef('b.number', '=', 'e.block'))))) as Promise<{ id: string; block: number }[]>;
}

/** Takes out what the entries of blocks sealed before a moment say. Their rows, places and leaves stay. */
export async function redactBefore(tx: Runner, before: Date): Promise<number> {
  return tx.run(q.updateTable('platform.audit_entry').set({
    event: 'redacted', outcome: 'done', actor_kind: 'redacted', actor_id: null, acting_for: null, authority_id: null, unit_id: null,
    roles: [], dossier_id: null, subject_id: null, detail: '{}', redacted_at: tx.now,
  }).where('tenant_id', '=', tx.tenant).where('redacted_at', 'is', null)
    .where('block', 'in', q.selectFrom('platform.audit_block').select('number')
      .where('tenant_id', '=', tx.tenant).where('sealed_at', '<', before)));
}

export function leavesOf(tenant: Uuid, entries: readonly EntryContent[]): Buffer {
  return Buffer.concat(entries.map((entry) => leafOf(tenant, entry)));
}
