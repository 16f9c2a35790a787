import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askWaiting } from '../../src/booking/actions/ask-waiting.ts';
import { cancel } from '../../src/booking/actions/cancel.ts';
import { cutSupply } from '../../src/booking/actions/close.ts';
import { inBatches } from '../../src/booking/actions/in-batches.ts';
import { recordOutcome } from '../../src/booking/actions/record-outcome.ts';
import { remind } from '../../src/booking/actions/remind.ts';
import { sweepWithdrawn, withdraw } from '../../src/booking/actions/withdraw.ts';
import { bookableNamed, booking } from '../../src/booking/index.ts';
import { findBooking, insertBooking } from '../../src/booking/store/bookings.ts';
import { takeSeat } from '../../src/booking/store/seats.ts';
import { findSlot } from '../../src/booking/store/slots.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { tellSupply } from '../../src/queue/actions/tell-supply.ts';
import { makeLane } from '../../src/queue/index.ts';
import { findLane } from '../../src/queue/store/lanes.ts';
import { makeListTown } from './list-town.ts';

const { house, town, people, manager, anyone, at, anew, inTown, open, book, wait, cancelOwn, bookingOf, offerOf, withdrawn } = await makeListTown();
const base = '/handlaggning/tider';

test('when the supply is cut, those who booked last lose theirs, none with a medical ground; they are told, and moved where there is room', async () => {
  const opened = await open('2026-12-08', { closes: '10:20', seats: 4 });
  const spare = await open('2026-12-09', { closes: '10:20', seats: 1, placeId: opened.placeId });
  const order = [1, 5, 6, 7];
  for (const who of order) {
    await book(who, opened.slots[0]!);
    house.clock.forward(60_000);
  }
  await house.asOwner('update booking.booking set priority = 1 where tenant_id = $1 and person_id = $2 and slot_id = $3', [town.id, people[7]!.id, opened.slots[0]]);
  await wait(6);
  const wish = { plats: opened.placeId, tjanst: 'covidVaccination', dag: '2026-12-08', racker: '2', flytta: 'samePlace' };
  const asked = await manager().post(`${base}/leverans`, wish);
  assert.match(asked.text, /det räcker till 2 av 4.*2 personer förlorar sin tid/s);
  assert.equal((await bookingOf(6)).slot_id, opened.slots[0], 'nothing is done before it is confirmed');
  const done = await manager().post(`${base}/leverans`, { ...wish, bekraftat: '1' });
  assert.match((await manager().get(done.location!.pathname)).text, /Arbetet pågår.*Kvar<.*2/s);
  await withdrawn(done);
  assert.match((await manager().get(done.location!.pathname)).text, /Klart.*Har fått en ny tid.*1.*Har fått tiden inställd.*1/s);
  assert.deepEqual([(await bookingOf(1)).slot_id, (await bookingOf(7)).slot_id], [opened.slots[0], opened.slots[0]], 'the first, and the one with a ground');
  assert.equal((await bookingOf(5)).slot_id, spare.slots[0], 'of those who lost theirs the first chooses first');
  const lost = await bookingOf(6);
  assert.equal(lost.ended_why, 'revoked');
  const told = await house.asOwner<{ key: string }>('select key from messages.dispatch where tenant_id = $1 and (key like \'booking/revoked/%\' or key like \'booking/moved/%\') and person_id = any($2)', [town.id, [people[5]!.id, people[6]!.id]]);
  assert.equal(told.length, 2);
  assert.match((await people[6]!.browser.get(`/mina-sidor/tider/${lost.id}`)).text, /Vi har tyvärr fått ställa in tiden.*Boka en ny tid/s);
  assert.doesNotMatch((await anyone().get('/boka/vaccination?dag=2026-12-08')).text, /Välj kl\. 10\.00, 2026-12-08/, 'paused');
  const opened2 = await manager().post(`${base}/leverans/oppna`, { oppnaPlats: opened.placeId, oppnaTjanst: 'covidVaccination', oppnaDag: '2026-12-08' });
  assert.equal(opened2.location!.search, '?oppnade=1');
  await inBatches(house, town.id, 'test', askWaiting);
  assert.equal((await offerOf(6))?.slot_id, opened.slots[0], 'whoever lost theirs and waits is asked first');
  assert.match((await anyone().get('/boka/vaccination?dag=2026-12-08')).text, /Välj kl\. 10\.00, 2026-12-08/, 'it was enough after all');
});

