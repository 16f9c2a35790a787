import { sql } from 'kysely';
import { asUuid, type Place, type Tx, type Uuid } from '../../platform/index.ts';
import type { OutcomeReportContent } from '../model/outcome-report.ts';
import { q, type ReportState } from './tables.ts';

/** What a register is to be told, or has been. */
export interface Report {
  id: Uuid;
  authorityId: Uuid;
  visitId: Uuid;
  target: string;
  what: OutcomeReportContent['what'];
  askedAt: Date;
  state: ReportState;
  attempts: number;
  nextAt: Date | null;
  reason: string | null;
  deliveredAt: Date | null;
  receipt: string | null;
}

const place = (id: Uuid): Place => ({ table: 'exchange.report', row: id, column: 'content_cipher' });

export async function addReport(tx: Tx, content: OutcomeReportContent, of: { authorityId: Uuid; unitId: Uuid; personId: Uuid; target: string }): Promise<void> {
  const [id, key] = [asUuid(content.report), await tx.createKey()];
  await tx.run(q.insertInto('exchange.report').values({
    tenant_id: tx.tenant, id, authority_id: of.authorityId, unit_id: of.unitId, person_id: of.personId, visit_id: content.visit, target: of.target, what: content.what, asked_at: tx.now, key_id: key,
    content_cipher: await tx.sealJson(key, place(id), content), state: 'waiting', attempts: 0, next_at: tx.now, reason: null, delivered_at: null, receipt: null,
  }));
}

const columns = ['id', 'authority_id', 'visit_id', 'target', 'what', 'asked_at', 'state', 'attempts', 'next_at', 'reason', 'delivered_at', 'receipt'] as const;

/** @param lock waits for another that tries the same, so that one report is not sent by two at once */
export async function reportById(tx: Tx, id: Uuid, options: { lock?: boolean } = {}): Promise<Report | undefined> {
  const query = q.selectFrom('exchange.report').select(columns).where('tenant_id', '=', tx.tenant).where('id', '=', id);
  const row = await tx.maybe(options.lock ? query.forUpdate() : query);
  return row && toReport(row);
}

/** The report as it is sent. */
export async function reportContent(tx: Tx, id: Uuid): Promise<OutcomeReportContent> {
  const { content_cipher: sealed } = await tx.one(q.selectFrom('exchange.report').select('content_cipher').where('tenant_id', '=', tx.tenant).where('id', '=', id));
  return tx.openJson<OutcomeReportContent>(place(id), sealed);
}

/** Those whose time has come, the oldest first; of a visit only the first that has not arrived, since a correction means nothing before what it corrects. */
export async function dueReports(tx: Tx, most: number): Promise<Uuid[]> {
  const rows = await tx.all(q.selectFrom('exchange.report as r').select('r.id').where('r.tenant_id', '=', tx.tenant).where('r.state', '=', 'waiting').where('r.next_at', '<=', tx.now)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('exchange.report as e').select(sql`1`.as('one')).where('e.tenant_id', '=', tx.tenant).whereRef('e.visit_id', '=', 'r.visit_id')
      .whereRef('e.number', '<', 'r.number').where('e.state', '!=', 'delivered'))))
    .orderBy('r.number').limit(most));
  return rows.map(({ id }) => asUuid(id));
}

export async function updateReport(tx: Tx, id: Uuid, change: Partial<{ state: ReportState; attempts: number; next_at: Date | null; reason: string | null; delivered_at: Date; receipt: string | null }>): Promise<void> {
  await tx.run(q.updateTable('exchange.report').set(change).where('tenant_id', '=', tx.tenant).where('id', '=', id));
}

/** Reports of an authority, those that need somebody first, then the latest. `units`: only theirs; none, of all. */
export async function listReports(tx: Tx, authorityId: Uuid, units: readonly Uuid[], most: number): Promise<Report[]> {
  return (await tx.all(handledBy(tx, authorityId, units).orderBy(sql`state <> 'failed'`).orderBy('number', 'desc').limit(most))).map(toReport);
}

/** One of them; nothing when it is another's. */
export async function reportOf(tx: Tx, authorityId: Uuid, units: readonly Uuid[], id: Uuid): Promise<Report | undefined> {
  const row = await tx.maybe(handledBy(tx, authorityId, units).where('id', '=', id));
  return row && toReport(row);
}

function handledBy(tx: Tx, authorityId: Uuid, units: readonly Uuid[]) {
  const ofAll = q.selectFrom('exchange.report').select(columns).where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId);
  return units.length ? ofAll.where('unit_id', 'in', [...units]) : ofAll;
}

/** What registers have been told of a person. */
export async function reportsOf(tx: Tx, personId: Uuid): Promise<Report[]> {
  return (await tx.all(q.selectFrom('exchange.report').select(columns).where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).orderBy('number').limit(1_000))).map(toReport);
}

/** Whether registers have been told of a person, or are to be. */
export async function hasReports(tx: Tx, personId: Uuid): Promise<boolean> {
  return await tx.maybe(q.selectFrom('exchange.report').select('id').where('tenant_id', '=', tx.tenant).where('person_id', '=', personId).limit(1)) !== undefined;
}

/** Takes away some of those that arrived before a moment, or were ordered before it and never did, with their keys. @returns how many */
export async function destroyReports(tx: Tx, before: Date, most: number): Promise<number> {
  const rows = await tx.all(q.deleteFrom('exchange.report').where('tenant_id', '=', tx.tenant).where('id', 'in', (eb) => eb.selectFrom('exchange.report').select('id')
    .where('tenant_id', '=', tx.tenant).where(sql<Date>`coalesce(delivered_at, asked_at)`, '<', before).limit(most)).returning('key_id'));
  await tx.destroyKeys(rows.map(({ key_id: key }) => asUuid(key)));
  return rows.length;
}

function toReport(row: Record<(typeof columns)[number], unknown>): Report {
  return {
    id: asUuid(row.id as string), authorityId: asUuid(row.authority_id as string), visitId: asUuid(row.visit_id as string), target: row.target as string, what: row.what as Report['what'], askedAt: row.asked_at as Date,
    state: row.state as ReportState, attempts: row.attempts as number, nextAt: row.next_at as Date | null, reason: row.reason as string | null, deliveredAt: row.delivered_at as Date | null, receipt: row.receipt as string | null,
  };
}
