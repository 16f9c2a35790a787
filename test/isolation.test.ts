import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { rooms } from '../src/architecture.ts';
import { loginRoles, roleName, type LoginRole } from '../src/platform/database/pools.ts';
import { uuidv7, type Uuid } from '../src/platform/ids.ts';
import { insertStatement, plantRows, removeRows, type PlantedRow } from './isolation/plant.ts';
import { acrossTenants, roleViolations, sharedTables, violations } from './isolation/violations.ts';
import { testHouse } from './support/index.ts';

const house = await testHouse();
const ask = house.asOwner;
const schemas = [...Object.keys(rooms), 'public'];
const roles = loginRoles.map(roleName);

test('nothing in the catalog lets a tenant reach another', async () => {
  assert.deepEqual(await violations(ask, schemas, roles), []);
});

test('no login role is more than one, owns anything or may act as another', async () => {
  assert.deepEqual(await roleViolations(ask, roles), []);
});

test('the exceptions are of tables that exist', async () => {
  for (const name of [...Object.keys(sharedTables), ...Object.keys(acrossTenants).map((one) => one.split(' ')[0]!)]) {
    const [row] = await ask<{ found: string | null }>('select to_regclass($1)::text as found', [name]);
    assert.ok(row?.found || !schemas.some((schema) => name.startsWith(`${schema}.`)), name);
  }
});

test('the job queue is closed to those who serve requests', async () => {
  const open = await ask(`select nspname, rolname from pg_namespace cross join pg_roles
    where nspname like 'graphile\\_worker%' and rolname = any($1) and has_schema_privilege(rolname, nspname, 'usage')`,
  [roles.filter((role) => role !== roleName('relay'))]);
  assert.deepEqual(open, []);
});

/** What somebody might write by mistake, and what the check must say of it. */
const planted: Record<string, { sql: string; says: RegExp }> = {
  'a table without a tenant': { sql: 'create table S.bad (id uuid primary key)', says: /S\.bad has no tenant_id/ },
  'a table without row level security': {
    sql: 'create table S.bad (tenant_id uuid, id uuid, primary key (tenant_id, id)); grant select on S.bad to sprang_staff',
    says: /S\.bad has no row level security/,
  },
  'security that is not forced': { sql: 'TABLE alter table S.bad no force row level security', says: /does not force/ },
  'a policy that forgets writing': {
    sql: `TABLE drop policy tenant on S.bad; create policy tenant on S.bad as restrictive
      using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)`,
    says: /no restrictive policy/,
  },
  'a policy that lets all through': {
    sql: 'TABLE drop policy tenant on S.bad; create policy tenant on S.bad as restrictive using (true) with check (true)',
    says: /no restrictive policy/,
  },
  'a policy that adds instead of restricting': {
    sql: `TABLE drop policy tenant on S.bad; create policy tenant on S.bad
      using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
      with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)`,
    says: /no restrictive policy/,
  },
  'a role the policy forgot': { sql: 'TABLE grant select on S.bad to sprang_relay', says: /open to sprang_relay/ },
  'a key that does not begin with the tenant': {
    sql: 'create table S.bad (tenant_id uuid not null, id uuid primary key); call platform.tenant_table(\'S.bad\')',
    says: /primary key of S\.bad does not begin with tenant_id/,
  },
  'a unique index that tells what others have': { sql: 'TABLE create unique index tells on S.bad (id)', says: /unique index .*tells/ },
  'a foreign key without the tenant': {
    sql: 'TABLE alter table S.bad add unique (tenant_id), add unique (id), add column parent uuid references S.bad (id)',
    says: /foreign key bad_parent_fkey of .*does not include tenant_id/,
  },
  'a view that reads as its owner': { sql: 'TABLE create view S.all_of_it as select * from S.bad', says: /all_of_it is a view that reads as its owner/ },
  'a trigger': {
    sql: `TABLE create function S.f() returns trigger language plpgsql as 'begin return new; end';
      create trigger t before insert on S.bad for each row execute function S.f()`,
    says: /trigger t on/,
  },
  'a function with its owner\'s rights': {
    sql: 'create function S.peek() returns bigint language sql security definer as \'select 1::bigint\'', says: /peek\(\) runs with the rights/,
  },
  'a grant to everyone': { sql: 'TABLE grant select on S.bad to public', says: /granted to everyone/ },
};

