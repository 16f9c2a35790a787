import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../test/support/index.ts';
import { identity, registerProxy, saveContact } from '../../identity/index.ts';
import { cookieNames, startSession } from '../../identity/session.ts';
import { markRead, messages, writeMessage } from '../../messages/index.ts';
import { send } from '../../messages/actions/send.ts';
import { organisation } from '../../organisation/index.ts';
import { uuidv7, type Tx, type Uuid } from '../../platform/index.ts';
import { portal } from '../../portal/index.ts';
import { services } from '../../services/index.ts';
import { cases } from '../index.ts';
import { findCase, updateCase, type CaseFile } from '../store/case-file.ts';
import { addDecision } from '../store/decisions.ts';
import { addNotification } from '../store/notifications.ts';
import { partiesOf } from '../store/parties.ts';
import { addPermit } from '../store/permits.ts';
import { addRequest } from '../store/requests.ts';
import { apply, hire, makeTown, meet, signedInResident, transportAnswers, type Town, type Worker } from '../testing.ts';
import { residentEvents } from './events.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases, portal] });
const server = await serve(house);
let town: Town;
let officer: Worker;
before(async () => {
  town = await makeTown(house);
  officer = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
});

let born = 1;
/** A person with an application of their own. Numbers are from a year nobody living was born in. */
async function applicant(name: string): Promise<{ person: Uuid; caseId: Uuid; browser: Client; path: string }> {
  const person = await meet(house, town, name, 'Ärlig', `1892${String(born++).padStart(2, '0')}019801`);
  const { caseId } = await apply(house, town, person, transportAnswers);
  return { person, caseId, browser: await signedInResident(house, server, town, person), path: `/mina-sidor/arenden/${caseId}` };
}

const asOfficer = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => house.db.transaction('staff',
  { tenant: town.id, staff: officer.id, authority: officer.authorityId },
  { kind: 'staff', sessionId: officer.id, staffId: officer.id, authorityId: officer.authorityId, unitIds: officer.unitIds, roles: officer.roles, level: 3, provenAt: house.clock.now() }, work);
const fileOf = (tx: Tx, caseId: Uuid): Promise<CaseFile> => findCase(tx, caseId).then((file) => file!);
/** A page as it is read: without tags. */
const read = (text: string) => text.replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').replaceAll('&nbsp;', ' ');

async function decide(caseId: Uuid, options: { outcome?: 'granted' | 'refused' } = {}): Promise<Uuid> {
  const outcome = options.outcome ?? 'granted';
  return asOfficer(async (tx) => {
    const file = await fileOf(tx, caseId);
    const [party] = await partiesOf(tx, caseId);
    const id = await addDecision(tx, file, {
      unitId: file.unitId, type: 'permit', outcome, number: 1, decidedBy: officer.id, delegationId: null, delegationPoint: '5.3', reported: true, documentId: null,
      content: {
        reasons: [{ title: 'Färdtjänst', paragraphs: ['Du har stora svårigheter att åka buss på egen hand.'] }], laws: ['7 § lagen (1997:736) om färdtjänst'],
        calculation: [{ id: 'norm', label: 'Riksnormen', unit: 'money', amount: 412_000, explain: 'Efter hur många ni är.',
          tableRows: [{ table: 'Riksnorm (exempel)', key: 'single', amount: 412_000, validFrom: '2026-01-01' }] }],
      },
      items: [{ item: 'travel', outcome, reasons: ['difficulty'], validFrom: '2026-12-01', validUntil: '2028-11-30', further: false, amountOre: null,
        content: { name: 'Färdtjänst', conditions: ['Du får ta med en medresenär.'], reasonTexts: [], given: 'Ring beställningscentralen när du vill åka.' } }],
    });
    await addNotification(tx, file, { decisionId: id, partyId: party!.id, how: 'myPages', appealable: true });
    if (outcome === 'granted') {
      await addPermit(tx, file, { decisionId: id, partyId: party!.id, service: file.service, number: 'FT-1', validFrom: '2026-12-01', validUntil: '2028-11-30',
        remindDay: '2028-10-05', content: { holder: 'Tilda Ärlig', name: 'Färdtjänst', conditions: ['Du får ta med en medresenär.'] } });
    }
    await updateCase(tx, caseId, { state: 'decided', decided_at: tx.now });
    return id;
  });
}

