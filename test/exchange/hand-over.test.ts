import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { JWK } from 'jose';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { decides } from '../../src/cases/testing-decisions.ts';
import { endPermit } from '../../src/cases/store/permit/permits.ts';
import { deliver, deliverDue, setTarget, signMessage, type Target, type TargetSecret } from '../../src/exchange/index.ts';
import { closePdf, uuidv7, type Uuid } from '../../src/platform/index.ts';
import { administrator } from '../../src/portal/testing.ts';
import { rooms } from '../../src/sprang.ts';
import { hidden, serve, testHouse, type Client } from '../support/index.ts';
import { FileDrop } from './file-drop.ts';
import { RecordSystem, checkBag } from './record-system.ts';

const house = await testHouse({ rooms });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
const archive = new RecordSystem();
house.atEnd(() => archive.close());
archive.secret = randomBytes(32).toString('base64');
let town: Town;
let karin: Client;
let tilda: Uuid;
let address: string;

before(async () => {
  town = await makeTown(house);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  karin = await officer();
  address = await archive.listen();
  await receiver();
});

const officer = async () => signedInStaff(house, server, town, await hire(house, town, 'Karin', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] }));
const receiver = (target: Partial<Target> = {}, secret: TargetSecret = { shared: archive.secret }) => house.db.system(town.id, 'test', (tx) =>
  setTarget(tx, { name: 'bookingCentre', kind: 'webhook', title: 'Beställningscentralen', address, ...target }, secret));

/** A permit, given through the officer's pages. @returns the case and its delivery */
async function permit(by = karin): Promise<{ caseId: Uuid; delivery: Uuid }> {
  const { caseId } = await apply(house, town, tilda);
  const at = `/handlaggning/arenden/${caseId}`;
  await by.post(`${at}/ta`, { bias: 'no' });
  const form = await by.get(`${at}/beslut`);
  await by.post(`${at}/beslut`, {
    'travel.outcome': 'granted', 'travel.reasons': 'criteriaMet', 'travel.from': '2026-12-01', 'travel.until': '2028-11-30', 'travel.text': 'Knäna är slitna.', 'travel.condition.area': 'municipality',
    'companion.outcome': 'granted', 'companion.reasons': 'helpDuringTrip', 'companion.from': '2026-12-01', 'companion.until': '2028-11-30',
    revision: hidden(form.text, 'revision'), do: 'onward',
  });
  const confirm = (await by.get(`${at}/beslut/fatta`)).text;
  const made = await by.post(`${at}/beslut/fatta`, { revision: hidden(confirm, 'revision'), inquiry: hidden(confirm, 'inquiry'), unbiased: '1' });
  assert.equal(made.status, 303, made.text.slice(made.text.indexOf('<main')));
  const [row] = await house.asOwner<{ id: Uuid }>('select id from exchange.delivery where case_id = $1', [caseId]);
  return { caseId, delivery: row!.id };
}

const row = async (id: Uuid) => (await house.asOwner<{ state: string; attempts: number; receipt: string | null; status: string | null }>(
  'select state, attempts, receipt, status from exchange.delivery where id = $1', [id]))[0]!;
const publish = async () => { archive.keys = (JSON.parse((await server.browser(town).get('/api/overlamning/nycklar')).text) as { keys: JWK[] }).keys; };
const send = (id: Uuid) => deliver(house, town.id, id);

/** A first try makes the organisation's key, so that the record system can know it. */
async function known(): Promise<void> {
  const { delivery } = await permit();
  archive.down = 503;
  await send(delivery);
  archive.down = undefined;
  await publish();
}

test('a permit is ordered with the decision and taken by the record system, with a receipt, once however often it is sent', async () => {
  await known();
  const { caseId, delivery } = await permit();
  await Promise.all([send(delivery), send(delivery)]);
  await send(delivery);
  assert.deepEqual(archive.refused, []);
  const taken = archive.received.filter(({ id }) => id === delivery);
  assert.equal(taken.length, 1);
  const after = await row(delivery);
  assert.deepEqual([after.state, after.attempts], ['delivered', 1]);
  assert.match(after.receipt!, /^AKT-/);
  const page = await karin.get(`/handlaggning/arenden/${caseId}`);
  assert.match(page.text, /Tillståndet lämnades till Beställningscentralen/);
});

