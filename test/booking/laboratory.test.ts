import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, test } from 'node:test';
import { hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { cookieNames, startSession } from '../../src/identity/session.ts';
import { setLaboratory, signMessage } from '../../src/exchange/index.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { administrator } from '../../src/portal/testing.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse, type Client } from '../support/index.ts';
import { bookTime, fillSymptoms, openDay, type Opened } from './steps.ts';

const house = await testHouse({ rooms, now: new Date('2026-11-23T07:00:00Z') });
const server = await serve(house);
const desk = '/handlaggning/tider';
const secret = randomBytes(32).toString('base64');
const today = '2026-11-23';
let town: Town;
let neighbour: Town;
let tilda: Uuid;
let person: Client;
let nurse: Client;
let times: Opened;

before(async () => {
  town = await makeTown(house, ['provtagning'], undefined, 'region-exempel');
  neighbour = await makeTown(house, ['provtagning'], undefined, 'region-exempel');
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  person = await signedInResident(house, server, town, tilda);
  nurse = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer'] }));
  times = await openDay(house, town, { service: 'covidTest', kinds: ['test'], day: today, opens: '10:00', closes: '11:00', minutes: 10, seats: 4 });
  await letIn(town, 'labbet', secret);
});

async function letIn(at: Town, name: string, key: string): Promise<void> {
  await house.db.system(at.id, 'test', (tx) => setLaboratory(tx, { name, title: 'Provlabbet', authorityId: at.authority('halso-och-sjukvardsnamnden') }, key));
}

interface Line { sample: string; taken?: string; status?: string; code?: string; analysed?: string; name?: string }

/** Posts answers as the laboratory does. */
function post(id: string, answers: readonly Line[], more: { name?: string; key?: string; at?: Town; tampered?: boolean } = {}) {
  const body = Buffer.from(JSON.stringify({ answers: answers.map((one) => ({ taken: today, ...one })) }));
  const headers = { ...signMessage(id, house.clock.now(), body, more.key ?? secret) };
  return server.browser(more.at ?? town).json(`/api/provsvar/${more.name ?? 'labbet'}`, more.tampered ? Buffer.concat([body, Buffer.from(' ')]) : body, headers);
}

/** Tilda books, comes and leaves a sample with a number. @returns the booking */
async function sampled(slot: number, number: string): Promise<string> {
  const receipt = await bookTime(person, 'covidprov', times.slots[slot]!, 'test', fillSymptoms);
  const id = /\/tider\/([0-9a-f-]{36})/.exec(receipt)![1]!;
  await nurse.post(`${desk}/bokning/${id}/ankomst`, {});
  await nurse.post(`${desk}/bokning/${id}/prov`, { provnummer: number });
  return id;
}

const result = async (booking: string) => (await person.get(`/mina-sidor/tider/${booking}/resultat`)).text;
const outcomes = (booking: string) => house.asOwner<{ current: boolean }>('select replaced_at is null as current from booking.outcome where booking_id = $1 order by replaced_at nulls last', [booking]);
const faultsIn = (text: string) => (JSON.parse(text) as { lines: { line: number; sample: string; fault: string }[] }).lines.map(({ line, sample, fault }) => [line, sample, fault]);

let first: string;

test('an answer that is signed by the laboratory is read by the person, and the same message again changes nothing', async () => {
  first = await sampled(0, 'S 1001-7');
  const waits = /Provet är taget, och vi väntar på svaret\. Svaret kommer oftast inom två dygn\./;
  const mine = (await person.get('/mina-sidor')).text;
  assert.match(mine.slice(mine.indexOf('>På gång<')), waits);
  assert.match((await person.get('/mina-sidor/tider')).text, waits);
  assert.match((await person.get(`/mina-sidor/tider/${first}`)).text, waits);
  const taken = await post('m1', [{ sample: 'S1001-7', code: 'neg', analysed: '2026-11-23T07:30:00+01:00' }]);
  assert.equal(taken.status, 200, taken.text);
  assert.equal(taken.text, '{"taken":1,"repeated":false}');
  assert.match((await person.get('/mina-sidor')).text, /Det finns något att läsa om Prov för covid-19.*Visa provsvar/s);
  assert.match(await result(first), /Viruset finns inte i provet/);
  assert.equal((await post('m1', [{ sample: 'S1001-7', code: 'neg', analysed: '2026-11-23T07:30:00+01:00' }])).text, '{"taken":0,"repeated":true}');
  assert.equal((await outcomes(first)).length, 1);
  assert.match((await nurse.get(`${desk}/provsvar`)).text, /labbet/, 'staff see what came and from whom');
});

