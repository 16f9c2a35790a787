import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { cases } from '../../src/cases/index.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town } from '../../src/cases/testing.ts';
import type { Answers } from '../../src/forms/index.ts';
import { identity } from '../../src/identity/index.ts';
import { messages } from '../../src/messages/index.ts';
import { organisation } from '../../src/organisation/index.ts';
import { makePng } from '../../src/platform/files/fixtures.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { services } from '../../src/services/index.ts';
import { serve, testHouse, type Client } from '../support/index.ts';
import { fillIn, sendIn } from './fill-in.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let officer: Client;
before(async () => {
  town = await makeTown(house, ['felanmalan']);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  officer = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: streets(), roles: ['officer'] }));
});
const streets = () => 'gata-park';

const answers: Answers = {
  kind: 'lighting', danger: false, place: { description: 'Storgatan 4' }, description: 'Lampan är trasig.', affects: false, wantsAnswer: false,
};
const open = async () => {
  const { caseId } = await apply(house, town, tilda, answers, 'faultReport');
  const taken = await officer.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
  assert.equal(taken.status, 303, taken.text.slice(0, 200));
  return caseId;
};

test('a case that is handled has no page of decision, and no inquiry when its service has none', async () => {
  const page = await officer.get(`/handlaggning/arenden/${await open()}`);
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.text, />Beslut<|>Utredning<|Kommunicera underlaget/);
  assert.match(page.text, /Svara och avsluta/);
});

