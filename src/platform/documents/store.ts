import { tables } from '../database/query.ts';
import type { Runner } from '../database/transaction.ts';
import type { Uuid } from '../ids.ts';

interface DocumentTables {
  'platform.document': {
    tenant_id: Uuid; id: Uuid; dossier_id: Uuid; authority_id: Uuid | null; owner_id: Uuid | null; part: string; key_id: Uuid;
    name_cipher: Buffer; media_type: string; size: number; sha256: Buffer; chunks: number; created_at: Date;
  };
  'platform.document_chunk': { tenant_id: Uuid; document_id: Uuid; n: number; cipher: Buffer };
}

export type DocumentRow = DocumentTables['platform.document'];
export type ChunkRow = DocumentTables['platform.document_chunk'];

const q = tables<DocumentTables>();

export async function insertDocument(tx: Runner, row: DocumentRow): Promise<void> {
  await tx.run(q.insertInto('platform.document').values(row));
}

export async function insertChunk(tx: Runner, row: ChunkRow): Promise<void> {
  await tx.run(q.insertInto('platform.document_chunk').values(row));
}

export async function findDocument(tx: Runner, id: Uuid): Promise<DocumentRow | undefined> {
  return tx.maybe(q.selectFrom('platform.document').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

export async function documentsOf(tx: Runner, dossier: Uuid): Promise<DocumentRow[]> {
  return tx.all(q.selectFrom('platform.document').selectAll()
    .where('tenant_id', '=', tx.tenant).where('dossier_id', '=', dossier).orderBy('id'));
}

export async function findChunk(tx: Runner, document: Uuid, n: number): Promise<Buffer | undefined> {
  const row = await tx.maybe(q.selectFrom('platform.document_chunk').select('cipher')
    .where('tenant_id', '=', tx.tenant).where('document_id', '=', document).where('n', '=', n));
  return row?.cipher;
}

export async function moveRows(tx: Runner, from: Uuid, to: Uuid, authority: Uuid): Promise<number> {
  return tx.run(q.updateTable('platform.document').set({ dossier_id: to, authority_id: authority })
    .where('tenant_id', '=', tx.tenant).where('dossier_id', '=', from));
}

/** Chunks first: their policy asks whether the document can be seen. */
export async function deleteRows(tx: Runner, documents: readonly Uuid[]): Promise<void> {
  if (!documents.length) return;
  await tx.run(q.deleteFrom('platform.document_chunk').where('tenant_id', '=', tx.tenant).where('document_id', 'in', documents));
  await tx.run(q.deleteFrom('platform.document').where('tenant_id', '=', tx.tenant).where('id', 'in', documents));
}
