import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { rooms as named } from '../src/architecture.ts';
import type { Room } from '../src/platform/room.ts';
import { notFound, type Route } from '../src/platform/routes/route.ts';
import { allRoutes } from '../src/platform/server/server.ts';
import { rooms } from '../src/sprang.ts';
import { nobodysColumns, unclaimed } from './house/claims.ts';
import { testHouse } from './support/index.ts';

const house = await testHouse();
const ask = house.asOwner;

test('every column with a person or a ciphertext is claimed, and every table has a rule for how long it is kept', async () => {
  assert.deepEqual(await unclaimed(ask, Object.keys(named), rooms), []);
});

test('the exceptions are of columns that exist', async () => {
  const found = await ask<{ name: string }>(`select table_schema || '.' || table_name || '.' || column_name as name
    from information_schema.columns where table_schema = any($1)`, [Object.keys(named)]);
  for (const name of Object.keys(nobodysColumns)) assert.ok(found.some((one) => one.name === name), name);
});

/** What somebody might add without saying so, and what the check must say of it. */
const planted: Record<string, { column: string; says: RegExp }> = {
  'a column with a person': { column: 'person_id uuid', says: /bad\.person_id holds a person/ },
  'a column with whoever did it': { column: 'signed_by uuid', says: /bad\.signed_by holds a person/ },
  'a ciphertext, whatever it is called': { column: 'remarks bytea', says: /bad\.remarks holds a person/ },
  'a table nobody has a rule for': { column: 'colour text', says: /bad has no rule for how long it is kept/ },
};

for (const [what, { column, says }] of Object.entries(planted)) {
  test(`the check finds ${what}`, async (t) => {
    const schema = `planted_${randomBytes(4).toString('hex')}`;
    t.after(() => ask(`drop schema ${schema} cascade`));
    await ask(`create schema ${schema}; create table ${schema}.bad (tenant_id uuid, id uuid, ${column}, primary key (tenant_id, id))`);
    const found = await unclaimed(ask, [schema], []);
    assert.ok(found.some((one) => says.test(one)), found.join('; '));
  });
}

test('the check finds claims of what does not exist', async () => {
  const claims: Pick<Room, 'personData' | 'retention'> = {
    personData: { columns: ['planted.gone.person_id'], export: async () => ({}), erase: async () => ({ erased: 0, kept: [] }) },
    retention: { tables: { 'planted.gone': 'for ever' }, run: async () => ({ destroyed: 0 }) },
  };
  assert.deepEqual(await unclaimed(ask, ['planted'], [claims]), [
    'planted.gone has a rule for how long it is kept, and does not exist', 'planted.gone.person_id is claimed, and does not exist',
  ]);
});

test('every room that is built is part of the house', async () => {
  for (const name of Object.keys(named)) {
    const door = join(import.meta.dirname, '../src', name, 'index.ts');
    if (!existsSync(door)) continue;
    const exported = Object.values(await import(pathToFileURL(door).href) as Record<string, unknown>)
      .filter((one): one is Room => typeof one === 'object' && one !== null && 'retention' in one && 'personData' in one);
    for (const room of exported) assert.ok(rooms.includes(room), `${name} is not in sprang.ts`);
  }
});

test('the house does not open with a route that lacks its access rule or its audit event, or with two of one address', () => {
  const whole: Route = {
    method: 'GET', path: '/prov', access: { who: 'anyone', why: 'a test' }, audit: { none: 'a test' }, handle: () => notFound(),
  };
  const { access: _access, ...withoutAccess } = whole;
  const { audit: _audit, ...withoutAudit } = whole;
  const roomWith = (...routes: unknown[]): Room => ({
    name: 'portal', routes: routes as Route[], personData: { none: 'a test' }, retention: { none: 'a test' },
  });
  assert.equal(allRoutes([roomWith(whole)]).length, 1);
  assert.throws(() => allRoutes([roomWith(withoutAccess)]), /no access rule/);
  assert.throws(() => allRoutes([roomWith(withoutAudit)]), /no access rule or no audit event/);
  assert.throws(() => allRoutes([roomWith({ ...whole, audit: '' })]), /no audit event/);
  assert.throws(() => allRoutes([roomWith(whole), roomWith(whole)]), /claimed twice/);
});

test('every route of the house has its access rule and its audit event', () => {
  for (const route of allRoutes(rooms)) {
    const name = `${route.method} ${route.path}`;
    if (typeof route.audit === 'string') assert.match(route.audit, /^[a-z]+\.[a-zA-Z]+$/, name);
    else assert.ok(route.audit.none.length > 3, `${name} does not say why it leaves no trace`);
    if (route.access.who === 'anyone') assert.ok(route.access.why.length > 3, `${name} does not say why anyone may`);
    if (route.access.who === 'staff') assert.ok(route.access.roles.length > 0, `${name} is open to no role`);
  }
});
