import { addWorkingDays, closuresFrom, listAuthorities } from '../../organisation/index.ts';
import { swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { insertRequest, nextRequestNumber, type ReleaseRequest, type RequestContent } from '../store/requests.ts';
import { addStep } from '../store/steps.ts';

/** Working days within which a request is answered. The law says promptly (TF 2 kap. 15–16 §§); JO has held that more than a few days is too long. */
const workingDays = 2;

export interface RequestWish extends RequestContent {
  authorityId: Uuid;
  way: ReleaseRequest['way'];
  delivery: ReleaseRequest['delivery'];
  language: ReleaseRequest['language'];
  /** the day it came, when not today */
  receivedDay?: string;
  /** who wrote it down, when somebody rang or came by */
  staffId?: Uuid;
}

/**
 * Takes a request to see official records. Nobody need say who they are or what for (TF 2 kap. 18 §, OSL 6 kap. 1 a §).
 * @returns its number; undefined when there is no such authority
 */
export async function receiveRequest(tx: Tx, wish: RequestWish): Promise<{ id: Uuid; number: string } | undefined> {
  const authority = (await listAuthorities(tx)).find(({ id }) => id === wish.authorityId);
  if (!authority) return undefined;
  const today = swedishDay(tx.now);
  const receivedDay = wish.receivedDay ?? today;
  const request = {
    id: tx.id(), authorityId: authority.id, keyId: await tx.createKey(), number: await nextRequestNumber(tx, authority, Number(today.slice(0, 4))), way: wish.way,
    delivery: wish.delivery, language: wish.language, receivedAt: tx.now, receivedDay, dueDay: addWorkingDays(receivedDay, workingDays, await closuresFrom(tx, receivedDay)),
  };
  await insertRequest(tx, request, { wanted: wish.wanted, contact: wish.contact });
  await addStep(tx, request, { kind: 'received', ...(wish.staffId && { staffId: wish.staffId }) });
  return { id: request.id, number: request.number };
}
