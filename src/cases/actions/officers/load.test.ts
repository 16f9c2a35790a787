import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { cases } from '../../index.ts';
import { forgetAbsences } from '../../store/officers/absences.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town, type Worker } from '../../testing.ts';

const start = new Date('2026-11-20T09:00:00Z');
const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], now: start });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let [asa, bo, cilla, stranger]: Worker[] = [];
before(async () => {
  town = await makeTown(house);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const at = { authority: 'tekniska-namnden', unit: 'fardtjanst' };
  asa = await hire(house, town, 'Åsa Öberg', { ...at, roles: ['officer'] });
  bo = await hire(house, town, 'Bo Ek', { ...at, roles: ['officer'] });
  cilla = await hire(house, town, 'Cilla Chef', { ...at, roles: ['manager'] });
  stranger = await hire(house, town, 'Eva Soc', { authority: 'socialnamnden', unit: 'forsorjningsstod', roles: ['manager'] });
});

async function onDay(day: string, who: Worker): Promise<Client> {
  house.clock.set(new Date(`${day}T10:00:00Z`));
  return signedInStaff(house, server, town, who);
}
async function newCase(): Promise<{ id: Uuid; number: string }> {
  const { caseId } = await apply(house, town, tilda);
  const [row] = await house.asOwner<{ number: string }>('select number from cases.case_file where id = $1', [caseId]);
  return { id: caseId, number: row!.number };
}
const assignee = async (id: Uuid) => (await house.asOwner<{ assignee_id: string | null }>('select assignee_id from cases.case_file where id = $1', [id]))[0]!.assignee_id;

describe('somebody who is away', () => {
  test('has a deputy who has their cases meanwhile, and not before or after; the person sees why they read', async () => {
    const mine = await onDay('2026-11-20', asa!);
    const { id, number } = await newCase();
    await mine.post(`/handlaggning/arenden/${id}/ta`, { bias: 'no' });
    assert.equal((await mine.post('/handlaggning/franvaro', { staff: asa!.id, from: '2026-11-23', until: '2026-11-27', deputy: bo!.id })).status, 303);
    const note = (who: Client) => who.post(`/handlaggning/arenden/${id}/meddelande`, { text: 'Vi har läst ditt intyg.' });
    assert.notEqual((await note(await onDay('2026-11-20', bo!))).status, 200);
    const before = await onDay('2026-11-22', bo!);
    assert.doesNotMatch((await before.get('/handlaggning?visa=mina')).text, new RegExp(number));
    const deputy = await onDay('2026-11-23', bo!);
    assert.match((await deputy.get('/handlaggning?visa=mina')).text, new RegExp(number));
    assert.match((await deputy.get(`/handlaggning/arenden/${id}`)).text, /Jag vikarierar för handläggaren/);
    assert.equal((await note(deputy)).status, 303);
    const home = await signedInResident(house, server, town, tilda);
    assert.match((await home.get(`/mina-sidor/arenden/${id}/vem-har-last`)).text, /vikarie|ersätt/i);
    const after = await onDay('2026-11-28', bo!);
    assert.doesNotMatch((await after.get('/handlaggning?visa=mina')).text, new RegExp(number));
    assert.equal(await assignee(id), asa!.id, 'the case is still the officer\'s');
  });

  test('who comes back early has their cases again', async () => {
    const mine = await onDay('2026-12-01', asa!);
    const { id, number } = await newCase();
    await mine.post(`/handlaggning/arenden/${id}/ta`, { bias: 'no' });
    await mine.post('/handlaggning/franvaro', { staff: asa!.id, from: '2026-12-01', until: '2026-12-11', deputy: bo!.id });
    const path = /action="(\/handlaggning\/franvaro\/[^"]*\/slut)"/.exec((await mine.get('/handlaggning/franvaro')).text)![1]!;
    assert.equal((await (await onDay('2026-12-02', bo!)).post(path, {})).status, 404, 'nobody else ends it but themselves and their manager');
    assert.equal((await (await onDay('2026-12-02', cilla!)).post(path, {})).status, 303);
    assert.doesNotMatch((await (await onDay('2026-12-02', bo!)).get('/handlaggning?visa=mina')).text, new RegExp(number));
  });

  test('is entered for oneself, or by the manager, with days that hold', async () => {
    const mine = await onDay('2026-12-14', bo!);
    const wish = { from: '2026-12-21', until: '2026-12-23', deputy: asa!.id };
    assert.equal((await mine.post('/handlaggning/franvaro', { ...wish, staff: asa!.id })).status, 422, 'not for a colleague');
    assert.equal((await mine.post('/handlaggning/franvaro', { ...wish, staff: bo!.id, until: '2026-12-20' })).status, 422);
    assert.equal((await mine.post('/handlaggning/franvaro', { ...wish, staff: bo!.id, deputy: bo!.id })).status, 422);
    assert.equal((await (await onDay('2026-12-14', cilla!)).post('/handlaggning/franvaro', { ...wish, staff: bo!.id })).status, 303);
    const rows = await house.asOwner<{ from_day: string }>(`select from_day::text from cases.absence where staff_id = $1`, [bo!.id]);
    assert.deepEqual(rows, [{ from_day: '2026-12-21' }]);
  });

  test('is forgotten a year after', async () => {
    await onDay('2027-12-23', asa!);
    assert.equal(await house.db.system(town.id, 'test', forgetAbsences), 2, 'the two that ended more than a year ago');
    assert.equal((await house.asOwner('select 1 from cases.absence where staff_id = $1', [bo!.id])).length, 1);
  });
});