test('the package has what the permit gives and nothing of why', async () => {
  const { delivery } = await permit();
  await send(delivery);
  const { content, bytes } = archive.received.find(({ id }) => id === delivery)!;
  assert.equal(content.what, 'permit');
  assert.equal(content.permits.length, 1);
  assert.equal(content.persons[0]?.familyName, 'Ärlig');
  assert.ok(content.permits[0]!.conditions.length > 0);
  for (const secret of ['Artros', 'Knäna', 'Det gör ont']) assert.ok(!bytes.includes(Buffer.from(secret)) && !JSON.stringify(content).includes(secret), secret);
});

test('a receiver that is down is tried again with the same bytes, and the officer is told when it never comes', async () => {
  const { delivery } = await permit();
  archive.down = 500;
  await send(delivery);
  assert.deepEqual([(await row(delivery)).state, (await row(delivery)).attempts], ['waiting', 1]);
  await send(delivery);
  assert.equal((await row(delivery)).attempts, 1, 'not before its time');
  house.clock.forward(90_000);
  await deliverDue(house, town.id);
  assert.equal((await row(delivery)).attempts, 2);
  for (let tries = 0; tries < 14; tries++) { house.clock.forward(25 * 3_600_000); await send(delivery); }
  assert.equal((await row(delivery)).state, 'failed');
  karin = await officer();
  assert.match((await karin.get('/handlaggning/overlamningar?lage=failed')).text, /Någon behöver se efter/);
  const streets = await signedInStaff(house, server, town, await hire(house, town, 'Jonas Gata', { authority: 'tekniska-namnden', unit: 'gata-park', roles: ['officer'] }));
  assert.doesNotMatch((await streets.get('/handlaggning/overlamningar')).text, new RegExp(delivery), 'another unit has nothing to do with it');
  assert.equal((await streets.get(`/handlaggning/overlamningar/${delivery}`)).status, 404);
  assert.equal((await streets.post(`/handlaggning/overlamningar/${delivery}/igen`, {})).status, 404);
  assert.match((await karin.get('/handlaggning/overlamningar')).text, new RegExp(delivery));
  const registrar = await signedInStaff(house, server, town, await hire(house, town, 'Rut Register', { authority: 'tekniska-namnden', roles: ['registrar'] }));
  const [seen, kept] = [(await karin.get(`/handlaggning/overlamningar/${delivery}`)).text, (await registrar.get(`/handlaggning/overlamningar/${delivery}`)).text];
  assert.match(seen, /Mottagaren svarade: fel i mottagarens system \(500\)/);
  assert.deepEqual([seen, kept].map((text) => text.includes('Öppna ärendet')), [true, false], 'a link only to whoever may follow it');
  assert.match(kept, /fel i mottagarens system/);
  archive.down = undefined;
  assert.equal((await karin.post(`/handlaggning/overlamningar/${delivery}/igen`, {})).status, 303);
  await send(delivery);
  assert.equal((await row(delivery)).state, 'delivered');
});

/** What a receiver is told of a permit, in the newest package of its case. */
async function toldOf(caseId: Uuid) {
  const [newest] = await house.asOwner<{ id: Uuid }>('select id from exchange.delivery where case_id = $1 order by asked_at desc, id desc limit 1', [caseId]);
  await send(newest!.id);
  return archive.received.find(({ id }) => id === newest!.id)!.content.permits.map(({ validUntil, ended }) => ({ validUntil, ended }));
}

