import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { makeTenant, testHouse } from '../../../test/support/index.ts';
import { tables } from './query.ts';

const house = await testHouse({ poolSize: 3 });
const q = tables<{ 'public.changing': { a: number } }>();
const anyone = { kind: 'anyone' } as const;

test('statements wait for one another only where they must: begin goes with the first, audit and events with the commit', async () => {
  const { id: tenant } = await makeTenant(house);
  const sendings: string[][] = [];
  const pool = house.db.pools.resident;
  // What is said in the same turn goes out in the same sending.
  let turn: string[] | undefined;
  const listen = (client: unknown) => {
    const talking = client as { query(one: { text: string }): unknown };
    const { query } = talking;
    talking.query = (one) => {
      if (!turn) {
        turn = [];
        sendings.push(turn);
        queueMicrotask(() => { turn = undefined; });
      }
      turn.push(one.text.split(' ')[0]!);
      return query.call(talking, one);
    };
    pool.once('release', () => { talking.query = query; });
  };
  pool.once('acquire', listen);
  assert.equal(await house.db.transaction('resident', { tenant }, anyone, async () => 'nothing said'), 'nothing said');
  assert.deepEqual(sendings, []);
  pool.once('acquire', listen);
  await house.db.transaction('resident', { tenant }, anyone, async (tx) => {
    await tx.one(q.selectNoFrom(sql`1`.as('one')));
    tx.audit({ event: 'test.done' });
    tx.emit('test.happened', { id: tenant });
  });
  assert.deepEqual(sendings, [['begin;', 'select'], ['insert', 'insert', 'commit']]);
});

test('what is only written goes with the next question or the commit, in order, and its fault undoes everything', async () => {
  const { id: tenant } = await makeTenant(house);
  const told = (name: string) => q.selectNoFrom(sql`set_config('app.told', ${name}, true)`.as('told'));
  const seen = await house.db.transaction('resident', { tenant }, anyone, async (tx) => {
    tx.write(told('first'));
    tx.write(told('second'));
    await tx.enter(tenant);
    return tx.one(q.selectNoFrom([sql<string>`current_setting('app.told')`.as('told'), sql<string>`current_setting('app.dossier')`.as('dossier')]));
  });
  assert.deepEqual(seen, { told: 'second', dossier: tenant });
  const broken = q.selectNoFrom(sql`1 / ${0}::int`.as('broken'));
  await assert.rejects(house.db.transaction('resident', { tenant }, anyone, async (tx) => {
    tx.write(broken);
    return 'nothing was asked after it';
  }), { code: '22012' });
  await assert.rejects(house.db.transaction('resident', { tenant }, anyone, async (tx) => {
    tx.write(broken);
    await tx.one(told('third')).catch(() => 'passed over');
  }), /a failed statement was passed over: nothing was saved/);
});

test('what is told ahead holds for the next statement, and the first fault is the one that is thrown', async () => {
  const { id: tenant } = await makeTenant(house);
  const dossier = tenant;
  const seen = await house.db.transaction('resident', { tenant }, anyone, async (tx) => {
    await tx.enter(dossier);
    return tx.one(q.selectNoFrom([sql<string>`current_setting('app.dossier')`.as('dossier'), sql<string>`current_setting('app.tenant')`.as('tenant')]));
  });
  assert.deepEqual(seen, { dossier, tenant });
  await assert.rejects(house.db.transaction('resident', { tenant }, anyone, async (tx) => {
    tx.audit({ event: 'test.first', authorityId: 'no uuid' as typeof tenant });
    tx.emit('test.second', { id: tenant });
  }), /invalid input syntax for type uuid/);
});

test('a column that a migration adds breaks no open connection', async () => {
  const { id: tenant } = await makeTenant(house);
  await house.asOwner('create table changing (a integer); grant select on changing to sprang_resident; insert into changing values (1)');
  const read = () => house.db.transaction('resident', { tenant }, anyone, (tx) => tx.one(q.selectFrom('public.changing').selectAll()));
  try {
    // Every connection of the pool has a plan.
    assert.deepEqual(await Promise.all([read(), read(), read()]), [{ a: 1 }, { a: 1 }, { a: 1 }]);
    await house.asOwner('alter table changing add column b integer');
    for (let again = 0; again < 3; again++) assert.deepEqual(await read(), { a: 1, b: null });
  } finally {
    await house.asOwner('drop table changing');
  }
});
