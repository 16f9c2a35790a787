import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate, startEmbedded } from '../src/platform/index.ts';
import { postgresCpu, type PostgresCpu } from './postgres-cpu.ts';

/** What another process needs to open the same installation. */
export interface BenchAddress {
  /** the owner's connection */
  url: string;
  master: Uint8Array;
  folder: string;
}

export interface Postgres {
  url: string;
  master: Buffer;
  folder: string;
  cpu: PostgresCpu | undefined;
  /** A further database in the same server, migrated. */
  another(name: string): Promise<BenchAddress>;
  stop(): Promise<void>;
}

/** A PostgreSQL of the bench's own, durable as in production, removed afterwards. */
export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'sprang-bench-'));
  // Started by root, the database runs as another account, which must get through.
  await chmod(folder, 0o755);
  const embedded = await startEmbedded({ directory: folder, log: () => undefined });
  const master = randomBytes(32);
  await migrate(embedded.url, master);
  const looking = new pg.Pool({ connectionString: embedded.url, max: 1 });
  // It may hear the database stop while it closes.
  looking.on('error', () => undefined);
  const cpu = await postgresCpu(looking);
  return {
    url: embedded.url, master, folder, cpu,
    another: async (name) => {
      await looking.query(`create database ${pg.escapeIdentifier(name)}`);
      const url = new URL(embedded.url);
      url.pathname = `/${name}`;
      await migrate(url.href, master);
      return { url: url.href, master, folder };
    },
    stop: async () => {
      await looking.end();
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
      if (!embedded.where.startsWith(folder)) await rm(embedded.where, { recursive: true, force: true });
    },
  };
}
