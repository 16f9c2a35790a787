import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join as pathOf } from 'node:path';
import { before, test } from 'node:test';
import { admission } from '../admission/index.ts';
import { addStaff, assign, identity, meetPerson } from '../identity/index.ts';
import { cookieNames, startSession } from '../identity/testing.ts';
import { addOrganisation, organisation, readOrganisation } from '../organisation/index.ts';
import { Database, anyone, file, fill, none, route, uuidv7, type House, type Room, type StaffRole, type Uuid } from '../platform/index.ts';
import { hidden, serve, testHouse, type Client } from '../../test/support/index.ts';
import { join, queue, recount, placeInRecord, waitable, type RecordPart } from './index.ts';
import { looksOf } from './looks.ts';
import { openLane } from './actions/open-lane.ts';
import { changeLane, findLane } from './store/lanes.ts';
import { retention } from './personal.ts';
import { laneFor } from './testing.ts';
import type { Status } from './status.ts';

// Long because all of it happens in one town, which is most of the cost.

/** What stands behind the lanes of the tests. */
const behind: Room = {
  name: 'portal', personData: { none: 'a test' }, retention: { none: 'a test' },
  routes: ['/prov', '/prov/steg', '/provat', '/annat', '/snart'].map((path) => route({
    method: 'GET', path, access: anyone('a test'), audit: none('a test'), handle: () => file(`inne på ${path}`, 'text/plain'),
  })),
};
const house = await testHouse({
  rooms: [organisation, admission, identity, queue, behind],
  fills: [fill(waitable, async () => [{ guards: '/prov/steg', leadsTo: '/prov', label: 'Prov' }])],
});
const server = await serve(house);
const hosts = ['a', 'b'].map((name) => `${name}-${uuidv7(new Date()).slice(-12)}.localhost`);
const tenants: Uuid[] = [];
const minute = 60_000;

before(async () => {
  for (const host of hosts) {
    const town = { ...readOrganisation(pathOf(import.meta.dirname, '../../demo/organisations/exempelkommun.yaml')), default: false, hosts: [host] };
    tenants.push(await addOrganisation(house.db, town, [host]));
  }
});

const visitor = (town = 0) => server.browser({ host: hosts[town]! });
const tenant = () => tenants[0]!;
const status = async (slug: string, client = visitor()): Promise<Status> => JSON.parse((await client.get(`/ko/${slug}/status`)).text) as Status;
const joinAs = async (client: Client, slug: string) => {
  const answer = await client.post(`/ko/${slug}/plats`, { id: randomUUID() });
  assert.equal(answer.status, 303);
  return answer.location!;
};
const heading = (text: string) => /alert-heading">(?:<span[^>]*>[^<]*<\/span>)?([^<]*)/.exec(text)?.[1]?.trim();
/** Time passes as it does when people look now and then. */
const wait = async (seconds: number, step = 2) => {
  for (let at = 0; at < seconds; at += step) {
    house.clock.forward(step * 1000);
    looksOf(house).forget(tenant());
    await looksOf(house).of(tenant());
  }
};

test('a guarded address leads to the lane, and nothing beside it does', async () => {
  await laneFor(house, tenant(), { slug: 'vakt' });
  looksOf(house).forget(tenant());
  const client = visitor();
  assert.equal((await client.get('/prov')).location?.pathname, '/ko/vakt');
  assert.equal((await client.get('/prov/steg?x=1')).location?.pathname, '/ko/vakt');
  const script = /src="(\/ko-skript\/[^"]+)"/.exec((await joinAs(visitor(), 'vakt').then((at) => visitor().get(`${at.pathname}${at.search}`))).text)?.[1];
  assert.match((await client.get(script!)).text, /fetch\(/, 'the script that tells when it is one\'s turn is there');
  assert.equal((await client.get('/provat')).text, 'inne på /provat');
  assert.equal((await visitor(1).get('/prov')).text, 'inne på /prov', 'another organisation has no lane');
  await house.db.system(tenant(), 'test', async (tx) => { await changeLane(tx, (await findLane(tx, 'vakt'))!.id, { ended_at: tx.now }); });
  looksOf(house).forget(tenant());
  assert.equal((await client.get('/prov')).text, 'inne på /prov');
});

