import { asUuid, type Language, type Tx, type Uuid } from '../../../platform/index.ts';
import type { Outcome } from '../../../services/index.ts';
import type { DecidedFee } from '../../model/application/fee.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q, type Decider, type DecisionItemRow, type DecisionOutcome, type DecisionRow } from '../tables.ts';

/** What a decision says besides its items, as the person reads it. */
export interface DecisionContent {
  /** the reasons (32 § förvaltningslagen), edited by the officer: by heading, in paragraphs; `typed`: from which of them on they are in Swedish though the decision is not */
  reasons: readonly { item?: string; title: string; paragraphs: readonly string[]; typed?: { from: number; language: 'sv' } }[];
  /** the language it is worded in; absent for decisions from before that was kept */
  language?: Language;
  /** the automated step, when there was one: every row with its rule in words and the table rows it read */
  calculation?: readonly CalculatedRow[];
  /** the fee decided together with it */
  fee?: DecidedFee;
  /** how a rule came to it, and how one gets a person to look (28 § förvaltningslagen, article 22 of the GDPR); absent when a person decided */
  automation?: readonly string[];
  /** sections the decision rests on, as they are written: "7 § lagen (1997:736) om färdtjänst" */
  laws: readonly string[];
  /** free words from the officer, first in the letter */
  text?: string;
  /** the summary as the officer wrote it, what was corrected, the ground of a change, or anything else that the letter tells first */
  notes?: readonly string[];
  /** the whole amount in öre, when the decision is about money: the parts less the household's incomes */
  amountOre?: number;
}

/** A row of a calculation as it was when the decision was made. */
export interface CalculatedRow {
  id: string;
  label: string;
  unit: 'money' | 'number';
  /** öre when `unit` is `money`; absent when something was not answered */
  amount?: number;
  /** the rule in plain words */
  explain?: string;
  /** rows of dated tables that were read */
  tableRows: readonly { table: string; key: string; amount: number; validFrom: string }[];
}

export interface ItemContent {
  name: string;
  conditions: readonly string[];
  /** the conditions as they were chosen, by id: what a change begins from */
  chosen?: Readonly<Record<string, string>>;
  /** reasons in words, of the codes in `reasons` */
  reasonTexts: readonly string[];
  /** what one gets and does, when granted */
  given?: string;
}

export interface DecisionItem {
  id: Uuid;
  item: string;
  /** the row of the application's table, when each of its rows is decided by itself */
  rowId: string | null;
  outcome: Outcome;
  reasons: readonly string[];
  validFrom: string | null;
  validUntil: string | null;
  further: boolean;
  amountOre: number | null;
  content: ItemContent;
}

export interface Decision {
  id: Uuid;
  caseId: Uuid;
  unitId: Uuid;
  type: string;
  outcome: DecisionOutcome;
  number: number;
  /** the decision of the definition; null for those of the law: dismissal, writing off */
  rule: string | null;
  /** the earlier decision that this one corrects, changes or follows */
  aboutId: Uuid | null;
  permitId: Uuid | null;
  matterId: Uuid | null;
  decider: Decider;
  /** § and day of the authority's minutes */
  paragraph: string | null;
  meetingDay: string | null;
  /** who decides by delegation, or writes down what the authority has decided; null: a rule decided */
  decidedBy: Uuid | null;
  /** the second of four eyes */
  confirmedBy: Uuid | null;
  decidedAt: Date;
  delegationId: Uuid | null;
  delegationPoint: string;
  reported: boolean;
  /** the letter as PDF */
  documentId: Uuid | null;
  /** when a court, or a county board, set it aside: it stands for nothing, and the matter is tried anew */
  setAsideAt: Date | null;
  /** what a court, or a county board, has changed it to; null when it has not */
  courtOutcome: Outcome | null;
  content: DecisionContent;
  items: readonly DecisionItem[];
}

/** What is settled by others, later. */
type Later = 'setAsideAt' | 'courtOutcome';
type Related = 'rule' | 'aboutId' | 'permitId' | 'matterId' | 'paragraph' | 'meetingDay' | 'confirmedBy';
export type NewItem = Omit<DecisionItem, 'id' | 'rowId'> & { rowId?: string };
/** What a decision has nothing of is left out; by delegation when nothing else is said. */
export type NewDecision = Omit<Decision, 'id' | 'caseId' | 'decidedAt' | 'items' | 'decider' | Related | Later>
  & Partial<Pick<Decision, 'decider' | Related>> & { items: readonly NewItem[] };

