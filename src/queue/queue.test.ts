import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { test } from 'node:test';
import { meetPerson } from '../identity/index.ts';
import { cookieNames, startSession } from '../identity/testing.ts';
import type { Uuid } from '../platform/index.ts';
import { hidden, until } from '../../test/support/index.ts';
import { join, queue } from './index.ts';
import { openLane } from './actions/open-lane.ts';
import { recount, placeInRecord, type RecordPart } from './actions/record-of.ts';
import { looksOf } from './looks.ts';
import { positionOf } from './model/lane.ts';
import { changeLane, findLane } from './store/lanes.ts';
import { left, makeQueueTown, toldFirst } from './testing.ts';

const minute = 60_000;
const { house, tenant, visitor, status, lane, joinAs, goIn, wait } = await makeQueueTown();

test('a guarded address leads to the lane, and nothing beside it does', async () => {
  await lane({ slug: 'vakt' });
  const client = visitor();
  assert.equal((await client.get('/prov')).location?.pathname, '/ko/vakt');
  const step = (await client.get('/prov/steg?x=1')).location!;
  assert.equal(step.pathname + step.hash, '/ko/vakt#till=%2Fprov%2Fsteg%3Fx%3D1', 'and what one pressed is not forgotten');
  const script = /src="(\/ko-skript\/[^"]+)"/.exec((await joinAs(visitor(), 'vakt').then((at) => visitor().get(`${at.pathname}${at.search}`))).text)?.[1];
  assert.match((await client.get(script!)).text, /fetch\(/, 'the script that tells when it is one\'s turn is there');
  assert.equal((await client.get('/provat')).text, 'inne på /provat');
  assert.equal((await visitor('foreign').get('/prov')).text, 'inne på /prov', 'another organisation has no lane');
  await house.db.system(tenant, 'test', async (tx) => { await changeLane(tx, (await findLane(tx, 'vakt'))!.id, { ended_at: tx.now }); });
  looksOf(house).forget(tenant);
  assert.equal((await client.get('/prov')).text, 'inne på /prov');
});

test('whoever waits their turn is let in, may come back with the address alone, and may ask for more time', async () => {
  await lane({ slug: 'alltid', perMinute: 30, guards: '/annat', passMinutes: 10 });
  const [first, second] = [visitor(), visitor()];
  await joinAs(first, 'alltid');
  const ticket = await joinAs(second, 'alltid');
  const waiting = await second.get(ticket);
  assert.match(waiting.text, /En person är före dig/);
  assert.match(waiting.text, /role="status"/);
  await wait(4);
  second.forgetCookies();
  const turn = await second.get(ticket);
  assert.equal(toldFirst(turn.text), 'Det är din tur');
  assert.equal((await second.get('/annat')).location?.pathname, '/ko/alltid', 'a turn that is not taken is no pass');
  const entered = await second.post('/ko/alltid/tur', { b: hidden(turn.text, 'b') });
  assert.equal(entered.location?.pathname, '/annat');
  assert.equal((await second.get('/annat')).text, 'inne på /annat');
  house.clock.forward(11 * minute);
  assert.equal((await second.get('/annat')).location?.pathname, '/ko/alltid/min-plats');
  const over = await second.get('/ko/alltid/min-plats');
  assert.equal(toldFirst(over.text), 'Din tid har gått ut');
  await second.post('/ko/alltid/mer-tid', { b: hidden(over.text, 'b') });
  assert.equal((await second.get('/annat')).text, 'inne på /annat');
  const inside = await second.get('/ko/Alltid/min-plats');
  assert.match(inside.text, /Ge mig mer tid/, 'capitals in the address are the same lane');
  assert.doesNotMatch((await second.get('/ko/Alltid')).text, /avboka eller ändra en tid/, 'no times behind this lane');
  await house.db.system(tenant, 'test', async (tx) => { await changeLane(tx, (await findLane(tx, 'alltid'))!.id, { ended_at: tx.now }); });
  looksOf(house).forget(tenant);
  assert.doesNotMatch((await second.get('/ko/alltid/min-plats')).text, /Ge mig mer tid/, 'nothing is behind the lane any more');
  await house.db.system(tenant, 'test', async (tx) => { await changeLane(tx, (await findLane(tx, 'alltid'))!.id, { ended_at: null }); });
  looksOf(house).forget(tenant);
});

