import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity, populationRegister, type RegisterEntry } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, fill, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { apply, hire, makeTown, meet, signedInStaff, type Town, type Worker } from '../../testing.ts';

const hiddenPerson: RegisterEntry = {
  personalIdentityNumber: '189005059808', givenName: 'Hemlig', familyName: 'Gömd', birthDate: '1890-05-05', protection: 'protected', address: null, municipality: '9999', guardians: [],
};
const register = { simulated: true, find: async (number: string) => (number === hiddenPerson.personalIdentityNumber ? hiddenPerson : undefined), childrenOf: async () => [] };

const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], fills: [fill(populationRegister, async () => register)], now: new Date('2026-11-20T09:00:00Z') });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let [asa, bo, chef, other, social]: Client[] = [];
let [asaWorks, boWorks]: Worker[] = [];
before(async () => {
  town = await makeTown(house);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const at = { authority: 'tekniska-namnden', unit: 'fardtjanst' };
  asaWorks = await hire(house, town, 'Åsa Öberg', { ...at, roles: ['officer'] });
  boWorks = await hire(house, town, 'Bo Ek', { ...at, roles: ['officer'] });
  const browser = async (name: string, where: Parameters<typeof hire>[3]) => signedInStaff(house, server, town, await hire(house, town, name, where));
  asa = await signedInStaff(house, server, town, asaWorks);
  bo = await signedInStaff(house, server, town, boWorks);
  chef = await browser('Cilla Chef', { ...at, roles: ['manager'] });
  other = await browser('Dan Barn', { authority: 'tekniska-namnden', unit: 'fardtjanst-barn', roles: ['officer'] });
  social = await browser('Eva Soc', { authority: 'socialnamnden', unit: 'forsorjningsstod', roles: ['manager'] });
});

async function newCase(who = tilda): Promise<{ id: Uuid; number: string; at: string }> {
  const { caseId } = await apply(house, town, who);
  const [row] = await house.asOwner<{ number: string }>('select number from cases.case_file where id = $1', [caseId]);
  return { id: caseId, number: row!.number, at: `/handlaggning/arenden/${caseId}` };
}
const row = async (id: Uuid) => (await house.asOwner<{ assignee_id: string | null; deputy_id: string | null; urgent: boolean }>(
  'select assignee_id, deputy_id, urgent from cases.case_file where id = $1', [id]))[0]!;
/** The row of a list that a case stands in. */
const lineOf = (text: string, number: string) => text.split('<tr').find((line) => line.includes(number)) ?? '';

describe('whom a case is about in the work list', () => {
  test('is shown to the officer who has it, to a manager while nobody has it, and to no colleague', async () => {
    const { number, at } = await newCase();
    assert.match(lineOf((await chef!.get('/handlaggning?visa=nya&ordning=fallande')).text, number), /Tilda Ärlig/);
    assert.doesNotMatch(lineOf((await asa!.get('/handlaggning?visa=nya&ordning=fallande')).text, number), /Ärlig/);
    await asa!.post(`${at}/ta`, { bias: 'no' });
    assert.match(lineOf((await asa!.get('/handlaggning?visa=mina')).text, number), /Tilda Ärlig/);
    const due = (await bo!.get('/handlaggning?visa=frister')).text;
    assert.doesNotMatch(due, /Ärlig/);
    house.clock.set(new Date('2026-12-10T09:00:00Z'));
    bo = await signedInStaff(house, server, town, boWorks!);
    const soon = lineOf((await bo.get('/handlaggning?visa=frister')).text, number);
    house.clock.set(new Date('2026-11-20T09:00:00Z'));
    bo = await signedInStaff(house, server, town, boWorks!);
    assert.match(soon, /Visas för den som har ärendet/);
    assert.doesNotMatch(soon, /Ärlig/);
  });

  test('is never told of a protected person', async () => {
    const id = await meet(house, town, 'Hemlig', 'Gömd', hiddenPerson.personalIdentityNumber);
    const { number, at } = await newCase(id);
    await asa!.post(`${at}/ta`, { bias: 'no' });
    const list = (await asa!.get('/handlaggning?visa=mina')).text;
    assert.match(lineOf(list, number), /Skyddad identitet/);
    assert.doesNotMatch(list, /Gömd/);
  });
});

