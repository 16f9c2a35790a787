import { pressed } from '../admission/index.ts';
import type { House, Tx, Uuid } from '../platform/index.ts';
import { advance } from './actions/advance.ts';
import { holdOrdinary } from './actions/hold-ordinary.ts';
import { statusOf, type Status } from './status.ts';
import type { Lane } from './model/lane.ts';
import { findInlet, type StoredInlet } from './store/inlets.ts';
import { listLanes, type Secrets } from './store/lanes.ts';
import { knownSecrets } from './store/lane-keys.ts';
import { countPlaces } from './store/places.ts';

/** A lane as a process last saw it. */
export interface Look {
  lane: Lane;
  inlet: StoredInlet;
  count: number;
  secrets: Secrets;
  status: Status;
  /** the status as it is sent: the same for all, for a second */
  bytes: Buffer;
  head: Record<string, string | number>;
}

interface Seen { looks: ReadonlyMap<string, Look>; at: number }

const statusHead = {
  'content-type': 'application/json', 'cache-control': 'public, max-age=1', 'x-content-type-options': 'nosniff', 'access-control-allow-origin': '*',
} as const;

/** How old what is shown may be before it is asked for anew (ms), and how old it may be at all. */
const fresh = 1_000;
const oldest = 5_000;
/** A lane that has ended is still told of to those who held places. */
const toldAfter = 24 * 60 * 60_000;

/**
 * What this process knows of the lanes of each organisation. Asked for at most once a second however many ask, in a transaction that also
 * moves the lanes on. Whoever asks meanwhile gets what was seen last; when the database does not answer, for as long as it does not.
 */
export class Looks {
  readonly #seen = new Map<Uuid, Seen>();
  readonly #renewing = new Map<Uuid, Promise<void>>();
  readonly #timers = new Map<Uuid, NodeJS.Timeout>();

  constructor(readonly house: House) {}

  /** Every lane of the organisation, by its slug. */
  async of(tenant: Uuid): Promise<ReadonlyMap<string, Look>> {
    const seen = this.#seen.get(tenant);
    const age = seen ? Math.abs(this.#now() - seen.at) : Infinity;
    if (seen && age < fresh) return seen.looks;
    const renewing = this.#renew(tenant);
    if (seen && age < oldest) {
      renewing.catch(() => undefined);
      return seen.looks;
    }
    try {
      await renewing;
    } catch (error) {
      if (!seen) throw error;
      this.house.log.warn({ part: 'queue', code: (error as { code?: string }).code }, 'lanes are shown as they were last seen');
    }
    return this.#seen.get(tenant)!.looks;
  }

  /** At once, or nothing where this process must ask first. Asks for the next time. */
  atHand(tenant: Uuid, slug: string): Look | undefined {
    const seen = this.#seen.get(tenant);
    if (!seen) return undefined;
    const age = Math.abs(this.#now() - seen.at);
    if (age >= oldest) return undefined;
    if (age >= fresh) this.#renew(tenant).catch(() => undefined);
    return seen.looks.get(slug);
  }

  /** After something was changed here: the next who asks gets it as it is. */
  forget(tenant: Uuid): void {
    const seen = this.#seen.get(tenant);
    if (seen) this.#seen.set(tenant, { ...seen, at: -Infinity });
  }

  /** One asks, the others wait for its answer. */
  #renew(tenant: Uuid): Promise<void> {
    const under = this.#renewing.get(tenant);
    if (under) return under;
    const renewing = this.#read(tenant).finally(() => { this.#renewing.delete(tenant); });
    this.#renewing.set(tenant, renewing);
    return renewing;
  }

  async #read(tenant: Uuid): Promise<void> {
    const at = this.#now();
    const isPressed = pressed(this.house);
    const looks = await this.house.db.system(tenant, 'queue', (tx) => readLooks(tx, isPressed));
    this.#seen.set(tenant, { looks, at });
    if ([...looks.values()].some(moves)) this.#goOn(tenant, fresh);
  }

  /** A lane in which people wait goes on also when none of them looks: each process that knows of it sees to that. */
  #goOn(tenant: Uuid, pause: number): void {
    if (this.#timers.has(tenant)) return;
    this.#timers.set(tenant, setTimeout(() => {
      this.#timers.delete(tenant);
      this.#renew(tenant).catch((error: unknown) => {
        // A pool that has ended ends with its process; a database that is away comes back.
        if (!/after calling end/.test((error as Error).message)) this.#goOn(tenant, oldest);
      });
    }, pause).unref());
  }

  #now(): number {
    return this.house.clock.now().getTime();
  }
}

/** Whether somebody waits, or an opening is to come. */
function moves({ lane, inlet, count }: Look): boolean {
  return !lane.endedAt && (count > inlet.admittedTo || (lane.kind === 'announced' && !lane.openedAt));
}

async function readLooks(tx: Tx, isPressed: boolean): Promise<Map<string, Look>> {
  const told = (lane: Lane) => !lane.endedAt || tx.now.getTime() - lane.endedAt.getTime() < toldAfter;
  const before = (await listLanes(tx)).filter(told);
  for (const lane of before) {
    if (lane.endedAt) continue;
    await advance(tx, lane, isPressed);
    await holdOrdinary(tx, lane, isPressed);
  }
  const looks = new Map<string, Look>();
  for (const lane of before.length ? (await listLanes(tx)).filter(told) : []) {
    const [inlet, count] = [await findInlet(tx, lane.id), await countPlaces(tx, lane.id)];
    const status = statusOf(lane, inlet, count, tx.now);
    const bytes = Buffer.from(JSON.stringify(status));
    looks.set(lane.slug, { lane, inlet, count, secrets: await knownSecrets(tx, lane.id), status, bytes, head: { ...statusHead, 'content-length': bytes.length } });
  }
  return looks;
}

const ofHouse = new WeakMap<House['db'], Looks>();

/** What this process has seen, of each house one. */
export function looksOf(house: House): Looks {
  const known = ofHouse.get(house.db) ?? new Looks(house);
  ofHouse.set(house.db, known);
  return known;
}
