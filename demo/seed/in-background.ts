import type { Logger } from 'pino';
import type { House, Uuid } from '../../src/platform/index.ts';
import { seedWhenEmpty } from '../seed.ts';

/** Fills a new demonstration with cases a moment after start, so that the first page need not wait for them. */
export function seedInBackground(house: House, tenant: Uuid, log: Logger): { stop(): Promise<void> } {
  let ended = false;
  let seeding: Promise<unknown> = Promise.resolve();
  const timer = setTimeout(() => {
    seeding = seedWhenEmpty(house, tenant).then(
      (made) => { if (made) log.info({ made }, 'cases of the demonstration made'); },
      // Stopped while it was at it: the database goes away first. What was committed is whole; `demo seed` makes more.
      (error: unknown) => { if (!ended) log.error(error, 'cases of the demonstration could not be made'); },
    );
  }, 1_000);
  return {
    async stop() {
      ended = true;
      clearTimeout(timer);
      await seeding;
    },
  };
}
