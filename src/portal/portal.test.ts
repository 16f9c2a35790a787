import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { serve, testHouse, type Client } from '../../test/support/index.ts';
import { cases } from '../cases/index.ts';
import { hire, makeTown, meet, signedInStaff, type Town } from '../cases/testing.ts';
import { identity, proxiesOf } from '../identity/index.ts';
import { knowledge, takeInPages } from '../knowledge/index.ts';
import { organisation } from '../organisation/index.ts';
import { fill, type Uuid } from '../platform/index.ts';
import { populationRegister, type RegisterEntry } from '../identity/index.ts';
import { documentTypes, services } from '../services/index.ts';
import { portal } from './index.ts';
import { administrator } from './testing.ts';
import { texts } from './texts.ts';

const people = ['189001019802', '189002029801', '189003039800'].map((number, at): RegisterEntry => ({
  personalIdentityNumber: number, givenName: ['Tilda', 'Pia', 'Skyddad'][at]!, familyName: ['Ärlig', 'Ombud', 'Person'][at]!, birthDate: '1890-01-01',
  municipality: '9999', address: null, guardians: [], protection: at === 2 ? 'protected' : 'none',
}));
const register = fill(populationRegister, async () => ({
  simulated: true, find: async (number) => people.find((one) => one.personalIdentityNumber === number), childrenOf: async () => [],
}));
const house = await testHouse({ rooms: [organisation, identity, knowledge, services, cases, portal], fills: [register] });
const server = await serve(house);
let town: Town;
let visitor: Client;
let admin: Client;
before(async () => {
  town = await makeTown(house, ['fardtjanst', 'ekonomiskt-bistand-manad']);
  visitor = server.browser(town);
  admin = await administrator(house, server, town);
  await house.db.system(town.id, 'test', (tx) => takeInPages(tx, [
    { slug: 'god-man', language: 'sv', title: 'God man', summary: 'Hjälp för den som behöver', body: 'Ring **överförmyndaren**.\n\n<script>alert(1)</script>', keywords: [], needs: [] },
    { slug: 'god-man', language: 'en', title: 'Legal guardian', summary: 'Help for those who need it', body: 'Call us.', keywords: [], needs: [] },
  ], [['ekonomiskt bistånd', 'existensminimum']]));
});

/** What the organisation says of itself is believed for two seconds. */
const later = () => { house.clock.forward(2_500); };
const base = '/handlaggning/administration';
const first = (text: string) => /<ul class="link-list">.*?<a href="([^"]+)"/s.exec(text)?.[1];

test('a search finds services, pages and units, and says so when it finds nothing', async () => {
  for (const [query, path] of [['färtjänst', '/tjanster/fardtjanst'], ['existensminimum', '/tjanster/ekonomiskt-bistand-ny-manad'], ['god man', '/information/god-man'],
    ['telefonnummer till färdtjänstenheten', '/kontakt#fardtjanst']] as const) {
    assert.equal(first((await visitor.get(`/sok?q=${encodeURIComponent(query)}`)).text), path, query);
  }
  const units = (await visitor.get('/sok?q=kontaktcenter')).text;
  assert.match(units, /href="\/kontakt#kontaktcenter"/);
  const nothing = await visitor.get('/sok?q=%3Cb%3Exyzzy');
  assert.equal(nothing.status, 200);
  assert.match(nothing.text, /Vi hittade inget på ”&lt;b>?(&gt;)?xyzzy”/);
  assert.match(nothing.text, /031-390 06 00/);
});

test('a search in English also finds by the Swedish name', async () => {
  const english = server.browser(town);
  const found = await english.get('/sok?q=f%C3%A4rdtj%C3%A4nst&sprak=en');
  assert.equal(first(found.text), '/tjanster/fardtjanst');
  assert.match(found.text, /lang="en"/);
});