describe('several cases at once', () => {
  test('are taken where the officer has said they are not biased, and the page tells of the rest why not', async () => {
    const [one, two, three, four] = [await newCase(), await newCase(), await newCase(), await newCase()];
    await bo!.post(`${three.at}/ta`, { bias: 'no' });
    await asa!.post(`${four.at}/ta`, { bias: 'yes' });
    const page = (await asa!.get(`/handlaggning/urval?${[one, two, three, four].map(({ id }) => `arende=${id}`).join('&')}`)).text;
    assert.match(page, /4 valda ärenden/);
    const ids = [one, two, three, four].map(({ id }) => id);
    assert.equal((await asa!.post('/handlaggning/urval', { case: ids, deed: 'take' })).status, 422, 'bias is asked');
    const done = await asa!.post('/handlaggning/urval', { case: ids, deed: 'take', unbiased: [one.id, three.id, four.id] });
    assert.match(done.text, /Du tog ett ärende/);
    assert.match(done.text, new RegExp(`${two.number}: Du kryssade inte i att du inte är jävig`));
    assert.match(done.text, new RegExp(`${three.number}: Någon annan har redan tagit det`));
    assert.match(done.text, new RegExp(`${four.number}: Den som skulle få det har sagt`));
    assert.deepEqual([(await row(one.id)).assignee_id, (await row(two.id)).assignee_id, (await row(three.id)).assignee_id, (await row(four.id)).assignee_id], [asaWorks!.id, null, boWorks!.id, null]);
    const [kept] = await house.asOwner<{ unbiased: boolean }>(`select unbiased from cases.assignment where case_id = $1 and kind = 'take'`, [one.id]);
    assert.equal(kept!.unbiased, true);
  });

  test('are handed over, given a deputy and marked urgent by who has them, and by nobody else but the manager', async () => {
    const [mine, free] = [await newCase(), await newCase()];
    await asa!.post(`${mine.at}/ta`, { bias: 'no' });
    await asa!.post('/handlaggning/urval', { case: [mine.id, free.id], deed: 'urgent' });
    assert.deepEqual([(await row(mine.id)).urgent, (await row(free.id)).urgent], [true, false]);
    assert.match((await asa!.get(`${mine.at}/handelser`)).text, /markerades som brådskande/);
    await asa!.post('/handlaggning/urval', { case: [mine.id], deed: 'deputy', to: boWorks!.id });
    assert.equal((await row(mine.id)).deputy_id, boWorks!.id);
    await asa!.post('/handlaggning/urval', { case: [mine.id, free.id], deed: 'give', to: boWorks!.id });
    assert.deepEqual([(await row(mine.id)).assignee_id, (await row(free.id)).assignee_id], [boWorks!.id, null]);
    await chef!.post('/handlaggning/urval', { case: [free.id], deed: 'give', to: asaWorks!.id });
    assert.equal((await row(free.id)).assignee_id, asaWorks!.id);
  });

  test('of another unit or authority are told nothing of, and stay as they were', async () => {
    const { id, number } = await newCase();
    for (const stranger of [other!, social!]) {
      assert.equal((await stranger.get(`/handlaggning/urval?arende=${id}`)).status, 404);
      const done = await stranger.post('/handlaggning/urval', { case: [id], deed: 'take', unbiased: [id] });
      assert.match(done.text, /Ingenting ändrades/);
      assert.doesNotMatch(done.text, new RegExp(number));
    }
    assert.equal((await row(id)).assignee_id, null);
  });
});

describe('a saved list', () => {
  test('is its maker\'s, opens with its filter, and is shown first when they want it', async () => {
    const { number } = await newCase();
    assert.equal((await asa!.post('/handlaggning/listor', { name: 'Nya, senast först', visa: 'nya', ordning: 'fallande', first: 'yes' })).status, 303);
    const first = (await asa!.get('/handlaggning')).text;
    assert.match(first, /Nya ärenden som ingen har tagit/);
    assert.ok(lineOf(first, number));
    assert.match(first, /Nya, senast först/);
    assert.doesNotMatch((await bo!.get('/handlaggning')).text, /Nya, senast först/);
    const path = /action="(\/handlaggning\/listor\/[^"]*\/borttagning)"/.exec((await asa!.get('/handlaggning/listor')).text)![1]!;
    assert.equal((await bo!.post(path, {})).status, 404);
    assert.equal((await asa!.post(path, {})).status, 303);
    assert.match((await asa!.get('/handlaggning')).text, /Mina ärenden/);
  });

  test('is shared in the unit by its manager alone, and taken away by nobody else', async () => {
    assert.equal((await asa!.post('/handlaggning/listor', { name: 'Delad', visa: 'frister', share: 'yes' })).status, 403);
    assert.equal((await chef!.post('/handlaggning/listor', { name: 'Veckans frister', visa: 'frister', share: 'yes' })).status, 303);
    assert.match((await asa!.get('/handlaggning')).text, /Veckans frister/);
    assert.doesNotMatch((await other!.get('/handlaggning')).text, /Veckans frister/);
    const at = /action="(\/handlaggning\/listor\/[^"]*)\/forst"/.exec((await asa!.get('/handlaggning/listor')).text)![1]!;
    assert.equal((await asa!.post(`${at}/borttagning`, {})).status, 403);
    assert.equal((await asa!.post(`${at}/forst`, { first: 'yes' })).status, 303);
    assert.equal((await chef!.post(`${at}/borttagning`, {})).status, 303, 'also where somebody sees it first');
    assert.match((await asa!.get('/handlaggning')).text, /Mina ärenden/);
  });

  test('needs a name', async () => {
    assert.equal((await asa!.post('/handlaggning/listor', { name: ' ', visa: 'nya' })).status, 422);
  });
});

