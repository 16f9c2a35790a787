import { asUuid, type Tx, type Uuid } from '../../../platform/index.ts';
import type { CourtOutcome } from '../authority/authority-tables.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q } from '../tables.ts';

/** What a court or a county board has said of an appeal. Days are `YYYY-MM-DD`. */
export interface AppealOutcome {
  id: Uuid;
  appealId: Uuid;
  partyId: Uuid;
  instance: string;
  outcome: CourtOutcome;
  decidedDay: string;
  /** the last day to appeal it further; null when that is not known, or it has been */
  finalDay: string | null;
  content: OutcomeContent;
  recordedAt: Date;
  recordedBy: Uuid;
}

export interface OutcomeContent {
  /** the court's own number of its case */
  number: string;
  /** what holds now, and what is to be done */
  text: string;
}

export type NewOutcome = Omit<AppealOutcome, 'id' | 'recordedAt'>;

export async function addOutcome(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, one: NewOutcome): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.appeal_outcome').values({
    tenant_id: tx.tenant, id, case_id: file.id, appeal_id: one.appealId, authority_id: file.authorityId, party_id: one.partyId, instance: one.instance,
    outcome: one.outcome, decided_day: one.decidedDay, final_day: one.finalDay, recorded_at: tx.now, recorded_by: one.recordedBy,
    content_cipher: await tx.sealJson(file.keyId, placeOf('cases.appeal_outcome', id, 'content_cipher'), one.content),
  }));
  return id;
}

/** The outcomes in a case that this transaction may see, in the order they were entered: the last of an appeal is what holds. */
export async function outcomesOf(tx: Tx, caseId: Uuid): Promise<AppealOutcome[]> {
  const rows = await tx.all(q.selectFrom('cases.appeal_outcome').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('recorded_at').orderBy('id').limit(100));
  return inTurn(rows, async (row): Promise<AppealOutcome> => {
    const id = asUuid(row.id);
    return {
      id, appealId: asUuid(row.appeal_id), partyId: asUuid(row.party_id), instance: row.instance, outcome: row.outcome, decidedDay: row.decided_day,
      finalDay: row.final_day, recordedAt: row.recorded_at, recordedBy: asUuid(row.recorded_by),
      content: await tx.openJson<OutcomeContent>(placeOf('cases.appeal_outcome', id, 'content_cipher'), row.content_cipher),
    };
  });
}
