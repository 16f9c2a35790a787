import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { before, test } from 'node:test';
import { isStaff, staffPass } from '../../src/admission/pass.ts';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { endProxy, registerProxy } from '../../src/identity/index.ts';
import { changeSession, cookieNames, startSession } from '../../src/identity/session.ts';
import { uuidv7, type Staff, type Uuid } from '../../src/platform/index.ts';
import { textOfPdf } from '../../src/platform/pdf/text-of-pdf.ts';
import { laneFor } from '../../src/queue/testing.ts';
import { rooms } from '../../src/sprang.ts';
import { dose as given, bookTime, fillHealth, fillSymptoms, openDay, type Opened } from '../booking/steps.ts';
import { serve, testHouse, type Client } from '../support/index.ts';

// Long because all of it happens in one region and one municipality beside it, which is most of the cost.
const house = await testHouse({ rooms, now: new Date('2026-11-23T07:00:00Z') });
const server = await serve(house);
const desk = '/handlaggning/tider';
const authority = 'halso-och-sjukvardsnamnden';
let town: Town;
let neighbour: Town;
let [tilda, other, agent]: Uuid[] = [];
let person: Client;
let stranger: Client;
let nurse: Client;
let vaccine: Opened;
let samples: Opened;
/** Tilda's dose, given; and her test, whose sample waits for its answer. */
let [dose, sampled]: Uuid[] = [];

before(async () => {
  town = await makeTown(house, ['vaccination', 'provtagning'], undefined, 'region-exempel');
  neighbour = await makeTown(house);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  other = await meet(house, town, 'Otto', 'Annan', '189002029800');
  agent = await meet(house, town, 'Pia', 'Ombud', '189003039808');
  [person, stranger] = [await signedInResident(house, server, town, tilda), await signedInResident(house, server, town, other)];
  nurse = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority, unit: 'vardcentral-eken', roles: ['officer'] }));
  vaccine = await openDay(house, town, { service: 'covidVaccination', kinds: ['dose1', 'dose2'], day: '2026-11-23', opens: '10:00', closes: '11:00', minutes: 20, seats: 2 });
  samples = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-11-23', opens: '10:00', closes: '11:00', minutes: 10, seats: 4, placeId: vaccine.placeId });
  dose = await bookedId(await bookTime(person, 'vaccination', vaccine.slots[0]!, 'dose1', fillHealth));
  await nurse.post(`${desk}/bokning/${dose}/ankomst`, {});
  await nurse.post(`${desk}/bokning/${dose}/resultat`, given);
  sampled = await bookedId(await bookTime(person, 'covidprov', samples.slots[0]!, 'test', fillSymptoms));
  await nurse.post(`${desk}/bokning/${sampled}/ankomst`, {});
  await nurse.post(`${desk}/bokning/${sampled}/prov`, { provnummer: 'S 1001-7' });
});

const bookedId = async (receipt: string) => /\/tider\/([0-9a-f-]{36})/.exec(receipt)![1] as Uuid;
const count = async (sql: string, values: unknown[]) => (await house.asOwner<{ n: number }>(`select count(*)::int as n from ${sql}`, values))[0]!.n;

/** A browser of somebody who acts for Tilda, in these services. */
async function acting(services: string[]): Promise<{ browser: Client; proxy: Uuid }> {
  const browser = server.browser(town);
  const proxy = await house.db.system(town.id, 'test', async (tx) => {
    const id = await registerProxy(tx, { personId: tilda!, agentId: agent!, ground: 'powerOfAttorney', services, fromDay: '2026-01-01', untilDay: null, evidence: 'Fullmakt', registeredBy: null });
    const token = await startSession(tx, { realm: 'resident', personId: agent!, level: 3, provenAt: tx.now, display: { name: 'Pia Ombud', actingFor: 'Tilda Ärlig' }, provider: { issuer: 'test', subject: 'pia' } });
    browser.setCookie(cookieNames.resident, token);
    await changeSession(tx, { [cookieNames.resident]: token }, 'resident', { actingFor: { personId: tilda!, proxyId: id, ground: 'powerOfAttorney' } });
    return id;
  });
  return { browser, proxy };
}

