import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { transportAnswers } from '../src/cases/testing.ts';
import { addStaff, assign, meetPerson } from '../src/identity/index.ts';
import { cookieNames, startSession, type NewSession } from '../src/identity/session.ts';
import { addOrganisation, listAuthorities, listUnits, readOrganisation } from '../src/organisation/index.ts';
import { Masters, type House, type Issuer, type Uuid } from '../src/platform/index.ts';
import { createDraft, currentVersions, loadService, publish, type ServiceVersion } from '../src/services/index.ts';
import { whatIsSigned } from '../src/services/actions/submit.ts';
import { workOnDraft } from '../src/services/work-on-draft.ts';
import { openHouse, type OpenHouse } from '../src/sprang.ts';
import type { BenchAddress } from './postgres.ts';

const root = join(import.meta.dirname, '..');

/** An installation as in production: no demonstration, logs only what is wrong. */
export function openBenchHouse({ url, master, folder }: BenchAddress, issuers: readonly Issuer[] = []): OpenHouse {
  const config = readConfig({
    DATABASE_URL: url, SPRANG_DEMO: 'off', SPRANG_VAR: folder, SPRANG_LOG: 'warn', SPRANG_PUBLIC_ADDRESS: 'https://bench.example',
    SPRANG_MASTER_KEY: Buffer.from(master).toString('base64'),
  });
  return openHouse(url, new Masters([Buffer.from(master)]), { ...config, issuers });
}

/** An organisation of the demonstration, one service of the catalogue, and the authority that has it. */
export interface TownWish { organisation: string; service: string; authority: string; host: string }

const transport: TownWish = { organisation: 'exempelkommun', service: 'fardtjanst', authority: 'tekniska-namnden', host: 'bench.localhost' };

interface Known { number: string; birthDate: string }

/** An organisation with a service published, and people who are signed in. */
export interface Town {
  open: OpenHouse;
  address: BenchAddress;
  id: Uuid;
  host: string;
  version: ServiceVersion;
  authorityId: Uuid;
  unitIds: Uuid[];
  /** a resident with a session of their own: the headers their browser sends. Born in 1950, with a number that nobody has, unless said */
  resident(name: string, known?: Known): Promise<{ id: Uuid; number: string; headers: Record<string, string> }>;
  officer(name: string): Promise<{ id: Uuid; headers: Record<string, string> }>;
  /** a complete application for färdtjänst that is not sent in, and the hash a signature over it has */
  draft(personId: Uuid): Promise<{ id: Uuid; revision: number; hash: string }>;
}

export async function makeTown(address: BenchAddress, { organisation, service, authority, host } = transport): Promise<Town> {
  const open = openBenchHouse(address);
  const { house } = open;
  const file = readOrganisation(join(root, `demo/organisations/${organisation}.yaml`));
  const id = await addOrganisation(house.db, { ...file, default: host === transport.host, hosts: [host] }, [host]);
  const loaded = await loadService(join(root, 'catalogue', service));
  if (!loaded.ok) throw new Error(loaded.problems[0]?.message);
  return house.db.system(id, 'bench', async (tx) => {
    const published = await publish(tx, loaded.service, { from: '2026-01-01' });
    if (!published.ok) throw new Error(published.problems[0]?.reason);
    const version = (await currentVersions(tx))[0]!;
    const authorityId = (await listAuthorities(tx)).find(({ slug }) => slug === authority)!.id;
    const unitIds = (await listUnits(tx)).filter((unit) => unit.authorityId === authorityId).map((unit) => unit.id);
    return {
      open, address, id, host, version, authorityId, unitIds,
      resident: (name: string, known?: Known) => addResident(house, { id, host }, name, known),
      officer: (name: string) => addOfficer(house, { id, host, authorityId, unitIds }, name),
      draft: (personId: Uuid) => addDraft(house, id, version, personId),
    };
  });
}

let people = 0;

async function addResident(house: House, town: Pick<Town, 'id' | 'host'>, familyName: string,
  { number, birthDate }: Known = { number: `1898${String(1_000_0000 + people++).slice(-8)}`, birthDate: '1950-02-03' }) {
  const { id } = await meetPerson(house, town.id, { givenName: 'Prov', familyName, number, birthDate }, 'bench');
  return { id, number, headers: await signedIn(house, town, { realm: 'resident', personId: id, display: { name: `Prov ${familyName}` } }) };
}

async function addOfficer(house: House, town: Pick<Town, 'id' | 'host' | 'authorityId' | 'unitIds'>, name: string) {
  const { authorityId } = town;
  const unitIds = town.unitIds.slice(0, 2);
  const id = await house.db.system(town.id, 'bench', async (tx) => {
    const staffId = await addStaff(tx, { name, title: 'Handläggare', organisationalId: name });
    for (const unitId of unitIds) await assign(tx, { staffId, authorityId, unitId, role: 'officer' });
    return staffId;
  });
  const headers = await signedIn(house, town, { realm: 'staff', staffId: id, authorityId, unitIds, roles: ['officer'], display: { name, place: 'Färdtjänstenheten' } });
  return { id, headers };
}

async function signedIn(
  house: House, { id, host }: Pick<Town, 'id' | 'host'>, session: Omit<NewSession, 'level' | 'provenAt' | 'provider'>,
): Promise<Record<string, string>> {
  const token = await house.db.system(id, 'bench', (tx) => startSession(tx, {
    ...session, level: 3, provenAt: tx.now, provider: { issuer: 'https://issuer.example', subject: 'bench' },
  }));
  return {
    host, cookie: `${cookieNames[session.realm]}=${token}`, origin: `https://${host}`, 'sec-fetch-site': 'same-origin',
    accept: 'text/html', 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'sv-SE,sv;q=0.9',
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  };
}

async function addDraft(house: House, tenant: Uuid, version: ServiceVersion, personId: Uuid) {
  return house.db.transaction('resident', { tenant, person: personId }, { kind: 'system', name: 'bench' }, async (tx) => {
    const id = await createDraft(tx, { versionId: version.id, personId, startedBy: personId, content: { answers: transportAnswers, typed: {}, language: 'sv' } });
    const opened = (await workOnDraft(tx, id, 'sv'))!;
    if (!opened.journey.complete) throw new Error('the application that is sent in lacks something');
    return { id, revision: opened.draft.revision, hash: `sha256:${whatIsSigned(opened, 'sv').hash}` };
  });
}
