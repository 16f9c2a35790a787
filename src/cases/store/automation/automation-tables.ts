/** Rows of what a rule may decide, and of the draw of those that are checked. */
export interface AutomationTables {
  'cases.automation': {
    tenant_id: string; id: string; authority_id: string; service: string; resolution: string; one_in: number; from_at: Date; staff_id: string;
    until_at: Date | null; ended_staff_id: string | null;
  };
  'cases.draw_seed': {
    tenant_id: string; authority_id: string; period: string; commitment: string; committed_at: Date; key_id: string; seed_cipher: Buffer;
    seed: string | null; revealed_at: Date | null;
  };
  'cases.draw': {
    tenant_id: string; case_id: string; authority_id: string; period: string; one_in: number; value: string; drawn: boolean; at: Date;
  };
}
