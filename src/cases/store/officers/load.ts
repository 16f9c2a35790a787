import { sql } from 'kysely';
import { addDays, asUuid, swedishDay, type Runner, type Uuid } from '../../../platform/index.ts';
import { q } from '../tables.ts';

/** How much somebody has now, and has done lately. */
export interface Load {
  staffId: Uuid;
  open: number;
  /** due within two weeks, and not waiting for somebody else */
  soon: number;
  late: number;
  waiting: number;
  /** decided the last thirty days */
  decided: number;
}

/** What each who has cases in some units has of them. */
export async function loadOf(tx: Runner, units: readonly Uuid[]): Promise<Map<Uuid, Load>> {
  if (!units.length) return new Map();
  const today = swedishDay(tx.now);
  const rows = await tx.all(q.selectFrom('cases.case_file').select([
    'assignee_id', sql<number>`count(*) filter (where closed_at is null and decided_at is null)::int`.as('open'),
    sql<number>`count(*) filter (where closed_at is null and decided_at is null and waiting_for is null and next_due between ${today}::date and ${addDays(today, 14)}::date)::int`.as('soon'),
    sql<number>`count(*) filter (where closed_at is null and decided_at is null and waiting_for is null and next_due < ${today}::date)::int`.as('late'),
    sql<number>`count(*) filter (where closed_at is null and decided_at is null and waiting_for is not null)::int`.as('waiting'),
    sql<number>`count(*) filter (where decided_at >= ${new Date(tx.now.getTime() - 30 * 86_400_000)})::int`.as('decided'),
  ]).where('tenant_id', '=', tx.tenant).where('unit_id', 'in', [...units]).where('assignee_id', 'is not', null)
    .where((eb) => eb.or([eb('closed_at', 'is', null), eb('decided_at', '>=', new Date(tx.now.getTime() - 30 * 86_400_000))]))
    .groupBy('assignee_id').limit(2_000));
  return new Map(rows.map(({ assignee_id, ...row }) => [asUuid(assignee_id!), { staffId: asUuid(assignee_id!), ...row }]));
}

/** A case that nobody has. */
export interface Untaken {
  id: Uuid;
  number: string;
  title: string;
  unitId: Uuid;
  arrivedDay: string;
  nextDue: string | null;
  urgent: boolean;
  protected: boolean;
}

/** Cases of some units that nobody has, the most pressing first. */
export async function untaken(tx: Runner, units: readonly Uuid[], limit: number): Promise<Untaken[]> {
  if (!units.length) return [];
  const rows = await tx.all(q.selectFrom('cases.case_file').select(['id', 'number', 'title', 'unit_id', 'arrived_day', 'next_due', 'urgent', 'protected'])
    .where('tenant_id', '=', tx.tenant).where('unit_id', 'in', [...units]).where('assignee_id', 'is', null).where('closed_at', 'is', null)
    .orderBy('urgent', 'desc').orderBy('next_due').orderBy('arrived_at').limit(limit));
  return rows.map((row) => ({
    id: asUuid(row.id), number: row.number, title: row.title, unitId: asUuid(row.unit_id), arrivedDay: row.arrived_day, nextDue: row.next_due,
    urgent: row.urgent, protected: row.protected,
  }));
}

/** Who have said that they may be biased in some cases. */
export async function biasedIn(tx: Runner, cases: readonly Uuid[]): Promise<Map<Uuid, Uuid[]>> {
  if (!cases.length) return new Map();
  const rows = await tx.all(q.selectFrom('cases.assignment').select(['case_id', 'by_staff_id']).where('tenant_id', '=', tx.tenant)
    .where('case_id', 'in', [...cases]).where('kind', '=', 'bias'));
  const found = new Map<Uuid, Uuid[]>();
  for (const row of rows) found.set(asUuid(row.case_id), [...found.get(asUuid(row.case_id)) ?? [], asUuid(row.by_staff_id)]);
  return found;
}
