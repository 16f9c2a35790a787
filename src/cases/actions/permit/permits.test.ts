import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { destroyDue } from '../register/destroy-due.ts';
import { cases } from '../../index.ts';
import { remindPermits } from '../../jobs.ts';
import { apply, decidePlans, hire, makeTown, meet, sendIn, signedInResident, signedInStaff, type Town, type Worker } from '../../testing.ts';
import { decides, granted } from '../../testing-decisions.ts';

const start = new Date('2026-11-20T09:00:00Z');
const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], now: start });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let [worker, stranger]: Worker[] = [];
let [tilda, ronja]: Uuid[] = [];
before(async () => {
  town = await makeTown(house, ['../src/cases/fixtures/kolonilott']);
  await decidePlans(house, town.id);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  ronja = await meet(house, town, 'Ronja', 'Ek', '189001229805');
  worker = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer', 'manager'] });
  stranger = await hire(house, town, 'Nils', { authority: 'socialnamnden', unit: 'forsorjningsstod', roles: ['officer'] });
});

const answers = { wantsShed: false, isChild: false, hasCosts: false };
const officer = () => signedInStaff(house, server, town, worker!);
const resident = (id: Uuid) => signedInResident(house, server, town, id);
const rows = <T extends Record<string, unknown>>(sql: string, id: string) => house.asOwner<T>(sql, [id]);

interface Given { id: Uuid; at: string; asa: Client; permit: string; decision: string }

/** A permit that its holder has read about. */
async function given(person = tilda!): Promise<Given> {
  house.clock.set(start);
  const asa = await officer();
  const { caseId: id } = await apply(house, town, person, answers, 'allotment');
  const at = `/handlaggning/arenden/${id}`;
  await asa.post(`${at}/ta`, { bias: 'no' });
  await decides(asa, at, 'permit', granted('plot'));
  const [row] = await rows<{ id: string; decision_id: string }>('select id, decision_id from cases.permit where case_id = $1', id);
  await (await resident(person)).get(`/mina-sidor/arenden/${id}/beslut/${row!.decision_id}`);
  return { id, at, asa, permit: row!.id, decision: row!.decision_id };
}

/** Applies with last time's answers fetched, as the service's first page does for whoever has applied before. */
async function renew(personId: Uuid): Promise<Uuid> {
  return (await sendIn(house, town, { personId, service: 'allotment', answers, previous: answers })).caseId;
}

