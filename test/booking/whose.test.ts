import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { saveContact } from '../../src/identity/index.ts';
import { batchRecalled, notReached } from '../../src/booking/jobs.ts';
import { send } from '../../src/messages/actions/send.ts';
import { transport, type Mail } from '../../src/messages/index.ts';
import { NoSuchAddress, sendByMail } from '../../src/messages/transport.ts';
import { asUuid, fill, type DomainEvent, type Uuid } from '../../src/platform/index.ts';
import { textOfPdf } from '../../src/platform/pdf/text-of-pdf.ts';
import { rooms } from '../../src/sprang.ts';
import { hidden, serve, testHouse, type Client } from '../support/index.ts';
import { dose, openDay, type Opened } from './steps.ts';

/** Addresses that the mail server says nobody has. */
const nobody = new Set<string>();
const house = await testHouse({
  rooms, now: new Date('2026-11-23T07:00:00Z'), fills: [fill(transport, async (at, mail: Mail) => {
    if (nobody.has(mail.to)) throw new NoSuchAddress();
    await sendByMail(at, mail);
  })],
});
const server = await serve(house);
const base = '/handlaggning/tider';
let town: Town;
let tilda: Uuid;
let otto: Uuid;
let nurse: Client;
let vaccine: Opened;

before(async () => {
  town = await makeTown(house, ['vaccination'], undefined, 'region-exempel');
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  otto = await meet(house, town, 'Otto', 'Annan', '189002029800');
  nurse = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer'] }));
  vaccine = await openDay(house, town, { service: 'covidVaccination', kinds: ['dose1', 'dose2'], day: '2026-11-23', opens: '10:00', closes: '11:00', minutes: 20, seats: 2 });
});

/** Somebody comes without a time, and has the first dose. @returns the page of the visit */
async function walkIn(who: Record<string, string>): Promise<string> {
  const made = await nurse.post(`${base}/boka`, { plats: vaccine.placeId, kind: 'covidVaccination/dose1', ...who });
  assert.equal((await nurse.post(`${made.location!.pathname}/resultat`, dose)).status, 303);
  return made.location!.pathname;
}

const event = (name: string, ids: Record<string, Uuid>): DomainEvent => ({ id: town.id, tenant: town.id, event: name, ids, at: house.clock.now() });
const idOf = (page: string) => page.split('/').at(-1)!;
const calls = (person: Uuid) => house.asOwner<{ kind: string; why: string | null }>('select kind, ended_why as why from booking.call where tenant_id = $1 and person_id = $2 order by made_at, ended_at', [town.id, person]);
const audited = async (event: string, person: Uuid) => (await house.asOwner('select 1 from platform.audit_entry where tenant_id = $1 and event = $2 and subject_id = $3', [town.id, event, person])).length;

const joining = { number: '189001019802', name: '', reason: 'Visade pass: foto och födelsedag stämmer' };
let visit: string;
let code: string;

const codeIn = (text: string) => /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}/.exec(text)![0];
const check = async (kod: string) => server.browser(town).post('/kontrollera-intyg', { kod });

test('a visit with a reserve number is joined with a person in two steps, both shown, with a reason', async () => {
  visit = await walkIn({ identity: 'reserve', name: 'Sam Okänd', reserve: 'R-4711' });
  assert.match((await nurse.get(visit)).text, /Koppla besöket till en person/);
  assert.match((await nurse.post(`${visit}/identitet`, { ...joining, reason: '' })).text, /Skriv hur du vet att det är samma människa/);
  assert.match((await nurse.post(`${visit}/identitet`, { ...joining, number: '12' })).text, /tolv siffror/);
  const both = await nurse.post(`${visit}/identitet`, joining);
  assert.match(both.text, /Sam Okänd.*Tilda Ärlig.*Reservnummer R-4711.*18900101-9802/s);
  const person = await signedInResident(house, server, town, tilda);
  assert.equal((await person.get(`/mina-sidor/tider/${idOf(visit)}`)).status, 404, 'nothing is joined before it is confirmed');
  assert.equal((await nurse.post(`${visit}/identitet/koppling`, joining)).status, 303);
  assert.match((await nurse.get(visit)).text, /Tilda Ärlig.*Kopplad till en person/s);
});

