import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyNot } from '../../src/booking/actions/eligible.ts';
import { lapseOffers, offerFreed } from '../../src/booking/actions/offer.ts';
import { bookableNamed } from '../../src/booking/index.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { fillHealth } from './steps.ts';
import { makeListTown } from './list-town.ts';

const { house, town, people, anyone, at, anew, open, book, wait, cancelOwn, bookingOf, offerOf } = await makeListTown();
/** As if a dose had been given elsewhere and written down. @returns its id */
const withDose = async (who: number, day: string) => (await house.asOwner<{ id: Uuid }>(
  `insert into booking.outcome (tenant_id, id, authority_id, booking_id, person_id, service, version_id, kind, key_id, content_cipher, done_at, recorded_at, source, keep_until)
    select $1, gen_random_uuid(), $2, gen_random_uuid(), $3, 'covidVaccination', gen_random_uuid(), 'dose1', gen_random_uuid(), '', $4, $4, 'staff', '2036-12-31' returning id`,
  [town.id, town.authority('halso-och-sjukvardsnamnden'), people[who]!.id, `${day}T12:00:00Z`]))[0]!.id;

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
  assert.doesNotMatch((await anyone().get('/boka/vaccination')).text, /Välj kl\. 10\.00, 2026-12-01/);
  assert.match((await people[2]!.browser.get('/mina-sidor/tider/erbjudande/' + (await offerOf(2))!.id)).text, /Vill du ha den här tiden\?.*kl\. 14\.00/s);
  assert.equal((await people[3]!.browser.get('/mina-sidor/tider/erbjudande/' + (await offerOf(2))!.id)).status, 404, 'an offer is its person\'s');
});

test('a no goes on to the next, who says yes, answers the questions and has the time', async () => {
  const first = (await offerOf(2))!;
  await people[2]!.browser.post(`/mina-sidor/tider/erbjudande/${first.id}/nej`, {});
  const [held] = await house.asOwner<{ booking_id: Uuid }>('select booking_id from booking.offer where id = $1', [first.id]);
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
  assert.match((await anyone().get('/boka/vaccination?dag=2026-12-03')).text, /Välj kl\. 10\.00, 2026-12-03/, 'nobody else waits: free to all');
  await at('2026-11-23T15:00:00Z');
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
  assert.match(refused.text, /Du har redan fått första dosen/);
  assert.equal((await offerOf(1))!.answer, null, 'it may still be answered');
  await house.asOwner('delete from booking.outcome where id = any($1)', [doses]);
  await house.asOwner('update booking.slot set stopped_at = now() where id = $1', [early.slots[0]]);
  await people[1]!.browser.post(`/mina-sidor/tider/erbjudande/${offer.id}/ja`, {});
  assert.equal((await offerOf(1))!.answer, 'withdrawn');
  assert.equal((await bookingOf(1)).slot_id, own.slots[1]);
  assert.equal((await house.asOwner('select 1 from booking.waiting where tenant_id = $1 and person_id = $2 and ended_at is null', [town.id, people[1]!.id])).length, 1, 'and the place in the list');
});

test('what one has had is not booked again: the page says so and leads to what comes after; staff may go past it', async () => {
  const had = await withDose(0, '2026-11-20');
  const opened = await open('2026-12-21');
  const page = await people[0]!.browser.get(`/boka/vaccination/tid/${opened.slots[0]}?vad=dose1`);
  assert.equal(page.status, 409);
  assert.match(page.text, /Du har redan fått första dosen\..*href="\/boka\/vaccination\?vad=dose2&amp;dag=2026-12-11"/s);
  assert.match((await people[0]!.browser.post(`/boka/vaccination/tid/${opened.slots[0]}`, { vad: 'dose1' })).location!.pathname, /\/tid\//, 'and nothing is held');
  const stops = await house.db.system(town.id, 'test', async (tx) => whyNot(tx, (await bookableNamed(tx, 'covidVaccination', 'sv'))!, { personId: people[0]!.id, kind: 'dose1', day: '2026-12-21', language: 'sv' }));
  assert.deepEqual(stops.map(({ id, override }) => [id, override]), [['had', true]]);
  await house.asOwner('delete from booking.outcome where id = $1', [had]);
});

test('when none of the first hundred in the list may have a time it is free to all, and none of their places is touched', async () => {
  await anew();
  const opened = await open('2026-12-21', { kinds: ['dose1', 'dose2'] });
  await book(5, opened.slots[0]!);
  await house.asOwner(`insert into booking.waiting (tenant_id, id, authority_id, service, kind, person_id, places, from_day, until_day, part, priority, language, confidentiality, joined_at, offered)
    select $1, gen_random_uuid(), $2, 'covidVaccination', 'dose2', gen_random_uuid(), '{}', '2026-11-23', '2026-12-31', 'any', 0, 'sv', 2, '2026-11-23', false from generate_series(1, 100)`,
  [town.id, town.authority('halso-och-sjukvardsnamnden')]);
  await wait(7);
  await cancelOwn(5, opened);
  assert.equal((await house.asOwner('select 1 from booking.offer where tenant_id = $1', [town.id])).length, 0);
  assert.match((await anyone().get('/boka/vaccination?dag=2026-12-21')).text, /Välj kl\. 10\.00, 2026-12-21/);
  assert.equal((await house.asOwner('select 1 from booking.waiting where tenant_id = $1 and ended_at is null', [town.id])).length, 101);
});

test('two who join the list with the same press stand there once', async () => {
  const press = () => people[4]!.browser.post('/boka/vaccination/vantelista', { vad: 'dose1', plats: 'alla', fran: '2026-12-01', till: '2026-12-31', del: 'any' });
  const answers = await Promise.all([press(), press(), press()]);
  assert.deepEqual(answers.map(({ status }) => status), [303, 303, 303]);
  assert.equal((await house.asOwner('select 1 from booking.waiting where tenant_id = $1 and person_id = $2 and ended_at is null', [town.id, people[4]!.id])).length, 1);
});

