import { setTimeout as sleep } from 'node:timers/promises';
import { pressed } from '../admission/index.ts';
import type { House, Tx, Uuid } from '../platform/index.ts';
import { openLane } from './actions/open-lane.ts';
import { tellSupply, wantsTold } from './actions/tell-supply.ts';
import { lookAt, moves, readLanes, type Look } from './look.ts';
import { holdsPeople, isDueToOpen, type Lane } from './model/lane.ts';

/** What a process knows of an organisation's lanes. */
export interface Lanes {
  bySlug: ReadonlyMap<string, Look>;
  /** those that demand a pass now */
  holding: readonly Look[];
  /** ms of the clock */
  at: number;
  /** they have not been seen for long: nobody is held by them */
  lost: boolean;
}

const none: Lanes = { bySlug: new Map(), holding: [], at: -Infinity, lost: true };

/** How old what is shown may be before it is asked for anew (ms), and how old it may be while the answer is waited for. */
const fresh = 1_000;
const oldest = 5_000;
/** Lanes that have not been seen for so long (ms) are lost: nobody is held by them, and those who wait are told. */
const lostAfter = 10_000;
/** The longest that any statement about the lanes may take (ms), and that a visitor waits for one. */
const patience = 2_000;

/**
 * What this process knows of the lanes of each organisation. Asked for at most once a second however many ask, in a transaction that also
 * moves the lanes on. Whoever asks meanwhile gets what was seen last; when the database does not answer, for as long as it does not.
 */
export class Looks {
  readonly #seen = new Map<Uuid, Lanes>();
  readonly #renewing = new Map<Uuid, Promise<void>>();
  readonly #timers = new Map<Uuid, NodeJS.Timeout>();
  /** readings that may be of before a change: another comes after them */
  readonly #outdated = new WeakSet<Promise<void>>();
  readonly #counting = new Set<Uuid>();
  /** Organisations whose lanes could not be read the last time, and when that was (ms of the process). */
  readonly #failed = new Map<Uuid, { at: number; error: unknown }>();

  constructor(readonly house: House) {}

  /** Every lane of the organisation, by its slug. @throws when they cannot be read and never have been */
  async of(tenant: Uuid): Promise<ReadonlyMap<string, Look>> {
    const known = this.#lately(tenant);
    if (known) return known.bySlug;
    const error = await this.#renew(tenant).then(() => undefined, (reason: unknown) => ({ reason }));
    const seen = this.#current(tenant);
    if (!seen) throw error!.reason;
    return seen.bySlug;
  }

