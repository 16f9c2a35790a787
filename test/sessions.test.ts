import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { serve, testHouse, type Client, type TestServer } from './support/index.ts';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../src/cases/testing.ts';
import { fill, type Uuid } from '../src/platform/index.ts';
import { rooms } from '../src/sprang.ts';
import { populationRegister, proxiesOf, registerProxy, representedBy, type RegisterEntry } from '../src/identity/index.ts';
import { endRole } from '../src/identity/staff.ts';

const entry = (number: string, givenName: string, guardians: string[], birthDate: string): RegisterEntry =>
  ({ personalIdentityNumber: number, givenName, familyName: 'Prov', birthDate, municipality: '9999', protection: 'none', address: null, guardians });
/** Invented people with test numbers; the register says when they were born. */
const [parentNumber, childNumber, teenNumber] = ['189001019802', '189005059813', '189006069810'];
const register = new Map([
  [parentNumber, entry(parentNumber, 'Per', [], '1890-01-01')],
  [childNumber, entry(childNumber, 'Lo', [parentNumber], '2015-01-01')],
  [teenNumber, entry(teenNumber, 'Max', [parentNumber], '2008-11-21')],
]);
const house = await testHouse({
  rooms, fills: [fill(populationRegister, async () => ({
    simulated: true, find: async (number) => register.get(number),
    childrenOf: async (number) => [...register.values()].filter(({ guardians }) => guardians.includes(number)),
  }))],
});
const server: TestServer = await serve(house);
let town: Town;
before(async () => { town = await makeTown(house); });

/** A minute and a little: then what a session carries is tried again. */
const later = () => { house.clock.forward(61_000); };

async function actFor(browser: Client, parent: Uuid, name: string): Promise<void> {
  const proxy = (await representedBy(house, town.id, parent)).find((one) => one.name === name)!;
  assert.equal((await browser.post('/mina-sidor/ombud', { ombud: proxy.proxyId })).status, 303);
}

test('a guardian acts for a child while the register says so; within a minute after custody is lost the session has ended', async () => {
  const parent = await meet(house, town, 'Per', 'Prov', parentNumber);
  const browser = await signedInResident(house, server, town, parent);
  await actFor(browser, parent, 'Lo Prov');
  later();
  assert.match((await browser.get('/mina-sidor')).text, /Lo Prov/);
  register.set(childNumber, { ...register.get(childNumber)!, guardians: [] });
  later();
  assert.match((await browser.get('/mina-sidor')).location!.pathname, /^\/logga-in$/);
  const [row] = await house.asOwner<{ ended: boolean }>(
    'select ended_at is not null as ended from identity.session where tenant_id = $1 and person_id = $2', [town.id, parent]);
  assert.equal(row!.ended, true);
});

test('the day a child is eighteen nobody is its guardian', async () => {
  const parent = await meet(house, town, 'Per', 'Prov', parentNumber);
  house.clock.set(new Date('2026-11-20T12:00:00Z'));
  assert.ok((await representedBy(house, town.id, parent)).some(({ name }) => name === 'Max Prov'));
  house.clock.set(new Date('2026-11-21T12:00:00Z'));
  assert.ok(!(await representedBy(house, town.id, parent)).some(({ name }) => name === 'Max Prov'));
});

test('a member of staff whose role has passed its last day is signed out within a minute; a colleague is not', async () => {
  const worker = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  const colleague = await hire(house, town, 'Karin Lind', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  const [browser, other] = [await signedInStaff(house, server, town, worker), await signedInStaff(house, server, town, colleague)];
  const [role] = await house.asOwner<{ id: Uuid }>('select id from identity.assignment where staff_id = $1', [worker.id]);
  await house.db.system(town.id, 'test', (tx) => endRole(tx, role!.id, new Date(tx.now.getTime() + 30_000)));
  assert.equal((await browser.get('/handlaggning')).status, 200);
  later();
  assert.equal((await browser.get('/handlaggning')).location?.pathname, '/handlaggning/logga-in');
  assert.equal((await other.get('/handlaggning')).status, 200);
});

test('a person takes back the power of attorney they gave, and not what a court has decided', async () => {
  const person = await meet(house, town, 'Elsa', 'Prov', '189003039818');
  const agent = await meet(house, town, 'Bo', 'Prov', '189004049816');
  const give = (ground: 'powerOfAttorney' | 'trustee') => house.db.system(town.id, 'test', (tx) => registerProxy(tx, {
    personId: person, agentId: agent, ground, services: [], fromDay: '2026-01-01', untilDay: null, evidence: 'papper', registeredBy: null,
  }));
  const [own, courts] = [await give('powerOfAttorney'), await give('trustee')];
  const browser = await signedInResident(house, server, town, person);
  assert.equal((await browser.post(`/mina-sidor/ombud/${courts}/slut`, {})).status, 404);
  const ended = await browser.post(`/mina-sidor/ombud/${own}/slut`, {}, { follow: true });
  assert.match(ended.text, /Ombudet kan inte längre göra ärenden för dig/);
  assert.equal((await browser.post(`/mina-sidor/ombud/${own}/slut`, {})).status, 404);
  const left = await house.db.system(town.id, 'test', (tx) => proxiesOf(tx, person));
  assert.deepEqual(left.map(({ id }) => id), [courts]);
});
