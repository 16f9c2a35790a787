import { sql } from 'kysely';
import { asUuid, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import type { TaskFor, TaskRow } from '../authority/authority-tables.ts';
import type { CaseFile } from '../case/case-file.ts';
import { inTurn } from '../in-turn.ts';
import { mayRead } from '../officers/names-in-list.ts';
import { placeOf, q } from '../tables.ts';

/** Something somebody is to do in a case by a day. */
export interface Task {
  id: Uuid;
  caseId: Uuid;
  key: string;
  what: string;
  /** officer: whoever has the case, or its unit's manager while nobody has; staff: the one named; colleague: whoever works in the unit, but who made it */
  role: TaskFor;
  staffId: Uuid | null;
  /** `YYYY-MM-DD` */
  dueDay: string;
  madeAt: Date;
  /** null: the system */
  madeBy: Uuid | null;
  doneAt: Date | null;
  doneBy: Uuid | null;
}

/** A task in a list over cases. */
export interface ListedTask extends Task {
  caseNumber: string;
  caseTitle: string;
  unitId: Uuid;
  assigneeId: Uuid | null;
  /** somebody wrote it in a case that this reader does not open without saying why, or of a protected person: it is read there */
  hidden: boolean;
}

export interface NewTask {
  /** what it is about: the same key in a case is the same task, made once */
  key: string;
  what: string;
  role: TaskFor;
  staffId?: Uuid;
  dueDay: string;
  madeBy?: Uuid;
}

/** Makes a task, once for its key. @returns false when there was one */
export async function addTask(tx: Tx, file: Pick<CaseFile, 'id' | 'authorityId' | 'keyId'>, task: NewTask): Promise<boolean> {
  const id = tx.id();
  return await tx.run(q.insertInto('cases.task').values({
    tenant_id: tx.tenant, id, case_id: file.id, authority_id: file.authorityId, key: task.key,
    what_cipher: await tx.seal(file.keyId, placeOf('cases.task', id, 'what_cipher'), Buffer.from(task.what)), for_role: task.role,
    for_staff_id: task.staffId ?? null, due_day: task.dueDay, made_at: tx.now, made_by: task.madeBy ?? null, done_at: null, done_by: null,
  }).onConflict((oc) => oc.columns(['tenant_id', 'case_id', 'key']).doNothing())) > 0;
}

/** Ends what is open under a key: done by somebody, or by what happened (`by` absent). @returns how many */
export function endTask(tx: Pick<Tx, 'tenant' | 'now' | 'run'>, caseId: Uuid, key: string, by?: Uuid): Promise<number> {
  return tx.run(q.updateTable('cases.task').set({ done_at: tx.now, ...(by && { done_by: by }) }).where('tenant_id', '=', tx.tenant)
    .where('case_id', '=', caseId).where('key', '=', key).where('done_at', 'is', null));
}

/** The tasks of a case: what is to be done first, then what is done, newest last. */
export async function tasksOf(tx: Tx, caseId: Uuid): Promise<Task[]> {
  const rows = await tx.all(q.selectFrom('cases.task').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('done_at', (order) => order.asc().nullsFirst()).orderBy('due_day').orderBy('id').limit(300));
  return inTurn(rows, (row) => toTask(tx, row));
}

/** What is said of a task that this reader does not read here. */
export const hiddenTask = 'En kollega har skrivit vad. Öppna ärendet för att läsa.';

export interface TaskListWish {
  who: Staff;
  /** those whose cases the reader has while they are away */
  covered: readonly Uuid[];
  /** `mine`: what the reader is to do; `unit`: everything open in the units of a manager */
  view: 'mine' | 'unit';
  page: number;
  pageSize: number;
}

/** A page of open tasks, the most pressing first. One more than a page tells that there is more. */
export async function openTasks(tx: Tx, wish: TaskListWish): Promise<ListedTask[]> {
  const rows = await tx.all(listed(tx, wish).selectAll('t')
    .select(['c.number', 'c.title', 'c.unit_id', 'c.assignee_id', 'c.deputy_id', 'c.confidentiality', 'c.protected'])
    .orderBy('t.due_day').orderBy('t.id').offset((wish.page - 1) * wish.pageSize).limit(wish.pageSize + 1));
  const maybe = (id: string | null) => (id === null ? null : asUuid(id));
  return inTurn(rows, async (row) => {
    const [task, of] = [await toTask(tx, row), { unitId: asUuid(row.unit_id), assigneeId: maybe(row.assignee_id), deputyId: maybe(row.deputy_id), confidentiality: row.confidentiality }];
    // What the platform asks for names nobody; what somebody wrote may.
    const hidden = task.madeBy !== null && (row.protected || !(task.staffId === wish.who.staffId || mayRead(wish.who, wish.covered, of)));
    return { ...task, ...(hidden && { what: hiddenTask }), caseNumber: row.number, caseTitle: row.title, unitId: of.unitId, assigneeId: of.assigneeId, hidden };
  });
}

/** How many open tasks there are, and how many of them should have been done before today. */
export async function countTasks(tx: Tx, wish: Omit<TaskListWish, 'page' | 'pageSize'>, today: string): Promise<{ open: number; late: number }> {
  return tx.one(listed(tx, wish).select([sql<number>`count(*)::int`.as('open'), sql<number>`count(*) filter (where t.due_day < ${today})::int`.as('late')]));
}

function listed(tx: Pick<Tx, 'tenant'>, { who, covered, view }: Omit<TaskListWish, 'page' | 'pageSize'>) {
  const me = [who.staffId, ...covered];
  const manages = who.roles.includes('manager');
  let query = q.selectFrom('cases.task as t')
    .innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 't.tenant_id').onRef('c.id', '=', 't.case_id'))
    .where('t.tenant_id', '=', tx.tenant).where('t.authority_id', '=', who.authorityId ?? who.staffId).where('t.done_at', 'is', null);
  const inUnits = who.unitIds.length > 0 ? [...who.unitIds] : null;
  if (view === 'unit') return inUnits ? query.where('c.unit_id', 'in', inUnits) : query;
  query = query.where((eb) => eb.or([
    eb('t.for_staff_id', 'in', me),
    ...(who.roles.some((role) => role === 'officer' || role === 'manager') ? [eb.and([
      eb('t.for_role', '=', 'colleague'), eb('t.made_by', 'is distinct from', who.staffId), ...(inUnits ? [eb('c.unit_id', 'in', inUnits)] : []),
    ])] : []),
    eb.and([eb('t.for_role', '=', 'officer'), eb.or([eb('c.assignee_id', 'in', me), eb('c.deputy_id', '=', who.staffId)])]),
    ...(manages ? [eb.and([
      eb.or([eb('t.for_role', '=', 'manager'), eb.and([eb('t.for_role', '=', 'officer'), eb('c.assignee_id', 'is', null)])]),
      ...(inUnits ? [eb('c.unit_id', 'in', inUnits)] : []),
    ])] : []),
  ]));
  return query;
}

async function toTask(tx: Tx, row: TaskRow): Promise<Task> {
  const id = asUuid(row.id);
  const maybe = (value: string | null) => (value === null ? null : asUuid(value));
  return {
    id, caseId: asUuid(row.case_id), key: row.key, role: row.for_role, staffId: maybe(row.for_staff_id), dueDay: row.due_day, madeAt: row.made_at,
    madeBy: maybe(row.made_by), doneAt: row.done_at, doneBy: maybe(row.done_by),
    what: (await tx.open(placeOf('cases.task', id, 'what_cipher'), row.what_cipher)).toString('utf8'),
  };
}
