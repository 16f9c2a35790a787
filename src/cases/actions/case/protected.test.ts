import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity, populationRegister, type RegisterEntry } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { fill, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { apply, hire, makeTown, meet, signedInStaff, type Town } from '../../testing.ts';

const hiddenPerson: RegisterEntry = {
  personalIdentityNumber: '189005059808', givenName: 'Hemlig', familyName: 'Skyddad', birthDate: '1890-05-05', protection: 'protected', address: null, municipality: '9999', guardians: [],
};
const register = { simulated: true, find: async (number: string) => (number === hiddenPerson.personalIdentityNumber ? hiddenPerson : undefined), childrenOf: async () => [] };

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], fills: [fill(populationRegister, async () => register)] });
const server = await serve(house);
let town: Town;
let asa: Client;
let person: Uuid;
before(async () => {
  town = await makeTown(house);
  person = await meet(house, town, 'Hemlig', 'Skyddad', hiddenPerson.personalIdentityNumber);
  asa = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] }));
});

test('a protected identity is covered on every page of the case until the officer says that they need it, and that is logged', async () => {
  const { caseId } = await apply(house, town, person);
  const at = `/handlaggning/arenden/${caseId}`;
  await asa.post(`${at}/ta`, { bias: 'no' });
  for (const path of ['', '/utredning', '/beslut', '/handlingar', '/handelser']) {
    const { text, status } = await asa.get(at + path);
    assert.equal(status, 200, path);
    assert.ok(!/Hemlig|18900505|Vägen 1|Det gör ont att stå|0701740605/.test(text), path);
    assert.match(text, /Skyddad identitet|skyddade/i);
  }
  assert.equal((await asa.get(`${at}/beslut/brev`)).status, 403);
  for (const path of ['/komplettering', '/kommunicering', '/beslut/fatta']) assert.equal((await asa.get(at + path)).status, 303, path);
  assert.equal((await asa.post(`${at}/visa-skyddade`, { reason: 'handling' })).status, 303);
  const open = (await asa.get(at)).text;
  assert.match(open, /Hemlig Skyddad/);
  assert.match(open, /Det gör ont att stå/);
  const log = await house.asOwner('select 1 from platform.audit_entry where dossier_id = $1 and event = $2', [caseId, 'cases.protectedUncovered']);
  assert.equal(log.length, 1);
});

test('a protected person is found by number and not by name', async () => {
  const { caseId } = await apply(house, town, person);
  assert.ok(!(await asa.post('/handlaggning/sok', { q: 'Hemlig Skyddad' })).text.includes(caseId));
  assert.ok((await asa.post('/handlaggning/sok', { q: hiddenPerson.personalIdentityNumber })).text.includes(caseId));
});
