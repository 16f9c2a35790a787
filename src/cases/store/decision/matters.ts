import type { FileReference } from '../../../forms/index.ts';
import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q, type MatterRow } from '../tables.ts';

/** What is asked for, or why the authority takes something up. */
export interface MatterContent {
  text: string;
  files?: readonly FileReference[];
}

/** Something to decide in a case beyond its first decision. */
export interface Matter {
  id: Uuid;
  caseId: Uuid;
  kind: string;
  aboutId: Uuid | null;
  permitId: Uuid | null;
  begunByKind: MatterRow['begun_by_kind'];
  begunBy: Uuid | null;
  begunAt: Date;
  /** the day by which it is to be decided, `YYYY-MM-DD`; null when the definition gives none */
  dueDay: string | null;
  endedAt: Date | null;
  endedWhy: MatterRow['ended_why'];
  decisionId: Uuid | null;
  content: MatterContent;
}

export interface NewMatter {
  kind: string;
  aboutId?: Uuid;
  permitId?: Uuid;
  begunByKind: MatterRow['begun_by_kind'];
  begunBy?: Uuid;
  dueDay?: string;
  content: MatterContent;
}

/** Adds a matter. Of the same thing one is open at a time: a second breaks on its key. */
export async function addMatter(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, matter: NewMatter): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.matter').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, kind: matter.kind, about_id: matter.aboutId ?? null,
    permit_id: matter.permitId ?? null, begun_by_kind: matter.begunByKind, begun_by: matter.begunBy ?? null, begun_at: tx.now, due_day: matter.dueDay ?? null,
    content_cipher: await tx.sealJson(file.keyId, placeOf('cases.matter', id, 'content_cipher'), matter.content),
    ended_at: null, ended_why: null, decision_id: null,
  }));
  return id;
}

/** The matters of a case, in the order they were begun. */
export async function mattersOf(tx: Tx, caseId: Uuid): Promise<Matter[]> {
  const rows = await tx.all(q.selectFrom('cases.matter').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('begun_at').orderBy('id').limit(200));
  return inTurn(rows, (row) => toMatter(tx, row));
}

/** Ends an open matter: with its decision, or dropped. @returns false when it was ended already */
export async function endMatter(tx: Tx, id: Uuid, end: { why: 'decided'; decisionId: Uuid } | { why: 'dropped' }): Promise<boolean> {
  return await tx.run(q.updateTable('cases.matter').set({ ended_at: tx.now, ended_why: end.why, decision_id: 'decisionId' in end ? end.decisionId : null })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id).where('ended_at', 'is', null)) > 0;
}

async function toMatter(tx: Tx, row: MatterRow): Promise<Matter> {
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  const id = asUuid(row.id);
  return {
    id, caseId: asUuid(row.case_id), kind: row.kind, aboutId: maybe(row.about_id), permitId: maybe(row.permit_id), begunByKind: row.begun_by_kind,
    begunBy: maybe(row.begun_by), begunAt: row.begun_at, dueDay: row.due_day ?? null, endedAt: row.ended_at, endedWhy: row.ended_why, decisionId: maybe(row.decision_id),
    content: await tx.openJson<MatterContent>(placeOf('cases.matter', id, 'content_cipher'), row.content_cipher),
  };
}
