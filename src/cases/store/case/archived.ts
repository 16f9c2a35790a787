import type { Runner, Uuid } from '../../../platform/index.ts';
import { toCase, type CaseFile } from './case-file.ts';
import { kept } from '../register/retention-tables.ts';
import { q } from '../tables.ts';

/** Cases of an authority closed in a period (both days within, Swedish days as moments) that the archive has not received, the first closed first. */
export async function toArchive(tx: Runner, wish: { authorityId: Uuid; from: Date; until: Date; atMost: number }): Promise<CaseFile[]> {
  const rows = await tx.all(q.selectFrom('cases.case_file').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', wish.authorityId)
    .where('closed_at', '>=', wish.from).where('closed_at', '<=', wish.until).orderBy('closed_at').orderBy('id').limit(10_000));
  if (!rows.length) return [];
  const there = new Set((await tx.all(kept.selectFrom('cases.archived').select('case_id').where('tenant_id', '=', tx.tenant).where('received_at', 'is not', null)
    .where('case_id', 'in', rows.map(({ id }) => id)))).map((row) => row.case_id));
  return rows.filter(({ id }) => !there.has(id)).slice(0, wish.atMost).map(toCase);
}

/** Notes that cases lie in a package for the archive. */
export async function noteExported(tx: Runner, exportId: Uuid, authorityId: Uuid, caseIds: readonly Uuid[]): Promise<void> {
  if (!caseIds.length) return;
  await tx.run(kept.insertInto('cases.archived').values(caseIds.map((id) => ({
    tenant_id: tx.tenant, case_id: id, export_id: exportId, authority_id: authorityId, exported_at: tx.now, received_at: null }))));
}

/** The archive has received a package: its cases may go by the plan, and are looked at on the next run. @returns how many cases */
export async function noteReceived(tx: Runner, exportId: Uuid): Promise<number> {
  const rows = await tx.all(kept.updateTable('cases.archived').set({ received_at: tx.now }).where('tenant_id', '=', tx.tenant).where('export_id', '=', exportId)
    .where('received_at', 'is', null).returning('case_id'));
  if (rows.length) {
    await tx.run(q.updateTable('cases.case_file').set({ retention_day: null }).where('tenant_id', '=', tx.tenant).where('id', 'in', rows.map((row) => row.case_id)));
  }
  return rows.length;
}

