import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { kept } from './retention-tables.ts';
import { q } from '../tables.ts';

/** That a case is not destroyed for now, and why. */
export interface Hold { id: Uuid; caseId: Uuid; reason: string; heldBy: Uuid; heldAt: Date; liftedAt: Date | null }

const place = (row: Uuid) => ({ table: 'cases.hold', row, column: 'reason_cipher' });

/** Keeps a case from destruction. @returns false when it is kept already */
export async function hold(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, reason: string, by: Uuid): Promise<boolean> {
  const id = tx.id();
  return await tx.run(kept.insertInto('cases.hold').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, reason_cipher: await tx.sealJson(file.keyId, place(id), reason),
    held_by: by, held_at: tx.now, lifted_by: null, lifted_at: null,
  }).onConflict((conflict) => conflict.doNothing())) > 0;
}

/** Lets it go by its plan again: looked at on the next run. @returns the case, or undefined when there is no such hold */
export async function liftHold(tx: Tx, id: Uuid, by: Uuid): Promise<Uuid | undefined> {
  const row = await tx.maybe(kept.updateTable('cases.hold').set({ lifted_by: by, lifted_at: tx.now }).where('tenant_id', '=', tx.tenant)
    .where('id', '=', id).where('lifted_at', 'is', null).returning('case_id'));
  if (!row) return undefined;
  await tx.run(q.updateTable('cases.case_file').set({ retention_day: null }).where('tenant_id', '=', tx.tenant).where('id', '=', row.case_id).where('closed_at', 'is not', null));
  return asUuid(row.case_id);
}

/** What an authority holds now, the latest first. */
export async function openHolds(tx: Tx, authorityId: Uuid): Promise<Hold[]> {
  const rows = await tx.all(kept.selectFrom('cases.hold').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .where('lifted_at', 'is', null).orderBy('held_at', 'desc').limit(500));
  return inTurn(rows, async (row) => ({
    id: asUuid(row.id), caseId: asUuid(row.case_id), reason: await tx.openJson<string>(place(asUuid(row.id)), row.reason_cipher), heldBy: asUuid(row.held_by),
    heldAt: row.held_at, liftedAt: row.lifted_at,
  }));
}