test('whoever waits their turn is let in, may come back with the address alone, and may ask for more time', async () => {
  await laneFor(house, tenant(), { slug: 'alltid', perMinute: 30, guards: '/annat', passMinutes: 10 });
  looksOf(house).forget(tenant());
  const [first, second] = [visitor(), visitor()];
  await joinAs(first, 'alltid');
  const ticket = await joinAs(second, 'alltid');
  const waiting = await second.get(ticket);
  assert.match(waiting.text, /En person är före dig/);
  assert.match(waiting.text, /role="status"/);
  await wait(4);
  second.forgetCookies();
  const turn = await second.get(ticket);
  assert.equal(heading(turn.text), 'Det är din tur');
  assert.equal((await second.get('/annat')).location?.pathname, '/ko/alltid', 'a turn that is not taken is no pass');
  const entered = await second.post('/ko/alltid/tur', { b: hidden(turn.text, 'b') });
  assert.equal(entered.location?.pathname, '/annat');
  assert.equal((await second.get('/annat')).text, 'inne på /annat');
  house.clock.forward(11 * minute);
  assert.equal((await second.get('/annat')).location?.pathname, '/ko/alltid/min-plats');
  const over = await second.get('/ko/alltid/min-plats');
  assert.equal(heading(over.text), 'Din tid har gått ut');
  await second.post('/ko/alltid/mer-tid', { b: hidden(over.text, 'b') });
  assert.equal((await second.get('/annat')).text, 'inne på /annat');
  const inside = await second.get('/ko/Alltid/min-plats');
  assert.match(inside.text, /Ge mig mer tid/, 'capitals in the address are the same lane');
  assert.doesNotMatch((await second.get('/ko/Alltid')).text, /avboka eller ändra en tid/, 'no times behind this lane');
  await house.db.system(tenant(), 'test', async (tx) => { await changeLane(tx, (await findLane(tx, 'alltid'))!.id, { ended_at: tx.now }); });
  looksOf(house).forget(tenant());
  assert.doesNotMatch((await second.get('/ko/alltid/min-plats')).text, /Ge mig mer tid/, 'nothing is behind the lane any more');
  await house.db.system(tenant(), 'test', async (tx) => { await changeLane(tx, (await findLane(tx, 'alltid'))!.id, { ended_at: null }); });
  looksOf(house).forget(tenant());
});

test('a pass of one lane, a changed one and somebody else\'s ticket open nothing', async () => {
  const client = visitor();
  await laneFor(house, tenant(), { slug: 'en', guards: '/prov' });
  looksOf(house).forget(tenant());
  await joinAs(client, 'en');
  await wait(4);
  const turn = await client.get('/ko/en/min-plats');
  await client.post('/ko/en/tur', { b: hidden(turn.text, 'b') });
  const pass = client.cookie('__Host-ko-pass-en')!;
  assert.equal((await client.get('/prov')).status, 200);
  const other = visitor();
  other.setCookie('__Host-ko-pass-alltid', pass);
  assert.equal((await other.get('/annat')).location?.pathname, '/ko/alltid');
  other.setCookie('__Host-ko-pass-en', pass.replace(/^\d+/, (position) => String(Number(position) + 1)));
  assert.equal((await other.get('/prov')).location?.pathname, '/ko/en');
  const guessed = await other.get('/ko/en/min-plats?b=0.aaaaaaaaaaaaaaaa');
  assert.equal(guessed.status, 404);
  assert.match(guessed.text, /Vi känner inte igen platsen/);
});