describe('a permit of one\'s own', () => {
  test('has a page with its card and its decision, also when the case is closed', async () => {
    const { id, permit, decision } = await given();
    await house.asOwner(`update cases.case_file set state = 'closed', closed_at = now(), closed_why = 'decided' where id = $1`, [id]);
    const page = await (await resident(tilda!)).get(`/mina-sidor/tillstand/${permit}`);
    assert.equal(page.status, 200);
    assert.match(page.text, /Tilda Ärlig[^]*30 november 2028[^]*Börjar gälla senare[^]*Beslut om tillståndet/);
    assert.ok(page.text.includes(`/mina-sidor/arenden/${id}/beslut/${decision}`));
  });

  test('is nobody else\'s to see, and is not shown before its decision is read', async () => {
    const { permit } = await given();
    assert.equal((await (await resident(ronja!)).get(`/mina-sidor/tillstand/${permit}`)).status, 404);
    house.clock.set(start);
    const asa = await officer();
    const { caseId } = await apply(house, town, ronja!, answers, 'allotment');
    await asa.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
    await decides(asa, `/handlaggning/arenden/${caseId}`, 'permit', granted('plot'));
    const [row] = await rows<{ id: string }>('select id from cases.permit where case_id = $1', caseId);
    const answer = await (await resident(ronja!)).get(`/mina-sidor/tillstand/${row!.id}`);
    assert.equal(answer.status, 303, 'sends to the decision, where the time to appeal begins');
  });

  test('may be asked to be changed: the officer gets a matter, the closed case is opened, and it is asked for once', async () => {
    const { id, at, permit } = await given();
    await house.asOwner(`update cases.case_file set state = 'closed', closed_at = now(), closed_why = 'decided' where id = $1`, [id]);
    const browser = await resident(tilda!);
    assert.match((await browser.get(`/mina-sidor/tillstand/${permit}`)).text, /begar\/change/);
    const path = `/mina-sidor/arenden/${id}/begar/change`;
    assert.equal((await browser.post(path, { text: '' })).status, 422);
    assert.equal((await browser.post(path, { text: 'Jag behöver vatten.' })).status, 303);
    assert.equal((await browser.post(path, { text: 'Jag behöver vatten.' })).status, 303);
    assert.equal((await rows('select 1 from cases.matter where case_id = $1', id)).length, 1);
    assert.match((await browser.get(`/mina-sidor/arenden/${id}`)).text, /Nu arbetar vi med en ny fråga i ärendet\.[^]*Jag behöver vatten\./);
    const asa = await officer();
    const page = (await asa.get(`${at}/beslut`)).text;
    assert.match(page, /Parten bad om det[^]*Jag behöver vatten\./);
    const [file] = await rows<{ state: string; closed_at: Date | null }>('select state, closed_at from cases.case_file where id = $1', id);
    assert.deepEqual(file, { state: 'inquiry', closed_at: null });
    const titles = await rows<{ title: string; direction: string }>(`select title, direction from cases.record where case_id = $1 and direction = 'in' order by number`, id);
    assert.deepEqual(titles.map(({ title }) => title), ['Ansökan om kolonilott', 'Ansökan om ändring']);
  });

  test('gives the right to ask for the decision that comes after it', async () => {
    const { id } = await given();
    const browser = await resident(tilda!);
    assert.match((await browser.get(`/mina-sidor/arenden/${id}`)).text, /Be om grävbesked/);
    assert.equal((await browser.post(`/mina-sidor/arenden/${id}/begar/dig`, { text: 'Jag vill börja gräva.' })).status, 303);
    assert.doesNotMatch((await browser.get(`/mina-sidor/arenden/${id}`)).text, /begar\/dig/);
    assert.equal((await browser.post(`/mina-sidor/arenden/${id}/begar/revocation`, { text: 'x' })).status, 303, 'what only the authority takes up leads back');
    const kinds = await rows<{ kind: string }>('select kind from cases.matter where case_id = $1', id);
    assert.deepEqual(kinds, [{ kind: 'dig' }]);
  });

  test('is given back by its holder: it ends on the day they choose, the officer is told, and the card is gone', async () => {
    const { id, at, permit } = await given();
    const browser = await resident(tilda!);
    const path = `/mina-sidor/tillstand/${permit}/aterlamning`;
    assert.match((await browser.get(`/mina-sidor/tillstand/${permit}`)).text, /Lämna tillbaka tillståndet/);
    assert.match((await browser.get(path)).text, /slutar gälla den dag du väljer/);
    for (const day of ['', '2026-11-19', '2028-12-24', 'i morgon']) assert.equal((await browser.post(path, { day })).status, 422, day);
    assert.equal((await (await resident(ronja!)).post(path, { day: '2027-03-01' })).status, 404);
    const ends = () => rows<{ until: string; why: string | null }>('select valid_until::text as until, ended_why as why from cases.permit where case_id = $1', id);
    assert.deepEqual(await ends(), [{ until: '2028-11-30', why: null }], 'nothing yet');
    assert.equal((await browser.post(path, { day: '2027-03-01' })).status, 303);
    assert.deepEqual(await ends(), [{ until: '2027-02-28', why: 'returned' }]);
    assert.equal((await browser.post(path, { day: '2027-02-01' })).status, 303, 'once');
    assert.deepEqual(await ends(), [{ until: '2027-02-28', why: 'returned' }]);
    assert.match((await browser.get(`/mina-sidor/arenden/${id}`)).text, /Du lämnade tillbaka tillståndet\. Sista dagen är 28 februari 2027/);
    const asa = await officer();
    assert.match((await asa.get(`${at}/frister`)).text, /Tillståndet är tillbakalämnat\. Sista dag är 28 februari 2027/);
    assert.match((await asa.get(`${at}/handelser`)).text, /Innehavaren lämnade tillbaka tillståndet\. Sista dag är 28 februari 2027/);
    const titles = await rows<{ title: string }>(`select title from cases.record where case_id = $1 and direction = 'in'`, id);
    assert.ok(titles.some(({ title }) => title === 'Återlämnat tillstånd'));
    const card = async () => (await (await resident(tilda!)).get(`/mina-sidor/tillstand/${permit}`)).text;
    assert.doesNotMatch(await card(), /aterlamning/);
    house.clock.set(new Date('2027-03-01T09:00:00Z'));
    assert.match(await card(), /Tillbakalämnat/);
    assert.doesNotMatch((await asa.get('/handlaggning/tillstand?visa=gallande')).text, new RegExp(permit));
  });

  test('cannot be asked about by someone else', async () => {
    const { id } = await given();
    assert.equal((await (await resident(ronja!)).post(`/mina-sidor/arenden/${id}/begar/change`, { text: 'Ändra.' })).status, 404);
    assert.equal((await rows('select 1 from cases.matter where case_id = $1', id)).length, 0);
  });
});

