import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q, type ConfirmationRow } from '../tables.ts';

/** A decision that waits for a second person, or has been answered by one. */
export interface Confirmation {
  id: Uuid;
  caseId: Uuid;
  /** what is decided (`Target.key`) */
  target: string;
  askedBy: Uuid;
  askedAt: Date;
  /** what both have before them: anything changed since makes it void */
  caseRevision: number;
  inquiryRevision: number;
  hearingUnnecessary: boolean;
  answeredBy: Uuid | null;
  answeredAt: Date | null;
  answer: ConfirmationRow['answer'];
  note?: string;
}

type NewConfirmation = Pick<Confirmation, 'target' | 'askedBy' | 'caseRevision' | 'inquiryRevision' | 'hearingUnnecessary'>;

export async function addConfirmation(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'unitId'>, wish: NewConfirmation): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.confirmation').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, unit_id: file.unitId, target: wish.target, asked_by: wish.askedBy, asked_at: tx.now,
    case_revision: wish.caseRevision, inquiry_revision: wish.inquiryRevision, hearing_unnecessary: wish.hearingUnnecessary,
    answered_by: null, answered_at: null, answer: null, note_cipher: null,
  }));
  return id;
}

/** The confirmations of a case, in the order they were asked for. */
export async function confirmationsOf(tx: Tx, caseId: Uuid): Promise<Confirmation[]> {
  const rows = await tx.all(q.selectFrom('cases.confirmation').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId).orderBy('asked_at').limit(200));
  return inTurn(rows, (row) => toConfirmation(tx, row));
}

/** Answers one that waits. @returns false when it was answered already */
export async function answerConfirmation(
  tx: Tx, file: Pick<CaseFile, 'keyId'>, id: Uuid, answer: { by: Uuid; answer: NonNullable<ConfirmationRow['answer']>; note?: string },
): Promise<boolean> {
  const note_cipher = answer.note ? await tx.seal(file.keyId, placeOf('cases.confirmation', id, 'note_cipher'), Buffer.from(answer.note)) : null;
  return await tx.run(q.updateTable('cases.confirmation').set({ answered_by: answer.by, answered_at: tx.now, answer: answer.answer, note_cipher })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id).where('answered_at', 'is', null)) > 0;
}

export interface WaitingConfirmation {
  id: Uuid;
  caseId: Uuid;
  number: string;
  title: string;
  askedBy: Uuid;
  askedAt: Date;
}

/** Decisions in these units that wait for someone else than the one who asked; at most a hundred, the oldest first. */
export async function waitingConfirmations(tx: Tx, units: readonly Uuid[], reader: Uuid): Promise<WaitingConfirmation[]> {
  if (!units.length) return [];
  const rows = await tx.all(q.selectFrom('cases.confirmation as w')
    .innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 'w.tenant_id').onRef('c.id', '=', 'w.case_id'))
    .select(['w.id', 'w.case_id', 'c.number', 'c.title', 'w.asked_by', 'w.asked_at']).where('w.tenant_id', '=', tx.tenant)
    .where('w.unit_id', 'in', [...units]).where('w.answered_at', 'is', null).where('w.asked_by', '<>', reader).orderBy('w.asked_at').limit(100));
  return rows.map((row) => ({ id: asUuid(row.id), caseId: asUuid(row.case_id), number: row.number, title: row.title, askedBy: asUuid(row.asked_by), askedAt: row.asked_at }));
}

async function toConfirmation(tx: Tx, row: ConfirmationRow): Promise<Confirmation> {
  const id = asUuid(row.id);
  const note = row.note_cipher && (await tx.open(placeOf('cases.confirmation', id, 'note_cipher'), row.note_cipher)).toString();
  return {
    id, caseId: asUuid(row.case_id), target: row.target, askedBy: asUuid(row.asked_by), askedAt: row.asked_at, caseRevision: row.case_revision,
    inquiryRevision: row.inquiry_revision, hearingUnnecessary: row.hearing_unnecessary, answeredBy: row.answered_by === null ? null : asUuid(row.answered_by),
    answeredAt: row.answered_at, answer: row.answer, ...(note && { note }),
  };
}
