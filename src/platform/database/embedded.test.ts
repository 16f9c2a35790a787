import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { loader } from '../../../test/support/loader.ts';
import { ConfigProblem } from '../problem.ts';
import { startEmbedded } from './embedded.ts';

const scratch = mkdtempSync(join(tmpdir(), 'sprang-embedded-'));
chmodSync(scratch, 0o755);
const directory = join(scratch, 'database');
const said: string[] = [];
const log = (message: string) => void said.push(message);
const elsewhere: string[] = [];
after(() => {
  for (const folder of [scratch, ...elsewhere]) rmSync(folder, { recursive: true, force: true });
});

test('the first start makes a database that keeps what it is told, as UTF-8 and with checksums', async (t) => {
  const database = await start(t);
  assert.equal(database.where, directory);
  const [settings] = await query(database.url, `select current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
    current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages, current_setting('server_encoding') as encoding,
    current_setting('TimeZone') as zone, current_setting('listen_addresses') as addresses`);
  assert.deepEqual(settings, { checksums: 'on', fsync: 'on', commit: 'on', pages: 'on', encoding: 'UTF8', zone: 'UTC', addresses: '127.0.0.1' });
  const sorted = await query(database.url, `select name from unnest(array['ö','z','å','ä','a']) as name order by name collate "sv-SE-x-icu"`);
  assert.equal(sorted.map((row) => row.name).join(''), 'azåäö');
  await query(database.url, 'create table kept (id int primary key)');
  await query(database.url, 'insert into kept values (1)');
});

