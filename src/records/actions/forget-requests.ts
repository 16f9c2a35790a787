import { goesWithCase, planFor, planOn, retentionPlans, type PlanLine } from '../../cases/index.ts';
import { addDuration, deleteDocuments, swedishDay, type Tx } from '../../platform/index.ts';
import { currentVersions } from '../../services/index.ts';
import { answeredRequests, deleteRequest, type ReleaseRequest } from '../store/requests.ts';
import { stepKindsOf } from '../store/steps.ts';

/** Destroyed in a run, or some more: it comes back the next day for the rest. */
const most = 200;

/**
 * Destroys requests whose time is out, with copies, log and key: by what the authority has decided for the service that carries a release; without
 * a decision nothing goes. A written refusal is kept as long as decisions are, and an appeal as long as appeals are. @returns how many
 */
export async function forgetOldRequests(tx: Tx): Promise<number> {
  let destroyed = 0;
  for (let page = await answeredRequests(tx); page.length && destroyed < most; page = await answeredRequests(tx, page.at(-1)!.id)) {
    for (const request of page) {
      if (!await isOver(tx, request)) continue;
      await destroy(tx, request);
      destroyed += 1;
    }
  }
  return destroyed;
}

async function destroy(tx: Tx, request: ReleaseRequest): Promise<void> {
  const documents = await deleteDocuments(tx, request.id);
  let rows = await deleteRequest(tx, request.id);
  for (const forget of tx.slots.all(goesWithCase)) rows += await forget(tx, request.id);
  await tx.destroyKey(request.keyId);
  tx.audit({ event: 'records.requestDestroyed', dossierId: request.id, authorityId: request.authorityId, detail: { number: request.number, rows, documents } });
}

async function isOver(tx: Tx, request: ReleaseRequest): Promise<boolean> {
  const today = swedishDay(tx.now);
  const definition = (await currentVersions(tx)).map(({ compiled }) => compiled.folder.definition).find(({ carriedBy }) => carriedBy === 'release');
  const decided = definition && planOn(await retentionPlans(tx, request.authorityId, definition.service), definition.service, today);
  if (!decided) return false;
  const plan = planFor(definition.retention, decided);
  const done = await stepKindsOf(tx, request.id);
  const lines: (PlanLine | undefined)[] = [plan.application, ...(done.has('decided') ? [plan.decision] : []), ...(done.has('appealed') ? [plan.appeal] : [])];
  return lines.every((line) => line && line.keep !== 'forever' && addDuration(swedishDay(request.closedAt!), line.keep) <= today);
}