test('the receipt says number, what comes and when at latest, and gives a PDF of exactly what was sent', async () => {
  const { browser, path } = await applicant('Tilda');
  const receipt = await browser.get(`${path}/kvitto`);
  assert.equal(receipt.status, 200);
  const words = read(receipt.text);
  assert.match(words, /Vi har fått din ansökan .*TN 2026-\d{6}-\d/);
  assert.match(words, /Du får beslut senast 18 december 2026, om vi har allt vi behöver\./);
  const copy = /href="([^"]+\/kopia)"/.exec(receipt.text)![1]!;
  const [first, second] = [await browser.get(copy), await browser.get(copy)];
  assert.deepEqual([first.status, first.headers['content-type'], first.bytes.subarray(0, 5).toString()], [200, 'application/pdf', '%PDF-']);
  assert.match(first.bytes.toString('latin1'), /pdfaid:part>2/);
  assert.ok(first.bytes.equals(second.bytes), 'made once, and kept');
});

test('My pages and the case page say in sentences how it stands, what was sent, and what is expected', async () => {
  const { browser, path } = await applicant('Maja');
  const mine = read((await browser.get('/mina-sidor')).text);
  assert.match(mine, /Vi har fått din ansökan den 20 november 2026\. En handläggare på Färdtjänsten läser den\. Du får beslut senast 18 december 2026/);
  const page = read((await browser.get(path)).text);
  assert.match(page, /Ansökan kom in till oss\. 20 november 2026 kl\. 10\.00 · du/);
  assert.match(page, /Väntas: Du får beslut senast 18 december 2026/);
  assert.match(read((await browser.get(`${path}/skickat`)).text), /Det gör ont att stå\./);
});

test('another person sees nothing of it, at any of its addresses, and may change nothing', async () => {
  const mine = await applicant('Ester');
  const other = await applicant('Bo');
  const decision = await decide(mine.caseId);
  const request = await asOfficer(async (tx) => addRequest(tx, await fileOf(tx, mine.caseId), {
    kind: 'completion', askedBy: officer.id, dueDay: '2026-12-01', content: { text: 'Vi behöver', items: [{ id: 'a', text: 'Intyg' }] } }));
  const submission = /skickat\/([0-9a-f-]+)\/kopia/.exec((await mine.browser.get(`${mine.path}/skickat`)).text)![1]!;
  const paths = ['', '/kvitto', '/skickat', `/skickat/${submission}/kopia`, '/meddelanden', `/komplettering/${request}`, `/yttrande/${request}`,
    `/beslut/${decision}`, `/beslut/${decision}/overklaga`, '/ta-tillbaka', '/vem-har-last', `/fil/${submission}`];
  for (const path of paths) assert.equal((await other.browser.get(mine.path + path)).status, 404, path);
  for (const path of ['/meddelanden', '/min-del', '/ta-tillbaka', `/komplettering/${request}`, `/beslut/${decision}/overklaga`]) {
    assert.equal((await other.browser.post(mine.path + path, { text: 'x', varfor: 'x', andring: 'x' })).status, 404, path);
  }
  // Through one's own case, another's decision and request are not there either.
  assert.equal((await other.browser.get(`${other.path}/beslut/${decision}`)).status, 404);
  assert.equal((await other.browser.get(`${other.path}/komplettering/${request}`)).status, 404);
  assert.deepEqual(await house.asOwner('select 1 from cases.appeal where case_id = $1', [mine.caseId]), []);
});

