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
  at: Date;
  event: string;
  refused: boolean;
  staffId: Uuid;
  caseId: Uuid | null;
  /** why it was opened, when it was not one's own */
  ground: string | null;
}

export interface LogWish { units: readonly Uuid[]; since: Date; until: Date; staffId?: Uuid; events: readonly string[]; page: number; pageSize: number }

/** What staff have done in the cases of some units – the events asked for, and everything that was refused – newest first: for the manager who answers for it. One more than a page tells that there is more. */
export async function unitLog(tx: Runner, wish: LogWish): Promise<LogLine[]> {
  if (!wish.units.length) return [];
  let query = q.selectFrom('platform.audit_entry').select(['id', 'at', 'event', 'outcome', 'actor_id', 'dossier_id', 'detail'])
    .where('tenant_id', '=', tx.tenant).where('unit_id', 'in', [...wish.units]).where('actor_kind', '=', 'staff')
    .where('at', '>=', wish.since).where('at', '<', wish.until).where((eb) => eb.or([eb('event', 'in', [...wish.events]), eb('outcome', '=', 'refused')]));
  if (wish.staffId) query = query.where('actor_id', '=', wish.staffId);
  const rows = await tx.all(query.orderBy('at', 'desc').orderBy('id', 'desc').offset((wish.page - 1) * wish.pageSize).limit(wish.pageSize + 1));
  return rows.map((row) => ({
    id: asUuid(row.id), at: row.at, event: row.event, refused: row.outcome === 'refused', staffId: asUuid(row.actor_id!),
    caseId: row.dossier_id === null ? null : asUuid(row.dossier_id), ground: row.detail.ground ?? row.detail.reason ?? null,
  }));
}
