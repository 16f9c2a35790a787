import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { apply, makeTown, type Town } from '../../src/cases/testing.ts';
import { forgetConnection, setConnection, type ConnectionSettings } from '../../src/exchange/index.ts';
import { lookUp, meetPerson, registerOf } from '../../src/identity/index.ts';
import { refreshPersons } from '../../src/cases/actions/parties/refresh-persons.ts';
import { rooms } from '../../src/sprang.ts';
import { testHouse } from '../support/index.ts';
import { selfSigned } from './certificates.ts';
import { NavetServer } from './navet-server.ts';

const [own, theirs, stranger] = [await selfSigned('exempelkommun'), await selfSigned('navet'), await selfSigned('stranger')];
const agreement = { organisationNumber: '212000-0000', order: '00000236-FO01-0001' };
const navet = new NavetServer(theirs, own.certificate, agreement);
const house = await testHouse({ rooms });
house.atEnd(() => navet.close());
let town: Town;
let address: string;

const connect = async (settings: Partial<ConnectionSettings> = {}) => {
  await house.db.system(town.id, 'test', (tx) => setConnection(tx, {
    kind: 'population', address, settings: { certificate: own.certificate, privateKey: own.privateKey, authority: theirs.certificate, ...agreement, ...settings },
  }));
  forgetConnection(town.id);
};
const find = (number: string) => { house.clock.forward(61_000); return lookUp(house, town.id, number); };

before(async () => {
  town = await makeTown(house);
  address = await navet.listen();
  await connect();
  for (const person of [
    { number: '189001019802', given: 'Anna Tilda Maria', called: '20', family: 'Ärlig', address: { street: 'Lindgatan 3 LGH 1201', postcode: '99904', city: 'EXEMPELSTAD' }, relations: [{ kind: 'B' as const, number: '201503012383' }] },
    { number: '189001029819', given: 'Dold', family: 'Person', marked: true, address: { street: 'Hemliga vägen 1', postcode: '99901', city: 'EXEMPELSTAD' } },
    { number: '189001039800', given: 'Skyddad', family: 'Person', protected: true },
    { number: '189001049817', given: 'Död', family: 'Person', gone: { why: 'AV' as const, day: '20260910' } },
    { number: '189001059808', given: 'Gammal', family: 'Siffra', gone: { why: 'GN' as const, day: '20250101', reference: '189001069815' } },
    { number: '189001069815', given: 'Ny', family: 'Siffra' },
    { number: '201503012383', given: 'Lo', family: 'Ärlig', relations: [{ kind: 'V' as const, number: '189001019802' }, { kind: 'V' as const, number: '189001029819', ended: true }] },
  ]) navet.people.set(person.number, person);
});

test('a person is told with the name they go by, where they live and their municipality', async () => {
  const entry = await find('189001019802');
  assert.deepEqual([entry?.givenName, entry?.familyName, entry?.birthDate, entry?.municipality], ['Tilda', 'Ärlig', '1890-01-01', '9999']);
  assert.deepEqual(entry?.address, { street: 'Lindgatan 3 LGH 1201', postcode: '999 04', city: 'EXEMPELSTAD' });
});

test('no address is taken of somebody marked or protected, though it stands in the post', async () => {
  assert.deepEqual([(await find('189001029819'))?.protection, (await find('189001029819'))?.address], ['marked', null]);
  assert.deepEqual([(await find('189001039800'))?.protection, (await find('189001039800'))?.address], ['protected', null]);
});

test('that somebody has died is known, with the day', async () => {
  assert.equal((await find('189001049817'))?.deceasedDay, '2026-09-10');
});

test('an old number leads to the person of the new one', async () => {
  const entry = await find('189001059808');
  assert.deepEqual([entry?.personalIdentityNumber, entry?.givenName, entry?.formerNumber], ['189001069815', 'Ny', '189001059808']);
  const [before, after] = [await meetPerson(house, town.id, { number: '189001059808', givenName: 'x', familyName: 'y' }, 'test'),
    await meetPerson(house, town.id, { number: '189001069815', givenName: 'x', familyName: 'y' }, 'test')];
  assert.equal(before.id, after.id);
  assert.equal(after.facts.number, '189001069815');
});

test('custody is what stands in the child’s own post and still holds', async () => {
  assert.deepEqual((await find('201503012383'))?.guardians, ['189001019802']);
  const register = await registerOf(house, town.id);
  assert.deepEqual((await register!.childrenOf('189001019802')).map(({ givenName }) => givenName), ['Lo']);
});

test('someone that the register does not know is nobody', async () => {
  assert.equal(await find('189001079806'), undefined);
});

test('one sign-in asks once', async () => {
  house.clock.forward(61_000);
  const before = navet.asked.length;
  await Promise.all([lookUp(house, town.id, '189001019802'), lookUp(house, town.id, '189001019802')]);
  await lookUp(house, town.id, '189001019802');
  assert.equal(navet.asked.length, before + 1);
});

test('without the right certificate or agreement nothing is told, and the house goes on', async () => {
  await connect({ certificate: stranger.certificate, privateKey: stranger.privateKey });
  assert.equal(await find('189001019802'), undefined);
  await connect({ order: 'ANOTHER' });
  assert.equal(await find('189001019802'), undefined);
  assert.ok(navet.refused.includes('no agreement'));
  await connect();
  assert.equal((await find('189001019802'))?.givenName, 'Tilda');
});

test('an end that somebody else vouches for is not asked', async () => {
  await connect({ authority: stranger.certificate });
  const before = navet.asked.length;
  assert.equal(await find('189001019802'), undefined);
  assert.equal(navet.asked.length, before);
  await connect();
});

test('when the register is down, a person that is known keeps what is known', async () => {
  const known = await meetPerson(house, town.id, { number: '189001019802', givenName: '', familyName: '' }, 'test');
  navet.down = true;
  house.clock.forward(61_000);
  const again = await meetPerson(house, town.id, { number: '189001019802', givenName: 'Tilda', familyName: 'Ärlig', vouched: true }, 'test');
  navet.down = false;
  assert.equal(again.id, known.id);
  assert.deepEqual(again.facts.address, known.facts.address);
});

test('who gets a protected identity while a case is open is covered, and a death is told to the officer', async () => {
  const person = await meetPerson(house, town.id, { number: '189001019802', givenName: '', familyName: '' }, 'test');
  const { caseId } = await apply(house, town, person.id);
  const before = navet.people.get('189001019802')!;
  navet.people.set('189001019802', { ...before, marked: true, gone: { why: 'AV', day: '20261120' } });
  for (let day = 0; day < 7; day++) { house.clock.forward(86_400_000); await refreshPersons(house, town.id); }
  navet.people.set('189001019802', before);
  const [file] = await house.asOwner<{ protected: boolean }>('select protected from cases.case_file where id = $1', [caseId]);
  assert.equal(file?.protected, true);
  const tasks = await house.asOwner<{ key: string }>('select key from cases.task where case_id = $1 order by key', [caseId]);
  assert.deepEqual(tasks.map(({ key }) => key.split('/')[1]), ['died', 'protection']);
});
