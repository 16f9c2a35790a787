import { Counter, Gauge } from 'prom-client';
import { metrics } from '../platform/index.ts';

/** What an operator sees of admission. Labels are classes and reasons, never addresses or people. */
export const admitted = new Counter({ name: 'sprang_admitted_total', help: 'Requests let in, by class', labelNames: ['class'] as const, registers: [metrics] });
export const refused = new Counter({
  name: 'sprang_refused_total', help: 'Requests refused at the gate, by class and reason', labelNames: ['class', 'reason'] as const, registers: [metrics],
});
export const limitNow = new Gauge({ name: 'sprang_admission_limit', help: 'Requests that may be worked on at once', registers: [metrics] });
export const workedOn = new Gauge({ name: 'sprang_admission_in_flight', help: 'Requests that are worked on', registers: [metrics] });
export const waitingNow = new Gauge({ name: 'sprang_admission_waiting', help: 'Requests that wait at the gate', registers: [metrics] });
