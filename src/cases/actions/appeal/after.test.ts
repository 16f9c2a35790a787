import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { hidden, serve, testHouse, type Client } from '../../../../test/support/index.ts';
import { identity } from '../../../identity/index.ts';
import { messages } from '../../../messages/index.ts';
import { organisation } from '../../../organisation/index.ts';
import { closePdf, type Uuid } from '../../../platform/index.ts';
import { services } from '../../../services/index.ts';
import { destroyDue } from '../register/destroy-due.ts';
import { addRetentionPlan } from '../../store/register/retention-plans.ts';
import { makeFinal } from '../notification/make-final.ts';
import { cases } from '../../index.ts';
import { notePassedPromises, remindPermits } from '../../jobs.ts';
import { apply, decidePlans, hire, makeTown, meet, signedInStaff, type Town, type Worker } from '../../testing.ts';

const start = new Date('2026-11-20T09:00:00Z');
const house = await testHouse({ rooms: [organisation, identity, messages, services, cases], now: start });
house.atEnd(async () => { closePdf(); });
const server = await serve(house);
let town: Town;
let tilda: Uuid;
let worker: Worker;
before(async () => {
  town = await makeTown(house);
  await decidePlans(house, town.id);
  tilda = await meet(house, town, 'Tilda', 'Ärlig', '189001019802');
  worker = await hire(house, town, 'Åsa Öberg', { authority: 'tekniska-namnden', unit: 'fardtjanst', roles: ['officer'] });
});

const one = async <T extends Record<string, unknown>>(sql: string, id: string) => (await house.asOwner<T>(sql, [id]))[0];
const run = (work: (tx: Parameters<typeof makeFinal>[0]) => Promise<number>) => house.db.system(town.id, 'test', work);
const destroyed = async (tx: Parameters<typeof destroyDue>[0]) => (await destroyDue(tx)).touched;

async function taken(): Promise<{ at: string; id: Uuid; asa: Client }> {
  house.clock.set(start);
  const asa = await signedInStaff(house, server, town, worker);
  const { caseId } = await apply(house, town, tilda);
  const at = `/handlaggning/arenden/${caseId}`;
  await asa.post(`${at}/ta`, { bias: 'no' });
  return { at, id: caseId, asa };
}

/** A day later, with a session that holds: a clock that is moved far ends sessions. */
async function onDay(day: string): Promise<Client> {
  house.clock.set(new Date(`${day}T10:00:00Z`));
  return signedInStaff(house, server, town, worker);
}

async function decided(): Promise<{ at: string; id: Uuid }> {
  const { at, id, asa } = await taken();
  const fields = Object.fromEntries(['travel', 'companion'].flatMap((item) => [
    [`${item}.outcome`, 'granted'], [`${item}.reasons`, item === 'travel' ? 'criteriaMet' : 'helpDuringTrip'], [`${item}.from`, '2026-12-01'], [`${item}.until`, '2028-11-30'],
  ]));
  await asa.post(`${at}/beslut`, { ...fields, revision: hidden((await asa.get(`${at}/beslut`)).text, 'revision'), do: 'onward' });
  const page = (await asa.get(`${at}/beslut/fatta`)).text;
  assert.match(page, /Utredningen är inte klar.*Samtal och medverkan/s, 'whoever decides is told what nobody has written');
  const made = await asa.post(`${at}/beslut/fatta`, { revision: hidden(page, 'revision'), inquiry: hidden(page, 'inquiry'), unbiased: '1' });
  assert.equal(made.status, 303, made.text);
  return { at, id };
}

async function served(): Promise<{ at: string; id: Uuid }> {
  const { at, id } = await decided();
  const asa = await onDay('2026-11-25');
  const path = /href="([^"]*\/delgivning\/[^"]*)"/.exec((await asa.get(`${at}/delgivning`)).text)![1]!;
  assert.equal((await asa.post(path, { how: 'receipt', day: '2026-11-01' })).status, 422, 'before it was sent');
  assert.equal((await asa.post(path, { how: 'receipt', day: '2026-11-24' })).status, 303);
  return { at, id };
}

