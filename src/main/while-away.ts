import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { buildAwayServer, hasCopies, isAway, type Settings } from '../platform/index.ts';

/** How long between tries (ms). */
const pause = 2_000;

/**
 * Waits for a database that does not answer at start-up, and meanwhile serves the copies of public pages that an earlier process left.
 * Returns at once when it answers, when it refuses us (that is a mistake in the settings, and is told as one), and when nothing was left to serve.
 */
export async function untilDatabaseAnswers(url: string, config: Settings & { port: number }, log: Logger): Promise<void> {
  if (!await isGone(url) || !hasCopies({ settings: config })) return;
  console.error('Databasen svarar inte. Kopior av de öppna sidorna visas tills den gör det.');
  const app = await buildAwayServer({ settings: config, log });
  await app.listen({ port: config.port, host: '::' });
  while (await isGone(url)) await sleep(pause);
  await app.close();
}

async function isGone(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection that is lost while it ends says so; it is not waited for.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return false;
  } catch (error) {
    return isAway(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
