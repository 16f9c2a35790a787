import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { whyNot } from '../../src/booking/actions/eligible.ts';
import { askWaiting } from '../../src/booking/actions/ask-waiting.ts';
import { cancel } from '../../src/booking/actions/cancel.ts';
import { cutSupply } from '../../src/booking/actions/close.ts';
import { inBatches } from '../../src/booking/actions/in-batches.ts';
import { lapseOffers } from '../../src/booking/actions/offer.ts';
import { remind } from '../../src/booking/actions/remind.ts';
import { withdraw } from '../../src/booking/actions/withdraw.ts';
import { bookableNamed, booking } from '../../src/booking/index.ts';
import { insertBooking } from '../../src/booking/store/bookings.ts';
import { takeSeat } from '../../src/booking/store/seats.ts';
import { findSlot } from '../../src/booking/store/slots.ts';
import { cases } from '../../src/cases/index.ts';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { asUuid, type Tx, type Uuid } from '../../src/platform/index.ts';
import { tellSupply } from '../../src/queue/actions/tell-supply.ts';
import { makeLane, queue } from '../../src/queue/index.ts';
import { findLane } from '../../src/queue/store/lanes.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse, type Client } from '../support/index.ts';
import { bookTime, fillHealth, openDay, type Opened } from './steps.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, queue, booking, services, cases], now: new Date('2026-11-23T09:00:00Z') });
const server = await serve(house);
const base = '/handlaggning/tider';
const numbers = ['189001019802', '189002029801', '189003039800', '189004049809', '189005059808', '189006069807', '189007079806', '189008089805'];
let town: Town;
let people: { id: Uuid; browser: Client }[];
let manager: Client;
before(async () => {
  town = await makeTown(house, ['vaccination'], undefined, 'region-exempel');
  people = [];
  for (const [index, number] of numbers.entries()) {
    const id = await meet(house, town, `Person${index}`, 'Prov', number);
    people.push({ id, browser: await signedInResident(house, server, town, id) });
  }
  manager = await signedInStaff(house, server, town, await hire(house, town, 'Maria Chef', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['manager'] }));
});

/** Sessions end when the clock is moved. */
async function at(now: string): Promise<void> {
  house.clock.set(new Date(now));
  for (const person of people) person.browser = await signedInResident(house, server, town, person.id);
  manager = await signedInStaff(house, server, town, await hire(house, town, 'Maria Chef', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['manager'] }));
}

const open = (day: string, more: Partial<Parameters<typeof openDay>[2]> = {}) => openDay(house, town, { service: 'covidVaccination', kinds: ['dose1'], day, opens: '10:00', closes: '11:00', minutes: 20, seats: 1, place: day, ...more });
const inTown = <T>(work: (tx: Tx) => Promise<T>) => house.db.system(town.id, 'test', work);
/** As the handler of the event does, when times have been withdrawn from a page. */
const withdrawn = (answer: { location?: URL | undefined }) => inBatches(house, town.id, 'test', (tx) => withdraw(tx, asUuid(answer.location!.pathname.split('/').at(-1)!)));
const book = (who: number, slot: string) => bookTime(people[who]!.browser, 'vaccination', slot, 'dose1', fillHealth);
const bookingOf = async (who: number) => (await house.asOwner<{ id: Uuid; slot_id: Uuid; ended_why: string | null }>(
  'select id, slot_id, ended_why from booking.booking where tenant_id = $1 and person_id = $2 and booked_at is not null order by ended_at nulls first', [town.id, people[who]!.id]))[0]!;
