import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { makeLetters } from '../../src/booking/actions/make-letters.ts';
import { booking } from '../../src/booking/index.ts';
import { cases } from '../../src/cases/index.ts';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { saveContact } from '../../src/identity/contact.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { textOfPdf } from '../../src/platform/pdf/text-of-pdf.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse, type Client } from '../support/index.ts';
import { bookTime, fillSymptoms, openDay, type Opened } from './steps.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, booking, services, cases], now: new Date('2026-11-20T09:00:00Z') });
const server = await serve(house);
const base = '/handlaggning/tider';
let town: Town;
let nurse: Client;
let tests: Opened;
before(async () => {
  town = await makeTown(house, ['provtagning'], undefined, 'region-exempel');
  nurse = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer', 'manager'] }));
  tests = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-11-24', opens: '10:00', closes: '11:00', minutes: 10, seats: 2 });
});

const bookingsOf = (person: Uuid) => house.asOwner<{ id: string; starts_at: Date }>(
  'select id, starts_at from booking.booking where tenant_id = $1 and person_id = $2 and booked_at is not null order by starts_at', [town.id, person]);

test('staff move somebody by dragging or by choosing: asked first, told once, and told plainly when another was quicker', async () => {
  const day = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-12-11', opens: '10:00', closes: '11:00', minutes: 20, seats: 1, place: 'Dragplatsen' });
  const [klara, leo] = [await meet(house, town, 'Klara', 'Dras', '195407029911'), await meet(house, town, 'Leo', 'Quick', '193407116999')];
  await bookTime(await signedInResident(house, server, town, klara), 'covidprov', day.slots[0]!, 'test', fillSymptoms);
  const [hers] = await bookingsOf(klara);
  const move = `${base}/bokning/${hers!.id}/flytt`;
  const page = await nurse.get(`${base}?plats=${day.placeId}&dag=2026-12-11`);
  const kind = new RegExp(`href="${move}[^"]*" data-drag="([^"]+)"`).exec(page.text)?.[1];
  assert.ok(kind, 'the handle is a link that works without dragging');
  assert.deepEqual([...page.text.matchAll(/data-drop="([^"]+)" data-drop-for="([^"]*)"/g)].map(([, slot, kinds]) => [slot, kinds]), [[day.slots[1], kind], [day.slots[2], kind]], 'let go at free times of the same kind');
  const asked = await nurse.get(`${move}?tid=${day.slots[1]}`);
  assert.match(asked.text, /Flytta till den här tiden\?.*kl\. 10\.00.*kl\. 10\.20.*Personen får ett meddelande/s);
  assert.equal((await bookingsOf(klara))[0]!.starts_at.toISOString(), '2026-12-11T09:00:00.000Z', 'asked, and not moved');
  await bookTime(await signedInResident(house, server, town, leo), 'covidprov', day.slots[1]!, 'test', fillSymptoms);
  const late = await nurse.post(move, { tid: day.slots[1]! });
  assert.equal(late.status, 409);
  assert.match(late.text, /Någon annan hann ta den tiden\. Personen har kvar sin/);
  const said = async (done: string) => (await nurse.get(`${base}/bokning/${hers!.id}?gjort=${done}`)).text;
  assert.match(await said('resultat'), /Det är infört\. Personen kan inte nås här: ge brevet eller säg det på plats\./, 'nobody is said to have got what cannot be sent');
  assert.match(await said('avbokad'), /Personen kan inte nås här: säg det på plats, ring eller skicka ett brev\./);
  await saveContact(house, town.id, klara, { email: 'klara@exempel.se' });
  assert.match((await nurse.post(move, { tid: day.slots[2]! }, { follow: true })).text, /Tiden är flyttad, och personen har fått ett meddelande/);
  assert.equal((await bookingsOf(klara))[0]!.starts_at.toISOString(), '2026-12-11T09:40:00.000Z');
  assert.equal((await house.asOwner('select 1 from messages.dispatch where tenant_id = $1 and person_id = $2 and key like \'booking/moved/%\'', [town.id, klara])).length, 1);
});

