import { addDays, sameOrNextWorkday } from '../../../platform/index.ts';

/**
 * Simplified service (förenklad delgivning, 22–26 §§ delgivningslagen (2010:1932)): the document by ordinary letter, a control message
 * the next working day, and the party has been told before that it may be used. It is done two weeks after the document was sent.
 * Days are `YYYY-MM-DD`.
 */

/** Days after sending when it counts as done (26 §). */
const days = 14;

export interface SimplifiedFacts {
  /** the day the document was sent */
  sent: string;
  /** the day the party was told that it may be used; null: they have not been */
  told: string | null;
  /** the day the control message was sent; null: it has not been */
  control: string | null;
}

/** The day the control message is to be sent. */
export function controlDay(sent: string): string {
  return sameOrNextWorkday(addDays(sent, 1));
}

/** Why simplified service cannot be gone on with, or undefined. A control message that was sent late is none. */
export function simplifiedHinder({ sent, told, control }: SimplifiedFacts, today: string): 'notTold' | 'tooEarly' | 'tooLate' | undefined {
  if (told === null || told > sent) return 'notTold';
  const day = control ?? today;
  if (day < controlDay(sent)) return 'tooEarly';
  return day > controlDay(sent) ? 'tooLate' : undefined;
}

/** The day the party counts as having got it; null while something lacks. */
export function simplifiedServed(facts: SimplifiedFacts): string | null {
  return facts.control === null || simplifiedHinder(facts, facts.control) ? null : addDays(facts.sent, days);
}
