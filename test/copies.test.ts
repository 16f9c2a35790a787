import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { makeTown, type Town } from '../src/cases/testing.ts';
import { untilDatabaseAnswers } from '../src/main/while-away.ts';
import { touch } from '../src/organisation/index.ts';
import { allRoutes, buildAwayServer, buildServer, copiesOnShelf, copyPages, type House } from '../src/platform/index.ts';
import { openPools } from '../src/platform/database/pools.ts';
import { Database } from '../src/platform/database/transaction.ts';
import { rooms } from '../src/sprang.ts';
import { testHouse, until } from './support/index.ts';

const house = await testHouse({ rooms });
const routes = allRoutes(rooms);
const folder = join(house.settings.varDirectory, 'copies');
let town: Town;

before(async () => {
  town = await makeTown(house, ['fardtjanst', 'synpunkt']);
  const app = await buildServer(house, rooms, { trustedProxy: [], ready: async () => ({ ready: true, parts: {} }) });
  await copyPages(app, house, routes);
  await app.close();
});

/** The same house, with nothing where its database was. */
async function withoutDatabase(): Promise<Awaited<ReturnType<typeof buildServer>>> {
  const pools = openPools('postgres://127.0.0.1:1/nowhere', house.master);
  house.atEnd(() => pools.end());
  const away: House = { ...house, db: new Database(pools, house.keys, house.clock, house.slots) };
  const app = await buildServer(away, rooms, { trustedProxy: [], ready: async () => ({ ready: false, parts: {} }) });
  // What is known of hosts is believed for two seconds.
  house.clock.forward(3_000);
  return app;
}

type App = Awaited<ReturnType<typeof buildServer>>;
const get = (app: App, url: string, cookie = '') => app.inject({ method: 'GET', url, headers: { host: town.host, accept: 'text/html', cookie } });

test('when the database is away what is public is answered from copies, marked as such, in the language of the reader', async () => {
  const app = await withoutDatabase();
  for (const path of ['/', '/tjanster', '/kris', '/kontakt', '/tjanster/fardtjanst', '/tillganglighet', '/personuppgifter', '/om', '/information']) {
    const answer = await get(app, path);
    assert.equal(answer.statusCode, 200, path);
    assert.match(answer.body, /<main[^>]*><div class="ds-alert"[^>]*role="status"><p>Du ser en kopia av sidan, från 20 november 2026 kl\. 10\.00\./, path);
    assert.equal(answer.headers['cache-control'], 'no-store');
  }
  assert.match((await get(app, '/kris', 'sprak=en')).body, /This is a copy of the page/);
  assert.match((await get(app, '/kris?sprak=sv-simple')).body, /Det här är en kopia av sidan/);
  const theme = /href="(\/tema\/[^"]+)"/.exec((await get(app, '/')).body)![1]!;
  assert.match(String((await get(app, theme)).headers['content-type']), /^text\/css/);
  await app.close();
});

test('when the database goes away while pages are copied, the copies stand as they were', async () => {
  const app = await withoutDatabase();
  await copyPages(app, house, routes);
  const { body } = await get(app, '/');
  assert.equal(body.match(/Du ser en kopia av sidan/g)?.length, 1, 'a copy of a copy would be marked twice, and say that it is new');
  assert.match(body, /från 20 november 2026 kl\. 10\.00\./);
  assert.equal((await get(app, '//')).statusCode, 503, 'no address of ours');
  await app.close();
});

test('nothing that is written as an address stops the process, though copies are looked for before anything else reads it', async () => {
  const app = await withoutDatabase();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const ask = (path: string, host: string) => askAt(port, path, host);
  for (const host of ['__proto__', 'constructor', '../..', '[', `${town.host}.`]) assert.notEqual(await ask('/', host), 200, host);
  // After these the gate itself answers, before anything else has looked at what was asked for.
  for (let failure = 0; failure < 6; failure++) assert.equal(await ask('/mina-sidor', town.host), 503);
  for (const path of ['//[', '//a:99999', '//', '/%00', '/../../etc/passwd', '/static/%2e%2e/%2e%2e/package.json']) assert.ok([400, 404, 503].includes(await ask(path, town.host)), path);
  assert.equal(await ask('/', town.host), 200);
  await app.close();
});

