import { addDuration, type Language, type Tx, type Uuid } from '../../platform/index.ts';
import type { Bookable } from '../bookable.ts';
import { addCall, changeCall, declinedSince, endCall, findCall, openCall } from '../store/calls.ts';
import { outcomesOf } from '../store/outcomes.ts';

/**
 * Whom a service calls follows from what has been done: whoever has had the first dose and not the second is called to it, between two days.
 * Called again whenever something is written, corrected, withdrawn or found to be somebody else's, so that no call rests on what is not so.
 */
export async function settleCalls(tx: Tx, bookable: Bookable, personId: Uuid, language: Language): Promise<void> {
  const done = await outcomesOf(tx, personId, bookable.service);
  for (const { id: kind, after } of bookable.kinds) {
    const open = await openCall(tx, personId, bookable.service, kind);
    const before = after && done.filter((one) => one.kind === after.kind).at(-1);
    const has = done.some((one) => one.kind === kind && (!before || one.doneAt >= before.doneAt));
    if (has || (after && !before)) {
      if (open) await endCall(tx, open.id, has ? 'done' : 'withdrawn');
      continue;
    }
    if (!before) continue;
    const [fromDay, untilDay] = [addDuration(before.doneDay, after.from), addDuration(before.doneDay, after.until ?? 'P6M')];
    if (open) {
      if (open.fromDay !== fromDay || open.untilDay !== untilDay) await changeCall(tx, open.id, { fromDay, untilDay });
    } else if (!await declinedSince(tx, personId, bookable.service, kind, before.doneAt)) {
      await addCall(tx, { authorityId: bookable.authorityId, service: bookable.service, kind, personId, outcomeId: before.id, fromDay, untilDay, confidentiality: bookable.confidentiality, language });
      tx.audit({ event: 'booking.called', authorityId: bookable.authorityId, subjectId: personId, detail: { service: bookable.service, kind } });
    }
  }
}

/** Staff end a call: the person does not want to come, or has had it elsewhere. They are not called again for the same. @returns false when there is no such call here */
export async function endCallOf(tx: Tx, id: Uuid, isTheirs: (service: string) => boolean): Promise<boolean> {
  const call = await findCall(tx, id);
  if (!call || !isTheirs(call.service) || !await endCall(tx, id, 'lapsed')) return false;
  tx.audit({ event: 'booking.callEnded', ...(tx.principal.kind === 'staff' && tx.principal.authorityId && { authorityId: tx.principal.authorityId }), subjectId: call.personId, detail: { service: call.service, kind: call.kind } });
  return true;
}
