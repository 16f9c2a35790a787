import { tables, type Place, type Uuid } from '../../platform/index.ts';
import type { Outcome } from '../../services/index.ts';
import type { AutomationTables } from './automation/automation-tables.ts';
import type { AuthorityTables } from './authority/authority-tables.ts';
import type { OfficerTables } from './officers/officer-tables.ts';

export type Way = 'web' | 'phone' | 'counter' | 'paper';
export type CaseState = 'received' | 'inquiry' | 'decided' | 'closed';
export type WaitingFor = 'completion' | 'hearing' | 'coApplicant' | 'others';
export type ClosedWhy = 'decided' | 'withdrawn' | 'dismissed' | 'other' | 'handled';
export type PartyRole = 'applicant' | 'coApplicant' | 'guardian';
export type AuthorKind = 'resident' | 'staff' | 'system';
export type DecisionOutcome = Outcome | 'dismissed' | 'writtenOff';
export type NotifiedHow = 'myPages' | 'letter' | 'digitalMail' | 'receipt' | 'board';
/** Who a decision is made by: an officer by delegation, the authority at a meeting, or a rule that the organisation has switched on. */
export type Decider = 'delegation' | 'authority' | 'automation';
/** Why a permit's last day was moved: another follows on it, it was revoked, its holder gave it back, or its decision was set aside. */
export type PermitEnd = 'followed' | 'revoked' | 'returned' | 'setAside';
export type ServedHow = 'opened' | 'receipt' | 'simplified' | 'told' | 'board';
export type OtherAsked = 'hearing' | 'consent' | 'information' | 'statement' | 'signature';
export type OtherAnsweredHow = 'myPages' | 'code' | 'paper';
export type NoticeKind = 'decision' | 'minutes' | 'other';

export interface CaseRow {
  tenant_id: string; id: string; authority_id: string; unit_id: string; service: string; version_id: string; number: string; title: string;
  register: 'diary' | 'personFile'; confidentiality: number; channel: Way; key_id: string; state: CaseState; waiting_for: WaitingFor | null;
  waiting_until: string | null; assignee_id: string | null; deputy_id: string | null; arrived_at: Date; arrived_day: string;
  complete_at: Date | null; law_due: string | null; promise_due: string | null; next_due: string | null; urgent: boolean; protected: boolean;
  renews_case_id: string | null; renews_permit_id: string | null; last_event_at: Date; outside_event_at: Date; records: number; revision: number; decided_at: Date | null;
  closed_at: Date | null; closed_why: ClosedWhy | null; handled_end: string | null; destroyed: string[];
  retention_day: string | null; late_told_at: Date | null;
}

export interface PartyRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; person_id: string; role: PartyRole; facts_cipher: Buffer;
  added_at: Date; invited_at: Date | null; signed_at: Date | null; until_at: Date | null; final_at: Date | null;
  simplified_told_at: Date | null;
}

export interface EntryRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; kind: string; at: Date; part: string; author_kind: AuthorKind;
  author_id: string | null; ref_id: string | null; cipher: Buffer | null;
}

export interface SubmissionRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; party_id: string | null; kind: 'application' | 'own' | 'shared'; part: string;
  version_id: string; hash: string; language: 'sv' | 'sv-simple' | 'en'; channel: Way; submitted_by: string | null; key_id: string; ground: string | null;
  submitted_at: Date; content_cipher: Buffer; attestation_cipher: Buffer | null;
}

export interface AssignmentRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; kind: 'take' | 'handOver' | 'deputy' | 'reassign' | 'bias';
  from_staff_id: string | null; to_staff_id: string | null; by_staff_id: string; at: Date; unbiased: boolean; note_cipher: Buffer | null;
}

export interface OpeningRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; staff_id: string; kind: 'read' | 'unmask'; reason: string;
  note_cipher: Buffer | null; at: Date; until_at: Date;
}

export interface InquiryRow {
  tenant_id: string; case_id: string; authority_id: string; revision: number; content_cipher: Buffer; saved_by: string; saved_at: Date;
}

export interface RequestRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; kind: 'completion' | 'hearing'; asked_by: string | null; asked_at: Date;
  due_day: string; document_id: string | null; content_cipher: Buffer; answered_at: Date | null; answered_by: string | null;
  answer_cipher: Buffer | null; withdrawn_at: Date | null;
}

export interface DecisionRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; unit_id: string; type: string; outcome: DecisionOutcome;
  number: number; rule: string | null; about_id: string | null; permit_id: string | null; matter_id: string | null; decider: Decider;
  paragraph: string | null; meeting_day: string | null; confirmed_by: string | null; decided_by: string | null; decided_at: Date;
  delegation_id: string | null; delegation_point: string; reported: boolean; reported_at: Date | null; document_id: string | null; content_cipher: Buffer;
  reported_meeting_id?: string | null; set_aside_at?: Date | null; court_outcome?: Outcome | null;
}

export interface DecisionItemRow {
  tenant_id: string; id: string; decision_id: string; case_id: string; authority_id: string; place: number; item: string; row_id: string | null; outcome: Outcome;
  reasons: string[]; valid_from: string | null; valid_until: string | null; further: boolean; amount_ore: number | null; content_cipher: Buffer;
}