test('what one pressed before the queue is where one comes after it, whichever way the place was taken, and nowhere else', async () => {
  await lane({ slug: 'minns', guards: '/annat', leadsTo: '/annat/tider' });
  const take = async (till: string) => {
    const client = visitor();
    return { client, at: (await client.post('/ko/minns/plats', { id: randomUUID(), till })).location! };
  };
  const slow = await take('/annat/tid?a=1');
  await visitor().get('/ko/minns/status');
  const [door, elsewhere] = [await take('/annat/tid?a=1'), await take('https://annan.example/annat')];
  assert.equal(elsewhere.at.searchParams.get('till'), null);
  await wait(6);
  for (const { client, at } of [slow, door]) {
    const turn = (await client.get(at)).text;
    const entered = await client.post('/ko/minns/tur', { b: hidden(turn, 'b'), till: hidden(turn, 'till') });
    assert.equal(entered.location!.pathname + entered.location!.search, '/annat/tid?a=1');
  }
});

test('a pass of one lane, a changed one and somebody else\'s ticket open nothing', async () => {
  const client = visitor();
  await lane({ slug: 'en', guards: '/prov' });
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
  const id = await lane({ slug: 'samma', perMinute: 1 });
  const stored = await house.db.system(tenant, 'test', async (tx) => (await findLane(tx, 'samma'))!);
  const same = randomUUID() as Uuid;
  const one = await Promise.all(Array.from({ length: 20 }, () => join(house, tenant, stored, { id: same, channel: 'web' })));
  assert.deepEqual(new Set(one), new Set([0]));
  const many = await Promise.all(Array.from({ length: 100 }, () => join(house, tenant, stored, { id: randomUUID() as Uuid, channel: 'web' })));
  assert.deepEqual(many.toSorted((a, b) => a - b), Array.from({ length: 100 }, (_, place) => place + 1));
  const [row] = await house.asOwner<{ count: number; places: number }>(
    'select count, (select count(*)::int from queue.place p where p.lane_id = l.lane_id) as places from queue.list l where lane_id = $1', [id]);
  assert.deepEqual(row, { count: 101, places: 101 });
});

