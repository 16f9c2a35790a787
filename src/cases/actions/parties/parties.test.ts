import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import type { Answers } from '../../../forms/index.ts';
import { identity, populationRegister, type RegisterEntry } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, fill, textOfPdf, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases, findCase, issueCode } from '../../index.ts';
import { endWaits, remindOthers } from './remind-others.ts';
import { newCode } from '../../model/parties/access-code.ts';
import { othersOf } from '../../store/parties/other-parties.ts';
import { apply, extensionAnswers, hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../testing.ts';

const entry = (personalIdentityNumber: string, givenName: string, more: Partial<RegisterEntry> = {}): RegisterEntry => ({
  personalIdentityNumber, givenName, familyName: 'Prov', birthDate: `${personalIdentityNumber.slice(0, 4)}-${personalIdentityNumber.slice(4, 6)}-${personalIdentityNumber.slice(6, 8)}`,
  protection: 'none', address: { street: 'Grannvägen 2', postcode: '999 01', city: 'Exempelstad' }, municipality: '9999', guardians: [], ...more,
});
const people = new Map([entry('189001019802', 'Kim'), entry('189002029809', 'Grete')].map((one) => [one.personalIdentityNumber, one]));
const register = { simulated: true, find: async (number: string) => people.get(number), childrenOf: async () => [] };

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], fills: [fill(populationRegister, async () => register)] });
const server = await serve(house);
let town: Town;
let officer: Client;
let builder: Uuid;
before(async () => {
  town = await makeTown(house, ['bygglov']);
  officer = await signedInStaff(house, server, town, await hire(house, town, 'Bo Bygg', { authority: 'byggnadsnamnden', roles: ['officer'] }));
  builder = await meet(house, town, 'Kim', 'Prov', '189001019802');
});
after(closePdf);

const at = (caseId: Uuid, rest = '') => `/handlaggning/arenden/${caseId}${rest}`;

/** A case that Bo has taken. */
async function begun(answers: Answers = extensionAnswers): Promise<Uuid> {
  const { caseId } = await apply(house, town, builder, answers, 'buildingPermit');
  assert.equal((await officer.post(at(caseId, '/ta'), { bias: 'no' })).status, 303);
  return caseId;
}

/** What is handled after commit. */
const happened = (event: string, ids: Record<string, Uuid>) => cases.events![event]!(house, { id: ids['case']!, tenant: town.id, event, ids, at: house.clock.now() });
const others = (caseId: Uuid) => house.db.system(town.id, 'test', (tx) => othersOf(tx, caseId));
const file = (caseId: Uuid) => house.db.system(town.id, 'test', async (tx) => (await findCase(tx, caseId))!);

/** Adds a neighbour by hand and asks them. @returns their id */
async function neighbour(caseId: Uuid, fields: Record<string, string>, ask: Record<string, string> = {}): Promise<Uuid> {
  const added = await officer.post(at(caseId, '/parter/ny'), { kind: 'neighbours', ...fields });
  assert.equal(added.status, 303, added.text);
  const id = added.location!.pathname.split('/').at(-1) as Uuid;
  const asked = await officer.post(at(caseId, `/parter/${id}/fraga`), { text: '', due: '2026-12-11', ...ask });
  assert.equal(asked.status, 303, asked.text);
  return id;
}

/** The code in the letter that staff print. */
async function codeIn(caseId: Uuid, id: Uuid): Promise<string> {
  const other = (await others(caseId)).find((one) => one.id === id)!;
  const letter = textOfPdf((await officer.get(at(caseId, `/dokument/${other.documentId}`))).bytes);
  return /([2-9A-HJ-NP-Z]{3}-){5}[2-9A-HJ-NP-Z]{3}/.exec(letter)![0];
}

const byLetter = { name: 'Nils Granne', street: 'Bortre vägen 3', postcode: '999 02', city: 'Exempelstad' };

