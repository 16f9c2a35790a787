/**
 * Runs the tests: `npm test [-- file…]`. One PostgreSQL for them all, thrown away afterwards (or TEST_DATABASE_URL, an
 * owner's connection to a database that may be filled). With `--check` the checks first, with `--full` also what takes long.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../tools/check.ts';
import { startEmbedded } from '../src/platform/database/embedded.ts';
import { migrate } from '../src/platform/database/migrate.ts';

const { flags, files } = {
  flags: process.argv.slice(2).filter((argument) => argument.startsWith('--')),
  files: process.argv.slice(2).filter((argument) => !argument.startsWith('--')),
};
const checked = flags.includes('--check') && files.length === 0 ? await check() : true;
const database = process.env.TEST_DATABASE_URL ? given(process.env.TEST_DATABASE_URL) : await temporary();
try {
  // Known to the tests, so that each can open connections as the application does.
  const masterKey = Buffer.alloc(32, 'a master key for tests');
  await migrate(database.url, masterKey);
  const passed = await runTests({ TEST_DATABASE_URL: database.url, TEST_MASTER_KEY: masterKey.toString('base64') });
  process.exitCode = checked && passed ? 0 : 1;
  if (!checked) console.error('The checks before the tests failed: see above.');
} finally {
  await database.stop();
}

async function runTests(environment: Record<string, string>): Promise<boolean> {
  const child = spawn(process.execPath, [
    '--import', import.meta.resolve('tsx'), '--test', '--test-concurrency=2',
    // What a program reads and what a person reads.
    `--test-reporter=${process.stdout.isTTY ? 'spec' : 'tap'}`, '--test-reporter-destination=stdout',
    `--test-reporter=${import.meta.resolve('./slowest.ts')}`, '--test-reporter-destination=stdout',
    ...(files.length ? files : ['src/**/*.test.ts', 'src/**/*.test.tsx', 'demo/**/*.test.ts', 'tools/**/*.test.ts', 'test/**/*.test.ts']),
  ], { stdio: 'inherit', env: { ...process.env, ...environment, ...(flags.includes('--full') && { TEST_FULL: '1' }) } });
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
  const database = await startEmbedded({ directory, log: () => undefined, settings: { fsync: 'off', full_page_writes: 'off' } });
  return {
    url: database.url,
    stop: async () => {
      await database.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
