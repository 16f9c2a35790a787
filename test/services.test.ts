import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { serve, testHouse, type Client } from './support/index.ts';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../src/cases/testing.ts';
import { populationRegister } from '../src/identity/index.ts';
import { Slots, fill, type Uuid } from '../src/platform/index.ts';
import { rooms } from '../src/sprang.ts';
import { publish } from '../src/services/actions/publish.ts';
import { draftKeptDays } from '../src/services/drafts.ts';
import { stopService } from '../src/services/publishing/stop-service.ts';
import { loadService, type ServiceFolder } from '../src/services/definition/index.ts';
import { toLookupTable } from '../src/services/lookup-tables.ts';
import { retention } from '../src/services/personal.ts';
import { currentVersion, currentVersions } from '../src/services/versions.ts';

const number = '189001019802';
const entry = {
  personalIdentityNumber: number, givenName: 'Tilda', familyName: 'Ärlig', birthDate: '1890-01-01', municipality: '9999',
  protection: 'none', address: null, guardians: [],
} as const;
const house = await testHouse({
  rooms, fills: [fill(populationRegister, async () => ({ simulated: true, find: async (asked) => (asked === number ? entry : undefined), childrenOf: async () => [] }))],
});
const server = await serve(house);
let town: Town;
let folder: ServiceFolder;
before(async () => {
  town = await makeTown(house);
  const loaded = await loadService(join(import.meta.dirname, '../catalogue/fardtjanst'));
  assert.ok(loaded.ok);
  folder = loaded.service;
});

const changed = (change: Partial<ServiceFolder['definition']>): ServiceFolder => ({ ...folder, definition: { ...folder.definition, ...change } });
const takeIn = (what: ServiceFolder, from?: string) => house.db.system(town.id, 'test', (tx) => publish(tx, what, { ...(from && { from }) }));

const refusals: readonly [what: string, change: () => Partial<ServiceFolder['definition']>, reason: RegExp][] = [
  ['an authority that is not there', () => ({ authority: 'nobody' }), /nämndrollen nobody finns inte hos Exempelkommun/],
  ['a unit that is not there', () => ({ route: [{ ...folder.definition.route[0]!, to: 'nobody' }] }), /enhetsrollen nobody finns inte/],
  ['no way in without e-ID', () => ({ channels: ['web'] }), /ingen väg in fungerar utan e-legitimation/],
  ['the address of another', () => ({ service: 'anotherService' }), /adressen fardtjanst används redan av tjänsten transportService/],
];
for (const [what, change, reason] of refusals) {
  test(`a service with ${what} is not published, and the operator is told what to do`, async () => {
    const done = await takeIn(changed(change()));
    assert.ok(!done.ok);
    assert.match(done.problems.map((problem) => problem.reason).join('\n'), reason);
    assert.ok(done.problems.every(({ remedy }) => remedy.length > 10));
  });
}

test('a version comes into force on its day; the same content is taken in once, but may be taken back', async () => {
  const nameOn = async (day: string) => {
    house.clock.set(new Date(`${day}T12:00:00Z`));
    return house.db.system(town.id, 'test', async (tx) => (await currentVersion(tx, 'fardtjanst'))?.compiled.folder.definition.name);
  };
  const coming = changed({ name: 'Färdtjänst från januari' });
  const first = await takeIn(coming, '2027-01-01');
  assert.ok(first.ok && first.isNew);
  const again = await takeIn(coming, '2027-02-01');
  assert.ok(again.ok && !again.isNew && again.versionId === first.versionId);
  const old = await takeIn(folder);
  assert.ok(old.ok && !old.isNew);
  assert.equal(await nameOn('2026-12-31'), 'Färdtjänst');
  assert.equal(await nameOn('2027-01-01'), 'Färdtjänst från januari');
  const earlier = await takeIn(coming, '2026-12-01');
  assert.ok(earlier.ok && earlier.isNew);
  assert.equal(await nameOn('2026-12-02'), 'Färdtjänst från januari');
  const back = await takeIn(folder, '2027-03-01');
  assert.ok(back.ok && back.isNew);
  assert.equal(await nameOn('2027-03-01'), 'Färdtjänst');
  house.clock.set(new Date('2026-11-20T09:00:00Z'));
});