test('whoever has signed in less surely is told on My pages that there is something to read, not what, and how to come to it', async () => {
  const weak = server.browser(town);
  weak.setCookie(cookieNames.resident, await house.db.system(town.id, 'test', (tx) =>
    startSession(tx, { realm: 'resident', personId: tilda, level: 2, provenAt: tx.now, display: { name: 'Prov' }, provider: { issuer: 'test', subject: tilda } })));
  const mine = (await weak.get('/mina-sidor')).text;
  assert.match(mine, /Det finns något att läsa.*säkrare sätt.*Ring oss.*href="\/logga-in\?till=%2Fmina-sidor&amp;niva=3"/s);
  assert.doesNotMatch(mine, /Prov för covid|Provsvar/i);
  assert.doesNotMatch((await person.get('/mina-sidor')).text, /säkrare sätt/);
});

test('who is not let in, has another secret, changes the bytes or sends what is old, is refused and told which', async () => {
  const answer = [{ sample: 'S1001-7', status: 'withdrawn' }];
  assert.match((await post('m2', answer, { name: 'nagonannan' })).text, /unknownLaboratory/);
  assert.match((await post('m2', answer, { key: randomBytes(32).toString('base64') })).text, /wrong/);
  assert.match((await post('m2', answer, { tampered: true })).text, /wrong/);
  const body = Buffer.from('{"answers":[]}');
  assert.match((await server.browser(town).json('/api/provsvar/labbet', body, { ...signMessage('m2', new Date(house.clock.now().getTime() - 301_000), body, secret) })).text, /old/);
  assert.equal((await server.browser(town).json('/api/provsvar/labbet', body, {})).status, 401);
  assert.match(await result(first), /Viruset finns inte i provet/);
});

test('what does not follow the schema is told where, and a name has no place in it', async () => {
  for (const [line, where] of [[{ sample: 'S1001-7' }, /answers\[0\]\.code/], [{ sample: 'S1001-7', code: 'NEG', taken: 'nyss' }, /answers\[0\]\.taken/], [{ sample: 'S1001-7', code: 'NEG', name: 'Tilda' }, /name/]] as const) {
    const refused = await post('m3', [line]);
    assert.equal(refused.status, 400, refused.text);
    assert.match(refused.text, where);
  }
});

