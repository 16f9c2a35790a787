import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import type { Home } from './home.ts';
import { runProgram } from './server.ts';

/**
 * Makes the database cluster, the first time: checksums on every page, UTF-8, sorting by code point with the letters of
 * Unicode (needs nothing of the machine and never changes; Swedish order is asked for with `collate "sv-SE-x-icu"`).
 */
export async function createCluster(home: Home, log: (message: string) => void): Promise<void> {
  if (existsSync(home.data)) return;
  log(`Skapar en databas i ${home.folder}`);
  // Made beside and moved into place when whole: one that was interrupted is simply made again.
  const half = `${home.data}.new`;
  const passwordFile = `${home.passwordFile}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (home.account) {
    for (const path of [half, passwordFile]) chownSync(path, home.account.uid, home.account.gid);
  }
  await runProgram(home, 'initdb', [
    '--pgdata', half, '--pwfile', passwordFile, '--username', 'postgres', '--auth', 'scram-sha-256', '--data-checksums',
    '--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8',
  ]);
  if (home.account) chownSync(passwordFile, 0, 0);
  renameSync(passwordFile, home.passwordFile);
  renameSync(half, home.data);
}

/**
 * Makes the owner and its database if they are missing. The owner is no superuser, just as in production: what only works
 * with more rights shows at once.
 * @returns the owner's connection
 */
export async function ensureDatabase(home: Home, port: number): Promise<string> {
  const password = readFileSync(home.passwordFile, 'utf8');
  const address = (user: string, database: string) => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  const superuser = new pg.Client({ connectionString: address('postgres', 'postgres') });
  await superuser.connect();
  try {
    const { rows } = await superuser.query<{ role: boolean; database: boolean }>(`select
      exists (select from pg_roles where rolname = 'sprang') as role,
      exists (select from pg_database where datname = 'sprang') as database`);
    if (!rows[0]?.role) await superuser.query(`create role sprang login createrole createdb password '${password}'`);
    if (!rows[0]?.database) await superuser.query('create database sprang owner sprang');
  } finally {
    await superuser.end();
  }
  return address('sprang', 'sprang');
}
