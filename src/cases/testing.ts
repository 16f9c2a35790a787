import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Answers } from '../forms/index.ts';
import { cookieNames, startSession } from '../identity/session.ts';
import { addStaff, assign, meetPerson } from '../identity/index.ts';
import { addOrganisation, listAuthorities, listUnits, readOrganisation } from '../organisation/index.ts';
import { uuidv7, type Resident, type StaffRole, type Uuid } from '../platform/index.ts';
import { createDraft, currentVersions, loadService, publish, versionById, type ServiceFolder, type ServiceVersion } from '../services/index.ts';
import { submit } from '../services/actions/submit.ts';
import { addRetentionPlan } from './store/register/retention-plans.ts';
import type { Client, TestHouse, TestServer } from '../../test/support/index.ts';

const root = join(import.meta.dirname, '../..');

/** A municipality of the test's own: Exempelkommun under a host of its own, with services of the catalogue published. */
export interface Town {
  id: Uuid;
  host: string;
  versions: readonly ServiceVersion[];
  authority(slug: string): Uuid;
  unit(slug: string): Uuid;
}

export async function makeTown(house: TestHouse, folders: readonly string[] = ['fardtjanst'], changed: (folder: ServiceFolder) => ServiceFolder = (folder) => folder, organisation = 'exempelkommun'): Promise<Town> {
  const host = `t-${uuidv7(new Date()).slice(-12)}.localhost`;
  const file = { ...readOrganisation(join(root, `demo/organisations/${organisation}.yaml`)), default: false, hosts: [host] };
  const id = await addOrganisation(house.db, file, [host]);
  return house.db.system(id, 'test', async (tx) => {
    for (const name of folders) {
      const loaded = await loadService(join(root, 'catalogue', name));
      if (!loaded.ok) throw new Error(`${name}: ${loaded.problems[0]?.message}`);
      const published = await publish(tx, changed(loaded.service), { from: '2026-01-01' });
      if (!published.ok) throw new Error(published.problems[0]?.reason);
    }
    const [authorities, units] = [await listAuthorities(tx), await listUnits(tx)];
    return {
      id, host, versions: await currentVersions(tx),
      authority: (slug: string) => authorities.find((one) => one.slug === slug)!.id,
      unit: (slug: string) => units.find((one) => one.slug === slug)!.id,
    };
  });
}

/** The authorities have decided: what came with their services is to be kept and destroyed as proposed there. */
export async function decidePlans(house: Pick<TestHouse, 'db'>, tenant: Uuid): Promise<void> {
  await house.db.system(tenant, 'test', async (tx) => {
    const authorities = (await listAuthorities(tx)).map(({ id }) => id);
    for (const { service, authorityId: own, compiled: { folder: { definition } } } of await currentVersions(tx)) {
      for (const authorityId of definition.carriedBy === 'release' ? authorities : [own]) {
        await addRetentionPlan(tx, { authorityId, service, validFrom: '2026-01-01', decidedDay: '2025-12-10', paragraph: '§ 120', lines: definition.retention, exportFirst: false, by: tx.id() });
      }
    }
  });
}

export interface Worker { id: Uuid; authorityId: Uuid; unitIds: Uuid[]; roles: StaffRole[]; name: string }

/** A member of staff with roles in an authority, in a unit or in the whole of it. */
export async function hire(house: TestHouse, town: Town, name: string, at: { authority: string; unit?: string; roles: StaffRole[] }): Promise<Worker> {
  const authorityId = town.authority(at.authority);
  const unitIds = at.unit ? [town.unit(at.unit)] : [];
  const id = await house.db.system(town.id, 'test', async (tx) => {
    const staffId = await addStaff(tx, { name, title: 'Handläggare', organisationalId: `${name}-${randomInt(1e9)}` });
    for (const role of at.roles) await assign(tx, { staffId, authorityId, role, ...(unitIds[0] && { unitId: unitIds[0] }) });
    return staffId;
  });
  return { id, authorityId, unitIds, roles: at.roles, name };
}

/** A browser in which the member of staff has signed in. */
export async function signedInStaff(house: TestHouse, server: TestServer, town: Town, worker: Worker): Promise<Client> {
  const browser = server.browser(town);
  const token = await house.db.system(town.id, 'test', (tx) => startSession(tx, {
    realm: 'staff', staffId: worker.id, authorityId: worker.authorityId, level: 3, provenAt: tx.now, unitIds: worker.unitIds, roles: worker.roles,
    display: { name: worker.name, place: 'Provenheten' }, provider: { issuer: 'test', subject: worker.id },
  }));
  browser.setCookie(cookieNames.staff, token);
  return browser;
}

/** A browser in which the resident has signed in. */
export async function signedInResident(house: TestHouse, server: TestServer, town: Town, personId: Uuid): Promise<Client> {
  const browser = server.browser(town);
  const token = await house.db.system(town.id, 'test', (tx) => startSession(tx, {
    realm: 'resident', personId, level: 3, provenAt: tx.now, display: { name: 'Prov' }, provider: { issuer: 'test', subject: personId },
  }));
  browser.setCookie(cookieNames.resident, token);
  return browser;
}