test('the same id, again and again and all at once, is one place; a hundred ids are a hundred numbers in a row', async () => {
  const id = await laneFor(house, tenant(), { slug: 'samma', perMinute: 1 });
  const lane = await house.db.system(tenant(), 'test', async (tx) => (await findLane(tx, 'samma'))!);
  const same = randomUUID() as Uuid;
  const one = await Promise.all(Array.from({ length: 20 }, () => join(house, tenant(), lane, { id: same, channel: 'web' })));
  assert.deepEqual(new Set(one), new Set([0]));
  const many = await Promise.all(Array.from({ length: 100 }, () => join(house, tenant(), lane, { id: randomUUID() as Uuid, channel: 'web' })));
  assert.deepEqual(many.toSorted((a, b) => a - b), Array.from({ length: 100 }, (_, place) => place + 1));
  const [row] = await house.asOwner<{ count: number; places: number }>(
    'select count, (select count(*)::int from queue.place p where p.lane_id = l.lane_id) as places from queue.list l where lane_id = $1', [id]);
  assert.deepEqual(row, { count: 101, places: 101 });
});

test('an announced lane takes registrations, opens once, and its draw can be recounted by anyone', async () => {
  const now = house.clock.now().getTime();
  await laneFor(house, tenant(), { slug: 'lottad', kind: 'announced', guards: '/snart', registersAt: new Date(now - minute), opensAt: new Date(now + 10 * minute), perMinute: 60 });
  looksOf(house).forget(tenant());
  const client = visitor();
  assert.match((await client.get('/ko/lottad?')).text, /Alla som har anmält sig före/);
  const early = await joinAs(client, 'lottad');
  assert.equal(heading((await client.get(early)).text), 'Du är anmäld');
  const lane = await house.db.system(tenant(), 'test', async (tx) => (await findLane(tx, 'lottad'))!);
  const ids = Array.from({ length: 40 }, () => randomUUID() as Uuid);
  for (const one of ids) await join(house, tenant(), lane, { id: one, channel: 'web' });
  assert.equal((await client.get('/ko/lottad/lottning/lista')).status, 404, 'nothing is told before');
  assert.equal((await status('lottad')).to, 0);
  house.clock.forward(10 * minute);
  // Several processes see that it is time at the same moment.
  looksOf(house).forget(tenant());
  await Promise.all([1, 2, 3].map(() => house.db.system(tenant(), 'test', (tx) => openLane(tx, lane))));
  const opened = await house.asOwner<{ count: number }>('select count(*)::int as count from queue.step where lane_id = $1 and kind = \'opened\'', [lane.id]);
  assert.equal(opened[0]?.count, 1);
  const late = await joinAs(visitor(), 'lottad');
  const part = JSON.parse((await client.get('/ko/lottad/lottning/lista')).text) as RecordPart;
  assert.deepEqual(recount([part]), { ok: true, count: 41, seed: part.seed });
  assert.equal(part.promise, lane.promise, 'what was promised before');
  const places = ids.map((one) => placeInRecord([part], one)!.position);
  assert.equal(new Set(places).size, 40);
  assert.ok(places.every((place) => place < 41));
  assert.ok(late.search.startsWith('?b=41.'), 'who comes after the opening stands after all who were drawn');
  assert.ok(!ids.some((one) => JSON.stringify(part).includes(one)));
  for (const [wrong, changed] of Object.entries({
    secret: { ...part, secret: '00'.repeat(32) }, list: { ...part, leaves: part.leaves.toReversed() }, left: { ...part, leaves: part.leaves.slice(1) },
    seed: { ...part, seed: '00'.repeat(32) },
  })) assert.equal(recount([changed]).ok, false, wrong);
});

test('who misses their turn holds up nobody, and may stand last', async () => {
  await laneFor(house, tenant(), { slug: 'missad', guards: '/finns-inte', perMinute: 30, claimMinutes: 5 });
  looksOf(house).forget(tenant());
  const [absent, present] = [visitor(), visitor()];
  const theirs = await joinAs(absent, 'missad');
  await wait(4);
  await joinAs(present, 'missad');
  await wait(4);
  assert.equal(heading((await present.get('/ko/missad/min-plats')).text), 'Det är din tur');
  house.clock.forward(6 * minute);
  assert.equal(heading((await absent.get(theirs)).text), 'Din tur har passerat');
  house.clock.forward(6 * minute);
  const again = await absent.post('/ko/missad/plats?', { id: '' });
  assert.ok(again.location!.search.startsWith('?b=2.'), again.location!.search);
});