describe('a phrase of the authority', () => {
  const phrase = (more: Record<string, unknown> = {}) => chef!.post('/handlaggning/fraser/ny', { title: 'Ring oss', text: 'Hej {namn}! Ring {telefon} om {ärendenummer}.', uses: ['completion', 'hearing', 'decision', 'message'], ...more });
  const idOf = (text: string, title: string) => new RegExp(`<option value="([0-9a-f-]{36})"[^>]*>${title}<`).exec(text)?.[1] ?? '';

  test('is put into a request, a hearing, a message and a decision with what the case knows, and nothing is sent', async () => {
    assert.equal((await phrase()).status, 303);
    const { id, number, at } = await newCase();
    await asa!.post(`${at}/ta`, { bias: 'no' });
    const filled = new RegExp(`Hej Tilda Ärlig! Ring 031[^<]* om ${number}\\.`);
    for (const path of ['/komplettering', '/kommunicering']) {
      const chosen = idOf((await asa!.get(at + path)).text, 'Ring oss');
      const form = await asa!.post(at + path, { text: 'Först det här.', due: '2026-12-10', do: 'phrase', phrase: chosen });
      assert.equal(form.status, 200);
      assert.match(form.text, filled);
      assert.match(form.text, /Först det här\.\n\nHej/);
    }
    const chosen = idOf((await asa!.get(`${at}/handelser`)).text, 'Ring oss');
    assert.match((await asa!.post(`${at}/meddelande`, { text: '', do: 'phrase', phrase: chosen })).text, filled);
    const decision = (await asa!.get(`${at}/beslut`)).text;
    const press = /value="phrase:([^"]*)"/.exec(decision)![1]!;
    const revision = /name="revision" value="([^"]*)"/.exec(decision)![1]!;
    const key = /name="om" value="([^"]*)"/.exec(decision)![1]!;
    assert.equal((await asa!.post(`${at}/beslut`, { om: key, revision, [`${press}.text`]: 'Skälen.', [`${press}.phrase`]: chosen, do: `phrase:${press}` })).status, 303);
    assert.match((await asa!.get(`${at}/beslut?om=${key}`)).text, /Skälen\.\n\nHej Tilda Ärlig!/);
    assert.deepEqual(await house.asOwner('select 1 from cases.request where case_id = $1', [id]), []);
    assert.deepEqual(await house.asOwner(`select 1 from cases.record where case_id = $1 and direction = 'out'`, [id]), []);
  });

  test('is offered in its unit and where it is for, and written by managers alone', async () => {
    await phrase({ title: 'Bara barn', unit: town.unit('fardtjanst-barn') });
    await phrase({ title: 'Bara beslut', uses: ['decision'] });
    const { at } = await newCase();
    await asa!.post(`${at}/ta`, { bias: 'no' });
    const form = (await asa!.get(`${at}/komplettering`)).text;
    assert.ok(form.includes('Ring oss') && !form.includes('Bara barn') && !form.includes('Bara beslut'));
    assert.equal((await asa!.get('/handlaggning/fraser')).status, 403);
    assert.doesNotMatch((await social!.get('/handlaggning/fraser')).text, /Ring oss/);
  });

  test('with something nobody can fill in is not saved, and one that is taken away is offered no more', async () => {
    const wrong = await phrase({ text: 'Hej {name}!', title: 'Fel' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /\{name\}/);
    const list = (await chef!.get('/handlaggning/fraser')).text;
    assert.doesNotMatch(list, />Fel</);
    const path = /href="(\/handlaggning\/fraser\/[0-9a-f-]{36})"[^>]*>Bara beslut/.exec(list)![1]!;
    assert.equal((await social!.post(`${path}/borttagning`, {})).status, 404);
    await chef!.post(`${path}/borttagning`, {});
    assert.doesNotMatch((await chef!.get('/handlaggning/fraser')).text, /Bara beslut/);
  });
});

