import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { booking } from '../../src/booking/index.ts';
import { cases } from '../../src/cases/index.ts';
import { makeTown, meet, signedInResident, type Town } from '../../src/cases/testing.ts';
import { identity, saveContact } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { portal } from '../../src/portal/index.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse } from '../support/index.ts';
import { bookTime, fillHealth, openDay, type Opened } from './steps.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, booking, services, cases, portal], now: new Date('2026-11-20T09:00:00Z') });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let opened: Opened;
before(async () => {
  town = await makeTown(house, ['vaccination', 'provtagning'], undefined, 'region-exempel');
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  opened = await openDay(house, town, { service: 'covidVaccination', kinds: ['dose1', 'dose2'], day: '2026-11-24', opens: '09:00', closes: '10:00', minutes: 20, seats: 1 });
});

test('free times are seen without signing in, by place, language and what one needs', async () => {
  const anyone = server.browser(town);
  const page = await anyone.get('/boka/vaccination');
  assert.equal(page.status, 200);
  assert.match(page.text, /tisdag 24 november 2026/);
  assert.match(page.text, /Hallen.*Vägen 1, Exempelstad/s);
  assert.deepEqual([...page.text.matchAll(/aria-label="Välj kl\. ([\d.]+), Hallen"/g)].map(([, time]) => time), ['09.00', '09.20', '09.40']);
  assert.match((await anyone.get('/boka/vaccination?anpassning=hearingLoop')).text, /Just nu finns inga lediga tider/);
  assert.match((await anyone.get('/boka/vaccination?anpassning=stepFree&talar=ar')).text, /Välj kl\. 09\.00/);
  assert.match((await anyone.get('/boka/vaccination?talar=so')).text, /Just nu finns inga lediga tider/);
  assert.equal((await anyone.get('/boka/finns-inte')).status, 404);
  assert.match((await anyone.get('/boka')).text, /href="\/boka\/vaccination".*href="\/boka\/covidprov"|href="\/boka\/covidprov".*href="\/boka\/vaccination"/s);
  assert.match((await anyone.get('/')).text, /href="\/boka"/);
  assert.match((await anyone.get('/sok?q=lediga+tider')).text, /href="\/boka"/);
  const filter = /<details[^>]*>(?=<summary[^>]*>(?:<[^>]*>)*Välj plats eller språk)/;
  assert.doesNotMatch(filter.exec(page.text)![0], / open/, 'closed, so that free times come first');
  assert.match(filter.exec((await anyone.get('/boka/vaccination?talar=ar')).text)![0], / open/, 'open when it has been used');
});

test('whoever is not signed in is sent to sign in when they choose a time, and back to it', async () => {
  const answer = await server.browser(town).get(`/boka/vaccination/tid/${opened.slots[0]}?vad=dose1`);
  assert.equal(answer.status, 303);
  assert.match(answer.location!.pathname, /logga-in/);
  assert.match(decodeURIComponent(answer.location!.search), new RegExp(`till=/boka/vaccination/tid/${opened.slots[0]}`));
});

test('a time is held, the questions are answered, and it is booked: seen on My pages with its code, place and calendar file', async () => {
  const person = await signedInResident(house, server, town, tilda);
  const at = await bookTime(person, 'vaccination', opened.slots[0]!, 'dose1', fillHealth);
  const receipt = await person.get(at);
  assert.match(receipt.text, /Tiden är bokad.*Skriv upp tiden/s, 'nobody is said to have been told who has no way to be');
  await saveContact(house, town.id, tilda, { email: 'tilda@exempel.se' });
  assert.match((await person.get(at)).text, /Vi har skickat ett meddelande/);
  await saveContact(house, town.id, tilda, {});
  assert.match(receipt.text, /tisdag 24 november 2026 kl\. 09\.00/);
  const code = /<strong class="code">([A-Z0-9]{6})</.exec(receipt.text)![1]!;
  assert.match((await person.get('/mina-sidor/tider')).text, /Vaccination mot covid-19/);
  const calendar = await person.get(at.replace('?ny=1', '/kalender.ics'));
  assert.match(String(calendar.headers['content-type']), /text\/calendar/);
  assert.match(calendar.text, /DTSTART:20261124T080000Z\r\nDTEND:20261124T082000Z/);
  assert.doesNotMatch(calendar.text, /vaccin|covid/i, 'a calendar is shared');
  const [row] = await house.asOwner<{ code: string; booked: boolean; sealed: string }>(
    'select code, booked_at is not null as booked, encode(content_cipher, \'escape\') as sealed from booking.booking where tenant_id = $1 and person_id = $2', [town.id, tilda]);
  assert.deepEqual({ code: row!.code, booked: row!.booked }, { code, booked: true });
  assert.doesNotMatch(row!.sealed, /0701740605|Telefon/);
  assert.doesNotMatch((await server.browser(town).get('/boka/vaccination')).text, /Välj kl\. 09\.00/, 'the time is not free any more');
  const notices = await house.asOwner('select 1 from messages.dispatch where tenant_id = $1 and person_id = $2 and key like \'booking/booked/%\'', [town.id, tilda]);
  assert.equal(notices.length, 1);
  const made = await house.asOwner('select 1 from cases.case_file where tenant_id = $1', [town.id]);
  assert.equal(made.length, 0, 'a service with case: none makes no case');
});

