import { staffOf } from '../../../identity/index.ts';
import { addDays, swedishDay, type Staff, type Tx, type Uuid } from '../../../platform/index.ts';
import { biasedIn } from '../../store/officers/load.ts';
import { addTask, endTask, tasksOf } from '../../store/clocks/tasks.ts';
import { assignCase } from '../case/assign.ts';
import type { OpenedCase } from '../case/open-case.ts';
import type { DecisionPlan } from './propose-decision.ts';

/** Days for the manager to decide: everything is written, and the party waits. */
const daysToDecide = 3;

const keyOf = (target: string) => `decide:${target}:`;

/** Managers of the case's unit, or of the whole authority, who have not said that they may be biased; never the asker. */
export async function managersOf(tx: Tx, who: Staff, { file }: OpenedCase): Promise<{ id: Uuid; name: string }[]> {
  const biased = (await biasedIn(tx, [file.id])).get(file.id) ?? [];
  return (await staffOf(tx, file.authorityId)).filter(({ id, assignments }) => id !== who.staffId && !biased.includes(id)
    && assignments.some(({ role, unitId }) => role === 'manager' && (unitId === undefined || unitId === file.unitId)));
}

/**
 * An officer has written a decision that only a manager may make: the manager gets it as a task with the reason, and may act in the case beside
 * the officer, who keeps it. Whether the manager is biased they answer themselves when they decide.
 * @returns false when the case was changed meanwhile
 */
export async function handToManager(tx: Tx, who: Staff, opened: OpenedCase, plan: DecisionPlan, wish: { to: Uuid; why: string }): Promise<boolean> {
  const { file } = opened;
  if (!await assignCase(tx, who, file, { kind: 'deputy', to: wish.to, unbiased: false, note: wish.why })) return false;
  await addTask(tx, file, {
    key: `${keyOf(plan.target.key)}${tx.id()}`, role: 'staff', staffId: wish.to, dueDay: addDays(swedishDay(tx.now), daysToDecide), madeBy: who.staffId,
    what: `Läs och fatta ett beslut som bara en chef får fatta. ${wish.why}`,
  });
  return true;
}

/** What was handed over is done when the decision is made, whoever made it. */
export async function endHandedTasks(tx: Tx, caseId: Uuid, target: string, by?: Uuid): Promise<void> {
  for (const { key, doneAt } of await tasksOf(tx, caseId)) if (!doneAt && key.startsWith(keyOf(target))) await endTask(tx, caseId, key, by);
}
