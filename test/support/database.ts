import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/platform/database/migrate.ts';
import { startEmbedded } from '../../src/platform/database/embedded.ts';

/** A migrated database for tests, and the master key its login roles follow from. */
export interface TestDatabase {
  /** the owner's connection; the owner is no superuser */
  url: string;
  master: Buffer;
  stop(): Promise<void>;
}

/**
 * The database that `test/run.ts` has started and migrated (TEST_DATABASE_URL, TEST_MASTER_KEY), shared by all test files.
 * A test file that is run by itself gets one of its own, in a folder that is removed afterwards.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const url = process.env.TEST_DATABASE_URL;
  const master = process.env.TEST_MASTER_KEY ? Buffer.from(process.env.TEST_MASTER_KEY, 'base64') : Buffer.alloc(32, 7);
  if (url) return { url, master, stop: async () => undefined };
  const directory = await mkdtemp(join(tmpdir(), 'sprang-test-'));
  // Started by root, the database runs as another account, which must get through.
  await chmod(directory, 0o755);
  const embedded = await startEmbedded({
    directory, log: () => undefined, settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
  });
  await migrate(embedded.url, master);
  const stop = async () => {
    await embedded.stop();
    await rm(directory, { recursive: true, force: true });
    if (!embedded.where.startsWith(directory)) await rm(embedded.where, { recursive: true, force: true });
  };
  return { url: embedded.url, master, stop };
}
