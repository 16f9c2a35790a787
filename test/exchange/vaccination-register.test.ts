import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { before, test } from 'node:test';
import { hire, makeTown, meet, signedInStaff, type Town } from '../../src/cases/testing.ts';
import { checkMessage, exchange, outcomeReportSchema, reportDue, setTarget, type OutcomeReportContent } from '../../src/exchange/index.ts';
import type { Uuid } from '../../src/platform/index.ts';
import { rooms } from '../../src/sprang.ts';
import { dose, openDay, type Opened } from '../booking/steps.ts';
import { serve, testHouse, type Client } from '../support/index.ts';

const house = await testHouse({ rooms, now: new Date('2026-11-23T07:00:00Z') });
const server = await serve(house);
const base = '/handlaggning/tider';
const secret = randomBytes(32).toString('base64');
let town: Town;
let nurse: Client;
let vaccine: Opened;

/** A register, strict: signed, after the schema, and the same report once. */
const register = { down: true, posts: 0, taken: [] as OutcomeReportContent[] };
const end = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
    register.posts += 1;
    const body = Buffer.concat(chunks);
    const signed = checkMessage(request.headers, body, secret, new Date());
    const report = outcomeReportSchema.safeParse(JSON.parse(body.toString('utf8')));
    const right = signed.ok && request.headers['content-type'] === 'application/json' && report.success && report.data.report === signed.id;
    if (!register.down && right && !register.taken.some((one) => one.report === report.data.report)) register.taken.push(report.data);
    response.writeHead(register.down ? 503 : right ? 200 : 400).end(JSON.stringify({ receipt: `NVR-${register.taken.length}` }));
  });
});
house.atEnd(() => new Promise<void>((closed) => { end.close(() => closed()); }));

before(async () => {
  town = await makeTown(house, ['vaccination'], undefined, 'region-exempel');
  await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  nurse = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer'] }));
  vaccine = await openDay(house, town, { service: 'covidVaccination', kinds: ['dose1'], day: '2026-11-23', opens: '10:00', closes: '11:00', minutes: 20, seats: 2 });
  await new Promise<void>((ready) => { end.listen(0, '127.0.0.1', ready); });
  const address = `http://127.0.0.1:${(end.address() as AddressInfo).port}/rapport`;
  await house.db.system(town.id, 'test', (tx) => setTarget(tx, { name: 'vaccinationRegister', kind: 'webhook', title: 'Vaccinationsregistret', address }, { shared: secret }));
});

const later = (minutes = 1) => house.clock.set(new Date(house.clock.now().getTime() + minutes * 60_000));
const told = () => register.taken.map(({ what, personalIdentityNumber }) => [what, personalIdentityNumber]);

async function walkIn(who: Record<string, string>): Promise<string> {
  later();
  const made = await nurse.post(`${base}/boka`, { plats: vaccine.placeId, kind: 'covidVaccination/dose1', ...who });
  assert.equal((await nurse.post(`${made.location!.pathname}/resultat`, dose)).status, 303);
  return made.location!.pathname;
}

let visit: string;

test('a dose is told the register with what the law names and nothing more, a correction after what it corrects, each once with a receipt', async () => {
  visit = await walkIn({ identity: 'number', number: '189001019802', name: '' });
  later();
  await nurse.post(`${visit}/resultat`, { ...dose, 'falt.batch': 'XY-99' });
  await reportDue(house, town.id);
  assert.equal(register.posts, 1, 'the correction waits while what it corrects has not arrived');
  assert.match((await nurse.get('/handlaggning/overlamningar/register')).text, /1 försök har inte gått fram/);
  register.down = false;
  later(2);
  await reportDue(house, town.id);
  await reportDue(house, town.id);
  assert.deepEqual(told(), [['given', '189001019802'], ['corrected', '189001019802']]);
  const [given, corrected] = register.taken;
  assert.deepEqual(given!.fields.map(({ id, value }) => [id, value]), [['product', 'comirnaty'], ['batch', 'ab 1234']]);
  assert.equal(given!.date, '2026-11-23');
  assert.equal(corrected!.fields.at(-1)!.value, 'XY-99');
  assert.equal(corrected!.visit, given!.visit);
  assert.doesNotMatch(JSON.stringify(register.taken), /Tilda|Ärlig|Dr Prov|left/);
  assert.match((await nurse.get('/handlaggning/overlamningar/register')).text, /Kvittens NVR-1.*Kvittens NVR-2|Kvittens NVR-2.*Kvittens NVR-1/s);
});

test('what is taken back is withdrawn from the register, without anything but who and when', async () => {
  later();
  await nurse.post(`${visit}/aterkallelse`, { varfor: 'Gavs aldrig' });
  await reportDue(house, town.id);
  assert.deepEqual(told().at(-1), ['withdrawn', '189001019802']);
  assert.deepEqual(register.taken.at(-1)!.fields, []);
});

