import { Counter, Gauge } from 'prom-client';
import { metrics } from '../platform/index.ts';
import type { RequestClass } from './model/classify.ts';

type Reason = 'busy' | 'away';
type Counts = Record<RequestClass, number>;
const none = (): Counts => ({ critical: 0, entrance: 0, normal: 0, optional: 0 });

/** What has been let in and refused, as plain numbers: finding a counter by its labels would cost a third of what refusing does. */
export const counts: { admitted: Counts } & Record<Reason, Counts> = { admitted: none(), busy: none(), away: none() };

/** What an operator sees of admission. Labels are classes and reasons, never addresses or people. */
new Counter({
  name: 'sprang_admitted_total', help: 'Requests let in, by class', labelNames: ['class'] as const, registers: [metrics],
  collect() {
    this.reset();
    for (const [of, count] of Object.entries(counts.admitted)) this.inc({ class: of }, count);
  },
});
new Counter({
  name: 'sprang_refused_total', help: 'Requests refused at the gate, by class and reason', labelNames: ['class', 'reason'] as const, registers: [metrics],
  collect() {
    this.reset();
    for (const reason of ['busy', 'away'] as const) for (const [of, count] of Object.entries(counts[reason])) this.inc({ class: of, reason }, count);
  },
});
/** How it stands at the gate, as it was last seen. */
export const standing = { limit: 0, inFlight: 0, waiting: 0 };
const gauge = (name: string, help: string, now: () => number) => new Gauge({ name, help, registers: [metrics], collect() { this.set(now()); } });
gauge('sprang_admission_limit', 'Requests that may be worked on at once', () => standing.limit);
gauge('sprang_admission_in_flight', 'Requests that are worked on', () => standing.inFlight);
gauge('sprang_admission_waiting', 'Requests that wait at the gate', () => standing.waiting);
