import { tables } from '../database/query.ts';
import type { Runner } from '../database/transaction.ts';
import type { Uuid } from '../ids.ts';

interface Tables {
  'platform.audit_entry': {
    tenant_id: string; id: string; at: Date; outcome: string; actor_kind: string; unit_id: Uuid | null; roles: string[]; dossier_id: string | null; detail: Record<string, unknown>;
  };
}

const q = tables<Tables>();

/** A time that staff had a case or a visit before them: unit and roles, never who (practice.md: protects officers, tells the person what matters). */
export interface StaffRead {
  at: Date;
  unitId: Uuid | null;
  roles: readonly string[];
  /** why it could be opened: `own`, `unit`, or the reason that was stated */
  ground: string | undefined;
}

/** What staff have opened or done in a dossier, newest first: the audit of it, which whoever has entered the dossier may read. */
export async function readsOf(tx: Runner, dossierId: Uuid): Promise<StaffRead[]> {
  const rows = await tx.all(q.selectFrom('platform.audit_entry').select(['at', 'unit_id', 'roles', 'detail'])
    .where('tenant_id', '=', tx.tenant).where('dossier_id', '=', dossierId).where('actor_kind', '=', 'staff').where('outcome', '=', 'done')
    .orderBy('at', 'desc').orderBy('id', 'desc').limit(1_000));
  return rows.map((row) => ({
    at: row.at, unitId: row.unit_id, roles: row.roles, ground: typeof row.detail['ground'] === 'string' ? row.detail['ground'] : undefined,
  }));
}