test('a service that is stopped takes no new applications until the stop ends, and its page says why, in the reader\'s language', async () => {
  const system = <T>(work: Parameters<typeof house.db.system<T>>[2]) => house.db.system(town.id, 'test', work);
  const stops = () => system(async (tx) => (await currentVersions(tx)).map(({ service, stopped }) => [service, stopped?.why.sv]));
  const person = await meet(house, town, 'Tilda', 'Ärlig', '189001029802');
  const browser = await signedInResident(house, server, town, person);
  assert.deepEqual(await stops(), [['transportService', undefined]]);
  await system((tx) => stopService(tx, {
    service: 'transportService', from: new Date('2026-11-20T08:00Z'), until: new Date('2026-11-20T10:00Z'), why: 'Vi byter system.', words: { en: 'We are changing systems.' }, drafts: 'keep',
  }));
  assert.deepEqual(await stops(), [['transportService', 'Vi byter system.']]);
  const refused = await browser.post('/tjanster/fardtjanst/borja', {});
  assert.equal(refused.location?.pathname, '/tjanster/fardtjanst');
  house.clock.forward(3_000);
  const told = await browser.get('/tjanster/fardtjanst');
  assert.match(told.text, /tar inte emot något nytt just nu[^]*Vi byter system\./);
  assert.doesNotMatch(told.text, /fardtjanst\/borja/);
  assert.match((await browser.get('/tjanster/fardtjanst?sprak=en')).text, /We are changing systems\./);
  assert.match((await browser.get('/tjanster?sprak=sv')).text, /Tar inte emot något nytt just nu/);
  house.clock.set(new Date('2026-11-20T10:00:00Z'));
  assert.deepEqual(await stops(), [['transportService', undefined]]);
});

test('a row of a dated table holds from its day until the day before the next version', () => {
  const facts = { keys: { size: { match: 'exact' }, age: { match: 'range', from: 'min', to: 'max' } }, value: 'amount' };
  const version = (validFrom: string, amount: number) => ({ name: 'norm', validFrom, hash: '', facts, rows: [{ id: 'a', size: 2, min: 0, max: 6, amount }] });
  const keys = [2, { min: 0, max: 6 }];
  assert.deepEqual(toLookupTable([version('2027-01-01', 200), version('2026-01-01', 100)]), {
    id: 'norm', rows: [{ id: 'a', from: '2026-01-01', to: '2026-12-31', keys, value: 100 }, { id: 'a', from: '2027-01-01', keys, value: 200 }],
  });
  assert.deepEqual(toLookupTable([]), { id: '', rows: [] });
});

/** An entry that staff have begun, and the browsers of who began it and of a colleague. */
async function entryBegun(): Promise<{ browser: Client; colleague: Client; path: string }> {
  const [one, other] = await Promise.all(['Åsa Öberg', 'Karin Lind'].map(async (name) =>
    signedInStaff(house, server, town, await hire(house, town, name, { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] }))));
  const begun = await one!.post('/handlaggning/registrera', { service: 'transportService', number: '18900101-9802' });
  return { browser: one!, colleague: other!, path: begun.location!.pathname };
}

test('staff are told what is missing before an entry is begun, each by its field', async () => {
  const { browser } = await entryBegun();
  const answer = await browser.post('/handlaggning/registrera', { service: '', number: '12' });
  assert.equal(answer.status, 422);
  assert.match(answer.text, /Välj vilken tjänst det gäller/);
  assert.match(answer.text, /Skriv personnumret med tolv siffror/);
  assert.match((await browser.post('/handlaggning/registrera', { service: 'transportService', number: '189002029801' })).text, /finns inte i folkbokföringen/);
});

