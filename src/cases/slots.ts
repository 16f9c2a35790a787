import type { VNode } from 'preact';
import { slot, type Language, type Tx, type Uuid } from '../platform/index.ts';
import type { DelegatedDecision } from './store/officers/follow-up.ts';
import type { ServiceVersion } from '../services/index.ts';

/** Rooms above fill these; an action asks with `tx.slots.all(decisionMade)`. */

/** What rooms above do in the transaction of every decision: payments make orders, exchange hands over. A fault undoes the decision. */
export const decisionMade = slot<(tx: Tx, made: { caseId: Uuid; decisionId: Uuid }) => Promise<void>>('decisionMade');

/** What rooms above undo, as far as it can be, when a court has set a decision aside. */
export const decisionSetAside = slot<(tx: Tx, what: { caseId: Uuid; decisionId: Uuid }) => Promise<void>>('decisionSetAside');

/** What rooms above do in the transaction that makes a case. The version says whether there is anything to do: most cases ask nothing. */
export const caseSubmitted = slot<(tx: Tx, made: { caseId: Uuid; version: ServiceVersion }) => Promise<void>>('caseSubmitted');

/**
 * What rooms above let staff read or do with a case, by the event of the audit, in words: the manager's log lists it, as the person's own page of who
 * has read does.
 */
export const readElsewhere = slot<Readonly<Record<string, string>>>('readElsewhere');

/** What a room above shows about a case on the staff's page of it: payments, hand-overs, releases. */
export interface CasePart {
  heading: string;
  /** short sentences, in Swedish */
  lines: readonly string[];
  href?: string;
  linkText?: string;
}

export const caseParts = slot<(tx: Tx, caseId: Uuid) => Promise<readonly CasePart[]>>('caseParts');

/** What rooms above show a party on the page of their case, in their language: a section each, or nothing. `partyId`: whose eyes it is seen with. */
export const partyParts = slot<(tx: Tx, of: { caseId: Uuid; partyId: Uuid; language: Language }) => Promise<VNode | undefined>>('partyParts');

/** Decisions by delegation that a room above keeps: each meeting is told of them in the same list as of those in cases. No names of parties. */
export interface DelegatedElsewhere {
  /** @param meetingId what that meeting was told of; null: what no meeting has been told of */
  list(tx: Tx, authorityId: Uuid, meetingId: Uuid | null): Promise<readonly DelegatedDecision[]>;
  /** Notes that a meeting was told of those made up to a moment. @returns how many */
  tell(tx: Tx, authorityId: Uuid, upTo: Date, meetingId: Uuid): Promise<number>;
}

export const delegatedElsewhere = slot<DelegatedElsewhere>('delegatedElsewhere');

/** A fee for something other than a case, agreed with whoever pays it: copies of records. Amounts in öre. */
export interface FeeElsewhere {
  authorityId: Uuid;
  /** what it is for: gone with it, and sealed with its key */
  dossierId: Uuid;
  keyId: Uuid;
  number: string;
  /** what it was agreed by: the same is charged once */
  agreedBy: Uuid;
  amountOre: number;
  payer: { name: string; number?: string; address?: readonly string[] };
  /** what stands on the invoice */
  text: string;
}

/** A room above makes a claim of it in the same transaction. @returns the claim */
export const feeElsewhere = slot<(tx: Tx, fee: FeeElsewhere) => Promise<Uuid>>('feeElsewhere');

/** Rooms above delete what they hold of a case that is destroyed. @returns rows deleted, for the proof */
export const goesWithCase = slot<(tx: Tx, caseId: Uuid) => Promise<number>>('goesWithCase');
