import { sql } from 'kysely';
import { addDays, asUuid, formatDate, swedishDay, type Tx } from '../../../platform/index.ts';
import { versionById } from '../../../services/index.ts';
import { findCase, type CaseFile } from '../../store/case/case-file.ts';
import { addTask } from '../../store/clocks/tasks.ts';
import { q } from '../../store/tables.ts';

/** Looked at in a run of the job; it goes on until a run finds less. */
const batch = 500;

/**
 * Makes a task, for somebody named, of every clock that nears its end or has run out: what and for whom stands in its deadline.
 * A clock that says nothing of it still gives the officer a task when it has run out: no time passes unseen.
 * @returns how many
 */
export async function tasksOfClocks(tx: Tx): Promise<number> {
  const today = swedishDay(tx.now);
  const rows = await tx.all(q.selectFrom('cases.clock as k').select(['k.case_id', 'k.deadline', 'k.due_day', 'k.near_day'])
    .where('k.tenant_id', '=', tx.tenant).where('k.ended_at', 'is', null).where('k.standing_since', 'is', null)
    .where((eb) => eb.or([eb('k.near_day', '<=', today), eb('k.due_day', '<', today)]))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('cases.task as t').select('t.id').where('t.tenant_id', '=', tx.tenant)
      .whereRef('t.case_id', '=', 'k.case_id')
      .where('t.key', '=', sql<string>`'clock:' || k.deadline || case when k.due_day < ${today} then ':out:' else ':near:' end || k.due_day`))))
    .orderBy('k.due_day').limit(batch));
  for (const row of rows) {
    const file = await findCase(tx, asUuid(row.case_id));
    if (!file || row.due_day === null) continue;
    const deadline = (await versionById(tx, file.versionId)).compiled.folder.definition.deadlines.find(({ id }) => id === row.deadline);
    const out = row.due_day < today;
    const say = out ? `Tiden har gått ut (${formatDate(row.due_day, 'sv')}).` : `Tiden går ut ${formatDate(row.due_day, 'sv')}.`;
    await addTask(tx, file, {
      key: clockKey(row.deadline, out ? 'out' : 'near', row.due_day), role: deadline?.runsOut?.to ?? 'officer', dueDay: out ? today : row.due_day,
      what: `${deadline?.sv ?? 'En frist i ärendet'}. ${say} ${deadline?.runsOut?.task ?? 'Avgör ärendet, eller tala om för parten hur det går.'}`.trim(),
    });
    tx.audit({ event: out ? 'cases.clockRanOut' : 'cases.clockNears', dossierId: file.id, authorityId: file.authorityId, unitId: file.unitId, detail: { deadline: row.deadline } });
  }
  return rows.length;
}

/** Makes a task of every request for completion or hearing that has not been answered in time. @returns how many */
export async function tasksOfRequests(tx: Tx): Promise<number> {
  const today = swedishDay(tx.now);
  const rows = await tx.all(q.selectFrom('cases.request as r').select(['r.id', 'r.case_id', 'r.kind', 'r.due_day'])
    .innerJoin('cases.case_file as c', (join) => join.onRef('c.tenant_id', '=', 'r.tenant_id').onRef('c.id', '=', 'r.case_id'))
    .where('r.tenant_id', '=', tx.tenant).where('r.answered_at', 'is', null).where('r.withdrawn_at', 'is', null).where('r.due_day', '<', today)
    .where('c.closed_at', 'is', null).where('c.waiting_for', 'is not', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('cases.task as t').select('t.id').where('t.tenant_id', '=', tx.tenant)
      .whereRef('t.case_id', '=', 'r.case_id').where('t.key', '=', sql<string>`'request:' || r.id`))))
    .orderBy('r.due_day').limit(batch));
  for (const row of rows) {
    const file = await findCase(tx, asUuid(row.case_id));
    if (!file) continue;
    await addTask(tx, file, {
      key: requestKey(row.id), role: 'officer', dueDay: addDays(today, 1),
      what: `${row.kind === 'completion' ? 'Kompletteringen' : 'Svaret på kommuniceringen'} har inte kommit. Sista dag var ${formatDate(row.due_day, 'sv')}. Påminn parten, ge mer tid eller gå vidare på det som finns.`,
    });
  }
  return rows.length;
}

/** The key of a clock's task: another day is another task. */
export function clockKey(deadline: string, when: 'near' | 'out', due: string): string {
  return `clock:${deadline}:${when}:${due}`;
}

/** The deadline whose clock made a task, by its key. */
export function deadlineOfTask(key: string): string | undefined {
  const [kind, deadline] = key.split(':');
  return kind === 'clock' ? deadline : undefined;
}

/** The key of the task of an unanswered request. */
export function requestKey(request: string): string {
  return `request:${request}`;
}

/** Gives somebody a task by hand. @returns false when the day has passed or nothing is said */
export async function giveTask(tx: Tx, file: CaseFile, task: { what: string; dueDay: string; role: 'officer' | 'manager' | 'staff'; staffId?: CaseFile['id'] }, by: CaseFile['id']): Promise<boolean> {
  const what = task.what.trim().slice(0, 1_000);
  if (!what || task.dueDay < swedishDay(tx.now)) return false;
  await addTask(tx, file, { key: `hand:${tx.id()}`, what, role: task.role, dueDay: task.dueDay, madeBy: by, ...(task.staffId && { staffId: task.staffId }) });
  tx.audit({ event: 'cases.taskMade', dossierId: file.id, unitId: file.unitId });
  return true;
}
