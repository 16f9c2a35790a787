import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town, type Worker } from '../../src/cases/testing.ts';
import { messages } from '../../src/messages/index.ts';
import { retention } from '../../src/messages/personal.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse, type Client } from '../support/index.ts';

const house = await testHouse({ rooms });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let caller: Worker;
let officer: Client;
before(async () => {
  town = await makeTown(house, ['fardtjanst']);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  caller = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  officer = await signedInStaff(house, server, town, caller);
});

const wish = { namn: 'Tilda Ärlig', telefon: '070-174 06 05', nar: 'morning', om: 'Hur lång tid tar det?' };
/** A second apart, so that the newest is the last. */
const asks = (browser: Client, path: string, fields: Record<string, string>) => {
  house.clock.forward(1_000);
  return browser.post(path, fields);
};
const rows = () => house.asOwner<{ id: Uuid; person_id: string | null; copy_cipher: Buffer | null; attempts: number; ended_why: string | null; sealed: string }>(
  `select id, person_id, copy_cipher, attempts, ended_why, encode(content_cipher, 'escape') as sealed from messages.callback where tenant_id = $1 order by asked_at, id`, [town.id]);
const newest = async () => (await rows()).at(-1)!;
const call = (id: Uuid, does: string, browser = officer) => browser.post(`/handlaggning/ring-upp/${id}/samtal`, { do: does });

test('from every page one can ask to be called: service, form, case, My pages and any other', async () => {
  const browser = await signedInResident(house, server, town, tilda);
  assert.match((await browser.get('/tjanster/fardtjanst')).text, /href="\/tjanster\/fardtjanst\/ring-mig"/);
  const draft = (await browser.post('/tjanster/fardtjanst/borja', {}, { follow: true })).url.pathname.split('/sida/')[0]!;
  assert.match((await browser.get(draft, { follow: true })).text, new RegExp(`href="${draft}/ring-mig"`));
  const { caseId } = await apply(house, town, tilda);
  assert.match((await browser.get(`/mina-sidor/arenden/${caseId}`)).text, new RegExp(`href="/mina-sidor/arenden/${caseId}/ring-mig"`));
  for (const page of ['/mina-sidor', '/', '/om']) assert.match((await browser.get(page)).text, /href="\/ring-mig"/);
  for (const page of ['/ring-mig', '/tjanster/fardtjanst/ring-mig', `${draft}/ring-mig`, `/mina-sidor/arenden/${caseId}/ring-mig`]) {
    const shown = await browser.get(page);
    assert.equal(shown.status, 200, page);
    assert.ok(!shown.text.includes(`href="${page}"`), `${page} does not lead to itself`);
  }
});