test('the officer says how it ended and answers; the person reads it in the case, and the case is closed and registered', async () => {
  const id = await open();
  const person = await signedInResident(house, server, town, tilda);
  assert.match((await person.get(`/mina-sidor/arenden/${id}`)).text, /tar hand om det|arbetar med det/);
  const wrong = await officer.post(`/handlaggning/arenden/${id}/svar`, { text: 'Vi har bytt lampan.' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /Välj hur ärendet slutade/);
  assert.equal((await officer.post(`/handlaggning/arenden/${id}/svar`, { end: 'fixed', text: 'Vi bytte lampan i morse.' })).status, 303);
  const read = await person.get(`/mina-sidor/arenden/${id}`);
  assert.match(read.text, /Vi är klara med ditt ärende/);
  assert.match(read.text, /Vi har åtgärdat felet\..*Vi bytte lampan i morse\./s);
  const [row] = await house.asOwner<{ state: string; closed_why: string; handled_end: string }>('select state, closed_why, handled_end from cases.case_file where id = $1', [id]);
  assert.deepEqual(row, { state: 'closed', closed_why: 'handled', handled_end: 'fixed' });
  const records = await house.asOwner<{ direction: string; title: string }>('select direction, title from cases.record where case_id = $1 order by number', [id]);
  assert.deepEqual(records.map(({ direction, title }) => [direction, title]), [['in', 'Felanmälan'], ['out', 'Svar']]);
  assert.equal((await officer.post(`/handlaggning/arenden/${id}/svar`, { end: 'known', text: '' })).status, 409, 'closed once');
});

test('another officer cannot answer, and one whose case it is not cannot either', async () => {
  const id = await open();
  const other = await signedInStaff(house, server, town, await hire(house, town, 'Bo Annan', { authority: 'tekniska-namnden', unit: streets(), roles: ['officer'] }));
  assert.equal((await other.post(`/handlaggning/arenden/${id}/svar`, { end: 'fixed', text: '' })).status, 403);
  const social = await signedInStaff(house, server, town, await hire(house, town, 'Cia Social', { authority: 'socialnamnden', roles: ['officer'] }));
  assert.equal((await social.get(`/handlaggning/arenden/${id}/svar`)).status, 404);
});

test('an unknown sender is nobody on the case page, and reads the answer with the code', async () => {
  const browser = server.browser(town);
  const sent = await sendIn(browser, 'felanmalan', await fillIn(browser, 'felanmalan', [
    { kind: 'road', danger: 'no' }, { 'place.description': 'Torget' }, { description: 'Ett hål.', affects: 'no' }, { wantsAnswer: 'no' }]));
  const code = /<strong class="code">([^<]*)</.exec(sent.text)![1]!;
  const [made] = await house.asOwner<{ id: Uuid }>('select id from cases.case_file where number = $1 and tenant_id = $2', [/[A-Z]+ 2026-\d+-\w/.exec(sent.text)![0], town.id]);
  const page = await officer.get(`/handlaggning/arenden/${made!.id}`);
  assert.match(page.text, /Okänd: skickat utan inloggning/);
  assert.doesNotMatch(page.text, /Mina sidor/, 'they never were on My pages');
  assert.match(page.text, /Ett hål\./);
  assert.equal((await officer.post(`/handlaggning/arenden/${made!.id}/ta`, { bias: 'no' })).status, 303);
  assert.match((await officer.get(`/handlaggning/arenden/${made!.id}/svar`)).text, /Vi vet inte vem/);
  assert.equal((await officer.post(`/handlaggning/arenden/${made!.id}/svar`, { end: 'fixed', text: 'Hålet är lagat.' })).status, 303);
  const follower = server.browser(town);
  const opened = await follower.post('/svar', { kod: code }, { follow: true });
  assert.equal(opened.status, 200);
  assert.match(opened.text, /Hålet är lagat\./);
});

test('what the person takes back is ended as that, without an end of the definition, and only then', async () => {
  const id = await open();
  const end = () => officer.post(`/handlaggning/arenden/${id}/svar`, { end: 'withdrawn', text: '' });
  assert.equal((await end()).status, 422, 'nobody has taken it back');
  const person = await signedInResident(house, server, town, tilda);
  assert.match((await person.get(`/mina-sidor/arenden/${id}/ta-tillbaka`)).text, /Ta tillbaka det du skickade\?/);
  assert.equal((await person.post(`/mina-sidor/arenden/${id}/ta-tillbaka`, { varfor: 'Det löste sig.' })).status, 303);
  assert.match((await officer.get(`/handlaggning/arenden/${id}`)).text, /Personen har tagit tillbaka det som skickades in/);
  assert.match((await officer.get(`/handlaggning/arenden/${id}/svar`)).text, /value="withdrawn"[^>]*checked|checked[^>]*value="withdrawn"/);
  assert.equal((await end()).status, 303);
  const [row] = await house.asOwner<{ closed_why: string }>('select closed_why from cases.case_file where id = $1', [id]);
  assert.equal(row!.closed_why, 'withdrawn');
  assert.match((await person.get(`/mina-sidor/arenden/${id}`)).text, /Du tog tillbaka det du skickade, och ärendet är avslutat\./);
});

test('who is asked in the officer\'s own words alone answers in words, with a file, or both, but not with nothing', async () => {
  const id = await open();
  assert.equal((await officer.post(`/handlaggning/arenden/${id}/komplettering`, { text: 'Var sitter lampan?', due: '2026-12-04', do: 'send' })).status, 303);
  const person = await signedInResident(house, server, town, tilda);
  const at = /\/mina-sidor\/arenden\/[0-9a-f-]{36}\/komplettering\/[0-9a-f-]{36}/.exec((await person.get(`/mina-sidor/arenden/${id}`)).text)![0];
  const empty = await person.multipart(at, { ovrigt: ' ' }, []);
  assert.equal(empty.status, 422);
  assert.match(empty.text, /Skriv ett svar eller lägg till en fil\./);
  assert.equal((await person.multipart(at, { ovrigt: '' }, [{ field: 'fil-ovrigt', name: 'lampa.png', mediaType: 'image/png', bytes: makePng(4, 4) }])).status, 303);
  assert.match((await person.get(at)).text, /lampa\.png/);
  const read = (await officer.get(`/handlaggning/arenden/${id}`)).text;
  assert.match(read, /Komplettering från parten[^]*Filer[^]*lampa\.png/);
});