test('a permit that its holder gives back is told with its last day to whoever was handed it, once however often the event comes', async () => {
  const { caseId, delivery } = await permit();
  await send(delivery);
  assert.deepEqual(archive.received.find(({ id }) => id === delivery)!.content.permits.map(({ validUntil, ended }) => ({ validUntil, ended })), [{ validUntil: '2028-11-30', ended: undefined }]);
  const [given] = await house.asOwner<{ id: Uuid; decision_id: Uuid }>('select id, decision_id from cases.permit where case_id = $1', [caseId]);
  const resident = await signedInResident(house, server, town, tilda);
  await resident.get(`/mina-sidor/arenden/${caseId}/beslut/${given!.decision_id}`);
  assert.equal((await resident.post(`/mina-sidor/tillstand/${given!.id}/aterlamning`, { day: '2027-03-01' })).status, 303);
  house.clock.forward(60_000);
  const [event] = await house.asOwner<{ id: Uuid; event: string; ids: Record<string, Uuid>; at: Date }>(`select id, event, ids, at from platform.outbox where event = 'cases.permitReturned' and ids->>'permit' = $1`, [given!.id]);
  const tell = rooms.find(({ name }) => name === 'exchange')!.events!['cases.permitReturned']!;
  await tell(house, { tenant: town.id, ...event! });
  await tell(house, { tenant: town.id, ...event! });
  assert.equal((await house.asOwner('select 1 from exchange.delivery where case_id = $1', [caseId])).length, 2, 'the grant, and that it is given back');
  assert.deepEqual(await toldOf(caseId), [{ validUntil: '2027-02-28', ended: 'returned' }]);
});

test('a permit that is revoked is told in the same way: which, until when, and that it was revoked', async () => {
  const maria = await signedInStaff(house, server, town, await hire(house, town, 'Maria', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer', 'manager'] }));
  const { caseId } = await permit(maria);
  const at = `/handlaggning/arenden/${caseId}`;
  house.clock.forward(60_000);
  const [, query] = /fraga\?([^"]*vad=revocation[^"]*)"/.exec((await maria.get(`${at}/beslut`)).text)!;
  const asked = await maria.post(`${at}/fraga`, { ...Object.fromEntries(new URLSearchParams(query!.replaceAll('&amp;', '&'))), text: 'Hon har bett att få avsluta.' });
  assert.equal(asked.status, 303, asked.text.slice(asked.text.indexOf('<main')));
  const [matter] = await house.asOwner<{ id: Uuid }>('select id from cases.matter where case_id = $1', [caseId]);
  await decides(maria, at, matter!.id, { 'revocation.outcome': 'granted', 'revocation.reasons': 'ownWish', 'revocation.until': '2027-01-31', 'revocation.text': '' }, { unnecessary: 'Parten har själv lämnat allt.' });
  assert.deepEqual(await toldOf(caseId), [{ validUntil: '2027-01-31', ended: 'revoked' }]);
});

test('a permit whose decision a court sets aside is told in the same way', async () => {
  const { caseId } = await permit();
  const [given] = await house.asOwner<{ id: Uuid }>('select id from cases.permit where case_id = $1', [caseId]);
  await house.db.system(town.id, 'test', (tx) => endPermit(tx, given!.id, '2027-01-31', 'setAside'));
  house.clock.forward(60_000);
  const tell = rooms.find(({ name }) => name === 'exchange')!.events!['cases.permitSettled']!;
  await tell(house, { id: uuidv7(house.clock.now()), tenant: town.id, event: 'cases.permitSettled', ids: { case: caseId, permit: given!.id }, at: house.clock.now() });
  assert.deepEqual(await toldOf(caseId), [{ validUntil: '2027-01-31', ended: 'setAside' }]);
});

test('a refusal gives no permit, and nothing is handed over', async () => {
  const { caseId } = await apply(house, town, tilda);
  const at = `/handlaggning/arenden/${caseId}`;
  await karin.post(`${at}/ta`, { bias: 'no' });
  await decides(karin, at, 'permit', { 'travel.outcome': 'refused', 'travel.reasons': 'notSubstantial', 'travel.text': 'Hon går till hållplatsen.', 'companion.outcome': 'refused', 'companion.reasons': 'noTravelPermit', 'companion.text': '' }, { unnecessary: 'Parten har själv lämnat allt.' });
  assert.equal((await house.asOwner('select 1 from cases.decision where case_id = $1', [caseId])).length, 1);
  assert.deepEqual(await house.asOwner('select 1 from exchange.delivery where case_id = $1', [caseId]), []);
});

test('a changed package, an unsigned message and an unknown key are refused by the record system', async () => {
  const { delivery } = await permit();
  await send(delivery);
  const { bytes } = archive.received.find(({ id }) => id === delivery)!;
  await assert.rejects(checkBag(bytes, []), /not published/);
  const refused = await fetch(address, { method: 'POST', body: new Uint8Array(bytes) });
  assert.equal(refused.status, 400);
  const other = await fetch(address, { method: 'POST', body: new Uint8Array(bytes), headers: { ...signMessage(delivery, new Date(), bytes, randomBytes(32).toString('base64')) } });
  assert.equal(other.status, 400);
});

test('the status comes back into the timeline, once, and only from the receiver it went to', async () => {
  const { caseId, delivery } = await permit();
  await send(delivery);
  const body = Buffer.from(JSON.stringify({ delivery, status: 'registered', reference: 'BC-77', text: 'Kortet är beställt.' }));
  const post = (bytes: Buffer, headers: Record<string, string>) => server.browser(town).json('/api/overlamning/bookingCentre/status', bytes, headers);
  const signed = () => ({ ...signMessage('svar-1', house.clock.now(), body, archive.secret) });
  assert.equal((await post(body, {})).status, 401);
  assert.equal((await post(Buffer.from(body.toString().replace('registered', 'rejected')), signed())).status, 401);
  assert.equal((await post(body, signed())).status, 200);
  assert.match((await post(body, signed())).text, /"repeated":true/);
  assert.equal((await row(delivery)).status, 'registered');
  const unknown = Buffer.from(JSON.stringify({ delivery: caseId, status: 'done' }));
  assert.equal((await post(unknown, { ...signMessage('svar-2', house.clock.now(), unknown, archive.secret) })).status, 404);
  const resident = await signedInResident(house, server, town, tilda);
  const mine = (await resident.get(`/mina-sidor/arenden/${caseId}`)).text;
  assert.equal(mine.split('Beställningscentralen har tagit hand om det vi skickade.').length, 2);
  assert.ok(!mine.includes('Kortet är beställt.'), 'what is written to the officer stays with the officer');
});

test('by SFTP the same package lies in the folder once, whole, and a host with another key gets nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drop-'));
  const drop = new FileDrop(folder, { name: 'sprang', password: 'hemligt' });
  const port = await drop.listen();
  try {
    const sftp = { kind: 'sftp' as const, address: `sftp://sprang@127.0.0.1:${port}/in` };
    await receiver(sftp, { password: 'hemligt', hostKey: `SHA256:${'A'.repeat(43)}` });
    const { delivery } = await permit();
    await send(delivery);
    assert.deepEqual(await readdir(folder), [], 'nothing was left with another host');
    await receiver(sftp, { password: 'hemligt', hostKey: drop.hostKey });
    house.clock.forward(90_000);
    await send(delivery);
    assert.equal((await row(delivery)).state, 'delivered');
    assert.deepEqual((await readdir(folder)).sort(), [`${delivery}.zip`, `${delivery}.zip.sha256`]);
    const content = await checkBag(await readFile(join(folder, `${delivery}.zip`)), archive.keys);
    assert.equal(content.delivery, delivery);
  } finally {
    await drop.close();
    await rm(folder, { recursive: true });
    await receiver();
  }
});

