import type { VNode } from 'preact';
import { slot, type Language, type Tx, type Uuid } from '../platform/index.ts';
import type { ServiceVersion } from '../services/index.ts';

/** Rooms above fill these; an action asks with `tx.slots.all(decisionMade)`. */

/** What rooms above do in the transaction of every decision: payments make orders, exchange hands over. A fault undoes the decision. */
export const decisionMade = slot<(tx: Tx, made: { caseId: Uuid; decisionId: Uuid }) => Promise<void>>('decisionMade');

/** What rooms above do in the transaction that makes a case. The version says whether there is anything to do: most cases ask nothing. */
export const caseSubmitted = slot<(tx: Tx, made: { caseId: Uuid; version: ServiceVersion }) => Promise<void>>('caseSubmitted');

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

/** Rooms above delete what they hold of a case that is destroyed. @returns rows deleted, for the proof */
export const goesWithCase = slot<(tx: Tx, caseId: Uuid) => Promise<number>>('goesWithCase');
