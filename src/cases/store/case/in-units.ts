import { sql, type RawBuilder } from 'kysely';
import type { Uuid } from '../../../platform/index.ts';

/** Whether a case, named by a column, belongs to one of some units now: for lists of rooms above that keep to the wall between units. */
export function caseInUnits(tenant: Uuid, column: string, units: readonly Uuid[]): RawBuilder<boolean> {
  return sql<boolean>`exists (select from cases.case_file f where f.tenant_id = ${tenant} and f.id = ${sql.ref(column)} and f.unit_id = any(${[...units]}::uuid[]))`;
}
