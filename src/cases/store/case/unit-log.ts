import { sql } from 'kysely';
import { asUuid, tables, type Runner, type Uuid } from '../../../platform/index.ts';

interface Tables {
  'platform.audit_entry': {
    tenant_id: string; id: string; at: Date; event: string; outcome: 'done' | 'refused'; actor_kind: string; actor_id: string | null;
    unit_id: string | null; dossier_id: string | null; detail: { ground?: string; reason?: string };
  };
}

const q = tables<Tables>();

export interface LogLine {
  id: Uuid;
  /** of the last of them, where a line is several */
  at: Date;
  event: string;
  refused: boolean;
  /** why it was refused, in the code of the audit */
  why: string | null;
  /** how often: whoever reads the same case again on the same day, for the same reason, has one line */
  times: number;
  staffId: Uuid;
  caseId: Uuid | null;
  /** why it was opened, when it was not one's own */
  ground: string | null;
}

export interface LogWish { units: readonly Uuid[]; since: Date; until: Date; staffId?: Uuid; events: readonly string[]; page: number; pageSize: number }

/** What staff have done in the cases of some units – the events asked for, and everything that was refused – newest first: for the manager who answers for it. Reading is a line a day. One more than a page tells that there is more. */
export async function unitLog(tx: Runner, wish: LogWish): Promise<LogLine[]> {
  if (!wish.units.length) return [];
  const ground = sql<string | null>`detail ->> 'ground'`;
  const reason = sql<string | null>`detail ->> 'reason'`;
  const together = sql`case when event = 'cases.read' and outcome = 'done' then (at at time zone 'Europe/Stockholm')::date::text else id::text end`;
  let query = q.selectFrom('platform.audit_entry')
    .select(['event', 'outcome', 'actor_id', 'dossier_id', ground.as('ground'), reason.as('reason'), sql<string>`max(id::text)`.as('id'), sql<Date>`max(at)`.as('at'), sql<number>`count(*)::int`.as('times')])
    .where('tenant_id', '=', tx.tenant).where('unit_id', 'in', [...wish.units]).where('actor_kind', '=', 'staff')
    .where('at', '>=', wish.since).where('at', '<', wish.until).where((eb) => eb.or([eb('event', 'in', [...wish.events]), eb('outcome', '=', 'refused')]))
    .groupBy(['event', 'outcome', 'actor_id', 'dossier_id', ground, reason, together]);
  if (wish.staffId) query = query.where('actor_id', '=', wish.staffId);
  const rows = await tx.all(query.orderBy(sql`max(at)`, 'desc').orderBy(sql`max(id::text)`, 'desc').offset((wish.page - 1) * wish.pageSize).limit(wish.pageSize + 1));
  return rows.map((row) => ({
    id: asUuid(row.id), at: row.at, event: row.event, refused: row.outcome === 'refused', staffId: asUuid(row.actor_id!),
    caseId: row.dossier_id === null ? null : asUuid(row.dossier_id), times: row.times,
    why: row.outcome === 'refused' ? row.reason : null, ground: row.ground ?? (row.outcome === 'refused' ? null : row.reason),
  }));
}