test('messages go both ways, are new until they have been looked at, and are registered', async () => {
  const { person, caseId, browser, path } = await applicant('Vera');
  const sent = await browser.post(`${path}/meddelanden`, { text: 'Kan jag få tid på mig?' }, { follow: true });
  assert.match(read(sent.text), /du.*Kan jag få tid på mig\?/i);
  assert.equal((await browser.post(`${path}/meddelanden`, { text: '   ' })).status, 422);
  await asOfficer(async (tx) => {
    const { authorityId, keyId, unitId } = await fileOf(tx, caseId);
    await writeMessage({ house, tx }, { caseId, authorityId, keyId, unitId }, { author: { kind: 'staff', id: officer.id }, person, text: 'Ja, till fredag.' });
    await markRead(tx, caseId, authorityId, { kind: 'staff', id: officer.id });
  });
  assert.match(read((await browser.get('/mina-sidor')).text), /Läs ett nytt meddelande/);
  const conversation = await browser.get(`${path}/meddelanden`);
  assert.match(read(conversation.text), /Färdtjänstenheten .*Ja, till fredag\./);
  assert.doesNotMatch(conversation.text, /Åsa|Öberg/, 'an officer is shown as their unit');
  assert.doesNotMatch(read((await browser.get('/mina-sidor')).text), /Läs ett nytt meddelande/);
  const records = await house.asOwner<{ direction: string; title: string }>('select direction, title from cases.record where case_id = $1 order by number', [caseId]);
  assert.deepEqual(records.map(({ direction }) => direction), ['in', 'in', 'out']);
});

test('a completion is answered item by item, with files or that one cannot; two tabs: the first counts and the other is told', async () => {
  const { caseId, browser, path } = await applicant('Signe');
  const request = await asOfficer(async (tx) => {
    await updateCase(tx, caseId, { waiting_for: 'completion', waiting_until: '2026-12-01', complete_at: null, promise_due: null });
    return addRequest(tx, await fileOf(tx, caseId), { kind: 'completion', askedBy: officer.id, dueDay: '2026-12-01',
      content: { text: 'För att kunna besluta behöver vi två saker.', items: [{ id: 'certificate', text: 'Intyg från läkare' }, { id: 'aid', text: 'Vilka hjälpmedel du har' }] } });
  });
  assert.match(read((await browser.get('/mina-sidor')).text), /Skicka in det som saknas .*Senast 1 december 2026/);
  const at = `${path}/komplettering/${request}`;
  const missing = await browser.multipart(at, { 'svar-0': '', 'svar-1': 'Rollator' }, []);
  assert.equal(missing.status, 422);
  assert.match(missing.text, /Intyg från läkare/);
  assert.match(missing.text, /Rollator/, 'what was typed is still there');
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==', 'base64');
  const done = await browser.multipart(at, { 'svar-0': '', 'svar-1': 'Jag vet inte', 'kan-inte-1': 'yes' },
    [{ field: 'fil-0', name: 'intyg.png', mediaType: 'image/png', bytes: png }], { follow: true });
  assert.match(read(done.text), /Du svarade 20 november 2026/);
  assert.match(read(done.text), /intyg\.png/);
  const otherTab = await browser.multipart(at, { 'svar-0': 'Något annat', 'svar-1': 'x' }, []);
  assert.equal(otherTab.status, 409);
  assert.match(read(otherTab.text), /Någon har redan svarat på det här/);
  await asOfficer(async (tx) => {
    const file = await fileOf(tx, caseId);
    assert.deepEqual([file.waitingFor, file.promiseDue], [null, '2026-12-18'], 'what was promised counts from now');
  });
  const opened = await browser.get(/href="(\/mina-sidor\/arenden\/[^"]+\/fil\/[^"]+)"/.exec(done.text)![1]!);
  assert.ok(opened.bytes.equals(png));
});

