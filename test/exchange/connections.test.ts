import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { makeTown, type Town } from '../../src/cases/testing.ts';
import { administrator } from '../../src/portal/testing.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse, type Client } from '../support/index.ts';
import { BenefitsServer } from './benefits-server.ts';
import { selfSigned } from './certificates.ts';
import { MailboxServer } from './mailbox-server.ts';
import { NavetServer } from './navet-server.ts';

const [own, theirs, stranger] = [await selfSigned('exempelkommun'), await selfSigned('andra'), await selfSigned('stranger')];
const [navet, benefits, mailbox] = [
  new NavetServer(theirs, own.certificate, { organisationNumber: '212000-0000', order: 'FO01' }), new BenefitsServer(theirs, own.certificate, '2120000000'),
  new MailboxServer(theirs, own, '162120000000'),
];
const house = await testHouse({ rooms, now: new Date() });
house.atEnd(async () => { await Promise.all([navet, benefits, mailbox].map((one) => one.close())); });
const server = await serve(house);
const base = '/handlaggning/administration/kanaler';
const agreed = { organisationNumber: '212000-0000', certificate: own.certificate, privateKey: own.privateKey, authority: theirs.certificate };
let town: Town;
let ragnar: Client;

before(async () => {
  town = await makeTown(house);
  ragnar = await administrator(house, server, town);
});

for (const [kind, other, more] of [['population', navet, { order: 'FO01' }], ['benefits', benefits, {}], ['digitalMail', mailbox, {}]] as const) {
  test(`${kind}: an administrator connects, tries without asking about anybody, and ends`, async () => {
    const address = await other.listen();
    assert.equal((await ragnar.post(`${base}/${kind}`, { address, ...agreed, ...more })).status, 303);
    assert.match((await ragnar.post(`${base}/${kind}/prov`, {})).text, /De svarade som de ska/);
    assert.deepEqual(other.refused, []);
    assert.equal((await ragnar.post(`${base}/${kind}/slut`, {})).status, 303);
    assert.equal((await ragnar.post(`${base}/${kind}/prov`, {})).status, 404);
  });
}

test('what is secret is never shown again, and stays when the rest is changed', async () => {
  const address = 'https://formaner.exempel.example/v1';
  await ragnar.post(`${base}/benefits`, { address, ...agreed });
  assert.equal((await ragnar.get(`${base}/benefits`)).text.includes('PRIVATE KEY-----\n'), false);
  assert.equal((await ragnar.post(`${base}/benefits`, { address: `${address}/ny`, ...agreed, privateKey: '' })).status, 303);
  assert.match((await ragnar.get(base)).text, /formaner\.exempel\.example\/v1\/ny[\s\S]*Gäller till/);
});

test('a key of another certificate, an address in the clear and a number that is none are told', async () => {
  const answer = await ragnar.post(`${base}/benefits`, { address: 'http://formaner.exempel.example', ...agreed, organisationNumber: '12', privateKey: stranger.privateKey });
  assert.equal(answer.status, 422);
  for (const wrong of [/Nyckeln hör inte till certifikatet/, /börjar med https/, /organisationsnumret med tio siffror/]) assert.match(answer.text, wrong);
});

test('a try that fails says what to look at', async () => {
  const address = await benefits.listen().catch(() => '');
  await ragnar.post(`${base}/benefits`, { address: address || 'https://127.0.0.1:1/x', ...agreed, authority: stranger.certificate });
  assert.match((await ragnar.post(`${base}/benefits/prov`, {})).text, address ? /Certifikaten stämmer inte/ : /Kontrollera adressen/);
});

test('there are no other kinds', async () => {
  assert.equal((await ragnar.get(`${base}/annat`)).status, 404);
});
