import { tables, type Language } from '../platform/index.ts';

export interface Tables {
  'services.version': {
    tenant_id: string; id: string; service: string; path: string; hash: string; folder: string; authority_id: string;
    valid_from: string; published_at: Date; published_by: string | null; note: string;
    drafts: 'keep' | 'offer' | 'require' | 'stop';
  };
  'services.cancellation': { tenant_id: string; version_id: string; at: Date; by_staff_id: string | null; why: string };
  'services.proposal': {
    tenant_id: string; id: string; service: string; hash: string; folder: string; source: 'library' | 'files' | 'earlier' | 'words'; made_by: string; made_at: Date;
  };
  'services.stop': {
    tenant_id: string; id: string; service: string; from_at: Date; until_at: Date | null; why: string; stopped_by: string | null;
    drafts: 'keep' | 'stop'; words: Partial<Record<Language, string>>;
  };
  'services.draft': {
    tenant_id: string; id: string; version_id: string; person_id: string | null; authority_id: string | null; started_by: string; key_id: string;
    case_id: string | null; revision: number; content_cipher: Buffer; started_at: Date; saved_at: Date;
    submitted_case_id: string | null; receipt_href: string | null;
  };
  'services.sent_once': { tenant_id: string; token_hash: Buffer; day: string; sealed: Buffer };
  'services.paper_series': {
    tenant_id: string; id: string; authority_id: string; version_id: string; language: Language; first_number: number; last_number: number;
    printed_by: string; printed_at: Date;
  };
  'services.paper_number': { tenant_id: string; number: number; series_id: string; authority_id: string; case_id: string; registered_at: Date };
  'services.paper_counter': { tenant_id: string; next: number };
  'services.stash': { tenant_id: string; token_hash: Buffer; draft_id: string; page: string; sealed: Buffer; made_at: Date };
}

/** The builder over this room's tables; used by the actions of the room. */
export const q = tables<Tables>();