/** Adds a decision with its items. A second decision of the same number in the case breaks on its key: somebody else decided first. */
export async function addDecision(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, decision: NewDecision): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.decision').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, unit_id: decision.unitId, type: decision.type,
    outcome: decision.outcome, number: decision.number, rule: decision.rule ?? null, about_id: decision.aboutId ?? null, permit_id: decision.permitId ?? null,
    matter_id: decision.matterId ?? null, decider: decision.decider ?? 'delegation', paragraph: decision.paragraph ?? null,
    meeting_day: decision.meetingDay ?? null, confirmed_by: decision.confirmedBy ?? null, decided_by: decision.decidedBy, decided_at: tx.now, delegation_id: decision.delegationId,
    delegation_point: decision.delegationPoint, reported: decision.reported, reported_at: null, document_id: decision.documentId,
    content_cipher: await tx.sealJson(file.keyId, placeOf('cases.decision', id, 'content_cipher'), decision.content),
  }));
  const rows = await inTurn(decision.items.map((item, place) => ({ item, place })), async ({ item, place }): Promise<DecisionItemRow> => {
    const itemId = tx.id();
    return {
      tenant_id: tx.tenant, id: itemId, decision_id: id, case_id: file.id, authority_id: file.authorityId, place, item: item.item,
      row_id: item.rowId ?? null, outcome: item.outcome, reasons: [...item.reasons], valid_from: item.validFrom, valid_until: item.validUntil, further: item.further,
      amount_ore: item.amountOre, content_cipher: await tx.sealJson(file.keyId, placeOf('cases.decision_item', itemId, 'content_cipher'), item.content),
    };
  });
  if (rows.length) await tx.run(q.insertInto('cases.decision_item').values(rows));
  return id;
}

/** The decisions of a case with their items, in the order they were made. */
export async function decisionsOf(tx: Tx, caseId: Uuid): Promise<Decision[]> {
  const rows = await tx.all(q.selectFrom('cases.decision').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('number').limit(100));
  if (!rows.length) return [];
  const items = await tx.all(q.selectFrom('cases.decision_item').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('place').limit(1_000));
  return inTurn(rows, (row) => toDecision(tx, row, items.filter((item) => item.decision_id === row.id)));
}

/** Notes what a court, or a county board, has made of a decision; the last word holds. `outcome`: what it changed it to. */
export async function markCourt(tx: Tx, id: Uuid, court: { setAside: boolean; outcome: Outcome | null }): Promise<void> {
  await tx.run(q.updateTable('cases.decision').set({ set_aside_at: court.setAside ? tx.now : null, court_outcome: court.outcome })
    .where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

async function toDecision(tx: Tx, row: DecisionRow, items: readonly DecisionItemRow[]): Promise<Decision> {
  const id = asUuid(row.id);
  const maybe = (value: string | null) => (value === null ? null : asUuid(value));
  return {
    id, caseId: asUuid(row.case_id), unitId: asUuid(row.unit_id), type: row.type, outcome: row.outcome, number: row.number,
    rule: row.rule, aboutId: maybe(row.about_id), permitId: maybe(row.permit_id), matterId: maybe(row.matter_id), decider: row.decider,
    paragraph: row.paragraph, meetingDay: row.meeting_day, confirmedBy: maybe(row.confirmed_by), decidedBy: maybe(row.decided_by), decidedAt: row.decided_at, delegationId: maybe(row.delegation_id), delegationPoint: row.delegation_point,
    reported: row.reported, documentId: maybe(row.document_id), setAsideAt: row.set_aside_at ?? null, courtOutcome: row.court_outcome ?? null,
    content: await tx.openJson<DecisionContent>(placeOf('cases.decision', id, 'content_cipher'), row.content_cipher),
    items: await inTurn(items, async (item): Promise<DecisionItem> => ({
      id: asUuid(item.id), item: item.item, rowId: item.row_id, outcome: item.outcome, reasons: item.reasons, validFrom: item.valid_from, validUntil: item.valid_until,
      // `pg` gives bigint as text: öre stay far below what a number holds exactly.
      further: item.further, amountOre: item.amount_ore === null ? null : Number(item.amount_ore),
      content: await tx.openJson<ItemContent>(placeOf('cases.decision_item', asUuid(item.id), 'content_cipher'), item.content_cipher),
    })),
  };
}
