import { asUuid, type Runner, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from './case-file.ts';
import { q, type ReplacementRow } from '../tables.ts';

/** That one document of a case is now read instead of another. Nothing is taken away by it: both stay. */
export interface Replacement {
  earlierId: Uuid;
  /** what replaces it: one file, or several that were sent together */
  laterIds: readonly Uuid[];
  at: Date;
}

/** What replaces what in a case as it stands, by the earlier document. One that stands after all is not among them. */
export async function replacementsOf(tx: Runner, caseId: Uuid): Promise<ReadonlyMap<Uuid, Replacement>> {
  const rows = await tx.all(q.selectFrom('cases.replacement').select(['earlier_id', 'later_ids', 'said_at']).where('tenant_id', '=', tx.tenant)
    .where('case_id', '=', caseId).orderBy('said_at').orderBy('id').limit(1_000));
  const last = new Map<Uuid, Replacement>();
  for (const row of rows) {
    const earlierId = asUuid(row.earlier_id);
    if (row.later_ids.length) last.set(earlierId, { earlierId, laterIds: row.later_ids.map(asUuid), at: row.said_at });
    else last.delete(earlierId);
  }
  return last;
}

/** Adds what is said of a document. Without later documents: it stands after all. */
export async function addReplacement(
  tx: Runner, file: Pick<CaseFile, 'id' | 'authorityId'>, said: { earlierId: Uuid; laterIds: readonly Uuid[]; byKind: ReplacementRow['said_by_kind']; by: Uuid },
): Promise<void> {
  await tx.run(q.insertInto('cases.replacement').values({
    tenant_id: tx.tenant, id: tx.id(), case_id: file.id, authority_id: file.authorityId, earlier_id: said.earlierId, later_ids: [...said.laterIds],
    said_by_kind: said.byKind, said_by: said.by, said_at: tx.now,
  }));
}
