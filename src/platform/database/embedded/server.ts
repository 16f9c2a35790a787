import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from './home.ts';

export interface Server {
  port: number;
  /** Resolves when the server process has ended, however it ended. Nobody stays for it. */
  ended: Promise<unknown>;
  /** The same, for those who cannot leave before: a server that has said goodbye may need a moment more to go. */
  gone(): Promise<unknown>;
}

/** For a small machine, and nothing of what people write in the log: neither statements nor the values of a broken rule. */
const defaults = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const logLimit = 10_000_000;

/** Starts the server and waits until it takes connections. @throws Error with the end of its log */
export async function run(home: Home, port: number, settings: Record<string, string>): Promise<Server> {
  const given = Object.entries({ ...defaults, port: String(port), ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const size = statSync(home.log, { throwIfNoEntry: false })?.size ?? 0;
  const log = openSync(home.log, size > logLimit ? 'w' : 'a', 0o600);
  const child = spawn(join(home.programs, 'postgres'), ['-D', home.data, ...given], {
    ...identity(home),
    // A group of its own: Ctrl-C in the terminal shall end us, and we the database when the last transaction is done.
    detached: true,
    // A file and not a pipe: the server can outlive us when we are killed.
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let over = false;
  const ended = once(child, 'exit').catch((error: unknown) => error).finally(() => { over = true; });
  child.unref();
  while (!isReady(home)) {
    if (over) throw new Error(`PostgreSQL startade inte. Slutet av ${home.log}:\n${endOfLog(home)}`);
    await Promise.race([ended, sleep(20)]);
  }
  const gone = () => {
    child.ref();
    return ended;
  };
  return { port, ended, gone };
}

/** Ends the server in an orderly way; connections are broken off, transactions under way undone. */
export async function stopServer(home: Home): Promise<void> {
  if (serverPid(home) === undefined) return;
  try {
    await runProgram(home, 'pg_ctl', ['stop', '-D', home.data, '-m', 'fast', '-w', '-t', '30']);
  } catch {
    await runProgram(home, 'pg_ctl', ['stop', '-D', home.data, '-m', 'immediate', '-w', '-t', '10']).catch(() => undefined);
  }
}

/**
 * Makes room for a start after a process of ours was killed: a server that still runs is ended in an orderly way, one
 * that was killed may have left processes (which hold the shared memory) and a file with a number that is now another's.
 */
export async function clearTheWay(home: Home, log: (message: string) => void): Promise<void> {
  const server = serverPid(home);
  if (server === undefined) return;
  if (process.platform !== 'linux') return stopServer(home);
  if (processesIn(home.data).includes(server)) {
    log('En databas från en tidigare start är igång och avslutas först');
    return stopServer(home);
  }
  for (let round = 0; round < 50; round++) {
    const left = processesIn(home.data);
    if (left.length === 0) break;
    // They notice by themselves that their server is gone, but one in the middle of a long query may not.
    if (round === 20) signal(left, 'SIGQUIT');
    if (round === 40) signal(left, 'SIGKILL');
    await sleep(100);
  }
  rmSync(join(home.data, 'postmaster.pid'), { force: true });
}

/** A port that was free just now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Runs one of PostgreSQL's programs to its end. @throws Error with what it wrote */
export async function runProgram(home: Home, name: 'initdb' | 'pg_ctl', args: string[]): Promise<void> {
  const child = spawn(join(home.programs, name), args, { ...identity(home), stdio: ['ignore', 'pipe', 'pipe'] });
  const written: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => written.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => written.push(chunk));
  const [code] = await once(child, 'close') as [number | null];
  if (code !== 0) throw new Error(`${name} failed (${code}):\n${Buffer.concat(written).toString()}`);
}

function identity({ account, folder }: Home) {
  return {
    cwd: folder,
    // Nothing of our own environment: it may hold keys.
    env: { PATH: process.env.PATH, SYSTEMROOT: process.env.SYSTEMROOT, LC_ALL: 'C' },
    ...(account && { uid: account.uid, gid: account.gid }),
  };
}

/** The process that `postmaster.pid` names, which may be long gone. */
function serverPid(home: Home): number | undefined {
  const pid = Number(serverNote(home)[0]);
  return pid > 0 ? pid : undefined;
}

function isReady(home: Home): boolean {
  return serverNote(home)[7]?.trim() === 'ready';
}

function serverNote(home: Home): string[] {
  try {
    return readFileSync(join(home.data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Processes with the data folder as working directory: the server and those it made. Linux only. */
function processesIn(data: string): number[] {
  const real = realpathSync(data);
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === real;
    } catch {
      return false;
    }
  });
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // It ended in the meantime, which is what we wanted.
    }
  }
}

function endOfLog(home: Home): string {
  return readFileSync(home.log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
