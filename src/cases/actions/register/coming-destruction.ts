import { asUuid, swedishDay, type Tx, type Uuid } from '../../../platform/index.ts';
import type { DocumentType } from '../../../services/index.ts';
import { retentionEnds } from '../../model/register/retention.ts';
import { q } from '../../store/tables.ts';
import { findRetention } from './find-retention.ts';

/** What of a closed case goes, and when. Days are `YYYY-MM-DD`. */
export interface ComingCase {
  id: Uuid;
  number: string;
  title: string;
  service: string;
  /** kinds and the day each comes due, soonest first; what has gone already is left out */
  ends: { kind: DocumentType; day: string }[];
  /** the day everything of it may go; null when something is kept */
  whole: string | null;
  /** left alone for now */
  kept: 'held' | 'undecided' | 'research' | undefined;
  /** the archive has it */
  archived: boolean;
}

/** Closed cases looked through for a preview. Above it the preview says that it shows a part. */
export const mostPreviewed = 5_000;

/**
 * What of an authority's closed cases goes until a day, by the plans as they stand; where nothing has been decided, what the service proposes,
 * as kept (`undecided`). Reads; destroys nothing.
 */
export async function comingDestruction(tx: Tx, authorityId: Uuid, until: string): Promise<{ cases: ComingCase[]; looked: number }> {
  const rows = await tx.all(q.selectFrom('cases.case_file').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .where('closed_at', 'is not', null).where((eb) => eb.or([eb('retention_day', 'is', null), eb('retention_day', '<=', until)]))
    .orderBy('closed_at').limit(mostPreviewed));
  const retentions = await findRetention(tx, rows);
  const cases = rows.flatMap((row): ComingCase[] => {
    const of = retentions.get(row.id)!;
    const all = retentionEnds(of.lines, of.days);
    const ends = all.flatMap(({ kind, day }) => (day !== null && day <= until && !row.destroyed.includes(kind) ? [{ kind, day }] : []))
      .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    const last = all.every(({ day }) => day !== null) ? all.map(({ day }) => day!).sort().at(-1) ?? null : null;
    if (!ends.length) return [];
    return [{ id: asUuid(row.id), number: row.number, title: row.title, service: row.service, ends, whole: last, kept: of.kept, archived: of.days.archived ?? false }];
  });
  return { cases, looked: rows.length };
}

/** A day as the month a list is made by: what is overdue counts in the month of today. */
export function monthOf(day: string, now: Date): string {
  const today = swedishDay(now);
  return (day < today ? today : day).slice(0, 7);
}
