import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { h } from 'preact';
import { identity, addStaff, assign } from '../../src/identity/index.ts';
import { cookieNames, startSession } from '../../src/identity/testing.ts';
import { addOrganisation, organisation, readOrganisation } from '../../src/organisation/index.ts';
import { anyone, file, none, page, route, staff, uuidv7, type House, type Room, type Uuid } from '../../src/platform/index.ts';
import { atDoor } from '../../src/platform/server/metrics.ts';
import { serve, testHouse, until } from '../support/index.ts';
import { admission, isStaff, passCookie, pressed } from '../../src/admission/index.ts';

const held: (() => void)[] = [];
const behind: Room = {
  name: 'portal', personData: { none: 'a test' }, retention: { none: 'a test' },
  routes: [
    route({
      method: 'GET', path: '/tung', access: anyone('a test'), audit: none('a test'),
      handle: () => new Promise((resolve) => { held.push(() => { resolve(file('klar', 'text/plain')); }); }),
    }),
    route({ method: 'GET', path: '/latt', access: anyone('a test'), audit: none('a test'), handle: () => file('klar', 'text/plain') }),
    route({ method: 'GET', path: '/oppen', cached: true, access: anyone('a test'), audit: none('a test'), handle: ({ language }) => page(h('p', null, language)) }),
    route({ method: 'GET', path: '/handlaggning/prov', access: staff('officer'), audit: none('a test'), handle: () => file('klar', 'text/plain') }),
    route({
      method: 'POST', path: '/spara', access: anyone('a test'), audit: none('a test'),
      handle: () => { throw Object.assign(new Error('twice the same'), { code: '23505' }); },
    }),
  ],
};
// Nobody waits for a connection here: what is slow is slow by the test's hand. More than are let in at once.
const house = await testHouse({ rooms: [organisation, admission, identity, behind], poolSize: 40 });
const server = await serve(house);
const host = `t-${uuidv7(new Date()).slice(-12)}.localhost`;
let tenant: Uuid;

before(async () => {
  const town = { ...readOrganisation(join(import.meta.dirname, '../../demo/organisations/exempelkommun.yaml')), default: false, hosts: [host] };
  tenant = await addOrganisation(house.db, town, [host]);
});

interface Got { status: number; headers: IncomingMessage['headers']; text: string }

function get(path: string, headers: Record<string, string> = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path, agent: false, headers: { host: `${host}:${server.port}`, accept: 'text/html', ...headers } }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; })
        .on('end', () => { resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text }); });
    }).on('error', reject).end();
  });
}

/** Every request that is held is answered, and those that come in their place. */
async function letAllGo(all: readonly Promise<Got>[]): Promise<void> {
  let answered = false;
  void Promise.all(all).then(() => { answered = true; });
  await until('everyone has an answer', () => {
    held.splice(0).forEach((go) => { go(); });
    return answered;
  });
}

async function staffCookies(): Promise<string> {
  const token = await house.db.system(tenant, 'test', async (tx) => {
    const staffId = await addStaff(tx, { name: 'Prov', title: 'Prov', organisationalId: 'prov' });
    await assign(tx, { staffId, role: 'officer' });
    return startSession(tx, { realm: 'staff', staffId, level: 3, provenAt: tx.now, unitIds: [], roles: ['officer'], display: { name: 'Prov' }, provider: { issuer: 'test', subject: staffId } });
  });
  const session = `${cookieNames.staff}=${token}`;
  const pass = (await get('/handlaggning/prov', { cookie: session })).headers['set-cookie']!.find((one) => one.startsWith(passCookie))!;
  return `${session}; ${pass.split(';', 1)[0]}`;
}

test('when all hands are full most are told so at once, staff are let in, and afterwards everything is as before', async () => {
  const cookie = await staffCookies();
  const inside = Array.from({ length: 20 }, () => get('/tung'));
  await until('as many as may are let in', () => held.length >= 19);
  const more = Array.from({ length: 60 }, () => get('/tung'));
  const refused = await Promise.any(more.map(async (one) => {
    const got = await one;
    return got.status === 503 ? got : Promise.reject(new Error('let in'));
  }));
  assert.match(refused.text, /Just nu är det många här samtidigt/);
  assert.match(refused.text, /lang="en"/);
  assert.match(refused.text, /ring oss på <a href="tel:0313900600">031-390 06 00<\/a>/, 'where to call when it cannot wait');
  assert.ok(Number(refused.headers['retry-after']) >= 10);
  assert.equal(pressed(house), true);
  assert.equal((await get('/handlaggning/prov', { cookie })).text, 'klar', 'staff come first');
  assert.equal((await get('/health/live')).status, 200);
  await letAllGo([...inside, ...more]);
  assert.ok((await Promise.all(inside)).filter(({ status }) => status === 200).length >= 19, 'nobody who was let in is thrown out');
  assert.equal((await get('/latt')).text, 'klar');
});

test('a machine is refused in its own tongue', async () => {
  const inside = Array.from({ length: 20 }, () => get('/tung'));
  await until('as many as may are let in', () => held.length >= 19);
  const more = Array.from({ length: 60 }, () => get('/tung', { accept: 'application/json' }));
  const refused = await Promise.any(more.map(async (one) => {
    const got = await one;
    return got.status === 503 ? got : Promise.reject(new Error('let in'));
  }));
  assert.equal((JSON.parse(refused.text) as { error: string }).error, 'busy');
  await letAllGo([...inside, ...more]);
});

