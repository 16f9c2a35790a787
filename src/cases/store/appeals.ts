import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import type { CaseFile } from './case-file.ts';
import { inTurn } from './in-turn.ts';
import { placeOf, q, type AppealRow, type Way } from './tables.ts';

/** An appeal: always received, also late. Days are `YYYY-MM-DD`. */
export interface Appeal {
  id: Uuid;
  decisionId: Uuid;
  partyId: Uuid;
  channel: Way;
  receivedAt: Date;
  receivedDay: string;
  content: { text: string; documents: Uuid[] };
  triedAt: Date | null;
  inTime: boolean | null;
  lastDay: string | null;
  passedOnAt: Date | null;
  passedOnTo: string | null;
  dismissedDecisionId: Uuid | null;
}

export async function addAppeal(
  tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>,
  appeal: { id: Uuid; decisionId: Uuid; partyId: Uuid; channel: Way; receivedDay: string; content: Appeal['content'] },
): Promise<void> {
  await tx.run(q.insertInto('cases.appeal').values({
    tenant_id: tx.tenant, id: appeal.id, case_id: file.id, decision_id: appeal.decisionId, authority_id: file.authorityId, party_id: appeal.partyId,
    channel: appeal.channel, received_at: tx.now, received_day: appeal.receivedDay, tried_at: null, tried_by: null, in_time: null,
    last_day: null, passed_on_at: null, passed_on_to: null, dismissed_decision_id: null,
    content_cipher: await tx.sealJson(file.keyId, placeOf('cases.appeal', appeal.id, 'content_cipher'), appeal.content),
  }));
}

export async function appealsOf(tx: Tx, caseId: Uuid): Promise<Appeal[]> {
  const rows = await tx.all(q.selectFrom('cases.appeal').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('received_at').limit(100));
  return inTurn(rows, (row) => toAppeal(tx, row));
}

async function toAppeal(tx: Tx, row: AppealRow): Promise<Appeal> {
  const id = asUuid(row.id);
  return {
    id, decisionId: asUuid(row.decision_id), partyId: asUuid(row.party_id), channel: row.channel, receivedAt: row.received_at,
    receivedDay: row.received_day, triedAt: row.tried_at, inTime: row.in_time, lastDay: row.last_day, passedOnAt: row.passed_on_at,
    passedOnTo: row.passed_on_to, dismissedDecisionId: row.dismissed_decision_id === null ? null : asUuid(row.dismissed_decision_id),
    content: await tx.openJson<Appeal['content']>(placeOf('cases.appeal', id, 'content_cipher'), row.content_cipher),
  };
}
