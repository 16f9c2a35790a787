import { tables } from '../../../platform/index.ts';
import type { PlanLines } from '../../model/register/retention.ts';

interface RetentionTables {
  'cases.retention_plan': {
    tenant_id: string; id: string; authority_id: string; service: string; valid_from: string; decided_day: string; paragraph: string;
    lines: PlanLines; export_first: boolean; made_by: string; made_at: Date;
  };
  'cases.hold': {
    tenant_id: string; id: string; case_id: string; authority_id: string; reason_cipher: Buffer; held_by: string; held_at: Date;
    lifted_by: string | null; lifted_at: Date | null;
  };
  'cases.research_sample': {
    tenant_id: string; id: string; authority_id: string; days: number[]; paragraph: string; decided_day: string; made_by: string; made_at: Date;
  };
  'cases.archived': { tenant_id: string; case_id: string; export_id: string; authority_id: string; exported_at: Date; received_at: Date | null };
  'cases.destruction': {
    tenant_id: string; id: string; run_id: string; authority_id: string; number: string; service: string; what: string; row_count: number;
    key_count: number; plan_id: string | null; export_id: string | null; at: Date;
  };
}

/** The builder over the tables of keeping and destroying. */
export const kept = tables<RetentionTables>();
