import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { serve, testHouse, type Client } from './support/index.ts';
import { hire, makeTown, signedInStaff, type Town } from '../src/cases/testing.ts';
import { rooms } from '../src/sprang.ts';
import { anyone, staff as staffOnly } from '../src/platform/routes/access.ts';
import { json, none, page, redirect, route } from '../src/platform/routes/route.ts';
import type { Room } from '../src/platform/room.ts';

const open = anyone('a test');
const audit = none('a test');
let rendered = 0;
const slow = { rendered: 0, broken: true };
/** Routes that tell what they were given. */
const probe: Room = {
  name: 'portal', personData: { none: 'a test' }, retention: { none: 'a test' },
  routes: [
    route({
      method: 'POST', path: '/prov', access: open, audit, uploads: { maxBytes: 100, maxFiles: 2 },
      handle: ({ fields, uploads }) => json({ fields, files: uploads.map(({ field, name, bytes }) => [field, name, bytes.length]) }),
    }),
    route({ method: 'POST', path: '/prov/utan-filer', access: open, audit, handle: ({ fields }) => json({ fields }) }),
    route({ method: 'GET', path: '/prov/sida', access: open, audit, cached: true, handle: ({ language }) => page(`${language} ${++rendered}`) }),
    route({
      method: 'GET', path: '/prov/trog', access: open, audit, cached: true,
      async handle() {
        slow.rendered += 1;
        await sleep(50);
        if (slow.broken) throw new Error('not this time');
        return page('färdig');
      },
    }),
    route({ method: 'GET', path: '/prov/fraga', access: open, audit, query: z.object({ antal: z.coerce.number().int().max(9) }), handle: ({ query }) => json(query.antal) }),
    route({
      method: 'POST', path: '/prov/gor', access: staffOnly('registrar'), audit: 'prov.done',
      handle: ({ fields }) => {
        const [status, kept] = String(fields['status']).split('-');
        return page('klart', { status: Number(status), kept: kept !== undefined });
      },
    }),
    route({ method: 'GET', path: '/prov/bort', access: open, audit, handle: () => redirect('https://annan.example/') }),
  ],
};
const house = await testHouse({ rooms: [...rooms, probe] });
const server = await serve(house);
let town: Town;
let browser: Client;
before(async () => {
  town = await makeTown(house);
  browser = server.browser(town);
});

/** A request exactly as written, without what a browser adds. */
function raw(method: string, path: string, headers: Record<string, string>, body = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: server.port, method, path, headers: { host: `${town.host}:${server.port}`, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => { resolve({ status: answer.statusCode!, text }); });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const posted: readonly [name: string, headers: Record<string, string>, status: number][] = [
  ['from our own page', { 'sec-fetch-site': 'same-origin' }, 200],
  ['by a client that is no browser', {}, 200],
  ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['from a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }, 403],
  ['with another origin', { origin: 'http://annan.example' }, 403],
  ['from a page without an origin', { origin: 'null' }, 403],
];
for (const [name, headers, status] of posted) {
  test(`a form posted ${name} is answered ${status}`, async () => {
    assert.equal((await raw('POST', '/prov', { ...form, ...headers }, 'a=1')).status, status);
  });
}

test('only forms are read: JSON and plain text are refused, not handed on as fields', async () => {
  for (const type of ['application/json', 'text/plain']) {
    assert.equal((await raw('POST', '/prov', { 'content-type': type }, '{"a":{"b":1}}')).status, 415, type);
  }
});

test('a plain form over a megabyte is refused as too large', async () => {
  assert.equal((await browser.post('/prov', { a: 'x'.repeat(1_000_001) })).status, 413);
});

test('text in a form with files is refused when there is too much, never cut', async () => {
  assert.equal((await browser.multipart('/prov', { a: 'x'.repeat(1_000_001) }, [])).status, 413);
  assert.equal((await browser.multipart('/prov', { a: 'x'.repeat(600_000), b: 'x'.repeat(600_000) }, [])).status, 413);
  assert.equal((await browser.multipart('/prov', Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`f${at}`, '1'])), [])).status, 413);
});

test('of a file that is too large comes one byte more than is taken, beside what was typed', async () => {
  const file = (name: string, size: number) => ({ field: 'intyg', name, mediaType: 'application/pdf', bytes: Buffer.alloc(size, 1) });
  const answer = await browser.multipart('/prov', { a: 'kvar' }, [file('stor.pdf', 5_000), file('lagom.pdf', 100)]);
  assert.deepEqual(JSON.parse(answer.text), { fields: { a: 'kvar' }, files: [['intyg', 'stor.pdf', 101], ['intyg', 'lagom.pdf', 100]] });
  assert.equal((await browser.multipart('/prov', {}, [1, 2, 3].map((one) => file(`${one}.pdf`, 10)))).status, 413);
  assert.equal((await browser.multipart('/prov/utan-filer', { a: '1' }, [file('a.pdf', 10)])).status, 413);
});

