import { asUuid, tables, type Runner, type Uuid } from '../../platform/index.ts';

const q = tables<{ 'records.archive_key': { tenant_id: string; id: string; recipient: string; set_by: string; set_at: Date } }>();

/** The archive's public key in force, and who set it. */
export interface ArchiveKey { recipient: string; setBy: Uuid; setAt: Date }

export async function setArchiveKey(tx: Runner, recipient: string, by: Uuid): Promise<void> {
  await tx.run(q.insertInto('records.archive_key').values({ tenant_id: tx.tenant, id: tx.id(), recipient, set_by: by, set_at: tx.now }));
}

export async function archiveKey(tx: Runner): Promise<ArchiveKey | undefined> {
  const row = await tx.maybe(q.selectFrom('records.archive_key').selectAll().where('tenant_id', '=', tx.tenant).orderBy('set_at', 'desc').orderBy('id', 'desc').limit(1));
  return row && { recipient: row.recipient, setBy: asUuid(row.set_by), setAt: row.set_at };
}
