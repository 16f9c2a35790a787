import { decisionsOf, permitsOf, type Permit } from '../../cases/index.ts';
import type { Tx, Uuid } from '../../platform/index.ts';

/**
 * The permits that a decision has done something to: those it gave; when it gave none, those it ended, as a revocation does, or a
 * decision tried anew. A refusal, or a matter that leaves a permit as it is, has none: there is nothing to tell whoever is handed permits.
 */
export async function permitsOfDecision(tx: Tx, caseId: Uuid, decisionId: Uuid): Promise<Permit[]> {
  const all = await permitsOf(tx, caseId);
  const given = all.filter((permit) => permit.decisionId === decisionId);
  if (given.length || !all.length) return given;
  const decision = (await decisionsOf(tx, caseId)).find(({ id }) => id === decisionId);
  return all.filter((permit) => permit.endedWhy !== null && (permit.id === decision?.permitId || permit.decisionId === decision?.aboutId));
}
