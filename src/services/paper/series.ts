import { asUuid, type Language, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { q } from '../store.ts';
import type { ServiceVersion } from '../versions.ts';

/** Forms printed at one time, each with a number of its own. */
export interface PaperSeries {
  id: Uuid;
  versionId: Uuid;
  language: Language;
  first: number;
  last: number;
  printedAt: Date;
}

/** Most forms that are printed at one time. */
export const mostCopies = 50;

/** Takes the next numbers of the organisation for forms of a service. Numbers are never used again. */
export async function makeSeries(tx: Tx, who: Staff, version: ServiceVersion, language: Language, count: number): Promise<PaperSeries> {
  const { next } = await tx.one(q.insertInto('services.paper_counter').values({ tenant_id: tx.tenant, next: count + 1 })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet((eb) => ({ next: eb('services.paper_counter.next', '+', count) }))).returning('next'));
  const series = { id: tx.id(), versionId: version.id, language, first: next - count, last: next - 1, printedAt: tx.now };
  await tx.run(q.insertInto('services.paper_series').values({
    tenant_id: tx.tenant, id: series.id, authority_id: version.authorityId, version_id: version.id, language, first_number: series.first,
    last_number: series.last, printed_by: who.staffId, printed_at: tx.now,
  }));
  return series;
}

/** Series of the authority whose staff ask, newest first. */
export async function listSeries(tx: Tx): Promise<PaperSeries[]> {
  return (await tx.all(q.selectFrom('services.paper_series').selectAll().where('tenant_id', '=', tx.tenant).orderBy('printed_at', 'desc').limit(100))).map(toSeries);
}

export async function findSeries(tx: Tx, by: { id: Uuid } | { number: number }): Promise<PaperSeries | undefined> {
  const query = q.selectFrom('services.paper_series').selectAll().where('tenant_id', '=', tx.tenant);
  const row = await tx.maybe('id' in by ? query.where('id', '=', by.id) : query.where('first_number', '<=', by.number).where('last_number', '>=', by.number));
  return row && toSeries(row);
}

/** When a numbered form was registered; undefined when it has not been. */
export async function registeredAt(tx: Tx, number: number): Promise<Date | undefined> {
  return (await tx.maybe(q.selectFrom('services.paper_number').select('registered_at').where('tenant_id', '=', tx.tenant).where('number', '=', number)))?.registered_at;
}

/** Notes which case a numbered form became. A number that has been registered meanwhile is left as it is. */
export async function useNumber(tx: Tx, series: PaperSeries, number: number, authorityId: Uuid, caseId: Uuid): Promise<void> {
  await tx.run(q.insertInto('services.paper_number').values({
    tenant_id: tx.tenant, number, series_id: series.id, authority_id: authorityId, case_id: caseId, registered_at: tx.now,
  }).onConflict((conflict) => conflict.doNothing()));
}

function toSeries(row: { id: string; version_id: string; language: Language; first_number: number; last_number: number; printed_at: Date }): PaperSeries {
  return { id: asUuid(row.id), versionId: asUuid(row.version_id), language: row.language, first: row.first_number, last: row.last_number, printedAt: row.printed_at };
}