describe('a manager', () => {
  test('sees who has how much, and spreads several cases fairly among those at work', async () => {
    await onDay('2026-11-20', asa!);
    const made = [await newCase(), await newCase(), await newCase()];
    const chef = await onDay('2026-11-20', cilla!);
    await chef.post('/handlaggning/franvaro', { staff: cilla!.id, from: '2027-06-01', until: '2027-06-30', deputy: '' });
    const page = (await chef.get('/handlaggning/fordelning')).text;
    assert.match(page, /Åsa Öberg[\s\S]*Bo Ek|Bo Ek[\s\S]*Åsa Öberg/);
    assert.ok(!page.includes('Ärlig'), 'no names of parties');
    assert.equal((await chef.post('/handlaggning/fordelning', { case: made.map(({ id }) => id) })).status, 422);
    const open = async (who: Worker) => Number((await house.asOwner<{ count: string }>('select count(*) from cases.case_file where assignee_id = $1 and closed_at is null', [who.id]))[0]!.count);
    const before = [await open(asa!), await open(bo!)];
    assert.equal((await chef.post('/handlaggning/fordelning', { case: made.map(({ id }) => id), to: [asa!.id, bo!.id] })).status, 303);
    const after = [await open(asa!), await open(bo!)];
    assert.equal(after[0]! + after[1]!, before[0]! + before[1]! + 3);
    assert.ok(Math.abs(after[0]! - after[1]!) <= Math.max(1, Math.abs(before[0]! - before[1]!) - 1), `${before.join()} became ${after.join()}`);
    const [row] = await house.asOwner<{ unbiased: boolean; kind: string }>('select unbiased, kind from cases.assignment where case_id = $1', [made[0]!.id]);
    assert.deepEqual(row, { unbiased: false, kind: 'reassign' }, 'the question of bias is left to who gets it');
  });

  test('gives nothing to who has said they may be biased, nor what somebody took meanwhile', async () => {
    const mine = await onDay('2026-11-20', asa!);
    const [one, two] = [await newCase(), await newCase()];
    await mine.post(`/handlaggning/arenden/${one.id}/ta`, { bias: 'yes' });
    await mine.post(`/handlaggning/arenden/${two.id}/ta`, { bias: 'no' });
    const chef = await onDay('2026-11-20', cilla!);
    const done = await chef.post('/handlaggning/fordelning', { case: [one.id, two.id], to: [asa!.id] });
    assert.equal(done.location?.search, '?gav=0&kvar=2');
    assert.equal(await assignee(one.id), null);
    assert.doesNotMatch((await chef.get(`/handlaggning/arenden/${one.id}/lamna`)).text, new RegExp(asa!.id), 'nor one by one');
  });

  test('distributes within the own unit alone, and officers not at all', async () => {
    await onDay('2026-11-20', asa!);
    const { id, number } = await newCase();
    const elsewhere = await onDay('2026-11-20', stranger!);
    assert.doesNotMatch((await elsewhere.get('/handlaggning/fordelning')).text, new RegExp(number));
    await elsewhere.post('/handlaggning/fordelning', { case: [id], to: [asa!.id] });
    assert.equal(await assignee(id), null);
    assert.equal((await (await onDay('2026-11-20', asa!)).get('/handlaggning/fordelning')).status, 403);
  });
});