test('somebody who is looked up is neither made nor known before it is confirmed, and a number with a wrong day or check digit is nobody\'s', async () => {
  const at = await walkIn({ identity: 'unknown', name: 'Kvinna, blå kappa' });
  const rows = async () => (await house.asOwner<{ people: number; known: number }>(
    'select (select count(*)::int from identity.person where tenant_id = $1) as people, (select count(*)::int from identity.known_to where tenant_id = $1) as known', [town.id]))[0];
  const before = await rows();
  for (const number of ['189010019802', '189013019808', '189010329804', '299010019801']) assert.match((await nurse.post(`${at}/identitet`, { ...joining, number })).text, /Numret stämmer inte/, number);
  assert.match((await nurse.post(`${base}/boka`, { plats: vaccine.placeId, kind: 'covidVaccination/dose1', identity: 'number', number: '189010019802', name: 'Fia Fel' })).text, /Numret stämmer inte/);
  const shown = await nurse.post(`${at}/identitet`, { ...joining, number: '18901001-9801', name: 'Nya Nilsson' });
  assert.match(shown.text, /Kvinna, blå kappa.*Nya Nilsson.*18901001-9801.*136 år/s);
  assert.match((await nurse.post(`${at}/identitet`, { ...joining, number: '189002029800' })).text, /Otto Annan/);
  assert.deepEqual(await rows(), before);
  assert.equal((await nurse.post(`${at}/identitet/koppling`, { ...joining, number: '18901001-9801', name: 'Nya Nilsson' })).status, 303);
  assert.match((await nurse.get(at)).text, /Nya Nilsson/);
  const [made, now] = [before!, await rows()];
  assert.deepEqual(now, { people: made.people + 1, known: made.known + 1 });
});

test('what the visit gave is the person\'s: read on My pages, a certificate with their name, the next dose called, and it stands in their log', async () => {
  const person = await signedInResident(house, server, town, tilda);
  assert.match((await person.get(`/mina-sidor/tider/${idOf(visit)}/resultat`)).text, /Comirnaty/);
  const text = await textOfPdf((await person.get(`/mina-sidor/tider/${idOf(visit)}/intyg.pdf`)).bytes);
  assert.match(text, /Tilda Ärlig/);
  assert.match(text, /18900101-9802/);
  assert.doesNotMatch(text, /R-4711|Sam Okänd/);
  code = codeIn(text);
  assert.match((await check(code)).text, /äkta och gäller.*T\. Ä\., 1890/s);
  assert.deepEqual(await calls(tilda), [{ kind: 'dose2', why: null }]);
  assert.equal(await audited('booking.identified', tilda), 1);
  assert.match((await nurse.post(`${visit}/identitet`, joining)).text, /hör redan till den personen/);
});

test('a joining that was wrong is taken back with a reason: the person sees it no more, is not called, and both logs say so', async () => {
  assert.match((await nurse.post(`${visit}/identitet/slut`, {})).text, /Skriv vad som blev fel/);
  assert.equal((await nurse.post(`${visit}/identitet/slut`, { varfor: 'Fel person: systern heter likadant' })).status, 303);
  const person = await signedInResident(house, server, town, tilda);
  assert.equal((await person.get(`/mina-sidor/tider/${idOf(visit)}/resultat`)).status, 404);
  assert.deepEqual(await calls(tilda), [{ kind: 'dose2', why: 'withdrawn' }]);
  assert.equal(await audited('booking.identityTakenBack', tilda), 1);
  const page = await nurse.get(visit);
  assert.match(page.text, /Sam Okänd.*Koppling till en person borttagen/s);
  assert.match((await nurse.get(`${visit}/identitet`)).text, /Visade pass.*systern heter likadant/s);
  assert.equal((await nurse.post(`${visit}/identitet/koppling`, { ...joining, number: '189002029800' })).status, 303);
  assert.deepEqual(await calls(otto), [{ kind: 'dose2', why: null }]);
  const paper = await check(code);
  assert.match(paper.text, /gäller inte längre.*tagits tillbaka/s, 'a paper with the name of somebody whose visit it was not');
  assert.doesNotMatch(paper.text, /O\. A\.|Comirnaty/);
  const theirs = codeIn(await textOfPdf((await (await signedInResident(house, server, town, otto)).get(`/mina-sidor/tider/${idOf(visit)}/intyg.pdf`)).bytes));
  assert.notEqual(theirs, code);
  assert.match((await check(theirs)).text, /äkta och gäller.*O\. A\., 1890/s);
});

