import { closuresFrom } from '../../../organisation/index.ts';
import { asUuid, swedishDay, type Runner, type Uuid } from '../../../platform/index.ts';
import { versionById, type Service } from '../../../services/index.ts';
import { countsWorkdays, earliestDue, runningClocks, type Closures, type Running, type Wait } from '../../model/clocks/deadlines.ts';
import { q, type CaseRow } from '../tables.ts';
import { endTask } from './tasks.ts';

type Deadline = Service['deadlines'][number];

/** A clock of a case as it stands in its row, with the deadline it is of. */
export interface CaseClock extends Running {
  sv: string;
  law: string | undefined;
  /** the decision that gave it more time */
  extendedId: Uuid | null;
  /** it may be given more time, and has not been */
  extendable: string | undefined;
  endedAt: Date | null;
}

/** The clocks of a case that is to be made, and the days that lists go by. */
export async function firstClocks(
  tx: Runner, file: Pick<CaseRow, 'arrived_day' | 'complete_at' | 'waiting_for'>, deadlines: readonly Deadline[],
): Promise<{ clocks: Running[]; days: Pick<CaseRow, 'law_due' | 'promise_due' | 'next_due'> }> {
  const clocks = runningClocks(deadlines, {
    arrived: file.arrived_day, complete: file.complete_at && file.arrived_day, asked: null, extended: new Set(), today: swedishDay(tx.now),
    waits: file.waiting_for ? [{ kind: file.waiting_for, from: file.arrived_day, until: null }] : [],
    closures: await closuresFor(tx, deadlines, file.arrived_day),
  });
  return { clocks, days: daysOf(clocks) };
}

/** Begins the clocks of a case that has been made, and its waiting. */
export async function beginClocks(tx: Runner, file: Pick<CaseRow, 'id' | 'authority_id' | 'arrived_day' | 'waiting_for'>, clocks: readonly Running[]): Promise<void> {
  if (file.waiting_for) {
    await tx.run(q.insertInto('cases.wait').values({
      tenant_id: tx.tenant, id: tx.id(), case_id: file.id, authority_id: file.authority_id, kind: file.waiting_for, from_day: file.arrived_day, until_day: null,
    }));
  }
  if (clocks.length) tx.write(q.insertInto('cases.clock').values(clocks.map((clock) => rowOf(tx, file, clock))));
}

/**
 * Counts the clocks of a case anew: called whenever it begins or ceases to wait, becomes complete, is decided or opened again.
 * What the case waits for is kept as a period, so that a clock that stopped goes on where it stood.
 */
export async function keepClocks(tx: Runner, caseId: Uuid): Promise<void> {
  const row = await tx.maybe(q.selectFrom('cases.case_file').selectAll().where('tenant_id', '=', tx.tenant).where('id', '=', caseId));
  if (!row) return;
  const waits = await keepWaits(tx, row);
  const { deadlines } = (await versionById(tx, asUuid(row.version_id))).compiled.folder.definition;
  const kept = await tx.all(q.selectFrom('cases.clock').select(['deadline', 'extended_id', 'ended_at']).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId));
  const asked = await tx.maybe(q.selectFrom('cases.delay_request').select(['id', 'received_day', 'ripe']).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('ended_at', 'is', null));
  const clocks = runningClocks(deadlines, {
    arrived: row.arrived_day, complete: completeDay(row), asked: asked?.ripe ? asked.received_day : null, waits,
    extended: new Set(kept.flatMap((one) => (one.extended_id ? [one.deadline] : []))),
    today: swedishDay(tx.now), closures: await closuresFor(tx, deadlines, row.arrived_day),
  });
  const ended = row.decided_at ?? row.closed_at;
  // A step that staff have done is over, whatever happens to the case.
  const done = new Set(deadlines.filter(({ id, step }) => step && kept.some((one) => one.deadline === id && one.ended_at)).map(({ id }) => id));
  if (clocks.length) {
    await tx.run(q.insertInto('cases.clock').values(clocks.map((clock) => rowOf(tx, row, clock))).onConflict((oc) => oc
      .columns(['tenant_id', 'case_id', 'deadline']).doUpdateSet((eb) => ({
        start_day: eb.ref('excluded.start_day'), due_day: eb.ref('excluded.due_day'), standing_since: eb.ref('excluded.standing_since'),
        near_day: eb.ref('excluded.near_day'),
      }))));
  }
  // Only when it changes: a resident's role may move a clock, not end it.
  if (kept.some((one) => !done.has(one.deadline) && one.ended_at?.getTime() !== ended?.getTime())) {
    const all = q.updateTable('cases.clock').set({ ended_at: ended }).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId);
    await tx.run(done.size ? all.where('deadline', 'not in', [...done]) : all);
  }
  if (ended && asked) {
    await tx.run(q.updateTable('cases.delay_request').set({ ended_at: tx.now, ended_why: row.decided_at ? 'decided' : 'closed' }).where('tenant_id', '=', tx.tenant).where('id', '=', asked.id));
    await endTask(tx, caseId, `delay:${asked.id}`);
  }
  const left = clocks.filter(({ id }) => !done.has(id));
  await endStaleTasks(tx, caseId, ended ? [] : left);
  const days = daysOf(left);
  await tx.run(q.updateTable('cases.case_file').set({ ...days, ...(ended && { next_due: null }) }).where('tenant_id', '=', tx.tenant).where('id', '=', caseId));
}

