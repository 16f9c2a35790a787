import { sql } from 'kysely';
import { asUuid, type Runner, type Uuid } from '../../../platform/index.ts';
import { q, type PermitEnd } from '../tables.ts';

export const permitViews = ['gallande', 'snart', 'kommande', 'upphorda'] as const;
export type PermitView = (typeof permitViews)[number];

export interface PermitListWish {
  view: PermitView;
  authorityId: Uuid;
  units: readonly Uuid[];
  /** `YYYY-MM-DD` */
  today: string;
  /** from 1 */
  page: number;
  pageSize: number;
}

/** A permit as a list shows it. No names: a list would otherwise be read of many who are not one's own. */
export interface ListedPermit {
  id: Uuid;
  caseId: Uuid;
  number: string;
  service: string;
  unitId: Uuid | null;
  validFrom: string;
  validUntil: string | null;
  remindDay: string | null;
  endedWhy: PermitEnd | null;
}

/** One page of a view, those that end first on top; ended ones the newest first. One more than the page tells that there is more. */
export async function listPermits(tx: Runner, wish: PermitListWish): Promise<ListedPermit[]> {
  if (!wish.units.length) return [];
  const rows = await tx.all(inView(tx, wish)
    .select(['p.id', 'p.case_id', 'p.number', 'p.service', 'p.unit_id', 'p.valid_from', 'p.valid_until', 'p.remind_day', 'p.ended_why'])
    .orderBy(sql`p.valid_until`, (order) => (wish.view === 'upphorda' ? order.desc() : order.asc().nullsLast())).orderBy('p.id')
    .offset((wish.page - 1) * wish.pageSize).limit(wish.pageSize));
  return rows.map((row) => ({
    id: asUuid(row.id), caseId: asUuid(row.case_id), number: row.number, service: row.service, unitId: row.unit_id === null ? null : asUuid(row.unit_id),
    validFrom: row.valid_from, validUntil: row.valid_until, remindDay: row.remind_day, endedWhy: row.ended_why,
  }));
}

/** How many each view holds, at most `most`: one question for them all. */
export async function countPermits(tx: Runner, wish: Omit<PermitListWish, 'view'>, most: number): Promise<Map<PermitView, number>> {
  if (!wish.units.length) return new Map();
  const few = (view: PermitView) => q.selectFrom(inView(tx, { ...wish, view }).select('p.id').limit(most).as('few'))
    .select((eb) => [eb.val(view).as('view'), eb.fn.countAll<number>().as('count')]);
  const [first, ...rest] = permitViews.map(few);
  const rows = await tx.all(rest.reduce((all, one) => all.unionAll(one), first!));
  return new Map(rows.map(({ view, count }) => [view, Number(count)]));
}

function inView(tx: Runner, { view, authorityId, units, today }: PermitListWish) {
  const all = q.selectFrom('cases.permit as p')
    .where('p.tenant_id', '=', tx.tenant).where('p.authority_id', '=', authorityId).where('p.unit_id', 'in', [...units]);
  const live = all.where((eb) => eb.or([eb('p.valid_until', 'is', null), eb('p.valid_until', '>=', today)]))
    .where((eb) => eb.or([eb('p.valid_until', 'is', null), eb('p.valid_until', '>=', eb.ref('p.valid_from'))]));
  switch (view) {
    case 'gallande': return live.where('p.valid_from', '<=', today);
    case 'snart': return live.where('p.valid_from', '<=', today).where('p.remind_day', '<=', today).where('p.ended_why', 'is', null);
    case 'kommande': return live.where('p.valid_from', '>', today);
    // What another permit has followed on is no end of anything: it stands in the history of that one.
    case 'upphorda': return all.where('p.valid_until', '<', today).where((eb) => eb.or([eb('p.ended_why', 'is', null), eb('p.ended_why', '<>', 'followed')]));
  }
}