test('a coordination number that has become a personal identity number: the visit follows the person, and the reasons are sealed', async () => {
  const later = await walkIn({ identity: 'number', number: '189003639805', name: 'Noor Ny' });
  assert.equal((await nurse.post(`${base}/boka`, { tid: vaccine.slots[2]!, kind: 'dose1', identity: 'number', number: '189003039808', name: 'Noor Ny', channel: 'phone' })).status, 303);
  assert.equal((await nurse.post(`${later}/identitet/koppling`, { number: '189003039808', name: 'Noor Ny', reason: 'Folkbokförd nu' })).status, 303, 'a visit that has been may be theirs who have a time to come');
  const rows = await house.asOwner<{ from_id: string | null; sealed: string }>('select from_id, encode(reason_cipher, \'escape\') as sealed from booking.identified where tenant_id = $1', [town.id]);
  assert.equal(rows.filter(({ from_id: from }) => from).length, 1);
  assert.ok(rows.every(({ sealed }) => !/pass|Folkbok/.test(sealed)));
  const [row] = await house.asOwner<{ from_id: Uuid; to_id: Uuid }>('select from_id, to_id from booking.identified where tenant_id = $1 and from_id is not null', [town.id]);
  assert.equal(await audited('booking.identified', row!.from_id), 1);
  assert.equal(await audited('booking.identified', row!.to_id), 1);
});

test('a visit that is to come is not joined with somebody who has another time for the same thing', async () => {
  const made = await nurse.post(`${base}/boka`, { tid: vaccine.slots[1]!, kind: 'dose1', identity: 'unknown', name: 'Man, röd jacka', channel: 'counter' });
  const taken = await nurse.post(`${made.location!.pathname}/identitet/koppling`, { number: '189003039808', name: '', reason: 'Sagt på telefon' });
  assert.equal(taken.status, 422);
  assert.match(taken.text, /har en egen tid för samma sak/);
});

test('a joining is not taken back from under somebody who has booked the same thing since', async () => {
  const who = { kind: 'dose1', identity: 'number', number: '189008089808', name: 'Tage Tvåtid', channel: 'phone' };
  const at = (await nurse.post(`${base}/boka`, { ...who, tid: vaccine.slots[0]! })).location!.pathname;
  assert.equal((await nurse.post(`${at}/identitet/koppling`, { number: '189009099806', name: 'Rut Rätt', reason: 'Ringde om sin tid' })).status, 303);
  assert.equal((await nurse.post(`${base}/boka`, { ...who, tid: vaccine.slots[2]! })).status, 303);
  const back = await nurse.post(`${at}/identitet/slut`, { varfor: 'Fel människa' });
  assert.equal(back.status, 422);
  assert.match(back.text, /har en annan tid för samma sak/);
});

test('a dose is written down when the declaration has been gone through and judged, and that stands in the history', async () => {
  const made = await nurse.post(`${base}/boka`, { plats: vaccine.placeId, kind: 'covidVaccination/dose1', identity: 'number', number: '189002029800', name: '', past: 'Ny människa' });
  const at = made.location!.pathname;
  const { bedomt, ...without } = dose;
  const stopped = await nurse.post(`${at}/resultat`, without);
  assert.equal(stopped.status, 422);
  assert.match(stopped.text, /Gå igenom svaren med personen först/);
  assert.match(stopped.text, /value="ab 1234"/, 'nothing that was typed is lost');
  assert.equal((await nurse.post(`${at}/resultat`, { ...without, bedomt })).status, 303);
  assert.match((await nurse.get(at)).text, /Hälsodeklarationen är genomgången och bedömd/);
});

