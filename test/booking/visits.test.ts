import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { booking } from '../../src/booking/index.ts';
import { cases } from '../../src/cases/index.ts';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { textOfPdf } from '../../src/platform/pdf/text-of-pdf.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse, type Client } from '../support/index.ts';
import { bookTime, dose, fillHealth, fillSymptoms, openDay, type Opened } from './steps.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, booking, services, cases], now: new Date('2026-11-23T07:00:00Z') });
const server = await serve(house);
const base = '/handlaggning/tider';
let town: Town;
let tilda: Uuid;
let nurse: Client;
let vaccine: Opened;
let tests: Opened;
before(async () => {
  town = await makeTown(house, ['vaccination', 'provtagning'], undefined, 'region-exempel');
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  nurse = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer'] }));
  vaccine = await openDay(house, town, { service: 'covidVaccination', kinds: ['dose1', 'dose2'], day: '2026-11-23', opens: '10:00', closes: '11:00', minutes: 20, seats: 2 });
  tests = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: '2026-11-23', opens: '10:00', closes: '11:00', minutes: 10, seats: 4, placeId: vaccine.placeId });
});

const bookingOf = async (person: Uuid, service: string, kind = '%') => (await house.asOwner<{ id: string; code: string }>(
  'select id, code from booking.booking where tenant_id = $1 and person_id = $2 and service = $3 and kind like $4 and booked_at is not null', [town.id, person, service, kind]))[0]!;

test('a dose from booking to certificate: checked in by code, given with batch, read on My pages at level 3, and the second dose called', async () => {
  const person = await signedInResident(house, server, town, tilda);
  await bookTime(person, 'vaccination', vaccine.slots[0]!, 'dose1', fillHealth);
  const { id, code } = await bookingOf(tilda, 'covidVaccination');
  assert.match((await nurse.get(base)).text, /Tilda Ärlig, 136 år/);
  const found = await nurse.post(`${base}/kod`, { kod: code.toLowerCase() });
  assert.equal(found.location!.pathname, `${base}/bokning/${id}`);
  const page = await nurse.get(found.location!);
  assert.match(page.text, /18900101-9802/);
  assert.match(page.text, /Är du sjuk eller har du feber nu\?.*Nej/s);
  assert.equal((await nurse.post(`${base}/bokning/${id}/resultat`, dose)).status, 404, 'nothing is given before somebody has come');
  assert.equal((await nurse.post(`${base}/bokning/${id}/ankomst`, {})).status, 303);
  const lacking = await nurse.post(`${base}/bokning/${id}/resultat`, { ...dose, 'falt.batch': '' });
  assert.equal(lacking.status, 422);
  assert.match(lacking.text, /Fyll i ”Batchnummer”\./);
  assert.equal((await nurse.post(`${base}/bokning/${id}/resultat`, dose)).status, 303);
  const read = await person.get(`/mina-sidor/tider/${id}/resultat`);
  assert.match(read.text, /Comirnaty.*ab 1234.*Vänster överarm/s);
  const intyg = await person.get(`/mina-sidor/tider/${id}/intyg.pdf`);
  assert.equal(intyg.headers['content-type'], 'application/pdf');
  const text = await textOfPdf(intyg.bytes);
  assert.match(text, /Intyg om vaccination/);
  assert.match(text, /Tilda Ärlig/);
  assert.match(text, /ab 1234/);
  const [call] = await house.asOwner<{ kind: string; from_day: string; until_day: string }>('select kind, from_day::text, until_day::text from booking.call where tenant_id = $1 and person_id = $2', [town.id, tilda]);
  assert.deepEqual(call, { kind: 'dose2', from_day: '2026-12-14', until_day: '2027-01-04' });
  assert.match((await nurse.get(`${base}/vantelista`)).text, /Tilda Ärlig.*070-174 06 05.*Andra dosen/s);
  const notices = await house.asOwner<{ key: string; confidentiality: number }>('select key, confidentiality from messages.dispatch where tenant_id = $1 and person_id = $2 and key like \'booking/outcome/%\'', [town.id, tilda]);
  assert.deepEqual(notices.map(({ confidentiality }) => confidentiality), [3], 'neutral: of the highest class');
  const read2 = await house.asOwner('select 1 from platform.audit_entry where tenant_id = $1 and subject_id = $2 and event = \'booking.read\'', [town.id, tilda]);
  assert.ok(read2.length > 0, 'who read stands in the log');
});

