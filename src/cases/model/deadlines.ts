import { addDuration } from '../../platform/index.ts';
import type { Service } from '../../services/index.ts';

type Deadline = Service['deadlines'][number];

export interface Clocks {
  /** last day of the law's clock, `YYYY-MM-DD` */
  law: string | null;
  /** last day of what has been promised; null until everything needed is there */
  promise: string | null;
}

/** The two clocks that run before a decision: of several of a kind the earliest. Days are Swedish days, `YYYY-MM-DD`. */
export function clocksOf(deadlines: readonly Deadline[], days: { arrived: string; complete?: string }): Clocks {
  const earliest = (clock: Deadline['clock']) => deadlines.filter((one) => one.clock === clock)
    .flatMap((one) => {
      const from = one.from === 'arrived' ? days.arrived : one.from === 'complete' ? days.complete : undefined;
      return from === undefined ? [] : [addDuration(from, one.for)];
    }).sort()[0] ?? null;
  return { law: earliest('law'), promise: earliest('promise') };
}