for (const [what, { sql, says }] of Object.entries(planted)) {
  test(`the check finds ${what}`, async (t) => {
    const schema = `planted_${randomBytes(4).toString('hex')}`;
    t.after(() => ask(`drop schema ${schema} cascade`));
    const table = `create table ${schema}.bad (tenant_id uuid, id uuid, primary key (tenant_id, id));
      call platform.tenant_table('${schema}.bad');`;
    await ask(`create schema ${schema}; ${sql.replace('TABLE', table).replaceAll('S.', `${schema}.`)}`);
    const found = await violations(ask, [schema], roles);
    assert.ok(found.some((one) => says.test(one.replaceAll(schema, 'S'))), `found only: ${found.join('; ') || 'nothing'}`);
  });
}

test('the check finds nothing wrong with a table made as it should be', async (t) => {
  const schema = `planted_${randomBytes(4).toString('hex')}`;
  t.after(() => ask(`drop schema ${schema} cascade`));
  await ask(`create schema ${schema}; create table ${schema}.good (tenant_id uuid, id uuid, primary key (tenant_id, id));
    call platform.tenant_table('${schema}.good')`);
  assert.deepEqual(await violations(ask, [schema], roles), []);
});

test('a login role reaches no row of another tenant, in any table, in any way', async (t) => {
  const tenant = uuidv7(house.clock.now());
  const stranger = uuidv7(house.clock.now());
  const rows = await plantRows(ask, schemas, tenant);
  t.after(() => removeRows(ask, rows, tenant));
  assert.ok(rows.length >= 8, 'the foundation alone has eight tables');
  for (const row of rows) {
    assert.equal(await attempt('jobs', { 'app.tenant': tenant }, count(row)), 1, `the probe of ${row.table} has nothing to find`);
    for (const role of loginRoles) {
      if (`${row.table} ${roleName(role)}` in acrossTenants) continue;
      for (const settings of [{}, { ...whatever(row), 'app.tenant': stranger }, whatever(row), { ...whatever(row), 'app.migrating': 'on' }]) {
        const where = `${role} with ${Object.keys(settings).join(', ') || 'nothing set'}`;
        assert.equal(await attempt(role, settings, count(row)), 0, `${row.table} read as ${where}`);
        assert.equal(await attempt(role, settings, change(row)), 0, `${row.table} changed as ${where}`);
        assert.equal(await attempt(role, settings, remove(row)), 0, `${row.table} deleted from as ${where}`);
        assert.equal(await attempt(role, settings, add(row)), 0, `${row.table} added to as ${where}`);
      }
    }
  }
});

interface Statement { sql: string; values: unknown[]; counts: boolean }

const count = ({ table, values }: PlantedRow): Statement =>
  ({ sql: `select count(*)::int as n from ${table} where tenant_id = $1`, values: [values.tenant_id], counts: true });
const change = ({ table, values }: PlantedRow): Statement =>
  ({ sql: `update ${table} set tenant_id = tenant_id where tenant_id = $1`, values: [values.tenant_id], counts: false });
const remove = ({ table, values }: PlantedRow): Statement =>
  ({ sql: `delete from ${table} where tenant_id = $1`, values: [values.tenant_id], counts: false });
const add = ({ table, values }: PlantedRow): Statement =>
  ({ sql: insertStatement(table, values), values: Object.values(values), counts: false });

/** Everything a policy may ask about, set to what the row has: only the tenant is wrong. */
function whatever({ values }: PlantedRow): Record<string, unknown> {
  const one = (...names: string[]) => names.map((name) => values[name]).find((value) => value !== undefined && value !== null) ?? values.tenant_id;
  return {
    'app.authority': one('authority_id'), 'app.staff': one('staff_id', 'actor_id', 'id'), 'app.person': one('person_id', 'owner_id', 'subject_id', 'id'),
    'app.dossier': one('dossier_id', 'case_id', 'draft_id', 'id'), 'app.new_case': one('case_id', 'dossier_id', 'id'),
  };
}

/** How many rows a statement touched; 0 when it was not permitted. Always undone. */
async function attempt(role: LoginRole, settings: Record<string, unknown>, { sql, values, counts }: Statement): Promise<number> {
  const client = await house.db.pools[role].connect();
  try {
    await client.query(['begin', ...Object.entries(settings).map(([name, value]) => `set local ${name} = '${value as Uuid}'`)].join('; '));
    const result = await client.query<{ n: number }>(sql, values);
    return counts ? result.rows[0]!.n : result.rowCount ?? 0;
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return 0;
    throw error;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
