import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerAway, asksForPage, refuseBusy, type Gate, type House, type Route } from '../platform/index.ts';
import { Line, type Waiter } from './line.ts';
import { admitted, limitNow, refused, waitingNow, workedOn } from './measures.ts';
import { classOf, shares, urgencies, type RequestClass } from './model/classify.ts';
import { failed, isDown, mayTry, well, type Health } from './model/health.ts';
import { bounds, nextLimit, nextRest, type Limit } from './model/limit.ts';
import { isStaff } from './pass.ts';

/** How often the limit is set anew (ms), and how long somebody may wait at the gate. */
const setEvery = 100;
const patience = 1_500;
/** Seconds after a refusal in which the house counts as pressed. */
const pressedFor = 3_000;
/** Kinds of request whose time at rest is remembered. */
const mostKinds = 200;

/**
 * The gate of one process. Requests are let in as long as fewer are worked on than the limit; the limit follows from how long they take.
 * Those for whom there is no room wait a moment, and are refused when too many wait. Nothing here waits for anything else.
 */
export class AdaptiveGate implements Gate {
  readonly #house: House;
  readonly #urgencyOf: ReturnType<typeof urgencies>;
  readonly #line = new Line();
  readonly #rest = new Map<string, number>();
  readonly #at: Record<RequestClass, number> = { critical: 0, entrance: 0, normal: 0, optional: 0 };
  #limit: Limit = { most: bounds.first };
  #health: Health = well;
  #inFlight = 0;
  #refusedAt = -Infinity;
  #seen = { ended: 0, gradients: 0, peak: 0, lag: 0 };

  constructor(house: House, routes: readonly Route[]) {
    this.#house = house;
    this.#urgencyOf = urgencies(routes);
    let expected = performance.now() + setEvery;
    setInterval(() => {
      const now = performance.now();
      this.#seen.lag = Math.max(this.#seen.lag, now - expected);
      expected = now + setEvery;
      this.#set();
    }, setEvery).unref();
  }

  enter(request: IncomingMessage, response: ServerResponse, onward: () => void): void {
    const url = request.url ?? '/';
    const path = url.split('?', 1)[0]!;
    const urgency = this.#urgencyOf(request.method ?? 'GET', path);
    if (urgency === 'free') return onward();
    const of = classOf(urgency, urgency === 'critical' && isStaff(this.#house, request.headers.cookie));
    if (isDown(this.#health)) {
      if (!mayTry(this.#health, performance.now())) return this.#refuse(request, response, of, 'away');
      this.#health = { ...this.#health, triedAt: performance.now() };
    }
    const go = () => { this.#letIn(request, response, of, `${request.method} ${path.split('/', 2)[1]}`, onward); };
    if (this.#hasRoom(of)) return go();
    if (this.#line.length >= this.#mostWaiting(of)) return this.#refuse(request, response, of, 'busy');
    this.#wait(response, { class: of, machine: !asksForPage(request.headers), go, refuse: () => { this.#refuse(request, response, of, 'busy'); } });
  }

  away(): void {
    this.#health = failed(this.#health);
    this.#refusedAt = performance.now();
  }

  /** Whether visitors are refused now, or were a moment ago. */
  get pressed(): boolean {
    return performance.now() - this.#refusedAt < pressedFor;
  }

  /** For metrics and tests. */
  get state(): { limit: number; inFlight: number; waiting: number; down: boolean } {
    return { limit: this.#limit.most, inFlight: this.#inFlight, waiting: this.#line.length, down: isDown(this.#health) };
  }

  #letIn(request: IncomingMessage, response: ServerResponse, of: RequestClass, kind: string, onward: () => void): void {
    const began = performance.now();
    const atRest = this.#inFlight < this.#limit.most / 4;
    this.#inFlight += 1;
    this.#at[of] += 1;
    this.#seen.peak = Math.max(this.#seen.peak, this.#inFlight);
    admitted.inc({ class: of });
    let left = false;
    const leave = (ended: boolean) => {
      if (left) return;
      left = true;
      this.#inFlight -= 1;
      this.#at[of] -= 1;
      if (ended && response.statusCode < 500) {
        this.#health = well;
        // A large body takes the time of its sender's line, which says nothing of the house.
        if (Number(request.headers['content-length'] ?? 0) < 64_000) this.#learn(kind, performance.now() - began, atRest);
      }
      this.#admitNext();
    };
    response.once('finish', () => { leave(true); });
    // Somebody who closes the page before it is there makes room too.
    response.once('close', () => { leave(false); });
    onward();
  }

  #learn(kind: string, took: number, atRest: boolean): void {
    const known = this.#rest.has(kind) || this.#rest.size < mostKinds ? kind : 'other';
    const rest = nextRest(this.#rest.get(known), took, atRest);
    this.#rest.set(known, rest);
    this.#seen.ended += 1;
    // Below two milliseconds a hundredth of a millisecond would look like a rush.
    this.#seen.gradients += Math.min(1, Math.max(rest, 2) / Math.max(took, 2));
  }

  #hasRoom(of: RequestClass): boolean {
    const { most } = this.#limit;
    if (of === 'entrance') return this.#at.entrance < Math.max(2, most * shares.entrance);
    return this.#inFlight < most * shares[of];
  }

  /** Staff are all but never refused; others when as many wait as are worked on. */
  #mostWaiting(of: RequestClass): number {
    return of === 'critical' ? this.#limit.most * 4 : this.#limit.most;
  }

  #wait(response: ServerResponse, waiter: Waiter): void {
    this.#line.add(waiter);
    const late = setTimeout(() => { if (this.#line.remove(waiter)) waiter.refuse(); }, waiter.class === 'critical' ? 4 * patience : patience);
    const { go } = waiter;
    waiter.go = () => {
      clearTimeout(late);
      go();
    };
    response.once('close', () => {
      clearTimeout(late);
      this.#line.remove(waiter);
    });
  }

  #admitNext(): void {
    while (true) {
      const next = this.#line.next((of) => this.#hasRoom(of));
      if (!next) return;
      next.go();
    }
  }

  #refuse(request: IncomingMessage, response: ServerResponse, of: RequestClass, reason: 'busy' | 'away'): void {
    this.#refusedAt = performance.now();
    refused.inc({ class: of, reason });
    if (reason === 'away') answerAway(this.#house, request, response, 15);
    // Spread, so that those refused together do not come back together.
    else refuseBusy(response, request.headers, reason, 5 + Math.floor(Math.random() * 10));
    // What is posted is not read: the connection cannot be used again.
    if (request.method !== 'GET') request.resume();
  }

  #set(): void {
    const { ended, gradients, peak, lag } = this.#seen;
    this.#limit = nextLimit(this.#limit, { ended, gradient: ended ? gradients / ended : 1, peak, lag });
    this.#seen = { ended: 0, gradients: 0, peak: this.#inFlight, lag: 0 };
    limitNow.set(this.#limit.most);
    workedOn.set(this.#inFlight);
    waitingNow.set(this.#line.length);
    this.#admitNext();
  }
}
