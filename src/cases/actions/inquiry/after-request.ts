import type { Tx } from '../../../platform/index.ts';
import { endTask } from '../../store/clocks/tasks.ts';
import { requestKey } from '../clocks/make-tasks.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { requestsOf, withdrawUnanswered, type CaseRequest } from '../../store/inquiry/requests.ts';
import type { CaseRow } from '../../store/tables.ts';

/** Ends what nobody has answered: the case is decided, and nothing more is asked of anybody. */
export async function endUnanswered(tx: Tx, file: Pick<CaseFile, 'id'>): Promise<void> {
  for (const id of await withdrawUnanswered(tx, file.id)) await endTask(tx, file.id, requestKey(id));
}

/**
 * What changes of a case when a request in it has been answered: it waits for what is left, or goes on. What was promised counts
 * from the day everything needed is there. Another wait, for a co-applicant or for others, is not ended by it.
 */
export async function afterRequest(tx: Tx, file: CaseFile, request: Pick<CaseRequest, 'id' | 'kind'>, answered = true): Promise<Partial<CaseRow>> {
  const { kind } = request;
  await endTask(tx, file.id, requestKey(request.id));
  const left = (await requestsOf(tx, file.id)).filter(({ answeredAt, withdrawnAt }) => !answeredAt && !withdrawnAt);
  const complete = answered && kind === 'completion' && !left.some((one) => one.kind === 'completion') && file.waitingFor !== 'coApplicant' ? { complete_at: tx.now } : {};
  if (file.waitingFor === 'coApplicant' || file.waitingFor === 'others') return complete;
  const next = left.sort((a, b) => a.dueDay.localeCompare(b.dueDay))[0];
  return { ...complete, waiting_for: next?.kind ?? null, waiting_until: next?.dueDay ?? null };
}
