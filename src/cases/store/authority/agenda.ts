import { asUuid, type Runner, type Tx, type Uuid } from '../../../platform/index.ts';
import type { AgendaItemRow, AgendaOutcome } from './authority-tables.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { placeOf, q } from '../tables.ts';

/** What an officer writes to the authority (tjänsteskrivelse), in plain text with blank lines between paragraphs. */
export interface Statement {
  proposal: string;
  background: string;
  assessment: string;
}

/** A case on its way to the authority, and what was decided there. */
export interface AgendaItem {
  id: Uuid;
  caseId: Uuid;
  meetingId: Uuid | null;
  /** the key of what is to be decided */
  rule: string;
  statement: Statement;
  statementId: Uuid | null;
  writtenBy: Uuid;
  writtenAt: Date;
  /** the draft of the decision that was placed on the meeting */
  inquiryRevision: number;
  hearingUnnecessary: boolean;
  placedAt: Date | null;
  withdrawnAt: Date | null;
  paragraph: string | null;
  outcome: AgendaOutcome | null;
  recordedAt: Date | null;
  /** what was decided, in the words of the minutes */
  minutes: string;
  extractId: Uuid | null;
  decisionId: Uuid | null;
}

/** What a list of a meeting shows: nothing of what the case says. */
export interface ListedAgendaItem {
  id: Uuid;
  caseId: Uuid;
  caseNumber: string;
  caseTitle: string;
  writtenBy: Uuid;
  statementId: Uuid | null;
  paragraph: string | null;
  outcome: AgendaOutcome | null;
  extractId: Uuid | null;
  decisionId: Uuid | null;
}

type Written = Pick<AgendaItem, 'rule' | 'statement' | 'writtenBy' | 'inquiryRevision' | 'hearingUnnecessary'>;

/** Saves a statement: a new one, or over the open one of the case that is not placed on a meeting yet. @returns its id; undefined when it is placed */
export async function saveStatement(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, written: Written): Promise<Uuid | undefined> {
  const open = await tx.maybe(openOf(tx, file.id).select(['id', 'placed_at']));
  if (open?.placed_at) return undefined;
  const id = open ? asUuid(open.id) : tx.id();
  const values = {
    rule: written.rule, written_by: written.writtenBy, written_at: tx.now, inquiry_revision: written.inquiryRevision, hearing_unnecessary: written.hearingUnnecessary,
    statement_cipher: await tx.sealJson(file.keyId, placeOf('cases.agenda_item', id, 'statement_cipher'), written.statement),
  };
  if (open) await tx.run(q.updateTable('cases.agenda_item').set(values).where('tenant_id', '=', tx.tenant).where('id', '=', id));
  else await tx.run(q.insertInto('cases.agenda_item').values({ tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, ...values }));
  return id;
}

/** Places an item on a meeting, or moves it to another that has not been held. @returns false when it has been decided or taken back */
export async function placeItem(tx: Runner, id: Uuid, on: { meetingId: Uuid; statementId: Uuid; inquiryRevision: number }): Promise<boolean> {
  return await tx.run(open(tx, id).set({ meeting_id: on.meetingId, statement_id: on.statementId, inquiry_revision: on.inquiryRevision, placed_at: tx.now })) > 0;
}

/** Takes an item back from the authority. @returns false when it has been decided */
export async function withdrawItem(tx: Runner, id: Uuid): Promise<boolean> {
  return await tx.run(open(tx, id).set({ withdrawn_at: tx.now })) > 0;
}

/** Keeps the paragraph of an item, once. @returns false when it has been kept, or taken back */
export async function recordItem(
  tx: Tx, file: Pick<CaseFile, 'keyId'>, id: Uuid, said: { paragraph: string; outcome: AgendaOutcome; minutes: string; by: Uuid; extractId: Uuid },
): Promise<boolean> {
  return await tx.run(open(tx, id).set({
    paragraph: said.paragraph, outcome: said.outcome, recorded_at: tx.now, recorded_by: said.by, extract_id: said.extractId,
    minutes_cipher: await tx.sealJson(file.keyId, placeOf('cases.agenda_item', id, 'minutes_cipher'), said.minutes),
  })) > 0;
}

/** Ties an item to the decision that was made of it. */
export async function tieDecision(tx: Runner, id: Uuid, decisionId: Uuid): Promise<void> {
  await tx.run(q.updateTable('cases.agenda_item').set({ decision_id: decisionId }).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** The items of a case, in the order they were written. */
export async function agendaOf(tx: Tx, caseId: Uuid): Promise<AgendaItem[]> {
  const rows = await tx.all(q.selectFrom('cases.agenda_item').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId).orderBy('id').limit(50));
  return inTurn(rows, (row) => toItem(tx, row));
}

/** The items of a meeting, by paragraph and then as they were placed. */
export async function agendaOfMeeting(tx: Runner, meetingId: Uuid): Promise<ListedAgendaItem[]> {
  const rows = await tx.all(q.selectFrom('cases.agenda_item as i')
    .innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 'i.tenant_id').onRef('c.id', '=', 'i.case_id'))
    .select(['i.id', 'i.case_id', 'c.number', 'c.title', 'i.written_by', 'i.statement_id', 'i.paragraph', 'i.outcome', 'i.extract_id', 'i.decision_id'])
    .where('i.tenant_id', '=', tx.tenant).where('i.meeting_id', '=', meetingId).where('i.withdrawn_at', 'is', null).orderBy('i.placed_at').orderBy('i.id').limit(500));
  const maybe = (value: string | null) => (value === null ? null : asUuid(value));
  return rows.map((row) => ({
    id: asUuid(row.id), caseId: asUuid(row.case_id), caseNumber: row.number, caseTitle: row.title, writtenBy: asUuid(row.written_by),
    statementId: maybe(row.statement_id), paragraph: row.paragraph, outcome: row.outcome, extractId: maybe(row.extract_id), decisionId: maybe(row.decision_id),
  }));
}

function openOf(tx: Runner, caseId: Uuid) {
  return q.selectFrom('cases.agenda_item').where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId).where('recorded_at', 'is', null).where('withdrawn_at', 'is', null);
}

function open(tx: Runner, id: Uuid) {
  return q.updateTable('cases.agenda_item').where('tenant_id', '=', tx.tenant).where('id', '=', id).where('recorded_at', 'is', null).where('withdrawn_at', 'is', null);
}

async function toItem(tx: Tx, row: AgendaItemRow): Promise<AgendaItem> {
  const id = asUuid(row.id);
  const maybe = (value: string | null) => (value === null ? null : asUuid(value));
  return {
    id, caseId: asUuid(row.case_id), meetingId: maybe(row.meeting_id), rule: row.rule, statementId: maybe(row.statement_id), writtenBy: asUuid(row.written_by),
    writtenAt: row.written_at, inquiryRevision: row.inquiry_revision, hearingUnnecessary: row.hearing_unnecessary, placedAt: row.placed_at,
    withdrawnAt: row.withdrawn_at, paragraph: row.paragraph, outcome: row.outcome, recordedAt: row.recorded_at, extractId: maybe(row.extract_id),
    decisionId: maybe(row.decision_id),
    statement: await tx.openJson<Statement>(placeOf('cases.agenda_item', id, 'statement_cipher'), row.statement_cipher),
    minutes: row.minutes_cipher ? await tx.openJson<string>(placeOf('cases.agenda_item', id, 'minutes_cipher'), row.minutes_cipher) : '',
  };
}