test('the person sees who has read about their visit: when, from which unit and why, never who, and nobody else sees it', async () => {
  const person = await signedInResident(house, server, town, tilda);
  const { id } = await bookingOf(tilda, 'covidVaccination');
  assert.match((await person.get(`/mina-sidor/tider/${id}`)).text, new RegExp(`href="/mina-sidor/tider/${id}/vem-har-last"`));
  const log = await person.get(`/mina-sidor/tider/${id}/vem-har-last`);
  assert.match(log.text, /Vårdcentralen Eken.*Arbetar med besöken/s);
  assert.doesNotMatch(log.text, /Åsa|Öberg|Arbetar med ärendet/);
  const other = await signedInResident(house, server, town, await meet(house, town, 'Otto', 'Annan', '189002029800'));
  assert.equal((await other.get(`/mina-sidor/tider/${id}/vem-har-last`)).status, 404);
});

test('the second dose too early is stopped with the day from which it can be booked, and staff may go past it with a reason that stays', async () => {
  const person = await signedInResident(house, server, town, tilda);
  const early = await person.get(`/boka/vaccination/tid/${vaccine.slots[1]}?vad=dose2`);
  assert.equal(early.status, 409);
  assert.match(early.text, /Du kan boka en tid från 14 december 2026/);
  const wish = { tid: vaccine.slots[1]!, kind: 'dose2', identity: 'number', number: '189001019802', name: 'Tilda Ärlig', channel: 'phone' };
  const stopped = await nurse.post(`${base}/boka`, wish);
  assert.equal(stopped.status, 422);
  assert.match(stopped.text, /Den här tiden följer inte reglerna.*14 december/s);
  assert.equal((await nurse.post(`${base}/boka`, { ...wish, past: 'Ska opereras, läkare har ordinerat' })).status, 303);
  const [step] = await house.asOwner<{ codes: string[]; note: string }>(`select s.codes, encode(s.note_cipher, 'escape') as note from booking.step s join booking.booking b on b.id = s.booking_id
    where b.tenant_id = $1 and b.person_id = $2 and b.kind = 'dose2'`, [town.id, tilda]);
  assert.deepEqual(step!.codes, ['tooEarly']);
  assert.doesNotMatch(step!.note, /opereras/, 'the reason is sealed');
  const { id } = await bookingOf(tilda, 'covidVaccination', 'dose2');
  assert.match((await nurse.get(`${base}/bokning/${id}`)).text, /Bokad trots regel: Ska opereras/);
});

test('what is written down twice, or by two at once, is written once, and whoever came last is told to read it first', async () => {
  const outcomes = () => house.asOwner<{ booking_id: string }>('select booking_id from booking.outcome where tenant_id = $1', [town.id]);
  const [{ booking_id: id }] = await outcomes() as [{ booking_id: string }];
  const again = await Promise.all([1, 2, 3].map(() => nurse.post(`${base}/bokning/${id}/resultat`, { ...dose, rattar: 'nej' })));
  assert.deepEqual(again.map(({ status }) => status), [303, 303, 303], 'the same button pressed again');
  const other = await nurse.post(`${base}/bokning/${id}/resultat`, { ...dose, 'falt.batch': 'QQ-11', rattar: 'nej' });
  assert.equal(other.status, 422);
  assert.match(other.text, /Någon annan har just fört in ett resultat. Läs det först/);
  assert.equal((await outcomes()).length, 1);
});

test('a correction replaces what was written, keeps it, and is told', async () => {
  const [first] = await house.asOwner<{ booking_id: string }>('select booking_id from booking.outcome where tenant_id = $1', [town.id]);
  assert.equal((await nurse.post(`${base}/bokning/${first!.booking_id}/resultat`, { ...dose, 'falt.batch': 'XY-99' })).status, 303);
  const rows = await house.asOwner<{ current: boolean }>('select replaced_at is null as current from booking.outcome where tenant_id = $1 order by current', [town.id]);
  assert.deepEqual(rows.map(({ current }) => current), [false, true]);
  assert.match((await (await signedInResident(house, server, town, tilda)).get(`/mina-sidor/tider/${first!.booking_id}/resultat`)).text, /rättats.*XY-99/s);
  assert.match((await nurse.post(`${base}/batch`, { batch: 'xy 99' })).text, /xy 99: 1 person/i);
  assert.match((await nurse.post(`${base}/batch`, { batch: 'xy 99' })).text, /Tilda Ärlig/);
  assert.doesNotMatch((await nurse.post(`${base}/batch`, { batch: 'AB1234' })).text, /Tilda Ärlig/, 'what was corrected is not found');
});

