import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Postgres } from './postgres.ts';

export interface PgbenchRun {
  /** the account it logs in as, and that one's password */
  user: string;
  password: string;
  /** what one transaction says */
  script: string;
  clients: number;
  /** transactions of each client */
  each: number;
}

/** PostgreSQL's own load program, where it is installed: the yardstick for what is written. */
export interface Pgbench {
  /** @returns transactions a second, and PostgreSQL's CPU for one, µs, where it can be told apart. @throws when a statement failed */
  run(wish: PgbenchRun): Promise<{ perSecond: number; postgres: number | undefined }>;
}

/** Why a yardstick is missing, and what to do about it. */
export const noPgbench = {
  skipped: 'pgbench is not here',
  remedy: 'It comes with PostgreSQL: on Debian and Ubuntu sudo apt-get install postgresql-contrib, on macOS brew install postgresql',
};

/** pgbench against the bench's own PostgreSQL; undefined when this machine has none. */
export function findPgbench({ url, folder, cpu }: Postgres): Pgbench | undefined {
  const program = ['pgbench', ...installed()].find((path) => spawnSync(path, ['--version']).status === 0);
  if (!program) return undefined;
  const { hostname, port, pathname } = new URL(url);
  return {
    run: async ({ user, password, script, clients, each }) => {
      const file = join(folder, 'script.pgbench');
      writeFileSync(file, script);
      const before = cpu?.();
      const { stdout, stderr } = await promisify(execFile)(program,
        ['-n', '-M', 'prepared', '-c', String(clients), '-t', String(each), '-f', file, '-h', hostname, '-p', port, '-U', user, pathname.slice(1)],
        { env: { ...process.env, PGPASSWORD: password } });
      if (/ERROR/.test(stderr)) throw new Error(`pgbench: ${stderr.slice(0, 600)}`);
      const perSecond = Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1]);
      return { perSecond, postgres: before === undefined ? undefined : (cpu!() - before) / (clients * each) };
    },
  };
}

function installed(): string[] {
  try {
    return readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`);
  } catch {
    return [];
  }
}
