import type { Compilable } from 'kysely';
import pg from 'pg';
import { recordAudit, type AuditRecord } from '../audit/record.ts';
import type { Clock } from '../clock.ts';
import { asUuid, uuidv7, type Uuid } from '../ids.ts';
import type { Place } from '../keys/cipher.ts';
import type { Keys } from '../keys/keys.ts';
import { recordEvents, type EventRecord } from '../outbox/record.ts';
import type { Principal } from '../principal.ts';
import { Slots } from '../slots.ts';
import { Conversation, type Raw } from './conversation.ts';
import type { Pools } from './pools.ts';

export type Realm = 'resident' | 'staff' | 'jobs';

/** What row level security is told about a transaction. `case` and `dossier` are widened with `enter` and `admit`. */
export interface Scope {
  tenant: Uuid;
  /** residents: whose matters these are */
  person?: Uuid;
  /** staff: the authority they act within */
  authority?: Uuid;
  /** staff: who acts */
  staff?: Uuid;
  /** the case that this transaction makes */
  newCase?: Uuid;
  /** a redeemed code (`cases.access_code`): what it opens, and nothing else */
  code?: Uuid;
}

/** What store functions and keys need: to run queries in a tenant. */
export type Runner = Pick<Tx, 'tenant' | 'now' | 'id' | 'all' | 'one' | 'maybe' | 'run' | 'write'>;

/** Where transactions are opened. One for each process. */
export class Database {
  readonly #listeners = new Set<() => void>();
  #answers = 0;

  constructor(readonly pools: Pools, readonly keys: Keys, readonly clock: Clock, readonly slots = new Slots([])) {}

