import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registerProxy } from '../../src/identity/index.ts';
import { meet } from '../../src/cases/testing.ts';
import { acting, applicant, house, officer, read, town } from './world.ts';

test('a proxy sees and does what it is for, both see who did it; for another service, or ended, nothing', async () => {
  const { person, caseId, path, browser } = await applicant('Elsa');
  const agent = await meet(house, town, 'Gunnar', 'Ombud', '189310019801');
  const proxyFor = (services: string[]) => house.db.system(town.id, 'test', (tx) => registerProxy(tx, {
    personId: person, agentId: agent, ground: 'powerOfAttorney', services, fromDay: '2026-01-01', untilDay: null, evidence: 'Fullmakt', registeredBy: officer.id }));
  const right = await acting(person, agent, await proxyFor(['transportService']));
  const wrong = await acting(person, agent, await proxyFor(['monthlySupport']));
  assert.equal((await wrong.get(path)).status, 403);
  assert.doesNotMatch((await wrong.get('/mina-sidor')).text, new RegExp(caseId));
  const page = await right.post(`${path}/meddelanden`, { text: 'Jag skriver åt Elsa.' }, { follow: true });
  assert.equal(page.status, 200);
  assert.match(read(page.text), /Du gör det här för Elsa/);
  assert.match(read((await browser.get(path)).text), /Ett meddelande skickades till oss\. .*Gunnar Ombud, ombud med fullmakt/);
  assert.match(read((await browser.get(`${path}/meddelanden`)).text), /Gunnar Ombud, ombud med fullmakt .*Jag skriver åt Elsa/);
  await house.asOwner('update identity.proxy set ended_at = now() where person_id = $1', [person]);
  assert.equal((await right.get(path)).status, 403);
});

test('a guardian loses sight of a child\'s case the moment the child is protected', async () => {
  const { person, path } = await applicant('Lilly');
  const guardian = await meet(house, town, 'Per', 'Vårdnad', '189311019801');
  const proxy = await house.db.system(town.id, 'test', (tx) => registerProxy(tx, { personId: person, agentId: guardian, ground: 'guardian', services: [],
    fromDay: '2026-01-01', untilDay: null, evidence: 'test', registeredBy: null }));
  const browser = await acting(person, guardian, proxy);
  await house.asOwner('update identity.session set ground = \'guardian\' where person_id = $1', [guardian]);
  assert.equal((await browser.get(path)).status, 200);
  await house.asOwner('update identity.person set protected = true where id = $1', [person]);
  assert.equal((await browser.get(path)).status, 403);
});
