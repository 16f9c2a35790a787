import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import type { CaseFile } from './case-file.ts';
import { inTurn } from './in-turn.ts';
import { placeOf, q, type PermitRow } from './tables.ts';

/** What the card says besides number and dates. */
export interface PermitContent {
  holder: string;
  /** what it gives the right to, as people say it */
  name: string;
  /** conditions in plain words */
  conditions: readonly string[];
}

export interface Permit {
  id: Uuid;
  caseId: Uuid;
  decisionId: Uuid;
  partyId: Uuid;
  service: string;
  number: string;
  validFrom: string;
  /** null: until further notice */
  validUntil: string | null;
  remindDay: string | null;
  endedAt: Date | null;
  content: PermitContent;
}

export type NewPermit = Omit<Permit, 'id' | 'caseId' | 'endedAt'>;

export async function addPermit(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, permit: NewPermit): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.permit').values({
    tenant_id: tx.tenant, id, case_id: file.id, decision_id: permit.decisionId, authority_id: file.authorityId, party_id: permit.partyId,
    service: permit.service, number: permit.number, valid_from: permit.validFrom, valid_until: permit.validUntil, remind_day: permit.remindDay,
    reminded_at: null, ended_at: null, content_cipher: await tx.sealJson(file.keyId, placeOf('cases.permit', id, 'content_cipher'), permit.content),
  }));
  return id;
}

/** The permits given in a case that this transaction may see. */
export async function permitsOf(tx: Tx, caseId: Uuid): Promise<Permit[]> {
  const rows = await tx.all(q.selectFrom('cases.permit').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('valid_from').limit(100));
  return inTurn(rows, (row) => toPermit(tx, row));
}

async function toPermit(tx: Tx, row: PermitRow): Promise<Permit> {
  const id = asUuid(row.id);
  return {
    id, caseId: asUuid(row.case_id), decisionId: asUuid(row.decision_id), partyId: asUuid(row.party_id), service: row.service, number: row.number,
    validFrom: row.valid_from, validUntil: row.valid_until, remindDay: row.remind_day, endedAt: row.ended_at,
    content: await tx.openJson<PermitContent>(placeOf('cases.permit', id, 'content_cipher'), row.content_cipher),
  };
}