test('another cannot see it, move it or cancel it', async () => {
  const [row] = await house.asOwner<{ id: string }>('select id from booking.booking where tenant_id = $1 and person_id = $2', [town.id, tilda]);
  const stranger = await signedInResident(house, server, town, await meet(house, town, 'Otto', 'Främmande', '189004049809'));
  for (const path of ['', '/kalender.ics', '/avbokning', '/flytt?tid=x', '/resultat']) assert.equal((await stranger.get(`/mina-sidor/tider/${row!.id}${path}`)).status, 404, path);
  assert.equal((await stranger.post(`/mina-sidor/tider/${row!.id}/avbokning`, {})).status, 404);
  assert.equal((await stranger.post(`/mina-sidor/tider/${row!.id}/flytt`, { tid: opened.slots[1]! })).status, 404);
});

test('one who has a time is offered to move it; moved, the old one is free to others when nobody waits', async () => {
  const person = await signedInResident(house, server, town, tilda);
  const [row] = await house.asOwner<{ id: string }>('select id from booking.booking where tenant_id = $1 and person_id = $2', [town.id, tilda]);
  const again = await person.get(`/boka/vaccination/tid/${opened.slots[1]}?vad=dose1`);
  assert.equal(again.status, 409);
  assert.match(again.text, /Du har redan en tid/);
  assert.match((await person.get(`/mina-sidor/tider/${row!.id}/flytt?tid=${opened.slots[1]}`)).text, /kl\. 09\.20/);
  const moved = await person.post(`/mina-sidor/tider/${row!.id}/flytt`, { tid: opened.slots[1]! }, { follow: true });
  assert.match(moved.text, /Tiden är flyttad.*kl\. 09\.20/s);
  const seats = await house.asOwner<{ slot_id: string; held: boolean }>('select slot_id, held_until is not null as held from booking.seat where tenant_id = $1 order by held', [town.id]);
  assert.deepEqual(seats, [{ slot_id: opened.slots[1], held: false }, { slot_id: opened.slots[0], held: true }], 'kept a moment for the waiting list');
  await opened.free(row!.id as Uuid, opened.slots[0]!);
  assert.match((await server.browser(town).get('/boka/vaccination')).text, /Välj kl\. 09\.00/);
});

test('cancelled with a clear question first, until it begins; moving stops before', async () => {
  const person = await signedInResident(house, server, town, tilda);
  const [row] = await house.asOwner<{ id: string }>('select id from booking.booking where tenant_id = $1 and person_id = $2', [town.id, tilda]);
  house.clock.set(new Date('2026-11-24T07:00:00Z'));
  const late = await signedInResident(house, server, town, tilda);
  const soon = await late.get(`/mina-sidor/tider/${row!.id}?ny=1`);
  assert.match(soon.text, /för sent att flytta tiden här, men du kan avboka/);
  assert.doesNotMatch(soon.text, /Vi påminner dig|>Flytta tiden</);
  assert.match((await late.post(`/mina-sidor/tider/${row!.id}/flytt`, { tid: opened.slots[0]! })).location!.search, /gjort=sent/);
  assert.match((await late.get(`/mina-sidor/tider/${row!.id}/avbokning`)).text, /Vill du avboka tiden\?/);
  house.clock.set(new Date('2026-11-24T08:30:00Z'));
  const begun = await signedInResident(house, server, town, tilda);
  assert.match((await begun.post(`/mina-sidor/tider/${row!.id}/avbokning`, {}, { follow: true })).text, /för sent att ändra tiden här/);
  house.clock.set(new Date('2026-11-20T09:00:00Z'));
  assert.match((await person.get(`/mina-sidor/tider/${row!.id}/avbokning`)).text, /Vill du avboka tiden\?/);
  assert.match((await person.post(`/mina-sidor/tider/${row!.id}/avbokning`, {}, { follow: true })).text, /Tiden är avbokad/);
  assert.equal((await house.asOwner('select 1 from booking.seat where tenant_id = $1 and held_until is null', [town.id])).length, 0);
});

test('a hold that has run out is taken over by whoever comes; the one who was slow keeps the answers and chooses again', async () => {
  const [slow, quick] = [await signedInResident(house, server, town, tilda), await signedInResident(house, server, town, await meet(house, town, 'Kim', 'Med', '189002029801'))];
  const draft = (await slow.post(`/boka/vaccination/tid/${opened.slots[2]}`, { vad: 'dose1' })).location!.pathname;
  assert.match((await quick.post(`/boka/vaccination/tid/${opened.slots[2]}`, { vad: 'dose1' })).location!.search, /varfor=taken/);
  house.clock.forward(21 * 60_000);
  await bookTime(quick, 'vaccination', opened.slots[2]!, 'dose1', fillHealth);
  await fillHealth(slow, draft);
  const late = await slow.post(`${draft}/skicka`, {});
  assert.match(late.location!.search, /varfor=timeGone/);
  const choose = await slow.get(late.location!);
  assert.match(choose.text, /Det du svarade är sparat/);
  await bookTime(slow, 'vaccination', opened.slots[1]!, 'dose1', async () => undefined, draft.split('/').at(-1));
});

test('one under age is stopped with what to do instead, before anything is held', async () => {
  const child = await meet(house, town, 'Filip', 'Ung', '201001132396');
  const answer = await (await signedInResident(house, server, town, child)).get(`/boka/vaccination/tid/${opened.slots[0]}?vad=dose1`);
  assert.equal(answer.status, 409);
  assert.match(answer.text, /under 18 år kan inte boka här\. Ring oss/);
  const held = await (await signedInResident(house, server, town, child)).post(`/boka/vaccination/tid/${opened.slots[0]}`, { vad: 'dose1' });
  assert.match(held.location!.pathname, /\/tid\//);
  assert.equal((await house.asOwner('select 1 from booking.booking where tenant_id = $1 and person_id = $2', [town.id, child])).length, 0);
});