test('a place that closes stops its times, makes none, and gives those who had one the next that is free', async () => {
  const shut = await open('2026-12-10', { closes: '10:20' });
  const elsewhere = await open('2026-12-11', { closes: '10:20' });
  await book(2, shut.slots[0]!);
  const wish = { plats: shut.placeId, dag: '2026-12-10', fran: '00:00', sistadag: '2026-12-10', till: '23.59', anledning: 'Vattenläcka', flytta: 'anyPlace' };
  assert.match((await manager().post(`${base}/stangning`, wish)).text, /En tid stoppas.*En person har bokat/s);
  await withdrawn(await manager().post(`${base}/stangning`, { ...wish, bekraftat: '1' }));
  assert.match((await manager().get(`${base}/stangning`)).text, /10 december 2026.*Klart/s);
  assert.equal((await bookingOf(2)).slot_id, elsewhere.slots[0]);
  const again = await open('2026-12-10', { closes: '10:20', placeId: shut.placeId });
  assert.equal(again.slots.length, 0);
  assert.equal((await manager().post(`${base}/stangning`, { ...wish, fran: '10:00', till: '09:00' })).status, 422);
});

test('times of a rule are not released before their hour, not made on a holiday, and end when the rule says', async () => {
  const opened = await open('2026-12-14', { release: { days: 7, at: '08:00' } });
  assert.doesNotMatch((await anyone().get('/boka/vaccination?dag=2026-12-14')).text, /2026-12-14<\/h3>/);
  assert.match((await people[0]!.browser.get(`/boka/vaccination/tid/${opened.slots[0]}?vad=dose1`)).location!.search, /varfor=closed/, 'nor by whoever guesses the address');
  house.clock.set(new Date('2026-12-07T07:00:00Z'));
  assert.match((await anyone().get('/boka/vaccination?dag=2026-12-14')).text, /Välj kl\. 10\.00, 2026-12-14/);
  assert.equal((await open('2027-01-06')).slots.length, 0, 'Epiphany');
});

test('a reminder goes out once, the day before, and not to whoever has cancelled', async () => {
  await anew();
  const opened = await open('2026-12-11');
  await book(2, opened.slots[0]!);
  await book(3, opened.slots[1]!);
  await cancelOwn(3, opened);
  house.clock.set(new Date('2026-12-10T09:30:00Z'));
  const sent = () => house.asOwner<{ person_id: string }>('select person_id from messages.dispatch where tenant_id = $1 and key like \'booking/remind/%\'', [town.id]);
  await remind(house, town.id);
  await remind(house, town.id);
  assert.deepEqual((await sent()).map(({ person_id: id }) => id), [people[2]!.id]);
});

