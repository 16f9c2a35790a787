import { sql } from 'kysely';
import { asUuid, swedishDay, type Runner, type Uuid } from '../../../platform/index.ts';
import { views, type View } from '../../model/officers/list-views.ts';
import { q, type CaseRow } from '../tables.ts';

/** What a work list shows. Whom it is about is opened by itself, for those the reader may read (`names-in-list.ts`). */
export interface WorkItem {
  id: Uuid;
  number: string;
  title: string;
  unitId: Uuid;
  confidentiality: number;
  assigneeId: Uuid | null;
  deputyId: Uuid | null;
  state: CaseRow['state'];
  channel: CaseRow['channel'];
  urgent: boolean;
  protected: boolean;
  arrivedAt: Date;
  lawDue: string | null;
  promiseDue: string | null;
  waitingFor: CaseRow['waiting_for'];
  waitingUntil: string | null;
  decidedAt: Date | null;
  /** the last day on which any party may appeal what is not final; null when nobody may, or no party has got it */
  appealUntil: string | null;
  /** somebody who may appeal has not got the decision: their time has not begun */
  appealWaits: boolean;
  outsideEventAt: Date;
  /** something has come from outside since the reader last opened it; also when they never have */
  isNew: boolean;
}

export interface ListWish {
  view: View;
  staffId: Uuid;
  /** those whose cases the reader has while they are away */
  covered?: readonly Uuid[];
  units: readonly Uuid[];
  service?: string;
  urgentOnly?: boolean;
  newestFirst?: boolean;
  /** from 1 */
  page: number;
  pageSize: number;
}

/** Most that is counted: beyond it a list says "fler än". Counting further costs more the more there is. */
export const mostCounted = 500;

/** One page of a view: one query, each unit's part from an index in the order shown. */
export async function workList(tx: Runner, wish: ListWish): Promise<WorkItem[]> {
  const rows = await tx.all(base(tx, wish, wish.page * wish.pageSize)
    .leftJoin('cases.seen as s', (join) => join.onRef('s.tenant_id', '=', 'c.tenant_id').onRef('s.case_id', '=', 'c.id').on('s.staff_id', '=', wish.staffId))
    .leftJoinLateral((eb) => eb.selectFrom('cases.notification as n')
      .select((of) => [of.fn.max('n.appeal_until').as('appeal_until'), sql<boolean>`coalesce(bool_or(n.appeal_until is null), false)`.as('appeal_waits')]).whereRef('n.tenant_id', '=', 'c.tenant_id')
      .whereRef('n.case_id', '=', 'c.id').where('n.final_at', 'is', null).where('n.appealable', '=', true)
      .where('n.void_at', 'is', null).as('a'), (join) => join.onTrue())
    .selectAll('c').select(['s.seen_at', 'a.appeal_until', 'a.appeal_waits'])
    .orderBy(sql.ref(`c.${columnOf(wish.view)}`), wish.newestFirst ? 'desc' : 'asc').orderBy('c.id')
    .offset((wish.page - 1) * wish.pageSize).limit(wish.pageSize));
  return rows.map((row) => ({
    id: asUuid(row.id), number: row.number, title: row.title, unitId: asUuid(row.unit_id),
    confidentiality: row.confidentiality, deputyId: row.deputy_id === null ? null : asUuid(row.deputy_id),
    assigneeId: row.assignee_id === null ? null : asUuid(row.assignee_id), state: row.state, channel: row.channel, urgent: row.urgent,
    protected: row.protected, arrivedAt: row.arrived_at, lawDue: row.law_due, promiseDue: row.promise_due, waitingFor: row.waiting_for,
    waitingUntil: row.waiting_until, decidedAt: row.decided_at, appealUntil: row.appeal_until, appealWaits: row.appeal_waits ?? false, outsideEventAt: row.outside_event_at,
    isNew: row.seen_at === null || row.outside_event_at > row.seen_at,
  }));
}

