import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { asUuid, type Runner, type Uuid } from '../../../platform/index.ts';
import { kept } from './retention-tables.ts';

/** One case in the proof of a run. */
export interface Destroyed { number: string; service: string; what: string; rows: number; keys: number; planId: Uuid | null; exportId: Uuid | null; at: Date }

/** A run that destroyed something, of an authority. */
export interface DestructionRun { runId: Uuid; at: Date; cases: number }

/** Runs, the latest first. */
export async function destructionRuns(tx: Runner, authorityId: Uuid): Promise<DestructionRun[]> {
  const rows = await tx.all(kept.selectFrom('cases.destruction').select(['run_id', sql<Date>`min(at)`.as('at'), sql<number>`count(*)::int`.as('cases')])
    .where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).groupBy('run_id').orderBy(sql`min(at)`, 'desc').limit(500));
  return rows.map((row) => ({ runId: asUuid(row.run_id), at: row.at, cases: row.cases }));
}

/** What a run destroyed of an authority, by case number, with a hash over the whole list: a list that was changed has another. */
export async function destroyedIn(tx: Runner, authorityId: Uuid, runId: Uuid): Promise<{ lines: Destroyed[]; sha256: string }> {
  const rows = await tx.all(kept.selectFrom('cases.destruction').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .where('run_id', '=', runId).orderBy('number').orderBy('id').limit(10_000));
  const lines = rows.map((row) => ({
    number: row.number, service: row.service, what: row.what, rows: row.row_count, keys: row.key_count,
    planId: row.plan_id === null ? null : asUuid(row.plan_id), exportId: row.export_id === null ? null : asUuid(row.export_id), at: row.at,
  }));
  const text = lines.map((line) => [line.number, line.service, line.what, line.rows, line.keys, line.planId ?? '', line.exportId ?? '', line.at.toISOString()].join('\t')).join('\n');
  return { lines, sha256: createHash('sha256').update(text).digest('hex') };
}

/** What an authority has destroyed in a year of one service: cases and rows by what went. Numbers alone. */
export interface DestroyedInYear { year: number; service: string; what: string; cases: number; rows: number }

/** What was destroyed year by year, the latest first: the authority's account of its own destruction. */
export async function destroyedByYear(tx: Runner, authorityId: Uuid): Promise<DestroyedInYear[]> {
  const year = sql<number>`extract(year from at at time zone 'Europe/Stockholm')::int`;
  return tx.all(kept.selectFrom('cases.destruction').select([year.as('year'), 'service', 'what', sql<number>`count(distinct number)::int`.as('cases'), sql<number>`sum(row_count)::int`.as('rows')])
    .where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId).groupBy([year, 'service', 'what']).orderBy('year', 'desc').orderBy('service').orderBy('what').limit(2_000));
}
