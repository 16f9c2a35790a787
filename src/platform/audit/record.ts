import type { Compilable } from 'kysely';
import { tables } from '../database/query.ts';
import type { Runner } from '../database/transaction.ts';
import { uuidv7, type Uuid } from '../ids.ts';
import type { Principal } from '../principal.ts';

/** What happened, in codes and ids: never content, never a name or number. */
export interface AuditRecord {
  event: string;
  outcome?: 'done' | 'refused';
  /** the draft or case it concerned */
  dossierId?: Uuid;
  /** the person it concerned, when not (only) a dossier */
  subjectId?: Uuid;
  /** Within which authority and unit; staff's own when not given. */
  authorityId?: Uuid;
  unitId?: Uuid;
  detail?: Record<string, string | number | boolean>;
}

interface AuditTables {
  'platform.audit_entry': {
    tenant_id: string; id: string; at: Date; event: string; outcome: 'done' | 'refused'; actor_kind: string;
    actor_id: string | null; acting_for: string | null; authority_id: string | null; unit_id: string | null;
    roles: string[]; dossier_id: string | null; subject_id: string | null; detail: string;
  };
}

const q = tables<AuditTables>();

/** One insert for all entries of a transaction. */
export function recordAudit(tx: Runner & { principal: Principal }, records: readonly AuditRecord[]): Compilable<unknown> {
  const actor = actorOf(tx.principal);
  return q.insertInto('platform.audit_entry').values(records.map((record) => ({
    ...actor,
    tenant_id: tx.tenant,
    id: uuidv7(tx.now),
    at: tx.now,
    event: record.event,
    outcome: record.outcome ?? 'done',
    authority_id: record.authorityId ?? actor.authority_id,
    unit_id: record.unitId ?? actor.unit_id,
    dossier_id: record.dossierId ?? null,
    subject_id: record.subjectId ?? null,
    detail: JSON.stringify(record.detail ?? {}),
  })));
}

function actorOf(principal: Principal) {
  const nobody = { actor_id: null, acting_for: null, authority_id: null, unit_id: null, roles: [] as string[] };
  switch (principal.kind) {
    case 'anyone': return { ...nobody, actor_kind: 'anyone' };
    case 'system': return { ...nobody, actor_kind: `system:${principal.name}` };
    case 'resident': return { ...nobody, actor_kind: 'resident', actor_id: principal.personId,
      acting_for: principal.actingFor?.personId ?? null };
    case 'staff': return { ...nobody, actor_kind: 'staff', actor_id: principal.staffId,
      authority_id: principal.authorityId ?? null, unit_id: principal.unitIds[0] ?? null, roles: [...principal.roles] };
  }
}