/** How many each view holds, at most `mostCounted`: one question for them all. */
export async function countViews(tx: Runner, wish: Omit<ListWish, 'view'>): Promise<Map<View, number>> {
  const few = (view: View) => q.selectFrom(base(tx, { ...wish, view }, mostCounted).select('c.id').limit(mostCounted).as('few'))
    .select((eb) => [eb.val(view).as('view'), eb.fn.countAll<number>().as('count')]);
  const [first, ...rest] = views.map(few);
  const rows = await tx.all(rest.reduce((all, one) => all.unionAll(one), first!));
  return new Map(rows.map(({ view, count }) => [view, Number(count)]));
}

/** Remembers that a member of staff has looked at a case now. */
export async function markSeen(tx: Runner, file: { id: Uuid; authorityId: Uuid }, staffId: Uuid): Promise<void> {
  await tx.run(q.insertInto('cases.seen')
    .values({ tenant_id: tx.tenant, staff_id: staffId, case_id: file.id, authority_id: file.authorityId, seen_at: tx.now })
    .onConflict((oc) => oc.columns(['tenant_id', 'staff_id', 'case_id']).doUpdateSet({ seen_at: tx.now })));
}

function columnOf(view: View): 'arrived_at' | 'next_due' | 'outside_event_at' | 'waiting_until' {
  switch (view) {
    case 'nya': return 'arrived_at';
    case 'mina': case 'frister': return 'next_due';
    case 'vantar': return 'waiting_until';
    case 'nytt': case 'overklagade': return 'outside_event_at';
  }
}

/** The cases of a view, from each unit by itself, so that an index gives them in order: a list of units in one condition would be sorted whole. */
function base(tx: Runner, wish: ListWish, most: number) {
  const { view, staffId } = wish;
  const units = view === 'mina' || view === 'nytt' ? [wish.units[0] ?? staffId] : [...wish.units];
  const column = columnOf(view);
  return q.selectFrom(sql<{ unit_id: string }>`unnest(${units}::uuid[])`.as<'u'>(sql`u(unit_id)`))
    .innerJoinLateral((eb) => {
      let of = eb.selectFrom('cases.case_file as f').selectAll('f').where('f.tenant_id', '=', tx.tenant).where('f.closed_at', 'is', null);
      if (view === 'mina' || view === 'nytt') of = of.where((or) => or.or([or('f.assignee_id', 'in', [staffId, ...wish.covered ?? []]), or('f.deputy_id', '=', staffId)]));
      else of = of.whereRef('f.unit_id', '=', 'u.unit_id');
      if (view === 'nya') of = of.where('f.assignee_id', 'is', null);
      if (view === 'frister') of = of.where('f.decided_at', 'is', null).where('f.next_due', '<=', soon(tx.now));
      if (view === 'vantar') of = of.where('f.waiting_for', 'is not', null);
      if (view === 'nytt') {
        of = of.where(({ not, exists, selectFrom }) => not(exists(selectFrom('cases.seen as z').select('z.case_id')
          .where('z.tenant_id', '=', tx.tenant).where('z.staff_id', '=', staffId).whereRef('z.case_id', '=', 'f.id').whereRef('z.seen_at', '>=', 'f.outside_event_at'))));
      }
      if (view === 'overklagade') {
        of = of.where(({ exists, selectFrom }) => exists(selectFrom('cases.appeal as p').select('p.id').where('p.tenant_id', '=', tx.tenant)
          .whereRef('p.case_id', '=', 'f.id').where('p.passed_on_at', 'is', null).where('p.dismissed_decision_id', 'is', null)));
      }
      if (wish.service) of = of.where('f.service', '=', wish.service);
      if (wish.urgentOnly) of = of.where('f.urgent', '=', true);
      return of.orderBy(sql.ref(`f.${column}`), wish.newestFirst ? 'desc' : 'asc').limit(most).as('c');
    }, (join) => join.onTrue());
}

/** What is due within two weeks, or has passed. */
function soon(now: Date): string {
  return swedishDay(new Date(now.getTime() + 14 * 86_400_000));
}