test('all or nothing: every line that is wrong is told with what can be mended, and nothing of the rest is used', async () => {
  const second = await sampled(1, 'S2002');
  const refused = await post('m4', [
    { sample: 'S2002', code: 'POS' }, { sample: 'S9999', code: 'NEG' }, { sample: 'S1001-7', code: 'POS' }, { sample: 'S2002', code: 'NEG' },
    { sample: 's-2002', code: 'NEG', taken: '2026-11-22' }, { sample: 'S1001-7', status: 'corrected', code: 'KANSKE' },
  ]);
  assert.equal(refused.status, 422, refused.text);
  assert.deepEqual(faultsIn(refused.text).slice(0, 4), [[2, 'S9999', 'unknownSample'], [3, 'S1001-7', 'answered'], [4, 'S2002', 'twice'], [5, 's-2002', 'twice']]);
  assert.deepEqual(faultsIn((await post('m4', [{ sample: 'S2002', code: 'NEG', taken: '2026-11-22' }])).text), [[1, 'S2002', 'otherDay']]);
  assert.deepEqual(faultsIn((await post('m4', [{ sample: 'S2002', code: 'KANSKE' }])).text), [[1, 'S2002', 'unknownCode']]);
  assert.deepEqual(faultsIn((await post('m4', [{ sample: 'S2002', status: 'corrected', code: 'POS' }])).text), [[1, 'S2002', 'notAnswered']]);
  assert.deepEqual(faultsIn((await post('m4', [{ sample: 'S2002', code: 'POS', analysed: '2026-11-21T07:30:00+01:00' }])).text), [[1, 'S2002', 'wrongTime']]);
  assert.equal((await outcomes(second)).length, 0);
  const mended = await post('m4', [{ sample: 'S2002', code: 'POS' }]);
  assert.equal(mended.status, 200, 'a refused message is sent again, mended, with the same id');
  assert.match(await result(second), /Viruset finns i provet/);
  assert.equal((await post('m4', [{ sample: 'S2002', status: 'corrected', code: 'NEG' }])).status, 409, 'an id is used for one message');
  assert.match(await result(second), /Viruset finns i provet/);
});

test('a correction takes the place of the earlier answer, which stays, and the person is told that it was corrected', async () => {
  assert.equal((await post('m5', [{ sample: 'S1001-7', status: 'corrected', code: 'POS' }])).status, 200);
  assert.match(await result(first), /rättats.*Viruset finns i provet/s);
  assert.deepEqual((await outcomes(first)).map(({ current }) => current), [false, true]);
});

test('an answer that is withdrawn is not shown as one, its sample waits again, and a new answer may come', async () => {
  assert.equal((await post('m6', [{ sample: 'S1001-7', status: 'withdrawn' }])).status, 200);
  const read = await result(first);
  assert.match(read, /tagits tillbaka/);
  assert.doesNotMatch(read, /Viruset finns/);
  assert.equal((await person.get(`/mina-sidor/tider/${first}/intyg.pdf`)).status, 404, 'no certificate of what does not hold');
  assert.deepEqual((await outcomes(first)).map(({ current }) => current), [false, false]);
  assert.match((await nurse.get(`${desk}/provsvar`)).text, new RegExp(first));
  assert.equal((await post('m7', [{ sample: 'S1001-7', code: 'NEG' }])).status, 200);
  assert.match(await result(first), /Viruset finns inte i provet/);
  const told = await house.asOwner<{ confidentiality: number }>('select confidentiality from messages.dispatch where tenant_id = $1 and person_id = $2 and key like \'booking/outcome/%\'', [town.id, tilda]);
  assert.equal(told.length, 5, 'four for the first sample, one for the second');
  assert.ok(told.every(({ confidentiality }) => confidentiality === 3), 'neutral: of the highest class');
});

test('another laboratory, and a laboratory of another organisation, know nothing of the sample', async () => {
  const key = randomBytes(32).toString('base64');
  await letIn(town, 'andra', key);
  assert.deepEqual(faultsIn((await post('a1', [{ sample: 'S1001-7', status: 'withdrawn' }], { name: 'andra', key })).text), [[1, 'S1001-7', 'unknownSample']]);
  await letIn(neighbour, 'labbet', key);
  assert.deepEqual(faultsIn((await post('n1', [{ sample: 'S1001-7', code: 'POS' }], { key, at: neighbour })).text), [[1, 'S1001-7', 'unknownSample']]);
  assert.equal((await post('n2', [{ sample: 'S1001-7', code: 'POS' }], { at: neighbour })).status, 401, 'the secret of one organisation opens nothing in another');
  assert.match(await result(first), /Viruset finns inte i provet/);
});