test('another resident, and whoever has not signed in, reaches no time, result, certificate or calendar of somebody', async () => {
  for (const rest of ['', '/resultat', '/intyg.pdf', '/kalender.ics', '/avbokning', '/flytt']) {
    assert.equal((await stranger.get(`/mina-sidor/tider/${dose}${rest}`)).status, 404, rest);
    assert.equal((await server.browser(town).get(`/mina-sidor/tider/${dose}${rest}`)).location?.pathname, '/logga-in', rest);
  }
  for (const rest of ['/avbokning', '/flytt']) assert.equal((await stranger.post(`/mina-sidor/tider/${sampled}${rest}`, { tid: samples.slots[2]! })).status, 404, rest);
  for (const rest of ['', '/ja', '/nej']) assert.equal((await (rest ? stranger.post(`/mina-sidor/tider/erbjudande/${randomUUID()}${rest}`, {}) : stranger.get(`/mina-sidor/tider/erbjudande/${randomUUID()}`))).status, 404);
});

test('who acts for somebody in one service sees no call, place in a list or result of another, and ends none of it', async () => {
  await house.db.system(town.id, 'test', async (tx) => {
    const { addWaiting } = await import('../../src/booking/store/waiting.ts');
    await addWaiting(tx, { authorityId: town.authority(authority), service: 'covidVaccination', kind: 'dose2', personId: tilda!, places: [], fromDay: '2026-12-14', untilDay: '2027-01-04', part: 'any', priority: 0, language: 'sv', confidentiality: 3 });
  });
  const [row] = await house.asOwner<{ id: string }>('select id from booking.waiting where tenant_id = $1', [town.id]);
  const own = (await person.get('/mina-sidor')).text;
  assert.match(own, /Andra dosen/);
  assert.match(own, new RegExp(row!.id));
  const { browser } = await acting(['covidTest']);
  const seen = (await browser.get('/mina-sidor')).text + (await browser.get('/mina-sidor/tider')).text + (await browser.get('/mina-sidor/tider/vantelista')).text;
  assert.match(seen, new RegExp(sampled!), 'what they act in they see');
  assert.doesNotMatch(seen, /accination|Andra dosen/);
  assert.equal((await browser.post(`/mina-sidor/tider/vantelista/${row!.id}/slut`, {})).status, 403);
  for (const rest of ['', '/resultat', '/intyg.pdf']) assert.equal((await browser.get(`/mina-sidor/tider/${dose}${rest}`)).status, 403, rest);
  assert.equal(await count('booking.waiting where id = $1 and ended_at is null', [row!.id]), 1);
});

test('a proxy that has ended opens no time', async () => {
  const { browser, proxy } = await acting([]);
  assert.equal((await browser.get(`/mina-sidor/tider/${dose}/resultat`)).status, 200);
  await house.db.system(town.id, 'test', (tx) => endProxy(tx, proxy, 'byPerson'));
  for (const rest of ['', '/resultat', '/intyg.pdf']) assert.notEqual((await browser.get(`/mina-sidor/tider/${dose}${rest}`)).status, 200, rest);
});

test('a call to a health service is not told to somebody who has signed in less surely than it asks for', async () => {
  const weak = server.browser(town);
  weak.setCookie(cookieNames.resident, await house.db.system(town.id, 'test', (tx) => startSession(tx, { realm: 'resident', personId: tilda!, level: 2, provenAt: tx.now, display: { name: 'Prov' }, provider: { issuer: 'test', subject: tilda! } })));
  const page = await weak.get('/mina-sidor');
  assert.doesNotMatch(page.text, /Andra dosen|accination mot covid/);
  for (const rest of ['', '/resultat', '/intyg.pdf']) assert.match((await weak.get(`/mina-sidor/tider/${dose}${rest}`)).location?.search ?? '', /niva=3/, rest);
});

test('the questions of one service do not book a time of another', async () => {
  const began = await stranger.post(`/boka/covidprov/tid/${samples.slots[3]}`, { vad: 'test' });
  const draft = began.location!.pathname.split('/').at(-1)!;
  const held = await stranger.post(`/boka/vaccination/tid/${vaccine.slots[1]}`, { vad: 'dose1', utkast: draft });
  assert.equal(held.status, 303);
  assert.notEqual(held.location!.pathname, `/ansokan/${draft}`, 'the vaccination would be booked without its health declaration');
  const [row] = await house.asOwner<{ draft: string }>('select draft_id as draft from booking.booking where tenant_id = $1 and person_id = $2 and service = \'covidVaccination\'', [town.id, other]);
  assert.notEqual(row!.draft, draft);
});

test('somebody else\'s draft is not filled in by whoever names it', async () => {
  const began = await stranger.post(`/boka/covidprov/tid/${samples.slots[3]}`, { vad: 'test' });
  const theirs = began.location!.pathname.split('/').at(-1)!;
  const third = await signedInResident(house, server, town, agent!);
  const held = await third.post(`/boka/covidprov/tid/${samples.slots[4]}`, { vad: 'test', utkast: theirs });
  assert.notEqual(held.location!.pathname, `/ansokan/${theirs}`);
  assert.equal(await count('booking.booking where tenant_id = $1 and draft_id = $2 and person_id = $3', [town.id, theirs, agent]), 0);
});

