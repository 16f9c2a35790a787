import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Uuid } from '../../platform/index.ts';
import { standingOf, standingsOf } from '../actions/take-turn.ts';
import { changeLane, findLane, listLanes } from '../store/lanes.ts';
import { q } from '../store/tables.ts';
import { makeQueueTown, toldFirst } from '../testing.ts';

const { house, tenant, visitor, worker, lane, joinAs, status, wait } = await makeQueueTown();
const [mine, other] = (await house.asOwner<{ id: Uuid }>('select id from organisation.authority where tenant_id = $1 order by slug limit 2', [tenant])).map(({ id }) => id) as [Uuid, Uuid];

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
  assert.match((await guest.get(place)).text, /data-queue-left[^>]*>Det är slut just nu/, 'not "likely" when none is left');
  await step('empty');
  assert.equal(toldFirst((await guest.get(place)).text), 'Kön har tömts');
  await step('end');
  assert.match((await visitor().get('/ko/lov?')).text, /Kön är stängd/);
  assert.match((await runner.get('/handlaggning/koer/lov')).text, /Kön gjordes, 1 släpps in varje minut/);
  const steps = await house.asOwner<{ kind: string; who: boolean }>(`select s.kind, s.staff_id is not null as who from queue.step s join queue.lane l on l.id = s.lane_id
    where l.slug = 'lov' and l.tenant_id = $1 order by s.at, s.id`, [tenant]);
  assert.deepEqual(steps, ['made', 'paused', 'speed', 'supply', 'emptied', 'ended'].map((kind) => ({ kind, who: true })));
});

test('when everyone is let through, those who wait are told to go on, and staff are offered nothing but to hold people again', async () => {
  await lane({ slug: 'fritt', authorityId: mine, guards: '/finns-inte', perMinute: 1 });
  const [runner, guest] = [await worker('manager', mine), visitor()];
  const [at, place] = ['/handlaggning/koer/fritt', await joinAs(guest, 'fritt')];
  const offered = async () => [...(await runner.get(at)).text.matchAll(/name="gor" value="(pause|resume|through|hold)"/g)].map(([, doing]) => doing);
  await runner.post(`${at}/steg`, { gor: 'pause' });
  assert.deepEqual(await offered(), ['resume', 'through']);
  await runner.post(`${at}/steg`, { gor: 'through' });
  const told = (await guest.get(place)).text;
  assert.equal(toldFirst(told), 'Du behöver inte vänta');
  assert.match(told, /href="\/finns-inte"[^>]*>[^]*Gå vidare/);
  assert.doesNotMatch(told, /Du står i kön|står stilla|data-ticket/, 'and the page asks no more');
  assert.equal((await status('fritt')).through, true, 'what the script goes by');
  const [back, wrong] = ['/finns-inte/tid?a=1', '/finns-inte?\\'].map((till) => `${place.pathname}${place.search}&till=${encodeURIComponent(till)}`) as [string, string];
  assert.match((await guest.get(back)).text, /href="\/finns-inte\/tid\?a=1"/, 'on to where one was');
  assert.equal((await guest.get(wrong)).status, 200);
  assert.deepEqual(await offered(), ['hold']);
  assert.match((await runner.get(at)).text, /Väntan för den som kommer nu<\/dt><dd[^>]*>ingen</);
  await runner.post(`${at}/steg`, { gor: 'resume' });
  assert.equal(toldFirst((await guest.get(place)).text), 'Du behöver inte vänta', 'an old page changes nothing');
  await runner.post(`${at}/steg`, { gor: 'hold' });
  assert.deepEqual(await offered(), ['resume', 'through']);
  assert.match((await guest.get(place)).text, /Du står i kön/, 'the place is kept');
});

