import { Gauge } from 'prom-client';
import type { Config } from '../config.ts';
import { ConfigProblem, allRoutes, buildServer, copiesOnShelf, copyPages, metrics, type House, type Pools } from '../platform/index.ts';
import { rooms } from '../sprang.ts';
import { atEnd } from './endings.ts';

/** Serves the house on the port, until the process ends. @throws ConfigProblem when another program has the port */
export async function serve(house: House, pools: Pools, config: Config): Promise<void> {
  const app = await buildServer(house, rooms, { trustedProxy: config.trustedProxy, ready: () => readiness(pools) });
  atEnd(() => app.close());
  keepCopies(app, house);
  try {
    await app.listen({ port: config.port, host: '::' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new ConfigProblem('PORT', `${config.port} används redan av ett annat program`,
      'Stäng det andra programmet, eller starta med en annan port, till exempel PORT=3100');
  }
}

/** Copies of public pages are made anew every minute: they are what visitors get when the database is away. */
function keepCopies(app: Awaited<ReturnType<typeof buildServer>>, house: House): void {
  let under: Promise<void> = Promise.resolve();
  const routes = allRoutes(rooms);
  const copy = () => {
    // One at a time. While the database is away the copies stand as they are.
    under = under.then(() => copyPages(app, house, routes)).catch((error: unknown) => { house.log.warn({ part: 'copies', code: (error as { code?: string }).code }, 'public pages could not be copied'); });
  };
  const timer = setInterval(copy, 60_000);
  tellOfCopies(house);
  // Not in the first moments: those who wait for the process to start come before its copies.
  const first = setTimeout(copy, 10_000);
  atEnd(async () => {
    clearTimeout(first);
    clearInterval(timer);
    await under;
  });
}

/** For operators: how many pages would be answered without the database, and how old the oldest of those copies is. */
function tellOfCopies(house: House): void {
  const gauge = (name: string, help: string, value: (times: number[]) => number) => new Gauge({
    name, help, registers: [metrics], aggregator: 'max', collect() { this.set(value(copiesOnShelf(house).map(({ at }) => at.getTime()))); },
  });
  gauge('sprang_copies', 'Public pages that are answered from copies when the database is away', (times) => times.length);
  gauge('sprang_oldest_copy_seconds', 'Age of the oldest copy of a public page; about a minute when all is well',
    (times) => (times.length ? (house.clock.now().getTime() - Math.min(...times)) / 1_000 : 0));
}

async function readiness(pools: Pick<Pools, 'resident' | 'relay'>): Promise<{ ready: boolean; parts: Record<string, boolean> }> {
  const answers = (pool: Pools['resident']) => pool.query('select 1').then(() => true, () => false);
  const parts = { database: await answers(pools.resident), outbox: await answers(pools.relay) };
  return { ready: Object.values(parts).every(Boolean), parts };
}
