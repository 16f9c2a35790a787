import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { rooms, type RoomName } from '../../architecture.ts';
import { ConfigProblem } from '../problem.ts';
import { loginRoles, roleName } from './pools.ts';
import { prepareRoles, refuseOwningRoles } from './roles.ts';

export interface Migration {
  room: RoomName;
  name: string;
  sql: string;
  hash: string;
}

const source = join(import.meta.dirname, '../..');

/** The migrations of all rooms, lower rooms first, each room's in the order of their numbers. */
export function findMigrations(): Migration[] {
  const names = (Object.keys(rooms) as RoomName[]).sort((a, b) => rooms[a].level - rooms[b].level);
  return names.flatMap((room) => sqlFiles(join(source, room, 'migrations')).map((name) => {
    const sql = readFileSync(join(source, room, 'migrations', name), 'utf8');
    return { room, name, sql, hash: createHash('sha256').update(sql).digest('hex') };
  }));
}

/**
 * Brings the database to the newest version: login roles, a schema for each room, then each migration in a transaction of its own.
 * Several processes may call it at once; one works, the others wait.
 * @param url the owner's connection
 * @returns the names of the migrations that were run now
 * @throws ConfigProblem when the database is too old, an applied migration was edited, or roles cannot be made
 */
export async function migrate(url: string, master: Buffer): Promise<string[]> {
  const owner = new pg.Client({ connectionString: url, application_name: 'sprang migrate' });
  await owner.connect();
  try {
    await refuseOldServer(owner);
    await prepareRoles(owner, master);
    await owner.query('select pg_advisory_lock(7205760)');
    const done = await apply(owner, findMigrations());
    await refuseOwningRoles(owner);
    return done;
  } finally {
    await owner.end();
  }
}

async function apply(owner: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  const everyone = loginRoles.map(roleName).join(', ');
  await owner.query(`create schema if not exists platform; create table if not exists platform.migration (
    room text not null, name text not null, hash text not null, applied_at timestamptz not null default now(),
    primary key (room, name))`);
  const { rows } = await owner.query<{ room: string; name: string; hash: string }>('select room, name, hash from platform.migration');
  const applied = new Map(rows.map((row) => [`${row.room}/${row.name}`, row.hash]));
  const done: string[] = [];
  for (const migration of migrations) {
    const name = `${migration.room}/${migration.name}`;
    const hash = applied.get(name);
    if (hash && hash !== migration.hash) {
      throw new ConfigProblem(`src/${migration.room}/migrations/${migration.name}`, 'har ändrats sedan den kördes',
        'Återställ filen och skriv en ny migrering');
    }
    if (hash) continue;
    await owner.query('begin; set local app.migrating = \'on\'');
    try {
      await owner.query(`create schema if not exists ${migration.room}; grant usage on schema ${migration.room} to ${everyone}`);
      await owner.query(migration.sql);
      await owner.query('insert into platform.migration (room, name, hash) values ($1, $2, $3)',
        [migration.room, migration.name, migration.hash]);
      await owner.query('commit');
    } catch (error) {
      await owner.query('rollback');
      throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
    }
    done.push(name);
  }
  return done;
}

async function refuseOldServer(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ version: number }>('select current_setting(\'server_version_num\')::int as version');
  if (rows[0]!.version < 150000) {
    throw new ConfigProblem('DATABASE_URL', `PostgreSQL ${Math.floor(rows[0]!.version / 10000)} är för gammal`, 'Använd PostgreSQL 15 eller senare');
  }
}

function sqlFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.sql')).sort();
  } catch {
    return [];
  }
}
