import { asUuid, type Runner, type Uuid } from '../../platform/index.ts';
import { q, type ExportRow } from './tables.ts';

/** A package for the archive, and whether the archive has it. Days are `YYYY-MM-DD`. */
export interface ArchiveExport {
  id: Uuid;
  authorityId: Uuid;
  keyId: Uuid;
  from: string;
  until: string;
  cases: number;
  files: number;
  bytes: number;
  sha256: string;
  /** none once the package has been taken away */
  documentId: Uuid | null;
  madeBy: Uuid;
  madeAt: Date;
  receivedAt: Date | null;
  /** what the archive calls it */
  receipt: string | null;
}

export async function insertExport(tx: Runner, one: Omit<ArchiveExport, 'madeBy' | 'madeAt' | 'receivedAt' | 'receipt'> & { by: Uuid }): Promise<void> {
  await tx.run(q.insertInto('records.export').values({
    tenant_id: tx.tenant, id: one.id, authority_id: one.authorityId, key_id: one.keyId, from_day: one.from, until_day: one.until, cases: one.cases, files: one.files,
    bytes: one.bytes, sha256: one.sha256, document_id: one.documentId, made_by: one.by, made_at: tx.now, received_at: null, received_by: null, receipt: null,
  }));
}

/** An authority's packages, the latest first. */
export async function listExports(tx: Runner, authorityId: Uuid): Promise<ArchiveExport[]> {
  return (await tx.all(q.selectFrom('records.export').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .orderBy('made_at', 'desc').limit(500))).map(toExport);
}

export async function findExport(tx: Runner, id: Uuid): Promise<ArchiveExport | undefined> {
  const row = await tx.maybe(q.selectFrom('records.export').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toExport(row);
}

/** @returns false when the receipt had been written down already */
export async function setReceipt(tx: Runner, id: Uuid, receipt: string, by: Uuid): Promise<boolean> {
  return await tx.run(q.updateTable('records.export').set({ received_at: tx.now, received_by: by, receipt }).where('tenant_id', '=', tx.tenant).where('id', '=', id)
    .where('received_at', 'is', null)) > 0;
}

/** Packages that the archive received before a moment, and that still lie here. */
export async function receivedBefore(tx: Runner, moment: Date): Promise<ArchiveExport[]> {
  return (await tx.all(q.selectFrom('records.export').selectAll().where('tenant_id', '=', tx.tenant).where('received_at', '<', moment)
    .where('document_id', 'is not', null).limit(50))).map(toExport);
}

export async function noteRemoved(tx: Runner, id: Uuid): Promise<void> {
  await tx.run(q.updateTable('records.export').set({ document_id: null }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

function toExport(row: ExportRow): ArchiveExport {
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), keyId: asUuid(row.key_id), from: row.from_day, until: row.until_day, cases: row.cases, files: row.files,
    bytes: row.bytes, sha256: row.sha256, documentId: row.document_id === null ? null : asUuid(row.document_id), madeBy: asUuid(row.made_by), madeAt: row.made_at,
    receivedAt: row.received_at, receipt: row.receipt,
  };
}
