import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateKeyPair, exportJWK } from 'jose';
import { demoPopulationRegister } from '../demo/population-register.ts';
import { demoBrowser } from '../demo/provider/browser.ts';
import { startDemoProvider } from '../demo/provider/index.ts';
import { addDemoStaff } from '../demo/prepare.ts';
import { makeTown } from '../src/cases/testing.ts';
import { rooms } from '../src/sprang.ts';
import { serve, testHouse, type Client, type TestServer } from './support/index.ts';
import { cookieNames } from '../src/identity/session.ts';

const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
const privateJwk = { ...await exportJWK(privateKey), kid: 'test', alg: 'ES256' };
const issuers: { issuer: string; clientId: string; privateJwk: Record<string, unknown>; audience: 'both'; name: string }[] = [];
const house = await testHouse({ rooms, fills: [demoPopulationRegister()], settings: { issuers } });
// Sign-ins carry the provider's time: the house's clock follows it here.
house.clock.set(new Date());
const server: TestServer = await serve(house);
const town = await makeTown(house);
await house.db.system(town.id, 'test', (tx) => addDemoStaff(tx, 'exempelkommun'));
const origin = `http://${town.host}:${server.port}`;
const provider = await startDemoProvider({
  capability: { demo: true }, port: 0, log: { info: () => undefined, error: () => undefined },
  clients: [{
    clientId: 'test', name: 'Prov', jwks: { keys: [{ ...await exportJWK(publicKey), kid: 'test', alg: 'ES256', use: 'sig' }] },
    redirectUris: [`${origin}/inloggning/svar`, `${origin}/underskrift/svar`],
  }],
});
house.atEnd(() => provider.stop());
issuers.push({ issuer: provider.issuer, clientId: 'test', privateJwk, audience: 'both', name: 'prov' });

/** Signs in at the demonstration provider as a person would with a hint, and comes home. */
async function signIn(alias: string, options: { path?: string; till?: string; niva?: string; browser?: Client } = {}) {
  const browser = options.browser ?? server.browser(town);
  const query = new URLSearchParams({ som: alias, till: options.till ?? '/', niva: options.niva ?? '2' });
  const begun = await browser.get(`${options.path ?? '/logga-in'}?${query}`);
  const arrival = await demoBrowser(provider.issuer).open(begun.location!);
  assert.equal(arrival.at, 'service');
  return { browser, home: await browser.get(arrival.url), answer: arrival.url };
}

test('a resident signs in and lands where they were going, with a cookie that only this host and https see', async () => {
  const { browser, home } = await signIn('anna', { till: '/mina-sidor' });
  assert.equal(home.location?.pathname, '/mina-sidor');
  const cookie = [home.headers['set-cookie'] ?? []].flat().find((line) => line.startsWith(`${cookieNames.resident}=`))!;
  for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) assert.match(cookie, new RegExp(attribute));
  assert.doesNotMatch(cookie, /Domain/i);
  assert.match((await browser.get('/mina-sidor')).text, /Anna Sjölind/);
});

test('an answer that comes twice, or in another browser, signs nobody in', async () => {
  const { answer } = await signIn('anna');
  assert.equal((await server.browser(town).get(answer)).status, 403);
  const { browser, answer: used } = await signIn('anna');
  assert.equal((await browser.get(used)).status, 403);
});

test('sign-in never leads to another site', async () => {
  for (const till of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    const { home } = await signIn('anna', { till });
    assert.equal(home.location?.host, new URL(origin).host);
  }
});

test('a class 3 service asks someone with loa2 to step up, and says what to do when their e-ID cannot', async () => {
  const { browser } = await signIn('johan');
  const asked = await browser.get('/tjanster/fardtjanst/borja');
  assert.equal(asked.location?.pathname, '/logga-in');
  assert.equal(asked.location?.searchParams.get('niva'), '3');
  const begun = await browser.get('/logga-in?som=johan&niva=3&till=/tjanster/fardtjanst/borja');
  const back = await demoBrowser(provider.issuer).open(begun.location!);
  const refused = await browser.get(back.url);
  assert.equal(refused.status, 403);
  assert.match(refused.text, /ringa oss/);
});

test('someone with a foreign e-ID and no Swedish number is a person too', async () => {
  const { browser } = await signIn('ines', { till: '/mina-sidor' });
  assert.match((await browser.get('/mina-sidor')).text, /Carvalhal/);
});

