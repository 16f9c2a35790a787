import { tables, type Language, type Place, type Uuid } from '../../platform/index.ts';

export type RequestWay = 'web' | 'email' | 'phone' | 'counter' | 'paper';
export type Delivery = 'link' | 'post' | 'collect' | 'read';
export type ClosedWhy = 'released' | 'partly' | 'refused' | 'noRecord' | 'withdrawn';
export type ItemOutcome = 'released' | 'masked' | 'reservation' | 'refused';
export type StepKind = 'received' | 'taken' | 'documentsAdded' | 'tested' | 'masked' | 'unmasked' | 'toldNo' | 'decisionAsked' | 'decided' | 'handedOut'
  | 'fetched' | 'appealed' | 'passedOn' | 'note' | 'closed' | 'feeTold' | 'feeAnswered' | 'feePaid' | 'feeWaived' | 'feeCharged';
export type FeeAnswer = 'invoice' | 'advance' | 'read' | 'withdrawn' | 'waived';

export interface RequestRow {
  tenant_id: string; id: string; authority_id: string; number: string; key_id: string; way: RequestWay; delivery: Delivery; language: Language;
  received_at: Date; received_day: string; due_day: string; content_cipher: Buffer; assignee_id: string | null; closed_at: Date | null;
  closed_why: ClosedWhy | null;
}

export interface ItemRow {
  tenant_id: string; id: string; request_id: string; authority_id: string; case_id: string; document_id: string; place: number; content_cipher: Buffer;
  outcome: ItemOutcome | null; tested_by: string | null; tested_at: Date | null; test_cipher: Buffer | null; copy_id: string | null;
}

export interface ExportRow {
  tenant_id: string; id: string; authority_id: string; key_id: string; from_day: string; until_day: string; cases: number; files: number; bytes: number;
  sha256: string; document_id: string | null; made_by: string; made_at: Date; received_at: Date | null; received_by: string | null; receipt: string | null;
}

export interface FeeRow {
  tenant_id: string; id: string; request_id: string; authority_id: string; pages: number; amount_ore: string | number; tariff_from: string; told_at: Date; told_by: string;
  answer: FeeAnswer | null; answered_at: Date | null; answered_by: string | null; payer_cipher: Buffer | null; paid_at: Date | null; paid_by: string | null;
  charge_id: string | null;
}

interface Tables {
  'records.fee': FeeRow;
  'records.mark': {
    tenant_id: string; id: string; record_id: string; case_id: string; authority_id: string; section: string | null; marked_by: string; marked_at: Date;
  };
  'records.request': RequestRow;
  'records.request_item': ItemRow;
  'records.mask': {
    tenant_id: string; id: string; item_id: string; authority_id: string; page: number; x: number; y: number; width: number; height: number;
    section: string; masked_by: string; masked_at: Date;
  };
  'records.step': {
    tenant_id: string; id: string; request_id: string; authority_id: string; kind: StepKind; at: Date; staff_id: string | null; document_id: string | null;
    note_cipher: Buffer | null;
  };
  'records.handout': { tenant_id: string; id: string; request_id: string; authority_id: string; token_hash: Buffer; made_at: Date; until_at: Date; letter_id: string | null };
  'records.refusal': {
    tenant_id: string; id: string; request_id: string; authority_id: string; outcome: 'partly' | 'refused'; point: string; decided_by: string; decided_at: Date;
    reported_at: Date | null; reported_meeting_id: string | null;
  };
  'records.number_series': { tenant_id: string; authority_id: string; year: number; next: number };
  'records.export': ExportRow;
}

/** The builder over this room's tables. Used by the store of the room, nowhere else. */
export const q = tables<Tables>();

/** Where a sealed value belongs: it does not open anywhere else. */
export function placeOf(table: keyof Tables, row: Uuid, column: string): Place {
  return { table, row, column };
}
