import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { makeComingTimes } from '../../src/booking/actions/open-times.ts';
import { withdraw } from '../../src/booking/actions/withdraw.ts';
import { addResource, booking } from '../../src/booking/index.ts';
import { cases } from '../../src/cases/index.ts';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { asUuid, type Uuid } from '../../src/platform/index.ts';
import { portal } from '../../src/portal/index.ts';
import { queue } from '../../src/queue/index.ts';
import { laneFor } from '../../src/queue/testing.ts';
import { services } from '../../src/services/index.ts';
import { openService, stopService } from '../../src/services/publishing/stop-service.ts';
import { hidden, serve, testHouse, type Client } from '../support/index.ts';
import { bookTime, fillSymptoms, openDay, type Opened } from './steps.ts';

// Long because it all happens in one region, made once: to make it is most of the cost.
const house = await testHouse({ rooms: [organisation, identity, messages, queue, booking, services, cases, portal], now: new Date('2026-11-20T09:00:00Z') });
const server = await serve(house);
const base = '/handlaggning/tider';
let town: Town;
let tilda: Uuid;
let nurse: Client;
let tests: Opened;
before(async () => {
  town = await makeTown(house, ['vaccination', 'provtagning'], undefined, 'region-exempel');
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  nurse = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer', 'manager'] }));
  tests = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-11-24', opens: '10:00', closes: '11:00', minutes: 10, seats: 2 });
});

const system = <T>(work: Parameters<typeof house.db.system<T>>[2]) => house.db.system(town.id, 'test', work);
const bookingsOf = (person: Uuid) => house.asOwner<{ id: string; starts_at: Date; ended_why: string | null }>(
  'select id, starts_at, ended_why from booking.booking where tenant_id = $1 and person_id = $2 and booked_at is not null order by starts_at', [town.id, person]);