describe('a renewal', () => {
  test('leads from the reminder to an application, and what is granted follows on the old permit', async () => {
    const person = await meet(house, town, 'Moa', 'Berg', '189002059804');
    const { permit, id: firstCase } = await given(person);
    house.clock.set(new Date('2028-10-10T03:00:00Z'));
    assert.ok(await house.db.system(town.id, 'test', remindPermits) > 0);
    const page = (await (await resident(person)).get(`/mina-sidor/tillstand/${permit}`)).text;
    assert.match(page, /Går snart ut[^]*href="\/tjanster\/kolonilott\/borja"/);
    const id = await renew(person);
    const [file] = await rows<{ renews_case_id: string; renews_permit_id: string }>('select renews_case_id, renews_permit_id from cases.case_file where id = $1', id);
    assert.deepEqual(file, { renews_case_id: firstCase, renews_permit_id: permit });
    const asa = await officer();
    const at = `/handlaggning/arenden/${id}`;
    await asa.post(`${at}/ta`, { bias: 'no' });
    assert.match((await asa.get(`${at}/beslut`)).text, /Du odlar fortfarande\./);
    await decides(asa, at, 'permit', granted('plot', { 'plot.reasons': 'goesOn', 'plot.from': '2028-12-01', 'plot.until': '2030-11-30' }));
    const [made] = await rows<{ type: string }>('select type from cases.decision where case_id = $1', id);
    assert.equal(made!.type, 'renewal');
    const chain = await house.asOwner<{ until: string; why: string | null; follows: string | null }>(
      `select valid_until::text as until, ended_why as why, follows_id as follows from cases.permit where case_id in ($1, $2) order by valid_from`, [firstCase, id]);
    assert.deepEqual(chain, [{ until: '2028-11-30', why: 'followed', follows: null }, { until: '2030-11-30', why: null, follows: permit }]);
    const seen = (await asa.get(`${at}/beslut`)).text;
    const next = /tillstand\/([0-9a-f-]{36})/.exec(seen)![1]!;
    assert.match((await asa.get(`${at}/tillstand/${next}`)).text, /Tidigare tillstånd, 2026-12-01 – 2028-11-30/);
  });

  test('that is refused leaves the old permit as it was', async () => {
    const person = await meet(house, town, 'Siv', 'Dal', '189002139806');
    const { permit } = await given(person);
    const id = await renew(person);
    const asa = await officer();
    const at = `/handlaggning/arenden/${id}`;
    await asa.post(`${at}/ta`, { bias: 'no' });
    await decides(asa, at, 'permit', { 'plot.outcome': 'refused', 'plot.reasons': 'full', 'plot.text': '' }, { unnecessary: 'Parten har själv lämnat allt.' });
    const [old] = await rows<{ until: string; why: string | null }>('select valid_until::text as until, ended_why as why from cases.permit where id = $1', permit);
    assert.deepEqual(old, { until: '2028-11-30', why: null });
  });
});

describe('the permits of a unit', () => {
  test('are listed by how they stand, without names, and opened within their case', async () => {
    const person = await meet(house, town, 'Alva', 'Lind', '189002169803');
    const { id, permit } = await given(person);
    house.clock.set(new Date('2026-12-02T09:00:00Z'));
    const asa = await officer();
    const listed = await asa.get('/handlaggning/tillstand');
    assert.ok(listed.text.includes(`/handlaggning/arenden/${id}/tillstand/${permit}`));
    assert.doesNotMatch(listed.text, /Alva|Lind\b/);
    assert.ok(!(await asa.get('/handlaggning/tillstand?visa=snart')).text.includes(permit));
    assert.match((await asa.get(`/handlaggning/arenden/${id}/tillstand/${permit}`)).text, /Alva Lind[^]*Beslut om tillståndet/);
    house.clock.set(new Date('2028-10-20T09:00:00Z'));
    assert.ok((await (await officer()).get('/handlaggning/tillstand?visa=snart')).text.includes(permit));
    house.clock.set(new Date('2028-12-20T09:00:00Z'));
    const later = await officer();
    assert.ok(!(await later.get('/handlaggning/tillstand')).text.includes(permit));
    assert.ok((await later.get('/handlaggning/tillstand?visa=upphorda')).text.includes(permit));
  });

  test('are not seen from another authority', async () => {
    const { id, permit } = await given();
    house.clock.set(new Date('2026-12-02T09:00:00Z'));
    const nils = await signedInStaff(house, server, town, stranger!);
    assert.ok(!(await nils.get('/handlaggning/tillstand')).text.includes(permit));
    assert.equal((await nils.get(`/handlaggning/arenden/${id}/tillstand/${permit}`)).status, 404);
  });
});

test('matters and permits are destroyed with their case, by the plan', async () => {
  const person = await meet(house, town, 'Vera', 'Sund', '189002229804');
  const { id } = await given(person);
  await (await resident(person)).post(`/mina-sidor/arenden/${id}/begar/change`, { text: 'Vatten.' });
  await house.asOwner(`update cases.case_file set state = 'closed', closed_at = '2027-01-01', closed_why = 'decided' where id = $1`, [id]);
  house.clock.set(new Date('2040-01-01T09:00:00Z'));
  await house.db.system(town.id, 'test', destroyDue);
  for (const table of ['matter', 'permit', 'decision', 'entry']) assert.equal((await rows(`select 1 from cases.${table} where case_id = $1`, id)).length, 0, table);
});
