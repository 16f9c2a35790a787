import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cases } from '../../src/cases/index.ts';
import { makeTown, meet, signedInResident, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse, type Client, type ClientResponse } from '../support/index.ts';
import { carriedBy } from './fill-in.ts';

/** "Do I need a permit?" is answered by anyone, leaves nothing behind, and comes along to the application. */

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
const server = await serve(house);
let town: Town;
before(async () => { town = await makeTown(house, ['bygglov', 'fardtjanst']); });

const at = '/tjanster/bygglov/ta-reda-pa';
const small = { nearBoundary: 'no', inPlan: 'yes', valuable: 'no' };
async function answered(browser: Client, area: string, rest: Record<string, string> = small): Promise<ClientResponse> {
  const first = await browser.get(at);
  assert.equal(first.status, 200);
  // What the building is is asked when it is known what is to be done with it.
  const more = await browser.post(at, carriedBy(first, { measure: 'extension' }));
  const size = await browser.post(at, carriedBy(more, { measure: 'extension', house: 'small' }));
  const where = await browser.post(at, carriedBy(size, { area, 'height.dontKnow': 'yes' }));
  return browser.post(at, carriedBy(where, rest));
}
const kept = () => house.asOwner<{ table: string; n: number }>(
  ['services.draft', 'services.stash', 'platform.document'].map((table) => `select '${table}' as table, count(*)::int as n from ${table} where tenant_id = $1`).join(' union all '), [town.id],
);

test('the first page of the service leads there before it leads to the sign-in', async () => {
  const { text } = await server.browser(town).get('/tjanster/bygglov');
  const [open, begin] = [text.indexOf(`href="${at}"`), text.indexOf('href="/tjanster/bygglov/borja"')];
  assert.ok(open > 0 && begin > open);
  assert.match(text, /Behöver jag lov\?/);
  assert.equal((await server.browser(town).get('/tjanster/fardtjanst/ta-reda-pa')).status, 404, 'only where the service says so');
});

test('anyone is told that they probably need none, and is led out without an application', async () => {
  const browser = server.browser(town);
  const perhaps = await answered(browser, '14');
  assert.match(perhaps.text, /Du behöver troligen inget lov/);
  const out = await browser.post(at, carriedBy(perhaps, { applyAnyway: 'no' }));
  assert.match(out.text, /Ring oss innan du börjar/);
  assert.doesNotMatch(out.text, /\/vidare"/);
  assert.equal((await browser.post(`${at}/vidare`, carriedBy(out))).status, 200, 'no way on from there');
});

test('nothing is kept of who only wondered', async () => {
  const before = await kept();
  const browser = server.browser(town);
  const done = await answered(browser, '60');
  assert.match(done.text, /Gå vidare till ansökan/);
  assert.match(done.text, /60/);
  assert.deepEqual(await kept(), before);
  assert.equal((await house.asOwner('select 1 from platform.audit_entry where event like \'services.%\' and at > now() - interval \'1 hour\' and tenant_id = $1', [town.id])).length, 0);
});

test('what was answered comes along through the sign-in, once, to the one who goes on in the same browser', async () => {
  const kim = await meet(house, town, 'Kim', 'Känd', '189003039806');
  const visitor = await signedInResident(house, server, town, kim);
  const done = await answered(visitor, '60');
  const on = await visitor.post(`${at}/vidare`, carriedBy(done));
  assert.equal(on.location?.pathname, '/tjanster/bygglov/borja');
  assert.match((await visitor.get('/tjanster/bygglov/borja')).text, /Svaren som du nyss gav följer med/);
  const begun = await visitor.post('/tjanster/bygglov/borja', {}, { follow: true });
  assert.match(begun.text, /Vad söker du\?/, 'the first page that is not answered');
  assert.match((await visitor.get(`/ansokan/${/ansokan\/([0-9a-f-]{36})/.exec(begun.url.pathname)![1]}/granska`)).text, /60 kvadratmeter|60/);
  const again = await visitor.post('/tjanster/bygglov/borja', {}, { follow: true });
  assert.match(again.text, /Behöver du lov\?/, 'the next one begins empty');
});

test('a page whose answers somebody has changed on the way carries nothing', async () => {
  const browser = server.browser(town);
  const done = await answered(browser, '60');
  const fields = carriedBy(done);
  const broken = await browser.post(`${at}/vidare`, { ...fields, _form: `${String(fields['_form']).slice(0, -6)}AAAAAA` });
  assert.equal(broken.status, 422);
});