/** A person known to the town. Test numbers are Skatteverket's (years 1890–1899 are never given to anyone living). */
export async function meet(house: TestHouse, town: Town, givenName: string, familyName: string, number: string): Promise<Uuid> {
  const { id } = await meetPerson(house, town.id, { givenName, familyName, number, birthDate: `${number.slice(0, 4)}-${number.slice(4, 6)}-${number.slice(6, 8)}` }, 'test');
  return id;
}

/** The least that an application for färdtjänst answers. */
export const transportAnswers: Answers = {
  name: 'Tilda Ärlig', address: { street: 'Vägen 1', postalCode: '999 01', city: 'Exempelstad' }, phone: '+46701740605', contactWay: 'phone',
  contactOther: false, contactLanguage: 'swedish', travelsNow: ['driven'], hinder: ['wait'], disability: 'Artros', since: 'years',
  findProblems: ['stand'], findText: 'Det gör ont att stå.', varies: ['same'], aid: ['none'], withHelp: 'unable', needsCompanion: true,
  companionHelp: ['safety'], companionText: 'Jag behöver en arm att hålla i.', companionWhen: 'always', vehicle: ['ordinary'],
  duration: 'always', mayAskCare: false,
};

/** The least that somebody answers who extends a house by a room, beside a neighbour. */
export const extensionAnswers: Answers = {
  measure: 'extension', house: 'small', area: 34, height: { dontKnow: true }, inPlan: true, nearBoundary: false, valuable: false,
  applyFor: 'permit', applicantIs: 'person', name: 'Kim Prov', address: { street: 'Vägen 1', postalCode: '123 45', city: 'Ort' }, phone: '+46701740605',
  estate: 'Eken 3', estateAddress: 'Vägen 1', owns: 'sole', description: 'Ett rum mot trädgården.', dwellings: 1, grossArea: 168,
  deviates: 'no', shore: false, hasInspector: 'later', payer: 'applicant', contactLanguage: 'swedish', contactWay: 'phone', contactOther: false,
  drawings: [{ id: 'r1', answers: { drawingKind: 'site', scale: { code: 's400' }, drawingFile: { later: true } } }],
};

/** Sends a co-applicant's own part in, in their own transaction. */
export function applyOwnPart(house: TestHouse, town: Town, personId: Uuid, caseId: Uuid, answers: Answers, service = 'economicAidMonth'): Promise<{ caseId: Uuid; receipt: string }> {
  return sendIn(house, town, { personId, service, answers, partOf: caseId });
}

/** Sends an application in, as services does it, in the resident's own transaction. */
export function apply(house: TestHouse, town: Town, personId: Uuid, answers: Answers = transportAnswers, service = 'transportService'): Promise<{ caseId: Uuid; receipt: string }> {
  return sendIn(house, town, { personId, service, answers });
}

interface Application {
  personId: Uuid;
  /** who writes and signs it, where that is somebody else */
  as?: { personId: Uuid; proxyId: Uuid; ground: 'guardian' };
  service: string;
  answers: Answers;
  /** last time's answers, fetched on the first page */
  previous?: Answers;
  /** the case it is one applicant's own part of */
  partOf?: Uuid;
}

/** Sends an application in, for oneself or for another, with what the draft began from. */
export async function sendIn(house: TestHouse, town: Town, { personId, as, service, answers, previous, partOf }: Application): Promise<{ caseId: Uuid; receipt: string }> {
  const version = town.versions.find((one) => one.service === service)!;
  const by = as?.personId ?? personId;
  const principal: Resident = {
    kind: 'resident', sessionId: uuidv7(house.clock.now()), personId: by, level: 3, provenAt: house.clock.now(),
    ...(as && { actingFor: { personId, proxyId: as.proxyId, ground: as.ground } }),
  };
  const tenant = { id: town.id, name: 'Exempelkommun', kind: 'municipality', host: town.host, mark: 'E', themeHref: '', version: '1', help: { phone: '', hours: '' } };
  return house.db.transaction('resident', { tenant: town.id, person: personId }, principal, async (tx) => {
    await versionById(tx, version.id);
    const content = { answers, ...(previous && { previous }), typed: {}, language: 'sv' as const };
    const draftId = await createDraft(tx, { versionId: version.id, personId, startedBy: by, content, ...(partOf && { caseId: partOf }) });
    const done = await submit({ house, tx, tenant }, { draftId, language: 'sv', principal, way: 'web' });
    if (!done.ok) throw new Error(`not submitted: ${done.reason}`);
    return { caseId: /arenden\/([0-9a-f-]{36})/.exec(done.receipt)![1] as Uuid, receipt: done.receipt };
  });
}
