import { tables, type Runner, type Uuid } from '../../../platform/index.ts';

interface Audit {
  'platform.audit_entry': {
    tenant_id: string; id: string; at: Date; event: string; outcome: string; actor_kind: string; unit_id: string | null; roles: string[];
    dossier_id: string | null; detail: Record<string, unknown>;
  };
}

const q = tables<Audit>();

/** A time that staff had the case before them: unit and roles, never who (practice.md: protects officers, tells the person what matters). */
export interface CaseRead {
  at: Date;
  unitId: Uuid | null;
  roles: readonly string[];
  /** why it could be opened: `own`, `unit`, or the reason that was stated */
  ground: string | undefined;
}

/** What staff have opened or done in a case, newest first: the audit of it, which a party who has entered the case may read. */
export async function readsOf(tx: Runner, caseId: Uuid): Promise<CaseRead[]> {
  const rows = await tx.all(q.selectFrom('platform.audit_entry').select(['at', 'unit_id', 'roles', 'detail'])
    .where('tenant_id', '=', tx.tenant).where('dossier_id', '=', caseId).where('actor_kind', '=', 'staff').where('outcome', '=', 'done')
    .orderBy('at', 'desc').orderBy('id', 'desc').limit(1_000));
  return rows.map((row) => ({
    at: row.at, unitId: row.unit_id as Uuid | null, roles: row.roles, ground: typeof row.detail['ground'] === 'string' ? row.detail['ground'] : undefined,
  }));
}
