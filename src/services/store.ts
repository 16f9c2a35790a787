import { tables } from '../platform/index.ts';

interface Tables {
  'services.version': {
    tenant_id: string; id: string; service: string; path: string; hash: string; folder: string; authority_id: string;
    valid_from: string; published_at: Date; published_by: string | null; note: string;
  };
  'services.stop': { tenant_id: string; id: string; service: string; from_at: Date; until_at: Date | null; why: string };
  'services.draft': {
    tenant_id: string; id: string; version_id: string; person_id: string; authority_id: string | null; started_by: string; key_id: string;
    case_id: string | null; revision: number; content_cipher: Buffer; started_at: Date; saved_at: Date;
    submitted_case_id: string | null; receipt_href: string | null;
  };
  'services.stash': { tenant_id: string; token_hash: Buffer; draft_id: string; page: string; sealed: Buffer; made_at: Date };
}

/** The builder over this room's tables; used by the actions of the room. */
export const q = tables<Tables>();
