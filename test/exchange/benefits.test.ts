import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { readDemoCase } from '../../demo/cases/read-case.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town, type Worker } from '../../src/cases/testing.ts';
import { fetchBenefits, fetchDueBenefits, setConnection, type ConnectionSettings } from '../../src/exchange/index.ts';
import { closePdf, textOfPdf, type Uuid } from '../../src/platform/index.ts';
import { rooms } from '../../src/sprang.ts';
import { serve, testHouse, type Client } from '../support/index.ts';
import { BenefitsServer } from './benefits-server.ts';
import { selfSigned } from './certificates.ts';

const [own, theirs, stranger] = [await selfSigned('exempelkommun'), await selfSigned('formaner'), await selfSigned('stranger')];
const register = new BenefitsServer(theirs, own.certificate, '2120000000');
const house = await testHouse({ rooms, now: new Date('2026-11-05T09:00:00Z') });
house.atEnd(async () => { closePdf(); await register.close(); });
const server = await serve(house);
const demo = readDemoCase('ekonomiskt-bistand-forra-manaden', '2026-11-05');
const number = '198503032386';
let town: Town;
let worker: Worker;
let nils: Client;
let carina: Uuid;
let caseId: Uuid;
let address: string;

const connect = (settings: Partial<ConnectionSettings> = {}) => house.db.system(town.id, 'test', (tx) => setConnection(tx, {
  kind: 'benefits', address, settings: { certificate: own.certificate, privateKey: own.privateKey, authority: theirs.certificate, organisationNumber: '212000-0000', ...settings },
}));

before(async () => {
  town = await makeTown(house, ['ekonomiskt-bistand-manad', 'fardtjanst']);
  carina = await meet(house, town, 'Carina', 'Westmark', number);
  worker = await hire(house, town, 'Nils', { authority: 'socialnamnden', unit: 'forsorjningsstod', roles: ['officer'] });
  address = await register.listen();
  ({ caseId } = await apply(house, town, carina, demo.answers, 'economicAidMonth'));
  nils = await signedInStaff(house, server, town, worker);
  await nils.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
  register.people.set(number, [
    { source: 'FK', state: 'found', benefits: [{ name: 'Bostadsbidrag', from: '2026-10-01', until: '2026-10-31', paidDay: '2026-10-26', amountOre: 213_700, state: 'Beviljad' }] },
    { source: 'CSN', state: 'nothing', benefits: [] }, { source: 'AK', state: 'noAnswer', benefits: [] },
  ]);
});
beforeEach(async () => {
  [register.down, register.confused] = [false, false];
  nils = await signedInStaff(house, server, town, worker);
  await connect();
});

const at = () => `/handlaggning/arenden/${caseId}/formaner`;
const wish = async () => ({ party: /name="party"[^>]*value="([0-9a-f-]{36})"/.exec((await nils.get(at())).text)?.[1] ?? '', purpose: 'inquiry', from: '2026-08-01', until: '2026-10-31' });
const newest = async () => (await house.asOwner<{ id: Uuid; state: string; attempts: number; purpose: string }>(
  'select id, state, attempts, purpose from exchange.benefit_question where case_id = $1 order by asked_at desc, id desc limit 1', [caseId]))[0]!;
/** Asks on the page, and lets the worker fetch. */
async function fetched(): Promise<Uuid> {
  house.clock.forward(1_000);
  assert.equal((await nils.post(at(), await wish())).status, 303);
  const { id } = await newest();
  await fetchBenefits(house, town.id, id);
  return id;
}
const text = async () => (await nils.get(at())).text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('the officer asks about a person and a period, and reads what each payer answered', async () => {
  await fetched();
  assert.deepEqual(register.refused, []);
  const asked = register.asked.at(-1)!;
  assert.deepEqual([asked.number, asked.from, asked.until], [number, '2026-08-01', '2026-10-31']);
  const page = await text();
  assert.match(page, /Bostadsbidrag \(Beviljad\)[\s\S]*2 137 kr[\s\S]*Beloppet finns inte/);
  assert.match(page, /CSN[\s\S]*Inga uppgifter/);
  assert.match(page, /a-kassorna[\s\S]*Svarade inte\. Det betyder inte att det saknas uppgifter/);
});

test('that no answer came is not that there is nothing: another answer about another person is not believed', async () => {
  register.confused = true;
  const id = await fetched();
  assert.deepEqual([(await newest()).state, (await newest()).attempts], ['waiting', 1]);
  register.confused = false;
  house.clock.forward(121_000);
  await fetchDueBenefits(house, town.id);
  assert.deepEqual([(await newest()).id, (await newest()).state], [id, 'answered']);
});