test('an announced lane takes registrations, opens once, and its draw can be recounted by anyone', async () => {
  const now = house.clock.now().getTime();
  await lane({ slug: 'lottad', kind: 'announced', guards: '/snart', registersAt: new Date(now - minute), opensAt: new Date(now + 10 * minute), perMinute: 60 });
  const client = visitor();
  assert.match((await client.get('/ko/lottad?')).text, /Alla som har anmält sig före/);
  const early = await joinAs(client, 'lottad');
  assert.equal(toldFirst((await client.get(early)).text), 'Du är anmäld');
  const stored = await house.db.system(tenant, 'test', async (tx) => (await findLane(tx, 'lottad'))!);
  const ids = Array.from({ length: 40 }, () => randomUUID() as Uuid);
  for (const one of ids) await join(house, tenant, stored, { id: one, channel: 'web' });
  assert.equal((await client.get('/ko/lottad/lottning/lista')).status, 404, 'nothing is told before');
  assert.equal((await status('lottad')).to, 0);
  house.clock.forward(10 * minute);
  // Several processes see that it is time at the same moment.
  looksOf(house).forget(tenant);
  await Promise.all([1, 2, 3].map(() => house.db.system(tenant, 'test', (tx) => openLane(tx, stored))));
  const opened = await house.asOwner<{ count: number }>('select count(*)::int as count from queue.step where lane_id = $1 and kind = \'opened\'', [stored.id]);
  assert.equal(opened[0]?.count, 1);
  const late = await joinAs(visitor(), 'lottad');
  const part = JSON.parse((await client.get('/ko/lottad/lottning/lista')).text) as RecordPart;
  assert.deepEqual(recount([part]), { ok: true, count: 41, seed: part.seed });
  assert.equal(part.promise, stored.promise, 'what was promised before');
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

test('a journalist with nothing but what is shown to all counts a draw again, and finds what was changed', async () => {
  const page = (await visitor().get('/ko/lottad/lottning')).text;
  const folder = await mkdtemp(pathOf(tmpdir(), 'sprang-draw-'));
  const run = async (part: unknown) => {
    await writeFile(pathOf(folder, 'lottad-del-1.json'), JSON.stringify(part));
    return spawnSync(process.execPath, ['rakna-efter.mjs', 'lottad-del-1.json'], { cwd: folder, encoding: 'utf8' });
  };
  const [list, program] = [/href="([^"]*lottning\/lista[^"]*)"/, /href="([^"]*rakna-efter\.mjs)"/].map((one) => one.exec(page)![1]!);
  await writeFile(pathOf(folder, 'rakna-efter.mjs'), (await visitor().get(program!)).text);
  const part = JSON.parse((await visitor().get(list!)).text) as RecordPart;
  const right = await run(part);
  assert.equal(right.status, 0, right.stdout + right.stderr);
  const first = [...Array(part.count).keys()].find((number) => positionOf({ draw: part }, number) === 0)!;
  assert.match(right.stdout, new RegExp(`41 anmälda[^]*Först i kön: nummer ${first + 1},`));
  assert.ok(page.includes(part.promise), 'the fingerprint that was shown before');
  for (const changed of [{ ...part, secret: '00'.repeat(32) }, { ...part, leaves: part.leaves.toReversed() }, { ...part, leaves: part.leaves.slice(1) }, { ...part, seed: '00'.repeat(32) }]) {
    const wrong = await run(changed);
    assert.equal(wrong.status, 1);
    assert.match(wrong.stdout, /NEJ/);
  }
  await rm(folder, { recursive: true });
});

test('who misses their turn holds up nobody, and may stand last', async () => {
  await lane({ slug: 'missad', guards: '/finns-inte', perMinute: 30, claimMinutes: 5 });
  const [absent, present] = [visitor(), visitor()];
  const theirs = await joinAs(absent, 'missad');
  await wait(4);
  await joinAs(present, 'missad');
  await wait(4);
  assert.equal(toldFirst((await present.get('/ko/missad/min-plats')).text), 'Det är din tur');
  house.clock.forward(6 * minute);
  assert.equal(toldFirst((await absent.get(theirs)).text), 'Din tur har passerat');
  house.clock.forward(6 * minute);
  const again = await absent.post('/ko/missad/plats?', { id: '' });
  assert.ok(again.location!.search.startsWith('?b=2.'), again.location!.search);
});

test('a lane for those who have signed in gives one place a person, in every browser', async () => {
  await lane({ slug: 'person', signIn: true, guards: '/finns-inte' });
  const { id } = await meetPerson(house, tenant, { givenName: 'Eva', familyName: 'Prov', number: '189101019801', birthDate: '1891-01-01' }, 'test');
  const signedIn = async () => {
    const client = visitor();
    client.setCookie(cookieNames.resident, await house.db.system(tenant, 'test', (tx) => startSession(tx, {
      realm: 'resident', personId: id, level: 3, provenAt: tx.now, display: { name: 'Eva Prov' }, provider: { issuer: 'test', subject: id },
    })));
    return client;
  };
  assert.equal((await visitor().post('/ko/person/plats', { id: randomUUID() })).location?.pathname, '/ko/person', 'nobody else gets one');
  assert.equal((await visitor().post('/ko/person/anmalan', {})).location?.pathname, '/logga-in');
  const [one, two] = [await signedIn(), await signedIn()];
  assert.match((await one.get('/ko/person/anmalan')).text, /Du är inloggad som Eva Prov/);
  assert.equal((await one.post('/ko/person/anmalan', {})).location?.search, (await two.post('/ko/person/anmalan', {})).location?.search);
  const elsewhere = await signedIn();
  assert.match((await elsewhere.get('/ko/person/min-plats')).text, /Ditt nummer<\/dt><dd[^>]*>1</, 'in a browser that has no ticket of it');
  assert.equal((await visitor().get('/ko/person/min-plats')).location?.pathname, '/ko/person/anmalan', 'who has not signed in is led to');
  const [row] = await house.asOwner<{ count: number }>('select count from queue.list l join queue.lane n on n.id = l.lane_id where n.slug = \'person\' and n.tenant_id = $1', [tenant]);
  assert.equal(row?.count, 1);
  assert.ok('export' in queue.personData);
  const { export: exportAll } = queue.personData;
  assert.deepEqual(await house.db.system(tenant, 'test', (tx) => exportAll(tx, id)), { places: [{ lane: 'person', number: 1 }] });
});

test('what everyone asks for is the same for all, small, kept for a second, and sets no cookie', async () => {
  const [long, short] = [await visitor().get('/ko/samma/status'), await visitor().get('/ko/samma/status')];
  assert.equal(short.headers['cache-control'], 'public, max-age=1');
  assert.equal(short.headers['set-cookie'], undefined);
  assert.ok(short.bytes.length < 400, `${short.bytes.length} bytes`);
  assert.deepEqual(Object.keys(JSON.parse(short.text) as object), Object.keys(JSON.parse(long.text) as object));
  assert.equal((await visitor('foreign').get('/ko/samma/status')).status, 404, 'another organisation\'s lane is not here, though it is known at the door');
});

test('another site cannot take a place in somebody\'s name', async () => {
  await visitor().get('/ko/samma/status');
  const before = await status('samma');
  const answer = await visitor().post('/ko/samma/plats', { id: '' }, { headers: { origin: 'https://annan.example', 'sec-fetch-site': 'cross-site' } });
  assert.equal(answer.status, 403);
  looksOf(house).forget(tenant);
  assert.equal((await status('samma', visitor())).count, before.count);
});

test('whoever is in is told until when, is given more time without leaving what they write, and may send what they wrote when it has run out', async () => {
  await lane({ slug: 'inne', guards: '/sida', passMinutes: 10 });
  await lane({ slug: 'ifyllt', guards: '/ifyllt', passMinutes: 10 });
  const client = visitor();
  for (const slug of ['inne', 'ifyllt']) await joinAs(client, slug);
  await wait(4);
  for (const slug of ['inne', 'ifyllt']) await goIn(client, slug);
  const page = async () => (await client.get('/sida')).text;
  assert.match(await page(), /data-stay="600"[^]*Du kan vara här till kl\. \d/);
  house.clock.forward(6 * minute);
  assert.match(await page(), /class="stay"[^>]*data-color="warning"[^>]*data-stay="240"[^]*Din tid här går ut kl\./);
  const byScript = await client.post('/ko/inne/mer-tid', { kvar: 'ja' }, { headers: { accept: 'application/json' } });
  assert.equal((JSON.parse(byScript.text) as { left: number }).left, 600);
  assert.match(await page(), /data-stay="600"/);
  const inOtherTab = await client.post('/ko/inne/mer-tid', { kvar: 'ja' });
  assert.match((await client.get(inOtherTab.location!)).text, /Du har fått mer tid\. Stäng den här fliken/);
  house.clock.forward(11 * minute);
  assert.equal((await client.post('/ifyllt', { text: 'allt jag skrev' })).text, 'skickat: allt jag skrev', 'what was typed is not lost');
  const asked = await client.get('/sida?a=1');
  assert.equal(asked.location?.pathname, '/ko/inne/min-plats');
  const over = await client.get(asked.location!);
  const back = await client.post('/ko/inne/mer-tid', { b: hidden(over.text, 'b'), till: hidden(over.text, 'till') });
  assert.equal(back.location!.pathname + back.location!.search, '/sida?a=1', 'back to where one was');
  assert.equal((await client.post('/ko/inne/mer-tid', { b: hidden(over.text, 'b'), till: '/annat' })).location?.pathname, '/sida', 'and nowhere else');
  house.clock.forward(75 * minute);
  assert.equal((await client.post('/ifyllt', { text: 'för sent' })).location?.pathname, '/ko/ifyllt/min-plats');
  assert.equal((await client.post('/ko/ifyllt/mer-tid', { kvar: 'ja' }, { headers: { accept: 'application/json' } })).status, 409);
});

test('somebody who has joined is counted at once, and one who waits alone is told so', async () => {
  await lane({ slug: 'raknad', guards: '/finns-inte', perMinute: 1 });
  assert.match((await visitor().get('/ko/raknad?a=1')).text, /I kön<\/dt><dd[^>]*>ingen</);
  await joinAs(visitor(), 'raknad');
  assert.equal((await status('raknad')).count, 1);
  assert.match((await visitor().get('/ko/raknad?a=1')).text, /I kön<\/dt><dd[^>]*>en person</);
});

test('what is left is counted by the room that gives it out, for lanes that want to be told; a count that fails holds up no lane', async () => {
  await lane({ slug: 'raknar', guards: '/prov/steg', kind: 'ordinary', supplyTold: true });
  await lane({ slug: 'raknar-inte', guards: '/prov/steg', kind: 'ordinary', supply: 70 });
  const lefts = async () => { looksOf(house).forget(tenant); return [(await status('raknar')).left, (await status('raknar-inte')).left]; };
  left.prov = async () => 3;
  await until('the count', async () => (await lefts())[0] === 3);
  let tried = 0;
  left.prov = async () => { tried += 1; throw new Error('slow'); };
  await until('two counts that failed', async () => { assert.deepEqual(await lefts(), [3, 70]); return tried > 1; });
});
