import { staffOf } from '../../../identity/index.ts';
import type { Staff, Tx, Uuid } from '../../../platform/index.ts';
import { spread } from '../../model/officers/spread.ts';
import { awayToday } from '../../store/officers/absences.ts';
import { findCase } from '../../store/case/case-file.ts';
import { inTurn } from '../../store/in-turn.ts';
import { biasedIn, loadOf } from '../../store/officers/load.ts';
import { assignCase } from './assign.ts';

/**
 * Spreads cases that nobody has among officers, fairly by what they have. Whoever gets one answers the question of bias themselves before
 * they decide. A case that somebody took meanwhile, and one that none of them may have, is left.
 * @returns how many were given, and how many were left
 */
export async function distribute(tx: Tx, who: Staff, units: readonly Uuid[], wish: { cases: readonly Uuid[]; to: readonly Uuid[] }): Promise<{ given: number; left: number }> {
  const staff = await staffOf(tx, who.authorityId!);
  const away = await awayToday(tx, who.authorityId!);
  const load = await loadOf(tx, units);
  const holders = staff.filter(({ id, assignments }) => wish.to.includes(id) && !away.has(id) && assignments.some(({ role }) => role === 'officer' || role === 'deputy'))
    .map(({ id }) => ({ id, open: load.get(id)?.open ?? 0 }));
  const biased = await biasedIn(tx, wish.cases);
  const files = (await inTurn(wish.cases, (id) => findCase(tx, id, { lock: true })))
    .filter((file) => file !== undefined && file.assigneeId === null && !file.closedAt && units.includes(file.unitId)).map((file) => file!);
  const plan = spread(files.map(({ id, unitId }) => ({
    id, not: [...biased.get(id) ?? [], ...holders.filter((one) => !worksIn(staff.find((member) => member.id === one.id)!.assignments, unitId)).map((one) => one.id)],
  })), holders);
  let given = 0;
  for (const { caseId, to } of plan) {
    const file = files.find(({ id }) => id === caseId)!;
    if (await assignCase(tx, who, file, { kind: 'reassign', to: to as Uuid, unbiased: false })) given += 1;
  }
  return { given, left: wish.cases.length - given };
}

function worksIn(assignments: readonly { role: string; unitId?: Uuid }[], unitId: Uuid): boolean {
  return assignments.some((one) => (one.role === 'officer' || one.role === 'deputy') && (one.unitId === undefined || one.unitId === unitId));
}
