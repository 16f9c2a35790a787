import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import type { FileReference } from '../../../forms/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q, type RequestRow } from '../tables.ts';

/** What is asked for, as the person reads it. */
export interface RequestContent {
  /** an introduction, or in a hearing everything the person is to answer to; plain text, blank lines part paragraphs */
  text: string;
  /** completion: what is asked for, one by one */
  items: readonly { id: string; text: string }[];
}

/** What the person answered. */
export interface RequestAnswer {
  /** completion: to each item text, files, or that they cannot */
  items: readonly { id: string; text: string; cannot: boolean; files: readonly FileReference[] }[];
  /** hearing: agrees with what we hold, or has something to say */
  stance?: 'agree' | 'comment';
  text?: string;
}

/** A question from the authority to the parties: completion (komplettering) or hearing (kommunicering, 25 § förvaltningslagen). */
export interface CaseRequest {
  id: Uuid;
  caseId: Uuid;
  kind: RequestRow['kind'];
  /** null: nobody, when the case was drawn for a check */
  askedBy: Uuid | null;
  askedAt: Date;
  /** last day to answer, `YYYY-MM-DD` */
  dueDay: string;
  documentId: Uuid | null;
  content: RequestContent;
  answeredAt: Date | null;
  answeredBy: Uuid | null;
  answer: RequestAnswer | null;
  withdrawnAt: Date | null;
}

export type NewRequest = Pick<CaseRequest, 'kind' | 'askedBy' | 'dueDay' | 'content'> & { documentId?: Uuid };

export async function addRequest(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, request: NewRequest): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.request').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, kind: request.kind, asked_by: request.askedBy, asked_at: tx.now,
    due_day: request.dueDay, document_id: request.documentId ?? null,
    content_cipher: await tx.sealJson(file.keyId, placeOf('cases.request', id, 'content_cipher'), request.content),
    answered_at: null, answered_by: null, answer_cipher: null, withdrawn_at: null,
  }));
  return id;
}

/** The requests of a case, in the order they were made. */
export async function requestsOf(tx: Tx, caseId: Uuid): Promise<CaseRequest[]> {
  const rows = await tx.all(q.selectFrom('cases.request').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('asked_at').orderBy('id').limit(200));
  return inTurn(rows, (row) => toRequest(tx, row));
}

/** Notes the answer, once. @returns false when it had been answered or withdrawn already */
export async function answerRequest(tx: Tx, file: Pick<CaseFile, 'keyId'>, id: Uuid, answeredBy: Uuid, answer: RequestAnswer): Promise<boolean> {
  return await tx.run(q.updateTable('cases.request').set({
    answered_at: tx.now, answered_by: answeredBy, answer_cipher: await tx.sealJson(file.keyId, placeOf('cases.request', id, 'answer_cipher'), answer),
  }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('answered_at', 'is', null).where('withdrawn_at', 'is', null)) > 0;
}

/** Takes back everything that is unanswered in a case. @returns what it was */
export async function withdrawUnanswered(tx: Tx, caseId: Uuid): Promise<Uuid[]> {
  const rows = await tx.all(q.updateTable('cases.request').set({ withdrawn_at: tx.now }).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('answered_at', 'is', null).where('withdrawn_at', 'is', null).returning('id'));
  return rows.map(({ id }) => asUuid(id));
}

async function toRequest(tx: Tx, row: RequestRow): Promise<CaseRequest> {
  const id = asUuid(row.id);
  const maybe = (value: string | null) => (value === null ? null : asUuid(value));
  return {
    id, caseId: asUuid(row.case_id), kind: row.kind, askedBy: maybe(row.asked_by), askedAt: row.asked_at, dueDay: row.due_day,
    documentId: maybe(row.document_id), answeredAt: row.answered_at, answeredBy: maybe(row.answered_by), withdrawnAt: row.withdrawn_at,
    content: await tx.openJson<RequestContent>(placeOf('cases.request', id, 'content_cipher'), row.content_cipher),
    answer: row.answer_cipher && await tx.openJson<RequestAnswer>(placeOf('cases.request', id, 'answer_cipher'), row.answer_cipher),
  };
}
