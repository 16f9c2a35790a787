import { hire, makeTown, meet, transportAnswers, type Town, type Worker } from '../../src/cases/testing.ts';
import { makeKnown, registerProxy, type Person } from '../../src/identity/index.ts';
import { changeSession, cookieNames, startSession, type NewSession } from '../../src/identity/session.ts';
import { themeHref } from '../../src/organisation/theme.ts';
import { findOrganisation } from '../../src/organisation/index.ts';
import { type StaffRole, type Uuid } from '../../src/platform/index.ts';
import { addStaff, assign } from '../../src/identity/index.ts';
import type { Client, TestHouse, TestServer } from '../support/index.ts';
import { actors, type ActorName } from './actors.ts';
import { makeThings, type Things } from './things.ts';

/** Two organisations, everyone who asks, and what they ask for. */
export interface World {
  town: Town;
  tenants: readonly Uuid[];
  /** a new browser in which the actor is signed in with a session of its own */
  browser(name: ActorName): Promise<Client>;
  /** a draft, a case, an entry and a proxy of the person they belong to, not used by anyone yet */
  things(): Promise<Things>;
  /** what only those who have to do with the case may be shown */
  secrets: readonly string[];
}

export async function makeWorld(house: TestHouse, server: TestServer): Promise<World> {
  const [town, abroad] = [await makeTown(house), await makeTown(house)];
  const people = {
    own: await meet(house, town, 'Tilda', 'Ärlig', '189001019802'), coApplicant: await meet(house, town, 'Kim', 'Med', '189002029801'),
    proxy: await meet(house, town, 'Pia', 'Ombud', '189003039800'), otherPerson: await meet(house, town, 'Otto', 'Främmande', '189004049809'),
    otherTenant: await meet(house, abroad, 'Rut', 'Utsocknes', '189005059808'),
  };
  const staff = await employ(house, town, abroad);
  // As when a proxy is registered from paper: the authority knows both.
  await house.db.system(town.id, 'test', (tx) => makeKnown(tx, staff.officer.authorityId, people.proxy));
  const acting = { personId: people.own, proxyId: await proxyFor(house, town, people), ground: 'powerOfAttorney' } as const;
  const theme = await house.db.system(town.id, 'test', async (tx) => themeHref((await findOrganisation(tx))!.facts.theme));
  const things = () => makeThings(house, town, people, staff, theme.replace('/tema/', ''));

  async function browser(name: ActorName): Promise<Client> {
    const place = name === 'otherTenant' || name === 'staffOfOtherTenant' ? abroad : town;
    const client = server.browser(place);
    const session = sessionOf(name, staff, people, house.clock.now());
    if (!session) return client;
    await house.db.system(place.id, 'test', async (tx) => {
      const token = await startSession(tx, session);
      client.setCookie(cookieNames[session.realm], token);
      if (name === 'proxy') await changeSession(tx, { [cookieNames.resident]: token }, 'resident', { actingFor: acting });
    });
    return client;
  }
  return { town, tenants: [town.id, abroad.id], browser, things, secrets: ['Ärlig', 'Tilda', '9802', '0701740605', '070-174 06 05', String(transportAnswers['findText'])] };
}

export type People = Readonly<Record<'own' | 'coApplicant' | 'proxy' | 'otherPerson', Person['id']>>;
export type Workers = Readonly<Record<Exclude<ActorName, 'signedOut' | 'own' | 'lowerLevel' | 'coApplicant' | 'proxy' | 'otherPerson' | 'otherTenant'>, Worker>>;

async function employ(house: TestHouse, town: Town, abroad: Town): Promise<Workers> {
  const at = (authority: string, unit: string | undefined, ...roles: StaffRole[]) => ({ authority, roles, ...(unit && { unit }) });
  const officer = await hire(house, town, 'Åsa Öberg', at('tekniska-namnden', 'fardtjanst', 'officer'));
  return {
    officer, officerLowerLevel: officer,
    colleague: await hire(house, town, 'Bo Ek', at('tekniska-namnden', 'fardtjanst', 'officer')),
    manager: await hire(house, town, 'Cilla Chef', at('tekniska-namnden', 'fardtjanst', 'manager')),
    registrar: await hire(house, town, 'Rolf Diarie', at('tekniska-namnden', undefined, 'registrar')),
    privacy: await hire(house, town, 'Disa Skydd', at('tekniska-namnden', undefined, 'privacy')),
    economy: await hire(house, town, 'Eskil Kassa', at('tekniska-namnden', undefined, 'economy')),
    onDuty: await forAll(house, town, 'Berit Beredd', 'onDuty'),
    administrator: await forAll(house, town, 'Ada Min', 'administrator'),
    otherUnit: await hire(house, town, 'Dan Barn', at('tekniska-namnden', 'fardtjanst-barn', 'officer')),
    otherAuthority: await hire(house, town, 'Eva Soc', at('socialnamnden', 'forsorjningsstod', 'officer')),
    staffOfOtherTenant: await hire(house, abroad, 'Uno Utan', at('tekniska-namnden', 'fardtjanst', 'officer')),
  };
}

/** Works for the whole organisation, and so stands in no authority. */
/** Somebody who works for the whole organisation. */
async function forAll(house: TestHouse, town: Town, name: string, role: StaffRole): Promise<Worker> {
  const id = await house.db.system(town.id, 'test', async (tx) => {
    const staffId = await addStaff(tx, { name, title: 'Systemförvaltare', organisationalId: name });
    await assign(tx, { staffId, role });
    return staffId;
  });
  return { id, name, unitIds: [], roles: [role] } as unknown as Worker;
}

async function proxyFor(house: TestHouse, town: Town, people: People): Promise<Uuid> {
  return house.db.system(town.id, 'test', (tx) => registerProxy(tx, {
    personId: people.own, agentId: people.proxy, ground: 'powerOfAttorney', services: [], fromDay: '2026-01-01', untilDay: null, evidence: 'Fullmakt', registeredBy: null,
  }));
}

function sessionOf(name: ActorName, staff: Workers, people: Record<string, Uuid>, now: Date): NewSession | undefined {
  const actor = actors[name];
  const common = { level: actor.level, provenAt: now, display: { name: 'Prov' }, provider: { issuer: 'test', subject: name } };
  if (actor.realm === 'resident') return { ...common, realm: 'resident', personId: people[name === 'lowerLevel' ? 'own' : name]! };
  if (actor.realm === 'none') return undefined;
  const { id, authorityId, unitIds, roles } = staff[name as keyof Workers];
  return { ...common, realm: 'staff', staffId: id, unitIds, roles, ...((authorityId as Uuid | undefined) && { authorityId }) };
}