test('a test from booking to the laboratory\'s file: all of it or nothing, once, and the person reads what it means', async () => {
  const person = await signedInResident(house, server, town, tilda);
  await bookTime(person, 'covidprov', tests.slots[0]!, 'test', fillSymptoms);
  const { id } = await bookingOf(tilda, 'covidTest');
  await nurse.post(`${base}/bokning/${id}/ankomst`, {});
  assert.match((await nurse.post(`${base}/bokning/${id}/prov`, { provnummer: '12' })).text, /minst fyra tecken/);
  assert.equal((await nurse.post(`${base}/bokning/${id}/prov`, { provnummer: 'S 1001-7' })).status, 303);
  assert.equal((await person.get(`/mina-sidor/tider/${id}/resultat`)).status, 404);
  const send = (text: string) => nurse.multipart(`${base}/provsvar`, {}, [{ field: 'svar', name: 'svar.csv', mediaType: 'text/csv', bytes: Buffer.from(text) }]);
  const wrong = await send('provnummer;svar\nS1001-7;POS\nS9999;NEG\n');
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Rad 3: provet S9999 är inte registrerat här/);
  assert.equal((await person.get(`/mina-sidor/tider/${id}/resultat`)).status, 404, 'nothing of the file was used');
  assert.match((await send('provnummer;svar\nS10017;KANSKE\n')).text, /Rad 2: provet S10017 har svaret KANSKE, som inte går att tolka\. Svaren som går att läsa in är NEG, POS, EJ\./);
  assert.match((await nurse.get(`${base}/provsvar`)).text, /NEG.*Viruset finns inte i provet.*provnummer;svar\nS1001-7;NEG/s, 'what can be read in stands on the page');
  assert.match((await send('provnummer;svar;status\nS10017;POS;rättat\n')).text, /har inget svar att rätta/);
  const right = await send('provnummer;svar;tid\nS10017;POS;2026-11-23 08:30\n');
  assert.equal(right.location!.search, '?antal=1');
  assert.equal((await send('provnummer;svar;tid\nS10017;POS;2026-11-23 08:30\n')).location!.search, '?kand=1');
  assert.match((await person.get(`/mina-sidor/tider/${id}/resultat`)).text, /Viruset finns i provet.*Stanna hemma/s);
  assert.equal((await house.asOwner('select 1 from booking.outcome where booking_id = $1', [id])).length, 1);
});

test('the answer on the phone is given only after a check of identity, and a letter can be made for those without e-ID', async () => {
  const { id } = await bookingOf(tilda, 'covidTest');
  assert.match((await nurse.post(`${base}/bokning/${id}/lamnat`, { hur: 'told', fragor: 'number' })).text, /lämnas aldrig på telefon utan det/, 'a number alone is known to many');
  assert.equal((await nurse.post(`${base}/bokning/${id}/lamnat`, { hur: 'told', fragor: ['number', 'calledBack'], kontroll: 'Hördes på rösten' })).status, 303);
  assert.match((await nurse.get(`${base}/bokning/${id}`)).text, /lämnat på telefon efter kontroll av identitet: hela personnumret, motringning till ett nummer som vi redan hade, Hördes på rösten/);
  const letter = await nurse.get(`${base}/bokning/${id}/brev.pdf`);
  assert.match(await textOfPdf(letter.bytes), /Viruset finns i provet/);
});

test('at level 2 the person is asked for more before a result is shown', async () => {
  const { id } = await bookingOf(tilda, 'covidTest');
  const weak = server.browser(town);
  const { cookieNames, startSession } = await import('../../src/identity/session.ts');
  const token = await house.db.system(town.id, 'test', (tx) => startSession(tx, { realm: 'resident', personId: tilda, level: 2, provenAt: tx.now, display: { name: 'Prov' }, provider: { issuer: 'test', subject: tilda } }));
  weak.setCookie(cookieNames.resident, token);
  const answer = await weak.get(`/mina-sidor/tider/${id}/resultat`);
  assert.equal(answer.status, 303);
  assert.match(answer.location!.search, /niva=3/);
});

test('someone who comes without a time is received, also with a reserve number or unknown, and takes nobody\'s time', async () => {
  const free = (await server.browser(town).get('/boka/vaccination')).text.match(/Välj kl\./g)?.length ?? 0;
  assert.match((await nurse.post(`${base}/boka`, { plats: vaccine.placeId, kind: 'covidVaccination/dose1', identity: 'unknown', name: '' })).text, /hur personen kan kännas igen/);
  const made = await nurse.post(`${base}/boka`, { plats: vaccine.placeId, kind: 'covidVaccination/dose1', identity: 'reserve', name: 'Sam Okänd', reserve: 'R-4711' });
  assert.equal(made.status, 303, made.text.slice(0, 500));
  const page = await nurse.get(made.location!);
  assert.match(page.text, /Sam Okänd.*Reservnummer R-4711/s);
  assert.match(page.text, /Har kommit/);
  assert.equal((await nurse.post(`${made.location!.pathname}/resultat`, dose)).status, 303);
  assert.equal((await server.browser(town).get('/boka/vaccination')).text.match(/Välj kl\./g)?.length ?? 0, free);
  const [row] = await house.asOwner<{ sealed: string }>('select encode(content_cipher, \'escape\') as sealed from booking.booking where tenant_id = $1 and channel = \'walkIn\'', [town.id]);
  assert.doesNotMatch(row!.sealed, /Sam|4711/);
});

