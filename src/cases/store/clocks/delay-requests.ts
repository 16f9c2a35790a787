import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import type { DelayRequestRow } from '../authority/authority-tables.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q, type Way } from '../tables.ts';

/** A party's request that a delayed case be settled (12 § förvaltningslagen). Days are `YYYY-MM-DD`. */
export interface DelayRequest {
  id: Uuid;
  partyId: Uuid;
  channel: Way;
  receivedDay: string;
  /** last day to settle the case or refuse */
  dueDay: string;
  /** six months had passed */
  ripe: boolean;
  text: string;
  endedAt: Date | null;
  endedWhy: DelayRequestRow['ended_why'];
  decisionId: Uuid | null;
}

export type NewDelayRequest = Pick<DelayRequest, 'partyId' | 'channel' | 'receivedDay' | 'dueDay' | 'ripe' | 'text'>;

export async function addDelayRequest(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, request: NewDelayRequest): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.delay_request').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, party_id: request.partyId, channel: request.channel, received_at: tx.now,
    received_day: request.receivedDay, due_day: request.dueDay, ripe: request.ripe,
    content_cipher: await tx.seal(file.keyId, placeOf('cases.delay_request', id, 'content_cipher'), Buffer.from(request.text)),
    ended_at: null, ended_why: null, decision_id: null,
  }));
  return id;
}

/** The requests in a case that this transaction may see, in the order they came. */
export async function delayRequestsOf(tx: Tx, caseId: Uuid): Promise<DelayRequest[]> {
  const rows = await tx.all(q.selectFrom('cases.delay_request').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('received_at').orderBy('id').limit(50));
  return inTurn(rows, async (row): Promise<DelayRequest> => {
    const id = asUuid(row.id);
    return {
      id, partyId: asUuid(row.party_id), channel: row.channel, receivedDay: row.received_day, dueDay: row.due_day, ripe: row.ripe, endedAt: row.ended_at,
      endedWhy: row.ended_why, decisionId: row.decision_id === null ? null : asUuid(row.decision_id),
      text: (await tx.open(placeOf('cases.delay_request', id, 'content_cipher'), row.content_cipher)).toString('utf8'),
    };
  });
}

/** Notes that a request was refused, by a decision of its own. @returns false when it was over */
export async function refuseDelayRequest(tx: Tx, id: Uuid, decisionId: Uuid): Promise<boolean> {
  return await tx.run(q.updateTable('cases.delay_request').set({ ended_at: tx.now, ended_why: 'refused', decision_id: decisionId }).where('tenant_id', '=', tx.tenant)
    .where('id', '=', id).where('ended_at', 'is', null)) > 0;
}