test('staff of another unit write no answers for its samples and do not see that they wait', async () => {
  const elsewhere = await signedInStaff(house, server, town, await hire(house, town, 'Bo Annan', { authority, unit: 'sjukresor', roles: ['officer'] }));
  const file = { field: 'svar', name: 'svar.csv', mediaType: 'text/csv', bytes: Buffer.from('provnummer;svar\nS1001-7;POS\n') };
  const sent = await elsewhere.multipart(`${desk}/provsvar`, {}, [file]);
  assert.equal(sent.status, 422);
  assert.match(sent.text, /provet S10017 är inte registrerat här/);
  assert.doesNotMatch(sent.text, new RegExp(sampled!));
  assert.equal(await count('booking.outcome where booking_id = $1', [sampled]), 0);
  assert.match((await nurse.get(`${desk}/provsvar`)).text, new RegExp(sampled!));
});

test('an answer that says it is of another time than its sample is stopped: it would be destroyed too early, or kept too long', async () => {
  for (const time of ['1926-11-23 08:00', '2126-11-23 08:00']) {
    const sent = await nurse.multipart(`${desk}/provsvar`, {}, [{ field: 'svar', name: 'svar.csv', mediaType: 'text/csv', bytes: Buffer.from(`provnummer;svar;tid\nS1001-7;POS;${time}\n`) }]);
    assert.equal(sent.status, 422, time);
    assert.match(sent.text, /före provtagningen eller framåt i tiden/);
  }
  assert.equal(await count('booking.outcome where booking_id = $1', [sampled]), 0);
});

test('of somebody whose identity is protected staff see no name or number, on no page and in no letter', async () => {
  const secret = await meet(house, town, 'Greta', 'Hemlig', '189005059808');
  const greta = await signedInResident(house, server, town, secret);
  const id = await bookedId(await bookTime(greta, 'covidprov', samples.slots[5]!, 'test', fillSymptoms));
  await house.asOwner('update identity.person set protected = true where id = $1', [secret]);
  await nurse.post(`${desk}/bokning/${id}/ankomst`, {});
  await nurse.post(`${desk}/bokning/${id}/prov`, { provnummer: 'S 5555' });
  const read = await nurse.multipart(`${desk}/provsvar`, {}, [{ field: 'svar', name: 'svar.csv', mediaType: 'text/csv', bytes: Buffer.from('provnummer;svar\nS5555;NEG\n') }]);
  assert.equal(read.status, 303, read.text.slice(0, 300));
  const page = (await nurse.get(`${desk}/bokning/${id}`)).text;
  assert.match(page, /Skyddade personuppgifter/);
  assert.doesNotMatch(page, /Greta|Hemlig|18900505|174 ?06 ?05/);
  const letter = await nurse.get(`${desk}/bokning/${id}/brev.pdf`);
  assert.equal(letter.status, 200);
  assert.doesNotMatch(await textOfPdf(letter.bytes), /Greta|Hemlig|18900505/);
});

test('another organisation on the same server finds nothing by id or by code', async () => {
  const clerk = await signedInStaff(house, server, neighbour, await hire(house, neighbour, 'Cai Granne', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] }));
  const [row] = await house.asOwner<{ code: string }>('select code from booking.booking where id = $1', [dose]);
  for (const rest of ['', '/brev.pdf', '/flytt']) assert.equal((await clerk.get(`${desk}/bokning/${dose}${rest}`)).status, 404, rest);
  assert.match((await clerk.post(`${desk}/kod`, { kod: row!.code })).location!.search, /kod=fel/);
  const same = await meet(house, neighbour, 'Tilda', 'Ärlig', '189001019802');
  const there = await signedInResident(house, server, neighbour, same);
  assert.equal((await there.get(`/mina-sidor/tider/${dose}/resultat`)).status, 404);
  there.setCookie(cookieNames.resident, person.cookie(cookieNames.resident)!);
  assert.equal((await there.get(`/mina-sidor/tider/${dose}/resultat`)).location?.pathname, '/logga-in', 'a session of the region is none here');
});

