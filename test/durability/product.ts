import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/platform/database/embedded/server.ts';
import { findHome } from '../../src/platform/database/embedded/home.ts';
import { loader } from '../support/loader.ts';

const root = join(import.meta.dirname, '../..');
/** Generous: a slow machine is no failure. */
const patience = 120_000;

/** The real product, `src/main.ts`, as a process of its own with its own database, in a folder that is removed afterwards. */
export class Product {
  readonly masterKey = Buffer.alloc(32, 'a master key that is killed with');
  readonly folder: string;
  #child: ChildProcess | undefined;
  #output = '';
  port = 0;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'sprang-durability-'));
    // Started by root, the database runs as another account, which must get through.
    chmodSync(this.folder, 0o755);
  }

  async start(): Promise<void> {
    this.port = await freePort();
    const settings = {
      PORT: String(this.port), SPRANG_VAR: this.folder, SPRANG_DEMO: 'off', SPRANG_LOG: 'warn',
      SPRANG_PUBLIC_ADDRESS: `http://localhost:${this.port}`, SPRANG_MASTER_KEY: this.masterKey.toString('base64'),
    };
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) =>
      !/^(SPRANG_|TEST_|DATABASE_URL$|NODE_ENV$|NODE_TEST_CONTEXT$|PORT$)/.test(name)));
    this.#child = spawn(process.execPath, ['--import', loader, join(root, 'src/main.ts')], {
      cwd: root, env: { ...inherited, ...settings }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => { this.#output = (this.#output + text).slice(-4_000); });
    }
    await this.ready();
  }

  /** Waits until it serves, and its database answers. @throws with the end of what it wrote when it has ended */
  async ready(): Promise<void> {
    const end = performance.now() + patience;
    for (;;) {
      if (this.#child?.exitCode !== null || this.#child.signalCode !== null) throw new Error(`the product ended:\n${this.#output}`);
      const answer = await fetch(`http://127.0.0.1:${this.port}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
      await answer?.body?.cancel();
      if (answer?.status === 200) return;
      if (performance.now() > end) throw new Error(`the product is not ready:\n${this.#output}`);
      await sleep(50);
    }
  }

  /** Connection of the owner to the database that runs now. */
  databaseUrl(): string {
    return (JSON.parse(readFileSync(join(this.#home().folder, 'running.json'), 'utf8')) as { url: string }).url;
  }

  async killApplication(): Promise<void> {
    const child = this.#child!;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Kills the server process; those it made notice that it is gone. */
  killDatabase(): void {
    const pid = Number(readFileSync(join(this.#home().data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    if (!(pid > 1)) throw new Error('the database has no process');
    process.kill(pid, 'SIGKILL');
  }

  /** Ends it in an orderly way, database too, and removes what it kept. */
  async end(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    const { folder } = this.#home();
    rmSync(this.folder, { recursive: true, force: true });
    if (!folder.startsWith(this.folder)) rmSync(folder, { recursive: true, force: true });
  }

  #home() {
    return findHome(join(this.folder, 'database'), () => undefined);
  }
}
