import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { cases } from '../../src/cases/index.ts';
import { makeTown, meet, signedInResident, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { makePng } from '../../src/platform/files/fixtures.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { loadService, publish, services } from '../../src/services/index.ts';
import { serve, testHouse } from '../support/index.ts';
import { carriedBy, fillIn, hidden, sendIn } from './fill-in.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
const server = await serve(house);
let town: Town;
/** The same service in a town where it leaves no trace, with the class of a report of concern. */
let quiet: Town;
before(async () => {
  town = await makeTown(house, ['felanmalan']);
  quiet = await makeTown(house, []);
  const loaded = await loadService(join(import.meta.dirname, '../../catalogue/felanmalan'));
  assert.ok(loaded.ok);
  const folder = structuredClone(loaded.service);
  Object.assign(folder.definition, { anonymous: { draft: 'none', follow: 'none' }, information: { confidentiality: 3, integrity: 2, availability: 2, traceability: 3 } });
  const published = await house.db.system(quiet.id, 'test', (tx) => publish(tx, folder, { from: '2026-01-01' }));
  assert.ok(published.ok);
});

const answers: readonly Record<string, string>[] = [
  { kind: 'lighting', danger: 'no' },
  { 'place.description': 'Storgatan 4, vid busshållplatsen' },
  { description: 'Lampan är trasig sedan i måndags.', affects: 'no' },
  { wantsAnswer: 'no' },
];
const casesIn = (tenant: Uuid) => house.asOwner<{ id: Uuid; number: string; channel: string; state: string; key_id: Uuid }>(
  'select id, number, channel, state, key_id from cases.case_file where tenant_id = $1 order by arrived_at, id', [tenant]);
/** The case that a receipt names. */
const caseOf = async (text: string) => (await casesIn(town.id)).find(({ number }) => text.includes(number));
const rowsOf = async (tenant: Uuid, table: string) => (await house.asOwner(`select * from ${table} where tenant_id = $1`, [tenant])).length;

test('the first page of the service leads in without signing in, and to sign in for who wants to be known', async () => {
  const page = await server.browser(town).get('/tjanster/felanmalan');
  assert.match(page.text, /href="\/tjanster\/felanmalan\/utan-inloggning"/);
  assert.match(page.text, /href="\/tjanster\/felanmalan\/borja"/);
});

test('nothing is kept while it is filled in: neither draft, document, person nor audit of anybody', async () => {
  const before = await Promise.all(['services.draft', 'platform.document', 'identity.person', 'platform.audit_entry', 'services.sent_once'].map((table) => rowsOf(town.id, table)));
  const review = await fillIn(server.browser(town), 'felanmalan', answers);
  assert.match(review.text, /Lampan är trasig sedan i måndags\./);
  const after = await Promise.all(['services.draft', 'platform.document', 'identity.person', 'platform.audit_entry', 'services.sent_once'].map((table) => rowsOf(town.id, table)));
  assert.deepEqual(after, before);
});

test('sent in it becomes a case of nobody, with its files, a number and a code', async () => {
  const browser = server.browser(town);
  const review = await fillIn(browser, 'felanmalan', answers);
  const people = await rowsOf(town.id, 'identity.person');
  const sent = await sendIn(browser, 'felanmalan', review, [{ field: 'photos', name: 'lampa.png', mediaType: 'image/png', bytes: makePng(4, 4) }]);
  assert.equal(sent.status, 200, sent.text.slice(0, 600));
  const made = await caseOf(sent.text);
  assert.match(sent.text, /<strong class="code">[0-9A-Z-]{16,}<\/strong>/);
  assert.deepEqual(await house.asOwner('select 1 from cases.party where case_id = $1', [made!.id]), []);
  const [submission] = await house.asOwner<{ party_id: string | null; submitted_by: string | null }>('select party_id, submitted_by from cases.submission where case_id = $1', [made!.id]);
  assert.deepEqual(submission, { party_id: null, submitted_by: null });
  const documents = await house.asOwner<{ owner_id: string | null; authority_id: string }>('select owner_id, authority_id from platform.document where dossier_id = $1', [made!.id]);
  assert.deepEqual(documents.map(({ owner_id, authority_id }) => [owner_id, authority_id]), [[null, town.authority('tekniska-namnden')]]);
  assert.equal(await rowsOf(town.id, 'identity.person'), people);
});

test('the button pressed twice, also at once, makes one case and shows the same code', async () => {
  const browser = server.browser(town);
  const review = await fillIn(browser, 'felanmalan', answers);
  const before = (await casesIn(town.id)).length;
  const pressed = await Promise.all([sendIn(browser, 'felanmalan', review), sendIn(browser, 'felanmalan', review)]);
  const again = await sendIn(browser, 'felanmalan', review);
  assert.equal((await casesIn(town.id)).length, before + 1);
  const codes = [...pressed, again].map(({ text }) => /<strong class="code">([^<]*)</.exec(text)?.[1]);
  assert.ok(codes[0]);
  assert.equal(new Set(codes).size, 1);
});

test('without a trace: no number, no code, no person anywhere, and a way to leave in a hurry on every page', async () => {
  const browser = server.browser(quiet);
  const review = await fillIn(browser, 'felanmalan', answers);
  assert.match(review.text, /Lämna sidan snabbt/);
  const sent = await sendIn(browser, 'felanmalan', review);
  assert.match(sent.text, /Du kan stänga sidan nu/);
  const [made] = await casesIn(quiet.id);
  assert.ok(made);
  assert.doesNotMatch(sent.text, new RegExp(`${made.number}|class="code"`));
  assert.deepEqual(await house.asOwner('select 1 from cases.access_code where tenant_id = $1', [quiet.id]), []);
  assert.deepEqual(await house.asOwner('select 1 from identity.person where tenant_id = $1', [quiet.id]), []);
  const audit = await house.asOwner<{ actor_kind: string; actor_id: string | null; subject_id: string | null; detail: object }>(
    'select actor_kind, actor_id, subject_id, detail from platform.audit_entry where tenant_id = $1 and dossier_id = $2', [quiet.id, made.id]);
  assert.deepEqual(audit.map(({ actor_kind, actor_id, subject_id }) => [actor_kind, actor_id, subject_id]), [['anyone', null, null]]);
  assert.doesNotMatch(JSON.stringify(audit), /127\.0\.0\.1/);
});

test('somebody who is signed in, and sends without it, is as unknown as anyone', async () => {
  const tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const browser = await signedInResident(house, server, town, tilda);
  const review = await fillIn(browser, 'felanmalan', answers);
  assert.doesNotMatch(review.text, /Prov/);
  const sent = await sendIn(browser, 'felanmalan', review);
  assert.equal(sent.status, 200);
  const made = await caseOf(sent.text);
  const traces = await house.asOwner('select 1 from platform.audit_entry where tenant_id = $1 and dossier_id = $2 and (actor_id is not null or subject_id is not null)', [town.id, made!.id]);
  assert.deepEqual(traces, []);
  assert.deepEqual(await house.asOwner('select 1 from cases.party where case_id = $1', [made!.id]), []);
});

test('who signs in and wants to be known sends what is handled without a signature, and follows it as theirs', async () => {
  const bo = await meet(house, town, 'Bo', 'Känd', '189002029801');
  const browser = await signedInResident(house, server, town, bo);
  const begun = await browser.post('/tjanster/felanmalan/borja', {}, { follow: true });
  const at = begun.url.pathname.split('/sida/')[0]!;
  let page = begun;
  for (const fields of answers) page = await browser.post(page.url.pathname, { asked: [...page.text.matchAll(/name="asked" value="([^"]*)"/g)].map(([, name]) => name!), ...fields }, { follow: true });
  assert.match(page.url.pathname, /granska$/);
  assert.doesNotMatch(page.text, /Skriv under/);
  const sent = await browser.post(`${at}/skicka`, {}, { follow: true });
  assert.match(sent.text, /Vi har fått det du skickade/);
  assert.equal((await browser.post(`${at}/skicka`, {}, { follow: true })).url.pathname, sent.url.pathname);
  assert.match((await browser.get(sent.url.pathname.replace('/kvitto', ''))).text, /Det du skickade kom in/);
});

test('what the page carries cannot be read, changed or taken to another organisation, and is too old after a day', async () => {
  const browser = server.browser(town);
  const review = await fillIn(browser, 'felanmalan', answers);
  const sealed = hidden(review, '_form');
  assert.doesNotMatch(Buffer.from(sealed, 'base64url').toString('latin1'), /Lampan|lighting/);
  const before = (await casesIn(town.id)).length;
  const changed = `${sealed.slice(0, 80)}${sealed[80] === 'A' ? 'B' : 'A'}${sealed.slice(81)}`;
  for (const [who, form] of [[browser, changed], [browser, ''], [server.browser(quiet), sealed]] as const) {
    const answer = await who.multipart('/tjanster/felanmalan/utan-inloggning/skicka', { _form: form }, []);
    assert.equal(answer.status, 422);
    assert.match(answer.text, /Du behöver börja om/);
  }
  house.clock.forward(25 * 3_600_000);
  const old = await sendIn(browser, 'felanmalan', review);
  assert.equal(old.status, 422);
  assert.match(old.text, /Sidan har varit öppen för länge/);
  assert.equal((await casesIn(town.id)).length, before);
});

test('a wrong answer stops its page and keeps what was typed; back and another language lose nothing', async () => {
  const browser = server.browser(town);
  const at = '/tjanster/felanmalan/utan-inloggning';
  const first = await browser.get(at);
  const wrong = await browser.post(at, carriedBy(first, { danger: 'no' }));
  assert.equal(wrong.status, 422);
  const second = await browser.post(at, carriedBy(wrong, { kind: 'lighting', danger: 'no' }));
  const back = await browser.post(at, carriedBy(second, { 'place.description': 'Vid torget', _go: 'back' }));
  assert.match(back.text, /value="lighting" checked/);
  const english = await browser.post(`${at}?sprak=en`, carriedBy(back, { kind: 'lighting', danger: 'no', _go: 'here' }));
  assert.match(english.text, /<html lang="en"/);
  const onward = await browser.post(`${at}?sprak=en`, carriedBy(english, { kind: 'lighting', danger: 'no' }));
  assert.match(onward.text, /Vid torget/);
});

test('a file that cannot be taken is told, and nothing is sent before it is mended', async () => {
  const browser = server.browser(town);
  const review = await fillIn(browser, 'felanmalan', answers);
  const before = (await casesIn(town.id)).length;
  const refused = await sendIn(browser, 'felanmalan', review, [{ field: 'photos', name: 'bild.exe', mediaType: 'application/octet-stream', bytes: Buffer.from('MZ not a picture') }]);
  assert.equal(refused.status, 422);
  assert.match(refused.text, /Filen bild\.exe/);
  assert.equal((await casesIn(town.id)).length, before);
  assert.equal((await sendIn(browser, 'felanmalan', refused)).status, 200);
  assert.equal((await casesIn(town.id)).length, before + 1);
});

test('that something was sent is forgotten in two days', async () => {
  house.clock.forward(3 * 86_400_000);
  const { retention } = services;
  assert.ok('run' in retention);
  await house.db.system(town.id, 'test', (tx) => retention.run(tx));
  assert.equal(await rowsOf(town.id, 'services.sent_once'), 0);
});

test('from one address only so much is taken in an hour', async () => {
  const browser = server.browser(town);
  const review = await fillIn(browser, 'felanmalan', answers);
  let last = await sendIn(browser, 'felanmalan', review);
  for (let time = 0; time < 40 && last.status === 200; time++) last = await sendIn(browser, 'felanmalan', review);
  assert.equal(last.status, 429);
});
