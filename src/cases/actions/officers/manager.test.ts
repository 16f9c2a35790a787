import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { hidden, serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, textOfPdf, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { apply, hire, makeTown, meet, signedInStaff, type Town, type Worker } from '../../testing.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases] });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let [asa, chef, soc, registrar]: Client[] = [];
let bo: Worker;
before(async () => {
  town = await makeTown(house);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const at = { authority: 'tekniska-namnden', unit: 'fardtjanst' };
  const browser = async (name: string, where: Parameters<typeof hire>[3]) => signedInStaff(house, server, town, await hire(house, town, name, where));
  asa = await browser('Åsa Öberg', { ...at, roles: ['officer'] });
  chef = await browser('Cilla Chef', { ...at, roles: ['manager'] });
  soc = await browser('Eva Soc', { authority: 'socialnamnden', unit: 'forsorjningsstod', roles: ['manager'] });
  registrar = await browser('Rut Registrator', { authority: 'tekniska-namnden', roles: ['registrar'] });
  bo = await hire(house, town, 'Bo Ek', { ...at, roles: ['officer'] });
});

async function writtenOff(): Promise<{ id: Uuid; number: string }> {
  const { caseId } = await apply(house, town, tilda);
  await asa!.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
  assert.equal((await asa!.post(`/handlaggning/arenden/${caseId}/avsluta`, { how: 'other', why: 'Inget kvar att pröva.' })).status, 303);
  const [row] = await house.asOwner<{ number: string }>('select number from cases.case_file where id = $1', [caseId]);
  return { id: caseId, number: row!.number };
}

test('a manager gives a case to an officer, who has it then', async () => {
  const { caseId } = await apply(house, town, tilda);
  const at = `/handlaggning/arenden/${caseId}`;
  assert.equal((await chef!.post(`${at}/lamna`, { to: bo.id, kind: 'reassign' })).status, 303);
  const [row] = await house.asOwner<{ assignee_id: string }>('select assignee_id from cases.case_file where id = $1', [caseId]);
  assert.equal(row!.assignee_id, bo.id);
  await asa!.post(`${at}/skal`, { reason: 'advice' });
  assert.equal((await asa!.post(`${at}/lamna`, { to: bo.id, kind: 'reassign' })).status, 403, 'an officer does not distribute what is not theirs');
});

test('follow-up tells lead times of the own unit once they are of five and more, and nothing of another', async () => {
  for (let few = 0; few < 4; few++) await writtenOff();
  house.clock.forward(1_000);
  const few = (await chef!.get('/handlaggning/uppfoljning')).text;
  assert.match(few, /För få beslut för att visa tider/);
  assert.match(few, /Visas inte/);
  assert.doesNotMatch(few, /inom 0 dagar|100 %/);
  await writtenOff();
  house.clock.forward(1_000);
  const mine = (await chef!.get('/handlaggning/uppfoljning')).text;
  assert.match(mine, /Hälften av dem som sökte färdtjänst fick beslut inom 0 dagar/);
  assert.match((await soc!.get('/handlaggning/uppfoljning')).text, /Inga beslut de senaste sex månaderna/);
  assert.equal((await asa!.get('/handlaggning/uppfoljning')).status, 403);
});

test('decisions by delegation are listed for the next meeting without names, printed, and leave the list when reported', async () => {
  const { number } = await writtenOff();
  const door = '/handlaggning/uppfoljning/delegationsbeslut';
  assert.equal((await chef!.get(door)).location?.pathname, '/handlaggning/sammantraden', 'no meeting has been planned');
  assert.match((await chef!.get('/handlaggning/sammantraden')).text, /delegationsbeslut väntar/);
  await chef!.post('/handlaggning/sammantraden', { day: '2999-12-17' });
  const at = (await chef!.get(door)).location!.pathname;
  assert.match(at, /sammantraden\/[0-9a-f-]{36}\/delegationsbeslut$/);
  const list = (await chef!.get(at)).text;
  assert.ok(list.includes(number) && !list.includes('Ärlig'));
  const pdf = textOfPdf((await chef!.get(`${at}/lista`)).bytes);
  assert.ok(pdf.includes('Avskrivning') && pdf.includes('Åsa Öberg') && !pdf.includes('Ärlig'));
  assert.equal((await soc!.get(at)).status, 404);
  house.clock.forward(1_000);
  const later = await writtenOff();
  await chef!.post(at, { upTo: hidden(list, 'upTo') });
  const after = (await chef!.get(at)).text;
  assert.ok(after.indexOf('Att anmäla: 1') > after.indexOf(number), 'the meeting was told of it');
  assert.ok(after.indexOf(later.number) > after.indexOf('Att anmäla: 1'), 'what was decided after the list was shown waits for the next');
});

test('the log of the own unit names who read and why', async () => {
  const { caseId } = await apply(house, town, tilda);
  await asa!.post(`/handlaggning/arenden/${caseId}/skal`, { reason: 'contact' });
  for (let times = 0; times < 3; times++) await asa!.get(`/handlaggning/arenden/${caseId}`);
  const nowhere = '/handlaggning/arenden/018f0000-0000-7000-8000-000000000000';
  assert.equal((await asa!.get(nowhere)).status, 404);
  assert.equal((await chef!.post('/handlaggning/fordelning', {})).status, 422);
  house.clock.forward(1_000);
  const log = (await chef!.get('/handlaggning/uppfoljning/logg')).text;
  assert.match(log, /Läste ärendet, 3 gånger/);
  assert.match(log, /Öppna ett ärende – fanns inte, eller var inte deras/);
  assert.match(log, /Fördela ärenden – inget gjordes: något fattades i formuläret/);
  assert.doesNotMatch(log, /nekades|answered\d|notFound|cases\.[a-z]|GET \//);
  assert.match(log, /Åsa Öberg/);
  assert.match(log, /Den sökande, eller ett ombud, har hört av sig/);
  assert.ok(!(await soc!.get('/handlaggning/uppfoljning/logg')).text.includes(caseId));
});

test('a registrar who comes to the work list is sent to the register', async () => {
  const elsewhere = await registrar!.get('/handlaggning');
  assert.equal(elsewhere.location?.pathname, '/handlaggning/register');
});