test('what one needs of a place may be several things, and a place must have them all', async () => {
  const anyone = server.browser(town);
  const page = await anyone.get('/boka/covidprov?anpassning=stepFree');
  assert.match(page.text, /type="checkbox"[^>]*name="anpassning"[^>]*value="stepFree"[^>]*checked|value="stepFree"[^>]*checked/);
  assert.match(page.text, /Välj kl\. 10\.00/);
  assert.match(page.text, /anpassning=stepFree&amp;|anpassning=stepFree#|anpassning=stepFree"/, 'the need goes along to the other days');
  assert.match((await anyone.get('/boka/covidprov?anpassning=stepFree&anpassning=quiet')).text, /Just nu finns inga lediga tider/);
});

test('a cancelled time shows neither the way there nor a code to say at the desk', async () => {
  const person = await signedInResident(house, server, town, tilda);
  const at = (await bookTime(person, 'covidprov', tests.slots[0]!, 'test', fillSymptoms)).split('?')[0]!;
  assert.match((await person.get(at)).text, /Din kod.*Hitta hit|Hitta hit.*Din kod/s);
  const cancelled = await person.post(`${at}/avbokning`, {}, { follow: true });
  assert.match(cancelled.text, /Tiden är avbokad/);
  assert.doesNotMatch(cancelled.text, /Din kod|Hitta hit/);
});

test('a lane before booking stands before taking a time, never before moving or cancelling the one that one has', async () => {
  const otto = await meet(house, town, 'Otto', 'Bokad', '189004049809');
  const person = await signedInResident(house, server, town, otto);
  const at = (await bookTime(person, 'covidprov', tests.slots[1]!, 'test', fillSymptoms)).split('?')[0]!;
  await laneFor(house, town.id, { slug: 'prov', guards: '/boka/covidprov/tid' });
  house.clock.forward(5_000);
  const other = await signedInResident(house, server, town, tilda);
  assert.match((await other.get(`/boka/covidprov/tid/${tests.slots[2]}`)).location!.pathname, /^\/ko\/prov/, 'a new time is waited for');
  assert.match((await person.get(`/boka/covidprov?flytta=${at.split('/').at(-1)}&vad=test`)).text, /Flytta din tid/);
  assert.match((await person.post(`${at}/flytt`, { tid: tests.slots[2]! }, { follow: true })).text, /Tiden är flyttad/);
  assert.match((await person.post(`${at}/avbokning`, {}, { follow: true })).text, /Tiden är avbokad/);
  await house.asOwner('update queue.lane set ended_at = now() where tenant_id = $1', [town.id]);
  house.clock.forward(5_000);
});

test('a service that is paused says why at its times, and whoever has one moves and cancels it all the same', async () => {
  const kim = await meet(house, town, 'Kim', 'Bokad', '189002029801');
  const person = await signedInResident(house, server, town, kim);
  const at = (await bookTime(person, 'covidprov', tests.slots[3]!, 'test', fillSymptoms)).split('?')[0]!;
  await system((tx) => stopService(tx, { service: 'covidTest', from: tx.now, why: 'Proverna är slut till på torsdag.', drafts: 'keep' }));
  const page = await server.browser(town).get('/boka/covidprov');
  assert.equal(page.status, 200);
  assert.match(page.text, /Proverna är slut till på torsdag\..*Har du redan en tid så gäller den.*href="\/mina-sidor\/tider"/s);
  assert.doesNotMatch(page.text, /Välj kl\./);
  const other = await signedInResident(house, server, town, tilda);
  for (const address of [`/boka/covidprov/tid/${tests.slots[4]}`, '/boka/vaccination/tid/x']) assert.notEqual((await other.get(address)).status, 200, address);
  assert.equal((await other.post(`/boka/covidprov/tid/${tests.slots[4]}`, { vad: 'test' })).location!.pathname, '/boka/covidprov');
  assert.match((await nurse.get(`${base}?plats=${tests.placeId}&dag=2026-11-24`)).text, /Kim Bokad/, 'staff receive those who have a time');
  assert.match((await person.post(`${at}/flytt`, { tid: tests.slots[4]! }, { follow: true })).text, /Tiden är flyttad/);
  assert.match((await person.post(`${at}/avbokning`, {}, { follow: true })).text, /Tiden är avbokad/);
  await system((tx) => openService(tx, 'covidTest'));
  assert.deepEqual((await bookingsOf(kim)).map(({ ended_why: why }) => why), ['cancelled']);
});

test('a series is booked in one press: which days are not free is said before, the rest are booked with one message, and cancelled one by one or as one', async () => {
  const weekly = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-11-24', untilDay: '2026-12-31', weekdays: [2], opens: '13:00', closes: '13:20', minutes: 10, seats: 1, place: 'Mottagningen' });
  const lina = await meet(house, town, 'Lina', 'Varje', '198709172392');
  const [, otto] = [await signedInResident(house, server, town, lina), await meet(house, town, 'Otto', 'Bokad', '189004049809')];
  // Tuesdays at 13.00: 24/11, 1/12, 8/12, 15/12, 22/12, 29/12. One of them is taken, and after the last there are no more.
  const [second] = await house.asOwner<{ id: string }>('select id from booking.slot where place_id = $1 and day = \'2026-12-01\' order by starts_at', [weekly.placeId]);
  await bookTime(await signedInResident(house, server, town, otto), 'covidprov', second!.id, 'test', fillSymptoms);
  const wish = { tid: weekly.slots[0]!, plats: weekly.placeId, kind: 'test', identity: 'number', number: '198709172392', name: 'Lina Varje', channel: 'phone', weeks: '7' };
  assert.match((await nurse.post(`${base}/boka`, { ...wish, weeks: '13' })).text, /Skriv ett antal veckor, 1–12/);
  const proposed = await nurse.post(`${base}/boka`, wish);
  assert.match(proposed.text, /5 av 7/);
  assert.match(proposed.text, /tisdag 1 december 2026: upptagen/);
  assert.match(proposed.text, /tisdag 5 januari 2027: ingen tid är utlagd/);
  assert.equal((await bookingsOf(lina)).length, 0, 'nothing is booked before it is confirmed');
  const free = [...proposed.text.matchAll(/name="tider" value="([^"]+)"/g)].map(([, id]) => id!);
  assert.equal(free.length, 5);
  assert.match((await nurse.post(`${base}/boka`, { ...wish, valda: '1' })).text, /Välj minst en tid/);
  const receipt = await nurse.post(`${base}/boka`, { ...wish, valda: '1', tider: free.slice(0, 4) }, { follow: true });
  assert.match(receipt.text, /4 tider är bokade\. Personen kan inte nås här.*tisdag 24 november 2026 kl\. 13\.00.*tisdag 22 december 2026/s);
  const told = await house.asOwner('select 1 from messages.dispatch where tenant_id = $1 and person_id = $2', [town.id, lina]);
  assert.equal(told.length, 1, 'told of once');
  const person = await signedInResident(house, server, town, lina);
  const mine = await bookingsOf(lina);
  const page = await person.get(`/mina-sidor/tider/${mine[0]!.id}`);
  assert.match(page.text, /Dina andra tider i samma serie.*tisdag 8 december.*tisdag 22 december/s);
  assert.match((await person.get('/mina-sidor')).text, /Du har 3 tider till/);
  assert.match((await person.get(`/mina-sidor/tider/${mine[1]!.id}/avbokning`)).text, /Bara den här tiden.*Alla 4 tider/s);
  await person.post(`/mina-sidor/tider/${mine[1]!.id}/avbokning`, { vilka: 'en' });
  assert.deepEqual((await bookingsOf(lina)).map(({ ended_why: why }) => why), [null, 'cancelled', null, null]);
  assert.match((await person.post(`/mina-sidor/tider/${mine[2]!.id}/avbokning`, { vilka: 'alla' }, { follow: true })).text, /Tiderna är avbokade/);
  assert.deepEqual((await bookingsOf(lina)).map(({ ended_why: why }) => why), ['cancelled', 'cancelled', 'cancelled', 'cancelled']);
  assert.equal((await bookingsOf(otto)).filter(({ ended_why: why }) => !why).length, 1, 'another\'s time stands');
});

test('a series that is pressed twice is booked once, also where there are seats for more', async () => {
  const weekly = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-11-25', untilDay: '2026-12-02', weekdays: [3], opens: '14:00', closes: '14:10', minutes: 10, seats: 5, place: 'Dubbelt' });
  const wish = { tid: weekly.slots[0]!, plats: weekly.placeId, kind: 'test', identity: 'unknown', name: 'Någon', channel: 'counter', weeks: '2' };
  const serie = hidden((await nurse.post(`${base}/boka`, wish)).text, 'serie');
  const press = (more = {}) => nurse.post(`${base}/boka`, { ...wish, valda: '1', tider: [...weekly.slots], ...more });
  const answers = [...await Promise.all([press({ serie }), press({ serie })]), await press({ serie })];
  assert.deepEqual(answers.map(({ location }) => location?.pathname), Array(3).fill(`${base}/serie/${serie}`));
  const seats = async () => (await house.asOwner('select 1 from booking.seat where tenant_id = $1 and slot_id = any($2)', [town.id, weekly.slots])).length;
  assert.equal(await seats(), 2);
  const known = { identity: 'number', number: '198709172392', name: 'Lina Varje' };
  assert.equal((await press(known)).status, 303);
  assert.match((await press(known)).text, /Tiderna hann bli tagna/, 'nor from a page opened anew');
  assert.equal(await seats(), 4);
});

test('a series that needs the same nurse never lies over what she is booked for elsewhere', async () => {
  const nurseId = await system((tx) => addResource(tx, { authorityId: town.authority('halso-och-sjukvardsnamnden'), kind: 'person', name: 'Sjuksköterska A' }));
  const common = { service: 'covidTest', kinds: ['test'], day: '2026-11-26', untilDay: '2026-12-03', weekdays: [4], seats: 1, resources: [nurseId] };
  const here = await openDay(house, town, { ...common, opens: '10:00', closes: '10:20', minutes: 20, place: 'Rum A' });
  const there = await openDay(house, town, { ...common, opens: '10:10', closes: '10:30', minutes: 20, place: 'Rum B' });
  await bookTime(await signedInResident(house, server, town, await meet(house, town, 'Ulf', 'Först', '195508182128')), 'covidprov', there.slots[1]!, 'test', fillSymptoms);
  const proposed = await nurse.post(`${base}/boka`, { tid: here.slots[0]!, plats: here.placeId, kind: 'test', identity: 'unknown', name: 'Någon', channel: 'counter', weeks: '2' });
  assert.match(proposed.text, /1 av 2.*torsdag 3 december 2026: upptagen/s);
  const forged = await nurse.post(`${base}/boka`, { tid: here.slots[0]!, plats: here.placeId, kind: 'test', identity: 'unknown', name: 'Någon', channel: 'counter', weeks: '2', valda: '1', tider: [...here.slots] }, { follow: true });
  assert.match(forged.text, /1 tider är bokade|En tid är bokad/);
  const seats = await house.asOwner('select 1 from booking.seat where tenant_id = $1 and slot_id = $2', [town.id, here.slots[1]!]);
  assert.equal(seats.length, 0);
});

test('a group event has a name and seats: told with the free times, booked until it is full, one list for who comes', async () => {
  const group = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-11-25', opens: '17:00', closes: '18:00', minutes: 60, seats: 2, title: 'Prov för personal i hemtjänsten', place: 'Samlingssalen' });
  const anyone = server.browser(town);
  const at = `/boka/covidprov?plats=${group.placeId}`;
  assert.match((await anyone.get(at)).text, /17\.00 Prov för personal i hemtjänsten.*2 platser kvar/s);
  const [first, second, third] = [await meet(house, town, 'Ada', 'Ett', '195701032863'), await meet(house, town, 'Bo', 'Två', '193209099153'), await meet(house, town, 'Cia', 'Tre', '199201062396')];
  const person = await signedInResident(house, server, town, first);
  assert.match((await person.get(`/boka/covidprov/tid/${group.slots[0]}`)).text, /Prov för personal i hemtjänsten/);
  const receipt = await bookTime(person, 'covidprov', group.slots[0]!, 'test', fillSymptoms);
  assert.match((await person.get(receipt)).text, /Prov för personal i hemtjänsten/);
  await bookTime(await signedInResident(house, server, town, second), 'covidprov', group.slots[0]!, 'test', fillSymptoms);
  assert.match((await (await signedInResident(house, server, town, third)).post(`/boka/covidprov/tid/${group.slots[0]}`, { vad: 'test' })).location!.search, /varfor=taken/);
  assert.match((await anyone.get(at)).text, /Just nu finns inga lediga tider/);
  const list = await nurse.get(`${base}/lista?plats=${group.placeId}&dag=2026-11-25`);
  assert.match(list.text, /Prov för personal i hemtjänsten: .*Ada Ett|Ada Ett.*Prov för personal i hemtjänsten/s);
  assert.match(list.text, /Bo Två/);
  assert.doesNotMatch(list.text, /Cia Tre/);
});

test('a visit at home is for those who live in the area: the address is asked, refused elsewhere with what to do, and staff get the list along the road', async () => {
  const visits = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-11-27', opens: '08:00', closes: '12:00', minutes: 240, seats: 3, areas: ['9990', '99912'], place: 'Hemteamet' });
  const [slot] = visits.slots;
  const anyone = server.browser(town);
  const day = '&dag=2026-11-27';
  assert.doesNotMatch((await anyone.get(`/boka/covidprov?vad=test${day}`)).text, /Hemma hos dig/, 'without a postcode it is not known whether they are for one');
  assert.match((await anyone.get(`/boka/covidprov?postnr=99+90${day}`)).text, /Skriv postnumret med fem siffror/);
  const outside = await anyone.get(`/boka/covidprov?postnr=123+45${day}`);
  assert.match(outside.text, /Vi gör inga hembesök i 123 45.*Ring, så hjälper vi dig/s);
  assert.doesNotMatch(outside.text, /Välj kl\. 08\.00, Hemma hos dig/);
  assert.match((await anyone.get(`/boka/covidprov?postnr=999+04${day}`)).text, /Hemma hos dig.*Välj kl\. 08\.00, Hemma hos dig/s);
  const dora = await meet(house, town, 'Dora', 'Hemma', '193512136155');
  const person = await signedInResident(house, server, town, dora);
  const page = `/boka/covidprov/tid/${slot}`;
  assert.match((await person.get(page)).text, /Vart ska vi komma\?.*name="gata"/s);
  const address = { vad: 'test', gata: 'Storgatan 12', postnummer: '999 04', ort: 'Exempelstad', hitta: 'Portkod 1234, tredje våningen' };
  const elsewhere = await person.post(page, { ...address, postnummer: '123 45' });
  assert.equal(elsewhere.status, 422);
  assert.match(elsewhere.text, /Vi gör inga hembesök där vid den här tiden\. Kontrollera postnumret, välj en annan tid eller ring oss/);
  assert.match((await person.post(page, { vad: 'test' })).text, /Skriv gatuadressen/);
  assert.equal((await bookingsOf(dora)).length, 0);
  const held = await person.post(page, address);
  await fillSymptoms(person, held.location!.pathname);
  const receipt = await person.post(`${held.location!.pathname}/skicka`, {}, { follow: true });
  assert.match(receipt.text, /Hemma hos dig.*Storgatan 12.*99904 Exempelstad/s);
  assert.doesNotMatch(receipt.text, /Hitta hit/);
  const [mine] = await bookingsOf(dora);
  assert.match((await person.get(`/mina-sidor/tider/${mine!.id}/kalender.ics`)).text, /LOCATION:\r\n/, 'a calendar is shared');
  const [sealed] = await house.asOwner<{ sealed: string }>('select encode(content_cipher, \'escape\') as sealed from booking.booking where id = $1', [mine!.id]);
  assert.doesNotMatch(sealed!.sealed, /Storgatan|Portkod/);
  for (const [name, street, postcode] of [['Einar Ettan', 'Storgatan 2', '99904'], ['Frida Först', 'Bygatan 40', '99901']] as const) {
    const wish = { tid: slot!, plats: visits.placeId, kind: 'test', identity: 'unknown', name, channel: 'phone', gata: street, postnummer: postcode, ort: 'Exempelstad' };
    assert.match((await nurse.post(`${base}/boka`, { ...wish, postnummer: '12345' })).text, /Vi gör inga hembesök där/);
    assert.equal((await nurse.post(`${base}/boka`, wish)).status, 303);
  }
  const list = await nurse.get(`${base}/lista?plats=${visits.placeId}&dag=2026-11-27`);
  assert.match(list.text, /Bygatan 40, 99901.*Frida Först.*Storgatan 2, 99904.*Einar Ettan.*Storgatan 12, 99904 Exempelstad, Portkod 1234, tredje våningen.*Dora Hemma/s);
  const covered = await house.asOwner<{ n: number }>('select count(*)::int as n from booking.booking where slot_id = $1 and booked_at is not null', [slot!]);
  assert.equal(covered[0]!.n, 3);
});

test('whoever moves to a visit at home is asked where; at home one is moved by staff to visits where one lives', async () => {
  const visits = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-11-28', opens: '08:00', closes: '10:00', minutes: 60, seats: 1, areas: ['99905'], place: 'Hemteamet söder' });
  const gun = await meet(house, town, 'Gun', 'Flyttar', '196101242797');
  const person = await signedInResident(house, server, town, gun);
  const at = (await bookTime(person, 'covidprov', tests.slots[5]!, 'test', fillSymptoms)).split('?')[0]!;
  assert.match((await person.get(`${at}/flytt?tid=${visits.slots[0]}`)).text, /Vart ska vi komma\?/);
  assert.equal((await person.post(`${at}/flytt`, { tid: visits.slots[0]!, gata: 'Vägen 1', postnummer: '11122', ort: 'Annanstans' })).status, 422);
  assert.match((await person.post(`${at}/flytt`, { tid: visits.slots[0]!, gata: 'Vägen 1', postnummer: '99905', ort: 'Exempelstad' }, { follow: true })).text, /Tiden är flyttad.*Vägen 1/s);
  const choices = await nurse.get(`${base}/bokning/${at.split('/').at(-1)}/flytt?dag=2026-11-24`);
  assert.match(choices.text, new RegExp(`value="${visits.slots[1]}"`));
  assert.doesNotMatch(choices.text, new RegExp(`value="${tests.slots[4]}"`), 'whoever is visited is not asked to come');
});

test('a time at a distance has an address of its own: shown to its person when it is time, to staff at once, and written nowhere else', async () => {
  const video = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-11-30', opens: '10:00', closes: '10:30', minutes: 30, seats: 2, video: true, place: 'Videomottagningen' });
  assert.match((await nurse.post(`${base}/video`, { address: 'https://video.exempel.se/rum', minutes: '10' })).text, /har \{kod\} en gång/, 'all in one room is no address');
  assert.match((await nurse.post(`${base}/video`, { address: 'https://{kod}.exempel.se/rum', minutes: '10' })).text, /efter domännamnet/);
  assert.match((await nurse.post(`${base}/video`, { address: 'http://video.exempel.se/{kod}', minutes: '10' })).text, /börjar med https/);
  assert.match((await nurse.post(`${base}/video`, { address: 'https://video.exempel.se/r/{kod}', minutes: '10' }, { follow: true })).text, /är ändrad/);
  const [hanna, ivar] = [await meet(house, town, 'Hanna', 'Långt', '195110119871'), await meet(house, town, 'Ivar', 'Bort', '193708098466')];
  const person = await signedInResident(house, server, town, hanna);
  const at = (await bookTime(person, 'covidprov', video.slots[0]!, 'test', fillSymptoms)).split('?')[0]!;
  const early = await person.get(at);
  assert.match(early.text, /Länken till samtalet finns här från måndag 30 november 2026 kl\. 09\.50/);
  assert.doesNotMatch(early.text, /video\.exempel\.se|Din kod/);
  const addressIn = (text: string) => /href="(https:\/\/video\.exempel\.se\/r\/[\w-]{22})"/.exec(text)?.[1];
  const seen = addressIn((await nurse.get(`${base}/bokning/${at.split('/').at(-1)}`)).text);
  assert.ok(seen, 'staff see where');
  const other = await signedInResident(house, server, town, ivar);
  const his = (await bookTime(other, 'covidprov', video.slots[0]!, 'test', fillSymptoms)).split('?')[0]!;
  house.clock.set(new Date('2026-11-30T08:50:00Z'));
  const [hers, his2] = [await signedInResident(house, server, town, hanna), await signedInResident(house, server, town, ivar)];
  assert.equal(addressIn((await hers.get(at)).text), seen, 'the same for both sides');
  const another = addressIn((await his2.get(his)).text);
  assert.ok(another && another !== seen, 'met by another at the same hour: a room of his own');
  assert.equal((await his2.get(at)).status, 404);
  assert.doesNotMatch((await hers.get(`${at}/kalender.ics`)).text, /video\.exempel/);
  const officer = await signedInStaff(house, server, town, await hire(house, town, 'Siv Sen', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer'] }));
  assert.equal((await officer.post(`${base}/bokning/${at.split('/').at(-1)}/mote`, { lank: 'javascript:alert(1)' })).status, 422);
  await officer.post(`${base}/bokning/${at.split('/').at(-1)}/mote`, { lank: 'https://moten.exempel.se/eget' });
  assert.match((await hers.get(at)).text, /href="https:\/\/moten\.exempel\.se\/eget"/);
  assert.equal(addressIn((await his2.get(his)).text), another, 'set for one is not set for another');
  assert.match((await his2.get(`${his}/kalender.ics`)).text, /LOCATION:\S/);
  await house.asOwner('update booking.booking set ended_at = $2, ended_why = \'cancelled\' where id = $1', [his.split('/').at(-1), house.clock.now()]);
  assert.equal((await his2.get(`${his}/kalender.ics`)).status, 404, 'what will not be is put into nobody\'s calendar');
  house.clock.set(new Date('2026-11-20T09:05:00Z'));
});

test('a day is shortened, lengthened or opened extra in one form: those outside are moved and told, and the nights that follow change nothing', async () => {
  const branch = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-12-01', untilDay: '2026-12-31', weekdays: [1, 2, 3, 4, 5], opens: '08:00', closes: '12:00', minutes: 60, seats: 1, place: 'Filialen' });
  const times = async (day: string) => (await house.asOwner<{ at: string; stopped: boolean }>(
    'select to_char(starts_at at time zone \'Europe/Stockholm\', \'HH24:MI\') as at, stopped_at is not null as stopped from booking.slot where place_id = $1 and day = $2 order by starts_at', [branch.placeId, day]))
    .filter(({ stopped }) => !stopped).map(({ at }) => at);
  const [rule] = await house.asOwner<{ id: string }>('select id from booking.opening where place_id = $1', [branch.placeId]);
  const jonas = await meet(house, town, 'Jonas', 'Elva', '196303275793');
  const [eleven] = await house.asOwner<{ id: string }>('select id from booking.slot where place_id = $1 and starts_at = \'2026-12-03T10:00:00Z\'', [branch.placeId]);
  const person = await signedInResident(house, server, town, jonas);
  await bookTime(person, 'covidprov', eleven!.id, 'test', fillSymptoms);
  const shorter = { plats: branch.placeId, dag: '2026-12-03', fran: '08:00', till: '10.00', anledning: 'Utbildning', flytta: 'samePlace' };
  assert.match((await nurse.post(`${base}/andra-tider`, { ...shorter, till: '07:00' })).text, /Stängningen måste vara efter öppningen/);
  assert.match((await nurse.post(`${base}/andra-tider`, { ...shorter, dag: '2026-11-01' })).text, /Skriv en dag som kommer/);
  assert.match((await nurse.post(`${base}/andra-tider`, shorter)).text, /2 tider ligger utanför och stoppas\..*En person har en av dem/s);
  assert.deepEqual(await times('2026-12-03'), ['08:00', '09:00', '10:00', '11:00'], 'nothing before it is confirmed');
  const done = await nurse.post(`${base}/andra-tider`, { ...shorter, bekraftat: '1' });
  assert.match(done.location!.pathname, /\/indragning\//);
  await system((tx) => withdraw(tx, asUuid(done.location!.pathname.split('/').at(-1)!)));
  assert.deepEqual(await times('2026-12-03'), ['08:00', '09:00']);
  const [moved] = await bookingsOf(jonas);
  assert.equal(moved!.starts_at.toISOString(), '2026-12-04T07:00:00.000Z', 'the first that was free after his own');
  assert.equal((await house.asOwner('select 1 from messages.dispatch where tenant_id = $1 and person_id = $2 and key like \'booking/moved/%\'', [town.id, jonas])).length, 1);
  const extra = { plats: branch.placeId, fran: '09:00', till: '11:00', anledning: 'Extra', flytta: 'samePlace', regler: rule!.id, bekraftat: '1' };
  await nurse.post(`${base}/andra-tider`, { ...extra, dag: '2026-12-05' });
  await nurse.post(`${base}/andra-tider`, { ...extra, dag: '2026-12-24' });
  assert.deepEqual([await times('2026-12-05'), await times('2026-12-24')], [['09:00', '10:00'], ['09:00', '10:00']], 'a Saturday, and a day off');
  await nurse.post(`${base}/andra-tider`, { ...extra, dag: '2026-12-07', fran: '07:30', till: '14:30' });
  assert.deepEqual(await times('2026-12-07'), ['08:00', '09:00', '10:00', '11:00', '12:00', '13:00'], 'longer, and never over its ordinary times');
  await nurse.post(`${base}/andra-tider`, { ...shorter, till: '11:00', bekraftat: '1' });
  assert.deepEqual(await times('2026-12-03'), ['08:00', '09:00', '10:00'], 'changed again, what was stopped by the first change comes back');
  // A day that is shortened, closed at ten, lengthened again, and cut.
  const thursday = { ...extra, dag: '2026-12-10', fran: '08:00', till: '09:00', flytta: 'nowhere' };
  await nurse.post(`${base}/andra-tider`, thursday);
  await nurse.post(`${base}/stangning`, { plats: branch.placeId, dag: '2026-12-10', fran: '10:00', sistadag: '2026-12-10', till: '11:00', anledning: 'Vattenläcka', flytta: 'nowhere', bekraftat: '1' });
  const asked = await house.asOwner('select 1 from platform.outbox where tenant_id = $1 and event = \'booking.added\'', [town.id]);
  await nurse.post(`${base}/andra-tider`, { ...thursday, till: '12:00' });
  assert.deepEqual(await times('2026-12-10'), ['08:00', '09:00', '11:00'], 'what is closed stays so');
  assert.equal((await house.asOwner('select 1 from platform.outbox where tenant_id = $1 and event = \'booking.added\'', [town.id])).length > asked.length, true, 'those who wait are asked');
  await nurse.post(`${base}/andra-tider`, { ...thursday, till: '11:00' });
  house.clock.forward(1_000);
  await nurse.post(`${base}/leverans`, { plats: branch.placeId, tjanst: 'covidTest', dag: '2026-12-10', racker: '0', flytta: 'nowhere', bekraftat: '1' });
  await nurse.post(`${base}/andra-tider`, { ...thursday, till: '12:00' });
  assert.deepEqual(await times('2026-12-10'), [], 'and what is cut');
  await nurse.post(`${base}/andra-tider`, { ...thursday, till: '09:00' });
  await nurse.post(`${base}/leverans/oppna`, { oppnaPlats: branch.placeId, oppnaTjanst: 'covidTest', oppnaDag: '2026-12-10' });
  assert.deepEqual(await times('2026-12-10'), ['08:00'], 'nor is it opened outside the hours of the day');
  await makeComingTimes(house, town.id);
  assert.deepEqual([await times('2026-12-03'), await times('2026-12-05'), await times('2026-12-08')], [['08:00', '09:00', '10:00'], ['09:00', '10:00'], ['08:00', '09:00', '10:00', '11:00']]);
  assert.match((await nurse.get(`${base}/andra-tider`)).text, /lördag 5 december 2026.*Filialen.*09:00–11:00/s);
  const other = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-12-01', opens: '08:00', closes: '09:00', minutes: 60, seats: 1, place: 'En annan' });
  assert.match((await nurse.post(`${base}/andra-tider`, { ...extra, dag: '2026-12-05', plats: other.placeId })).text, /Välj bara tider för En annan/);
});
