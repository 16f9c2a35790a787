import { goesWithCase } from '../../cases/index.ts';
import { addDuration, deleteDocuments, swedishDay, type Tx } from '../../platform/index.ts';
import { deleteRequest, requestsClosedBefore } from '../store/requests.ts';

/** How long a request is kept once it is answered. */
export const requestsKept = 'P2Y';

/** Destroys requests whose time is out, with copies, log and key. @returns how many */
export async function forgetOldRequests(tx: Tx): Promise<number> {
  const due = (await requestsClosedBefore(tx)).filter(({ closedAt }) => addDuration(swedishDay(closedAt!), requestsKept) <= swedishDay(tx.now));
  for (const request of due) {
    const documents = await deleteDocuments(tx, request.id);
    let rows = await deleteRequest(tx, request.id);
    for (const forget of tx.slots.all(goesWithCase)) rows += await forget(tx, request.id);
    await tx.destroyKey(request.keyId);
    tx.audit({ event: 'records.requestDestroyed', dossierId: request.id, authorityId: request.authorityId, detail: { number: request.number, rows, documents } });
  }
  return due.length;
}