test('what is written of a visit names nobody in the audit, in messages or in addresses', async () => {
  const rows = await house.asOwner<{ told: string }>('select detail::text || event as told from platform.audit_entry where tenant_id = $1', [town.id]);
  assert.ok(rows.length > 20);
  assert.doesNotMatch(rows.map(({ told }) => told).join('\n'), /Tilda|Ärlig|9001019802|174 ?06|comirnaty|ab ?1234|S ?1001/i);
  const keys = await house.asOwner<{ key: string }>('select key from messages.dispatch where tenant_id = $1', [town.id]);
  assert.doesNotMatch(keys.map(({ key }) => key).join('\n'), /ccination|covid|POS|NEG/);
});

/** As nobody's browser sends it: the address exactly as written. */
function raw(host: string, path: string, { method = 'GET', headers = {}, body = '' }: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<{ status: number; location: string; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers: { host: `${host}:${server.port}`, ...headers } }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => { resolve({ status: incoming.statusCode!, location: String(incoming.headers.location ?? ''), text }); });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test('a waiting room is not walked past by writing the address in another way', async () => {
  await laneFor(house, town.id, { slug: 'vaccin', guards: '/boka/vaccination/tid', leadsTo: '/boka/vaccination' });
  house.clock.forward(6_000);
  const slot = vaccine.slots[2];
  for (const path of [`/boka/vaccination/tid/${slot}`, `/boka/vaccination/tid/${slot}/`, `/boka/%76accination/tid/${slot}`, `/boka/vaccination/t%69d/${slot}`, `/%62oka/vaccination/tid/${slot}?vad=dose1`,
    `/boka/vaccination/tid/${slot}#x`]) assert.match((await raw(town.host, path)).location, /^\/ko\/vaccin(#|$)/, path);
  for (const path of [`/boka//vaccination/tid/${slot}`, `/boka/vaccination%2Ftid/${slot}`, `//boka/vaccination/tid/${slot}`, `/boka/./vaccination/tid/${slot}`]) {
    assert.notEqual((await raw(town.host, path)).status, 200, path);
  }
  assert.equal((await raw(town.host, '/boka/vaccination')).status, 200, 'which times there are may be seen');
});

test('a pass or ticket of another lane, of another organisation, made longer or made up opens nothing', async () => {
  await laneFor(house, town.id, { slug: 'annan', guards: '/annat', leadsTo: '/' });
  await laneFor(house, neighbour.id, { slug: 'vaccin', guards: '/boka/vaccination/tid', leadsTo: '/' });
  house.clock.forward(6_000);
  const slot = `/boka/vaccination/tid/${vaccine.slots[2]}`;
  const passIn = async (at: Town, slug: string) => {
    const visitor = server.browser(at);
    const ticket = (await visitor.post(`/ko/${slug}/plats`, { id: randomUUID() })).location!.searchParams.get('b')!;
    for (let second = 0; second < 5; second++) {
      house.clock.forward(2_000);
      await visitor.get(`/ko/${slug}/status`);
    }
    await visitor.post(`/ko/${slug}/tur`, { b: ticket });
    return { ticket, pass: visitor.cookie(`__Host-ko-pass-${slug}`)! };
  };
  const [right, wrongLane, wrongTown] = [await passIn(town, 'vaccin'), await passIn(town, 'annan'), await passIn(neighbour, 'vaccin')];
  const enter = (pass: string) => raw(town.host, slot, { headers: { cookie: `__Host-ko-pass-vaccin=${pass}` } });
  assert.match((await enter(right.pass)).location, /^\/logga-in/, 'who has a pass comes on to the sign-in');
  const [position, end, mac] = right.pass.split('.');
  for (const pass of [wrongLane.pass, wrongTown.pass, `${position}.${Number(end) + 86_400}.${mac}`, `${position}.${end}.${'A'.repeat(16)}`, right.ticket, `0.99999999999.${mac}`]) {
    assert.match((await enter(pass)).location, /^\/ko\/vaccin(#|$)/, pass);
  }
  for (const ticket of [wrongLane.ticket, wrongTown.ticket, `0.${'A'.repeat(16)}`, `${Number(right.ticket.split('.')[0]) + 1}.${right.ticket.split('.')[1]}`]) {
    assert.equal((await server.browser(town).get(`/ko/vaccin/min-plats?b=${ticket}`)).status, 404, ticket);
    assert.match((await server.browser(town).post('/ko/vaccin/tur', { b: ticket })).location!.pathname, /min-plats/);
  }
});

test('lanes of the same name are told apart by organisation also when answered from memory, whatever a visitor says of the host', async () => {
  for (let n = 0; n < 3; n++) await server.browser(neighbour).post('/ko/vaccin/plats', { id: randomUUID() });
  house.clock.forward(6_000);
  const countIn = async (host: string, headers: Record<string, string> = {}) => (JSON.parse((await raw(host, '/ko/vaccin/status', { headers })).text) as { count: number }).count;
  const [here, there] = [await countIn(town.host), await countIn(neighbour.host)];
  assert.notEqual(here, there);
  for (let again = 0; again < 2; again++) {
    assert.equal(await countIn(town.host, { 'x-forwarded-host': neighbour.host }), here, 'nobody has said that this sender is a proxy');
    assert.equal(await countIn(neighbour.host, { 'x-forwarded-host': town.host }), there);
    assert.deepEqual([await countIn(town.host), await countIn(neighbour.host)], [here, there]);
  }
});

test('at the door a form that is too long, cut in pieces or from another site gives no place', async () => {
  const before_ = await count('queue.place where tenant_id = $1', [town.id]);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  await raw(town.host, '/ko/vaccin/status');
  const huge = 'x'.repeat(1_200_000);
  assert.equal((await raw(town.host, '/ko/vaccin/plats', { method: 'POST', headers: { ...form, 'content-length': String(huge.length), 'sec-fetch-site': 'same-origin' }, body: huge }).catch(() => ({ status: 413 }))).status, 413);
  const foreign = await raw(town.host, '/ko/vaccin/plats', { method: 'POST', headers: { ...form, 'content-length': '3', 'sec-fetch-site': 'cross-site', 'origin': 'https://elak.example' }, body: 'a=b' });
  assert.equal(foreign.status, 403);
  assert.equal(await count('queue.place where tenant_id = $1', [town.id]), before_);
});

test('whoever missed their turn stands last anew also once the lane is answered at the door', async () => {
  const visitor = server.browser(town);
  const first = (await visitor.post('/ko/vaccin/plats', { id: randomUUID() })).location!.searchParams.get('b')!;
  await house.asOwner('update queue.lane set void_below = $2, paused_at = made_at where tenant_id = $1 and slug = \'vaccin\'', [town.id, Number(first.split('.')[0]) + 1]);
  await house.asOwner('update queue.inlet set admitted_to = 0 where lane_id = (select id from queue.lane where tenant_id = $1 and slug = \'vaccin\')', [town.id]);
  house.clock.forward(6_000);
  await visitor.get('/ko/vaccin/status');
  const again = (await visitor.post('/ko/vaccin/plats', { id: randomUUID() })).location!.searchParams.get('b')!;
  assert.notEqual(again, first);
});

test('a manager sets no waiting room before another authority\'s service', async () => {
  const boss = await signedInStaff(house, server, neighbour, await hire(house, neighbour, 'Dag Chef', { authority: 'socialnamnden', roles: ['manager'] }));
  assert.doesNotMatch((await boss.get('/handlaggning/koer/ny')).text, /fardtjanst/);
  const asked = await boss.post('/handlaggning/koer', { name: 'Stopp', slug: 'stopp', guards: '/tjanster/fardtjanst/borja', kind: 'always', purpose: 'general', perMinute: '1', claimMinutes: '20', passMinutes: '30', joinedBy: 'anyone' });
  assert.equal(asked.status, 422);
  assert.equal(await count('queue.lane where tenant_id = $1 and slug = \'stopp\'', [neighbour.id]), 0);
});

test('the class of staff is not made up, and not made longer', () => {
  const who: Staff = { kind: 'staff', sessionId: uuidv7(house.clock.now()), staffId: uuidv7(house.clock.now()), level: 3, provenAt: house.clock.now(), unitIds: [], roles: ['officer'] };
  const { name, value } = staffPass(house, who, {})!;
  assert.ok(isStaff(house, `a=b; ${name}=${value}`));
  const [end, mac] = value!.split('.');
  for (const forged of ['', '.', `${Number(end) + 1}.${mac}`, `${end}.${'A'.repeat(16)}`, `9${end}.${mac}`, `${end}.${mac}A`]) assert.ok(!isStaff(house, `${name}=${forged}`), forged);
  house.clock.forward(13 * 3_600_000);
  assert.ok(!isStaff(house, `${name}=${value}`));
  assert.equal(staffPass(house, { kind: 'anyone' }, {}), undefined);
});

test('a report of a text message with a made-up proof is not there, however it is written', async () => {
  const notice = randomUUID();
  for (const proof of ['', 'x', 'A'.repeat(43), encodeURIComponent('å'.repeat(43))]) {
    const answer = await raw(town.host, `/api/sms/${notice}.${proof}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '16' }, body: 'status=delivered' });
    assert.equal(answer.status, 404, proof);
  }
});