test('times that are added, released or opened again go to those who wait, in their order, before anyone may book them', async () => {
  await anew();
  await wait(1, { fran: '2026-12-20', till: '2026-12-24' });
  await wait(2, { fran: '2026-12-20', till: '2026-12-24' });
  const added = await open('2026-12-22', { asked: false });
  const shown = () => anyone().get('/boka/vaccination?dag=2026-12-22').then(({ text }) => [...text.matchAll(/Välj kl\. (\d\d\.\d\d), 2026-12-22/g)].map(([, time]) => time));
  assert.deepEqual(await shown(), [], 'not before those who wait have been asked');
  assert.match((await people[0]!.browser.get(`/boka/vaccination/tid/${added.slots[0]}?vad=dose1`)).location!.search, /varfor=closed/);
  await inBatches(house, town.id, 'test', askWaiting);
  assert.deepEqual([(await offerOf(1))?.slot_id, (await offerOf(2))?.slot_id], [added.slots[0], added.slots[1]], 'the first in the list has the first time');
  assert.deepEqual(await shown(), ['10.40'], 'what is left is free to all');
  // Of a time that is released at a set hour they are asked just before.
  for (const id of [1, 2]) await people[id]!.browser.post(`/mina-sidor/tider/erbjudande/${(await offerOf(id))!.id}/nej`, {});
  const released = await open('2026-12-23', { release: { days: 22, at: '08:00' }, asked: false });
  await inBatches(house, town.id, 'test', askWaiting);
  assert.equal((await offerOf(1))?.slot_id, added.slots[0], 'not yet');
  house.clock.set(new Date('2026-12-01T06:50:00Z'));
  await inBatches(house, town.id, 'test', askWaiting);
  assert.equal((await offerOf(1))?.slot_id, released.slots[0]);
  house.clock.set(new Date('2026-12-01T07:00:00Z'));
  assert.match((await anyone().get('/boka/vaccination?dag=2026-12-23')).text, /Välj kl\. 10\.40, 2026-12-23/, 'on the hour');
  // A time that is asked of and that nobody asks, as when the workers are down, is not lost.
  await at('2026-12-01T08:00:00Z');
  const cut = { plats: released.placeId, tjanst: 'covidVaccination', dag: '2026-12-23', racker: '0', flytta: 'nowhere', bekraftat: '1' };
  await withdrawn(await manager().post(`${base}/leverans`, cut));
  assert.deepEqual([(await offerOf(1))?.answer, (await offerOf(2))?.answer], ['withdrawn', 'withdrawn'], 'what cannot be had is offered to nobody');
  assert.equal((await manager().post(`${base}/leverans/oppna`, { oppnaPlats: released.placeId, oppnaTjanst: 'covidVaccination', oppnaDag: '2026-12-23' })).location!.search, '?oppnade=3');
  const later = () => anyone().get('/boka/vaccination?dag=2026-12-23').then(({ text }) => /Välj kl\. 10\.00, 2026-12-23/.test(text));
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

test('whoever has had what they wait for waits no more', async () => {
  await anew();
  const opened = await open('2026-11-24');
  await wait(3);
  await book(3, opened.slots[0]!);
  const waits = () => house.asOwner<{ ended_why: string | null }>('select ended_why from booking.waiting where tenant_id = $1 and person_id = $2', [town.id, people[3]!.id]).then((rows) => rows.map((row) => row.ended_why));
  assert.deepEqual(await waits(), [null], 'an earlier time may still come');
  const { id } = await bookingOf(3);
  await inTown(async (tx) => recordOutcome(tx, (await bookableNamed(tx, 'covidVaccination', 'sv'))!, (await findBooking(tx, id))!, { content: {}, doneAt: tx.now, source: 'staff', staffId: null }));
  assert.deepEqual(await waits(), ['booked']);
});

test('a withdrawal of many goes on where it was after a fault, by several at once, and tells nobody twice', async () => {
  await anew();
  const opened = await open('2026-12-28', { closes: '10:20', seats: 70 });
  const bookMany = (first: number, last: number) => inTown(async (tx) => {
    const slot = (await findSlot(tx, opened.slots[0]!))!;
    const { versionId } = (await bookableNamed(tx, 'covidVaccination', 'sv'))!;
    const made: Uuid[] = [];
    for (let n = first; n <= last; n++) {
      const id = tx.id();
      await insertBooking(tx, { id, authorityId: slot.authorityId, placeId: slot.placeId, slotId: slot.id, service: slot.service, versionId, kind: 'dose1', personId: n < people.length ? people[n]!.id : null,
        confidentiality: 2, language: 'sv', channel: 'phone', startsAt: slot.startsAt, heldUntil: null, bookedAt: new Date(tx.now.getTime() + n), content: {}, keepUntil: '2028-12-31' });
      await takeSeat(tx, slot, id, null);
      made.push(id);
    }
    return made;
  });
  const ids = await bookMany(0, 59);
  const id = await inTown((tx) => cutSupply(tx, { authorityId: town.authority('halso-och-sjukvardsnamnden'), placeId: opened.placeId, service: 'covidVaccination', day: '2026-12-28', enough: 4, moveTo: 'nowhere' }));
  await assert.rejects(inTown(async (tx) => { await withdraw(tx, id); throw new Error('the process died'); }));
  const ended = () => house.asOwner<{ id: string }>('select id from booking.booking where tenant_id = $1 and ended_why = \'revoked\'', [town.id]).then((rows) => rows.map((row) => row.id));
  assert.deepEqual(await ended(), [], 'all of a batch or nothing');
  await inTown((tx) => withdraw(tx, id));
  assert.equal((await ended()).length, 25);
  assert.equal((await ended()).includes(ids[4]!), true, 'of those who lose theirs the first to book chooses first');
  await Promise.all([1, 2, 3].map(() => inBatches(house, town.id, 'test', (tx) => withdraw(tx, id))));
  assert.deepEqual((await ended()).sort(), ids.slice(4).sort());
  const row = async () => (await house.asOwner('select affected, moved, ended, finished_at is not null as finished from booking.withdrawal where id = $1', [id]))[0];
  assert.deepEqual(await row(), { affected: 56, moved: 0, ended: 56, finished: false });
  // Read as free just before the times stopped, and committed when everyone had been seen to.
  const [late] = await bookMany(60, 60);
  house.clock.forward(60_000);
  await sweepWithdrawn(house, town.id);
  assert.deepEqual((await ended()).sort(), [...ids.slice(4), late!].sort(), 'also what was booked at that very moment');
  assert.deepEqual(await row(), { affected: 56, moved: 0, ended: 57, finished: true });
  const told = await house.asOwner('select 1 from messages.dispatch where tenant_id = $1 and key = any($2)', [town.id, ids.map((one) => `booking/revoked/${one}`)]);
  assert.equal(told.length, people.length - 4);
});

test('the extract has what staff have written of a booking and what one has waited for; all that is due goes, however much it is', async () => {
  await anew();
  const opened = await open('2026-12-29');
  await wait(4);
  await book(4, opened.slots[0]!);
  const { id } = await bookingOf(4);
  await inTown(async (tx) => { await cancel(tx, { id }, 'cancelled', { note: 'Ringde och var sjuk' }); });
  await house.asOwner('update booking.waiting set ended_at = joined_at, ended_why = \'left\' where tenant_id = $1', [town.id]);
  const { personData, retention } = booking;
  assert.ok('export' in personData && 'run' in retention);
  const extract = await inTown((tx) => personData.export(tx, people[4]!.id));
  assert.match(JSON.stringify(extract['bookings']), /Ringde och var sjuk/);
  assert.match(JSON.stringify(extract['waiting']), /"ended_why":"left"/);
  await house.asOwner(`insert into booking.booking (tenant_id, id, authority_id, place_id, slot_id, seat, service, version_id, kind, key_id, content_cipher, confidentiality, language, channel, code, starts_at, made_at, keep_until)
    select $1, gen_random_uuid(), gen_random_uuid(), $2, gen_random_uuid(), 0, 'covidVaccination', gen_random_uuid(), 'dose1', gen_random_uuid(), '', 2, 'sv', 'web', 'X' || n, now(), '2026-11-01', '2028-01-01'
    from generate_series(1, 2500) n`, [town.id, opened.placeId]);
  const erased = await inTown((tx) => personData.erase(tx, people[4]!.id));
  assert.deepEqual(erased, { erased: 2, kept: [] }, 'a time that came to nothing, and a place in a list that was left');
  const { destroyed } = await inTown((tx) => retention.run(tx));
  assert.equal(destroyed, 2_500);
  assert.equal((await house.asOwner('select 1 from booking.booking where tenant_id = $1', [town.id])).length, 0);
});

test('a planner lays out times, a place and a nurse from the page, and wrong hours are told beside their fields', async () => {
  await at('2026-11-23T09:00:00Z');
  const boss = manager();
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
