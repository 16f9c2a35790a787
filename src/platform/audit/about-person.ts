import { sql } from 'kysely';
import { tables } from '../database/query.ts';
import type { Runner } from '../database/transaction.ts';
import type { Uuid } from '../ids.ts';

interface Tables {
  'platform.audit_entry': {
    tenant_id: Uuid; at: Date; event: string; outcome: string; actor_kind: string; actor_id: Uuid | null; acting_for: Uuid | null;
    subject_id: Uuid | null; unit_id: Uuid | null; roles: string[]; dossier_id: Uuid | null;
  };
}

/** What is said of an event to the person it concerned: unit and roles of staff, never who. */
export interface PersonEvent {
  at: Date;
  event: string;
  outcome: string;
  /** 'resident', 'staff', … */
  by: string;
  unitId: Uuid | null;
  roles: string[];
  dossierId: Uuid | null;
}

const q = tables<Tables>();

/** What the audit says that a person did, had done for them, or that was done with what is about them; oldest first. */
export async function eventsAbout(tx: Runner, person: Uuid): Promise<PersonEvent[]> {
  return tx.all(q.selectFrom('platform.audit_entry')
    .select(['at', 'event', 'outcome', 'actor_kind as by', 'unit_id as unitId', 'roles', 'dossier_id as dossierId'])
    .where('tenant_id', '=', tx.tenant)
    .where(({ or, eb }) => or([eb('subject_id', '=', person), eb('actor_id', '=', person), eb('acting_for', '=', person)]))
    .orderBy('at').orderBy(sql`id`));
}
