import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { serve, testHouse, type Client } from '../../test/support/index.ts';
import { cases } from '../cases/index.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town, type Worker } from '../cases/testing.ts';
import { identity } from '../identity/index.ts';
import { messages } from '../messages/index.ts';
import { organisation } from '../organisation/index.ts';
import { closePdf, textOfPdf, type Uuid } from '../platform/index.ts';
import { services } from '../services/index.ts';
import { records } from './index.ts';

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases, records] });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let petraIs: Worker;
let [asa, petra, soc, anyone]: Client[] = [];
before(async () => {
  town = await makeTown(house);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  petraIs = await hire(house, town, 'Petra Reg', { authority: 'tekniska-namnden', roles: ['registrar'] });
  petra = await signedInStaff(house, server, town, petraIs);
  asa = await signedInStaff(house, server, town, await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] }));
  soc = await signedInStaff(house, server, town, await hire(house, town, 'Eva Soc', { authority: 'socialnamnden', roles: ['registrar'] }));
  anyone = server.browser(town);
});

interface Made { id: Uuid; number: string; record: Uuid }

async function newCase(): Promise<Made> {
  const { caseId } = await apply(house, town, tilda);
  const [row] = await house.asOwner<{ number: string; record: Uuid }>(
    'select c.number, r.id as record from cases.case_file c join cases.record r on r.case_id = c.id where c.id = $1 order by r.number limit 1', [caseId]);
  return { id: caseId, ...row! };
}

describe('the register for staff', () => {
  test('what is read there of a case, the person and the manager are told alike', async () => {
    const { id, record } = await newCase();
    await petra!.get(`/handlaggning/register/handlingar/${record}`);
    const resident = await signedInResident(house, server, town, tilda);
    assert.match((await resident.get(`/mina-sidor/arenden/${id}/vem-har-last`)).text, /20 november 2026/);
    house.clock.forward(1_000);
    const manager = await signedInStaff(house, server, town, await hire(house, town, 'Maria Chef', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['manager'] }));
    assert.match((await manager.get('/handlaggning/uppfoljning/logg')).text, /Petra Reg[^]*Läste om en handling i registret/);
  });

  test('shows what came in, without names, to its own authority', async () => {
    const { number } = await newCase();
    const shown = (await petra!.get('/handlaggning/register')).text;
    assert.ok(shown.includes(number));
    assert.ok(!shown.includes('Ärlig'));
    assert.ok(!(await soc!.get('/handlaggning/register')).text.includes(number));
    assert.equal((await anyone!.get('/handlaggning/register')).status, 303);
  });

  test('is searched by number, day, direction, secrecy, service and words', async () => {
    const { number, record } = await newCase();
    const found = async (query: string) => (await petra!.get(`/handlaggning/register?${query}`)).text.includes(record);
    assert.ok(await found(`nummer=${encodeURIComponent(number)}`));
    assert.ok(!await found('nummer=TN+2001-000001-0'));
    assert.ok(await found('slag=in&sekretess=ja&tjanst=transportService'));
    assert.ok(!await found('slag=out'));
    assert.ok(!await found('sekretess=nej'));
    assert.ok(!await found('tjanst=annan'));
    assert.ok(!await found('till=2020-01-01&fran=2019-01-01'));
    assert.ok(!await found('ord=bygglov'));
    assert.ok(await found('ord=F%C3%84RDTJ'));
  });

  test('prints as a list of a day', async () => {
    const { number } = await newCase();
    const pdf = await petra!.get('/handlaggning/register/lista?fran=2026-11-20&till=2026-11-20');
    assert.equal(pdf.headers['content-type'], 'application/pdf');
    const text = textOfPdf(pdf.bytes);
    assert.ok(text.includes(number) && text.includes('Register 2026-11-20') && !text.includes('Ärlig'));
  });
});

