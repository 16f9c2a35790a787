import { asUuid, swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import type { FileReference } from '../../../forms/index.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q, type AppealRow, type Way } from '../tables.ts';

/** What an appeal says: which change is wanted, and why. */
export interface AppealContent {
  wants: string;
  why: string;
  files: readonly FileReference[];
}

/** An appeal: always received; whether it came in time is tried afterwards (45 § förvaltningslagen). */
export interface Appeal {
  id: Uuid;
  caseId: Uuid;
  decisionId: Uuid;
  partyId: Uuid;
  channel: Way;
  receivedAt: Date;
  receivedDay: string;
  content: AppealContent;
  triedAt: Date | null;
  triedBy: Uuid | null;
  inTime: boolean | null;
  lastDay: string | null;
  passedOnAt: Date | null;
  passedOnTo: string | null;
  dismissedDecisionId: Uuid | null;
  /** the point of the delegation order that it was tried by */
  triedPoint: string | null;
  /** the whole file as it was sent with it */
  fileId: Uuid | null;
}

export interface NewAppeal {
  decisionId: Uuid;
  partyId: Uuid;
  channel: Way;
  /** the day it came, when not today (paper) */
  receivedDay?: string;
  content: AppealContent;
}

export async function addAppeal(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, appeal: NewAppeal): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.appeal').values({
    tenant_id: tx.tenant, id, case_id: file.id, decision_id: appeal.decisionId, authority_id: file.authorityId, party_id: appeal.partyId,
    channel: appeal.channel, received_at: tx.now, received_day: appeal.receivedDay ?? swedishDay(tx.now),
    content_cipher: await tx.sealJson(file.keyId, placeOf('cases.appeal', id, 'content_cipher'), appeal.content),
    tried_at: null, tried_by: null, in_time: null, last_day: null, passed_on_at: null, passed_on_to: null, dismissed_decision_id: null,
  }));
  return id;
}

/** The appeals in a case that this transaction may see, in the order they came. */
export async function appealsOf(tx: Tx, caseId: Uuid): Promise<Appeal[]> {
  const rows = await tx.all(q.selectFrom('cases.appeal').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('received_at').orderBy('id').limit(100));
  return inTurn(rows, (row) => toAppeal(tx, row));
}

async function toAppeal(tx: Tx, row: AppealRow): Promise<Appeal> {
  const id = asUuid(row.id);
  const maybe = (value: string | null) => (value === null ? null : asUuid(value));
  return {
    id, caseId: asUuid(row.case_id), decisionId: asUuid(row.decision_id), partyId: asUuid(row.party_id), channel: row.channel,
    receivedAt: row.received_at, receivedDay: row.received_day, triedAt: row.tried_at, triedBy: maybe(row.tried_by), inTime: row.in_time,
    lastDay: row.last_day, passedOnAt: row.passed_on_at, passedOnTo: row.passed_on_to, dismissedDecisionId: maybe(row.dismissed_decision_id), triedPoint: row.tried_point ?? null, fileId: maybe(row.file_id ?? null),
    content: await tx.openJson<AppealContent>(placeOf('cases.appeal', id, 'content_cipher'), row.content_cipher),
  };
}
