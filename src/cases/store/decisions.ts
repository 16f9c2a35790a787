import { asUuid, type Tx, type Uuid } from '../../platform/index.ts';
import type { Outcome } from '../../services/index.ts';
import type { CaseFile } from './case-file.ts';
import { inTurn } from './in-turn.ts';
import { placeOf, q, type DecisionItemRow, type DecisionOutcome, type DecisionRow, type NotificationRow } from './tables.ts';

/** What a decision says, sealed: finished text, as it stands in the letter. */
export interface DecisionContent {
  summary: string;
  sections: { heading: string; paragraphs: string[] }[];
  laws: string[];
  /** how an amount was reached: rows, and the table rows used */
  calculation?: { rows: { name: string; amountOre: number; kind: string }[]; tables: string[] };
}

export interface DecidedItem {
  item: string;
  name: string;
  outcome: Outcome;
  reasons: readonly string[];
  validFrom: string | null;
  validUntil: string | null;
  further: boolean;
  amountOre: number | null;
  conditions: { name: string; value: string }[];
  /** the reasons as the person reads them */
  paragraphs: string[];
}

export interface Decision {
  id: Uuid;
  caseId: Uuid;
  type: string;
  outcome: DecisionOutcome;
  number: number;
  decidedBy: Uuid;
  decidedAt: Date;
  delegationPoint: string;
  reported: boolean;
  documentId: Uuid | null;
  content: DecisionContent;
  items: DecidedItem[];
}

export interface NewDecision {
  id: Uuid;
  type: string;
  outcome: DecisionOutcome;
  number: number;
  decidedBy: Uuid;
  unitId: Uuid;
  delegation: { id: Uuid | null; point: string; reported: boolean };
  documentId: Uuid | null;
  content: DecisionContent;
  items: readonly DecidedItem[];
}

export async function addDecision(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, decision: NewDecision): Promise<void> {
  const ids = { tenant_id: tx.tenant, case_id: file.id, authority_id: file.authorityId };
  await tx.run(q.insertInto('cases.decision').values({
    ...ids, id: decision.id, unit_id: decision.unitId, type: decision.type, outcome: decision.outcome, number: decision.number,
    decided_by: decision.decidedBy, decided_at: tx.now, delegation_id: decision.delegation.id, delegation_point: decision.delegation.point,
    reported: decision.delegation.reported, reported_at: null, document_id: decision.documentId,
    content_cipher: await tx.sealJson(file.keyId, placeOf('cases.decision', decision.id, 'content_cipher'), decision.content),
  }));
  if (!decision.items.length) return;
  await tx.run(q.insertInto('cases.decision_item').values(await inTurn([...decision.items.entries()], async ([place, one]): Promise<DecisionItemRow> => {
    const id = tx.id();
    return {
      ...ids, id, decision_id: decision.id, place, item: one.item, outcome: one.outcome, reasons: [...one.reasons], valid_from: one.validFrom,
      valid_until: one.validUntil, further: one.further, amount_ore: one.amountOre,
      content_cipher: await tx.sealJson(file.keyId, placeOf('cases.decision_item', id, 'content_cipher'),
        { name: one.name, conditions: one.conditions, paragraphs: one.paragraphs }),
    };
  })));
}

/** Decisions of a case with their items, oldest first. */
export async function decisionsOf(tx: Tx, caseId: Uuid): Promise<Decision[]> {
  const here = { tenant: tx.tenant, caseId };
  const rows = await tx.all(q.selectFrom('cases.decision').selectAll().where('tenant_id', '=', here.tenant).where('case_id', '=', caseId)
    .orderBy('number').limit(100));
  const items = await tx.all(q.selectFrom('cases.decision_item').selectAll().where('tenant_id', '=', here.tenant).where('case_id', '=', caseId)
    .orderBy('place').limit(1_000));
  return inTurn(rows, async (row) => toDecision(tx, row, items.filter((item) => item.decision_id === row.id)));
}

async function toDecision(tx: Tx, row: DecisionRow, items: readonly DecisionItemRow[]): Promise<Decision> {
  const id = asUuid(row.id);
  return {
    id, caseId: asUuid(row.case_id), type: row.type, outcome: row.outcome, number: row.number, decidedBy: asUuid(row.decided_by),
    decidedAt: row.decided_at, delegationPoint: row.delegation_point, reported: row.reported,
    documentId: row.document_id === null ? null : asUuid(row.document_id),
    content: await tx.openJson<DecisionContent>(placeOf('cases.decision', id, 'content_cipher'), row.content_cipher),
    items: await inTurn(items, async (item) => ({
      item: item.item, outcome: item.outcome, reasons: item.reasons, validFrom: item.valid_from, validUntil: item.valid_until,
      further: item.further, amountOre: item.amount_ore,
      ...await tx.openJson<Pick<DecidedItem, 'name' | 'conditions' | 'paragraphs'>>(
        placeOf('cases.decision_item', asUuid(item.id), 'content_cipher'), item.content_cipher),
    })),
  };
}

/** That a party is told of a decision, and where its clock of appeal stands. Days are `YYYY-MM-DD`. */
export interface Notification {
  id: Uuid;
  decisionId: Uuid;
  partyId: Uuid;
  how: NotificationRow['how'];
  appealable: boolean;
  sentAt: Date;
  openedAt: Date | null;
  servedAt: Date | null;
  servedHow: NotificationRow['served_how'];
  appealUntil: string | null;
  finalAt: Date | null;
}

export async function notificationsOf(tx: Tx, caseId: Uuid): Promise<Notification[]> {
  const rows = await tx.all(q.selectFrom('cases.notification').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('sent_at').orderBy('id').limit(500));
  return rows.map((row) => ({
    id: asUuid(row.id), decisionId: asUuid(row.decision_id), partyId: asUuid(row.party_id), how: row.how, appealable: row.appealable,
    sentAt: row.sent_at, openedAt: row.opened_at, servedAt: row.served_at, servedHow: row.served_how, appealUntil: row.appeal_until,
    finalAt: row.final_at,
  }));
}

/** The permits of a case; what they give stands in the decision's items. */
export interface Permit {
  id: Uuid;
  decisionId: Uuid;
  partyId: Uuid;
  number: string;
  validFrom: string;
  validUntil: string | null;
  endedAt: Date | null;
  content: { heading: string; conditions: string[] };
}

export async function permitsOf(tx: Tx, caseId: Uuid): Promise<Permit[]> {
  const rows = await tx.all(q.selectFrom('cases.permit').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('valid_from').limit(100));
  return inTurn(rows, async (row) => ({
    id: asUuid(row.id), decisionId: asUuid(row.decision_id), partyId: asUuid(row.party_id), number: row.number, validFrom: row.valid_from,
    validUntil: row.valid_until, endedAt: row.ended_at,
    content: await tx.openJson<Permit['content']>(placeOf('cases.permit', asUuid(row.id), 'content_cipher'), row.content_cipher),
  }));
}
