import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, textOfPdf, type Uuid } from '../../../platform/index.ts';
import { services, type ServiceFolder } from '../../../services/index.ts';
import { tasksOfClocks, tasksOfRequests } from './make-tasks.ts';
import { cases } from '../../index.ts';
import { apply, hire, makeTown, meet, signedInResident, signedInStaff, type Town, type Worker } from '../../testing.ts';

const start = new Date('2026-03-02T09:00:00Z');
const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], now: start });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);

/** Clocks that stop for completion, may be extended, and give tasks; and who may decide so. */
const withClocks = (folder: ServiceFolder): ServiceFolder => ({ ...folder, definition: {
  ...folder.definition,
  deadlines: [
    { id: 'law', clock: 'law', sv: 'Beslut inom tio veckor', from: 'arrived', for: 'P10W', stopsFor: ['completion'], extend: { for: 'P10W' },
      runsOut: { to: 'manager', task: 'Avgör ärendet nu.', remind: 'P2W' } },
    { id: 'promise', clock: 'promise', sv: 'Beslut inom tjugo arbetsdagar', from: 'arrived', for: 'P20WD', runsOut: { to: 'officer', task: 'Ring parten.', remind: 'P5WD' } },
    { id: 'asked', clock: 'law', sv: 'Avgör eller avslå begäran', from: 'asked', for: 'P4W' },
  ],
  delegation: [...folder.definition.delegation, { point: '5.9', decisions: ['extension', 'delay'], reported: true }],
} });
let town: Town;
let tilda: Uuid;
let [officer, manager]: Worker[] = [];
before(async () => {
  town = await makeTown(house, ['fardtjanst'], withClocks);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  const at = { authority: 'tekniska-namnden', unit: 'fardtjanst' };
  officer = await hire(house, town, 'Åsa Öberg', { ...at, roles: ['officer'] });
  manager = await hire(house, town, 'Cilla Chef', { ...at, roles: ['manager'] });
});

async function onDay(day: string, who = officer!): Promise<Client> {
  house.clock.set(new Date(`${day}T10:00:00Z`));
  return signedInStaff(house, server, town, who);
}

async function taken(): Promise<{ id: Uuid; at: string; asa: Client }> {
  house.clock.set(start);
  const asa = await signedInStaff(house, server, town, officer!);
  const { caseId } = await apply(house, town, tilda);
  await asa.post(`/handlaggning/arenden/${caseId}/ta`, { bias: 'no' });
  return { id: caseId, at: `/handlaggning/arenden/${caseId}`, asa };
}

const run = (work: (tx: Parameters<typeof tasksOfClocks>[0]) => Promise<number>) => house.db.system(town.id, 'test', work);
const dues = async (id: Uuid) => Object.fromEntries((await house.asOwner<{ deadline: string; due: string; standing: string | null }>(
  'select deadline, due_day::text as due, standing_since::text as standing from cases.clock where case_id = $1', [id])).map((row) => [row.deadline, [row.due, row.standing]]));
const tasks = (id: Uuid) => house.asOwner<{ key: string; for_role: string; done: boolean }>('select key, for_role, done_at is not null as done from cases.task where case_id = $1 order by key', [id]);

