import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../src/config.ts';
import { tenantList, type Filling, type House, type Issuer, type Room } from '../src/platform/index.ts';
import { demoClientKey } from './client.ts';
import { prepareOrganisations, publishCatalogue, takeInInformation } from './prepare.ts';
import { demoRegisters } from './registers.ts';
import { startDemoProvider } from './provider/index.ts';
import { demoPayers } from './seed/payers.ts';
import { demoTimes } from './seed/times.ts';
import { seedInBackground } from './seed/in-background.ts';
import { inThePast } from './seed/in-the-past.ts';

export interface Demonstration {
  issuers: readonly Issuer[];
  fills: Filling[];
  /** What to print: the ways in. */
  ways: readonly string[];
  fillHouse(house: House, rooms: readonly Room[]): Promise<void>;
  stop(): Promise<void>;
}

const clientId = 'sprang-demo';

/** Starts what only a demonstration has: the identity provider of test people, the simulated register, the organisations. */
export async function startDemonstration(config: Config, log: Logger): Promise<Demonstration> {
  const { port } = config;
  const { privateJwk, publicJwk } = await demoClientKey(join(config.varDirectory, 'demo-client.json'));
  const hosts = ['localhost', '127.0.0.1', 'exempelkommun.localhost', 'region-exempel.localhost'];
  const provider = await startDemoProvider({
    capability: { demo: true }, port: port + 1, log,
    clients: [{
      clientId, name: 'Exempelkommun', jwks: { keys: [publicJwk] },
      redirectUris: hosts.flatMap((host) => [`http://${host}:${port}/inloggning/svar`, `http://${host}:${port}/underskrift/svar`]),
    }],
  });
  let seed: { stop(): Promise<void> } | undefined;
  return {
    issuers: [{ issuer: provider.issuer, clientId, privateJwk: { ...privateJwk }, audience: 'both', name: 'testlegitimation' }],
    fills: demoRegisters(),
    ways: [
      `  Exempelkommun, invånare   http://localhost:${port}/`,
      `  Handläggare och chefer    http://localhost:${port}/handlaggning`,
      `  Region Exempel            http://region-exempel.localhost:${port}/`,
      `  Testlegitimation          ${provider.issuer}/  (demonstration: påhittade personer)`,
    ],
    async fillHouse(house) {
      const isNew = (await house.slots.only(tenantList)(house)).length === 0;
      // Cases of the last weeks need staff, delegations and services that were there then.
      const when = isNew ? inThePast(house, new Date(house.clock.now().getTime() - 365 * 86_400_000)) : house;
      const tenants = await prepareOrganisations(when);
      await takeInInformation(when, tenants.get('exempelkommun')!);
      for (const tenant of tenants.values()) {
        for (const line of await publishCatalogue(when, tenant)) log.warn(line);
      }
      await demoPayers(when, tenants.get('exempelkommun')!, 'exempelkommun');
      await demoTimes(house, tenants.get('region-exempel')!);
      seed = seedInBackground(house, tenants.get('exempelkommun')!, log);
    },
    async stop() {
      await seed?.stop();
      await provider.stop();
    },
  };
}
