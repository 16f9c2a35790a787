import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hire, makeTown, meet, signedInResident, signedInStaff, transportAnswers } from '../../src/cases/testing.ts';
import { endProxy, registerProxy } from '../../src/identity/index.ts';
import { changeSession, cookieNames, startSession } from '../../src/identity/session.ts';
import { createDraft } from '../../src/services/index.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse, type Client } from '../support/index.ts';

const house = await testHouse({ rooms });
const server = await serve(house);
const [town, other] = [await makeTown(house), await makeTown(house)];
const tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
const pia = await meet(house, town, 'Pia', 'Ombud', '189002029801');
const asa = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
const minute = 60_000;

const signedIn = async (browser: Client, path: string) => (await browser.get(path)).status === 200;

test('every cookie of ours is for this host alone, over https, out of reach of scripts and of other sites', async () => {
  const browser = await signedInResident(house, server, town, tilda);
  const draft = await aDraft();
  const lost = server.browser(town);
  lost.setCookie(cookieNames.resident, 'a-session-that-has-ended');
  const answers = [
    await browser.post('/logga-ut', {}), await lost.post(`/ansokan/${draft}/sida/contact`, { phone: '1' }), await browser.get('/logga-in?sprak=en'),
  ];
  const lines = answers.flatMap(({ headers }) => headers['set-cookie'] ?? []);
  assert.ok(lines.length >= 2);
  for (const line of lines) {
    for (const attribute of ['; Secure', '; HttpOnly', '; SameSite=Lax', '; Path=/']) assert.ok(line.includes(attribute), line);
    assert.doesNotMatch(line, /domain=/i);
  }
  for (const name of Object.values(cookieNames)) assert.match(name, /^__Host-/);
});

for (const { realm, path, idle, absolute } of [
  { realm: 'resident', path: '/mina-sidor', idle: 30, absolute: 8 * 60 }, { realm: 'staff', path: '/handlaggning', idle: 60, absolute: 10 * 60 },
] as const) {
  const begin = () => (realm === 'staff' ? signedInStaff(house, server, town, asa) : signedInResident(house, server, town, tilda));

  test(`a session of ${realm} ends after ${idle} minutes without a request`, async () => {
    const browser = await begin();
    house.clock.forward((idle - 1) * minute);
    assert.ok(await signedIn(browser, path));
    house.clock.forward((idle - 1) * minute);
    assert.ok(await signedIn(browser, path), 'a request makes it go on');
    house.clock.forward((idle + 1) * minute);
    assert.ok(!await signedIn(browser, path));
  });

  test(`a session of ${realm} ends after ${absolute / 60} hours, however busy`, async () => {
    const browser = await begin();
    for (let passed = 0; passed + 20 < absolute; passed += 20) {
      house.clock.forward(20 * minute);
      assert.ok(await signedIn(browser, path), `after ${passed + 20} minutes`);
    }
    house.clock.forward(21 * minute);
    assert.ok(!await signedIn(browser, path));
  });
}

test('signing out ends the session itself, so that a cookie that was copied is worth nothing', async () => {
  const browser = await signedInResident(house, server, town, tilda);
  const token = browser.cookie(cookieNames.resident)!;
  await browser.post('/logga-ut', {});
  const thief = server.browser(town);
  thief.setCookie(cookieNames.resident, token);
  assert.ok(!await signedIn(thief, '/mina-sidor'));
});

test('signing out everywhere ends the other session too, and nobody else\'s', async () => {
  const [phone, computer, stranger] = [
    await signedInResident(house, server, town, tilda), await signedInResident(house, server, town, tilda), await signedInResident(house, server, town, pia),
  ];
  await phone.post('/logga-ut', { overallt: '1' });
  assert.ok(!await signedIn(computer, '/mina-sidor'));
  assert.ok(await signedIn(stranger, '/mina-sidor'));
});

test('a session of one organisation is nothing in another, and one of a resident nothing among staff', async () => {
  const token = (await signedInResident(house, server, town, tilda)).cookie(cookieNames.resident)!;
  const staffToken = (await signedInStaff(house, server, town, asa)).cookie(cookieNames.staff)!;
  const abroad = server.browser(other);
  abroad.setCookie(cookieNames.resident, token);
  abroad.setCookie(cookieNames.staff, staffToken);
  assert.ok(!await signedIn(abroad, '/mina-sidor'));
  assert.ok(!await signedIn(abroad, '/handlaggning'));
  const crossed = server.browser(town);
  crossed.setCookie(cookieNames.resident, staffToken);
  crossed.setCookie(cookieNames.staff, token);
  assert.ok(!await signedIn(crossed, '/mina-sidor'));
  assert.ok(!await signedIn(crossed, '/handlaggning'));
});

