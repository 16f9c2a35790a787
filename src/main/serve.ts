import type { Config } from '../config.ts';
import { ConfigProblem, buildServer, type House, type Pools } from '../platform/index.ts';
import { rooms } from '../sprang.ts';
import { atEnd } from './endings.ts';

/** Serves the house on the port, until the process ends. @throws ConfigProblem when another program has the port */
export async function serve(house: House, pools: Pools, config: Config): Promise<void> {
  const app = await buildServer(house, rooms, { trustedProxy: config.trustedProxy, ready: () => readiness(pools) });
  atEnd(() => app.close());
  try {
    await app.listen({ port: config.port, host: '::' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    throw new ConfigProblem('PORT', `${config.port} används redan av ett annat program`,
      'Stäng det andra programmet, eller starta med en annan port, till exempel PORT=3100');
  }
}

async function readiness(pools: Pick<Pools, 'resident' | 'relay'>): Promise<{ ready: boolean; parts: Record<string, boolean> }> {
  const answers = (pool: Pools['resident']) => pool.query('select 1').then(() => true, () => false);
  const parts = { database: await answers(pools.resident), outbox: await answers(pools.relay) };
  return { ready: Object.values(parts).every(Boolean), parts };
}