test('what nothing leads to any more is copied no longer, in memory or in a file, and what could not be seen just now stands', async () => {
  const app = await buildServer(house, rooms, { trustedProxy: [], ready: async () => ({ ready: true, parts: {} }) });
  let queue = false;
  app.addHook('onRequest', async (asked, reply) => (queue && asked.url === '/kontakt' ? reply.code(303).header('location', '/ko/kontakt').send() : undefined));
  const copied = () => copiesOnShelf(house, town.id).map(({ path, language }) => `${language} ${path}`);
  const inFile = async () => (await Promise.all((await readdir(folder)).map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as { tenant?: string; path?: string })))
    .filter(({ tenant, path }) => tenant === town.id && path === '/tjanster/synpunkt').length;
  assert.ok(copied().includes('en /tjanster/synpunkt'));
  assert.equal(await inFile(), 3);
  await house.asOwner('update services.version set valid_from = $2 where tenant_id = $1 and service = $3', [town.id, '2027-01-01', 'complaint']);
  await house.db.system(town.id, 'test', touch);
  house.clock.forward(60_000);
  await copyPages(app, house, routes);
  assert.deepEqual(copied().filter((one) => one.endsWith('/synpunkt')), []);
  assert.equal(await inFile(), 0);
  const of = (path: string) => copiesOnShelf(house, town.id).find((one) => one.path === path && one.language === 'sv');
  assert.ok(of('/tjanster/fardtjanst'), 'what is linked is there still');

  const before = of('/kontakt')!.at;
  queue = true;
  house.clock.forward(60_000);
  await copyPages(app, house, routes);
  assert.deepEqual(of('/kontakt')!.at, before, 'a queue stands before it');
  assert.ok(of('/')!.at > before);
  await app.close();
});

test('what is behind sign-in, and what is sent, is refused with honest words and a time to come back', async () => {
  const app = await withoutDatabase();
  for (const answer of [await get(app, '/mina-sidor', '__Host-sprang=x'), await app.inject({ method: 'POST', url: '/tillganglighet', headers: { host: town.host, accept: 'text/html' } })]) {
    assert.equal(answer.statusCode, 503);
    assert.match(String(answer.headers['retry-after']), /^\d+$/);
    assert.match(answer.body, /Inget du har skickat in tidigare är borta/);
  }
  const stranger = await app.inject({ method: 'GET', url: '/', headers: { host: 'finns-inte.example', accept: 'text/html' } });
  assert.equal(stranger.statusCode, 503, 'another organisation\'s copies are not for hosts that it does not answer to');
  await app.close();
});

test('a process that starts while the database is away serves what the one before it left, and is not ready', async () => {
  const files = await readdir(folder);
  assert.ok(files.length > 20 && files.every((name) => name.endsWith('.json')), 'whole files only');
  const app = await buildAwayServer(house);
  assert.match((await get(app, '/')).body, /Du ser en kopia av sidan/);
  assert.equal((await get(app, '/mina-sidor')).statusCode, 503);
  assert.equal((await get(app, '/health/ready')).statusCode, 503);
  assert.equal((await get(app, '/health/live')).statusCode, 200);
  await app.close();
});

test('with the database away from the start copies are served, and when it answers the process goes on to start', async () => {
  const real = new URL(house.ownerUrl);
  // A way to the database that is closed at first.
  const way = createServer((visitor) => {
    const database = connect({ host: real.hostname, port: Number(real.port) });
    for (const [one, other] of [[visitor, database], [database, visitor]] as const) one.on('error', () => other.destroy()).pipe(other);
  });
  const databasePort = await freePort();
  const port = await freePort();
  const url = Object.assign(new URL(house.ownerUrl), { host: `127.0.0.1:${databasePort}` }).href;
  const going = untilDatabaseAnswers(url, { ...house.settings, port }, house.log);
  const ask = (path: string) => askAt(port, path, town.host).catch(() => undefined);
  await until('a server of copies', async () => await ask('/health/live') === 200);
  assert.deepEqual([await ask('/health/ready'), await ask('/'), await ask('/kris'), await ask('/mina-sidor')], [503, 200, 200, 503]);
  way.listen(databasePort, '127.0.0.1');
  await going;
  assert.equal(await ask('/health/live'), undefined, 'the port is free for the house itself');
  way.close();
});

/** The status of what is asked for under a host name, past what a client would make of the address. */
function askAt(port: number, path: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host, accept: 'text/html' } }, (incoming) => { incoming.resume().on('end', () => { resolve(incoming.statusCode!); }); }).on('error', reject).end();
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