test('an information page is shown in its language, else in Swedish with a word about it, and never as HTML of its own', async () => {
  const swedish = await visitor.get('/information/god-man');
  assert.match(swedish.text, /<strong>överförmyndaren<\/strong>/);
  assert.doesNotMatch(swedish.text, /<script>alert/);
  assert.match((await visitor.get('/information/god-man?sprak=en')).text, /Legal guardian/);
  assert.match((await server.browser(town).get('/information/god-man?sprak=sv-simple')).text, /finns inte på lätt svenska/);
  assert.equal((await visitor.get('/information/finns-inte')).status, 404);
});

test('every public page answers in three languages and says nothing half', async () => {
  for (const path of ['/', '/tjanster', '/tjanster?behov=money', '/kontakt', '/information', '/tillganglighet', '/tillganglighet/tack', '/personuppgifter', '/om', '/sok']) {
    for (const language of ['sv', 'sv-simple', 'en']) {
      const { status, text } = await server.browser(town).get(`${path}${path.includes('?') ? '&' : '?'}sprak=${language}`);
      assert.equal(status, 200, path);
      assert.doesNotMatch(text.replaceAll(/data-(left|over)="[^"]*"/g, ''), /\{\w+\}|undefined|\[object/, `${path} ${language}`);
    }
  }
});

test('the page on personal data says of each service why, on what ground and how long', async () => {
  const { text } = await visitor.get('/personuppgifter?sprak=sv');
  for (const words of ['Tekniska nämnden i Exempelkommun', 'artikel 6.1 e', '2 år efter att tillståndet har upphört', 'bevaras i arkivet', 'dataskyddsombud@exempelkommun.example']) {
    assert.ok(text.includes(words), words);
  }
});

test('the page on personal data has words in each language for every kind of document that a service may keep', () => {
  for (const type of documentTypes) {
    for (const language of ['sv', 'sv-simple', 'en'] as const) assert.ok(texts.keys(language).includes(`privacy.document-${type}`), `${type} ${language}`);
  }
});

test('search engines are told what is public', async () => {
  assert.match((await visitor.get('/robots.txt')).text, /Disallow: \//);
  const sitemap = await visitor.get('/sitemap.xml');
  assert.match(sitemap.text, new RegExp(`<loc>http://${town.host}:\\d+/tjanster/fardtjanst</loc>`));
});

test('someone reports a shortcoming without saying who they are; the administrator reads it and marks it; it lies sealed', async () => {
  const empty = await visitor.post('/tillganglighet', { what: '', replyTo: 'a@b.example' });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /href="#f-what"/);
  assert.match(empty.text, /value="a@b.example"/);
  const sent = await visitor.post('/tillganglighet', { where: 'Startsidan', what: 'Knappen Sök läses inte upp', replyTo: 'tilda@example.se' });
  assert.equal(sent.location?.pathname, '/tillganglighet/tack');
  const read = await admin.get(`${base}/synpunkter`);
  for (const words of ['Startsidan', 'Knappen Sök läses inte upp', 'tilda@example.se']) assert.ok(read.text.includes(words), words);
  const [row] = await house.asOwner<{ id: Uuid; content_cipher: Buffer }>('select id, content_cipher from knowledge.feedback where tenant_id = $1', [town.id]);
  assert.ok(!row!.content_cipher.includes('Knappen'));
  await admin.post(`${base}/synpunkter/${row!.id}/klar`, {});
  assert.match((await admin.get(`${base}/synpunkter`)).text, /Inga nya synpunkter/);
  assert.equal((await admin.post(`${base}/synpunkter/${row!.id}/klar`, {})).status, 404);
});

test('a unit gets a new number, and the public pages say it', async () => {
  const at = `${base}/enheter/${town.unit('fardtjanst')}`;
  assert.match((await visitor.get('/kontakt')).text, /031-390 06 40/);
  const wrong = await admin.post(at, { phone: 'noll', email: 'ingen', hours: 'finnsInte' });
  assert.equal(wrong.status, 422);
  for (const id of ['f-phone', 'f-email']) assert.match(wrong.text, new RegExp(`href="#${id}"`));
  assert.equal((await admin.post(at, { phone: '031-390 06 99', email: 'ny@exempelkommun.example', hours: 'desk' })).status, 303);
  later();
  const now = (await visitor.get('/kontakt')).text;
  assert.match(now, /031-390 06 99/);
  assert.doesNotMatch(now, /031-390 06 40/);
  const trace = await house.asOwner('select 1 from platform.audit_entry where tenant_id = $1 and event = $2 and unit_id = $3', [town.id, 'organisation.unitChanged', town.unit('fardtjanst')]);
  assert.equal(trace.length, 1);
});

test('a unit that services send cases to cannot be closed; another can', async () => {
  const used = await admin.post(`${base}/enheter/${town.unit('fardtjanst')}/stang`, {});
  assert.equal(used.status, 422);
  await house.asOwner('insert into organisation.unit select tenant_id, gen_random_uuid(), authority_id, \'gammal\', \'Gamla enheten\', \'old\', phone, email, facts, null from organisation.unit where id = $1', [town.unit('fardtjanst')]);
  const [old] = await house.asOwner<{ id: Uuid }>('select id from organisation.unit where tenant_id = $1 and slug = \'gammal\'', [town.id]);
  assert.equal((await admin.post(`${base}/enheter/${old!.id}/stang`, {})).status, 303);
  assert.equal((await admin.get(`${base}/enheter/${old!.id}`)).status, 404);
});

test('opening hours are read as people write them; a closed day is added and taken away', async () => {
  const days = { mon: '9-12, 13.00–15:30', tue: '', wed: '', thu: '', fri: '', sat: '', sun: '' };
  const wrong = await admin.post(`${base}/oppettider/casework`, { sv: 'måndagar', ...days, tue: '12-9' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /href="#f-tue"/);
  assert.equal((await admin.post(`${base}/oppettider/casework`, { sv: 'bara måndagar', ...days })).status, 303);
  assert.match((await admin.get(`${base}/oppettider/casework`)).text, /value="09:00–12:00, 13:00–15:30"/);
  later();
  assert.match((await server.browser(town).get('/kontakt')).text, /bara måndagar/);
  assert.equal((await admin.post(`${base}/oppettider/dag`, { date: '2026-01-01', reason: 'Förbi' })).status, 422);
  assert.equal((await admin.post(`${base}/oppettider/dag`, { date: '2027-06-06', reason: 'Nationaldagen', from: '08:00', to: '' })).status, 422);
  await admin.post(`${base}/oppettider/dag`, { date: '2027-06-07', reason: 'Personaldag' });
  assert.match((await admin.get(`${base}/oppettider`)).text, /Personaldag/);
  await admin.post(`${base}/oppettider/dag/2027-06-07/oppna`, {});
  assert.doesNotMatch((await admin.get(`${base}/oppettider`)).text, /Personaldag/);
});

test('a message to everyone stands on every page in its language until it is taken away', async () => {
  const words = { level: 'crisis', link: '/information/god-man', 'sv.title': 'Koka vattnet', 'sv.text': 'Dricksvattnet måste kokas.', 'en.title': 'Boil the water', 'en.text': 'Tap water must be boiled.' };
  assert.equal((await admin.post(`${base}/meddelande`, { ...words, active: 'yes', link: 'https://evil.example' })).status, 422);
  await admin.post(`${base}/meddelande`, { ...words, active: 'yes' });
  later();
  for (const path of ['/', '/tjanster/fardtjanst', '/sok?q=x']) assert.match((await server.browser(town).get(path)).text, /Koka vattnet/);
  assert.match((await server.browser(town).get('/?sprak=en')).text, /Boil the water/);
  await admin.post(`${base}/meddelande`, { ...words, active: 'no' });
  later();
  assert.doesNotMatch((await server.browser(town).get('/')).text, /Koka vattnet/);
});

test('a role is given and taken away; whoever loses it is signed out at once', async () => {
  const officer = await hire(house, town, 'Siv Tillfällig', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  const browser = await signedInStaff(house, server, town, officer);
  assert.equal((await browser.get('/handlaggning/ombud')).status, 200);
  assert.equal((await admin.post(`${base}/roller/ny`, { staff: officer.id, role: 'administrator', place: town.authority('tekniska-namnden') })).status, 422);
  assert.equal((await admin.post(`${base}/roller/ny`, { staff: officer.id, role: 'manager', place: 'all' })).status, 422);
  assert.equal((await admin.post(`${base}/roller/ny`, { staff: officer.id, role: 'manager', place: town.authority('tekniska-namnden') })).status, 303);
  const roles = await house.asOwner<{ id: Uuid; role: string }>('select id, role from identity.assignment where tenant_id = $1 and staff_id = $2 and until_at is null', [town.id, officer.id]);
  assert.deepEqual(roles.map(({ role }) => role).sort(), ['manager', 'officer']);
  const { id } = roles.find(({ role }) => role === 'officer')!;
  assert.equal((await admin.post(`${base}/roller/${id}/avsluta`, {})).status, 422);
  assert.equal((await admin.post(`${base}/roller/${id}/avsluta`, { when: 'later', last: '2020-01-01' })).status, 422);
  assert.equal((await admin.post(`${base}/roller/${id}/avsluta`, { when: 'now' })).status, 303);
  assert.equal((await browser.get('/handlaggning/ombud')).location?.pathname, '/handlaggning/logga-in');
  assert.equal((await admin.post(`${base}/roller/${id}/avsluta`, { when: 'now' })).status, 404);
});

test('a new member of staff is found by a number that is stored only as a hash', async () => {
  const typed = { name: 'Nya Nilsson', jobTitle: 'Registrator', number: '19810113-2382', role: 'registrar', place: town.authority('socialnamnden') };
  assert.equal((await admin.post(`${base}/roller/ny-medarbetare`, { ...typed, number: '123' })).status, 422);
  assert.equal((await admin.post(`${base}/roller/ny-medarbetare`, typed)).status, 303);
  const list = (await admin.get(`${base}/roller`)).text;
  assert.match(list, /Nya Nilsson/);
  assert.doesNotMatch(list, /2382/);
  const [row] = await house.asOwner<{ number_hash: Buffer }>('select number_hash from identity.staff_member where tenant_id = $1 and name = $2', [town.id, 'Nya Nilsson']);
  assert.equal(row!.number_hash.length, 32);
});

test('an administrator cannot end their own role, nor administer from inside an authority, nor can an officer', async () => {
  const [own] = await house.asOwner<{ id: Uuid }>('select id from identity.assignment where tenant_id = $1 and role = \'administrator\' and authority_id is null', [town.id]);
  assert.equal((await admin.post(`${base}/roller/${own!.id}/avsluta`, { when: 'now' })).status, 422);
  for (const roles of [['administrator'], ['officer']] as const) {
    const other = await hire(house, town, `Inne ${roles[0]}`, { authority: 'tekniska-namnden', roles: [...roles] });
    const browser = await signedInStaff(house, server, town, other);
    for (const path of ['', '/enheter', '/oppettider', '/roller', '/delegation', '/meddelande', '/synpunkter']) assert.equal((await browser.get(base + path)).status, 403, path);
    assert.equal((await browser.post(`${base}/meddelande`, { active: 'no', level: 'crisis', 'sv.title': 'a', 'sv.text': 'b' })).status, 403);
  }
});

test('a point of delegation is added from a day and ended; units of another authority are refused', async () => {
  const point = { authority: town.authority('tekniska-namnden'), point: '9.9', text: 'Ledsagning vid enstaka resa', roles: 'officer', reported: 'yes', limit: '10 000 kr', fromDay: '2026-12-01' };
  const wrong = await admin.post(`${base}/delegation/ny`, { ...point, point: 'nio', units: town.unit('forsorjningsstod') });
  assert.equal(wrong.status, 422);
  for (const id of ['f-point', 'f-units']) assert.match(wrong.text, new RegExp(`href="#${id}"`));
  assert.equal((await admin.post(`${base}/delegation/ny`, { ...point, units: town.unit('fardtjanst') })).status, 303);
  const [row] = await house.asOwner<{ id: Uuid; limit_ore: string; from_at: Date; unit_ids: string[] }>('select * from organisation.delegation where tenant_id = $1 and point = \'9.9\'', [town.id]);
  assert.equal(Number(row!.limit_ore), 1_000_000);
  assert.equal(row!.from_at.toISOString(), '2026-11-30T23:00:00.000Z');
  assert.match((await admin.get(`${base}/delegation`)).text, /från 1 december 2026/);
  assert.equal((await admin.post(`${base}/delegation/${row!.id}/avsluta`, { when: 'later', last: '2026-12-31' })).status, 303);
  assert.match((await admin.get(`${base}/delegation`)).text, /till och med 31 december 2026/);
});

test('a proxy is registered from paper, seen by the authority only, and ended; protected identity breaks the link', async () => {
  const officer = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
  const other = await hire(house, town, 'Bo Annan', { authority: 'socialnamnden', unit: 'forsorjningsstod', roles: ['officer'] });
  const [browser, elsewhere] = [await signedInStaff(house, server, town, officer), await signedInStaff(house, server, town, other)];
  const typed = { personNumber: '18900101-9802', agentNumber: '18900202-9801', ground: 'powerOfAttorney', services: 'transportService', fromDay: '2026-11-20', untilDay: '', evidence: 'Fullmakt i original visad vid besök' };
  const wrongs = [{ personNumber: '12' }, { agentNumber: typed.personNumber }, { untilDay: '2026-11-01' }, { evidence: '' }, { services: 'economicAidMonth' },
    { agentNumber: '189904049809' }, { personNumber: '189003039800' }, { agentNumber: '189003039800' }];
  for (const wrong of wrongs) assert.equal((await browser.post('/handlaggning/ombud/ny', { ...typed, ...wrong })).status, 422, JSON.stringify(wrong));
  assert.match((await browser.post('/handlaggning/ombud/ny', { ...typed, personNumber: '189003039800' })).text, /skyddade personuppgifter/);
  assert.equal((await browser.post('/handlaggning/ombud/ny', typed)).status, 303);
  const list = (await browser.get('/handlaggning/ombud')).text;
  for (const words of ['Tilda Ärlig', 'Pia Ombud', 'Färdtjänst']) assert.ok(list.includes(words), words);
  const colleague = await signedInStaff(house, server, town, await hire(house, town, 'Cia Kollega', { authority: 'tekniska-namnden', unit: 'fardtjanst-barn', roles: ['officer'] }));
  const registrar = await signedInStaff(house, server, town, await hire(house, town, 'Rolf Diarie', { authority: 'tekniska-namnden', roles: ['registrar'] }));
  assert.doesNotMatch((await colleague.get('/handlaggning/ombud')).text, /Pia Ombud/);
  assert.match((await registrar.get('/handlaggning/ombud')).text, /Pia Ombud/);
  for (const number of [typed.personNumber, typed.agentNumber]) assert.match((await colleague.post('/handlaggning/ombud/sok', { number })).text, /Pia Ombud/);
  assert.equal((await colleague.post('/handlaggning/ombud/sok', { number: 'Tilda' })).status, 422);
  assert.doesNotMatch((await elsewhere.get('/handlaggning/ombud')).text, /Pia Ombud/);
  assert.doesNotMatch((await elsewhere.post('/handlaggning/ombud/sok', { number: typed.personNumber })).text, /Pia Ombud/);
  const tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const proxies = () => house.db.system(town.id, 'test', (tx) => proxiesOf(tx, tilda));
  const [proxy] = await proxies();
  assert.equal((await elsewhere.post(`/handlaggning/ombud/${proxy!.id}/avsluta`, {})).status, 404);
  assert.equal((await browser.post(`/handlaggning/ombud/${proxy!.id}/avsluta`, {})).status, 303);
  assert.deepEqual(await proxies(), []);
});
