import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { buildServer, type House, type Uuid } from '../../src/platform/index.ts';
import { rooms } from '../../src/sprang.ts';
import { makeTown, type Town } from '../house.ts';
import { startPostgres } from '../postgres.ts';
import { fetchPage, type Fetched } from './fetch.ts';

export interface ScenarioTown {
  house: House;
  town: Town;
  get(path: string, headers?: Record<string, string>): Promise<Fetched>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Fetched>;
  id(): Uuid;
}

/** A municipality of the scenario's own, served as in production, and taken away afterwards. */
export async function inTown<T>(work: (at: ScenarioTown) => Promise<T>): Promise<T> {
  const postgres = await startPostgres();
  const town = await makeTown({ url: postgres.url, master: postgres.master, folder: postgres.folder });
  const { house, pools } = town.open;
  const app = await buildServer(house, rooms, { trustedProxy: [], ready: async () => ({ ready: true, parts: {} }) });
  try {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const common = { host: town.host, accept: 'text/html' };
    return await work({
      house, town, id: () => randomUUID() as Uuid,
      get: (path, headers = {}) => fetchPage(port, 'GET', path, { ...common, ...headers }),
      post: (path, fields, headers = {}) => fetchPage(port, 'POST', path, {
        ...common, origin: `https://${town.host}`, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', ...headers,
      }, new URLSearchParams(fields).toString()),
    });
  } finally {
    await app.close();
    await pools.end();
    await postgres.stop();
  }
}