test('a hearing is agreed to, commented, or more time is asked for, which leaves it open', async () => {
  const { caseId, browser, path } = await applicant('Hedda');
  const request = await asOfficer(async (tx) => addRequest(tx, await fileOf(tx, caseId), { kind: 'hearing', askedBy: officer.id, dueDay: '2026-12-04',
    content: { text: 'Vi tänker säga nej till ledsagare.', items: [] } }));
  const at = `${path}/yttrande/${request}`;
  assert.match(read((await browser.get(at)).text), /Vi tänker säga nej till ledsagare\..*Du måste inte|Du måste inte.*Vi tänker säga nej till ledsagare\./);
  assert.equal((await browser.multipart(at, {}, [])).status, 422);
  const more = await browser.multipart(at, { svar: 'moreTime', text: 'Till nästa vecka.' }, [], { follow: true });
  assert.match(read(more.text), /Jag behöver mer tid .*Till nästa vecka\./);
  const answered = await browser.multipart(at, { svar: 'comment', text: 'Jag måste ha någon med mig.' }, [], { follow: true });
  assert.match(read(answered.text), /Du svarade .*Jag måste ha någon med mig\./);
});

test('a decision: yes first, what, from when, what to do, why, how it was counted, how to appeal; opening it starts the clock', async () => {
  const { caseId, browser, path } = await applicant('Alva');
  const decision = await decide(caseId);
  assert.match(read((await browser.get('/mina-sidor')).text), /Läs ditt beslut/);
  const before = await house.asOwner<{ served_at: Date | null }>('select served_at from cases.notification where case_id = $1', [caseId]);
  assert.deepEqual(before, [{ served_at: null }]);
  const page = read((await browser.get(`${path}/beslut/${decision}`)).text);
  const order = ['Ja, du får det du sökte', 'Gäller från 1 december 2026 till och med 30 november 2028', 'Ring beställningscentralen', 'stora svårigheter', '7 § lagen (1997:736)',
    'Riksnormen', 'single', 'räknar en människa om', 'Överklagandet ska ha kommit in senast 11 december 2026'];
  const places = order.map((words) => page.indexOf(words));
  assert.ok(places.every((place) => place >= 0), order.filter((_, index) => places[index]! < 0).join());
  assert.deepEqual(places, [...places].sort((a, b) => a - b));
  assert.match(page, /Läs beslutet på lätt svenska .*Ja\. Du får det du har sökt\./);
  const served = await house.asOwner<{ served_how: string; appeal_until: string }>('select served_how, appeal_until::text from cases.notification where case_id = $1', [caseId]);
  assert.deepEqual(served, [{ served_how: 'opened', appeal_until: '2026-12-11' }]);
  house.clock.forward(86_400_000);
  const again = await signedIn(caseId, browser);
  await again.get(`${path}/beslut/${decision}`);
  assert.deepEqual(await house.asOwner('select served_how, appeal_until::text from cases.notification where case_id = $1', [caseId]), served, 'reading again moves nothing');
  assert.match(read((await again.get(path)).text), /Färdtjänst.*FT-1.*30 november 2028.*Gäller/);
  house.clock.forward(-86_400_000);
});

async function signedIn(caseId: Uuid, _before: Client): Promise<Client> {
  const [row] = await house.asOwner<{ person_id: Uuid }>('select person_id from cases.party where case_id = $1', [caseId]);
  return signedInResident(house, server, town, row!.person_id);
}

test('a decision that is made but not sent is not shown', async () => {
  const { caseId, browser, path } = await applicant('Tove');
  const decision = await decide(caseId);
  await house.asOwner('delete from cases.notification where case_id = $1', [caseId]);
  assert.equal((await browser.get(`${path}/beslut/${decision}`)).status, 404);
  assert.doesNotMatch(read((await browser.get(path)).text), /beslutade|Läs beslutet/);
});

