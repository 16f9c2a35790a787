import { hire, makeTown, meet, transportAnswers, type Town, type Worker } from '../../src/cases/testing.ts';
import { readConfig } from '../../src/config.ts';
import { cookieNames, startSession } from '../../src/identity/session.ts';
import { Masters, uuidv7, type House, type Staff, type Uuid } from '../../src/platform/index.ts';
import { createDraft } from '../../src/services/index.ts';
import { openHouse } from '../../src/sprang.ts';
import { Client, type TestHouse } from '../support/index.ts';
import type { Product } from './product.ts';

/** The rooms over the product's own database, in this process: to prepare work, and to look at what is there. */
export function houseOf(product: Product): { house: House; close(): Promise<void> } {
  const config = readConfig({
    SPRANG_DEMO: 'off', SPRANG_VAR: product.folder, SPRANG_MASTER_KEY: product.masterKey.toString('base64'), SPRANG_PUBLIC_ADDRESS: `http://localhost:${product.port}`, SPRANG_LOG: 'silent',
  });
  const { house, pools } = openHouse(product.databaseUrl(), new Masters([product.masterKey]), config);
  return { house, close: () => pools.end() };
}

export interface Inhabitants {
  town: Town;
  people: readonly Uuid[];
  /** officers of one unit */
  workers: readonly Worker[];
  /** cookies of sessions, which outlive the process */
  tokens: { residents: readonly string[]; staff: readonly string[] };
}

/** A municipality with some residents and officers, all signed in. */
export async function settle(house: House, size: number): Promise<Inhabitants> {
  // What a town is made with is the same in a test's house and in the product's.
  const at = house as unknown as TestHouse;
  const town = await makeTown(at);
  const people: Uuid[] = [];
  const workers: Worker[] = [];
  const tokens = { residents: [] as string[], staff: [] as string[] };
  for (let n = 0; n < size; n++) {
    people.push(await meet(at, town, `Person${n}`, 'Ärlig', `18900101${9800 + n}`));
    workers.push(await hire(at, town, `Handläggare ${n}`, { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] }));
    tokens.residents.push(await house.db.system(town.id, 'test', (tx) => startSession(tx, {
      realm: 'resident', personId: people[n]!, level: 3, provenAt: tx.now, display: { name: 'Prov' }, provider: { issuer: 'test', subject: 'person' },
    })));
    const { id, authorityId, unitIds, roles, name } = workers[n]!;
    tokens.staff.push(await house.db.system(town.id, 'test', (tx) => startSession(tx, {
      realm: 'staff', staffId: id, authorityId, level: 3, provenAt: tx.now, unitIds, roles, display: { name }, provider: { issuer: 'test', subject: 'staff' },
    })));
  }
  return { town, people, workers, tokens };
}

/** A browser with a session that was begun before. */
export function browserOf(product: Product, { town, tokens }: Inhabitants, realm: 'residents' | 'staff', n: number): Client {
  const client = new Client(new URL(`http://${town.host}:${product.port}`));
  client.setCookie(realm === 'staff' ? cookieNames.staff : cookieNames.resident, tokens[realm][n]!);
  return client;
}

/** Applications that an officer has written down for a resident and not sent in yet, each with words of its own. */
export async function writeEntries(house: House, { town, people, workers }: Inhabitants, n: number, markers: readonly string[]): Promise<{ draft: Uuid; marker: string }[]> {
  const { id: staffId, authorityId, unitIds, roles } = workers[n]!;
  const principal: Staff = { kind: 'staff', sessionId: uuidv7(house.clock.now()), staffId, authorityId, unitIds, roles, level: 3, provenAt: house.clock.now() };
  return house.db.transaction('staff', { tenant: town.id, authority: authorityId, staff: staffId }, principal, async (tx) => {
    const made = [];
    for (const marker of markers) {
      const draft = await createDraft(tx, {
        versionId: town.versions[0]!.id, personId: people[n]!, startedBy: staffId, authorityId,
        content: { answers: { ...transportAnswers, findText: marker }, typed: {}, language: 'sv' },
      });
      made.push({ draft, marker });
    }
    return made;
  });
}

/** A draft in the resident's own room, filled in. */
export function writeDraft(house: House, { town, people }: Inhabitants, n: number): Promise<Uuid> {
  const personId = people[n]!;
  return house.db.transaction('resident', { tenant: town.id, person: personId }, { kind: 'system', name: 'test' }, (tx) => createDraft(tx, {
    versionId: town.versions[0]!.id, personId, startedBy: personId, content: { answers: transportAnswers, typed: {}, language: 'sv' },
  }));
}
