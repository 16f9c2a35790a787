import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { makeTenant, testHouse } from '../../../test/support/index.ts';
import type { Uuid } from '../ids.ts';
import { uuidv7 } from '../ids.ts';
import { tables } from './query.ts';

const house = await testHouse({ poolSize: 2 });
const q = tables<{ 'platform.audit_entry': { tenant_id: string; event: string; actor_kind: string; actor_id: string | null } }>();
const newId = () => uuidv7(house.clock.now());

const settingNow = (name: string) => q.selectNoFrom(sql<string>`current_setting(${name}, true)`.as('value'));
const events = (tenant: Uuid) => house.asOwner<{ event: string; actor_kind: string; outcome: string }>(
  'select event, actor_kind, outcome from platform.audit_entry where tenant_id = $1', [tenant]);
const outbox = (tenant: Uuid) => house.asOwner('select from platform.outbox where tenant_id = $1', [tenant]);

test('change, audit and event are saved together, or none of them', async () => {
  const { id: tenant } = await makeTenant(house);
  const work = (fail: boolean) => house.db.system(tenant, 'test', async (tx) => {
    await tx.createKey();
    tx.audit({ event: 'test.done' });
    tx.emit('test.happened', { id: tx.id() });
    if (fail) throw new Error('undone');
  });
  await assert.rejects(work(true), /undone/);
  const keys = () => house.asOwner('select from platform.dossier_key where tenant_id = $1', [tenant]);
  assert.deepEqual([(await events(tenant)).length, (await outbox(tenant)).length, (await keys()).length], [0, 0, 0]);
  await work(false);
  assert.deepEqual(await events(tenant), [{ event: 'test.done', actor_kind: 'system:test', outcome: 'done' }]);
  assert.deepEqual([(await outbox(tenant)).length, (await keys()).length], [1, 1]);
});

test('a failed statement that somebody caught does not pass for a commit', async () => {
  const { id: tenant } = await makeTenant(house);
  await assert.rejects(house.db.system(tenant, 'test', async (tx) => {
    await tx.createKey();
    await tx.run(q.selectNoFrom(sql`1 / 0`.as('fault'))).catch(() => undefined);
  }), /nothing was saved/);
  assert.equal((await house.asOwner('select from platform.dossier_key where tenant_id = $1', [tenant])).length, 0);
});

test('what a transaction was told does not follow its connection into the next', async () => {
  const { id: tenant } = await makeTenant(house);
  const scope = { tenant, person: newId(), newCase: newId() };
  const anyone = { kind: 'anyone' } as const;
  const told = await house.db.transaction('resident', scope, anyone, async (tx) => {
    await tx.enter(newId());
    return (await tx.one(settingNow('app.person'))).value;
  });
  assert.equal(told, scope.person);
  const clients = await Promise.all([house.db.pools.resident.connect(), house.db.pools.resident.connect()]);
  for (const client of clients) {
    for (const name of ['tenant', 'person', 'dossier', 'new_case', 'authority', 'staff']) {
      const { rows } = await client.query<{ value: string | null }>(`select current_setting('app.${name}', true) as value`);
      assert.ok(!rows[0]!.value, `app.${name}`);
    }
    client.release();
  }
});

test('only uuids can be placed in what the transaction is told', async () => {
  const tenant = `${newId()}'; select 1; --` as Uuid;
  await assert.rejects(house.db.system(tenant, 'test', async () => undefined), /not a uuid/);
});

test('of two who wait for each other PostgreSQL ends one, which is run again: both are done', async () => {
  const { id: tenant } = await makeTenant(house);
  const lock = (what: string) => q.selectNoFrom(sql`pg_advisory_xact_lock(hashtextextended(${`${tenant} ${what}`}, 0))`.as('locked'));
  let [runs, both] = [0, () => {}];
  const met = new Promise<void>((resolve) => { both = resolve; });
  const cross = (first: string, second: string) => house.db.system(tenant, 'test', async (tx) => {
    tx.audit({ event: `test.${first}` });
    await tx.run(lock(first));
    if (++runs === 2) both();
    await met;
    await tx.run(lock(second));
  });
  await Promise.all([cross('one', 'two'), cross('two', 'one')]);
  assert.equal(runs, 3, 'one of them twice');
  assert.deepEqual((await events(tenant)).map(({ event }) => event).sort(), ['test.one', 'test.two'], 'and each is saved once');
});

test('a connection that dies in the middle ends its transaction and nothing else', async () => {
  const { id: tenant } = await makeTenant(house);
  await assert.rejects(house.db.system(tenant, 'test', async (tx) => {
    const { pid } = await tx.one(q.selectNoFrom(sql<number>`pg_backend_pid()`.as('pid')));
    // As an application's own login role may end its own connections.
    await house.db.system(tenant, 'test', (other) => other.run(q.selectNoFrom(sql`pg_terminate_backend(${pid})`.as('ended'))));
    await tx.createKey();
  }));
  await house.db.system(tenant, 'test', (tx) => tx.createKey());
});

test('the audit says who acted, for whom, and within which authority', async () => {
  const { id: tenant } = await makeTenant(house);
  const [person, child] = [newId(), newId()];
  const principal = {
    kind: 'resident', sessionId: newId(), personId: person, level: 3, provenAt: house.clock.now(),
    actingFor: { personId: child, proxyId: newId(), ground: 'guardian' },
  } as const;
  await house.db.transaction('resident', { tenant, person: child }, principal, async (tx) => {
    tx.audit({ event: 'test.read', outcome: 'refused', detail: { reason: 'stepUp' } });
  });
  const rows = await house.asOwner<{ actor_id: string; acting_for: string; outcome: string; detail: object }>(
    'select actor_id, acting_for, outcome, detail from platform.audit_entry where tenant_id = $1', [tenant]);
  assert.deepEqual(rows, [{ actor_id: person, acting_for: child, outcome: 'refused', detail: { reason: 'stepUp' } }]);
});

test('a resident can neither write an audit entry as of another transaction nor one that calls itself sealed', async () => {
  const { id: tenant } = await makeTenant(house);
  for (const [column, value] of [['xid', '\'5\''], ['block', '1'], ['redacted_at', 'now()']] as const) {
    const client = await house.db.pools.resident.connect();
    await client.query(`begin; set local app.tenant = '${tenant}'`);
    await assert.rejects(client.query(`insert into platform.audit_entry (tenant_id, id, at, event, outcome, actor_kind, ${column})
      values ('${tenant}', gen_random_uuid(), now(), 'x', 'done', 'anyone', ${value})`), /row-level security/, column);
    await client.query('rollback');
    client.release();
  }
});

test('a transaction that says how long it may be held loses what it holds, when its process stands still', async () => {
  const { id: tenant } = await makeTenant(house);
  const lock = q.selectNoFrom(sql`(select count(*) from (select from platform.tenant_key where tenant_id = ${tenant} for update) k)`.as('keys'));
  const [held, others] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const still = house.db.system(tenant, 'test', async (tx) => {
    tx.within(50);
    await tx.one(lock);
    held.resolve();
    await others.promise;
    await tx.one(lock);
  });
  await held.promise;
  await house.db.system(tenant, 'test', (tx) => tx.one(lock));
  others.resolve();
  await assert.rejects(still);
});