test('the database alone cannot sign anyone in: it has neither the token nor what is sealed with it', async () => {
  const token = (await signedInResident(house, server, town, tilda)).cookie(cookieNames.resident)!;
  const rows = await house.asOwner<{ whole: string }>('select s::text as whole from identity.session s where tenant_id = $1', [town.id]);
  assert.ok(rows.every(({ whole }) => !whole.includes(token) && !whole.includes(Buffer.from(token).toString('hex'))));
});

test('a proxy that is ended is out within a minute, in the middle of a session', async () => {
  const proxy = await house.db.system(town.id, 'test', (tx) => registerProxy(tx, {
    personId: tilda, agentId: pia, ground: 'powerOfAttorney', services: [], fromDay: '2026-01-01', untilDay: null, evidence: 'Fullmakt', registeredBy: null,
  }));
  const browser = server.browser(town);
  await house.db.system(town.id, 'test', async (tx) => {
    const token = await startSession(tx, {
      realm: 'resident', personId: pia, level: 3, provenAt: tx.now, display: { name: 'Pia Ombud', actingFor: 'Tilda Ärlig' }, provider: { issuer: 'test', subject: 'pia' },
    });
    browser.setCookie(cookieNames.resident, token);
    await changeSession(tx, { [cookieNames.resident]: token }, 'resident', { actingFor: { personId: tilda, proxyId: proxy, ground: 'powerOfAttorney' } });
  });
  const draft = await aDraft();
  assert.equal((await browser.get(`/ansokan/${draft}/sida/contact`)).status, 200);
  await house.db.system(town.id, 'test', (tx) => endProxy(tx, proxy, 'byPerson'));
  house.clock.forward(minute + 1);
  assert.notEqual((await browser.get(`/ansokan/${draft}/sida/contact`)).status, 200);
  const begun = await browser.post('/tjanster/fardtjanst/borja', {}, { follow: true });
  assert.ok(!begun.text.includes('Ärlig'), 'begins in the name of someone they no longer act for');
  assert.ok(!(await browser.get('/mina-sidor')).text.includes(draft), 'shows the drafts of someone they no longer act for');
});

test('a step-up leads to a surer sign-in, and back to where one was going', async () => {
  const browser = server.browser(town);
  browser.setCookie(cookieNames.resident, await house.db.system(town.id, 'test', (tx) => startSession(tx, {
    realm: 'resident', personId: tilda, level: 2, provenAt: tx.now, display: { name: 'Prov' }, provider: { issuer: 'test', subject: 'tilda' },
  })));
  const asked = await browser.get('/tjanster/fardtjanst/borja');
  assert.equal(asked.location?.pathname, '/logga-in');
  assert.equal(asked.location?.searchParams.get('niva'), '3');
  assert.equal(asked.location?.searchParams.get('till'), '/tjanster/fardtjanst/borja');
});

test('sign-in takes no address of another site to come back to', async () => {
  const browser = server.browser(town);
  const attempts = [
    '//evil.example', 'https://evil.example/', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', ' //evil.example', 'javascript:alert(1)', '/%0d%0aLocation: //evil.example', 'evil.example',
  ];
  for (const till of attempts) {
    const page = await browser.get(`/logga-in?till=${encodeURIComponent(till)}`);
    assert.equal(page.status, 200, till);
    const kept = /name="till" value="([^"]*)"/.exec(page.text)?.[1] ?? '/';
    assert.match(kept, /^\/(?![/\\])[^\s\\]*$/, till);
    const led = await browser.post('/logga-in', { till });
    assert.ok(!led.location || led.location.host === browser.base.host, till);
  }
});

function aDraft() {
  return house.db.transaction('resident', { tenant: town.id, person: tilda }, { kind: 'system', name: 'test' }, (tx) => createDraft(tx, {
    versionId: town.versions[0]!.id, personId: tilda, startedBy: tilda, content: { answers: transportAnswers, typed: {}, language: 'sv' },
  }));
}
