import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { findPgbench } from './pgbench.ts';
import type { Postgres } from './postgres.ts';

const connections = 16;

/** One row a transaction, committed before it is answered: what keeping something costs when nobody shares a transaction. */
export interface SingleInserts {
  /** @returns µs of wall time between two rows, with sixteen connections at once */
  insert(count: number): Promise<number>;
  /** by what: for the notes */
  by: string;
  end(): Promise<void>;
}

/** By pgbench where it is, by `pg` where it is not. */
export async function singleInserts(postgres: Postgres): Promise<SingleInserts> {
  const pool = new pg.Pool({ connectionString: postgres.url, max: connections });
  await pool.query('create table public.bench_single (id uuid primary key, lane uuid not null, at timestamptz not null default now())');
  const end = async () => {
    await pool.query('drop table public.bench_single');
    await pool.end();
  };
  const [pgbench, { username, password }] = [findPgbench(postgres), new URL(postgres.url)];
  if (pgbench) {
    const script = 'insert into public.bench_single (id, lane) values (gen_random_uuid(), \'00000000-0000-7000-8000-000000000000\');\n';
    return {
      by: `pgbench with ${connections} connections`, end,
      insert: async (count) => 1e6 / (await pgbench.run({ user: username, password, script, clients: connections, each: Math.ceil(count / connections) })).perSecond,
    };
  }
  return {
    by: `${connections} connections of pg: pgbench is not here`, end,
    insert: async (count) => {
      const began = performance.now();
      let left = count;
      await Promise.all(Array.from({ length: connections }, async () => {
        while (left-- > 0) await pool.query('insert into public.bench_single (id, lane) values ($1, $2)', [randomUUID(), '00000000-0000-7000-8000-000000000000']);
      }));
      return (performance.now() - began) * 1000 / count;
    },
  };
}
