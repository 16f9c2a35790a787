import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { addStaff, assign } from '../../src/identity/index.ts';
import { cookieNames, startSession } from '../../src/identity/session.ts';
import { buildServer, type House, type StaffRole, type Uuid } from '../../src/platform/index.ts';
import { rooms } from '../../src/sprang.ts';
import { openHall, type Hall } from '../booking-hall.ts';
import { fetchPage, type Fetched } from '../browser.ts';
import { makeTown, type Town } from '../house.ts';
import { startPostgres, type BenchAddress } from '../postgres.ts';

type Headers = Readonly<Record<string, string>>;

export interface ScenarioTown {
  house: House;
  town: Town;
  get(path: string, headers?: Headers): Promise<Fetched>;
  post(path: string, fields: Record<string, string>, headers?: Headers): Promise<Fetched>;
  id(): Uuid;
  /** somebody who works for the whole authority: the headers of their browser */
  staff(role: StaffRole): Promise<Headers>;
  /** What happens to the product and its database when the electricity goes. */
  fail(): Promise<void>;
}

/** A municipality of the scenario's own, served as in production, and taken away afterwards. */
export function inTown<T>(work: (at: ScenarioTown) => Promise<T>): Promise<T> {
  return served(async (address) => {
    const town = await makeTown(address);
    return { town, more: {}, end: () => town.open.pools.end() };
  }, work);
}

/** A region of the scenario's own, where vaccination is booked. */
export function inHall<T>(work: (at: ScenarioTown & { hall: Hall }) => Promise<T>): Promise<T> {
  return served(async (address) => {
    const hall = await openHall(address);
    return { town: hall.town, more: { hall }, end: hall.end };
  }, work);
}

async function served<More, T>(make: (address: BenchAddress) => Promise<{ town: Town; more: More; end(): Promise<void> }>, work: (at: ScenarioTown & More) => Promise<T>): Promise<T> {
  const postgres = await startPostgres();
  const { town, more, end } = await make({ url: postgres.url, master: postgres.master, folder: postgres.folder });
  const { house } = town.open;
  // Everyone comes from this machine: who they are stands in what a proxy would have written.
  const app = await buildServer(house, rooms, { trustedProxy: ['127.0.0.1'], ready: async () => ({ ready: true, parts: {} }) });
  let failed: Promise<void> | undefined;
  const fail = () => (failed ??= (async () => {
    await app.close();
    await end();
    await postgres.stop();
  })());
  try {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const common = { host: town.host, accept: 'text/html' };
    return await work({
      house, town, fail, ...more, id: () => randomUUID() as Uuid, staff: (role) => staffOf(house, town, role),
      get: (path, headers = {}) => fetchPage(port, path, { ...common, ...headers }),
      post: (path, fields, headers = {}) => fetchPage(port, path, { ...common, origin: `https://${town.host}`, 'sec-fetch-site': 'same-origin', ...headers }, {
        body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded',
      }),
    });
  } finally {
    await fail();
  }
}

async function staffOf(house: House, town: Town, role: StaffRole): Promise<Headers> {
  const token = await house.db.system(town.id, 'scenario', async (tx) => {
    const staffId = await addStaff(tx, { name: 'Prov', title: 'Sjuksköterska', organisationalId: randomUUID() });
    await assign(tx, { staffId, authorityId: town.authorityId, role });
    return startSession(tx, { realm: 'staff', staffId, authorityId: town.authorityId, level: 3, provenAt: tx.now, unitIds: [], roles: [role], display: { name: 'Prov' }, provider: { issuer: 'scenario', subject: staffId } });
  });
  return { cookie: `${cookieNames.staff}=${token}` };
}
