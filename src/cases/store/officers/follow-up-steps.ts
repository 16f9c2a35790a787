import { sql } from 'kysely';
import { asUuid, swedishDay, type Runner, type Uuid } from '../../../platform/index.ts';
import type { Outcome } from '../../../services/index.ts';
import { q, type WaitingFor } from '../tables.ts';

export const steps = ['taken', 'complete', 'decided', 'served'] as const;
/** A step of a case: got an officer, had all that was needed, was decided, was got by the party. */
export type Step = (typeof steps)[number];

/** How many days a step took for half of the cases at most: from arrival for the first two, from complete, from the decision. Null: none took it. */
export type StepTimes = Readonly<Record<Step, number | null>> & { cases: number };

interface Period { units: readonly Uuid[]; from: Date; until: Date }

/** How long each step took, of the cases decided in a period. Days are Swedish days. */
export async function stepTimes(tx: Runner, { units, from, until }: Period): Promise<StepTimes> {
  if (!units.length) return { taken: null, complete: null, decided: null, served: null, cases: 0 };
  const day = (column: string) => sql`(${sql.ref(column)} at time zone 'Europe/Stockholm')::date`;
  const median = (days: ReturnType<typeof sql>) => sql<number | null>`percentile_cont(0.5) within group (order by ${days})`;
  const row = await tx.one(q.selectFrom('cases.case_file as c')
    .leftJoinLateral((eb) => eb.selectFrom('cases.assignment as a').select('a.at as first_at').whereRef('a.tenant_id', '=', 'c.tenant_id').whereRef('a.case_id', '=', 'c.id')
      .where('a.kind', 'in', ['take', 'reassign']).orderBy('a.at').limit(1).as('t'), (join) => join.onTrue())
    .leftJoinLateral((eb) => eb.selectFrom('cases.notification as n').select('n.served_at').whereRef('n.tenant_id', '=', 'c.tenant_id').whereRef('n.case_id', '=', 'c.id')
      .where('n.served_at', 'is not', null).orderBy('n.served_at').limit(1).as('s'), (join) => join.onTrue())
    .select([
      sql<number>`count(*)::int`.as('cases'), median(sql`${day('t.first_at')} - c.arrived_day`).as('taken'), median(sql`${day('c.complete_at')} - c.arrived_day`).as('complete'),
      median(sql`${day('c.decided_at')} - coalesce(${day('c.complete_at')}, c.arrived_day)`).as('decided'), median(sql`${day('s.served_at')} - ${day('c.decided_at')}`).as('served'),
    ])
    .where('c.tenant_id', '=', tx.tenant).where('c.unit_id', 'in', [...units]).where('c.decided_at', '>=', from).where('c.decided_at', '<', until));
  const days = (value: number | null) => (value === null ? null : Number(value));
  return { cases: row.cases, taken: days(row.taken), complete: days(row.complete), decided: days(row.decided), served: days(row.served) };
}

/** A case past its promised or lawful day, and whom it waits for. */
export interface LateCase {
  id: Uuid;
  number: string;
  title: string;
  assigneeId: Uuid | null;
  /** the day that has passed: the earlier of law and promise */
  due: string;
  why: 'nobody' | 'officer' | WaitingFor;
}

/** Cases of some units whose day has passed without a decision, the latest first, at most `limit`; and how many for each reason. */
export async function lateCases(tx: Runner, units: readonly Uuid[], limit: number): Promise<{ cases: LateCase[]; counts: Map<LateCase['why'], number> }> {
  if (!units.length) return { cases: [], counts: new Map() };
  const why = sql<LateCase['why']>`coalesce(waiting_for, case when assignee_id is null then 'nobody' else 'officer' end)`;
  const late = q.selectFrom('cases.case_file').where('tenant_id', '=', tx.tenant).where('unit_id', 'in', [...units]).where('closed_at', 'is', null)
    .where('decided_at', 'is', null).where('next_due', '<', swedishDay(tx.now));
  const counts = await tx.all(late.select([why.as('why'), sql<number>`count(*)::int`.as('count')]).groupBy(sql`1`));
  const rows = await tx.all(late.select(['id', 'number', 'title', 'assignee_id', 'next_due', why.as('why')]).orderBy('next_due').orderBy('id').limit(limit));
  return {
    counts: new Map(counts.map((row) => [row.why, row.count])),
    cases: rows.map((row) => ({
      id: asUuid(row.id), number: row.number, title: row.title, assigneeId: row.assignee_id === null ? null : asUuid(row.assignee_id), due: row.next_due!, why: row.why,
    })),
  };
}

/** How many decisions on what was applied for had each outcome, by unit. */
export async function outcomesByUnit(tx: Runner, { units, from, until }: Period): Promise<Map<Uuid, Readonly<Record<Outcome, number>>>> {
  const found = new Map<Uuid, Record<Outcome, number>>(units.map((id) => [id, { granted: 0, partly: 0, refused: 0 }]));
  if (!units.length) return found;
  const rows = await tx.all(q.selectFrom('cases.decision').select(['unit_id', 'outcome', sql<number>`count(*)::int`.as('count')]).where('tenant_id', '=', tx.tenant)
    .where('unit_id', 'in', [...units]).where('decided_at', '>=', from).where('decided_at', '<', until).where('type', 'in', ['permit', 'grant', 'advance', 'clearance', 'measure'])
    .where('outcome', 'in', ['granted', 'partly', 'refused']).groupBy(['unit_id', 'outcome']));
  for (const row of rows) {
    if (row.outcome !== 'dismissed' && row.outcome !== 'writtenOff') found.get(asUuid(row.unit_id))![row.outcome] = row.count;
  }
  return found;
}
