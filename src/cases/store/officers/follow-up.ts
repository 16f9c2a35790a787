import { sql } from 'kysely';
import { asUuid, swedishDay, type Runner, type Uuid } from '../../../platform/index.ts';
import { q, type DecisionOutcome } from '../tables.ts';

export interface LeadTime {
  /** month `YYYY-MM` in Sweden, or the service */
  key: string;
  decided: number;
  /** days from arrival to decision that half of the cases took at most */
  median: number;
  /** share decided by the promised day, 0–1; of those with a promise */
  kept: number | null;
}

type Grouping = 'month' | 'service';

/** How long cases took that were decided in a period, by month or by service. Days are Swedish days. */
export async function leadTimes(tx: Runner, wish: { units: readonly Uuid[]; from: Date; until: Date; by: Grouping }): Promise<LeadTime[]> {
  if (!wish.units.length) return [];
  const key = wish.by === 'month' ? sql<string>`to_char(decided_at at time zone 'Europe/Stockholm', 'YYYY-MM')` : sql<string>`service`;
  const rows = await tx.all(q.selectFrom('cases.case_file').select([
    key.as('key'), sql<number>`count(*)::int`.as('decided'),
    sql<number>`percentile_cont(0.5) within group (order by (decided_at at time zone 'Europe/Stockholm')::date - arrived_day)`.as('median'),
    sql<number | null>`avg(case when promise_due is null then null when (decided_at at time zone 'Europe/Stockholm')::date <= promise_due then 1.0 else 0.0 end)::float8`.as('kept'),
  ]).where('tenant_id', '=', tx.tenant).where('unit_id', 'in', [...wish.units]).where('decided_at', '>=', wish.from).where('decided_at', '<', wish.until)
    .groupBy(sql`1`).orderBy(sql`1`));
  return rows.map((row) => ({ ...row, median: Number(row.median) }));
}

/** How it stands now: open, untaken, past their promise, waiting for someone else. */
export async function standing(tx: Runner, units: readonly Uuid[]): Promise<{ open: number; untaken: number; late: number; waiting: number }> {
  if (!units.length) return { open: 0, untaken: 0, late: 0, waiting: 0 };
  return tx.one(q.selectFrom('cases.case_file').select([
    sql<number>`count(*)::int`.as('open'), sql<number>`count(*) filter (where assignee_id is null)::int`.as('untaken'),
    sql<number>`count(*) filter (where waiting_for is null and promise_due < ${swedishDay(tx.now)})::int`.as('late'),
    sql<number>`count(*) filter (where waiting_for is not null)::int`.as('waiting'),
  ]).where('tenant_id', '=', tx.tenant).where('unit_id', 'in', [...units]).where('closed_at', 'is', null).where('decided_at', 'is', null));
}

export interface DelegatedDecision {
  id: Uuid;
  caseNumber: string;
  title: string;
  type: string;
  outcome: DecisionOutcome;
  point: string;
  decidedAt: Date;
  /** null: a rule decided */
  decidedBy: Uuid | null;
}

/** Decisions by delegation that the next meeting has not been told of, by point and day. No names of parties: minutes are public. */
export function unreported(tx: Runner, authorityId: Uuid): Promise<DelegatedDecision[]> {
  return delegated(tx, authorityId, null);
}

/** Decisions by delegation that a meeting was told of. */
export function reportedAt(tx: Runner, authorityId: Uuid, meetingId: Uuid): Promise<DelegatedDecision[]> {
  return delegated(tx, authorityId, meetingId);
}

async function delegated(tx: Runner, authorityId: Uuid, meetingId: Uuid | null): Promise<DelegatedDecision[]> {
  const rows = await tx.all(q.selectFrom('cases.decision as d')
    .innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 'd.tenant_id').onRef('c.id', '=', 'd.case_id'))
    .select(['d.id', 'c.number', 'c.title', 'd.type', 'd.outcome', 'd.delegation_point', 'd.decided_at', 'd.decided_by'])
    .where('d.tenant_id', '=', tx.tenant).where('d.authority_id', '=', authorityId).where('d.reported', '=', true)
    .where((eb) => (meetingId ? eb('d.reported_meeting_id', '=', meetingId) : eb('d.reported_at', 'is', null)))
    .orderBy('d.delegation_point').orderBy('d.decided_at').limit(5_000));
  return rows.map((row) => ({
    id: asUuid(row.id), caseNumber: row.number, title: row.title, type: row.type, outcome: row.outcome, point: row.delegation_point,
    decidedAt: row.decided_at, decidedBy: row.decided_by === null ? null : asUuid(row.decided_by),
  }));
}

/** Notes that a meeting has been told of the decisions made up to a moment. @returns how many */
export async function markReported(tx: Runner, authorityId: Uuid, upTo: Date, meetingId: Uuid): Promise<number> {
  return tx.run(q.updateTable('cases.decision').set({ reported_at: tx.now, reported_meeting_id: meetingId }).where('tenant_id', '=', tx.tenant)
    .where('authority_id', '=', authorityId).where('reported', '=', true).where('reported_at', 'is', null).where('decided_at', '<=', upTo));
}