test('an appeal is received also when it is late, and says that it will be tried whether it came in time', async () => {
  const { caseId, path, browser } = await applicant('Greta');
  const decision = await decide(caseId, { outcome: 'refused' });
  assert.match(read((await browser.get(`${path}/beslut/${decision}`)).text), /Nej, du får inte det du sökte/);
  house.clock.forward(40 * 86_400_000);
  const late = await signedIn(caseId, browser);
  assert.match(read((await late.get(`${path}/beslut/${decision}`)).text), /skulle ha kommit in senast 11 december 2026.*Vi tar alltid emot ett överklagande/);
  assert.equal((await late.multipart(`${path}/beslut/${decision}/overklaga`, { andring: '', varfor: '' }, [])).status, 422);
  const sent = await late.multipart(`${path}/beslut/${decision}/overklaga`, { andring: 'Jag vill ha färdtjänst.', varfor: 'Ni har missat intyget.' }, [], { follow: true });
  assert.match(read(sent.text), /Vi har fått ditt överklagande.*efter sista dagen.*Vi prövar om det ändå ska räknas.*Förvaltningsrätten i Exempelstad.*Jag vill ha färdtjänst\./);
  const rows = await house.asOwner<{ received_day: string; in_time: boolean | null }>('select received_day::text, in_time from cases.appeal where case_id = $1', [caseId]);
  assert.deepEqual(rows, [{ received_day: '2026-12-30', in_time: null }]);
  house.clock.forward(-40 * 86_400_000);
});

test('an application is taken back once; the authority closes it', async () => {
  const { caseId, browser, path } = await applicant('Stina');
  assert.match(read((await browser.get(`${path}/ta-tillbaka`)).text), /Ta tillbaka ansökan\?.*Vi slutar arbeta med ärende/);
  for (let press = 0; press < 2; press++) await browser.post(`${path}/ta-tillbaka`, { varfor: 'Jag har flyttat.' });
  assert.match(read((await browser.get(path)).text), /Du har tagit tillbaka ansökan/);
  assert.equal((await house.asOwner('select 1 from cases.entry where case_id = $1 and kind = \'withdrawn\'', [caseId])).length, 1);
});

test('who has read: unit, role and kind of reason, never a name', async () => {
  const { caseId, browser, path } = await applicant('Inga');
  assert.match(read((await browser.get(`${path}/vem-har-last`)).text), /Ingen har öppnat ärendet än/);
  await asOfficer(async (tx) => {
    const { unitId } = await fileOf(tx, caseId);
    for (let page = 0; page < 3; page++) tx.audit({ event: 'cases.read', dossierId: caseId, unitId, detail: { ground: 'advice' } });
  });
  const log = await browser.get(`${path}/vem-har-last`);
  assert.match(read(log.text), /Färdtjänstenheten Handläggare Gav råd till handläggaren/);
  assert.equal(log.text.split('Gav råd till handläggaren').length - 1, 1, 'ten pages of a case are one reading');
  assert.doesNotMatch(log.text, new RegExp(`Åsa|Öberg|${officer.id}`));
});

test('a proxy sees and does what it is for, both see who did it; for another service, or ended, nothing', async () => {
  const { person, caseId, path, browser } = await applicant('Elsa');
  const agent = await meet(house, town, 'Gunnar', 'Ombud', '189310019801');
  const proxyFor = (services: string[]) => house.db.system(town.id, 'test', (tx) => registerProxy(tx, {
    personId: person, agentId: agent, ground: 'powerOfAttorney', services, fromDay: '2026-01-01', untilDay: null, evidence: 'Fullmakt', registeredBy: officer.id }));
  const right = await acting(person, agent, await proxyFor(['transportService']));
  const wrong = await acting(person, agent, await proxyFor(['monthlySupport']));
  assert.equal((await wrong.get(path)).status, 403);
  assert.doesNotMatch((await wrong.get('/mina-sidor')).text, new RegExp(caseId));
  const page = await right.post(`${path}/meddelanden`, { text: 'Jag skriver åt Elsa.' }, { follow: true });
  assert.equal(page.status, 200);
  assert.match(read(page.text), /Du gör det här för Elsa/);
  assert.match(read((await browser.get(path)).text), /Ett meddelande skickades till oss\. .*Gunnar Ombud, ombud med fullmakt/);
  assert.match(read((await browser.get(`${path}/meddelanden`)).text), /Gunnar Ombud, ombud med fullmakt .*Jag skriver åt Elsa/);
  await house.asOwner('update identity.proxy set ended_at = now() where person_id = $1', [person]);
  assert.equal((await right.get(path)).status, 403);
});