describe('the clocks of a case', () => {
  test('begin when it arrives, in calendar time and in working days that pass over Easter', async () => {
    const { id } = await taken();
    assert.deepEqual(await dues(id), { law: ['2026-05-11', null], promise: ['2026-03-30', null], asked: [null, null] });
  });

  test('stand still while a completion is awaited, say so, and move on by as many days when it has come', async () => {
    const { id, at } = await taken();
    const asa = await onDay('2026-04-01');
    assert.equal((await asa.post(`${at}/komplettering`, { text: 'Skicka intyget.', due: '2026-04-20' })).status, 303);
    assert.deepEqual((await dues(id))['law'], ['2026-05-11', '2026-04-01']);
    assert.match((await asa.get(`${at}/frister`)).text, /Står stilla sedan 1 april 2026/);
    house.clock.set(new Date('2026-04-11T10:00:00Z'));
    const home = await signedInResident(house, server, town, tilda);
    const [request] = await house.asOwner<{ id: string }>('select id from cases.request where case_id = $1', [id]);
    assert.equal((await home.post(`/mina-sidor/arenden/${id}/komplettering/${request!.id}`, { ovrigt: 'Här är det.' })).status, 303);
    assert.deepEqual((await dues(id))['law'], ['2026-05-21', null]);
    const [row] = await house.asOwner<{ law_due: string; waiting_for: string | null }>('select law_due::text, waiting_for from cases.case_file where id = $1', [id]);
    assert.deepEqual(row, { law_due: '2026-05-21', waiting_for: null });
    assert.match((await (await onDay('2026-04-12')).get(`${at}/frister`)).text, /1 april 2026[\s\S]*11 april 2026/);
  });

  test('a step that is promised is told with its own day, is not the day of the decision, and is over when staff have taken it', async () => {
    const calls = await makeTown(house, ['fardtjanst'], (folder) => {
      const clocks = withClocks(folder);
      const call = { id: 'call', clock: 'promise', step: 'reading', sv: 'Vi ringer inom tre arbetsdagar', from: 'arrived', for: 'P3WD', runsOut: { to: 'officer', task: 'Ring.', remind: 'P1WD' } } as const;
      return { ...clocks, definition: { ...clocks.definition, deadlines: [...clocks.definition.deadlines, call] } };
    });
    house.clock.set(start);
    const one = await meet(house, calls, 'Tilda', 'Ärlig', '189001019802');
    const worker = await hire(house, calls, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
    const asa = await signedInStaff(house, server, calls, worker);
    const { caseId: id } = await apply(house, calls, one);
    const at = `/handlaggning/arenden/${id}`;
    await asa.post(`${at}/ta`, { bias: 'no' });
    const days = async () => (await house.asOwner<{ promise: string; next: string }>('select promise_due::text as promise, next_due::text as next from cases.case_file where id = $1', [id]))[0];
    assert.deepEqual(await days(), { promise: '2026-03-30', next: '2026-03-05' });
    const seen = async () => (await (await signedInResident(house, server, calls, one)).get(`/mina-sidor/arenden/${id}`)).text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
    assert.match(await seen(), /Vi ringer inom tre arbetsdagar senast 5 mars 2026/);
    assert.match(await seen(), /Du får beslut senast 30 mars 2026/);
    assert.equal((await asa.post(`${at}/frister/promise/gjort`, {})).status, 303);
    assert.deepEqual(await days(), { promise: '2026-03-30', next: '2026-03-05' }, 'only a step is over by being done');
    house.clock.set(new Date('2026-03-04T10:00:00Z'));
    await house.db.system(calls.id, 'test', tasksOfClocks);
    const [task] = await house.asOwner<{ id: string }>('select id from cases.task where case_id = $1 and key like \'clock:call:%\'', [id]);
    assert.equal((await (await signedInStaff(house, server, calls, worker)).post(`${at}/uppgift/${task!.id}/klar`, {})).location?.pathname, `${at}/frister`);
    assert.deepEqual(await days(), { promise: '2026-03-30', next: '2026-03-30' });
    assert.match(await seen(), /Du får beslut senast 30 mars 2026/);
    assert.doesNotMatch(await seen(), /Vi ringer inom/);
    const ended = await house.asOwner<{ deadline: string }>('select deadline from cases.clock where case_id = $1 and ended_at is not null', [id]);
    assert.deepEqual(ended.map(({ deadline }) => deadline), ['call']);
  });

  test('end with the case, and with them their tasks', async () => {
    const { id, at } = await taken();
    await onDay('2026-05-12');
    await run(tasksOfClocks);
    assert.ok((await tasks(id)).some(({ key, done }) => key === 'clock:law:out:2026-05-11' && !done));
    const asa = await onDay('2026-05-12');
    assert.equal((await asa.post(`${at}/avsluta`, { how: 'withdrawn', why: 'Du har tagit tillbaka den.' })).status, 303);
    const ended = await house.asOwner('select 1 from cases.clock where case_id = $1 and ended_at is null', [id]);
    assert.equal(ended.length, 0);
    assert.ok((await tasks(id)).every(({ done }) => done));
  });
});

describe('a time that is extended', () => {
  test('gets more time once, by a decision told with its reasons before it has run out', async () => {
    const { id, at } = await taken();
    const asa = await onDay('2026-05-04');
    assert.equal((await asa.post(`${at}/frister/law/forlang`, { why: '' })).status, 409, 'not without reasons');
    assert.equal((await asa.post(`${at}/frister/promise/forlang`, { why: 'Mycket att göra.' })).status, 409, 'the definition does not let it');
    assert.equal((await asa.post(`${at}/frister/law/forlang`, { why: 'Vi väntar på ett utlåtande från vården.' })).status, 303);
    assert.deepEqual((await dues(id))['law'], ['2026-07-20', null]);
    const [decision] = await house.asOwner<{ type: string; document_id: string }>('select type, document_id from cases.decision where case_id = $1', [id]);
    assert.equal(decision!.type, 'extension');
    const letter = textOfPdf((await asa.get(`${at}/dokument/${decision!.document_id}`)).bytes);
    assert.ok(letter.includes('utlåtande från vården') && letter.includes('20 juli 2026'), letter);
    const [told] = await house.asOwner<{ appealable: boolean }>('select appealable from cases.notification where case_id = $1', [id]);
    assert.equal(told!.appealable, false);
    assert.equal((await asa.post(`${at}/frister/law/forlang`, { why: 'Igen.' })).status, 409, 'once');
    const home = await signedInResident(house, server, town, tilda);
    assert.doesNotMatch((await home.get(`/mina-sidor/arenden/${id}`)).text, /Beslutet gäller slutligt/);
    const [row] = await house.asOwner<{ decided_at: Date | null }>('select decided_at from cases.case_file where id = $1', [id]);
    assert.equal(row!.decided_at, null, 'the case goes on');
  });

  test('cannot be extended once it has run out', async () => {
    const { at } = await taken();
    const asa = await onDay('2026-05-12');
    assert.equal((await asa.post(`${at}/frister/law/forlang`, { why: 'Vi hann inte.' })).status, 409);
  });
});

describe('tasks', () => {
  test('come of clocks that near their end and run out, for whom the definition says, once', async () => {
    const { id, at } = await taken();
    await onDay('2026-03-23');
    await run(tasksOfClocks);
    assert.deepEqual((await tasks(id)).map(({ key, for_role }) => [key, for_role]), [['clock:promise:near:2026-03-30', 'officer']]);
    const asa = await onDay('2026-04-28');
    await run(tasksOfClocks);
    assert.equal(await run(tasksOfClocks), 0, 'once');
    assert.deepEqual((await tasks(id)).map(({ key }) => key), ['clock:law:near:2026-05-11', 'clock:promise:near:2026-03-30', 'clock:promise:out:2026-03-30']);
    const page = (await asa.get(`${at}/frister`)).text;
    assert.match(page, /Ring parten\.[\s\S]*Åsa Öberg/);
    assert.match(page, /Avgör ärendet nu\.[\s\S]*Cilla Chef/);
    assert.match((await asa.get('/handlaggning/uppgifter')).text, /Ring parten/);
    assert.doesNotMatch((await asa.get('/handlaggning/uppgifter')).text, /Avgör ärendet nu/, 'that is the manager\'s');
    assert.match((await asa.get('/handlaggning')).text, /uppgifter att göra/);
  });

  test('of a case that nobody has lie with the manager of its unit, who sees what is late', async () => {
    house.clock.set(start);
    const { caseId } = await apply(house, town, tilda);
    await onDay('2026-04-01');
    await run(tasksOfClocks);
    const cilla = await onDay('2026-04-10', manager);
    const list = (await cilla.get('/handlaggning/uppgifter')).text;
    const [row] = await house.asOwner<{ number: string }>('select number from cases.case_file where id = $1', [caseId]);
    assert.ok(list.includes(row!.number));
    assert.match(list, /försenad/);
    assert.match((await cilla.get('/handlaggning/uppgifter?visa=enheten')).text, /Åsa Öberg/, 'whose the others are');
  });

  test('are given by hand to somebody named, and done', async () => {
    const { id, at, asa } = await taken();
    assert.equal((await asa.post(`${at}/uppgift`, { what: '', due: '2026-03-09', to: 'manager' })).status, 422);
    assert.equal((await asa.post(`${at}/uppgift`, { what: 'Läs yttrandet', due: '2026-02-09', to: 'manager' })).status, 422, 'a day that has passed');
    assert.equal((await asa.post(`${at}/uppgift`, { what: 'Läs yttrandet', due: '2026-03-09', to: manager!.id })).status, 303);
    const cilla = await onDay('2026-03-03', manager);
    const list = (await cilla.get('/handlaggning/uppgifter')).text;
    assert.match(list, /Läs yttrandet/);
    const [task] = await house.asOwner<{ id: string }>('select id from cases.task where case_id = $1', [id]);
    await cilla.post(`${at}/skal`, { reason: 'review' });
    assert.equal((await cilla.post(`${at}/uppgift/${task!.id}/klar`, { till: 'listan' })).location?.pathname, '/handlaggning/uppgifter');
    const [done] = await house.asOwner<{ done_by: string }>('select done_by from cases.task where id = $1', [task!.id]);
    assert.equal(done!.done_by, manager!.id);
  });

  test('come of a request that nobody answers in time, and go when the answer comes', async () => {
    const { id, at, asa } = await taken();
    await asa.post(`${at}/komplettering`, { text: 'Skicka intyget.', due: '2026-03-10' });
    await onDay('2026-03-10');
    assert.equal(await run(tasksOfRequests), 0, 'the last day counts');
    await onDay('2026-03-11');
    assert.equal(await run(tasksOfRequests), 1);
    assert.equal(await run(tasksOfRequests), 0, 'once');
    const home = await signedInResident(house, server, town, tilda);
    const [request] = await house.asOwner<{ id: string }>('select id from cases.request where case_id = $1', [id]);
    await home.post(`/mina-sidor/arenden/${id}/komplettering/${request!.id}`, { ovrigt: 'Här är det.' });
    assert.deepEqual((await tasks(id)).map(({ key, done }) => [key, done]), [[`request:${request!.id}`, true]]);
  });
});

describe('a request that the case be settled', () => {
  async function asked(day: string): Promise<{ id: Uuid; at: string; home: Client; asa: Client }> {
    const { id, at } = await taken();
    const asa = await onDay(day);
    const home = await signedInResident(house, server, town, tilda);
    assert.equal((await home.post(`/mina-sidor/arenden/${id}/begar-beslut`, { text: 'Jag har väntat länge.' })).status, 303);
    return { id, at, home, asa };
  }

  test('after six months starts a clock of four weeks and a task, and is received once', async () => {
    const { id, at, home, asa } = await asked('2026-09-02');
    assert.deepEqual((await dues(id))['asked'], ['2026-09-30', null]);
    assert.match((await home.get(`/mina-sidor/arenden/${id}/begar-beslut`)).text, /senast 30 september 2026/);
    assert.equal((await home.post(`/mina-sidor/arenden/${id}/begar-beslut`, {})).status, 409);
    assert.match((await asa.get(`${at}/frister`)).text, /Jag har väntat länge\.[\s\S]*senast 30 september 2026/);
    const records = await house.asOwner('select 1 from cases.record where case_id = $1 and title = $2', [id, 'Begäran om att ärendet ska avgöras']);
    assert.equal(records.length, 1);
  });

  test('is refused by a decision of its own, which can be appealed, and the case goes on', async () => {
    const { id, at, home, asa } = await asked('2026-09-02');
    const [request] = await house.asOwner<{ id: string }>('select id from cases.delay_request where case_id = $1', [id]);
    assert.equal((await asa.post(`${at}/begaran-avgorande/${request!.id}/avslag`, { why: ' ' })).status, 422);
    assert.equal((await asa.post(`${at}/begaran-avgorande/${request!.id}/avslag`, { why: 'Vi väntar på ett läkarutlåtande.' })).status, 303);
    assert.equal((await asa.post(`${at}/begaran-avgorande/${request!.id}/avslag`, { why: 'Igen.' })).status, 409);
    const [told] = await house.asOwner<{ type: string; appealable: boolean; document_id: string }>(
      'select d.type, n.appealable, d.document_id from cases.decision d join cases.notification n on n.decision_id = d.id where d.case_id = $1', [id]);
    assert.deepEqual([told!.type, told!.appealable], ['delayRefusal', true]);
    assert.ok(textOfPdf((await asa.get(`${at}/dokument/${told!.document_id}`)).bytes).includes('läkarutlåtande'));
    assert.deepEqual((await dues(id))['asked'], [null, null]);
    assert.equal((await home.post(`/mina-sidor/arenden/${id}/begar-beslut`, {})).status, 409, 'one time is given');
    assert.ok((await tasks(id)).filter(({ key }) => key.startsWith('delay:')).every(({ done }) => done));
  });

  test('that comes too early is received, starts no clock, and leaves the one time that the law gives', async () => {
    const { id, at, home, asa } = await asked('2026-05-01');
    assert.deepEqual((await dues(id))['asked'], [null, null]);
    assert.match((await home.get(`/mina-sidor/arenden/${id}/begar-beslut`)).text, /inte gått sex månader/);
    const [request] = await house.asOwner<{ id: string }>('select id from cases.delay_request where case_id = $1', [id]);
    assert.equal((await asa.post(`${at}/begaran-avgorande/${request!.id}/avslag`, { why: 'Sex månader har inte gått.' })).status, 303);
    house.clock.set(new Date('2026-09-03T10:00:00Z'));
    const later = await signedInResident(house, server, town, tilda);
    assert.equal((await later.post(`/mina-sidor/arenden/${id}/begar-beslut`, {})).status, 303);
  });

  test('ends when the case is settled', async () => {
    const { id, at, asa } = await asked('2026-09-02');
    await asa.post(`${at}/avsluta`, { how: 'other', why: 'Det finns inget kvar att pröva.' });
    const [request] = await house.asOwner<{ ended_why: string }>('select ended_why from cases.delay_request where case_id = $1', [id]);
    assert.equal(request!.ended_why, 'decided');
  });
});