test('a lane for those who have signed in gives one place a person, in every browser', async () => {
  await laneFor(house, tenant(), { slug: 'person', signIn: true, guards: '/finns-inte' });
  looksOf(house).forget(tenant());
  const { id } = await meetPerson(house, tenant(), { givenName: 'Eva', familyName: 'Prov', number: '189101019801', birthDate: '1891-01-01' }, 'test');
  const signedIn = async () => {
    const client = visitor();
    client.setCookie(cookieNames.resident, await house.db.system(tenant(), 'test', (tx) => startSession(tx, {
      realm: 'resident', personId: id, level: 3, provenAt: tx.now, display: { name: 'Eva Prov' }, provider: { issuer: 'test', subject: id },
    })));
    return client;
  };
  assert.equal((await visitor().post('/ko/person/plats', { id: randomUUID() })).location?.pathname, '/ko/person', 'nobody else gets one');
  assert.equal((await visitor().post('/ko/person/anmalan', {})).location?.pathname, '/logga-in');
  const [one, two] = [await signedIn(), await signedIn()];
  assert.match((await one.get('/ko/person/anmalan')).text, /Du är inloggad som Eva Prov/);
  assert.equal((await one.post('/ko/person/anmalan', {})).location?.search, (await two.post('/ko/person/anmalan', {})).location?.search);
  const [row] = await house.asOwner<{ count: number }>('select count from queue.list l join queue.lane n on n.id = l.lane_id where n.slug = \'person\' and n.tenant_id = $1', [tenant()]);
  assert.equal(row?.count, 1);
  assert.ok('export' in queue.personData);
  const { export: exportAll } = queue.personData;
  assert.deepEqual(await house.db.system(tenant(), 'test', (tx) => exportAll(tx, id)), { places: [{ lane: 'person', number: 1 }] });
});

test('what everyone asks for is the same for all, small, kept for a second, and sets no cookie', async () => {
  const [long, short] = [await visitor().get('/ko/samma/status'), await visitor().get('/ko/samma/status')];
  assert.equal(short.headers['cache-control'], 'public, max-age=1');
  assert.equal(short.headers['set-cookie'], undefined);
  assert.ok(short.bytes.length < 400, `${short.bytes.length} bytes`);
  assert.deepEqual(Object.keys(JSON.parse(short.text) as object), Object.keys(JSON.parse(long.text) as object));
  assert.equal((await visitor(1).get('/ko/samma/status')).status, 404, 'another organisation\'s lane is not here, though it is known at the door');
});

test('another site cannot take a place in somebody\'s name', async () => {
  await visitor().get('/ko/samma/status');
  const before = await status('samma');
  const answer = await visitor().post('/ko/samma/plats', { id: '' }, { headers: { origin: 'https://annan.example', 'sec-fetch-site': 'cross-site' } });
  assert.equal(answer.status, 403);
  looksOf(house).forget(tenant());
  assert.equal((await status('samma', visitor())).count, before.count);
});

let staffNumber = 0;
async function worker(role: StaffRole, authorityId?: Uuid): Promise<Client> {
  const client = visitor();
  const token = await house.db.system(tenant(), 'test', async (tx) => {
    const staffId = await addStaff(tx, { name: 'Prov Personal', title: 'Prov', organisationalId: `prov${staffNumber++}` });
    await assign(tx, { staffId, ...(authorityId && { authorityId }), role });
    return startSession(tx, {
      realm: 'staff', staffId, ...(authorityId && { authorityId }), level: 3, provenAt: tx.now, unitIds: [], roles: [role], display: { name: 'Prov Personal', place: 'Prov' },
      provider: { issuer: 'test', subject: staffId },
    });
  });
  client.setCookie(cookieNames.staff, token);
  return client;
}