test('an application on paper is registered as it is, though incomplete, with how it came and who it is', async () => {
  const { browser, colleague, path } = await entryBegun();
  assert.equal((await colleague.get(`${path}/granska`)).status, 404);
  const finish = { way: 'paper', arrived: '2026-11-18', identityCheck: 'signedPaper' };
  for (const wrong of [{ ...finish, way: '' }, { ...finish, arrived: '2026-11-30' }, { ...finish, arrived: ['igår', 'nyss'] }, { ...finish, identityCheck: 'guess' }]) {
    assert.equal((await browser.post(`${path}/registrera`, wrong)).status, 422);
  }
  const done = await browser.post(`${path}/registrera`, finish);
  assert.equal(done.status, 303);
  assert.equal((await browser.post(`${path}/registrera`, finish)).location?.pathname, done.location?.pathname);
  const [row] = await house.asOwner<{ channel: string; count: number }>(
    'select min(channel) as channel, count(*)::int as count from cases.submission where tenant_id = $1', [town.id]);
  assert.deepEqual(row, { channel: 'paper', count: 1 });
});

test('a draft is removed whole by the one whose room it is in, once asked', async () => {
  const person = await meet(house, town, 'Rut', 'Ärlig', '189005059813');
  const browser = await signedInResident(house, server, town, person);
  const draft = (await browser.post('/tjanster/fardtjanst/borja', {})).location!.pathname;
  const other = await signedInResident(house, server, town, await meet(house, town, 'Otto', 'Främmande', '189006069810'));
  assert.equal((await other.post(`${draft}/ta-bort`, {})).status, 404);
  assert.equal((await browser.get(`${draft}/ta-bort`)).status, 200);
  const [before] = await house.asOwner<{ key_id: Uuid }>('select key_id from services.draft where person_id = $1', [person]);
  assert.equal((await browser.post(`${draft}/ta-bort`, {})).location?.pathname, '/mina-sidor');
  assert.equal((await browser.get(draft)).status, 404);
  assert.deepEqual(await house.asOwner('select 1 from platform.dossier_key where id = $1', [before!.key_id]), []);
});

test('a draft goes ninety days after it was last saved, and what a lost session kept after seven', async () => {
  const person = await meet(house, town, 'Ines', 'Ärlig', '189007079817');
  const browser = await signedInResident(house, server, town, person);
  const draft = (await browser.post('/tjanster/fardtjanst/borja', {})).location!.pathname.split('/')[2];
  await house.asOwner(`insert into services.stash (tenant_id, token_hash, draft_id, page, sealed, made_at) values ($1, '\\x01', $2, 'about', '\\x00', $3)`,
    [town.id, draft, house.clock.now()]);
  const left = async (days: number) => {
    house.clock.forward(days * 86_400_000);
    assert.ok('run' in retention);
    await house.db.system(town.id, 'retention', retention.run);
    const [row] = await house.asOwner<{ drafts: number; stashes: number }>(`select (select count(*)::int from services.draft where id = $1) as drafts,
      (select count(*)::int from services.stash where draft_id = $1) as stashes`, [draft]);
    return [row!.drafts, row!.stashes];
  };
  assert.deepEqual(await left(6), [1, 1]);
  assert.deepEqual(await left(2), [1, 0]);
  assert.deepEqual(await left(draftKeptDays - 9), [1, 0]);
  assert.deepEqual(await left(2), [0, 0]);
});

test('without a population register staff write the name themselves, and are told when they have not', async () => {
  const plain = { ...house, slots: new Slots(rooms.flatMap((room) => room.fills ?? [])) };
  const server = await serve(plain);
  const karin = await hire(house, town, 'Karin Namnlös', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  const browser = await signedInStaff(house, server, town, karin);
  const typed = { service: 'transportService', number: '18900103-9800' };
  const told = await browser.post('/handlaggning/registrera', typed);
  assert.equal(told.status, 422);
  assert.match(told.text, /Skriv den sökandes förnamn/);
  const begun = await browser.post('/handlaggning/registrera', { ...typed, givenName: 'Nils', familyName: 'Nyinflyttad' }, { follow: true });
  assert.match(begun.text, /Nils Nyinflyttad/);
});