test('what was written by mistake is taken back with a reason: told, no certificate, and the call it led to falls', async () => {
  const at = await walkIn({ identity: 'number', number: '189004049806', name: 'Maja Misstag' });
  const [{ person }] = await house.asOwner<{ person: Uuid }>('select person_id as person from booking.booking where id = $1', [idOf(at)]) as [{ person: Uuid }];
  assert.deepEqual(await calls(person), [{ kind: 'dose2', why: null }]);
  assert.match((await nurse.post(`${at}/aterkallelse`, {})).text, /Skriv varför/);
  const [first, second] = await Promise.all([0, 1].map(async () => nurse.post(`${at}/aterkallelse`, { varfor: 'Sprutan gavs aldrig' })));
  assert.deepEqual([first!.status, second!.status], [303, 303]);
  assert.equal(await audited('booking.outcomeWithdrawn', person), 1, 'pressed twice at once, it is taken back once');
  assert.deepEqual(await calls(person), [{ kind: 'dose2', why: 'withdrawn' }]);
  const maja = await signedInResident(house, server, town, person);
  assert.match((await maja.get(`/mina-sidor/tider/${idOf(at)}/resultat`)).text, /tagits tillbaka/);
  assert.equal((await maja.get(`/mina-sidor/tider/${idOf(at)}/intyg.pdf`)).status, 404);
  assert.match((await nurse.get(at)).text, /Resultat taget tillbaka: Sprutan gavs aldrig/);
});

test('a dose given elsewhere is written from a shown certificate: it counts for the next, stands on the certificate as given by others, and can be taken away', async () => {
  const made = await nurse.post(`${base}/boka`, { plats: vaccine.placeId, kind: 'covidVaccination/dose2', identity: 'number', number: '189005059804', name: 'Lisa Långväga', past: 'Första dosen i Norge, intyg visas' });
  const at = made.location!.pathname;
  assert.match((await nurse.post(`${at}/annanstans`, { datum: '2026-11-24' })).text, /Välj vilken dos.*Skriv dagen.*Skriv vilket intyg/s);
  const pressed = await Promise.all([0, 1].map(async () => nurse.post(`${at}/annanstans`, { 'kind': 'dose1', 'datum': '2026-10-20', 'falt.product': 'spikevax', 'intyg': 'Helsenorge, Norge' })));
  assert.deepEqual(pressed.map(({ status }) => status).toSorted(), [303, 422], 'pressed twice at once, it is written once');
  assert.match((await nurse.post(`${at}/annanstans`, { kind: 'dose1', datum: '2026-10-20', intyg: 'Helsenorge, Norge' })).text, /redan införd/);
  assert.equal((await nurse.post(`${at}/resultat`, dose)).status, 303);
  const [{ person }] = await house.asOwner<{ person: Uuid }>('select person_id as person from booking.booking where id = $1', [idOf(at)]) as [{ person: Uuid }];
  assert.deepEqual(await calls(person), [{ kind: 'dose2', why: 'done' }], 'called by the first, and the second is given');
  const lisa = await signedInResident(house, server, town, person);
  const text = await textOfPdf((await lisa.get(`/mina-sidor/tider/${idOf(at)}/intyg.pdf?sprak=sv`)).bytes);
  assert.match(text, /Första dosen.*20 oktober 2026.*Spikevax.*Helsenorge.*Andra dosen.*23 november 2026.*Comirnaty/s);
  assert.match(await textOfPdf((await lisa.get(`/mina-sidor/tider/${idOf(at)}/intyg.pdf?sprak=en`)).bytes), /Certificate of vaccination.*Another care provider.*Helsenorge.*not an EU certificate/s);
  const [{ id }] = await house.asOwner<{ id: string }>('select id from booking.outcome where booking_id = $1 and source = \'elsewhere\'', [idOf(at)]) as [{ id: string }];
  assert.equal((await nurse.post(`${at}/annanstans/slut`, { dos: id })).status, 303);
  assert.doesNotMatch(await textOfPdf((await lisa.get(`/mina-sidor/tider/${idOf(at)}/intyg.pdf?sprak=sv`)).bytes), /Helsenorge/);
});