test('what staff have corrected since is not written over by the laboratory', async () => {
  assert.equal((await nurse.post(`${desk}/bokning/${first}/resultat`, { datum: today, 'falt.result': 'unclear' })).status, 303);
  assert.deepEqual(faultsIn((await post('m8', [{ sample: 'S1001-7', status: 'corrected', code: 'POS' }])).text), [[1, 'S1001-7', 'superseded']]);
  assert.match(await result(first), /gick inte att bedöma/);
});

test('an administrator of the whole organisation lets a laboratory in, is shown its secret once, and shuts it out', async () => {
  const base = '/handlaggning/administration/laboratorier';
  const admin = await administrator(house, server, town);
  assert.equal((await nurse.get(base)).status, 403);
  assert.match((await admin.post(`${base}/nytt`, { title: '', name: 'Provlabbet AB', authorityId: '' })).text, /Skriv vad laboratoriet heter.*Skriv ett kort namn.*Välj vems prov/s);
  const shown = await admin.post(`${base}/nytt`, { title: 'Tredje labbet', name: 'tredje', authorityId: town.authority('halso-och-sjukvardsnamnden') });
  let key = /<code>([A-Za-z0-9+/=]{44})<\/code>/.exec(shown.text)![1]!;
  assert.equal((await post('t1', [{ sample: 'S9999', code: 'NEG' }], { name: 'tredje', key })).status, 422);
  assert.doesNotMatch((await admin.get(base)).text, new RegExp(key.slice(0, 20)));
  let kept: string | null = null;
  const keyOf = async () => (await house.asOwner<{ id: string; n: number }>(`select l.key_id as id, (select count(*)::int from platform.dossier_key k where k.tenant_id = l.tenant_id and k.id = $2) as n
    from exchange.laboratory l where l.tenant_id = $1 and l.name = 'tredje'`, [town.id, kept]))[0]!;
  kept = (await keyOf()).id;
  const answersFor = (authority: string) => house.asOwner("update exchange.laboratory set authority_id = $2 where tenant_id = $1 and name = 'tredje'", [town.id, authority]);
  await answersFor(kept);
  const moved = await admin.post(`${base}/nytt`, { title: 'Tredje labbet', name: 'tredje', authorityId: town.authority('halso-och-sjukvardsnamnden') });
  assert.equal(moved.status, 422);
  assert.match(moved.text, /svarar på en annan nämnds prov/);
  await answersFor(town.authority('halso-och-sjukvardsnamnden'));
  assert.deepEqual(await keyOf(), { id: kept, n: 1 }, 'nothing was changed');
  const again = await admin.post(`${base}/nytt`, { title: 'Tredje labbet', name: 'tredje', authorityId: town.authority('halso-och-sjukvardsnamnden') });
  assert.equal((await post('t3', [{ sample: 'S9999', code: 'NEG' }], { name: 'tredje', key })).status, 401, 'the old secret has ended');
  key = /<code>([A-Za-z0-9+/=]{44})<\/code>/.exec(again.text)![1]!;
  assert.equal((await post('t4', [{ sample: 'S9999', code: 'NEG' }], { name: 'tredje', key })).status, 422);
  assert.equal((await keyOf()).n, 0, 'and its key is gone');
  assert.equal((await admin.post(`${base}/slut`, { name: 'tredje' })).status, 303);
  assert.equal((await post('t2', [{ sample: 'S9999', code: 'NEG' }], { name: 'tredje', key })).status, 401);
});

test('what was sent stands in the log with the laboratory, and neither the number of a sample nor an answer does', async () => {
  const log = await house.asOwner<{ event: string; detail: unknown }>('select event, detail from platform.audit_entry where tenant_id = $1 and event in (\'booking.answersRead\', \'exchange.answersRefused\')', [town.id]);
  assert.ok(log.some(({ event }) => event === 'booking.answersRead') && log.some(({ event }) => event === 'exchange.answersRefused'));
  assert.ok(log.every(({ detail }) => /labbet|andra|tredje/.test(JSON.stringify(detail))));
  assert.doesNotMatch(JSON.stringify(log), /S1001|S2002|POS|NEG/);
});
