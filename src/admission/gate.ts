import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerAway, asksForPage, refuseBusy, type Gate, type House, type Route } from '../platform/index.ts';
import { Line, type Waiter } from './line.ts';
import { counts, standing } from './measures.ts';
import { classOf, shares, urgencies, type RequestClass } from './model/classify.ts';
import { askedInVain, isDown, mustAsk, turned, well, type Health } from './model/health.ts';
import { bounds, mostWaiting, nextLimit, nextRest, nextSpeed, type Limit } from './model/limit.ts';
import { isStaff } from './pass.ts';

/** How often the limit is set anew (ms), and how many such turns somebody may wait at the gate. */
const setEvery = 100;
const patience = 15;
/** The least time between two questions to the database whether it is there (ms). */
const askEvery = 500;
/** Seconds after a refusal in which the house counts as pressed. */
const pressedFor = 3_000;
/** Kinds of request whose time at rest is remembered. */
const mostKinds = 200;

/**
 * The gate of one process. Requests are let in as long as fewer are worked on than the limit; the limit follows from how long they take.
 * Those for whom there is no room wait a moment, and are refused when more wait than can be served in that moment. Nothing here waits for anything else.
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
  /** requests that end in a second, when all hands are full */
  #speed = 0;
  #asking = false;
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
    const { url = '/', method = 'GET' } = request;
    const query = url.indexOf('?');
    const path = query === -1 ? url : url.slice(0, query);
    const urgency = this.#urgencyOf(method, path);
    if (urgency === 'free') return onward();
    const of = classOf(urgency, urgency === 'critical' && isStaff(this.#house, request.headers.cookie));
    if (this.#isDown) return this.#refuse(request, response, of, 'away');
    if (this.#hasRoom(of)) return this.#letIn(request, response, of, path, onward);
    if (this.#line.lengthOf(of) >= mostWaiting(this.#speed, of)) return this.#refuse(request, response, of, 'busy');
    const waiter: Waiter = {
      class: of, machine: !asksForPage(request.headers), patience: (of === 'critical' ? 4 : 1) * patience,
      go: () => { this.#letIn(request, response, of, path, onward); },
      refuse: () => { this.#refuse(request, response, of, 'busy'); },
    };
    this.#line.add(waiter);
    response.once('close', () => { this.#line.remove(waiter); });
  }

  away(): void {
    this.#refusedAt = performance.now();
    void this.#ask();
  }

  /** Whether visitors are refused now, or were a moment ago. */
  get pressed(): boolean {
    return performance.now() - this.#refusedAt < pressedFor;
  }

  get #isDown(): boolean {
    return isDown(this.#health, this.#house.db.answers);
  }

  #letIn(request: IncomingMessage, response: ServerResponse, of: RequestClass, path: string, onward: () => void): void {
    const began = performance.now();
    const atRest = this.#inFlight < this.#limit.most / 4;
    this.#inFlight += 1;
    this.#at[of] += 1;
    this.#seen.peak = Math.max(this.#seen.peak, this.#inFlight);
    counts.admitted[of] += 1;
    // Also when somebody closes the page before it is there: that makes room too.
    response.once('close', () => {
      this.#inFlight -= 1;
      this.#at[of] -= 1;
      // A large body takes the time of its sender's line, which says nothing of the house.
      const tells = response.writableFinished && response.statusCode < 500 && Number(request.headers['content-length'] ?? 0) < 64_000;
      if (tells) this.#learn(`${request.method} ${path.split('/', 2)[1]}`, performance.now() - began, atRest);
      this.#admitNext();
    });
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

  #admitNext(): void {
    while (true) {
      const next = this.#line.next((of) => this.#hasRoom(of));
      if (!next) return;
      next.go();
    }
  }

  #refuse(request: IncomingMessage, response: ServerResponse, of: RequestClass, reason: 'busy' | 'away'): void {
    this.#refusedAt = performance.now();
    counts[reason][of] += 1;
    if (reason === 'away') answerAway(this.#house, request, response);
    else refuseBusy(response, request.headers, reason);
    // What is posted is not read: the connection cannot be used again.
    if (request.method !== 'GET') request.resume();
  }

  #set(): void {
    const { ended, gradients, peak, lag } = this.#seen;
    this.#speed = nextSpeed(this.#speed, this.#limit, { peak, endedPerSecond: ended * 1000 / setEvery });
    this.#limit = nextLimit(this.#limit, { ended, gradient: ended ? gradients / ended : 1, peak, lag });
    this.#seen = { ended: 0, gradients: 0, peak: this.#inFlight, lag: 0 };
    Object.assign(standing, { limit: this.#limit.most, inFlight: this.#inFlight, waiting: this.#line.length });
    this.#admitNext();
    for (const waiter of this.#line.turn()) waiter.refuse();
    const { answers } = this.#house.db;
    this.#health = turned(this.#health, answers, this.#inFlight > 0);
    if (mustAsk(this.#health, answers)) void this.#ask();
  }

  /** No visitor need find out that the database is away, or back: the gate asks, and only its answer says that all is well. */
  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    const before = this.#house.db.answers;
    try {
      await this.#house.db.ping();
    } catch {
      this.#health = askedInVain(this.#health, before);
      if (this.#isDown) this.#refusedAt = performance.now();
    }
    await sleep(askEvery, undefined, { ref: false });
    this.#asking = false;
  }
}
