import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meet } from '../../src/cases/testing.ts';
import { registerProxy, type ProxyGround } from '../../src/identity/index.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { acting, house, officer, town } from './world.ts';

let born = 1;
const newPerson = (name: string) => meet(house, town, name, 'Ärlig', `1894${String(born++).padStart(2, '0')}019801`);

const giveProxy = (personId: Uuid, agentId: Uuid, services: string[], ground: ProxyGround = 'powerOfAttorney') =>
  house.db.system(town.id, 'test', (tx) => registerProxy(tx, {
    personId, agentId, ground, services, fromDay: '2026-01-01', untilDay: null, evidence: 'Fullmakt', registeredBy: officer.id,
  }));

test('a proxy for one service begins and opens nothing of another, and does not see it on My pages', async () => {
  const [person, agent] = [await newPerson('Elsa'), await newPerson('Gunnar')];
  const right = await acting(person, agent, await giveProxy(person, agent, ['transportService']));
  const begun = await right.post('/tjanster/fardtjanst/borja', {});
  assert.equal(begun.status, 303);
  assert.equal((await right.get(begun.location!, { follow: true })).status, 200);
  assert.match((await right.get('/mina-sidor')).text, new RegExp(begun.location!.pathname));

  const other = await newPerson('Ines');
  const wrong = await acting(person, other, await giveProxy(person, other, ['economicAidMonth']));
  assert.equal((await wrong.get('/tjanster/fardtjanst/borja')).status, 403);
  assert.equal((await wrong.post('/tjanster/fardtjanst/borja', {})).status, 403);
  assert.equal((await wrong.get(begun.location!)).status, 403);
  assert.equal((await wrong.get(`${begun.location!.pathname}/granska`)).status, 403);
  assert.equal((await wrong.post(`${begun.location!.pathname}/sida/about`, {})).status, 403);
  assert.doesNotMatch((await wrong.get('/mina-sidor')).text, new RegExp(begun.location!.pathname));
  const [rows] = await house.asOwner<{ count: number }>('select count(*)::int as count from services.draft where person_id = $1', [person]);
  assert.equal(rows!.count, 1);
});

test('a draft begun by a proxy is closed to them the day the proxy has ended', async () => {
  const [person, agent] = [await newPerson('Rut'), await newPerson('Bo')];
  const browser = await acting(person, agent, await giveProxy(person, agent, []));
  const begun = await browser.post('/tjanster/fardtjanst/borja', {});
  await house.asOwner("update identity.proxy set until_day = '2026-11-19' where person_id = $1", [person]);
  assert.equal((await browser.get(begun.location!)).status, 403);
  assert.equal((await browser.post('/tjanster/fardtjanst/borja', {})).status, 403);
});
