import type { Tx } from '../../../platform/index.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { hiddenTask, tasksOf, type Task } from '../../store/clocks/tasks.ts';
import { isCovered } from '../case/case-frame.tsx';

/** The tasks of a case as this reader may see them: what somebody wrote may name a protected person, what the platform asks for does not. */
export async function knownTasks(tx: Tx, opened: OpenedCase): Promise<Task[]> {
  return (await tasksOf(tx, opened.file.id)).map((task) => (task.madeBy && isCovered(opened) ? { ...task, what: hiddenTask } : task));
}