test('whoever runs a lane makes it, changes its speed, pauses, empties and ends it, each with who and when', async () => {
  const runner = await worker('administrator');
  const fields = {
    name: 'Lovplatser', slug: 'lov', guards: '/prov/steg', kind: 'always', perMinute: '1', claimMinutes: '20', passMinutes: '30', purpose: 'general', joinedBy: 'anyone',
  };
  assert.equal((await runner.post('/handlaggning/koer', { ...fields, slug: 'Ej Giltig' })).status, 422);
  assert.equal((await runner.post('/handlaggning/koer', { ...fields, guards: '/handlaggning' })).status, 422, 'only before what people wait for');
  assert.equal((await runner.post('/handlaggning/koer', fields)).location?.pathname, '/handlaggning/koer/lov');
  assert.equal((await runner.post('/handlaggning/koer', fields)).status, 422, 'the address is taken');
  const guest = visitor();
  const place = await joinAs(guest, 'lov');
  const step = (gor: string, more = {}) => {
    house.clock.forward(1000);
    return runner.post('/handlaggning/koer/lov/steg', { gor, ...more });
  };
  assert.match((await runner.get((await step('pause')).location!)).text, /Kön står stilla/);
  await wait(6);
  assert.match((await guest.get(place)).text, /Kön står stilla just nu/);
  assert.equal((await step('speed', { speed: 'fort' })).status, 422);
  await step('speed', { speed: '120' });
  await step('supply', { supply: '0' });
  assert.match((await guest.get(place)).text, /Det är troligt att det tar slut/);
  await step('empty');
  assert.equal(heading((await guest.get(place)).text), 'Kön har tömts');
  await step('end');
  assert.match((await visitor().get('/ko/lov?')).text, /Kön är stängd/);
  assert.match((await runner.get('/handlaggning/koer/lov')).text, /Kön gjordes, 1 släpps in varje minut/);
  const steps = await house.asOwner<{ kind: string; who: boolean }>(`select s.kind, s.staff_id is not null as who from queue.step s join queue.lane l on l.id = s.lane_id
    where l.slug = 'lov' and l.tenant_id = $1 order by s.at, s.id`, [tenant()]);
  assert.deepEqual(steps, ['made', 'paused', 'speed', 'supply', 'emptied', 'ended'].map((kind) => ({ kind, who: true })));
});

test('who rings stands in the same order as others; their number is sealed, read by those of the lane only, and gone when they were called', async () => {
  const [mine, other] = (await house.asOwner<{ id: Uuid }>('select id from organisation.authority where tenant_id = $1 order by slug limit 2', [tenant()])).map(({ id }) => id);
  const id = await laneFor(house, tenant(), { slug: 'ring', authorityId: mine!, guards: '/finns-inte', perMinute: 1 });
  looksOf(house).forget(tenant());
  await joinAs(visitor(), 'ring');
  const [officer, stranger] = [await worker('officer', mine), await worker('officer', other)];
  assert.equal((await officer.post('/handlaggning/koer/ring/plats', { name: 'Gun Ring', phone: '12' })).status, 422);
  const registered = await officer.post('/handlaggning/koer/ring/plats', { name: 'Gun Ring', phone: '070-174 06 05', channel: 'phone' });
  assert.equal(registered.location?.search, '?nummer=2');
  await joinAs(visitor(), 'ring');
  assert.match((await officer.get('/handlaggning/koer/ring')).text, /Gun Ring/);
  assert.equal((await stranger.get('/handlaggning/koer/ring')).status, 404);
  const [row] = await house.asOwner<{ id: string; contact: Buffer }>('select id, contact_cipher as contact from queue.place where lane_id = $1 and channel = \'phone\'', [id]);
  assert.ok(!row!.contact.toString('latin1').includes('Gun'));
  await officer.post('/handlaggning/koer/ring/uppringd', { plats: row!.id });
  assert.ok(!(await officer.get('/handlaggning/koer/ring')).text.includes('Gun Ring'));
  const numbers = await house.asOwner<{ channel: string }>('select channel from queue.place where lane_id = $1 order by number', [id]);
  assert.deepEqual(numbers.map(({ channel }) => channel), ['web', 'phone', 'web']);
});

