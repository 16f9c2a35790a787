import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { testHouse } from '../../test/support/index.ts';
import { makeTown, type Town } from '../../src/cases/testing.ts';
import { lastTime } from '../../src/services/index.ts';
import { rooms } from '../../src/sprang.ts';
import { demoPopulationRegister } from '../population-register.ts';
import { addDemoStaff } from '../prepare.ts';
import { seedWhenEmpty } from '../seed.ts';
import { meet } from './last-month.ts';

const house = await testHouse({ rooms, fills: [demoPopulationRegister()], now: new Date('2025-11-22T09:00:00Z') });
let town: Town;
before(async () => {
  town = await makeTown(house, ['fardtjanst', 'ekonomiskt-bistand-manad', 'bygglov', 'felanmalan']);
  await house.db.system(town.id, 'test', (tx) => addDemoStaff(tx, 'exempelkommun'));
  // The municipality has had its staff and its delegations for a year.
  house.clock.set(new Date('2026-11-22T09:00:00Z'));
});

test('a new demonstration gets cases in every state, once', async () => {
  const made = await seedWhenEmpty(house, town.id);
  assert.equal(await seedWhenEmpty(house, town.id), 0);
  const rows = await house.asOwner<{ service: string; state: string; waiting_for: string | null; taken: boolean; arrived_at: Date }>(
    'select service, state, waiting_for, assignee_id is not null as taken, arrived_at from cases.case_file where tenant_id = $1', [town.id]);
  assert.equal(rows.length, made);
  const count = (like: (row: typeof rows[number]) => boolean) => rows.filter(like).length;
  assert.ok(count(({ state, taken }) => state === 'received' && !taken) >= 2, 'new ones');
  assert.ok(count(({ waiting_for }) => waiting_for === 'completion') === 1, 'one waits');
  assert.ok(count(({ state }) => state === 'decided') === 4, 'four are decided');
  assert.ok(count(({ service }) => service === 'economicAidMonth') === 3);
  assert.ok(rows.every(({ arrived_at }) => arrived_at < house.clock.now()), 'nothing has happened after now');
  const [appeal] = await house.asOwner('select 1 from cases.appeal where tenant_id = $1 and tried_at is null', [town.id]);
  assert.ok(appeal, 'an appeal waits to be tried');
});

test('no page of the house is empty: a meeting, a task, the board, a request, a call, a neighbour, a payment and a receiver', async () => {
  const count = async (sql: string) => (await house.asOwner<{ n: number }>(`select count(*)::int as n from ${sql}`, [town.id]))[0]!.n;
  assert.equal(await count('cases.agenda_item where tenant_id = $1 and meeting_id is not null and paragraph is null'), 1);
  assert.ok(await count('cases.decision where tenant_id = $1 and reported and reported_at is null') > 0, 'the meeting has decisions to be told of');
  assert.ok(await count('cases.task where tenant_id = $1 and done_at is null') > 0);
  assert.ok(await count('cases.notice where tenant_id = $1 and taken_down_at is null') >= 2, 'the meeting and the permit');
  assert.equal(await count('records.request where tenant_id = $1 and closed_at is null'), 1);
  assert.equal(await count('messages.callback where tenant_id = $1 and ended_at is null'), 1);
  assert.equal(await count('cases.access_code c join cases.other_party o on o.id = c.other_party_id where c.tenant_id = $1 and o.answered_at is null'), 1);
  assert.ok(await count(`payments.pay_order where tenant_id = $1 and state = 'made'`) > 0, 'waits for attest');
  assert.equal(await count('exchange.target where tenant_id = $1'), 1);
  assert.equal(await count(`cases.case_file where tenant_id = $1 and service = 'faultReport'`), 1);
});

test('Carina\'s next application finds last month\'s answers, with David\'s own part apart from hers', async () => {
  const carina = await meet(house, town.id, 'carina');
  const [find] = house.slots.all(lastTime);
  const found = await house.db.transaction('resident', { tenant: town.id, person: carina.id }, { kind: 'system', name: 'test' },
    (tx) => find!(tx, carina.id, ['economicAidMonth'], new Date('2026-09-01')));
  assert.equal(found?.answers['tenure'], 'rental');
  assert.equal((found?.answers['monthAsked'] as { start: string }).start, '2026-10-01');
  assert.ok(!JSON.stringify(found?.answers).includes('skolkök'), 'David\'s work is his own');
  const [amount] = await house.asOwner<{ outcome: string }>(
    `select d.outcome from cases.decision d join cases.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
     where d.tenant_id = $1 and c.service = 'economicAidMonth'`, [town.id]);
  assert.equal(amount?.outcome, 'partly');
});