const wait = async (who: number, more: Record<string, string> = {}) => {
  const answer = await people[who]!.browser.post('/boka/vaccination/vantelista', { vad: 'dose1', plats: 'alla', fran: '2026-11-23', till: '2026-12-31', del: 'any', ...more });
  assert.equal(answer.location?.pathname, '/mina-sidor/tider/vantelista', answer.text.slice(0, 300));
  house.clock.forward(1_000);
};
const offerOf = async (who: number) => (await house.asOwner<{ id: Uuid; slot_id: Uuid; answer: string | null }>('select id, slot_id, answer from booking.offer where tenant_id = $1 and person_id = $2 order by made_at desc', [town.id, people[who]!.id]))[0];
/** As if a dose had been given elsewhere and written down. @returns its id */
const withDose = async (who: number, day: string) => (await house.asOwner<{ id: Uuid }>(
  `insert into booking.outcome (tenant_id, id, authority_id, booking_id, person_id, service, version_id, kind, key_id, content_cipher, done_at, recorded_at, source, keep_until)
    select $1, gen_random_uuid(), $2, gen_random_uuid(), $3, 'covidVaccination', gen_random_uuid(), 'dose1', gen_random_uuid(), '', $4, $4, 'staff', '2036-12-31' returning id`,
  [town.id, town.authority('halso-och-sjukvardsnamnden'), people[who]!.id, `${day}T12:00:00Z`]))[0]!.id;
/** Nobody has a time or waits for one, and it is the first day again. */
async function anew(): Promise<void> {
  await at('2026-11-23T09:00:00Z');
  for (const table of ['offer', 'waiting', 'seat', 'booking']) await house.asOwner(`delete from booking.${table} where tenant_id = $1`, [town.id]);
}
const cancelOwn = async (who: number, opened: Opened) => {
  const { id, slot_id: slot } = await bookingOf(who);
  assert.match((await people[who]!.browser.post(`/mina-sidor/tider/${id}/avbokning`, {})).location!.search, /avbokad/);
  return opened.free(id, slot);
};

test('a freed time is offered in the order people joined, passed by those it does not suit, and is free to nobody else meanwhile', async () => {
  const opened = await open('2026-12-01');
  await book(0, opened.slots[0]!);
  await wait(1, { fran: '2026-12-10' });
  await wait(2);
  await wait(3);
  assert.equal((await people[2]!.browser.post('/boka/vaccination/vantelista', { vad: 'dose1', plats: 'alla', fran: '2026-11-23', till: '2026-12-31', del: 'any' })).location!.search, '', 'joining again keeps the place');
  await cancelOwn(0, opened);
  assert.equal(await offerOf(1), undefined, 'waits for later days');
  assert.equal((await offerOf(2))?.slot_id, opened.slots[0]);
  assert.equal(await offerOf(3), undefined);
  assert.doesNotMatch((await server.browser(town).get('/boka/vaccination')).text, /Välj kl\. 10\.00, 2026-12-01/);
  assert.match((await people[2]!.browser.get('/mina-sidor/tider/erbjudande/' + (await offerOf(2))!.id)).text, /Vill du ha den här tiden\?.*kl\. 14\.00/s);
  assert.equal((await people[3]!.browser.get('/mina-sidor/tider/erbjudande/' + (await offerOf(2))!.id)).status, 404, 'an offer is its person\'s');
});