test('purpose and period stand in the log, and the person sees that it was fetched and may read it', async () => {
  const id = await fetched();
  const logged = await house.asOwner<{ detail: { purpose: string; from: string } }>(`select detail from platform.audit_entry where event = 'exchange.benefitsAsked' and dossier_id = $1`, [caseId]);
  assert.deepEqual([logged.at(-1)!.detail.purpose, logged.at(-1)!.detail.from], ['inquiry', '2026-08-01']);
  const browser = await signedInResident(house, server, town, carina);
  const mine = await browser.get(`/mina-sidor/arenden/${caseId}`);
  assert.match(mine.text, /Vi hämtade uppgifter om dina ersättningar/);
  const [record] = await house.asOwner<{ document_id: Uuid; direction: string }>('select document_id, direction from cases.record where ref_id = $1', [id]);
  assert.equal(record?.direction, 'drawnUp');
  const file = await browser.get(`/mina-sidor/arenden/${caseId}/fil/${record.document_id}`);
  assert.equal(file.status, 200);
  assert.match(await textOfPdf(file.bytes), /Bostadsbidrag/);
});

test('what is not in the application is sent for comments with one click', async () => {
  const id = await fetched();
  const written = /<textarea[^>]*name="text"[^>]*>([^<]*)</.exec(await text())?.[1] ?? '';
  assert.match(written, /Försäkringskassan: Bostadsbidrag \(Beviljad\), 2 137 kr/);
  assert.equal((await nils.post(`${at()}/${id}/synpunkter`, { text: written, due: '2026-11-19' })).status, 303);
  const [request] = await house.asOwner<{ kind: string }>('select kind from cases.request where case_id = $1', [caseId]);
  assert.equal(request?.kind, 'hearing');
  assert.match((await (await signedInResident(house, server, town, carina)).get(`/mina-sidor/arenden/${caseId}`)).text, /Läs vad vi grundar|synpunkter|svara/i);
});

test('while the register is down it is asked again a few times, and then the officer is told', async () => {
  register.down = true;
  await fetched();
  for (let tries = 0; tries < 6; tries++) {
    house.clock.forward(20 * 60_000);
    await fetchDueBenefits(house, town.id);
  }
  assert.deepEqual([(await newest()).state, (await newest()).attempts], ['failed', 4]);
  nils = await signedInStaff(house, server, town, worker);
  assert.match(await text(), /Registret svarade inte\. Fråga igen senare/);
});

test('a caller that the register does not know is told nothing', async () => {
  await connect({ certificate: stranger.certificate, privateKey: stranger.privateKey });
  const before = register.asked.length;
  await fetched();
  assert.deepEqual([(await newest()).state, register.asked.length], ['waiting', before]);
});

test('an application is not asked about further back than a year', async () => {
  const before = (await newest()).id;
  const answer = await nils.post(at(), { ...await wish(), from: '2025-01-01' });
  assert.equal(answer.status, 422);
  assert.equal((await newest()).id, before);
});

test('a colleague reads in the log why, and cannot ask; nor can anyone in a service that does not tell of it', async () => {
  const other = await signedInStaff(house, server, town, await hire(house, town, 'Olle', { authority: 'socialnamnden', unit: 'forsorjningsstod', roles: ['officer'] }));
  const before = (await newest()).id;
  await other.post(at(), await wish());
  assert.equal((await newest()).id, before);
  const tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const { caseId: transport } = await apply(house, town, tilda);
  const karin = await signedInStaff(house, server, town, await hire(house, town, 'Karin', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] }));
  await karin.post(`/handlaggning/arenden/${transport}/ta`, { bias: 'no' });
  assert.match((await karin.get(`/handlaggning/arenden/${transport}/formaner`)).text, /Tjänsten hämtar inga uppgifter om förmåner/);
  await karin.post(`/handlaggning/arenden/${transport}/formaner`, await wish());
  assert.equal((await house.asOwner('select from exchange.benefit_question where case_id = $1', [transport])).length, 0);
});

test('a case that is decided is not asked about', async () => {
  await house.asOwner(`update cases.case_file set state = 'decided' where id = $1`, [caseId]);
  const before = (await newest()).id;
  await nils.post(at(), { party: (await house.asOwner<{ id: string }>('select id from cases.party where case_id = $1', [caseId]))[0]!.id, purpose: 'inquiry', from: '2026-08-01', until: '2026-10-31' });
  assert.equal((await newest()).id, before);
});
