import { sql } from 'kysely';
import { asUuid, swedishDay, type Runner, type Uuid } from '../../../platform/index.ts';
import { versionById } from '../../../services/index.ts';
import { lawReference } from '../../model/decision/law-reference.ts';
import type { CaseFile } from '../case/case-file.ts';
import { q, type RecordRow } from '../tables.ts';

/** A line of the register: a record that came in, went out or was drawn up. Its title says nothing about the person. */
export interface RegisterRecord {
  id: Uuid;
  caseId: Uuid;
  number: number;
  direction: RecordRow['direction'];
  title: string;
  day: string;
  secrecy: string | null;
  documentId: Uuid | null;
  /** what it is: a submission, a request, a decision, an appeal */
  refId: Uuid | null;
}

export interface NewRecord {
  direction: RecordRow['direction'];
  title: string;
  /** the day it came or went, when not today */
  day?: string;
  secrecy?: string;
  documentId?: Uuid;
  refId?: Uuid;
}

/**
 * Registers a record: numbered within its case. Registering without delay is the law (5 kap. 1 § OSL), so it is part of every action.
 * Unless it says otherwise it is marked with the secrecy section of its service, which is tried when somebody asks for it.
 */
export async function register(tx: Runner, file: Pick<CaseFile, 'id' | 'authorityId' | 'versionId'>, record: NewRecord): Promise<void> {
  const { secrecy } = (await versionById(tx, file.versionId)).compiled.folder.definition;
  const { records } = await tx.one(q.updateTable('cases.case_file').set({ records: sql<number>`records + 1` })
    .where('tenant_id', '=', tx.tenant).where('id', '=', file.id).returning('records'));
  await insertRecord(tx, file, records, { secrecy: lawReference(secrecy.section, secrecy.act), ...record });
}

/** The first record of a case, made together with it. */
export async function insertRecord(tx: Runner, file: Pick<CaseFile, 'id' | 'authorityId'>, number: number, record: NewRecord): Promise<void> {
  tx.write(q.insertInto('cases.record').values({
    tenant_id: tx.tenant, id: tx.id(), case_id: file.id, authority_id: file.authorityId, number, direction: record.direction,
    title: record.title, day: record.day ?? swedishDay(tx.now), secrecy: record.secrecy ?? null, document_id: record.documentId ?? null,
    ref_id: record.refId ?? null, registered_at: tx.now,
  }));
}

export async function recordsOf(tx: Runner, caseId: Uuid): Promise<RegisterRecord[]> {
  const rows = await tx.all(q.selectFrom('cases.record').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('number').limit(1_000));
  return rows.map(toRecord);
}

export function toRecord(row: RecordRow): RegisterRecord {
  return {
    id: asUuid(row.id), caseId: asUuid(row.case_id), number: row.number, direction: row.direction, title: row.title, day: row.day,
    secrecy: row.secrecy, documentId: row.document_id === null ? null : asUuid(row.document_id), refId: row.ref_id === null ? null : asUuid(row.ref_id),
  };
}
