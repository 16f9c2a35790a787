import type { Tx, Uuid } from '../../../platform/index.ts';
import { delegatedElsewhere } from '../../slots.ts';
import { markReported, reportedAt, unreported, type DelegatedDecision } from '../../store/officers/follow-up.ts';

/** Decisions by delegation, of every room, that no meeting has been told of. */
export async function waitingDecisions(tx: Tx, authorityId: Uuid): Promise<DelegatedDecision[]> {
  return [...await unreported(tx, authorityId), ...await elsewhere(tx, authorityId, null)];
}

/** What a meeting was told of. */
export async function decisionsToldAt(tx: Tx, authorityId: Uuid, meetingId: Uuid): Promise<DelegatedDecision[]> {
  return [...await reportedAt(tx, authorityId, meetingId), ...await elsewhere(tx, authorityId, meetingId)];
}

/** Notes that a meeting was told of what had been decided up to a moment. @returns how many */
export async function tellDecisions(tx: Tx, authorityId: Uuid, upTo: Date, meetingId: Uuid): Promise<number> {
  let count = await markReported(tx, authorityId, upTo, meetingId);
  for (const room of tx.slots.all(delegatedElsewhere)) count += await room.tell(tx, authorityId, upTo, meetingId);
  return count;
}

async function elsewhere(tx: Tx, authorityId: Uuid, meetingId: Uuid | null): Promise<DelegatedDecision[]> {
  const found: DelegatedDecision[] = [];
  for (const room of tx.slots.all(delegatedElsewhere)) found.push(...await room.list(tx, authorityId, meetingId));
  return found;
}
