import type { PopulationRegister, RegisterEntry } from '../../identity/index.ts';
import type { House, Uuid } from '../../platform/index.ts';
import { connectionOf, type Connection } from '../store/connections.ts';
import { navet } from './navet.ts';
import { NoAnswer } from './soap.ts';

/** How long a connection is believed before it is read again (ms), and how long a post is. */
const believedFor = 30_000;
const postKept = 60_000;
const kept = new Map<Uuid, { connection: Connection | undefined; until: number }>();

/**
 * Fills `populationRegister`: the register that an organisation is connected to. When it does not answer, the house goes on with what
 * it knows: nobody is kept from signing in or applying because a register is down. That is logged, without saying whom it was about.
 */
export async function populationRegisterOf(house: House, tenant: Uuid): Promise<PopulationRegister | undefined> {
  const connection = await known(house, tenant);
  if (!connection) return undefined;
  const register = navet(connection);
  const calmly = async <T>(ask: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      house.log.warn({ tenant, code: error.code, detail: error.detail }, 'the population register did not answer');
      return otherwise;
    }
  };
  return {
    simulated: false,
    find: (number) => remembered(house, tenant, number, () => calmly(() => register.find(number), undefined)),
    childrenOf: (number) => calmly(() => register.childrenOf(number), []),
  };
}

/** The connection has been changed: it is read anew at the next question. */
export function forgetConnection(tenant: Uuid): void {
  kept.delete(tenant);
}

async function known(house: House, tenant: Uuid): Promise<Connection | undefined> {
  const now = house.clock.now().getTime();
  const before = kept.get(tenant);
  if (before && before.until > now) return before.connection;
  const connection = await house.db.system(tenant, 'exchange', (tx) => connectionOf(tx, 'population'));
  if (kept.size > 1_000) kept.clear();
  kept.set(tenant, { connection, until: now + believedFor });
  return connection;
}

const posts = new Map<string, { entry: Promise<RegisterEntry | undefined>; until: number }>();

/** One sign-in asks for the same person several times; the register is asked once a minute. Held in memory alone. */
function remembered(house: House, tenant: Uuid, number: string, ask: () => Promise<RegisterEntry | undefined>): Promise<RegisterEntry | undefined> {
  const now = house.clock.now().getTime();
  const key = `${tenant}/${number}`;
  const before = posts.get(key);
  if (before && before.until > now) return before.entry;
  if (posts.size > 5_000) posts.clear();
  const entry = ask();
  posts.set(key, { entry, until: now + postKept });
  entry.then((found) => { if (!found) posts.delete(key); }, () => posts.delete(key));
  return entry;
}
