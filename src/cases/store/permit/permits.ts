import { sql } from 'kysely';
import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q, type PermitEnd, type PermitRow } from '../tables.ts';

/** What the card says besides number and dates. */
export interface PermitContent {
  holder: string;
  /** what it gives the right to, as people say it */
  name: string;
  /** conditions in plain words */
  conditions: readonly string[];
  /** the same by item, so that a permit that follows takes over what is not changed */
  items?: readonly { item: string; lines: readonly string[] }[];
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
  /** the last day before it was moved; null also when it was until further notice */
  saidUntil: string | null;
  /** why the last day was moved */
  endedWhy: PermitEnd | null;
  /** the permit that this one follows on */
  followsId: Uuid | null;
  content: PermitContent;
}

export type NewPermit = Omit<Permit, 'id' | 'caseId' | 'endedWhy' | 'followsId' | 'saidUntil'> & { followsId?: Uuid };

export async function addPermit(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId' | 'unitId'>, permit: NewPermit): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.permit').values({
    tenant_id: tx.tenant, id, case_id: file.id, decision_id: permit.decisionId, authority_id: file.authorityId, party_id: permit.partyId,
    service: permit.service, unit_id: file.unitId, number: permit.number, valid_from: permit.validFrom, valid_until: permit.validUntil, remind_day: permit.remindDay,
    reminded_at: null, ended_at: null, ended_why: null, follows_id: permit.followsId ?? null,
    content_cipher: await tx.sealJson(file.keyId, placeOf('cases.permit', id, 'content_cipher'), permit.content),
  }));
  return id;
}

/** The permits given in a case that this transaction may see. */
export async function permitsOf(tx: Tx, caseId: Uuid): Promise<Permit[]> {
  const rows = await tx.all(q.selectFrom('cases.permit').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('valid_from').limit(100));
  return inTurn(rows, (row) => toPermit(tx, row));
}

/** A permit by its id, if this transaction may see it. */
export async function findPermit(tx: Tx, id: Uuid): Promise<Permit | undefined> {
  const row = await tx.maybe(q.selectFrom('cases.permit').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return row && toPermit(tx, row);
}

/** A permit ends on a day, earlier than it said: revoked, followed by another, given back, set aside. No reminder is sent of it. */
export async function endPermit(tx: Tx, id: Uuid, lastDay: string, why: PermitEnd): Promise<void> {
  await tx.run(q.updateTable('cases.permit')
    .set((eb) => ({ valid_until: lastDay, ended_why: why, remind_day: null, said_until: sql<string | null>`case when ${eb.ref('ended_why')} is null then ${eb.ref('valid_until')} else ${eb.ref('said_until')} end` }))
    .where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** What ended a permit is undone: it is valid as it said. */
export async function revivePermit(tx: Tx, { id, saidUntil }: Pick<Permit, 'id' | 'saidUntil'>, remindDay: string | null): Promise<void> {
  await tx.run(q.updateTable('cases.permit').set({ valid_until: saidUntil, ended_why: null, remind_day: remindDay, said_until: null })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id).where('ended_why', 'is not', null));
}

/** How a permit stands on a day: it begins later, is valid, ends soon, or has ended. `ended` also when it never began. */
export function permitState(permit: Pick<Permit, 'validFrom' | 'validUntil' | 'remindDay'>, today: string): 'coming' | 'valid' | 'soon' | 'ended' {
  const { validFrom, validUntil, remindDay } = permit;
  if (validUntil !== null && (validUntil < today || validUntil < validFrom)) return 'ended';
  if (validFrom > today) return 'coming';
  return validUntil !== null && remindDay !== null && remindDay <= today ? 'soon' : 'valid';
}

async function toPermit(tx: Tx, row: PermitRow): Promise<Permit> {
  const id = asUuid(row.id);
  return {
    id, caseId: asUuid(row.case_id), decisionId: asUuid(row.decision_id), partyId: asUuid(row.party_id), service: row.service, number: row.number,
    validFrom: row.valid_from, validUntil: row.valid_until, remindDay: row.remind_day,
    saidUntil: row.said_until ?? null, endedWhy: row.ended_why, followsId: row.follows_id === null ? null : asUuid(row.follows_id),
    content: await tx.openJson<PermitContent>(placeOf('cases.permit', id, 'content_cipher'), row.content_cipher),
  };
}
