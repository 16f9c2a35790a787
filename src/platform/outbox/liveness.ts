import type { Pool, PoolClient } from 'pg';

/** Workers that have just started may take a job before its process has shown that it lives. */
const grace = '5 seconds';

/**
 * A job that a killed process had begun stays locked for four hours (graphile-worker's limit). So that it is done at once,
 * each process holds an advisory lock for its pool of workers; a pool whose lock anyone can take is dead.
 */
export class Liveness {
  readonly #relay: Pool;
  readonly #schema: string;
  readonly #pools = new Set<string>();
  #held: { client: PoolClient; locks: Set<string> } | undefined;

  constructor(relay: Pool, schema: string) {
    this.#relay = relay;
    this.#schema = schema;
  }

  add(pool: string): void {
    this.#pools.add(pool);
  }

  remove(pool: string): void {
    this.#pools.delete(pool);
  }

  /** Makes known which pools of ours live, and frees the jobs of those that do not. @returns how many dead were found */
  async sweep(): Promise<number> {
    const { client, locks } = this.#held ??= { client: await this.#relay.connect(), locks: new Set() };
    try {
      for (const pool of [...this.#pools].filter((one) => !locks.has(one))) {
        await client.query('select pg_advisory_lock_shared(hashtextextended($1, 0))', [pool]);
        locks.add(pool);
      }
      for (const pool of [...locks].filter((one) => !this.#pools.has(one))) {
        await client.query('select pg_advisory_unlock_shared(hashtextextended($1, 0))', [pool]);
        locks.delete(pool);
      }
      return await this.#freeDead(client);
    } catch (error) {
      this.release();
      throw error;
    }
  }

  /** Ends the connection, and with it the locks. */
  release(): void {
    this.#held?.client.release(true);
    this.#held = undefined;
  }

  async #freeDead(client: PoolClient): Promise<number> {
    const { rows } = await client.query<{ pool: string }>(
      `select distinct locked_by as pool from ${this.#schema}.jobs
       where locked_at < now() - $2::interval and not locked_by = any($1)`, [[...this.#pools], grace]);
    let dead = 0;
    for (const { pool } of rows) {
      const taken = await client.query<{ free: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as free', [pool]);
      if (!taken.rows[0]!.free) continue;
      await client.query(`select ${this.#schema}.force_unlock_workers(array[$1])`, [pool]);
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [pool]);
      dead++;
    }
    return dead;
  }
}