test('a public page that was just read is answered at the door for a second, in the language of who asks, and by its tag when they have it', async () => {
  /** Whether the door answered, and what. */
  const read = async (headers: Record<string, string> = {}) => {
    const before_ = atDoor.answered;
    const { text, status, headers: { etag } } = await get('/oppen', headers);
    return { text, status, etag, atDoor: atDoor.answered > before_ };
  };
  assert.equal((await read({ cookie: 'ko-pass=1' })).atDoor, false);
  assert.equal((await read()).atDoor, false, 'what somebody got who brought a cookie is not left there');
  const { etag, ...answer } = await read({ cookie: 'ko-pass=1' });
  assert.deepEqual(answer, { text: '<!doctype html><p>sv</p>', status: 200, atDoor: true });
  assert.deepEqual([(await read({ cookie: 'sprak=en' })).atDoor, (await read({ cookie: 'sprak=en' })).text], [false, '<!doctype html><p>en</p>']);
  assert.deepEqual(await read({ 'if-none-match': etag! }), { text: '', status: 304, etag, atDoor: true });
  house.clock.forward(1_001);
  assert.equal((await read()).atDoor, false, 'hosts and rules are asked again each second');
});

test('the class of staff is signed, and ends', async () => {
  const cookie = await staffCookies();
  assert.equal(isStaff(house, cookie), true);
  assert.equal(isStaff(house, cookie.replace(/klass=\d/, 'klass=9')), false);
  assert.equal(isStaff(house, `${passCookie}=9999999999.aaaaaaaaaaaaaaaa`), false);
  const later: House = { ...house, clock: { now: () => new Date(house.clock.now().getTime() + 13 * 3_600_000) } };
  assert.equal(isStaff(later, cookie), false);
});

/** The database as it is when something is wrong with it: every connection ends in this fault. */
async function withDatabase<T>(connect: () => Promise<never>, work: (asked: () => number) => Promise<T>): Promise<T> {
  const pools = [house.db.pools.resident, house.db.pools.staff, house.db.pools.jobs];
  const kept = pools.map((pool) => pool.connect.bind(pool));
  let asked = 0;
  for (const pool of pools) {
    pool.connect = (() => {
      asked += 1;
      return connect();
    }) as typeof pool.connect;
  }
  // The gate asks on a connection of its own.
  const { ping } = house.db;
  house.db.ping = connect;
  try {
    return await work(() => asked);
  } finally {
    house.db.ping = ping;
    pools.forEach((pool, place) => { pool.connect = kept[place] as typeof pool.connect; });
  }
}

for (const [what, error] of Object.entries({
  'a database that is gone': { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' },
  'a database that does not answer': { message: 'timeout exceeded when trying to connect' },
})) {
  test(`${what}: visitors are told so, soon without asking it, and it is found out by itself when it is back`, async () => {
    await withDatabase(() => Promise.reject(Object.assign(new Error(error.message), { code: 'code' in error ? error.code : undefined })), async (asked) => {
      const first = await get('/latt');
      assert.equal(first.status, 503);
      assert.match(first.text, /Vi kan inte visa sidan just nu/);
      assert.ok(Number(first.headers['retry-after']) >= 15);
      await until('the gate knows', async () => {
        const soFar = asked();
        await get('/latt');
        return asked() === soFar;
      });
      const before_ = asked();
      const many = await Promise.all(Array.from({ length: 30 }, () => get('/latt')));
      assert.ok(many.every(({ status }) => status === 503));
      assert.ok(asked() - before_ < 30, 'not everyone is let through to ask');
      assert.equal((await get('/health/live')).status, 200);
    });
    await until('it is back', async () => (await get('/latt')).status === 200);
  });
}

test('a database that is full: visitors are told so, and it is not taken to be away, since it answers', async () => {
  const full = () => Promise.reject(Object.assign(new Error('sorry, too many clients already'), { code: '53300' }));
  await withDatabase(full, async () => {
    house.db.ping = () => Promise.resolve();
    const many = await Promise.all(Array.from({ length: 10 }, () => get('/latt')));
    assert.ok(many.every(({ status, text }) => status === 503 && /Vi kan inte visa sidan just nu/.test(text)));
  });
  assert.equal((await get('/latt')).text, 'klar');
});

test('a slow database: those for whom there is no room are told so at once, and nothing is stuck afterwards', async () => {
  let go = () => {};
  const slow = new Promise<void>((resolve) => { go = resolve; });
  const pool = house.db.pools.resident;
  const connect = pool.connect.bind(pool) as typeof pool.connect;
  pool.connect = (() => slow.then(() => connect())) as typeof pool.connect;
  let many: Promise<Got>[] = [];
  try {
    many = Array.from({ length: 90 }, () => get('/latt'));
    const refused = await Promise.any(many.map(async (one) => ((await one).status === 503 ? one : Promise.reject(new Error('let in')))));
    assert.equal(refused.status, 503);
  } finally {
    pool.connect = connect;
    go();
  }
  const all = await Promise.all(many);
  assert.deepEqual(new Set(all.map(({ status }) => status)), new Set([200, 503]));
  assert.equal((await get('/latt')).text, 'klar');
});

test('a fault of ours is not blamed on the house', async () => {
  assert.equal((await server.browser({ host }).post('/spara', {})).status, 500);
});
