import type { Way } from '../tables.ts';

/** Rows of the authority's work: clocks, tasks, meetings, outcomes of appeals, absence. Part of `tables.ts`. */

export interface ClockRow {
  tenant_id: string; case_id: string; authority_id: string; deadline: string; kind: 'law' | 'promise'; start_day: string | null;
  due_day: string | null; standing_since: string | null; near_day: string | null; extended_id: string | null; ended_at: Date | null;
}

export interface WaitRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; kind: string; from_day: string; until_day: string | null;
}

export type TaskFor = 'officer' | 'manager' | 'staff' | 'colleague';

export interface TaskRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; key: string; what_cipher: Buffer; for_role: TaskFor;
  for_staff_id: string | null; due_day: string; made_at: Date; made_by: string | null; done_at: Date | null; done_by: string | null;
}

export interface DelayRequestRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; party_id: string; channel: Way; received_at: Date; received_day: string;
  due_day: string; ripe: boolean; content_cipher: Buffer; ended_at: Date | null; ended_why: 'decided' | 'refused' | 'closed' | null;
  decision_id: string | null;
}

export interface MeetingRow {
  tenant_id: string; id: string; authority_id: string; day: string; place: string | null; made_at: Date; made_by: string;
  held_at: Date | null; held_by: string | null; adjusted_day: string | null; notice_id: string | null;
}

/** What the authority decided of an officer's proposal: it, something else, or that more is to be inquired into (återremiss). */
export type AgendaOutcome = 'asProposed' | 'changed' | 'sentBack';

export interface AgendaItemRow {
  tenant_id: string; id: string; case_id: string; authority_id: string; meeting_id: string | null; rule: string; statement_cipher: Buffer;
  statement_id: string | null; written_by: string; written_at: Date; inquiry_revision: number; hearing_unnecessary: boolean;
  placed_at: Date | null; withdrawn_at: Date | null; paragraph: string | null; outcome: AgendaOutcome | null; recorded_at: Date | null;
  recorded_by: string | null; minutes_cipher: Buffer | null; extract_id: string | null; decision_id: string | null;
}

export type CourtOutcome = 'upheld' | 'changed' | 'sentBack' | 'dismissed' | 'withdrawn';

export interface AppealOutcomeRow {
  tenant_id: string; id: string; case_id: string; appeal_id: string; authority_id: string; party_id: string; instance: string;
  outcome: CourtOutcome; decided_day: string; final_day: string | null; content_cipher: Buffer; recorded_at: Date; recorded_by: string;
}

export interface AbsenceRow {
  tenant_id: string; id: string; authority_id: string; staff_id: string; deputy_id: string | null; from_day: string; until_day: string;
  made_at: Date; made_by: string; ended_at: Date | null;
}

export interface AuthorityTables {
  'cases.clock': ClockRow;
  'cases.wait': WaitRow;
  'cases.task': TaskRow;
  'cases.delay_request': DelayRequestRow;
  'cases.meeting': MeetingRow;
  'cases.agenda_item': AgendaItemRow;
  'cases.appeal_outcome': AppealOutcomeRow;
  'cases.absence': AbsenceRow;
}
