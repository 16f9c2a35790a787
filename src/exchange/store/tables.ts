import type { Generated } from 'kysely';
import { tables } from '../../platform/index.ts';

export type TargetKind = 'webhook' | 'sftp';
export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'stopped';
export type ReportState = 'waiting' | 'delivered' | 'failed';
export type MailState = 'waiting' | 'delivered' | 'letter';
export type MailReason = 'noMailbox' | 'declined' | 'tooLarge' | 'refused' | 'unreachable' | 'noDocument';
export type BenefitPurpose = 'inquiry' | 'check';
export type BenefitState = 'waiting' | 'answered' | 'failed';
export type Handed = 'permit' | 'case';

interface Tables {
  'exchange.target': {
    tenant_id: string; name: string; kind: TargetKind; title: string; address: string; key_id: string; secret_cipher: Buffer; changed_at: Date;
    staff_id: string | null; ended_at: Date | null;
  };
  'exchange.signing_key': { tenant_id: string; id: string; key_id: string; public_jwk: string; private_cipher: Buffer; made_at: Date };
  'exchange.delivery': {
    tenant_id: string; id: string; authority_id: string; case_id: string; decision_id: string | null; target: string; what: Handed; asked_at: Date;
    document_id: string | null; sha256: string | null; state: DeliveryState; attempts: number; next_at: Date | null; delivered_at: Date | null;
    receipt: string | null; status: string | null; status_at: Date | null;
  };
  'exchange.attempt': {
    tenant_id: string; id: string; delivery_id: string; authority_id: string; case_id: string; at: Date; ok: boolean; reason: string;
  };
  'exchange.connection': {
    tenant_id: string; kind: 'population' | 'benefits' | 'digitalMail' | 'sms'; address: string; key_id: string; settings_cipher: Buffer; changed_at: Date;
    staff_id: string | null; ended_at: Date | null;
  };
  'exchange.mail': {
    tenant_id: string; id: string; authority_id: string; case_id: string; decision_id: string; notification_id: string; party_id: string; asked_at: Date;
    state: MailState; attempts: number; next_at: Date | null; delivered_at: Date | null; receipt: string | null; reason: MailReason | null;
  };
  'exchange.benefit_question': {
    tenant_id: string; id: string; authority_id: string; case_id: string; party_id: string; staff_id: string; purpose: BenefitPurpose; from_day: string; until_day: string;
    asked_at: Date; state: BenefitState; attempts: number; next_at: Date | null; answered_at: Date | null; key_id: string; answer_cipher: Buffer | null; told_at: Date | null;
  };
  'exchange.report': {
    tenant_id: string; id: string; authority_id: string; unit_id: string; person_id: string; visit_id: string; target: string; what: 'given' | 'corrected' | 'withdrawn'; asked_at: Date;
    key_id: string; content_cipher: Buffer; state: ReportState; attempts: number; next_at: Date | null; reason: string | null; delivered_at: Date | null; receipt: string | null; number: Generated<string>;
  };
  'exchange.laboratory': {
    tenant_id: string; name: string; title: string; authority_id: string; key_id: string; secret_cipher: Buffer; changed_at: Date; staff_id: string | null; ended_at: Date | null;
  };
  'exchange.inbound': { tenant_id: string; target: string; message_id: string; delivery_id: string; case_id: string; at: Date; status: string };
}

/** The builder over this room's tables; used by the store of the room. */
export const q = tables<Tables>();