  /**
   * What a guard goes by: at once where it was seen lately, and for nobody longer than a moment. When it is not known which lanes there are,
   * there are none: admission protects what is behind.
   */
  known(tenant: Uuid): Lanes | Promise<Lanes> {
    const known = this.#lately(tenant);
    if (known) return known;
    const renewing = this.#renew(tenant).catch(() => undefined);
    const now = () => this.#current(tenant) ?? none;
    if (this.#failed.has(tenant)) return now();
    // One that is still waited for counts as failed until it answers: those who come meanwhile do not wait. Not another that began since.
    const waitedFor = this.#renewing.get(tenant);
    const late = sleep(patience, undefined, { ref: false }).then(() => { if (waitedFor && this.#renewing.get(tenant) === waitedFor) this.#fail(tenant, new Error('no answer in time')); });
    return Promise.race([renewing, late]).then(now);
  }

  /** At once, or nothing where this process must ask first. Asks for the next time. */
  atHand(tenant: Uuid, slug: string): Look | undefined {
    return this.#lately(tenant)?.bySlug.get(slug);
  }

  /** After something was changed here: the next who asks gets it as it is. */
  forget(tenant: Uuid): void {
    this.#age(tenant);
    this.#failed.delete(tenant);
    // What is being read may be of before the change.
    const under = this.#renewing.get(tenant);
    if (under) this.#outdated.add(under);
  }

  /** What was seen is asked for anew before it is shown. */
  #age(tenant: Uuid): void {
    const seen = this.#seen.get(tenant);
    if (seen) this.#seen.set(tenant, { ...seen, at: this.#now().getTime() - oldest });
  }

  /** Somebody joined here: they are counted before the lanes are read again. */
  joined(tenant: Uuid, slug: string, number: number): void {
    const look = this.#seen.get(tenant)?.bySlug.get(slug);
    if (!look || look.count > number) return;
    const first = look.count === look.status.count;
    look.count = number + 1;
    // Of those who are answered together only the last is told of.
    if (first) queueMicrotask(() => { Object.assign(look, lookAt(look, look.secrets, this.#now(), look.status.lost)); });
  }

  /** What was seen not long ago. Asked for anew, without waiting for it, when it could be fresher. */
  #lately(tenant: Uuid): Lanes | undefined {
    const seen = this.#seen.get(tenant);
    if (!seen) return undefined;
    const age = Math.abs(this.#now().getTime() - seen.at);
    if (age < fresh) return seen;
    if (age >= oldest && !this.#failed.has(tenant)) return undefined;
    this.#renew(tenant).catch(() => undefined);
    return this.#current(tenant);
  }

  /** What was seen last; while it cannot be read, after some time as lost. */
  #current(tenant: Uuid): Lanes | undefined {
    const seen = this.#seen.get(tenant);
    if (!seen || seen.lost || !this.#failed.has(tenant) || Math.abs(this.#now().getTime() - seen.at) < lostAfter) return seen;
    const bySlug = new Map([...seen.bySlug].map(([slug, look]) => [slug, lookAt(look, look.secrets, this.#now(), true)]));
    const lost = { ...seen, bySlug, holding: [], lost: true };
    this.#seen.set(tenant, lost);
    return lost;
  }

  /** One asks, the others wait for its answer. Not more often than each second while there is none. */
  #renew(tenant: Uuid): Promise<void> {
    const under = this.#renewing.get(tenant);
    if (under && !this.#outdated.has(under)) return under;
    const failed = this.#failed.get(tenant);
    if (failed && performance.now() - failed.at < fresh) return Promise.reject(failed.error);
    const renewing = Promise.resolve(under?.catch(() => undefined)).then(() => this.#read(tenant)).then(() => {
      this.#failed.delete(tenant);
      if (this.#outdated.has(renewing)) this.#age(tenant);
    }, (error: unknown) => {
      this.#fail(tenant, error);
      throw error;
    }).finally(() => { if (this.#renewing.get(tenant) === renewing) this.#renewing.delete(tenant); });
    this.#renewing.set(tenant, renewing);
    return renewing;
  }

  #fail(tenant: Uuid, error: unknown): void {
    if (!this.#failed.has(tenant) && !hasEnded(error)) this.house.log.warn({ part: 'queue', code: (error as { code?: string }).code }, 'lanes cannot be read; they are shown as they were last seen');
    this.#failed.set(tenant, { at: performance.now(), error });
  }

  async #read(tenant: Uuid): Promise<void> {
    const at = this.#now().getTime();
    const isPressed = pressed(this.house);
    const asLane = <T>(work: (tx: Tx) => Promise<T>) => this.house.db.system(tenant, 'queue', work);
    const read = () => asLane((tx) => {
      tx.within(patience);
      return readLanes(tx, isPressed);
    });
    let looks = await read();
    const due = looks.filter(({ lane }) => isDueToOpen(lane, this.#now()));
    for (const { lane } of due) await asLane((tx) => openLane(tx, lane));
    if (due.length) looks = await read();
    this.#seen.set(tenant, { bySlug: new Map(looks.map((look) => [look.lane.slug, look])), holding: looks.filter(({ lane }) => holdsPeople(lane)), at, lost: false });
    if (looks.some(moves)) this.#goOn(tenant, fresh);
    const told = looks.map(({ lane }) => lane).filter(wantsTold);
    if (told.length) void this.#count(tenant, told);
  }

  /** How many are left is counted apart, and seen the next time: a count that is slow or fails holds up no lane. */
  async #count(tenant: Uuid, lanes: readonly Lane[]): Promise<void> {
    if (this.#counting.has(tenant)) return;
    this.#counting.add(tenant);
    await this.house.db.system(tenant, 'queue', (tx) => tellSupply(tx, lanes)).catch((error: unknown) => {
      this.house.log.warn({ part: 'queue', code: (error as { code?: string }).code }, 'how many are left could not be counted');
    });
    this.#counting.delete(tenant);
  }

  /** A lane in which people wait goes on also when none of them looks: each process that knows of it sees to that. */
  #goOn(tenant: Uuid, pause: number): void {
    if (this.#timers.has(tenant)) return;
    this.#timers.set(tenant, setTimeout(() => {
      this.#timers.delete(tenant);
      this.#renew(tenant).catch((error: unknown) => {
        if (!hasEnded(error)) this.#goOn(tenant, oldest);
      });
    }, pause).unref());
  }

  #now(): Date {
    return this.house.clock.now();
  }
}

/** A pool that has ended ends with its process, and nothing is wrong; a database that is away comes back. */
function hasEnded(error: unknown): boolean {
  return /after calling end/.test((error as Error).message);
}

const ofHouse = new WeakMap<House['db'], Looks>();

/** What this process has seen, of each house one. */
export function looksOf(house: House): Looks {
  const known = ofHouse.get(house.db) ?? new Looks(house);
  ofHouse.set(house.db, known);
  return known;
}
