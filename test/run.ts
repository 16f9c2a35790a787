/**
 * Runs the tests: `npm test [-- file…]`. One PostgreSQL for them all, thrown away afterwards (or TEST_DATABASE_URL, an
 * owner's connection to a database that may be filled). With `--check` the checks beside them, with `--full` also what takes long.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/platform/database/embedded.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { compileInto } from './compile.ts';

const { flags, files } = {
  flags: process.argv.slice(2).filter((argument) => argument.startsWith('--')),
  files: process.argv.slice(2).filter((argument) => !argument.startsWith('--')),
};
const compiled = mkdtempSync(join(tmpdir(), 'sprang-compiled-'));
const loader = await compileInto(compiled);
// Every process of the run, whoever starts it, keeps what V8 makes of a file, for the next one.
const environment = { ...process.env, TEST_LOADER: loader, NODE_COMPILE_CACHE: join(compiled, 'v8') };
const checks = flags.includes('--check') && files.length === 0 ? startChecks() : undefined;
const database = process.env.TEST_DATABASE_URL ? given(process.env.TEST_DATABASE_URL) : await temporary();
try {
  // Known to the tests, so that each can open connections as the application does.
  const masterKey = Buffer.alloc(32, 'a master key for tests');
  await migrate(database.url, masterKey);
  const passed = await runTests({ TEST_DATABASE_URL: database.url, TEST_MASTER_KEY: masterKey.toString('base64') });
  const checked = await checks?.() ?? true;
  process.exitCode = checked && passed ? 0 : 1;
} finally {
  await database.stop();
  rmSync(compiled, { recursive: true, force: true });
}

/** The checks need one core for half a minute, and the tests leave some of two: beside them they cost next to nothing. */
function startChecks(): () => Promise<boolean> {
  const child = spawn(process.execPath, ['--import', loader, 'tools/check.ts'], { stdio: ['ignore', 'pipe', 'inherit'], env: environment });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { told += text; });
  return async () => {
    const [code] = await ended;
    process.stdout.write(told);
    if (code !== 0) console.error('The checks failed: see above.');
    return code === 0;
  };
}

async function runTests(given: Record<string, string>): Promise<boolean> {
  const child = spawn(process.execPath, [
    '--import', loader, '--test', '--test-concurrency=2',
    // Young things are given room: most of what a test makes is gone before it is worth moving.
    '--max-semi-space-size=32', '--min-semi-space-size=16',
    // What a program reads and what a person reads.
    `--test-reporter=${process.stdout.isTTY ? 'spec' : 'tap'}`, '--test-reporter-destination=stdout',
    `--test-reporter=${import.meta.resolve('./slowest.ts')}`, '--test-reporter-destination=stdout',
    ...(files.length ? files : ['src/**/*.test.ts', 'src/**/*.test.tsx', 'demo/**/*.test.ts', 'tools/**/*.test.ts', 'test/**/*.test.ts']),
  ], { stdio: 'inherit', env: { ...environment, ...given, ...(flags.includes('--full') && { TEST_FULL: '1' }) } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'exit') as [number | null];
  return code === 0;
}

function given(url: string) {
  return { url, stop: async () => undefined };
}

async function temporary() {
  const directory = mkdtempSync(join(tmpdir(), 'sprang-test-'));
  // Started by root, the database runs as another account, which must get through.
  chmodSync(directory, 0o755);
  // Durability has tests of its own; the others need none of it from a database that lives for minutes.
  const database = await startEmbedded({ directory, log: () => undefined, settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } });
  return {
    url: database.url,
    stop: async () => {
      await database.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