test('a body that is no form, or breaks off, is unreadable and no fault of ours', async () => {
  const parts = { 'content-type': 'multipart/form-data; boundary=x' };
  assert.equal((await raw('POST', '/prov', { 'content-type': 'multipart/form-data' }, 'a')).status, 422);
  assert.equal((await raw('POST', '/prov', parts, '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nhalf')).status, 422);
  assert.equal((await raw('POST', '/prov', parts, '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n')).status, 422);
});

test('what nobody can type is taken out of what was typed', async () => {
  assert.deepEqual(JSON.parse((await browser.post('/prov', { a: 'för\0e', b: ['1\0', '2'] })).text).fields, { a: 'före', b: ['1', '2'] });
});

test('a query that does not fit is an address that does not exist', async () => {
  assert.equal((await browser.get('/prov/fraga?antal=9')).text, '9');
  for (const query of ['', '?antal=10', '?antal=tio', '?antal=1&antal=2']) assert.equal((await browser.get(`/prov/fraga${query}`)).status, 404, query);
});

test('an address that cannot be read is answered with a page, not a fault', async () => {
  for (const path of ['/%zz', '/%ff', '/%00', `/${'a'.repeat(5_000)}`]) {
    const { status, text } = await raw('GET', path, {});
    assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
    assert.doesNotMatch(text, /FST_|statusCode/, path);
  }
});

test('a redirect within the house that leads out of it is a fault', async () => {
  assert.equal((await browser.get('/prov/bort')).status, 500);
});

test('a public page is rendered once a language, and again when something public has changed', async () => {
  const first = await browser.get('/prov/sida');
  assert.equal(first.text.endsWith('sv 1'), true);
  assert.equal((await browser.get('/prov/sida')).text, first.text);
  const english = server.browser(town);
  english.setCookie('sprak', 'en');
  assert.match((await english.get('/prov/sida')).text, /en 2$/);
  assert.match((await browser.get('/prov/sida')).text, /sv 1$/);
  await house.asOwner('update organisation.organisation set version = version + 1 where tenant_id = $1', [town.id]);
  house.clock.forward(2_500);
  assert.match((await browser.get('/prov/sida')).text, /sv 3$/);
});

test('of those who come while a public page is rendered all get the same one; what failed is tried again', async () => {
  const crowd = () => Promise.all(Array.from({ length: 6 }, () => server.browser(town).get('/prov/trog').then(({ status }) => status)));
  assert.deepEqual(new Set(await crowd()), new Set([500]));
  Object.assign(slow, { rendered: 0, broken: false });
  assert.deepEqual(new Set(await crowd()), new Set([200]));
  assert.equal(slow.rendered, 1);
});

test('a browser that has a public page is told that it still holds', async () => {
  const first = await browser.get('/prov/sida');
  const etag = first.headers.etag!;
  const again = await browser.get('/prov/sida', { headers: { 'if-none-match': etag } });
  assert.deepEqual([again.status, again.text], [304, '']);
  assert.equal((await browser.get('/prov/sida', { headers: { 'if-none-match': `W/${etag}` } })).status, 304);
  assert.equal((await browser.get('/prov/sida', { headers: { 'if-none-match': '"annan"' } })).status, 200);
  assert.match(String(first.headers.vary), /cookie/);
});

test('a public page comes packed to those who can unpack it', async () => {
  for (const [accepts, packed] of [['gzip, br', 'br'], ['gzip', 'gzip'], ['identity', undefined]] as const) {
    assert.equal((await browser.get('/prov/sida', { headers: { 'accept-encoding': accepts } })).headers['content-encoding'], packed);
  }
});

test('a host that no organisation answers to gets words in both languages and no page', async () => {
  const { status, text } = await raw('GET', '/', { host: 'okand.example' });
  assert.equal(status, 404);
  assert.match(text, /Ingen organisation.*\nNo organisation/);
});

test('the audit tells what was done from what was only tried', async () => {
  const worker = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', roles: ['registrar'] });
  const staff = await signedInStaff(house, server, town, worker);
  for (const status of ['200', '422', '409', '422-kept']) await staff.post('/prov/gor', { status });
  const entries = await house.asOwner<{ outcome: string; detail: object }>(
    "select outcome, detail from platform.audit_entry where tenant_id = $1 and event = 'prov.done' order by id", [town.id]);
  assert.deepEqual(entries.map(({ outcome }) => outcome).sort(), ['done', 'done', 'refused', 'refused']);
  assert.deepEqual(entries.flatMap(({ detail }) => ('reason' in detail ? [detail.reason] : [])).sort(), ['answered409', 'answered422']);
});