test('three processes let in what one would, also when one of them dies, and one joins through each', async () => {
  const id = await laneFor(house, tenant(), { slug: 'flera', guards: '/finns-inte', perMinute: 600 });
  const processes = [1, 2, 3].map((): House => ({ ...house, db: new Database(house.db.pools, house.db.keys, house.clock, house.slots) }));
  const lane = await house.db.system(tenant(), 'test', async (tx) => (await findLane(tx, 'flera'))!);
  const numbers = await Promise.all(Array.from({ length: 300 }, (_, at) => join(processes[at % 3]!, tenant(), lane, { id: randomUUID() as Uuid, channel: 'web' })));
  assert.deepEqual(numbers.toSorted((a, b) => a - b), Array.from({ length: 300 }, (_, number) => number));
  for (let second = 1; second <= 20; second++) {
    house.clock.forward(1000);
    const alive = second <= 10 ? processes : processes.slice(1);
    for (const one of alive) looksOf(one).forget(tenant());
    await Promise.all(alive.map((one) => looksOf(one).of(tenant())));
  }
  // One that had begun to look before the last second passed looks once more.
  for (let more = 0; more < 2; more++) {
    looksOf(processes[1]!).forget(tenant());
    await looksOf(processes[1]!).of(tenant());
  }
  const [row] = await house.asOwner<{ admitted: number; called: number; overlaps: number }>(`select admitted_to as admitted,
    (select sum(to_position - from_position)::int from queue.called c where c.lane_id = i.lane_id) as called,
    (select count(*)::int from queue.called a join queue.called b on a.lane_id = b.lane_id and a.from_position < b.from_position and a.to_position > b.from_position
      where a.lane_id = i.lane_id) as overlaps from queue.inlet i where lane_id = $1`, [id]);
  assert.deepEqual(row, { admitted: 200, called: 200, overlaps: 0 }, 'ten a second for twenty seconds');
});

test('an ordinary lane is not there until it must be', async () => {
  const runner = await worker('manager');
  await laneFor(house, tenant(), { slug: 'vid-behov', kind: 'ordinary', guards: '/provat' });
  looksOf(house).forget(tenant());
  assert.equal((await visitor().get('/provat')).status, 200);
  await runner.post('/handlaggning/koer/vid-behov/steg', { gor: 'hold' });
  assert.equal((await visitor().get('/provat')).location?.pathname, '/ko/vid-behov');
  await wait(62, 31);
  assert.equal((await visitor().get('/provat')).status, 200, 'nobody waits and nothing presses: it lets go by itself');
});

test('places go three months after a lane has ended, with the key; what was drawn stays two years', async () => {
  assert.ok('run' in retention);
  const count = async () => (await house.asOwner<{ count: number }>('select count(*)::int as count from queue.place p join queue.lane l on l.id = p.lane_id where l.slug = $1 and l.tenant_id = $2', ['lov', tenant()]))[0]!.count;
  assert.equal(await count(), 1);
  house.clock.forward(91 * 24 * 60 * minute);
  await house.db.system(tenant(), 'retention', retention.run);
  assert.equal(await count(), 0);
  const kept = await house.asOwner('select 1 from queue.lane where slug = \'lov\' and tenant_id = $1', [tenant()]);
  assert.equal(kept.length, 1);
  house.clock.forward(700 * 24 * 60 * minute);
  await house.db.system(tenant(), 'retention', retention.run);
  assert.deepEqual(await house.asOwner('select 1 from queue.lane where slug = \'lov\' and tenant_id = $1', [tenant()]), []);
});