test('whoever is shown a certificate checks its code: genuine with what the paper says and no name, corrected, withdrawn, or none of ours', async () => {
  const at = await walkIn({ identity: 'number', number: '189006069802', name: 'Vera Verklig' });
  const [{ person }] = await house.asOwner<{ person: Uuid }>('select person_id as person from booking.booking where id = $1', [idOf(at)]) as [{ person: Uuid }];
  const vera = await signedInResident(house, server, town, person);
  const fetchCode = async () => codeIn(await textOfPdf((await vera.get(`/mina-sidor/tider/${idOf(at)}/intyg.pdf`)).bytes));
  const own = await fetchCode();
  assert.equal(await fetchCode(), own, 'the same code every time');
  const page = await check(own.toLowerCase().replaceAll('-', ' '));
  assert.match(page.text, /äkta och gäller.*V\. V\., 1890.*Första dosen.*Comirnaty/s);
  assert.doesNotMatch(page.text, /Vera|Verklig|18900606/);
  assert.match((await check('K7M3-QA4C-K7M3-QA4C')).text, /Vi har inget intyg med den koden/);
  assert.match((await check('K7M3')).text, /alla sexton/);
  assert.match((await nurse.get(at)).text, /Comirnaty/);
  await nurse.post(`${at}/resultat`, { ...dose, 'falt.batch': 'CD 9' });
  assert.match((await check(own)).text, /gäller inte längre.*rättats/s);
  const renewed = await fetchCode();
  assert.notEqual(renewed, own);
  await nurse.post(`${at}/aterkallelse`, { varfor: 'Fel' });
  assert.match((await check(renewed)).text, /gäller inte längre.*tagits tillbaka/s);
  assert.equal(await audited('booking.certificateChecked', person), 1, 'the one that held is in the person\'s log');
  const [row] = await house.asOwner<{ sealed: string }>('select encode(code_cipher, \'escape\') || encode(code_sha256, \'escape\') as sealed from booking.certificate where booking_id = $1', [idOf(at)]);
  assert.doesNotMatch(row!.sealed, new RegExp(own.slice(0, 4)));
});