describe('a telephone talk', () => {
  test('is noted from what a search found, and is a record when the officer says so', async () => {
    const { id, number, at } = await newCase();
    await asa!.post(`${at}/ta`, { bias: 'no' });
    const found = (await asa!.post('/handlaggning/sok', { q: number })).text;
    assert.ok(found.includes(`${at}/samtal`));
    assert.match((await asa!.get(`${at}/samtal`)).text, /value="Tilda Ärlig"/);
    assert.equal((await asa!.post(`${at}/samtal`, { caller: 'Tilda Ärlig', text: '' })).status, 422);
    const records = async () => (await house.asOwner(`select 1 from cases.record where case_id = $1 and direction = 'drawnUp'`, [id])).length;
    await asa!.post(`${at}/samtal`, { caller: 'Tilda Ärlig', text: 'Frågade när beslutet kommer.' });
    assert.equal(await records(), 0);
    const back = (await asa!.post(`${at}/samtal`, { caller: 'Vårdcentralen', text: 'Intyget är på väg.', record: 'yes' })).location!;
    assert.equal(await records(), 1);
    assert.match((await asa!.get(back.pathname + back.search)).text, /role="status"[\s\S]*Samtalet är antecknat\./, 'a press is answered');
    assert.doesNotMatch((await asa!.get(`${at}?klart=toString`)).text, /role="status"/);
    assert.match((await asa!.get(at)).text, /Samtal med Vårdcentralen\. Intyget är på väg\./);
    assert.equal((await other!.post(`${at}/samtal`, { caller: 'X', text: 'Y' })).status, 403);
  });
});

describe('what was sought, what is known, how it is judged and what was decided', () => {
  test('stand side by side on one page', async () => {
    const { at } = await newCase();
    await asa!.post(`${at}/ta`, { bias: 'no' });
    const page = (await asa!.get(`${at}/oversikt`)).text;
    for (const heading of ['Sökt', 'Underlag', 'Bedömning', 'Beslut']) assert.match(page, new RegExp(`<h3[^>]*>${heading}</h3>`));
    assert.match(page, /Det gör ont att stå\./);
    assert.match(page, /Inte beslutat\./);
    assert.equal((await other!.get(`${at}/oversikt`)).status, 403);
  });
});

describe('follow-up', () => {
  test('tells where time goes, what is late and why, and hides outcomes that are few', async () => {
    const { id, number, at } = await newCase();
    await asa!.post(`${at}/ta`, { bias: 'no' });
    const late = await newCase();
    await house.asOwner(`update cases.case_file set next_due = '2026-11-01' where id = $1`, [late.id]);
    await house.asOwner(`update cases.case_file set decided_at = '2026-11-20T08:00:00Z', arrived_day = '2026-11-10', arrived_at = '2026-11-10T08:00:00Z', complete_at = '2026-11-16T08:00:00Z' where id = $1`, [id]);
    await house.asOwner(`insert into cases.decision (tenant_id, id, case_id, authority_id, unit_id, type, outcome, number, decided_by, decided_at, delegation_point, reported, content_cipher, rule)
      select tenant_id, id, id, authority_id, unit_id, 'permit', 'granted', 1, $2, decided_at, '5.3', false, '', 'main' from cases.case_file where id = $1`, [id, asaWorks!.id]);
    assert.match((await chef!.get('/handlaggning/uppfoljning/tider?period=kvartal')).text, /För få beslut för att visa tider/, 'a median of one case tells how long one person waited');
    for (let more = 0; more < 4; more++) {
      const another = await newCase();
      await asa!.post(`${another.at}/ta`, { bias: 'no' });
      await house.asOwner(`update cases.case_file set decided_at = '2026-11-20T08:00:00Z', arrived_day = '2026-11-10', arrived_at = '2026-11-10T08:00:00Z', complete_at = '2026-11-16T08:00:00Z' where id = $1`, [another.id]);
    }
    const page = (await chef!.get('/handlaggning/uppfoljning/tider?period=kvartal')).text;
    assert.match(page, /Mest tid går från att ansökan kom in till handläggare: 10 dagar/);
    assert.match(lineOf(page, late.number), /19[\s\S]*Ingen handläggare än/);
    assert.match(page, /Visas inte/);
    assert.ok(!page.includes('Ärlig'));
    const elsewhere = (await social!.get('/handlaggning/uppfoljning/tider')).text;
    assert.ok(!elsewhere.includes(late.number) && !elsewhere.includes(number));
    assert.equal((await asa!.get('/handlaggning/uppfoljning/tider')).status, 403);
  });
});

describe('small things', () => {
  test('a telephone number reads as it is said, and staff who come wrong are shown back to their work', async () => {
    const { at } = await newCase();
    await asa!.post(`${at}/ta`, { bias: 'no' });
    assert.doesNotMatch((await asa!.get(at)).text, />\+467/);
    const wrong = await asa!.get('/handlaggning/finns-inte');
    assert.match(wrong.text, /href="\/handlaggning"[^>]*>[\s\S]*Till personalens startsida/);
  });
});
