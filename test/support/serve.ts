import type { AddressInfo } from 'node:net';
import { Client } from './client.ts';
import type { TestHouse } from './house.ts';
import type { TestTenant } from './tenant.ts';

export interface TestServer {
  port: number;
  /** A new browser at a tenant's address. */
  browser(tenant: Pick<TestTenant, 'host'>): Client;
}

/** Serves the rooms of the house on a port of 127.0.0.1, a free one unless given, until the test file ends. */
export async function serve(house: TestHouse, at = 0): Promise<TestServer> {
  // Loaded here, so that tests without a server need not load every page part.
  const { buildServer } = await import('../../src/platform/server/server.ts');
  const app = await buildServer(house, house.rooms, { trustedProxy: [], ready: async () => ({ ready: true, parts: {} }) });
  await app.listen({ host: '127.0.0.1', port: at });
  const { port } = app.server.address() as AddressInfo;
  house.atEnd(async () => { await app.close(); });
  return { port, browser: ({ host }) => new Client(new URL(`http://${host}:${port}`)) };
}