describe('a decision that someone has got', () => {
  test('can be appealed three weeks, and is then final, and its case closed', async () => {
    const { id } = await served();
    const told = await one<{ until: string }>('select appeal_until::text as until from cases.notification where case_id = $1', id);
    assert.equal(told!.until, '2026-12-15');
    await onDay('2026-12-15');
    await run(makeFinal);
    assert.equal((await one<{ closed_at: Date | null }>('select closed_at from cases.case_file where id = $1', id))!.closed_at, null, 'the last day counts');
    await onDay('2026-12-16');
    assert.ok(await run(makeFinal) >= 1);
    const row = await one<{ state: string; final: boolean }>(
      'select c.state, p.final_at is not null as final from cases.case_file c join cases.party p on p.case_id = c.id where c.id = $1', id);
    assert.deepEqual(row, { state: 'closed', final: true });
    assert.equal(await run(makeFinal), 0, 'once');
  });
});

describe('an appeal', () => {
  async function appealed(day: string): Promise<{ at: string; id: Uuid; asa: Client; path: string }> {
    const { at, id } = await served();
    const asa = await onDay('2026-12-20');
    assert.equal((await asa.post(`${at}/overklagande`, { day, text: 'Jag vill ha rätt.' })).status, 303);
    const path = /action="([^"]*)\/prova"/.exec((await asa.get(`${at}/beslut`)).text)![1]!;
    return { at, id, asa, path };
  }

  test('in time is tried and passed on to the court, and the decision does not become final', async () => {
    const { at, id, asa, path } = await appealed('2026-12-15');
    assert.equal((await asa.post(`${path}/lamna-over`, {})).status, 409, 'not before it is tried');
    await asa.post(`${path}/prova`, {});
    assert.match((await asa.get(`${at}/beslut`)).text, /Kom in i rätt tid/);
    assert.equal((await asa.post(`${path}/avvisa`, {})).status, 409, 'what came in time is not dismissed');
    assert.equal((await asa.post(`${path}/lamna-over`, {})).status, 303);
    assert.match((await asa.get(`${at}/beslut`)).text, /Lämnades över till [^<]*[Ff]örvaltningsrätten/);
    await run(makeFinal);
    assert.equal((await one<{ final_at: Date | null }>('select final_at from cases.notification where case_id = $1', id))!.final_at, null);
  });

  test('that is late is received all the same, and dismissed by a decision of its own', async () => {
    const { at, id, asa, path } = await appealed('2026-12-16');
    await asa.post(`${path}/prova`, {});
    assert.match((await asa.get(`${at}/beslut`)).text, /Kom in för sent\.[\s\S]*15 december 2026/);
    assert.equal((await asa.post(`${path}/lamna-over`, {})).status, 409);
    assert.equal((await asa.post(`${path}/avvisa`, {})).status, 303);
    const decisions = await house.asOwner<{ type: string; delegation_point: string }>('select type, delegation_point from cases.decision where case_id = $1 order by number', [id]);
    assert.deepEqual(decisions.map(({ type }) => type), ['permit', 'appealDismissal']);
    assert.equal((await house.asOwner('select 1 from cases.notification where case_id = $1', [id])).length, 2);
  });
});

describe('ending without trying', () => {
  test('is a decision with reasons: written off, told and registered', async () => {
    const { at, id, asa } = await taken();
    assert.equal((await asa.post(`${at}/avsluta`, { how: 'withdrawn', why: '' })).status, 422);
    assert.equal((await asa.post(`${at}/avsluta`, { how: 'withdrawn', why: 'Du har tagit tillbaka din ansökan.' })).status, 303);
    const row = await one('select state, closed_why from cases.case_file where id = $1', id);
    assert.deepEqual(row, { state: 'closed', closed_why: 'withdrawn' });
    assert.equal((await house.asOwner(`select 1 from cases.record where case_id = $1 and title = 'Beslut om avskrivning'`, [id])).length, 1);
    assert.equal((await asa.get(`${at}/beslut`)).status, 200);
  });
});