/** The clocks of a case in the order of its definition. */
export async function clocksOf(tx: Runner, caseId: Uuid, deadlines: readonly Deadline[]): Promise<CaseClock[]> {
  const rows = await tx.all(q.selectFrom('cases.clock').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId));
  return deadlines.flatMap((deadline): CaseClock[] => {
    const row = rows.find((one) => one.deadline === deadline.id);
    return row ? [{
      id: deadline.id, sv: deadline.sv, law: deadline.law, step: deadline.step !== undefined, clock: row.kind, start: row.start_day, due: row.due_day, standingSince: row.standing_since,
      near: row.near_day, extendedId: row.extended_id === null ? null : asUuid(row.extended_id), endedAt: row.ended_at,
      extendable: deadline.extend && row.extended_id === null ? deadline.extend.for : undefined,
    }] : [];
  });
}

/** Notes that a promised step on the way has been taken; its clock ends, and the case is no longer late for it. @returns false when it was, or is no step */
export async function endStep(tx: Runner, file: { id: Uuid; versionId: Uuid }, deadline: string): Promise<boolean> {
  const known = (await versionById(tx, file.versionId)).compiled.folder.definition.deadlines.find(({ id, step }) => id === deadline && step);
  const ended = known && await tx.run(q.updateTable('cases.clock').set({ ended_at: tx.now }).where('tenant_id', '=', tx.tenant).where('case_id', '=', file.id)
    .where('deadline', '=', deadline).where('ended_at', 'is', null));
  if (!ended) return false;
  await keepClocks(tx, file.id);
  return true;
}

/** What the case has waited for, and waits for, in order. */
export async function waitsOf(tx: Runner, caseId: Uuid): Promise<Wait[]> {
  const rows = await tx.all(q.selectFrom('cases.wait').selectAll().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .orderBy('from_day').orderBy('id').limit(500));
  return rows.map((row) => ({ kind: row.kind, from: row.from_day, until: row.until_day }));
}

/** Notes that a decision has given a clock more time, once. @returns false when one had */
export async function markExtended(tx: Runner, caseId: Uuid, deadline: string, decisionId: Uuid): Promise<boolean> {
  return await tx.run(q.updateTable('cases.clock').set({ extended_id: decisionId }).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('deadline', '=', deadline).where('extended_id', 'is', null)) > 0;
}

/** Begins and ends periods of waiting, so that they are what the case waits for now. */
async function keepWaits(tx: Runner, row: CaseRow): Promise<Wait[]> {
  const today = swedishDay(tx.now);
  const wanted = new Set<string>(row.waiting_for === null || row.closed_at ? [] : [row.waiting_for, ...await openRequests(tx, asUuid(row.id))]);
  const waits = await waitsOf(tx, asUuid(row.id));
  const open = waits.filter(({ until }) => until === null);
  for (const wait of open) {
    if (wanted.has(wait.kind)) continue;
    await tx.run(q.updateTable('cases.wait').set({ until_day: today }).where('tenant_id', '=', tx.tenant).where('case_id', '=', row.id)
      .where('kind', '=', wait.kind).where('until_day', 'is', null));
    wait.until = today;
  }
  for (const kind of wanted) {
    if (open.some((wait) => wait.kind === kind)) continue;
    await tx.run(q.insertInto('cases.wait').values({
      tenant_id: tx.tenant, id: tx.id(), case_id: row.id, authority_id: row.authority_id, kind, from_day: today, until_day: null,
    }));
    waits.push({ kind, from: today, until: null });
  }
  return waits;
}

/** A task of a clock that has stopped, moved or ended is nothing to do any more. */
async function endStaleTasks(tx: Runner, caseId: Uuid, clocks: readonly Running[]): Promise<void> {
  const open = await tx.all(q.selectFrom('cases.task').select('key').where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('key', 'like', 'clock:%').where('done_at', 'is', null));
  const stale = open.map(({ key }) => key).filter((key) => !clocks.some(({ id, due, standingSince }) => standingSince === null && key.startsWith(`clock:${id}:`) && key.endsWith(`:${due}`)));
  if (!stale.length) return;
  await tx.run(q.updateTable('cases.task').set({ done_at: tx.now }).where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('key', 'in', stale).where('done_at', 'is', null));
}

async function openRequests(tx: Runner, caseId: Uuid): Promise<string[]> {
  const rows = await tx.all(q.selectFrom('cases.request').select('kind').distinct().where('tenant_id', '=', tx.tenant).where('case_id', '=', caseId)
    .where('answered_at', 'is', null).where('withdrawn_at', 'is', null));
  return rows.map(({ kind }) => kind);
}

/** What arrived whole was complete the day it arrived, also when staff wrote it down later. */
function completeDay({ complete_at, arrived_at, arrived_day }: CaseRow): string | null {
  if (complete_at === null) return null;
  return complete_at.getTime() === arrived_at.getTime() ? arrived_day : swedishDay(complete_at);
}

async function closuresFor(tx: Runner, deadlines: readonly Deadline[], from: string): Promise<Closures> {
  return countsWorkdays(deadlines) ? closuresFrom(tx, from) : new Map();
}

function rowOf(tx: Runner, file: Pick<CaseRow, 'id' | 'authority_id'>, clock: Running) {
  return {
    tenant_id: tx.tenant, case_id: file.id, authority_id: file.authority_id, deadline: clock.id, kind: clock.clock, start_day: clock.start,
    due_day: clock.due, standing_since: clock.standingSince, near_day: clock.near, extended_id: null, ended_at: null,
  };
}

function daysOf(clocks: readonly Running[]) {
  const [law_due, promise_due] = [earliestDue(clocks, 'law'), earliestDue(clocks, 'promise')];
  const steps = clocks.filter(({ step }) => step).map(({ due }) => due);
  return { law_due, promise_due, next_due: [law_due, promise_due, ...steps].filter((day) => day !== null).sort()[0] ?? null };
}