test('a no goes on to the next, who says yes, answers the questions and has the time', async () => {
  const first = (await offerOf(2))!;
  await people[2]!.browser.post(`/mina-sidor/tider/erbjudande/${first.id}/nej`, {});
  const [held] = await house.asOwner<{ booking_id: Uuid }>('select booking_id from booking.offer where id = $1', [first.id]);
  const { offerFreed } = await import('../../src/booking/actions/offer.ts');
  await house.db.system(town.id, 'test', (tx) => offerFreed(tx, { booking: held!.booking_id, slot: first.slot_id }));
  const next = (await offerOf(3))!;
  assert.equal(next.slot_id, first.slot_id);
  const on = await people[3]!.browser.post(`/mina-sidor/tider/erbjudande/${next.id}/ja`, {});
  assert.match(on.location!.pathname, /^\/ansokan\//);
  await fillHealth(people[3]!.browser, on.location!.pathname);
  assert.match((await people[3]!.browser.post(`${on.location!.pathname}/skicka`, {})).location!.pathname, /^\/mina-sidor\/tider\//);
  assert.equal((await bookingOf(3)).slot_id, first.slot_id);
  const ended = await house.asOwner<{ ended_why: string }>('select ended_why from booking.waiting where tenant_id = $1 and person_id = $2', [town.id, people[3]!.id]);
  assert.deepEqual(ended.map(({ ended_why: why }) => why), ['booked']);
  assert.equal((await people[2]!.browser.get(`/mina-sidor/tider/erbjudande/${first.id}`)).status, 410);
});

test('one who has a later time and is offered an earlier one gets it in exchange, and the later one goes on', async () => {
  const [early, later] = [await open('2026-12-02'), await open('2026-12-16')];
  await book(4, later.slots[0]!);
  await book(5, early.slots[0]!);
  await wait(4, { till: '2026-12-05' });
  await house.asOwner('update booking.waiting set ended_at = now(), ended_why = \'left\' where tenant_id = $1 and person_id = $2', [town.id, people[2]!.id]);
  await cancelOwn(5, early);
  const offer = (await offerOf(4))!;
  assert.match((await people[4]!.browser.get(`/mina-sidor/tider/erbjudande/${offer.id}`)).text, /byts den mot den här/);
  const moved = await people[4]!.browser.post(`/mina-sidor/tider/erbjudande/${offer.id}/ja`, {});
  assert.match(moved.location!.search, /flyttad/);
  assert.equal((await bookingOf(4)).slot_id, early.slots[0]);
  assert.equal((await house.asOwner('select 1 from booking.seat where slot_id = $1 and held_until is null', [later.slots[0]])).length, 0);
});

test('an offer that nobody answers goes on by itself; whoever lets two pass leaves the list', async () => {
  const opened = await open('2026-12-03');
  await book(5, opened.slots[0]!);
  await wait(6);
  await cancelOwn(5, opened);
  const lapsed = (await offerOf(6))!;
  house.clock.forward(4 * 3_600_000 + 1_000);
  assert.equal(await house.db.system(town.id, 'test', lapseOffers), 1);
  assert.equal((await offerOf(6))!.answer, 'lapsed');
  assert.equal((await house.asOwner('select 1 from booking.waiting where tenant_id = $1 and person_id = $2 and ended_at is null', [town.id, people[6]!.id])).length, 1, 'stays after one');
  const [held] = await house.asOwner<{ booking_id: Uuid }>('select booking_id from booking.offer where id = $1', [lapsed.id]);
  await opened.free(held!.booking_id, lapsed.slot_id);
  assert.match((await server.browser(town).get('/boka/vaccination?dag=2026-12-03')).text, /Välj kl\. 10\.00, 2026-12-03/, 'nobody else waits: free to all');
  await at('2026-11-23T15:00:00Z');
});

test('when the supply is cut, those who booked last lose theirs, none with a medical ground; they are told, and moved where there is room', async () => {
  const opened = await open('2026-12-08', { closes: '10:20', seats: 4 });
  const spare = await open('2026-12-09', { closes: '10:20', seats: 1, placeId: opened.placeId });
  const order = [1, 5, 6, 7];
  for (const who of order) {
    await book(who, opened.slots[0]!);
    house.clock.forward(60_000);
  }
  await house.asOwner('update booking.booking set priority = 1 where tenant_id = $1 and person_id = $2 and slot_id = $3', [town.id, people[7]!.id, opened.slots[0]]);
  const wish = { plats: opened.placeId, tjanst: 'covidVaccination', dag: '2026-12-08', racker: '2', flytta: 'samePlace' };
  const asked = await manager.post(`${base}/leverans`, wish);
  assert.match(asked.text, /det räcker till 2 av 4.*2 personer förlorar sin tid/s);
  assert.equal((await bookingOf(6)).slot_id, opened.slots[0], 'nothing is done before it is confirmed');
  const done = await manager.post(`${base}/leverans`, { ...wish, bekraftat: '1' });
  assert.match((await manager.get(done.location!.pathname)).text, /Arbetet pågår.*Kvar<.*2/s);
  await withdrawn(done);
  assert.match((await manager.get(done.location!.pathname)).text, /Klart.*Har fått en ny tid.*1.*Har fått tiden inställd.*1/s);
  assert.deepEqual([(await bookingOf(1)).slot_id, (await bookingOf(7)).slot_id], [opened.slots[0], opened.slots[0]], 'the first, and the one with a ground');
  assert.equal((await bookingOf(5)).slot_id, spare.slots[0], 'of those who lost theirs the first chooses first');
  const lost = await bookingOf(6);
  assert.equal(lost.ended_why, 'revoked');
  const told = await house.asOwner<{ key: string }>('select key from messages.dispatch where tenant_id = $1 and (key like \'booking/revoked/%\' or key like \'booking/moved/%\') and person_id = any($2)', [town.id, [people[5]!.id, people[6]!.id]]);
  assert.equal(told.length, 2);
  assert.match((await people[6]!.browser.get(`/mina-sidor/tider/${lost.id}`)).text, /Vi har tyvärr fått ställa in tiden.*Boka en ny tid/s);
  assert.doesNotMatch((await server.browser(town).get('/boka/vaccination?dag=2026-12-08')).text, /Välj kl\. 10\.00, 2026-12-08/, 'paused');
  const opened2 = await manager.post(`${base}/leverans/oppna`, { oppnaPlats: opened.placeId, oppnaTjanst: 'covidVaccination', oppnaDag: '2026-12-08' });
  assert.equal(opened2.location!.search, '?oppnade=1');
  await inBatches(house, town.id, 'test', askWaiting);
  assert.equal((await offerOf(6))?.slot_id, opened.slots[0], 'whoever lost theirs and waits is asked first');
  assert.match((await server.browser(town).get('/boka/vaccination?dag=2026-12-08')).text, /Välj kl\. 10\.00, 2026-12-08/, 'it was enough after all');
});

test('a place that closes stops its times, makes none, and gives those who had one the next that is free', async () => {
  const shut = await open('2026-12-10', { closes: '10:20' });
  const elsewhere = await open('2026-12-11', { closes: '10:20' });
  await book(2, shut.slots[0]!);
  const wish = { plats: shut.placeId, dag: '2026-12-10', fran: '00:00', sistadag: '2026-12-10', till: '23.59', anledning: 'Vattenläcka', flytta: 'anyPlace' };
  assert.match((await manager.post(`${base}/stangning`, wish)).text, /En tid stoppas.*En person har bokat/s);
  await withdrawn(await manager.post(`${base}/stangning`, { ...wish, bekraftat: '1' }));
  assert.match((await manager.get(`${base}/stangning`)).text, /10 december 2026.*Klart/s);
  assert.equal((await bookingOf(2)).slot_id, elsewhere.slots[0]);
  const again = await open('2026-12-10', { closes: '10:20', placeId: shut.placeId });
  assert.equal(again.slots.length, 0);
  assert.equal((await manager.post(`${base}/stangning`, { ...wish, fran: '10:00', till: '09:00' })).status, 422);
});

test('times of a rule are not released before their hour, not made on a holiday, and end when the rule says', async () => {
  const opened = await open('2026-12-14', { release: { days: 7, at: '08:00' } });
  const anyone = server.browser(town);
  assert.doesNotMatch((await anyone.get('/boka/vaccination?dag=2026-12-14')).text, /2026-12-14<\/h3>/);
  assert.match((await people[0]!.browser.get(`/boka/vaccination/tid/${opened.slots[0]}?vad=dose1`)).location!.search, /varfor=closed/, 'nor by whoever guesses the address');
  house.clock.set(new Date('2026-12-07T07:00:00Z'));
  assert.match((await anyone.get('/boka/vaccination?dag=2026-12-14')).text, /Välj kl\. 10\.00, 2026-12-14/);
  assert.equal((await open('2027-01-06')).slots.length, 0, 'Epiphany');
});

test('a reminder goes out once, the day before, and not to whoever has cancelled', async () => {
  house.clock.set(new Date('2026-12-10T09:30:00Z'));
  const sent = () => house.asOwner<{ person_id: string }>('select person_id from messages.dispatch where tenant_id = $1 and key like \'booking/remind/%\'', [town.id]);
  await remind(house, town.id);
  await remind(house, town.id);
  assert.deepEqual((await sent()).map(({ person_id: id }) => id), [people[2]!.id]);
});

test('a time that comes too early, or too late, for somebody passes them by and is offered to the next; they keep their place and get one that suits', async () => {
  await anew();
  await withDose(6, '2026-11-20');
  const opened = await open('2026-12-04', { kinds: ['dose1', 'dose2'] });
  await book(5, opened.slots[0]!);
  await wait(6, { vad: 'dose2', fran: '2026-11-24', till: '2026-12-31' });
  await wait(7);
  await cancelOwn(5, opened);
  assert.equal((await offerOf(7))?.slot_id, opened.slots[0], 'the next in the list');
  assert.equal(await offerOf(6), undefined, 'passed by');
  const later = await open('2026-12-15', { kinds: ['dose1', 'dose2'] });
  await book(5, later.slots[0]!);
  await cancelOwn(5, later);
  assert.deepEqual(await offerOf(6).then((offer) => offer && [offer.slot_id, offer.answer]), [later.slots[0], null]);
  const stops = await house.db.system(town.id, 'test', async (tx) => whyNot(tx, (await bookableNamed(tx, 'covidVaccination', 'sv'))!, { personId: people[6]!.id, kind: 'dose2', day: '2027-01-02', language: 'sv' }));
  assert.deepEqual(stops.map(({ id, override }) => [id, override]), [['tooLate', true]], 'forty-two days have passed on New Year\'s Day');
});

test('whoever takes another time meanwhile keeps what they have been offered until they answer', async () => {
  const offer = (await offerOf(7))!;
  const other = await open('2026-12-17');
  await book(7, other.slots[0]!);
  assert.deepEqual((await house.asOwner('select 1 from booking.seat s join booking.offer o on o.booking_id = s.booking_id where o.id = $1', [offer.id])).length, 1, 'the seat is still theirs');
  const moved = await people[7]!.browser.post(`/mina-sidor/tider/erbjudande/${offer.id}/ja`, {});
  assert.match(moved.location!.search, /flyttad/);
  assert.equal((await bookingOf(7)).slot_id, offer.slot_id);
});

test('an exchange that cannot be made leaves the time one has, says why, and does not leave the offer hanging', async () => {
  await anew();
  const [early, own] = [await open('2026-12-18'), await open('2026-12-19')];
  await book(1, own.slots[1]!);
  await book(5, early.slots[0]!);
  await wait(1, { fran: '2026-12-18', till: '2026-12-18' });
  await cancelOwn(5, early);
  const offer = (await offerOf(1))!;
  const doses = [await withDose(1, '2026-11-01'), await withDose(1, '2026-11-22')];
  const refused = await people[1]!.browser.post(`/mina-sidor/tider/erbjudande/${offer.id}/ja`, {});
  assert.equal(refused.status, 409);
  assert.match(refused.text, /Du har redan fått två doser hos oss/);
  assert.equal((await offerOf(1))!.answer, null, 'it may still be answered');
  await house.asOwner('delete from booking.outcome where id = any($1)', [doses]);
  await house.asOwner('update booking.slot set stopped_at = now() where id = $1', [early.slots[0]]);
  await people[1]!.browser.post(`/mina-sidor/tider/erbjudande/${offer.id}/ja`, {});
  assert.equal((await offerOf(1))!.answer, 'withdrawn');
  assert.equal((await bookingOf(1)).slot_id, own.slots[1]);
  assert.equal((await house.asOwner('select 1 from booking.waiting where tenant_id = $1 and person_id = $2 and ended_at is null', [town.id, people[1]!.id])).length, 1, 'and the place in the list');
});

test('two who join the list with the same press stand there once', async () => {
  const press = () => people[4]!.browser.post('/boka/vaccination/vantelista', { vad: 'dose1', plats: 'alla', fran: '2026-12-01', till: '2026-12-31', del: 'any' });
  const answers = await Promise.all([press(), press(), press()]);
  assert.deepEqual(answers.map(({ status }) => status), [303, 303, 303]);
  assert.equal((await house.asOwner('select 1 from booking.waiting where tenant_id = $1 and person_id = $2 and ended_at is null', [town.id, people[4]!.id])).length, 1);
});

test('times that are added, released or opened again go to those who wait, in their order, before anyone may book them', async () => {
  await anew();
  await wait(1, { fran: '2026-12-20', till: '2026-12-24' });
  await wait(2, { fran: '2026-12-20', till: '2026-12-24' });
  const added = await open('2026-12-22', { asked: false });
  const shown = () => server.browser(town).get('/boka/vaccination?dag=2026-12-22').then(({ text }) => [...text.matchAll(/Välj kl\. (\d\d\.\d\d), 2026-12-22/g)].map(([, time]) => time));
  assert.deepEqual(await shown(), [], 'not before those who wait have been asked');
  assert.match((await people[0]!.browser.get(`/boka/vaccination/tid/${added.slots[0]}?vad=dose1`)).location!.search, /varfor=closed/);
  await inBatches(house, town.id, 'test', askWaiting);
  assert.deepEqual([(await offerOf(1))?.slot_id, (await offerOf(2))?.slot_id], [added.slots[0], added.slots[1]], 'the first in the list has the first time');
  assert.deepEqual(await shown(), ['10.40'], 'what is left is free to all');
  // Of a time that is released at a set hour they are asked just before.
  await house.asOwner('update booking.offer set answered_at = made_at, answer = \'no\' where tenant_id = $1', [town.id]);
  const released = await open('2026-12-23', { release: { days: 22, at: '08:00' }, asked: false });
  await inBatches(house, town.id, 'test', askWaiting);
  assert.equal((await offerOf(1))?.slot_id, added.slots[0], 'not yet');
  house.clock.set(new Date('2026-12-01T06:50:00Z'));
  await inBatches(house, town.id, 'test', askWaiting);
  assert.equal((await offerOf(1))?.slot_id, released.slots[0]);
  house.clock.set(new Date('2026-12-01T07:00:00Z'));
  assert.match((await server.browser(town).get('/boka/vaccination?dag=2026-12-23')).text, /Välj kl\. 10\.40, 2026-12-23/, 'on the hour');
  // A time that is asked of and that nobody asks, as when the workers are down, is not lost.
  await at('2026-12-01T08:00:00Z');
  const cut = { plats: released.placeId, tjanst: 'covidVaccination', dag: '2026-12-23', racker: '0', flytta: 'nowhere', bekraftat: '1' };
  await withdrawn(await manager.post(`${base}/leverans`, cut));
  assert.deepEqual([(await offerOf(1))?.answer, (await offerOf(2))?.answer], ['withdrawn', 'withdrawn'], 'what cannot be had is offered to nobody');
  assert.equal((await manager.post(`${base}/leverans/oppna`, { oppnaPlats: released.placeId, oppnaTjanst: 'covidVaccination', oppnaDag: '2026-12-23' })).location!.search, '?oppnade=3');
  const later = () => server.browser(town).get('/boka/vaccination?dag=2026-12-23').then(({ text }) => /Välj kl\. 10\.00, 2026-12-23/.test(text));
  assert.equal(await later(), false);
  house.clock.forward(11 * 60_000);
  assert.equal(await later(), true);
});

test('a lane before the times is told how many are left, of those that anyone may book', async () => {
  await anew();
  for (const table of ['slot_resource', 'occupation', 'slot']) await house.asOwner(`delete from booking.${table} where tenant_id = $1`, [town.id]);
  const opened = await open('2026-12-21', { seats: 2 });
  await open('2026-12-22', { release: { days: 1, at: '08:00' } });
  const words = { sv: { name: 'Vaccination', text: '' } };
  await inTown((tx) => makeLane(tx, { slug: 'vaccin', words, kind: 'ordinary', guards: '/boka/vaccination/tid', perMinute: 60, supplyTold: true }));
  const supply = async () => {
    const lane = await inTown(async (tx) => (await findLane(tx, 'vaccin'))!);
    await inTown((tx) => tellSupply(tx, [lane]));
    return inTown(async (tx) => (await findLane(tx, 'vaccin'))!.supply);
  };
  assert.equal(await supply(), 6);
  await book(3, opened.slots[0]!);
  assert.equal(await supply(), 5);
  await inTown((tx) => cutSupply(tx, { authorityId: town.authority('halso-och-sjukvardsnamnden'), placeId: opened.placeId, service: 'covidVaccination', day: '2026-12-21', enough: 1, moveTo: 'nowhere' }));
  assert.equal(await supply(), 0);
});

test('a withdrawal of many goes on where it was after a fault, by several at once, and tells nobody twice', async () => {
  await anew();
  const opened = await open('2026-12-28', { closes: '10:20', seats: 70 });
  const ids = await inTown(async (tx) => {
    const slot = (await findSlot(tx, opened.slots[0]!))!;
    const { versionId } = (await bookableNamed(tx, 'covidVaccination', 'sv'))!;
    const made: Uuid[] = [];
    for (let n = 0; n < 60; n++) {
      const id = tx.id();
      await insertBooking(tx, { id, authorityId: slot.authorityId, placeId: slot.placeId, slotId: slot.id, service: slot.service, versionId, kind: 'dose1', personId: n < people.length ? people[n]!.id : null,
        confidentiality: 2, language: 'sv', channel: 'phone', startsAt: slot.startsAt, heldUntil: null, bookedAt: new Date(tx.now.getTime() + n), content: {}, keepUntil: '2028-12-31' });
      await takeSeat(tx, slot, id, null);
      made.push(id);
    }
    return made;
  });
  const id = await inTown((tx) => cutSupply(tx, { authorityId: town.authority('halso-och-sjukvardsnamnden'), placeId: opened.placeId, service: 'covidVaccination', day: '2026-12-28', enough: 4, moveTo: 'nowhere' }));
  await assert.rejects(inTown(async (tx) => { await withdraw(tx, id); throw new Error('the process died'); }));
  const ended = () => house.asOwner<{ id: string }>('select id from booking.booking where tenant_id = $1 and ended_why = \'revoked\'', [town.id]).then((rows) => rows.map((row) => row.id));
  assert.deepEqual(await ended(), [], 'all of a batch or nothing');
  await inTown((tx) => withdraw(tx, id));
  assert.equal((await ended()).length, 25);
  assert.equal((await ended()).includes(ids[4]!), true, 'of those who lose theirs the first to book chooses first');
  await Promise.all([1, 2, 3].map(() => inBatches(house, town.id, 'test', (tx) => withdraw(tx, id))));
  assert.deepEqual((await ended()).sort(), ids.slice(4).sort());
  const [row] = await house.asOwner('select affected, moved, ended, finished_at is not null as finished from booking.withdrawal where id = $1', [id]);
  assert.deepEqual(row, { affected: 56, moved: 0, ended: 56, finished: true });
  const told = await house.asOwner('select 1 from messages.dispatch where tenant_id = $1 and key = any($2)', [town.id, ids.map((one) => `booking/revoked/${one}`)]);
  assert.equal(told.length, people.length - 4);
});

test('the extract has what staff have written of a booking and what one has waited for; all that is due goes, however much it is', async () => {
  await anew();
  const opened = await open('2026-12-29');
  await wait(3);
  await book(3, opened.slots[0]!);
  const { id } = await bookingOf(3);
  await inTown(async (tx) => { await cancel(tx, { id }, 'cancelled', { note: 'Ringde och var sjuk' }); });
  await house.asOwner('update booking.waiting set ended_at = joined_at, ended_why = \'left\' where tenant_id = $1', [town.id]);
  const { personData, retention } = booking;
  assert.ok('export' in personData && 'run' in retention);
  const extract = await inTown((tx) => personData.export(tx, people[3]!.id));
  assert.match(JSON.stringify(extract['bookings']), /Ringde och var sjuk/);
  assert.match(JSON.stringify(extract['waiting']), /"ended_why":"left"/);
  await house.asOwner(`insert into booking.booking (tenant_id, id, authority_id, place_id, slot_id, seat, service, version_id, kind, key_id, content_cipher, confidentiality, language, channel, code, starts_at, made_at, keep_until)
    select $1, gen_random_uuid(), gen_random_uuid(), $2, gen_random_uuid(), 0, 'covidVaccination', gen_random_uuid(), 'dose1', gen_random_uuid(), '', 2, 'sv', 'web', 'X' || n, now(), '2026-11-01', '2028-01-01'
    from generate_series(1, 2500) n`, [town.id, opened.placeId]);
  const erased = await inTown((tx) => personData.erase(tx, people[3]!.id));
  assert.deepEqual(erased, { erased: 2, kept: [] }, 'a time that came to nothing, and a place in a list that was left');
  const { destroyed } = await inTown((tx) => retention.run(tx));
  assert.equal(destroyed, 2_500);
  assert.equal((await house.asOwner('select 1 from booking.booking where tenant_id = $1', [town.id])).length, 0);
});

test('a planner lays out times, a place and a nurse from the page, and wrong hours are told beside their fields', async () => {
  await at('2026-11-23T09:00:00Z');
  const boss = manager;
  assert.equal((await boss.post(`${base}/platser`, { placeName: 'Torget', street: 'Torget 1', postcode: '999 01', city: 'Exempelstad', access: ['stepFree'] })).status, 303);
  assert.equal((await boss.post(`${base}/resurser`, { resourceName: 'Ssk Siv', resourceKind: 'person' })).status, 303);
  const page = await boss.get(`${base}/oppettider`);
  const place = /<option value="([0-9a-f-]{36})"[^>]*>Torget</.exec(page.text)![1]!;
  const siv = /name="resources" value="([0-9a-f-]{36})"/.exec(page.text)![1]!;
  const wish = { service: 'covidVaccination/*', place, weekdays: ['1', '3'], opens: '08:00', closes: '09:00', minutes: '15', seats: '1', from: '2026-12-21', until: '2026-12-28', gap: '0', overbook: '1', resources: [siv] };
  const wrong = await boss.post(`${base}/oppettider`, { ...wish, closes: '07:00' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Sluttiden måste vara efter starttiden/);
  assert.equal((await boss.post(`${base}/oppettider`, wish)).location!.search, '?nya=12', 'Monday, Wednesday and Monday, four times each');
  assert.match((await boss.get(`${base}?plats=${place}&dag=2026-12-21`)).text, /Ssk Siv/);
  assert.match((await boss.get(`${base}/vecka?plats=${place}&dag=2026-12-21`)).text, /0 av 4/);
});
