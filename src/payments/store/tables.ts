import { tables, type Place, type Uuid } from '../../platform/index.ts';
import type { OrderState } from '../model/order-state.ts';

export interface SettingRow {
  tenant_id: string; authority_id: string; attest: 'other' | 'none'; lead_days: number; debtor_name: string; debtor_number: string; debtor_bankgiro: string;
  changed_at: Date; staff_id: string;
}

export interface BatchRow {
  tenant_id: string; id: string; authority_id: string; kind: 'payments' | 'invoices'; export: string; number: number; asked_id: string; made_at: Date;
  staff_id: string; count: number; sum_ore: number; sha256: string; key_id: string; document_id: string; list_document_id: string;
}

export interface OrderRow {
  tenant_id: string; id: string; authority_id: string; unit_id: string; case_id: string; case_number: string; decision_id: string; line: string;
  attempt: number; party_id: string; receiver: 'party' | 'other'; amount_ore: number; most_ore: number; due_day: string; period_from: string | null;
  period_until: string | null; export: string; state: OrderState; lacks: 'account' | 'report' | null; decider_id: string | null; covered: boolean;
  batch_id: string | null; made_at: Date; content_cipher: Buffer;
}

export interface StepRow {
  tenant_id: string; id: string; order_id: string; case_id: string; authority_id: string; number: number; state: OrderState; at: Date; staff_id: string | null;
  reason_cipher: Buffer | null;
}

export interface ReceiptRow {
  tenant_id: string; id: string; authority_id: string; batch_id: string; at: Date; staff_id: string; sha256: string; document_id: string; paid: number;
  rejected: number;
}

export interface ChargeRow {
  tenant_id: string; id: string; authority_id: string; unit_id: string | null; case_id: string; case_number: string; decision_id: string; party_id: string | null;
  kind: 'fee' | 'recovery'; amount_ore: number; state: 'made' | 'invoiced' | 'settled'; covered: boolean; export: string; batch_id: string | null; made_at: Date;
  content_cipher: Buffer; key_id: string | null;
}

export interface ChargeEventRow {
  tenant_id: string; id: string; charge_id: string; case_id: string; authority_id: string; kind: 'invoiced' | 'paid' | 'lowered' | 'remitted' | 'planned';
  amount_ore: number; day: string; at: Date; staff_id: string | null; reference: string | null; reason_cipher: Buffer | null;
}

export interface InstalmentRow {
  tenant_id: string; id: string; charge_id: string; case_id: string; authority_id: string; due_day: string; amount_ore: number;
}

export interface Tables {
  'payments.setting': SettingRow;
  'payments.batch': BatchRow;
  'payments.pay_order': OrderRow;
  'payments.step': StepRow;
  'payments.receipt': ReceiptRow;
  'payments.charge': ChargeRow;
  'payments.charge_event': ChargeEventRow;
  'payments.instalment': InstalmentRow;
}

/** The builder over this room's tables. */
export const q = tables<Tables>();

/** Where a sealed value belongs: it does not open anywhere else. */
export function placeOf(table: keyof Tables, row: Uuid, column: string): Place {
  return { table, row, column };
}