  /**
   * Runs `work` in one transaction of the realm's login role; what it recorded for audit and outbox is written in the same.
   * Commits when `work` returns, rolls back when it throws. `work` is run again, in a new transaction, when a migration has
   * changed a table that an open connection had a plan for, or when PostgreSQL ended it since it and another waited for each other.
   */
  async transaction<T>(realm: Realm, scope: Scope, principal: Principal, work: (tx: Tx) => Promise<T>): Promise<T> {
    const begin = `begin; ${settings(scope)}`;
    const attempt = async () => {
      const talk = new Conversation(await this.pools[realm].connect(), begin);
      const tx = new Tx(talk, this.keys, scope, principal, this.clock.now(), this.slots);
      const result = await talk.hold(async () => {
        const done = await work(tx);
        await talk.commit(tx.records());
        return done;
      });
      if (talk.heard) this.#answers += 1;
      if (tx.emitted) for (const listener of this.#listeners) listener();
      return result;
    };
    // Each attempt ends the connection it found stale; the pool has no more than these. Who collides time after time is told.
    for (let [plans, collisions] = [16, 4]; ;) {
      try {
        return await attempt();
      } catch (error) {
        if (!(isStalePlan(error) ? plans-- : isCollision(error) && collisions--)) throw error;
      }
    }
  }

  /** How many times PostgreSQL has answered: whoever wonders whether it is away sees whether this has grown. */
  get answers(): number {
    return this.#answers;
  }

  /**
   * Asks PostgreSQL whether it is there, on a connection of its own: those of the pool may all be waiting for something that takes its time.
   * @throws when it does not answer, within two seconds for the connection and two for the question
   */
  async ping(): Promise<void> {
    const client = new pg.Client({ ...this.pools.resident.options, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
    // What becomes of the connection is told by the question.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
    } catch (error) {
      // It has no connection to spare, and says so: it is there.
      if ((error as { code?: string }).code !== '53300') throw error;
    } finally {
      // Not waited for: who does not answer does not say goodbye either.
      void client.end().catch(() => undefined);
    }
    this.#answers += 1;
  }

  /** Tells when a transaction of this process has committed events. @returns to stop listening */
  onEvents(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** A transaction of the system itself (jobs, command line, start-up) in a tenant. */
  system<T>(tenant: Uuid, name: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction('jobs', { tenant }, { kind: 'system', name }, work);
  }
}

/** One transaction: queries, keys, audit and outbox, bound to a tenant and a principal. */
export class Tx {
  readonly #talk: Conversation;
  readonly #keys: Keys;
  readonly #audit: AuditRecord[] = [];
  readonly #events: EventRecord[] = [];
  #emitted = false;
  #made = 0;
  #toldTime = false;

  constructor(
    talk: Conversation, keys: Keys, readonly scope: Scope, readonly principal: Principal, readonly now: Date,
    /** what higher rooms do in this transaction, when a lower one asks for it */
    readonly slots: Slots,
  ) {
    this.#talk = talk;
    this.#keys = keys;
  }

  get tenant(): Uuid {
    return this.scope.tenant;
  }

  /** Ids of a transaction sort in the order they were made, though its clock stands still. */
  id(): Uuid {
    return uuidv7(this.now, undefined, this.#made++);
  }

  async all<R>(query: Compilable<R>): Promise<R[]> {
    return (await this.#talk.say<R>(rawOf(query))).rows;
  }

  async maybe<R>(query: Compilable<R>): Promise<R | undefined> {
    return (await this.all(query))[0];
  }

  /** @throws when there is no row: the caller knows there must be one. */
  async one<R>(query: Compilable<R>): Promise<R> {
    const row = await this.maybe(query);
    if (row === undefined) throw new Error('a row that must exist was not found');
    return row;
  }

  /** @returns how many rows were changed */
  async run(query: Compilable<unknown>): Promise<number> {
    return (await this.#talk.say(rawOf(query))).rowCount ?? 0;
  }

  /**
   * Writes what nobody needs an answer to: said together with the next question, or with the commit, in the order it was written. For the rows
   * that make a case, a round trip each would cost more than the rows. A fault in it is thrown by whatever it is said with.
   */
  write(query: Compilable<unknown>): void {
    this.#talk.sayLater(rawOf(query));
  }

  /** Opens the documents and audit of a dossier to this transaction: call it once the room has found that the person may see it. */
  async enter(dossier: Uuid): Promise<void> {
    this.#talk.sayAhead(`set local app.dossier = '${asUuid(dossier)}'`);
  }

  /** Names the case that this transaction makes; the insert policies compare with it. */
  async admitCase(id: Uuid): Promise<void> {
    this.#talk.sayAhead(`set local app.new_case = '${asUuid(id)}'`);
  }

  /**
   * No statement of this transaction, and no pause between them, may be longer (ms): then it is undone. For those who hold what everybody
   * waits for, since a process may be stopped in the middle without having died.
   */
  within(longest: number): void {
    this.#talk.sayAhead(`set local statement_timeout = ${Math.floor(longest)}; set local idle_in_transaction_session_timeout = ${Math.floor(longest)}`);
  }

  /** Tells row level security what the clock shows: policies that compare with a moment know none before. */
  tellTime(): void {
    if (this.#toldTime) return;
    this.#toldTime = true;
    this.#talk.sayAhead(`set local app.now = '${this.now.toISOString()}'`);
  }

  createTenantKeys(): Promise<void> {
    return this.#keys.createTenant(this);
  }

  createKey(): Promise<Uuid> {
    return this.#keys.createDossier(this);
  }

  destroyKey(id: Uuid): Promise<void> {
    return this.destroyKeys([id]);
  }

  destroyKeys(ids: readonly Uuid[]): Promise<void> {
    return this.#keys.destroyDossiers(this, ids);
  }

  seal(key: Uuid, place: Place, plain: Uint8Array): Promise<Buffer> {
    return this.#keys.seal(this, key, place, plain);
  }

  sealJson(key: Uuid, place: Place, value: unknown): Promise<Buffer> {
    return this.seal(key, place, Buffer.from(JSON.stringify(value)));
  }

  open(place: Place, sealed: Buffer): Promise<Buffer> {
    return this.#keys.open(this, place, sealed);
  }

  /** The caller names the type it sealed; the seal vouches that nobody else wrote it. */
  async openJson<T>(place: Place, sealed: Buffer): Promise<T> {
    return JSON.parse((await this.open(place, sealed)).toString('utf8')) as T;
  }

  /** Many at once, in their order, with few questions: a list of a hundred people is no hundred journeys. */
  async openAllJson<T>(sealed: readonly { place: Place; sealed: Buffer }[]): Promise<T[]> {
    return (await this.#keys.openMany(this, sealed)).map((plain) => JSON.parse(plain.toString('utf8')) as T);
  }

  /** What a value is stored under. */
  hash(kind: string, value: string): Promise<Buffer> {
    return this.#keys.hash(this, kind, value);
  }

  /** What a value may be stored under, current hash first: look for any of them, as there are two while a lookup key is replaced. */
  hashes(kind: string, value: string): Promise<readonly Buffer[]> {
    return this.#keys.hashes(this, kind, value);
  }

  /** Written when the transaction commits, with who acted and in which authority and unit. */
  audit(entry: AuditRecord): void {
    this.#audit.push(entry);
  }

  /** Handled after commit, at least once. Ids only: the outbox is readable by the relay. */
  emit(event: string, ids: Record<string, Uuid>): void {
    this.#events.push({ event, ids });
  }

  /** Whether there are events for the outbox. */
  get emitted(): boolean {
    return this.#emitted || this.#events.length > 0;
  }

  /** Writes what was recorded so far; what is left is written with the commit. */
  async flush(): Promise<void> {
    for (const record of this.records()) await this.#talk.say(record);
  }

  /** What was recorded and not yet written, as the statements that write it. */
  records(): Raw[] {
    const [entries, events] = [this.#audit.splice(0), this.#events.splice(0)];
    this.#emitted ||= events.length > 0;
    return [...(entries.length ? [rawOf(recordAudit(this, entries))] : []), ...(events.length ? [rawOf(recordEvents(this, events))] : [])];
  }
}

function rawOf(query: Compilable<unknown>): Raw {
  const { sql, parameters } = query.compile();
  return { text: sql, values: parameters as unknown[] };
}

/** PostgreSQL's answer to a prepared `select *` of a table that has got a new column since. */
function isStalePlan(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === '0A000' && message === 'cached plan must not change result type';
}

/** Undone for another's sake: in a circle of those who wait for each other (deadlock_detected), or what it read was changed (serialization_failure). */
function isCollision(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '40P01' || code === '40001';
}

function settings(scope: Scope): string {
  const values: Record<string, Uuid | undefined> = {
    'app.tenant': scope.tenant, 'app.person': scope.person, 'app.authority': scope.authority,
    'app.staff': scope.staff, 'app.new_case': scope.newCase, 'app.code': scope.code,
  };
  return Object.entries(values).filter(([, value]) => value)
    .map(([name, value]) => `set local ${name} = '${asUuid(value!)}'`).join('; ');
}