test('an administrator sets a receiver, sees its secret once, and is told what is wrong with an address', async () => {
  const admin = await administrator(house, server, town);
  const at = '/handlaggning/administration/mottagare';
  const wrong = await admin.post(`${at}/ny`, { name: 'other-name', otherName: 'Fel namn', title: '', kind: 'sftp', address: 'ftp://x' });
  assert.equal(wrong.status, 422);
  for (const words of ['liten bokstav', 'vad mottagaren heter', 'Tillstånd från Färdtjänst']) assert.ok(wrong.text.includes(words), words);
  const made = await admin.post(`${at}/ny`, { name: 'other-name', otherName: 'archive', title: 'Arkivet', kind: 'webhook', address: 'https://arkiv.exempel.example/in' });
  assert.match(made.text, /Hemligheten visas bara nu/);
  const secret = /<code>([A-Za-z0-9+/]{43}=)<\/code>/.exec(made.text)![1]!;
  const list = await admin.get(at);
  assert.match(list.text, /Arkivet[^]*ingen tjänst lämnar[^]*Beställningscentralen[^]*tillstånd från Färdtjänst|Beställningscentralen[^]*tillstånd från Färdtjänst[^]*Arkivet[^]*ingen tjänst lämnar/);
  assert.ok(!list.text.includes(secret));
});
