import { asUuid, swedishDay, type Runner, type Uuid } from '../../../platform/index.ts';
import { before } from '../../model/clocks/days.ts';
import type { AbsenceRow } from '../authority/authority-tables.ts';
import { q } from '../tables.ts';

/** Somebody is away from a day to another, and somebody else has their cases meanwhile. Days are `YYYY-MM-DD`, both included. */
export interface Absence {
  id: Uuid;
  staffId: Uuid;
  /** nobody: then their cases wait, and the manager sees it */
  deputyId: Uuid | null;
  from: string;
  until: string;
}

export async function addAbsence(tx: Runner, authorityId: Uuid, absence: Omit<Absence, 'id'>, by: Uuid): Promise<Uuid> {
  const id = tx.id();
  await tx.run(q.insertInto('cases.absence').values({
    tenant_id: tx.tenant, id, authority_id: authorityId, staff_id: absence.staffId, deputy_id: absence.deputyId, from_day: absence.from,
    until_day: absence.until, made_at: tx.now, made_by: by, ended_at: null,
  }));
  return id;
}

/** Absences of an authority that go on or are to come, by their first day. */
export async function absencesOf(tx: Runner, authorityId: Uuid): Promise<Absence[]> {
  const rows = await tx.all(q.selectFrom('cases.absence').selectAll().where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .where('ended_at', 'is', null).where('until_day', '>=', swedishDay(tx.now)).orderBy('from_day').orderBy('id').limit(500));
  return rows.map(toAbsence);
}

/** Whose cases somebody has now, because they are away. */
export async function coveredBy(tx: Runner, staffId: Uuid): Promise<Uuid[]> {
  const rows = await tx.all(now(tx).select('staff_id').where('deputy_id', '=', staffId).limit(200));
  return rows.map((row) => asUuid(row.staff_id));
}

/** Whether somebody stands in for another today. */
export async function covers(tx: Runner, deputyId: Uuid, staffId: Uuid): Promise<boolean> {
  return await tx.maybe(now(tx).select('id').where('deputy_id', '=', deputyId).where('staff_id', '=', staffId).limit(1)) !== undefined;
}

/** Who are away today, with the last day of it and who has their cases. */
export async function awayToday(tx: Runner, authorityId: Uuid): Promise<Map<Uuid, Absence>> {
  const rows = await tx.all(now(tx).selectAll().where('authority_id', '=', authorityId).limit(500));
  return new Map(rows.map((row) => [asUuid(row.staff_id), toAbsence(row)]));
}

/** They are back, or it was a mistake. @returns false when it was over */
export async function endAbsence(tx: Runner, authorityId: Uuid, id: Uuid): Promise<Absence | undefined> {
  const row = await tx.maybe(q.updateTable('cases.absence').set({ ended_at: tx.now }).where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .where('id', '=', id).where('ended_at', 'is', null).returningAll());
  return row && toAbsence(row);
}

/** Deletes what ended more than a year ago: who was away when is nothing to keep longer than it explains who did what. @returns rows */
export function forgetAbsences(tx: Runner): Promise<number> {
  return tx.run(q.deleteFrom('cases.absence').where('tenant_id', '=', tx.tenant).where('until_day', '<', before(swedishDay(tx.now), 'P1Y')));
}

function now(tx: Runner) {
  const today = swedishDay(tx.now);
  return q.selectFrom('cases.absence').where('tenant_id', '=', tx.tenant).where('ended_at', 'is', null)
    .where('from_day', '<=', today).where('until_day', '>=', today);
}

function toAbsence(row: AbsenceRow): Absence {
  return {
    id: asUuid(row.id), staffId: asUuid(row.staff_id), deputyId: row.deputy_id === null ? null : asUuid(row.deputy_id), from: row.from_day, until: row.until_day,
  };
}