test('the list on paper has what is needed when systems are down, and shows nothing of a protected identity but the code', async () => {
  const secret = await meet(house, town, 'Greta', 'Skyddad', '189005059804');
  await house.asOwner('update identity.person set protected = true where id = $1', [secret]);
  await nurse.post(`${base}/boka`, { tid: tests.slots[1]!, kind: 'test', identity: 'number', number: '189005059804', name: 'Greta Skyddad', channel: 'phone' });
  await house.asOwner('update identity.person set protected = true where id = $1', [secret]);
  const list = await nurse.get(`${base}/lista?plats=${vaccine.placeId}&dag=2026-11-23`);
  assert.match(list.text, /10\.00.*Tilda Ärlig.*18900101-9802.*070-174 06 05/s);
  assert.doesNotMatch(list.text, /Skyddad,|Greta/);
  assert.match(list.text, /Skyddade personuppgifter/);
  const pdf = await nurse.get(`${base}/lista.pdf?plats=${vaccine.placeId}&dag=2026-11-23`);
  const text = await textOfPdf(pdf.bytes);
  assert.match(text, /Tilda Ärlig/);
  assert.doesNotMatch(text, /Greta/);
});

test('those of another unit or another authority see nothing of it', async () => {
  const { id } = await bookingOf(tilda, 'covidTest');
  const elsewhere = await signedInStaff(house, server, town, await hire(house, town, 'Bo Annan', { authority: 'halso-och-sjukvardsnamnden', unit: 'sjukresor', roles: ['officer'] }));
  for (const path of ['', '/flytt', '/brev.pdf']) assert.equal((await elsewhere.get(`${base}/bokning/${id}${path}`)).status, 404);
  assert.doesNotMatch((await elsewhere.get(`${base}?plats=${vaccine.placeId}&dag=2026-11-23`)).text, /Ärlig/);
  assert.doesNotMatch((await elsewhere.get(`${base}/lista?plats=${vaccine.placeId}&dag=2026-11-23`)).text, /Ärlig/);
  assert.equal((await nurse.get(`${base}/stangning`)).status, 403, 'only a manager closes');
});

test('a yes in the health declaration is seen before the dose: in the day\'s list and on the visit, and what was judged stands in its history', async () => {
  const other = await meet(house, town, 'Alva', 'Blodtunn', '189008089808');
  const person = await signedInResident(house, server, town, other);
  await bookTime(person, 'vaccination', vaccine.slots[1]!, 'dose1', (who, draft) => fillHealth(who, draft, { bleeds: 'yes' }));
  assert.match((await nurse.get(base)).text, /Alva Blodtunn, 136 år<\/a> <span[^>]*>(?:(?!<\/td>).)*Att bedöma/s);
  const at = `${base}/bokning/${(await bookingOf(other, 'covidVaccination')).id}`;
  assert.match((await nurse.get(at)).text, /Att bedöma först.*tryck mot stickstället.*Har du ökad risk för blödning/s);
  await nurse.post(`${at}/ankomst`, {});
  await nurse.post(`${at}/resultat`, dose);
  assert.match((await nurse.get(at)).text, /genomgången och bedömd: Ökad blödningsrisk/);
});

test('the data of a whole visit are in the person\'s extract, and go with their key when their time is over', async () => {
  const extract = await house.db.system(town.id, 'test', async (tx) => 'export' in booking.personData ? booking.personData.export(tx, tilda) : {});
  assert.match(JSON.stringify(extract), /XY-99/);
  house.clock.set(new Date('2037-01-10T07:00:00Z'));
  const run = await house.db.system(town.id, 'test', async (tx) => 'run' in booking.retention ? booking.retention.run(tx) : { destroyed: 0 });
  assert.ok(run.destroyed > 0);
  for (const table of ['booking', 'outcome', 'certificate', 'step', 'sample', 'seat']) {
    assert.equal((await house.asOwner(`select 1 from booking.${table} where tenant_id = $1`, [town.id])).length, 0, table);
  }
});
