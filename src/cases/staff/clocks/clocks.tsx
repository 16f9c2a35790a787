import type { VNode } from 'preact';
import { DeadlineTag, Tag, formatDate } from '../../../platform/index.ts';
import { daysBetween } from '../../model/clocks/days.ts';

export interface Clocked {
  lawDue: string | null;
  promiseDue: string | null;
  /** the last of the parties' days to appeal */
  appealUntil?: string | null;
  /** a party has not got the decision */
  appealWaits?: boolean;
  waitingFor: string | null;
  decidedAt: Date | null;
}

/** The three clocks of a case: law and promise until it is decided, appeal until it is final. In words and icons. */
export function Clocks({ of, today }: { of: Clocked; today: string }): VNode {
  const clock = (label: string, date: string | null | undefined, stopped = false) => (date
    ? <DeadlineTag label={label} date={date} daysLeft={daysBetween(today, date)} stopped={stopped} /> : null);
  return (
    <>
      {of.decidedAt === null && clock('Löfte', of.promiseDue, of.waitingFor !== null)}
      {of.decidedAt === null && clock('Lag', of.lawDue)}
      {/* Nobody is late when the time to appeal is over: the decision stands. */}
      {of.appealWaits ? of.decidedAt !== null && <span class="deadline"><Tag icon="clock">Alla har inte fått beslutet</Tag> <span>Tiden för att överklaga löper inte för dem</span></span> : of.appealUntil && of.appealUntil < today
        ? <span class="deadline"><Tag icon="clock">Tiden för att överklaga är ute</Tag> <time datetime={of.appealUntil}>{formatDate(of.appealUntil, 'sv')}</time></span>
        : clock('Överklagan', of.appealUntil)}
    </>
  );
}