test('the owner may make roles but is no superuser, and its password lies in a file for us alone', async (t) => {
  const database = await start(t);
  const [owner] = await query(database.url, 'select rolsuper, rolcreaterole, rolbypassrls from pg_roles where rolname = current_user');
  assert.deepEqual(owner, { rolsuper: false, rolcreaterole: true, rolbypassrls: false });
  for (const name of ['password', 'running.json', 'postgres.log']) assert.equal(statSync(join(directory, name)).mode & 0o777, 0o600, name);
  await assert.rejects(query(database.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1'), /password authentication failed/);
});

test('the log holds neither statements nor values', async (t) => {
  const database = await start(t);
  await assert.rejects(query(database.url, `insert into kept values (1) returning 'Anna Andersson'`), /duplicate key/);
  const text = readFileSync(join(directory, 'postgres.log'), 'utf8');
  assert.match(text, /duplicate key/);
  assert.doesNotMatch(text, /Anna|\(id\)=\(1\)/);
});

test('a second start while one runs is refused by name, leaves the first alone, and can join it if it asks', async (t) => {
  const holder = await startHolder(t);
  await assert.rejects(startEmbedded({ directory, log }), (error) =>
    error instanceof ConfigProblem && error.message.includes(`process ${holder.process.pid}`) && error.message.includes(directory));
  const joined = await startEmbedded({ directory, log, join: true });
  assert.equal(joined.url, holder.url);
  await joined.stop();
  assert.deepEqual(await query(holder.url, 'select id from kept'), [{ id: 1 }]);
});

test('after SIGKILL of the program, the next start ends the database that was left and finds all that was committed', async (t) => {
  const holder = await startHolder(t);
  await query(holder.url, 'insert into kept values (2)');
  await kill(holder.process);
  assert.deepEqual(await query(holder.url, 'select 1 as alive'), [{ alive: 1 }], 'the database outlived the program');
  const database = await start(t);
  assert.ok(said.includes('En databas från en tidigare start är igång och avslutas först'));
  assert.deepEqual(await query(database.url, 'select id from kept order by id'), [{ id: 1 }, { id: 2 }]);
});

test('after SIGKILL of program and database, processes that hold on are ended and the next start recovers', async (t) => {
  const holder = await startHolder(t);
  const busy = new pg.Client({ connectionString: holder.url });
  busy.on('error', () => undefined);
  await busy.connect();
  const loop = assert.rejects(busy.query('do $$ begin loop end loop; end $$'));
  await query(holder.url, 'insert into kept values (3)');
  await kill(holder.process);
  process.kill(serverPid(), 'SIGKILL');
  const database = await start(t);
  await loop;
  assert.deepEqual(await query(database.url, 'select count(*)::int as rows from kept'), [{ rows: 3 }]);
});

test('a server that is killed while the program lives is started again at the same address', async (t) => {
  const database = await start(t);
  const killed = serverPid();
  process.kill(killed, 'SIGKILL');
  const rows = await eventually(() => query(database.url, 'select count(*)::int as rows from kept'));
  assert.deepEqual(rows, [{ rows: 3 }]);
  assert.notEqual(serverPid(), killed);
});

test('a number left in postmaster.pid that now is another process does not stop the start, nor harm that process', async (t) => {
  const other = spawn('sleep', ['60'], { detached: true, cwd: '/' });
  t.after(() => other.kill());
  await (await startEmbedded({ directory, log })).stop();
  writeFileSync(join(directory, 'data', 'postmaster.pid'), `${other.pid}\n${join(directory, 'data')}\n`);
  const database = await start(t);
  assert.deepEqual(await query(database.url, 'select count(*)::int as rows from kept'), [{ rows: 3 }]);
  assert.equal(other.exitCode, null);
  assert.equal(other.signalCode, null);
});

test('what an interrupted first start left half made is made again', async (t) => {
  const half = join(scratch, 'half');
  mkdirSync(join(half, 'data.new', 'base'), { recursive: true });
  writeFileSync(join(half, 'data.new', 'PG_VERSION'), '18\n');
  const database = await start(t, half);
  assert.deepEqual(await query(database.url, 'select 1 as one'), [{ one: 1 }]);
  assert.equal(existsSync(join(half, 'data.new')), false);
});

test('a stop ends the server, twice does no harm, and the folder is free again', async () => {
  const database = await startEmbedded({ directory, log });
  const pid = serverPid();
  await Promise.all([database.stop(), database.stop()]);
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  assert.equal(existsSync(join(directory, 'running.json')), false);
  await assert.rejects(query(database.url, 'select 1'), { code: 'ECONNREFUSED' });
});

test('in a folder for its user alone: root is told where else the database lies, anyone else keeps it there', async () => {
  const root = process.getuid?.() === 0;
  const locked = join(scratch, 'locked');
  mkdirSync(locked, { mode: 0o700 });
  const inside = join(locked, 'database');
  const first = await startEmbedded({ directory: inside, log });
  if (root) elsewhere.push(first.where);
  await query(first.url, 'create table here ()');
  await first.stop();
  assert.equal(first.where === inside, !root);
  assert.equal(said.some((message) => message.includes(`når inte ${inside}: databasen ligger i ${first.where}`)), root);

  const second = await startEmbedded({ directory: inside, log });
  assert.equal(second.where, first.where);
  assert.deepEqual(await query(second.url, `select count(*)::int as tables from pg_tables where tablename = 'here'`), [{ tables: 1 }]);
  const owner = statSync(join(second.where, 'data')).uid;
  await second.stop();
  assert.equal(owner === 0, false, 'the database never runs as root');
});

async function start(t: { after(fn: () => Promise<void>): void }, folder = directory) {
  const database = await startEmbedded({ directory: folder, log });
  t.after(() => database.stop());
  return database;
}

/** Another program that holds the database, as `npm start` in another terminal would. */
async function startHolder(t: { after(fn: () => Promise<void>): void }): Promise<{ process: ChildProcess; url: string }> {
  const source = `const { startEmbedded } = await import(${JSON.stringify(import.meta.resolve('./embedded.ts'))});
    const database = await startEmbedded({ directory: ${JSON.stringify(directory)}, log: () => undefined });
    process.on('SIGTERM', () => database.stop().then(() => process.exit(0)));
    setInterval(() => undefined, 1000);
    console.log(database.url);`;
  const holder = spawn(process.execPath, ['--import', loader, '--input-type=module', '--eval', source],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(async () => {
    if (holder.exitCode === null && holder.signalCode === null) {
      holder.kill('SIGTERM');
      await once(holder, 'exit');
    }
  });
  const [line] = await once(holder.stdout, 'data') as [Buffer];
  return { process: holder, url: line.toString().trim() };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function serverPid(): number {
  return Number(readFileSync(join(directory, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** For what happens by itself, some time: tries until it works. The test runner's own limit ends it otherwise. */
async function eventually<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