export interface PermitRow {
  tenant_id: string; id: string; case_id: string; decision_id: string; authority_id: string; party_id: string; service: string;
  unit_id: string | null; number: string; valid_from: string; valid_until: string | null; remind_day: string | null; reminded_at: Date | null;
  ended_at: Date | null; ended_why: PermitEnd | null; follows_id: string | null; said_until?: string | null; content_cipher: Buffer;
}

export interface MatterRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; kind: string; about_id: string | null; permit_id: string | null;
  begun_by_kind: AuthorKind; begun_by: string | null; begun_at: Date; content_cipher: Buffer; ended_at: Date | null;
  ended_why: 'decided' | 'dropped' | null; due_day?: string | null; decision_id: string | null;
}

export interface ConfirmationRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; unit_id: string; target: string; asked_by: string; asked_at: Date;
  case_revision: number; inquiry_revision: number; hearing_unnecessary: boolean; answered_by: string | null; answered_at: Date | null;
  answer: 'confirmed' | 'sentBack' | 'taken' | null; note_cipher: Buffer | null;
}

export interface NotificationRow {
  tenant_id: string; id: string; case_id: string; decision_id: string; authority_id: string; party_id: string; how: NotifiedHow;
  appealable: boolean; sent_at: Date; opened_at: Date | null; served_at: Date | null; served_how: ServedHow | null;
  appeal_until: string | null; final_at: Date | null; control_on: string | null; receipt_asked_at: Date | null; reminded_at: Date | null;
  void_at?: Date | null;
}

export interface AppealRow {
  tenant_id: string; id: string; case_id: string; decision_id: string; authority_id: string; party_id: string; channel: Way;
  received_at: Date; received_day: string; content_cipher: Buffer; tried_at: Date | null; tried_by: string | null; in_time: boolean | null;
  last_day: string | null; passed_on_at: Date | null; passed_on_to: string | null; dismissed_decision_id: string | null;
  file_id?: string | null; tried_point?: string | null;
}

export interface RecordRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; number: number; direction: 'in' | 'out' | 'drawnUp'; title: string;
  day: string; secrecy: string | null; document_id: string | null; ref_id: string | null; registered_at: Date;
}

export interface ReplacementRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; earlier_id: string; later_ids: string[];
  said_by_kind: 'resident' | 'staff'; said_by: string; said_at: Date;
}

export interface OtherPartyRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; kind: string; asked: OtherAsked; person_id: string | null; facts_cipher: Buffer;
  protected: boolean; added_by: 'staff' | 'applicant' | 'system'; added_at: Date; invited_at: Date | null; due_day: string | null;
  remind_day: string | null; reminded_at: Date | null; shown_cipher: Buffer | null; document_id: string | null; opened_at: Date | null;
  answered_at: Date | null; answered_day: string | null; answered_how: OtherAnsweredHow | null; against: boolean | null; answer_cipher: Buffer | null;
  withdrawn_at: Date | null; may_appeal: boolean; simplified_told_at: Date | null;
}

export interface AccessCodeRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; purpose: 'answer' | 'follow'; party_id: string | null;
  other_party_id: string | null; code_hash: Buffer; link_hash: Buffer | null; issued_at: Date; expires_at: Date; uses: number;
  used_at: Date | null; revoked_at: Date | null;
  /** the copy in the case of the letter that holds it */
  document_id: string | null;
}

export interface NoticeRow {
  tenant_id: string; id: string; authority_id: string; kind: NoticeKind; case_id: string | null; decision_id: string | null; title: string;
  body: string; up_day: string; down_day: string; appeal_until: string | null; posted_by: string | null; posted_at: Date;
  taken_down_at: Date | null; taken_down_by: string | null; taken_down_why: string | null;
}

export interface Tables extends AuthorityTables, AutomationTables, OfficerTables {
  'cases.other_party': OtherPartyRow;
  'cases.access_code': AccessCodeRow;
  'cases.code_session': { tenant_id: string; token_hash: Buffer; code_id: string; case_id: string; started_at: Date; seen_at: Date; ends_at: Date };
  'cases.code_attempt': { tenant_id: string; address_hash: Buffer; at_hour: Date; count: number };
  'cases.notice': NoticeRow;
  'cases.case_file': CaseRow;
  'cases.party': PartyRow;
  'cases.entry': EntryRow;
  'cases.submission': SubmissionRow;
  'cases.assignment': AssignmentRow;
  'cases.opening': OpeningRow;
  'cases.inquiry': InquiryRow;
  'cases.request': RequestRow;
  'cases.decision': DecisionRow;
  'cases.decision_item': DecisionItemRow;
  'cases.permit': PermitRow;
  'cases.matter': MatterRow;
  'cases.confirmation': ConfirmationRow;
  'cases.notification': NotificationRow;
  'cases.appeal': AppealRow;
  'cases.number_range': { tenant_id: string; authority_id: string; year: number; next: number };
  'cases.seen': { tenant_id: string; staff_id: string; case_id: string; authority_id: string; seen_at: Date };
  'cases.record': RecordRow;
  'cases.replacement': ReplacementRow;
  'cases.name_word': { tenant_id: string; authority_id: string; hash: Buffer; case_id: string };
}

/** The builder over this room's tables. Used by the store and the actions of the room, nowhere else. */
export const q = tables<Tables>();

/** Where a sealed value belongs: it does not open anywhere else. */
export function placeOf(table: keyof Tables, row: Uuid, column: string, revision?: number): Place {
  return { table, row, column, ...(revision !== undefined && { revision }) };
}