test('whoever has neither e-mail nor text messages is reminded by letter, in time to arrive: printed once, in the day\'s list', async () => {
  const day = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-12-14', opens: '10:00', closes: '11:00', minutes: 20, seats: 2, place: 'Brevplatsen' });
  const [rut, ella, per] = [await meet(house, town, 'Rut', 'Papper', '194402168597'), await meet(house, town, 'Ella', 'Epost', '199612132390'), await meet(house, town, 'Per', 'Skyddad', '195401238711')];
  for (const [index, person] of [rut, ella, per].entries()) await bookTime(await signedInResident(house, server, town, person), 'covidprov', day.slots[index]!, 'test', fillSymptoms);
  await saveContact(house, town.id, ella, { email: 'ella@exempel.se' });
  await house.asOwner('update identity.person set protected = true where id = $1', [per]);
  await makeLetters(house, town.id);
  assert.match((await nurse.get(`${base}/brev`)).text, /Inga brev att skriva ut/, 'three weeks before is too early');
  house.clock.set(new Date('2026-12-07T10:30:00Z'));
  const desk = await signedInStaff(house, server, town, await hire(house, town, 'Ulla Ek', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer'] }));
  await makeLetters(house, town.id);
  await makeLetters(house, town.id);
  const list = await desk.get(`${base}/brev`);
  assert.match(list.text, /14 december 2026 kl\. 10\.00.*Rut Papper/s);
  assert.doesNotMatch(list.text, /Ella Epost/);
  assert.equal([...list.text.matchAll(/name="bokning"/g)].length, 2);
  assert.doesNotMatch(list.text, /Per Skyddad/);
  assert.match(list.text, /Skyddade personuppgifter, [A-Z0-9]{6}.*Förmedlas/s);
  const pdf = await desk.get(`${base}/brev.pdf`);
  assert.equal(pdf.headers['content-type'], 'application/pdf');
  const text = await textOfPdf(pdf.bytes);
  assert.match(text, /Påminnelse om din tid.*Rut Papper|Rut Papper.*Påminnelse om din tid/s);
  assert.match(text, /måndag 14 december 2026 kl\. 10\.00/);
  assert.doesNotMatch(text, /Ella|Per Skyddad/);
  const [ruts] = await bookingsOf(rut);
  const ticked = await desk.post(`${base}/brev/avprickning`, { bokning: [ruts!.id, '00000000-0000-7000-8000-000000000000'] }, { follow: true });
  assert.match(ticked.text, /Ett brev är avprickat/);
  assert.doesNotMatch(ticked.text, /Rut Papper/);
  assert.match((await desk.get(`${base}/bokning/${ruts!.id}`)).text, /Påminnelse skickad i brev.*Ulla Ek/s);
  await makeLetters(house, town.id);
  assert.doesNotMatch((await desk.get(`${base}/brev`)).text, /Rut Papper/, 'once for a time');
  house.clock.set(new Date('2026-11-20T09:05:00Z'));
});

test('a unit without any service that is booked is told so, and sees nobody\'s times', async () => {
  const other = await signedInStaff(house, server, town, await hire(house, town, 'Bo Berg', { authority: 'halso-och-sjukvardsnamnden', unit: 'sjukresor', roles: ['officer'] }));
  for (const path of ['', '/vecka']) assert.match((await other.get(`${base}${path}?plats=${tests.placeId}&dag=2026-11-24`)).text, /Din enhet har ingen tjänst som man bokar tid till/, path);
});

test('a list of a day says in the log which place and day was read, and how many stood in it', async () => {
  await nurse.get(`${base}/lista?plats=${tests.placeId}&dag=2026-11-24`);
  const [entry] = await house.asOwner<{ detail: Record<string, unknown> }>('select detail from platform.audit_entry where tenant_id = $1 and event = \'booking.listMade\' and detail->>\'place\' = $2', [town.id, tests.placeId]);
  assert.deepEqual({ place: entry!.detail['place'], day: entry!.detail['day'], bookings: entry!.detail['bookings'] }, { place: tests.placeId, day: '2026-11-24', bookings: 0 });
});