describe('a secrecy mark', () => {
  test('is set and taken away, with who and when', async () => {
    const { record } = await newCase();
    const at = `/handlaggning/register/handlingar/${record}`;
    assert.equal((await asa!.post(`${at}/sekretess`, { do: 'set', section: 'x' })).status, 422);
    assert.equal((await asa!.post(`${at}/sekretess`, { do: 'set', section: '31 kap. 16 § OSL' })).status, 303);
    assert.match((await petra!.get(at)).text, /Märkt: 31 kap\. 16 § OSL[\s\S]*Åsa Öberg/);
    house.clock.forward(1_000);
    await petra!.post(`${at}/sekretess`, { do: 'remove' });
    const after = (await petra!.get(at)).text;
    assert.match(after, /Markeringen togs bort[\s\S]*Petra Reg[\s\S]*Märkt: 31 kap/);
    assert.match(after, /Inte märkt/);
  });

  test('is not for another authority to see or set', async () => {
    const { record } = await newCase();
    const at = `/handlaggning/register/handlingar/${record}`;
    assert.equal((await soc!.get(at)).status, 404);
    assert.equal((await soc!.post(`${at}/sekretess`, { do: 'remove' })).status, 404);
    const streets = await signedInStaff(house, server, town, await hire(house, town, 'Jonas Gata', { authority: 'tekniska-namnden', unit: 'gata-park', roles: ['officer'] }));
    assert.equal((await streets.post(`${at}/sekretess`, { do: 'remove' })).status, 403, 'nor for another unit: it decides what the public sees');
    assert.doesNotMatch((await streets.get(at)).text, /Ta bort markeringen|Spara markeringen/);
    const [row] = await house.asOwner<{ secrecy: string }>('select secrecy from cases.record where id = $1', [record]);
    assert.ok(row!.secrecy);
  });
});

describe('the register for the public', () => {
  const query = 'namnd=tekniska-namnden';
  /** How a line begins: the number stands in the search field too. */
  const line = (number: string) => `${number}<br/>`;

  test('shows day, number and kind, and nothing of a record that is marked', async () => {
    const { number, record } = await newCase();
    await house.asOwner("update cases.record set title = 'Ansökan med intyg' where id = $1", [record]);
    const shown = async () => (await anyone!.get(`/diarium?${query}&nummer=${encodeURIComponent(number)}`)).text;
    const before = await shown();
    assert.ok(before.includes(line(number)) && before.includes('Uppgift kan omfattas av sekretess'));
    assert.ok(!before.includes('Ansökan med intyg') && !before.includes('Ärlig'));
    await asa!.post(`/handlaggning/register/handlingar/${record}/sekretess`, { do: 'remove' });
    assert.ok((await shown()).includes('Ansökan med intyg'));
  });

  test('does not find words in titles that it does not show', async () => {
    const { number, record } = await newCase();
    await house.asOwner("update cases.record set title = 'Hemligt ordval' where id = $1", [record]);
    assert.ok(!(await anyone!.get(`/diarium?${query}&ord=ordval`)).text.includes(number));
    assert.ok((await petra!.get('/handlaggning/register?ord=ordval')).text.includes(number));
  });

  test('leaves personal files out altogether', async () => {
    const { id, number } = await newCase();
    await house.asOwner("update cases.case_file set register = 'personFile' where id = $1", [id]);
    assert.ok(!(await anyone!.get(`/diarium?${query}&nummer=${encodeURIComponent(number)}`)).text.includes(line(number)));
    assert.ok((await petra!.get(`/handlaggning/register?nummer=${encodeURIComponent(number)}`)).text.includes(number));
  });

  test('is paged, by day, in three languages, and leads on to a request about the record', async () => {
    const { number } = await newCase();
    assert.ok(!(await anyone!.get(`/diarium?${query}&fran=2020-01-01&till=2020-12-31`)).text.includes(number));
    assert.match((await anyone!.get(`/diarium?${query}&sprak=en`)).text, /May contain confidential information/);
    assert.match((await anyone!.get(`/diarium?${query}&sprak=sv-simple`)).text, /Något kan vara hemligt/);
    const asking = (await anyone!.get(`/diarium/begar-ut?namnd=tekniska-namnden&arende=${encodeURIComponent(number)}&handling=1&sprak=sv`)).text;
    assert.ok(asking.includes(`${number}, handling 1`));
    assert.equal((await anyone!.get('/diarium?sida=999')).status, 200, 'a page that is none is the first');
  });
});
