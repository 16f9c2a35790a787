import { join } from 'node:path';
import { inventedPeople } from '../../demo/invented-people.ts';
import { demoPerson, fullName } from '../../demo/people.ts';
import { addDemoStaff } from '../../demo/prepare.ts';
import { populationEntry } from '../../demo/population.ts';
import { listStaff, meetPerson, populationRegister, type RegisterEntry } from '../../src/identity/index.ts';
import { cookieNames, startSession } from '../../src/identity/session.ts';
import { decidePlans } from '../../src/cases/testing.ts';
import { addOrganisation, listAuthorities, listUnits, readOrganisation } from '../../src/organisation/index.ts';
import { closePdf, fill, uuidv7, type Room, type StaffRole, type Uuid } from '../../src/platform/index.ts';
import { drain } from '../../src/platform/outbox/drain.ts';
import { scheduledWork } from '../../src/platform/outbox/scheduled.ts';
import { currentVersions, loadService, publish, type ServiceFolder, type ServiceVersion } from '../../src/services/index.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse, type Client, type TestHouse, type TestServer } from '../support/index.ts';
import { signingRoom } from './signing.ts';

const root = join(import.meta.dirname, '../..');

/** Somebody in a scenario, beside what the population register of the demonstration knows of them when `number` is one of its people. */
export interface PersonSaid {
  number?: string;
  given?: string;
  family?: string;
  born?: string;
  protection?: RegisterEntry['protection'];
  municipality?: string;
  guardians?: readonly string[];
  street?: string;
}

/** What may become otherwise in the population register. */
export type RegisterNews = Partial<Pick<RegisterEntry, 'deceasedDay' | 'municipality' | 'protection' | 'address'>>;

/** The whole house, with every room, that the scenarios of a file play in. */
export interface Stage {
  house: TestHouse;
  server: TestServer;
  register: Map<string, RegisterEntry>;
}

/** The whole house, which every scenario of a file shares. */
export async function setStage(): Promise<Stage> {
  const register = new Map<string, RegisterEntry>();
  const find = async (number: string) => register.get(number) ?? populationEntry(number);
  const childrenOf = async (number: string) => [...register.values()].filter(({ guardians }) => guardians.includes(number));
  const house = await testHouse({ rooms: [...rooms, signingRoom], fills: [fill(populationRegister, async () => ({ simulated: true, find, childrenOf }))] });
  house.atEnd(async () => { closePdf(); });
  return { house, server: await serve(house), register };
}

/** Services of the catalogue by their folders. */
export function readServices(names: readonly string[]): Promise<ServiceFolder[]> {
  return Promise.all(names.map(async (name) => {
    const loaded = await loadService(join(root, 'catalogue', name));
    if (!loaded.ok) throw new Error(`${name}: ${loaded.problems[0]?.message}`);
    return loaded.service;
  }));
}

/** A municipality of a scenario's own: its people, its staff, its clock. */
export interface World {
  stage: Stage;
  town: { id: Uuid; host: string };
  versions: readonly ServiceVersion[];
  /** A browser in which a resident or a member of staff is signed in; the same one until the clock has been moved. */
  as(name: string): Promise<Client>;
  /** A browser of somebody who has not signed in. */
  visitor(): Client;
  isStaff(name: string): boolean;
  person(name: string): RegisterEntry;
  /** The population register says otherwise from now on. */
  changed(name: string, news: RegisterNews): void;
  /** Moves the clock to nine in the morning of a day, does what is done at night, and handles what follows. */
  onDay(day: string, destroy?: boolean): Promise<void>;
  /** Handles what has been sent out since. */
  settle(): Promise<void>;
}