async function acting(person: Uuid, agent: Uuid, proxy: Uuid): Promise<Client> {
  const browser = server.browser(town);
  const token = await house.db.system(town.id, 'test', (tx) => startSession(tx, {
    realm: 'resident', personId: agent, level: 3, provenAt: tx.now, display: { name: 'Gunnar Ombud', actingFor: 'Elsa Ärlig' }, provider: { issuer: 'test', subject: agent },
  }));
  await house.asOwner(`update identity.session set acting_for = $1, proxy_id = $2, ground = 'powerOfAttorney' where person_id = $3 and acting_for is null`, [person, proxy, agent]);
  browser.setCookie(cookieNames.resident, token);
  return browser;
}

test('a guardian loses sight of a child\'s case the moment the child is protected', async () => {
  const { person, path } = await applicant('Lilly');
  const guardian = await meet(house, town, 'Per', 'Vårdnad', '189311019801');
  const proxy = await house.db.system(town.id, 'test', (tx) => registerProxy(tx, { personId: person, agentId: guardian, ground: 'guardian', services: [],
    fromDay: '2026-01-01', untilDay: null, evidence: 'test', registeredBy: null }));
  const browser = await acting(person, guardian, proxy);
  await house.asOwner('update identity.session set ground = \'guardian\' where person_id = $1', [guardian]);
  assert.equal((await browser.get(path)).status, 200);
  await house.asOwner('update identity.person set protected = true where id = $1', [person]);
  assert.equal((await browser.get(path)).status, 403);
});

test('too low a level leads to a step up, not to the case', async () => {
  const { person, path } = await applicant('Lova');
  const browser = server.browser(town);
  const token = await house.db.system(town.id, 'test', (tx) => startSession(tx, { realm: 'resident', personId: person, level: 2, provenAt: tx.now,
    display: { name: 'Lova' }, provider: { issuer: 'test', subject: person } }));
  browser.setCookie(cookieNames.resident, token);
  const refused = await browser.get(path);
  assert.deepEqual([refused.status, refused.location?.pathname, refused.location?.searchParams.get('niva')], [303, '/logga-in', '3']);
  assert.doesNotMatch((await browser.get('/mina-sidor')).text, /Vi har fått din ansökan/);
});

test('the e-mail about it says nothing of the person or the matter, and the copy is ready before anyone asks', async () => {
  const { person, caseId } = await applicant('Siri');
  await saveContact(house, town.id, person, { email: 'siri@exempel.se' });
  const event = { id: uuidv7(house.clock.now()), tenant: town.id, event: 'cases.submitted', ids: { case: caseId, person }, at: house.clock.now() };
  for (let delivered = 0; delivered < 2; delivered++) await residentEvents['cases.submitted']!(house, event);
  const rows = await house.asOwner<{ id: Uuid }>('select id from messages.dispatch where case_id = $1', [caseId]);
  assert.equal(rows.length, 1);
  await send(house, town.id, rows[0]!.id);
  const folder = join(house.settings.varDirectory, 'mail');
  const letter = readFileSync(join(folder, readdirSync(folder)[0]!), 'utf8').replaceAll(/=\r?\n/g, '').replace(/^(To|From|Message-ID|Date): .*$/gm, '');
  assert.match(letter, /Exempelkommun/);
  assert.doesNotMatch(letter, new RegExp(`siri|rlig|f.rdtj|TN 2026|${caseId}|${person}|1892`, 'i'));
  const copies = await house.asOwner('select 1 from platform.document where dossier_id = $1 and media_type = \'application/pdf\'', [caseId]);
  assert.equal(copies.length, 1);
});
