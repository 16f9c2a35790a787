import { sql } from 'kysely';
import type { Runner } from '../../../platform/index.ts';
import { q } from '../tables.ts';

/** How many cases wait for a decision, by service, and how many of them arrived on a day or later: counts alone, for whoever may see no case. */
export async function undecidedCases(tx: Runner, services: readonly string[], from: string): Promise<ReadonlyMap<string, { all: number; arrivedFrom: number }>> {
  if (!services.length) return new Map();
  const rows = await tx.all(q.selectFrom('cases.case_file')
    .select(['service', sql<number>`count(*)::int`.as('all'), sql<number>`count(*) filter (where arrived_day >= ${from})::int`.as('arrived')])
    .where('tenant_id', '=', tx.tenant).where('service', 'in', [...services]).where('decided_at', 'is', null).where('closed_at', 'is', null).groupBy('service'));
  return new Map(rows.map(({ service, all, arrived }) => [service, { all, arrivedFrom: arrived }]));
}