describe('a neighbour without e-ID', () => {
  test('gets a letter with a code, and a form to answer on paper', async () => {
    const caseId = await begun();
    const id = await neighbour(caseId, byLetter, { text: 'Huset hamnar två meter från gränsen.' });
    const other = (await others(caseId)).find((one) => one.id === id)!;
    const letter = textOfPdf((await officer.get(at(caseId, `/dokument/${other.documentId}`))).bytes);
    for (const words of ['Nils Granne', 'Bortre vägen 3', 'Huset hamnar två meter från gränsen.', '11 december 2026', 'förenklad delgivning', 'Svara på papper']) assert.ok(letter.includes(words), words);
    assert.equal((await file(caseId)).waitingFor, 'others');
  });

  test('reads with the code only the pages that the service lets neighbours read, and nothing else of the case', async () => {
    const caseId = await begun();
    const id = await neighbour(caseId, byLetter);
    const browser = server.browser(town);
    const opened = await browser.post('/svar', { kod: (await codeIn(caseId, id)).toLowerCase() }, { follow: true });
    assert.equal(opened.status, 200);
    assert.ok(opened.text.includes('Ett rum mot trädgården.'));
    assert.ok(opened.text.includes('Eken 3'));
    for (const hidden of ['0701740605', '070-174', 'Kim Prov']) assert.ok(!opened.text.includes(hidden), hidden);
    for (const path of [`/mina-sidor/arenden/${caseId}`, `/mina-sidor/delaktig/${id}`]) assert.equal((await browser.get(path)).status, 303, path);
  });

  test('answers with the code, the officer sees it, the applicant does not, and the case goes on', async () => {
    const caseId = await begun();
    const id = await neighbour(caseId, byLetter);
    const browser = server.browser(town);
    await browser.post('/svar', { kod: await codeIn(caseId, id) });
    assert.equal((await browser.post('/svar/oppet/svar', { svar: 'comment', text: '', namn: '' })).status, 422);
    const sent = await browser.multipart('/svar/oppet/svar', { svar: 'comment', text: 'Det skuggar min uteplats.', namn: 'Nils Granne' },
      [{ field: 'fil', name: 'skugga.png', mediaType: 'image/png', bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') }], { follow: true });
    assert.equal(sent.status, 200, sent.text);
    assert.ok(sent.text.includes('vi har fått ditt svar'));
    await happened('cases.otherAnswered', { case: caseId, other: id });
    const parties = (await officer.get(at(caseId, '/parter'))).text;
    assert.ok(parties.includes('Det skuggar min uteplats.') && parties.includes('skugga.png'));
    const applicant = await signedInResident(house, server, town, builder);
    const mine = (await applicant.get(`/mina-sidor/arenden/${caseId}`)).text;
    assert.ok(mine.includes('Vi frågade någon annan som berörs.'));
    assert.ok(!mine.includes('uteplats') && !mine.includes('Nils') && !mine.includes('skugga.png'));
    assert.equal((await file(caseId)).waitingFor, null);
    const again = await browser.post('/svar/oppet/svar', { svar: 'nothing', namn: 'Nils' });
    assert.equal(again.status, 409);
    assert.ok(again.text.includes('hade redan kommit in'));
  });

  test('who answers late is still received, and it shows', async () => {
    const caseId = await begun();
    const id = await neighbour(caseId, byLetter, { due: '2026-11-21' });
    const code = await codeIn(caseId, id);
    house.clock.set(new Date('2026-11-24T09:00:00Z'));
    try {
      await house.db.system(town.id, 'test', endWaits);
      assert.equal((await file(caseId)).waitingFor, null);
      const browser = server.browser(town);
      const opened = await browser.post('/svar', { kod: code }, { follow: true });
      assert.ok(opened.text.includes('Tiden att svara gick ut'));
      const sent = await browser.post('/svar/oppet/svar', { svar: 'nothing', namn: 'Nils Granne' }, { follow: true });
      assert.ok(sent.text.includes('Svaret kom efter sista dagen'));
    } finally { house.clock.set(new Date('2026-11-20T09:00:00Z')); }
  });

  test('an answer on paper is registered by staff with its day and scan', async () => {
    const caseId = await begun();
    const id = await neighbour(caseId, byLetter);
    const path = at(caseId, `/parter/${id}/svar`);
    assert.equal((await officer.post(path, { svar: 'comment', signedBy: '', day: '2026-11-20' })).status, 422);
    assert.equal((await officer.post(path, { svar: 'comment', svarstext: 'Nej tack.', signedBy: 'Nils Granne', day: '2026-11-19' })).status, 303);
    const [row] = await house.asOwner<{ title: string; day: string; direction: string }>(
      'select title, day::text, direction from cases.record where case_id = $1 order by number desc limit 1', [caseId]);
    assert.deepEqual(row, { title: 'Yttrande, granne', day: '2026-11-19', direction: 'in' });
    assert.ok((await officer.get(at(caseId, '/parter'))).text.includes('Nej tack.'));
  });

  test('a question taken back is gone for the neighbour, and the code with it', async () => {
    const caseId = await begun();
    const id = await neighbour(caseId, byLetter);
    const code = await codeIn(caseId, id);
    const browser = server.browser(town);
    await browser.post('/svar', { kod: code });
    assert.equal((await officer.post(at(caseId, `/parter/${id}/ta-tillbaka`), {})).status, 303);
    assert.equal((await browser.get('/svar/oppet')).location?.pathname, '/svar');
    assert.equal((await browser.post('/svar', { kod: code })).status, 422);
    assert.equal((await file(caseId)).waitingFor, null);
  });
});

describe('somebody who can sign in', () => {
  test('finds the question on My pages, sees only their part, and reads nothing by the case\'s own address', async () => {
    const caseId = await begun();
    const id = await neighbour(caseId, { number: '18900202-9809' });
    const other = (await others(caseId)).find((one) => one.id === id)!;
    const grete = await signedInResident(house, server, town, other.personId!);
    assert.ok((await grete.get('/svar')).status === 200);
    const mine = await grete.get(`/mina-sidor/delaktig/${id}`);
    assert.equal(mine.status, 200);
    assert.ok(mine.text.includes('Eken 3') && !mine.text.includes('0701740605'));
    for (const rest of ['', '/skickat', '/meddelanden', '/kvitto', '/vem-har-last']) assert.equal((await grete.get(`/mina-sidor/arenden/${caseId}${rest}`)).status, 404, rest);
    const stranger = await signedInResident(house, server, town, builder);
    assert.equal((await stranger.get(`/mina-sidor/delaktig/${id}`)).status, 404);
    assert.equal((await grete.post(`/mina-sidor/delaktig/${id}/svar`, { svar: 'nothing' }, { follow: true })).status, 200);
    assert.equal((await others(caseId)).find((one) => one.id === id)!.answeredHow, 'myPages');
  });

  test('their name and address come from the population register', async () => {
    const caseId = await begun();
    const id = await neighbour(caseId, { number: '18900202-9809' });
    const text = (await officer.get(at(caseId, `/parter/${id}`))).text;
    assert.ok(text.includes('Grete Prov') && text.includes('Grannvägen 2'));
  });
});

describe('somebody who only has an e-mail address', () => {
  test('gets a neutral letter with a link that opens after a press, and nothing by being looked at', async () => {
    const caseId = await begun();
    const id = await neighbour(caseId, { name: 'Mia Mejl', email: 'mia@exempel.se' });
    await happened('cases.otherAsked', { case: caseId, other: id });
    const folder = join(house.settings.varDirectory, 'mail');
    const mail = (await readFile(join(folder, (await readdir(folder)).find((name) => name.startsWith(id))!), 'utf8')).replaceAll('=\r\n', '');
    for (const hidden of ['Eken', 'Kim', 'bygga', 'Mia Mejl']) assert.ok(!mail.includes(hidden), hidden);
    const link = /\/svar\/[\w-]{22}/.exec(mail)![0];
    const browser = server.browser(town);
    assert.equal((await browser.get(link)).status, 200);
    assert.equal((await browser.get('/svar/oppet')).status, 303);
    const opened = await browser.post(link, {}, { follow: true });
    assert.ok(opened.text.includes('Eken 3'));
  });
});

describe('codes', () => {
  beforeEach(() => house.asOwner('delete from cases.code_attempt where tenant_id = $1', [town.id]));

  test('ten wrong ones from an address in an hour and it has to wait, also with the right one', async () => {
    const caseId = await begun();
    const { code } = await house.db.system(town.id, 'test', async (tx) => issueCode(tx, (await findCase(tx, caseId))!, { purpose: 'follow' }));
    const browser = server.browser(town);
    const wrong = Array.from({ length: 10 }, () => newCode());
    for (const one of wrong) assert.equal((await browser.post('/svar', { kod: one })).status, 422);
    assert.equal((await browser.post('/svar', { kod: code })).status, 429);
    house.clock.forward(2 * 3_600_000);
    assert.equal((await browser.post('/svar', { kod: code })).status, 303);
    house.clock.set(new Date('2026-11-20T09:00:00Z'));
  });

  test('a slip of the finger is told at once and counts as no attempt', async () => {
    const browser = server.browser(town);
    for (let n = 0; n < 12; n++) assert.equal((await browser.post('/svar', { kod: 'K7M-P2X' })).status, 422);
    const [row] = await house.asOwner<{ count: string }>('select count(*) from cases.code_attempt where tenant_id = $1', [town.id]);
    assert.equal(Number(row!.count), 0);
  });

  test('a case without a known party is followed by its code: how it stands, and nothing of what it says', async () => {
    const caseId = await begun();
    const { code } = await house.db.system(town.id, 'test', async (tx) => issueCode(tx, (await findCase(tx, caseId))!, { purpose: 'follow' }));
    const browser = server.browser(town);
    const seen = await browser.post('/svar', { kod: code }, { follow: true });
    assert.ok(seen.text.includes('En handläggare arbetar med det.'));
    for (const hidden of ['Eken', 'Kim', 'Mina sidor', '0701740605']) assert.ok(!new RegExp(`<main[\\s\\S]*${hidden}[\\s\\S]*</main>`).test(seen.text), hidden);
    assert.equal((await browser.post('/svar/oppet/svar', { svar: 'nothing', namn: 'X' })).status, 404);
    await browser.post('/svar/stang', {});
    assert.equal((await browser.get('/svar/oppet')).location?.pathname, '/svar');
  });

  test('a new code ends the one given before, and one that has ended opens nothing', async () => {
    const caseId = await begun();
    const issue = (days?: number) => house.db.system(town.id, 'test', async (tx) => issueCode(tx, (await findCase(tx, caseId))!, { purpose: 'follow', ...(days && { days }) }));
    const [first, second] = [await issue(), await issue(3)];
    const browser = server.browser(town);
    assert.equal((await browser.post('/svar', { kod: first.code })).status, 422);
    assert.equal((await browser.post('/svar', { kod: second.code })).status, 303);
    house.clock.forward(4 * 86_400_000);
    assert.equal((await browser.get('/svar/oppet')).location?.pathname, '/svar');
    assert.equal((await browser.post('/svar', { kod: second.code })).status, 422);
    house.clock.set(new Date('2026-11-20T09:00:00Z'));
  });

  test('neither the code nor the link stands anywhere in the database', async () => {
    const caseId = await begun();
    const { code, link, id } = await house.db.system(town.id, 'test', async (tx) => issueCode(tx, (await findCase(tx, caseId))!, { purpose: 'follow' }));
    const [row] = await house.asOwner<{ row: string }>('select row_to_json(c)::text as row from cases.access_code c where id = $1', [id]);
    for (const secret of [code, code.replaceAll('-', ''), link.slice(6)]) assert.ok(!row!.row.includes(secret) && !row!.row.includes(Buffer.from(secret).toString('hex')));
  });
});

describe('reminders', () => {
  test('who has not answered is reminded once, a week before the time ends', async () => {
    const caseId = await begun();
    const id = await neighbour(caseId, { number: '18900202-9809' });
    const reminded = () => house.asOwner('select 1 from cases.entry where case_id = $1 and kind = $2', [caseId, 'otherReminded']);
    house.clock.set(new Date('2026-12-03T09:00:00Z'));
    await house.db.system(town.id, 'test', remindOthers);
    assert.equal((await reminded()).length, 0);
    house.clock.set(new Date('2026-12-04T09:00:00Z'));
    for (let n = 0; n < 2; n++) await house.db.system(town.id, 'test', remindOthers);
    assert.equal((await reminded()).length, 1);
    assert.notEqual((await others(caseId)).find((one) => one.id === id)!.remindedAt, null);
    house.clock.set(new Date('2026-11-20T09:00:00Z'));
  });
});

describe('those whom the applicant names', () => {
  const row = (id: string, givenName: string, more: Answers = {}) => ({ id, answers: {
    ownerIs: 'person', ownerPerson: { givenName, familyName: 'Ägare' }, ownerAddress: { street: 'Vägen 4', postalCode: '999 03', city: 'Exempelstad' }, ...more,
  } });
  const shared: Answers = { ...extensionAnswers, owns: 'shared', owners: [row('o1', 'Mejla', { ownerEmail: 'mejla@exempel.se' }), row('o2', 'Brita')] };

  test('are asked at once when that needs no paper, and wait for staff to send the letter otherwise; the same event twice asks once', async () => {
    const caseId = await begun(shared);
    for (let n = 0; n < 2; n++) await happened('cases.submitted', { case: caseId, person: builder });
    const named = await others(caseId);
    assert.deepEqual(named.map(({ kind, addedBy, invitedAt }) => [kind, addedBy, invitedAt !== null].join()).sort(), ['owners,applicant,false', 'owners,applicant,true']);
    const parties = (await officer.get(at(caseId, '/parter'))).text;
    assert.ok(parties.includes('Mejla Ägare') && parties.includes('Brita Ägare') && parties.includes('Ska skickas'));
    assert.equal((await file(caseId)).waitingFor, null, 'nobody waits for who is only told');
  });
});
