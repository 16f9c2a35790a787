import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { makeTenant, testHouse, type TestTenant } from '../../test/support/index.ts';
import { rotateLookupKey } from '../platform/index.ts';
import { identity } from './index.ts';
import { inviteStaff, useInvitation } from './actions/invite-staff.ts';
import { findByNumber, meetPerson } from './person.ts';
import { endProxy, proxiesOf, registerProxy, representedBy } from './proxies.ts';
import { addStaff, assignmentsOf, findStaff } from './staff.ts';
import { openWith, sealWith } from './token-seal.ts';

const house = await testHouse({ rooms: [identity] });
let tenant: TestTenant;
before(async () => { tenant = await makeTenant(house); });
const known = async (givenName: string, number: string) => (await meetPerson(house, tenant.id, { givenName, familyName: 'Prov', number }, 'test')).id;

test('what is sealed with a token is opened with the same and no other, and not when it was changed', () => {
  const sealed = sealWith('nyckel', { a: 'före', b: [1] });
  assert.deepEqual(openWith('nyckel', sealed), { a: 'före', b: [1] });
  assert.equal(openWith('annan', sealed), undefined);
  for (const place of [0, 12, 28, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[place]! ^= 1;
    assert.equal(openWith('nyckel', changed), undefined, `byte ${place}`);
  }
  assert.equal(openWith('nyckel', Buffer.alloc(3)), undefined);
});

test('an invitation makes one person staff, once, within its days', async () => {
  const invite = (code: string) => house.db.system(tenant.id, 'test', (tx) => inviteStaff(tx, { code, name: 'Ada Berg', role: 'administrator' }));
  const use = (code: string, member: { number?: string }) => house.db.system(tenant.id, 'test', (tx) => useInvitation(tx, code, member));
  await invite('hemlig');
  assert.equal(await use('fel', { number: '189001019802' }), undefined);
  assert.equal(await use('hemlig', {}), undefined, 'nobody who can be found again');
  const staffId = await use('hemlig', { number: '189001019802' });
  assert.ok(staffId);
  const roles = await house.db.system(tenant.id, 'test', (tx) => assignmentsOf(tx, staffId));
  assert.deepEqual(roles.map(({ role, authorityId }) => [role, authorityId]), [['administrator', undefined]]);
  assert.equal(await use('hemlig', { number: '189002029801' }), undefined, 'used');
  await invite('sen');
  house.clock.forward(7 * 86_400_000 + 1);
  assert.equal(await use('sen', { number: '189002029801' }), undefined, 'too late');
});

test('a proxy holds from its first day to its last, and not after it was ended', async () => {
  const [person, agent] = [await known('Elsa', '189003039818'), await known('Bo', '189004049816')];
  const proxy = await house.db.system(tenant.id, 'test', (tx) => registerProxy(tx, {
    personId: person, agentId: agent, ground: 'powerOfAttorney', services: ['transportService'], fromDay: '2026-12-10', untilDay: '2026-12-12',
    evidence: 'Fullmakt', registeredBy: null,
  }));
  const on = async (day: string) => {
    house.clock.set(new Date(`${day}T12:00:00Z`));
    return (await representedBy(house, tenant.id, agent)).map(({ name, services }) => [name, ...services]);
  };
  assert.deepEqual(await on('2026-12-09'), []);
  assert.deepEqual(await on('2026-12-10'), [['Elsa Prov', 'transportService']]);
  assert.deepEqual(await on('2026-12-12'), [['Elsa Prov', 'transportService']]);
  assert.deepEqual(await on('2026-12-13'), []);
  await on('2026-12-11');
  assert.deepEqual(await representedBy(house, tenant.id, person), [], 'the person does not act for the agent');
  assert.equal(await house.db.system(tenant.id, 'test', (tx) => endProxy(tx, proxy, 'byStaff')), true);
  assert.equal(await house.db.system(tenant.id, 'test', (tx) => endProxy(tx, proxy, 'byStaff')), false);
  assert.deepEqual(await house.db.system(tenant.id, 'test', (tx) => proxiesOf(tx, person)), []);
});

test('people and staff are found by number before, while and after the lookup key is replaced', async () => {
  const [personNumber, staffNumber] = ['189005059813', '189006069810'];
  const person = await known('Rut', personNumber);
  const staff = await house.db.system(tenant.id, 'test', (tx) => addStaff(tx, { name: 'Åsa Öberg', title: 'Handläggare', number: staffNumber }));
  const found = () => house.db.system(tenant.id, 'test', async (tx) => [(await findByNumber(tx, personNumber))?.id, (await findStaff(tx, { number: staffNumber }))?.id]);
  const hashes = async () => (await house.asOwner<{ hash: string }>(
    "select encode(number_hash, 'hex') as hash from identity.person where tenant_id = $1 order by id", [tenant.id])).map(({ hash }) => hash);
  const before = await hashes();
  const begun = await rotateLookupKey(house, tenant.id);
  assert.equal(begun.state, 'begun');
  assert.deepEqual(await found(), [person, staff]);
  assert.equal((await rotateLookupKey(house, tenant.id)).state, 'waiting');
  assert.ok(begun.state === 'begun');
  house.clock.set(new Date(begun.again.getTime() + 1));
  const done = await rotateLookupKey(house, tenant.id);
  assert.ok(done.state === 'done' && done.rehashed === before.length + 2, JSON.stringify(done));
  assert.deepEqual(await found(), [person, staff]);
  assert.ok((await hashes()).every((hash, at) => hash !== before[at]));
  assert.equal((await meetPerson(house, tenant.id, { givenName: 'Rut', familyName: 'Prov', number: personNumber }, 'test')).id, person);
});