test('staff sign in with their authority and unit; someone without a role is told so, and it is audited', async () => {
  const { home } = await signIn('karin', { path: '/handlaggning/logga-in', till: '/handlaggning' });
  assert.equal(home.location?.pathname, '/handlaggning');
  const { home: refused } = await signIn('anna', { path: '/handlaggning/logga-in' });
  assert.equal(refused.status, 403);
  const traces = await house.asOwner<{ count: number }>(
    'select count(*)::int as count from platform.audit_entry where tenant_id = $1 and event = $2 and outcome = $3', [town.id, 'identity.signedIn', 'refused']);
  assert.ok(traces[0]!.count >= 1);
});

test('a session ends by itself, and signing out everywhere ends the other one too', async () => {
  const { browser: phone } = await signIn('bertil');
  const { browser: computer } = await signIn('bertil');
  await phone.post('/logga-ut', { overallt: '1' });
  assert.equal((await computer.get('/mina-sidor')).location?.pathname, '/logga-in');
  const { browser: idle } = await signIn('bertil');
  house.clock.forward(31 * 60_000);
  assert.equal((await idle.get('/mina-sidor')).location?.pathname, '/logga-in');
  house.clock.set(new Date());
});

test('a guardian acts for a child from the register, and it always shows for whom', async () => {
  const { browser } = await signIn('eva');
  const page = await browser.get('/mina-sidor/ombud');
  assert.match(page.text, /Hugo Lundhage/);
  const proxy = /name="ombud" value="([^"]+)"[^>]*>(?:(?!<form).)*Hugo/s.exec(page.text)?.[1] ?? '';
  assert.equal((await browser.post('/mina-sidor/ombud', { ombud: proxy })).status, 303);
  assert.match((await browser.get('/mina-sidor')).text, /Hugo Lundhage/);
  await browser.post('/mina-sidor/ombud/avsluta', {});
  assert.doesNotMatch((await browser.get('/mina-sidor')).text, /Hugo Lundhage/);
});

test('protected identity breaks the link between guardian and child, and leaves no address to fill in', async () => {
  const { browser } = await signIn('greta');
  assert.doesNotMatch((await browser.get('/mina-sidor/ombud')).text, /Liv/);
  const { browser: careful } = await signIn('greta', { niva: '3' });
  const begun = await careful.post('/tjanster/fardtjanst/borja', {}, { follow: true });
  assert.match(begun.text, /Greta Holmdal/);
  assert.doesNotMatch(begun.text, /Torggatan/);
});

test('one cannot act for somebody by naming a proxy that is not one\'s own', async () => {
  const { browser: eva } = await signIn('eva');
  const proxy = /name="ombud" value="([^"]+)"/.exec((await eva.get('/mina-sidor/ombud')).text)![1]!;
  const { browser: anna } = await signIn('anna');
  assert.equal((await anna.post('/mina-sidor/ombud', { ombud: proxy })).status, 403);
});

test('who acts for a child and proves more of who they are still acts for the child; after signing out they do not', async () => {
  const { browser } = await signIn('eva', { niva: '2' });
  const page = await browser.get('/mina-sidor/ombud');
  const proxy = /name="ombud" value="([^"]+)"/.exec(page.text)![1]!;
  await browser.post('/mina-sidor/ombud', { ombud: proxy });
  const acts = async () => (await house.asOwner<{ proxy_id: string | null; live: number }>(
    `select proxy_id, count(*) over ()::int as live from identity.session where tenant_id = $1 and ended_at is null and token_hash = sha256($2::bytea)`,
    [town.id, Buffer.from(browser.cookie(cookieNames.resident)!)]))[0]?.proxy_id;
  const before = browser.cookie(cookieNames.resident)!;
  await signIn('eva', { niva: '3', browser });
  assert.notEqual(browser.cookie(cookieNames.resident), before);
  assert.equal(await acts(), proxy);
  const [old] = await house.asOwner<{ ended: boolean }>(
    'select ended_at is not null as ended from identity.session where tenant_id = $1 and token_hash = sha256($2::bytea)', [town.id, Buffer.from(before)]);
  assert.equal(old!.ended, true);
  await browser.post('/logga-ut', {});
  await signIn('eva', { browser });
  assert.equal(await acts(), null);
});
