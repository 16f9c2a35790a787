import { asUuid, type Runner, type Uuid } from '../../platform/index.ts';
import { q } from './tables.ts';

/** That a mark was set, or taken away (no section). */
export interface MarkChange { section: string | null; by: Uuid; at: Date }

export async function noteMark(tx: Runner, record: { id: Uuid; caseId: Uuid; authorityId: Uuid }, change: { section: string | null; by: Uuid }): Promise<void> {
  await tx.run(q.insertInto('records.mark').values({
    tenant_id: tx.tenant, id: tx.id(), record_id: record.id, case_id: record.caseId, authority_id: record.authorityId, section: change.section,
    marked_by: change.by, marked_at: tx.now,
  }));
}

/** Every change of a record's mark since it was registered, the latest first. */
export async function marksOf(tx: Runner, recordId: Uuid): Promise<MarkChange[]> {
  const rows = await tx.all(q.selectFrom('records.mark').selectAll().where('tenant_id', '=', tx.tenant).where('record_id', '=', recordId)
    .orderBy('marked_at', 'desc').orderBy('id', 'desc').limit(100));
  return rows.map((row) => ({ section: row.section, by: asUuid(row.marked_by), at: row.marked_at }));
}

/** @returns rows deleted */
export async function forgetMarks(tx: Runner, caseId: Uuid): Promise<number> {
  return tx.run(q.deleteFrom('records.mark').where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId));
}