test('anyone asks without signing in, is told the hours, and staff of the unit see that they do not know who it is', async () => {
  const browser = server.browser(town);
  const wrong = await asks(browser, '/tjanster/fardtjanst/ring-mig', { ...wish, namn: '', telefon: '12' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Skriv ditt namn.*Skriv ett telefonnummer/s);
  const sent = await asks(browser, '/tjanster/fardtjanst/ring-mig', wish);
  assert.match(sent.text, /Vi ringer upp dig/);
  assert.match(sent.text, /vardagar.*Just nu väntar ingen före dig/s);
  const { id, person_id: person, sealed } = await newest();
  assert.equal(person, null);
  assert.doesNotMatch(sealed, /Tilda|070/);
  assert.doesNotMatch((await officer.get('/handlaggning/ring-upp')).text, /Tilda/, 'the list names nobody');
  const read = await officer.get(`/handlaggning/ring-upp/${id}`);
  assert.match(read.text, /Tilda Ärlig.*070-174 06 05.*Förmiddag.*Hur lång tid tar det\?/s);
  assert.match(read.text, /Inte inloggad/);
  assert.equal((await house.asOwner('select 1 from platform.audit_entry where dossier_id = $1 and event = \'messages.callbackRead\' and actor_id = $2', [id, caller.id])).length, 1);
});

test('one is told how many wait before one in the unit; who has been called is not among them', async () => {
  const told = async () => /väntar (.*?) före dig/.exec((await asks(server.browser(town), '/tjanster/fardtjanst/ring-mig', wish)).text)?.[1];
  assert.deepEqual([await told(), await told()], ['en person', '2 personer']);
  const { id } = await newest();
  await call(id, 'take');
  await call(id, 'reached');
  assert.equal(await told(), '2 personer');
});

test('from a form the answers go along only with consent, frozen, and go when they have talked', async () => {
  const browser = await signedInResident(house, server, town, tilda);
  const page = await browser.post('/tjanster/fardtjanst/borja', {}, { follow: true });
  const draft = page.url.pathname.split('/sida/')[0]!;
  const fill = (entrance: string) => browser.post(page.url.pathname, { asked: ['entrance'], entrance });
  await fill('Tre trappor utan hiss');
  assert.match((await browser.get(`${draft}/ring-mig`)).text, /Den som ringer får se det jag har fyllt i hittills/);
  await asks(browser, `${draft}/ring-mig`, wish);
  const without = await newest();
  assert.equal(without.copy_cipher, null);
  await asks(browser, `${draft}/ring-mig`, { ...wish, 'far-se': '1' });
  const { id } = await newest();
  await fill('Hiss finns nu');
  assert.doesNotMatch((await officer.get(`/handlaggning/ring-upp/${id}`)).text, /Tre trappor/, 'the consent is for whoever calls');
  assert.equal((await call(id, 'reached')).status, 303);
  assert.equal((await rows()).find((one) => one.id === id)!.ended_why, null, 'only who has taken it says that they have talked');
  await call(id, 'take');
  const read = await officer.get(`/handlaggning/ring-upp/${id}`);
  assert.match(read.text, /Tre trappor utan hiss/);
  assert.doesNotMatch(read.text, /Hiss finns nu/);
  assert.doesNotMatch((await officer.get(`/handlaggning/ring-upp/${without.id}`)).text, /Tre trappor/);
  await call(id, 'reached');
  const done = (await rows()).find((one) => one.id === id)!;
  assert.deepEqual([done.ended_why, done.copy_cipher], ['reached', null]);
});

test('the person takes back what may be seen, or the whole, on My pages; nobody else can', async () => {
  const browser = await signedInResident(house, server, town, tilda);
  const page = await browser.post('/tjanster/fardtjanst/borja', {}, { follow: true });
  await browser.post(page.url.pathname, { asked: ['entrance'], entrance: 'Brant backe' });
  await asks(browser, `${page.url.pathname.split('/sida/')[0]}/ring-mig`, { ...wish, 'far-se': '1' });
  const { id } = await newest();
  const bo = await signedInResident(house, server, town, await meet(house, town, 'Bo', 'Annan', '189002029801'));
  assert.equal((await bo.post(`/mina-sidor/ring-mig/${id}`, {})).status, 404);
  assert.ok((await newest()).copy_cipher);
  assert.match((await browser.get('/mina-sidor')).text, /ringer upp dig/);
  await browser.post(`/mina-sidor/ring-mig/${id}`, { vad: 'kopian' });
  assert.deepEqual([(await newest()).copy_cipher, (await newest()).ended_why], [null, null]);
  assert.doesNotMatch((await officer.get(`/handlaggning/ring-upp/${id}`)).text, /Brant backe/);
  await browser.post(`/mina-sidor/ring-mig/${id}`, {});
  assert.equal((await newest()).ended_why, 'withdrawn');
});

test('another unit and another authority see nothing of it, and of two who take it one calls', async () => {
  await asks(server.browser(town), '/tjanster/fardtjanst/ring-mig', wish);
  const { id } = await newest();
  const signedIn = async (authority: string, unit?: string) => signedInStaff(house, server, town, await hire(house, town, 'Bo Annan', { authority, ...(unit && { unit }), roles: ['officer'] }));
  const social = await signedIn('socialnamnden');
  assert.equal((await social.get(`/handlaggning/ring-upp/${id}`)).status, 404);
  assert.equal((await call(id, 'take', social)).status, 404);
  const streets = await signedIn('tekniska-namnden', 'gata-park');
  assert.equal((await streets.get(`/handlaggning/ring-upp/${id}`)).status, 403);
  const colleague = await signedIn('tekniska-namnden', 'fardtjanst');
  await call(id, 'take');
  await call(id, 'take', colleague);
  await call(id, 'reached', colleague);
  assert.equal((await newest()).ended_why, null);
  assert.match((await colleague.get(`/handlaggning/ring-upp/${id}`)).text, /Åsa Öberg har tagit det här/);
});

test('three calls without an answer end it, and the person is told', async () => {
  const browser = await signedInResident(house, server, town, tilda);
  await asks(browser, '/tjanster/fardtjanst/ring-mig', wish);
  const { id } = await newest();
  for (const attempt of [1, 2, 3]) {
    await call(id, 'take');
    await call(id, 'noAnswer');
    assert.equal((await newest()).attempts, attempt);
  }
  assert.equal((await newest()).ended_why, 'noAnswer');
  assert.match((await browser.get('/mina-sidor')).text, /har ringt dig tre gånger/);
  assert.equal((await house.asOwner('select 1 from messages.dispatch where key = $1', [`callback/${id}`])).length, 1);
});

const forget = () => house.db.system(town.id, 'test', (tx) => ('run' in retention ? retention.run(tx) : assert.fail('the room forgets nothing')));

test('the copy goes after a week, the rest after three months with its key', async () => {
  const browser = await signedInResident(house, server, town, tilda);
  const draft = (await browser.post('/tjanster/fardtjanst/borja', {}, { follow: true })).url.pathname.split('/sida/')[0]!;
  await asks(browser, `${draft}/ring-mig`, { ...wish, 'far-se': '1' });
  const { id } = await newest();
  house.clock.forward(8 * 86_400_000);
  await forget();
  assert.equal((await rows()).find((one) => one.id === id)!.copy_cipher, null);
  house.clock.forward(90 * 86_400_000);
  await forget();
  assert.deepEqual(await rows(), []);
});

test('of somebody with a protected identity the page says so, and who they are is shown only to the one who has taken the call', async () => {
  officer = await signedInStaff(house, server, town, caller);
  const lo = await meet(house, town, 'Lo', 'Gömd', '189003039800');
  const browser = await signedInResident(house, server, town, lo);
  await asks(browser, '/tjanster/fardtjanst/ring-mig', { ...wish, namn: 'Lo Gömd' });
  const { id } = await newest();
  const at = `/handlaggning/ring-upp/${id}`;
  assert.match((await officer.get(at)).text, /Lo Gömd/);
  await house.asOwner('update identity.person set protected = true where id = $1', [lo]);
  const { events } = messages;
  await events!['identity.personCovered']!(house, { id: lo, tenant: town.id, event: 'identity.personCovered', ids: { person: lo }, at: house.clock.now() });
  await asks(browser, '/tjanster/fardtjanst/ring-mig', { ...wish, namn: 'Lo Gömd' });
  for (const path of [at, `/handlaggning/ring-upp/${(await newest()).id}`]) {
    const covered = (await officer.get(path)).text;
    assert.doesNotMatch(covered, /Lo Gömd|070-174|Hur lång tid/);
    assert.match(covered, /skyddade personuppgifter|Skyddad identitet/i);
  }
  assert.match((await officer.get('/handlaggning/ring-upp')).text, /Skyddade uppgifter/);
  await call(id, 'take');
  const open = (await officer.get(at)).text;
  assert.match(open, /Lo Gömd.*070-174/s);
  assert.match(open, /protected|skydd/i, 'the banner stays');
  assert.equal((await house.asOwner('select 1 from platform.audit_entry where dossier_id = $1 and event = \'messages.callbackTaken\'', [id])).length, 1);
});