test('who rings stands in the same order as others; their number is sealed, read by those of the lane only, and gone when they were called', async () => {
  const id = await lane({ slug: 'ring', authorityId: mine, guards: '/finns-inte', perMinute: 1 });
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

test('an ordinary lane is not there until it must be', async () => {
  const runner = await worker('manager');
  await lane({ slug: 'vid-behov', kind: 'ordinary', guards: '/provat' });
  assert.equal((await visitor().get('/provat')).status, 200);
  await runner.post('/handlaggning/koer/vid-behov/steg', { gor: 'hold' });
  assert.equal((await visitor().get('/provat')).location?.pathname, '/ko/vid-behov');
  await wait(62, 31);
  assert.equal((await visitor().get('/provat')).status, 200, 'nobody waits and nothing presses: it lets go by itself');
});

test('whoever is rung when it is their turn has it taken by staff; one who rings again is found by the number they were told', async () => {
  const id = await lane({ slug: 'upp', authorityId: mine, guards: '/finns-inte', perMinute: 60 });
  const officer = await worker('officer', mine);
  const at = '/handlaggning/koer/upp';
  for (const fields of [{ name: 'Bo Upp', phone: '070-174 06 06' }, { name: '', phone: '' }]) await officer.post(`${at}/plats`, { ...fields, channel: 'phone' });
  await joinAs(visitor(), 'upp');
  await wait(6);
  const page = (await officer.get(at)).text;
  assert.match(page, /En person på ringlistan har fått sin tur/);
  assert.match((await officer.get(`${at}/lage`)).text, /En person på ringlistan har fått sin tur/, 'the page moves by itself');
  const places = await house.asOwner<{ id: string; number: number }>('select id, number from queue.place where lane_id = $1 order by number', [id]);
  const [bo, again, web] = places.map((place) => place.id);
  assert.equal((await officer.post(`${at}/tur`, { plats: web! })).status, 404, 'a place of the web is its holder\'s own');
  assert.match((await officer.get((await officer.post(`${at}/tur`, { plats: bo! })).location!)).text, /Turen är tagen/);
  assert.ok(!(await officer.get(at)).text.includes('Bo Upp'));
  assert.match((await officer.get(`${at}?sok=2`)).text, /Nummer 2: personens tur till kl/);
  assert.equal((await officer.get(`${at}?sok=3`)).status, 422, 'a number that no member of staff gave out');
  await officer.post(`${at}/tur`, { plats: again! });
  const turns = await house.asOwner<{ position: number }>('select position from queue.turn where lane_id = $1 order by position', [id]);
  assert.deepEqual(turns.map(({ position }) => position), [0, 1]);
  const audit = await house.asOwner<{ event: string; detail: Record<string, unknown> }>(
    'select event, detail from platform.audit_entry where tenant_id = $1 and event = \'queue.callerReached\' and outcome = \'done\' order by (detail->>\'number\')::int', [tenant]);
  assert.deepEqual(audit.map(({ detail }) => detail), [{ lane: 'upp', number: 1 }, { lane: 'upp', number: 2 }]);
});

test('where many callers stand is asked with as many questions as where one does', async () => {
  const id = await lane({ slug: 'manga', authorityId: mine, guards: '/finns-inte', perMinute: 60, claimMinutes: 1 });
  const officer = await worker('officer', mine);
  for (const name of ['Ett', 'Två', 'Tre']) await officer.post('/handlaggning/koer/manga/plats', { name, phone: '070-174 06 05', channel: 'phone' });
  await wait(6);
  const [first] = await house.asOwner<{ id: string }>('select id from queue.place where lane_id = $1 and number = 0', [id]);
  await officer.post('/handlaggning/koer/manga/tur', { plats: first!.id });
  await wait(75, 25);
  for (const name of ['Fyra', 'Fem', 'Sex']) await officer.post('/handlaggning/koer/manga/plats', { name, phone: '070-174 06 05', channel: 'phone' });
  await house.db.system(tenant, 'test', async (tx) => {
    const stored = (await findLane(tx, 'manga'))!;
    const ask = tx.all.bind(tx);
    let asked = 0;
    tx.all = (query) => {
      asked += 1;
      return ask(query);
    };
    const numbers = [0, 1, 2, 3, 4, 5];
    const together = await standingsOf(tx, stored, numbers);
    const questions = asked;
    assert.deepEqual(together.map(({ at }) => at), ['inside', 'missed', 'missed', 'waiting', 'waiting', 'waiting']);
    const apart = await Promise.all(numbers.map((number) => standingOf(tx, stored, number)));
    assert.deepEqual(together, apart);
    assert.ok(questions <= 3, `turns, calls, how far it has come: not ${questions}`);
  });
});

test('a lane of the whole organisation is run by those who act for all of it; others register callers in it', async () => {
  const id = await lane({ slug: 'hela', guards: '/finns-inte' });
  const [manager, whole] = [await worker('manager', mine), await worker('manager')];
  const row = () => house.asOwner('select paused_at, ended_at from queue.lane where id = $1', [id]);
  assert.match((await manager.get('/handlaggning/koer/hela')).text, /Den styrs av den som är chef eller administratör för hela organisationen/);
  for (const gor of ['pause', 'end']) assert.equal((await manager.post('/handlaggning/koer/hela/steg', { gor })).status, 403);
  assert.deepEqual(await row(), [{ paused_at: null, ended_at: null }]);
  assert.equal((await manager.post('/handlaggning/koer/hela/plats', { channel: 'counter' })).status, 303);
  assert.equal((await whole.post('/handlaggning/koer/hela/steg', { gor: 'end' })).status, 303);
  assert.notDeepEqual(await row(), [{ paused_at: null, ended_at: null }]);
});

test('the logins of people read no secret of a lane, and those of staff nothing of another authority\'s', async () => {
  const [ours, theirs, everybodys] = [await lane({ slug: 'vara', authorityId: mine }), await lane({ slug: 'deras', authorityId: other }), await lane({ slug: 'allas' })];
  const asStaff = <T>(work: Parameters<typeof house.db.transaction<T>>[3]) => house.db.transaction('staff', { tenant, authority: mine }, { kind: 'system', name: 'test' }, work);
  const sealed = q.selectFrom('queue.lane').select('secrets_cipher').where('tenant_id', '=', tenant);
  await assert.rejects(asStaff((tx) => tx.all(sealed)), /permission denied/);
  await assert.rejects(house.db.transaction('resident', { tenant }, { kind: 'anyone' }, (tx) => tx.all(sealed)), /permission denied/);
  await assert.rejects(asStaff((tx) => tx.run(q.updateTable('queue.lane').set({ seed: 'vald' }).where('tenant_id', '=', tenant).where('id', '=', ours))), /permission denied/);
  const seen = await asStaff(async (tx) => ({
    lanes: (await listLanes(tx)).map(({ slug }) => slug),
    ...Object.fromEntries(await Promise.all((['queue.list', 'queue.inlet', 'queue.step'] as const).map(async (table) => [
      table, (await tx.all(q.selectFrom(table).select('lane_id').where('tenant_id', '=', tenant).where('lane_id', 'in', [ours, theirs, everybodys]))).map((row) => row.lane_id).toSorted(),
    ]))),
  }));
  assert.ok(seen.lanes.includes('vara') && seen.lanes.includes('allas') && !seen.lanes.includes('deras'));
  for (const table of ['queue.list', 'queue.inlet', 'queue.step'] as const) assert.deepEqual((seen as Record<string, unknown>)[table], [ours, everybodys].toSorted(), table);
  await asStaff(async (tx) => { await changeLane(tx, everybodys, { paused_at: tx.now }); });
  assert.equal((await house.db.system(tenant, 'test', (tx) => findLane(tx, 'allas')))?.pausedAt, undefined, 'and changes nothing of the whole organisation\'s');
});
