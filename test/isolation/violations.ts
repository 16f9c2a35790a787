import type { QueryResultRow } from 'pg';

export type Ask = <Row extends QueryResultRow>(sql: string, values?: unknown[]) => Promise<Row[]>;

/** Tables that belong to the installation and not to a tenant, and why that is right. */
export const sharedTables: Readonly<Record<string, string>> = {
  'platform.migration': 'which migrations were applied',
  'organisation.host': 'finds the tenant: read before one is known',
};

/** A login role that sees a table of all tenants, and why that is right. */
export const acrossTenants: Readonly<Record<string, string>> = {
  'platform.outbox sprang_relay': 'moves events of every tenant to the queue; ids only',
};

const wall = '(tenant_id = (NULLIF(current_setting(\'app.tenant\'::text, true), \'\'::text))::uuid)';

/**
 * Reads the catalog: what in these schemas could let one tenant reach another, in words. Empty when nothing could.
 * The rules are those of docs/decisions/0002-row-level-security.md.
 */
export async function violations(ask: Ask, schemas: readonly string[], roles: readonly string[]): Promise<string[]> {
  const found = await Promise.all([
    unwalledTables, keysThatTell, foreignKeysAcross, triggers, viewsOfTheirOwner, definerFunctions, grantsToAll,
  ].map((rule) => rule(ask, schemas, roles)));
  return found.flat().sort();
}

/** What in the login roles themselves would let them past the walls. */
export async function roleViolations(ask: Ask, roles: readonly string[]): Promise<string[]> {
  const strong = await ask<{ what: string }>(`
    select rolname || ' is more than a login role' as what from pg_roles
    where rolname = any($1) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`, [roles]);
  const members = await ask<{ what: string }>(`
    select m.rolname || ' may act as ' || r.rolname as what from pg_auth_members a
    join pg_roles m on m.oid = a.member join pg_roles r on r.oid = a.roleid where m.rolname = any($1)`, [roles]);
  const owners = await ask<{ what: string }>(`
    select r.rolname || ' owns ' || c.oid::regclass as what from pg_class c join pg_roles r on r.oid = c.relowner
    join pg_namespace n on n.oid = c.relnamespace
    where r.rolname = any($1) and n.nspname not like 'graphile\\_worker%' and n.nspname not like 'pg\\_%'`, [roles]);
  const known = await ask<{ rolname: string }>('select rolname from pg_roles where rolname = any($1) and rolcanlogin', [roles]);
  const missing = roles.filter((role) => !known.some(({ rolname }) => rolname === role)).map((role) => `${role} does not exist`);
  return [...strong, ...members, ...owners].map(({ what }) => what).concat(missing);
}

async function unwalledTables(ask: Ask, schemas: readonly string[], roles: readonly string[]): Promise<string[]> {
  const tables = await ask<{ name: string; tenant: boolean; enabled: boolean; forced: boolean }>(`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull) as tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1) and c.relkind in ('r', 'p', 'f')`, [schemas]);
  const policies = await ask<{ name: string; roles: string[]; qual: string | null; with_check: string | null }>(`
    select schemaname || '.' || tablename as name, roles::text[], qual, with_check from pg_policies
    where schemaname = any($1) and permissive = 'RESTRICTIVE' and cmd = 'ALL'`, [schemas]);
  const grants = await grantees(ask, schemas, roles);
  return tables.flatMap(({ name, tenant, enabled, forced }) => {
    if (!tenant) return name in sharedTables ? [] : [`${name} has no tenant_id that must be given`];
    const walled = policies.filter((policy) => policy.name === name && policy.qual === wall && policy.with_check === wall)
      .flatMap((policy) => policy.roles);
    const open = grants.filter((grant) => grant.name === name && !walled.includes(grant.role) && !(`${name} ${grant.role}` in acrossTenants));
    return [
      ...(enabled ? [] : [`${name} has no row level security`]),
      ...(forced ? [] : [`${name} does not force row level security on its owner`]),
      ...(walled.length ? [] : [`${name} has no restrictive policy that compares the tenant, reading and writing`]),
      ...open.map(({ role }) => `${name} is open to ${role} without the tenant's policy`),
    ];
  });
}

async function grantees(ask: Ask, schemas: readonly string[], roles: readonly string[]): Promise<{ name: string; role: string }[]> {
  return ask(`
    select n.nspname || '.' || c.relname as name, r.rolname as role from pg_class c join pg_namespace n on n.oid = c.relnamespace
    cross join pg_roles r where n.nspname = any($1) and r.rolname = any($2) and c.relkind in ('r', 'p', 'f')
      and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate, references, trigger')
        or has_any_column_privilege(r.oid, c.oid, 'select, insert, update, references'))`, [schemas, roles]);
}

/** A unique key that does not begin with the tenant tells, by its error, what another tenant has. */
async function keysThatTell(ask: Ask, schemas: readonly string[]): Promise<string[]> {
  const rows = await ask<{ what: string }>(`
    select case when i.indisprimary then 'the primary key of ' else 'the unique index ' || i.indexrelid::regclass || ' of ' end
      || n.nspname || '.' || c.relname || ' does not begin with tenant_id' as what
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where n.nspname = any($1) and i.indisunique and i.indkey[0] <> a.attnum
    union all
    select n.nspname || '.' || c.relname || ' has no primary key' from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind in ('r', 'p') and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
  [schemas]);
  return rows.map(({ what }) => what);
}

async function foreignKeysAcross(ask: Ask, schemas: readonly string[]): Promise<string[]> {
  const rows = await ask<{ what: string }>(`
    select 'the foreign key ' || k.conname || ' of ' || k.conrelid::regclass || ' does not include tenant_id' as what
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attname = 'tenant_id'
    left join pg_attribute ours on ours.attrelid = k.conrelid and ours.attname = 'tenant_id'
    where n.nspname = any($1) and k.contype = 'f' and not exists (
      select from unnest(k.conkey, k.confkey) as pair(mine, other) where pair.mine = ours.attnum and pair.other = theirs.attnum)`, [schemas]);
  return rows.map(({ what }) => what);
}

async function triggers(ask: Ask, schemas: readonly string[]): Promise<string[]> {
  const rows = await ask<{ what: string }>(`
    select 'the trigger ' || t.tgname || ' on ' || c.oid::regclass || ' would not run when sharded' as what
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and not t.tgisinternal`, [schemas]);
  return rows.map(({ what }) => what);
}

async function viewsOfTheirOwner(ask: Ask, schemas: readonly string[]): Promise<string[]> {
  const rows = await ask<{ what: string }>(`
    select n.nspname || '.' || c.relname || case c.relkind when 'm' then ' is a materialized view: it has no row level security'
      else ' is a view that reads as its owner' end as what
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and (c.relkind = 'm' or (c.relkind = 'v'
      and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)))`, [schemas]);
  return rows.map(({ what }) => what);
}

async function definerFunctions(ask: Ask, schemas: readonly string[]): Promise<string[]> {
  const rows = await ask<{ what: string }>(`
    select p.oid::regprocedure || ' runs with the rights of its owner' as what from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = any($1) and p.prosecdef`, [schemas]);
  return rows.map(({ what }) => what);
}

async function grantsToAll(ask: Ask, schemas: readonly string[]): Promise<string[]> {
  const rows = await ask<{ what: string }>(`
    select distinct n.nspname || '.' || c.relname || ' is granted to everyone' as what
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) as acl
    where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f') and acl.grantee = 0`, [schemas]);
  return rows.map(({ what }) => what);
}
