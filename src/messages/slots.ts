import { slot, type Tx, type Uuid } from '../platform/index.ts';

/**
 * Which cases a person is, or has been, a party to, and when they left: the room that holds the cases knows. What was written to all parties
 * after that is not theirs to be told, and whoever was never a party (a proxy who wrote for somebody) has only what they wrote.
 */
export const partyIn = slot<(tx: Tx, person: Uuid) => Promise<readonly { caseId: Uuid; untilAt: Date | null }[]>>('partyIn');