describe('the jobs', () => {
  test('remind once of a permit that ends, and note once that a promise has passed', async () => {
    const { id } = await decided();
    await onDay('2028-10-04');
    await run(remindPermits);
    const reminded = () => one<{ reminded_at: Date | null }>('select reminded_at from cases.permit where case_id = $1', id);
    assert.equal((await reminded())!.reminded_at, null);
    await onDay('2028-10-05');
    await run(remindPermits);
    assert.ok((await reminded())!.reminded_at);
    assert.equal(await run(remindPermits), 0);
    const late = await taken();
    await onDay('2026-12-19');
    await run(notePassedPromises);
    assert.ok((await one<{ late_told_at: Date }>('select late_told_at from cases.case_file where id = $1', late.id))!.late_told_at);
    assert.equal(await run(notePassedPromises), 0);
  });
});

describe('retention', () => {
  test('destroys what the plan says on its day, keeps the decision, and proves it', async () => {
    const { id } = await served();
    await onDay('2026-12-16');
    await run(makeFinal);
    const left = async () => [
      (await house.asOwner('select 1 from cases.submission where case_id = $1', [id])).length, (await house.asOwner('select 1 from cases.decision where case_id = $1', [id])).length,
    ];
    await onDay('2030-11-29');
    await run(destroyed);
    assert.deepEqual(await left(), [1, 1], 'two years after the permit ended, not a day before');
    await onDay('2030-11-30');
    await run(destroyed);
    assert.deepEqual(await left(), [0, 1]);
    const proof = await one<{ detail: { what: string; number: string; rows: number } }>(`select detail from platform.audit_entry where dossier_id = $1 and event = 'cases.destroyed' order by at desc limit 1`, id);
    assert.ok(proof!.detail.what.includes('application') && proof!.detail.rows > 0);
    assert.match(proof!.detail.number, /^TN /);
    assert.equal(await run(destroyed), 0, 'once');
  });

  test('destroys the whole case with its key when nothing is kept, and nothing can be read after', async () => {
    const { id } = await served();
    const other = await decided();
    const [key] = await house.asOwner<{ key_id: string; version_id: string }>('select key_id, version_id from cases.case_file where id = $1', [id]);
    await onDay('2026-12-16');
    await run(makeFinal);
    const [before] = await house.asOwner<{ folder: { definition: { retention: Record<string, unknown> } } }>('select folder from services.version where id = $1', [key!.version_id]);
    // A plan that keeps nothing.
    const lines = Object.fromEntries(Object.keys(before!.folder.definition.retention).map((kind) => [kind, { keep: 'P1Y', from: 'closed' as const }]));
    await house.db.system(town.id, 'test', (tx) => addRetentionPlan(tx, {
      authorityId: town.authority('tekniska-namnden'), service: 'transportService', validFrom: '2026-12-17', decidedDay: '2026-12-16', paragraph: '§ 7', lines, exportFirst: false, by: worker.id,
    }));
    await onDay('2027-12-16');
    assert.ok(await run(destroyed) >= 1);
    for (const table of ['case_file', 'party', 'entry', 'submission', 'decision', 'record', 'name_word']) {
      assert.equal((await house.asOwner(`select 1 from cases.${table} where ${table === 'case_file' ? 'id' : 'case_id'} = $1`, [id])).length, 0, table);
    }
    assert.equal((await house.asOwner('select 1 from platform.dossier_key where id = $1', [key!.key_id])).length, 0);
    assert.equal((await house.asOwner('select 1 from platform.document where dossier_id = $1', [id])).length, 0);
    assert.equal((await house.asOwner('select 1 from cases.case_file where id = $1', [other.id])).length, 1, 'a neighbour stays');
  });
});
