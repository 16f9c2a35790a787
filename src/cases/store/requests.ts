import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import type { CaseFile } from './case-file.ts';
import { inTurn } from './in-turn.ts';
import { placeOf, q, type RequestRow } from './tables.ts';

/** What was asked: sentences to the person, finished text. */
export interface RequestContent {
  items: { id: string; title: string; ask: string; question?: string }[];
  /** the letter's own paragraphs */
  paragraphs: string[];
}

export interface RequestAnswer {
  text: string;
  documents: Uuid[];
}

/** A request for completion, or a hearing before a decision that goes against someone. */
export interface Request {
  id: Uuid;
  caseId: Uuid;
  kind: RequestRow['kind'];
  askedBy: Uuid;
  askedAt: Date;
  /** last day to answer, `YYYY-MM-DD` */
  dueDay: string;
  documentId: Uuid | null;
  content: RequestContent;
  answeredAt: Date | null;
  answer?: RequestAnswer;
  withdrawnAt: Date | null;
}

export async function addRequest(
  tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>,
  request: { id: Uuid; kind: RequestRow['kind']; askedBy: Uuid; dueDay: string; documentId: Uuid | null; content: RequestContent },
): Promise<void> {
  await tx.run(q.insertInto('cases.request').values({
    tenant_id: tx.tenant, id: request.id, case_id: file.id, authority_id: file.authorityId, kind: request.kind, asked_by: request.askedBy,
    asked_at: tx.now, due_day: request.dueDay, document_id: request.documentId, answered_at: null, answered_by: null, answer_cipher: null,
    withdrawn_at: null, content_cipher: await tx.sealJson(file.keyId, placeOf('cases.request', request.id, 'content_cipher'), request.content),
  }));
}

/** Requests of a case, oldest first. */
export async function requestsOf(tx: Tx, caseId: Uuid): Promise<Request[]> {
  const rows = await tx.all(q.selectFrom('cases.request').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('asked_at').orderBy('id').limit(200));
  return inTurn(rows, (row) => toRequest(tx, row));
}

/** Marks a request answered, with what was answered, by whoever may. @returns false when it already was, or was withdrawn */
export async function answerRequest(
  tx: Tx, file: Pick<CaseFile, 'keyId'>, id: Uuid, by: Uuid, answer: RequestAnswer,
): Promise<boolean> {
  return await tx.run(q.updateTable('cases.request').set({
    answered_at: tx.now, answered_by: by, answer_cipher: await tx.sealJson(file.keyId, placeOf('cases.request', id, 'answer_cipher'), answer),
  }).where('tenant_id', '=', tx.tenant).where('id', '=', id).where('answered_at', 'is', null).where('withdrawn_at', 'is', null)) > 0;
}

async function toRequest(tx: Tx, row: RequestRow): Promise<Request> {
  const id = asUuid(row.id);
  return {
    id, caseId: asUuid(row.case_id), kind: row.kind, askedBy: asUuid(row.asked_by), askedAt: row.asked_at, dueDay: row.due_day,
    documentId: row.document_id === null ? null : asUuid(row.document_id), answeredAt: row.answered_at, withdrawnAt: row.withdrawn_at,
    content: await tx.openJson<RequestContent>(placeOf('cases.request', id, 'content_cipher'), row.content_cipher),
    ...(row.answer_cipher && { answer: await tx.openJson<RequestAnswer>(placeOf('cases.request', id, 'answer_cipher'), row.answer_cipher) }),
  };
}