test('somebody unknown is told of when they are known, and withdrawn when that was wrong; what others gave is not told', async () => {
  const before = register.taken.length;
  const unknown = await walkIn({ identity: 'unknown', name: 'Man, blå jacka' });
  await nurse.post(`${unknown}/annanstans`, { kind: 'dose1', datum: '2026-10-20', intyg: 'Helsenorge' });
  await reportDue(house, town.id);
  assert.equal(register.taken.length, before);
  later();
  await nurse.post(`${unknown}/identitet/koppling`, { number: '189001019802', name: '', reason: 'Pass' });
  await reportDue(house, town.id);
  assert.deepEqual(told().slice(before), [['given', '189001019802']]);
  later();
  await nurse.post(`${unknown}/identitet/slut`, { varfor: 'Fel' });
  await reportDue(house, town.id);
  assert.deepEqual(told().slice(before + 1), [['withdrawn', '189001019802']]);
});

test('a correction comes after what it corrects, also when its transaction began before', async () => {
  const at = house.clock.now();
  const path = await walkIn({ identity: 'number', number: '189002029800', name: 'Otto Annan' });
  house.clock.set(at);
  assert.equal((await nurse.post(`${path}/resultat`, { ...dose, 'falt.batch': 'ZZ-1' })).status, 303);
  later(2);
  await reportDue(house, town.id);
  assert.deepEqual(told().slice(-2).map(([what]) => what), ['given', 'corrected']);
  assert.equal(register.taken.at(-1)!.fields.at(-1)!.value, 'ZZ-1');
});

test('what cannot arrive is given up in the end and tried again when somebody asks, and its content is sealed all the while', async () => {
  register.down = true;
  await walkIn({ identity: 'number', number: '189003039808', name: 'Noor Ny' });
  for (let tries = 0; tries < 14; tries += 1) {
    await reportDue(house, town.id);
    later(1_500);
  }
  const [row] = await house.asOwner<{ id: string; state: string; sealed: string }>(`select id, state, encode(content_cipher, 'escape') as sealed from exchange.report where tenant_id = $1 order by id desc limit 1`, [town.id]);
  assert.equal(row!.state, 'failed');
  assert.doesNotMatch(row!.sealed, /18900303|comirnaty/);
  const back = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Åter', { authority: 'halso-och-sjukvardsnamnden', unit: 'vardcentral-eken', roles: ['officer'] }));
  const elsewhere = await signedInStaff(house, server, town, await hire(house, town, 'Bo Annan', { authority: 'halso-och-sjukvardsnamnden', unit: 'sjukresor', roles: ['officer'] }));
  assert.equal((await elsewhere.post(`/handlaggning/overlamningar/register/${row!.id}/igen`, {})).status, 404);
  assert.match((await back.get('/handlaggning/overlamningar/register')).text, /Kom inte fram efter 14 försök/);
  register.down = false;
  assert.equal((await back.post(`/handlaggning/overlamningar/register/${row!.id}/igen`, {})).status, 303);
  await reportDue(house, town.id);
  assert.deepEqual(told().at(-1), ['given', '189003039808']);
});

test('what a register was told of a person is in their extract and kept when they ask to be erased; it goes two years after it arrived, or was ordered and never did', async () => {
  const [row] = await house.asOwner<{ id: Uuid }>('select person_id as id from exchange.report where tenant_id = $1 and visit_id = $2', [town.id, visit.split('/').at(-1)]) as [{ id: Uuid }];
  const { personData, retention } = exchange;
  assert.ok('export' in personData && 'run' in retention);
  const extract = JSON.stringify(await house.db.system(town.id, 'test', (tx) => personData.export(tx, row.id)));
  assert.match(extract, /"what":"given".*"Batchnummer: ab 1234".*"what":"corrected".*XY-99.*"what":"withdrawn"/s);
  const erased = await house.db.system(town.id, 'test', (tx) => personData.erase(tx, row.id));
  assert.equal(erased.erased, 0);
  assert.match(erased.kept[0]!.ground, /2012:453/);
  await house.asOwner('update exchange.report set state = \'failed\', delivered_at = null where tenant_id = $1 and visit_id = $2', [town.id, visit.split('/').at(-1)]);
  const keys = (await house.asOwner<{ id: string }>('select key_id as id from exchange.report where tenant_id = $1', [town.id])).map(({ id }) => id);
  house.clock.set(new Date('2029-02-01T07:00:00Z'));
  const { destroyed } = await house.db.system(town.id, 'test', retention.run);
  assert.equal(destroyed, keys.length);
  assert.deepEqual(await house.asOwner('select 1 from exchange.report where tenant_id = $1', [town.id]), []);
  assert.deepEqual(await house.asOwner('select 1 from platform.dossier_key where tenant_id = $1 and id = any($2)', [town.id, keys]), []);
});