/** @param services are published there; each scenario gets a town of its own */
export async function openWorld(stage: Stage, said: { people: Readonly<Record<string, PersonSaid>>; start: string; organisation: string; steps: readonly unknown[] }, services: readonly ServiceFolder[]): Promise<World> {
  const { house, server, register } = stage;
  const host = `t-${uuidv7(new Date()).slice(-12)}.localhost`;
  // Delegations and services have been there for a while.
  house.clock.set(morning('2026-01-02'));
  const id = await addOrganisation(house.db, { ...readOrganisation(join(root, `demo/organisations/${said.organisation}.yaml`)), default: false, hosts: [host] }, [host]);
  const { versions, authorities, units } = await house.db.system(id, 'test', async (tx) => {
    for (const folder of services) {
      const published = await publish(tx, folder, { from: '2026-01-01' });
      if (!published.ok) throw new Error(published.problems[0]?.reason);
    }
    const authorities = await listAuthorities(tx);
    // Who works there, or is named in a step: to take on the whole town costs as much as a short case.
    const there = new Set(authorities.filter(({ role }) => services.some(({ definition }) => definition.authority === role)).map(({ slug }) => slug));
    const steps = JSON.stringify(said.steps);
    await addDemoStaff(tx, said.organisation, (person) => there.has(person.employment!.authority ?? '') || steps.includes(`"${person.alias}"`) || steps.includes(fullName(person)));
    return { versions: await currentVersions(tx), authorities, units: await listUnits(tx) };
  });
  if (said.steps.some((step) => typeof step === 'object' && step !== null && 'destroyed' in step)) await decidePlans(house, id);
  house.clock.set(morning(said.start));
  const people = new Map(Object.entries(said.people).map(([name, person], place) => [name, entryOf(name, person, place, said.people)]));
  for (const entry of people.values()) register.set(entry.personalIdentityNumber, entry);
  const browsers = new Map<string, Client>();
  const town = { id, host };

  async function staffBrowser(name: string): Promise<Client> {
    const person = demoPerson(name)!;
    const { authority, units: at, roles, title } = person.employment!;
    const authorityId = authorities.find(({ slug }) => slug === authority)?.id;
    const unitIds = at.map((slug) => units.find((unit) => unit.slug === slug)!.id);
    const browser = server.browser(town);
    await house.db.system(id, 'test', async (tx) => {
      const staffId = (await listStaff(tx)).find((one) => one.name === fullName(person))!.id;
      const token = await startSession(tx, {
        realm: 'staff', staffId, level: 3, provenAt: tx.now, unitIds, roles: roles as StaffRole[], ...(authorityId && { authorityId }),
        display: { name: fullName(person), place: title }, provider: { issuer: 'test', subject: name },
      });
      browser.setCookie(cookieNames.staff, token);
    });
    return browser;
  }

  async function residentBrowser(name: string): Promise<Client> {
    const entry = people.get(name);
    if (!entry) throw new Error(`nobody is called ${name}`);
    const { personalIdentityNumber: number, givenName, familyName, birthDate } = entry;
    const met = await meetPerson(house, id, { number, givenName, familyName, birthDate }, 'test');
    const browser = server.browser(town);
    const token = await house.db.system(id, 'test', (tx) => startSession(tx, {
      realm: 'resident', personId: met.id, level: 3, provenAt: tx.now, display: { name: `${givenName} ${familyName}` }, provider: { issuer: 'test', subject: name },
    }));
    browser.setCookie(cookieNames.resident, token);
    return browser;
  }

  const isStaff = (name: string) => !people.has(name) && demoPerson(name)?.employment !== undefined;
  let emitted = true;
  // For as long as the file runs: the worlds before this one have nothing more to say.
  house.db.onEvents(() => { emitted = true; });
  const settle = async () => {
    if (!emitted) return;
    await drain(house, rooms, [id]);
    emitted = false;
  };
  return {
    stage, town, versions, isStaff, settle,
    person: (name) => people.get(name)!,
    changed(name, news) {
      const entry = { ...people.get(name)!, ...news };
      people.set(name, entry);
      register.set(entry.personalIdentityNumber, entry);
    },
    visitor: () => server.browser(town),
    async as(name) {
      const known = browsers.get(name);
      if (known) return known;
      const browser = isStaff(name) ? await staffBrowser(name) : await residentBrowser(name);
      browsers.set(name, browser);
      return browser;
    },
    async onDay(day, destroy = false) {
      browsers.clear();
      house.clock.set(morning(day));
      const work = scheduledWork(rooms as Room[]).filter(({ name }) => destroy || !name.endsWith('/retention'));
      for (const { run } of work) await run(house, id);
      await settle();
    },
  };
}

const morning = (day: string) => new Date(`${day}T09:00:00Z`);

/** The person as the register has them. Without a number, one of the invented people that nobody signs in as, by their place in the scenario. */
function entryOf(name: string, said: PersonSaid, place: number, all: Readonly<Record<string, PersonSaid>>): RegisterEntry {
  const known = said.number ?? demoPerson(name)?.personalIdentityNumber;
  const base = known ? populationEntry(known) : inventedPeople[place];
  const number = known ?? base!.personalIdentityNumber;
  const numberOf = (other: string) => all[other]?.number ?? demoPerson(other)?.personalIdentityNumber ?? inventedPeople[Object.keys(all).indexOf(other)]!.personalIdentityNumber;
  return {
    personalIdentityNumber: number, givenName: said.given ?? base?.givenName ?? name, familyName: said.family ?? base?.familyName ?? 'Prov',
    birthDate: said.born ?? `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}`, municipality: said.municipality ?? base?.municipality ?? '9999',
    protection: said.protection ?? base?.protection ?? 'none', guardians: said.guardians?.map(numberOf) ?? base?.guardians ?? [],
    address: said.protection && said.protection !== 'none' ? null : said.street ? { street: said.street, postcode: '999 02', city: 'Exempelstad' } : base?.address ?? { street: 'Provvägen 1', postcode: '999 02', city: 'Exempelstad' },
  };
}