test('a batch is recalled by a manager: everyone who got of it is told in words on My pages, neutrally by message, and those without a way stand in a list until they are reached', async () => {
  const at = await walkIn({ identity: 'number', number: '189007079800', name: 'Bo Batch' });
  const unknown = await walkIn({ identity: 'unknown', name: 'Kvinna, grön mössa' });
  for (const page of [at, unknown]) await nurse.post(`${page}/resultat`, { ...dose, 'falt.batch': 'REC-77' });
  const [{ person }] = await house.asOwner<{ person: Uuid }>('select person_id as person from booking.booking where id = $1', [idOf(at)]) as [{ person: Uuid }];
  await saveContact(house, town.id, person, { email: 'bo@exempel.se' });
  assert.match((await nurse.post(`${base}/batch`, { batch: 'rec 77' })).text, /2 personer(?=.*Bo Batch)(?=.*Kvinna, grön mössa).*Enhetens chef kan berätta/s);
  const wish = { batch: 'rec 77', text: 'Batchen kan ha blivit för varm.\nRing oss, så får du en ny dos.' };
  assert.equal((await nurse.post(`${base}/indragningar`, wish)).status, 403);
  const manager = await signedInStaff(house, server, town, await hire(house, town, 'Cia Chef', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['manager'] }));
  assert.match((await manager.post(`${base}/indragningar`, { batch: 'rec 77' })).text, /Skriv vad de ska få veta/);
  const asked = await manager.post(`${base}/indragningar`, wish);
  assert.match(asked.text, /2 personer har fått av batchen/);
  const confirmed = { ...wish, indragning: hidden(asked.text, 'indragning') };
  const [list, again] = (await Promise.all([0, 1].map(async () => manager.post(`${base}/indragningar`, confirmed)))).map(({ location }) => location!.pathname) as [string, string];
  assert.equal(again, list, 'pressed twice it is one recall');
  assert.equal((await house.asOwner('select 1 from booking.recalled where tenant_id = $1', [town.id])).length, 2);
  assert.match((await nurse.get(list)).text, /Meddelandena skickas nu.*0 av 2 personer är klara/s);
  await Promise.all([0, 1].map(() => batchRecalled(house, event('booking.recalled', { recall: asUuid(idOf(list)) }))));
  assert.match((await nurse.get(list)).text, /1 av 2 har inte nåtts än/);
  const bo = await signedInResident(house, server, town, person);
  assert.match((await bo.get('/mina-sidor')).text, /Viktigt om det du har fått.*Visa vaccination/s);
  assert.match((await bo.get(`/mina-sidor/tider/${idOf(at)}/resultat`)).text, /Viktigt om det du har fått.*för varm.*Ring oss/s);
  const notices = await house.asOwner<{ confidentiality: number }>('select confidentiality from messages.dispatch where tenant_id = $1 and key like \'booking/recall/%\'', [town.id]);
  assert.deepEqual(notices.map(({ confidentiality }) => confidentiality), [3], 'neutral, and to the one who can be reached');
  assert.match(await textOfPdf((await nurse.get(`${list}/${idOf(unknown)}/brev.pdf`)).bytes), /Kvinna, grön mössa.*batch rec 77.*för varm/s);
  assert.equal((await nurse.post(`${list}/${idOf(unknown)}`, { hur: 'phone' })).status, 303);
  assert.match((await nurse.get(list)).text, /Alla har fått ett meddelande, ett brev eller ett samtal.*Telefon, 23 november/s);
  const [{ id: dispatch }] = await house.asOwner<{ id: Uuid }>('select id from messages.dispatch where tenant_id = $1 and key like \'booking/recall/%\'', [town.id]) as [{ id: Uuid }];
  nobody.add('bo@exempel.se');
  await send(house, town.id, dispatch);
  const [lost] = await house.asOwner<{ ids: Record<string, Uuid> }>('select ids from platform.outbox where tenant_id = $1 and event = \'messages.notReached\'', [town.id]);
  assert.equal(lost!.ids['dispatch'], dispatch);
  await notReached(house, event('messages.notReached', lost!.ids));
  assert.match((await nurse.get(list)).text, /1 av 2 har inte nåtts än.*Bo Batch/s, 'a message that came back has told nobody');
  const elsewhere = await signedInStaff(house, server, town, await hire(house, town, 'Bo Annan', { authority: 'halso-och-sjukvardsnamnden', unit: 'sjukresor', roles: ['officer'] }));
  assert.doesNotMatch((await elsewhere.get(list)).text, /Bo Batch|grön mössa/);
});

test('whoever says no to the next dose is not called again, and a call that is late says so', async () => {
  house.clock.set(new Date('2027-01-10T07:00:00Z'));
  const later = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Sen', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer'] }));
  assert.match((await later.get(`${base}/vantelista`)).text, /Bo Batch.*Har passerat/s);
  const [{ id }] = await house.asOwner<{ id: string }>(`select c.id from booking.call c join booking.booking b on b.person_id = c.person_id and b.tenant_id = c.tenant_id
    where c.tenant_id = $1 and c.ended_at is null and b.id in (select booking_id from booking.recalled where tenant_id = $1)`, [town.id]) as [{ id: string }];
  assert.equal((await later.post(`${base}/kallelser/slut`, { kallelse: id })).status, 303);
  assert.doesNotMatch((await later.get(`${base}/vantelista`)).text, /Bo Batch/);
});
