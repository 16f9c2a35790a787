import type { Uuid } from '../../src/platform/ids.ts';
import type { Ask } from './violations.ts';

export interface PlantedRow {
  /** `schema.table` */
  table: string;
  values: Readonly<Record<string, unknown>>;
}

interface Column { table: string; name: string; type: string; required: boolean; generated: boolean }
interface ForeignKey { table: string; columns: string[]; target: string; theirs: string[] }

/**
 * Puts one row of a tenant into every tenant table, so that a probe has something it must not see.
 * Every column has a value where the table's own rules allow, as a policy may let through the rows that have one.
 * @throws naming the table when its rules cannot be guessed from the catalog
 */
export async function plantRows(ask: Ask, schemas: readonly string[], tenant: Uuid): Promise<PlantedRow[]> {
  const planted = new Map<string, PlantedRow>();
  try {
    await plantAll(ask, schemas, tenant, planted);
    return [...planted.values()];
  } catch (error) {
    await removeRows(ask, [...planted.values()], tenant);
    throw error;
  }
}

async function plantAll(ask: Ask, schemas: readonly string[], tenant: Uuid, planted: Map<string, PlantedRow>): Promise<void> {
  const columns = await columnsOf(ask, schemas);
  const foreignKeys = await foreignKeysOf(ask, schemas);
  const choices = await choicesOf(ask, schemas);
  const waiting = [...new Set(columns.map(({ table }) => table))];
  while (waiting.length) {
    const table = waiting.find((one) => foreignKeys.every((key) => key.table !== one || key.target === one || planted.has(key.target)));
    if (!table) throw new Error(`foreign keys go in a circle among ${waiting.join(', ')}`);
    waiting.splice(waiting.indexOf(table), 1);
    const values: Record<string, unknown> = {};
    for (const column of columns.filter((one) => one.table === table && !one.generated)) {
      values[column.name] = column.name === 'tenant_id' ? tenant : choices.get(`${table}.${column.name}`) ?? sample(column);
    }
    for (const key of foreignKeys.filter((one) => one.table === table)) {
      key.columns.forEach((name, index) => {
        if (name === 'tenant_id') return;
        values[name] = key.target === table ? null : planted.get(key.target)!.values[key.theirs[index]!];
      });
    }
    planted.set(table, { table, values: await insert(ask, table, values, columns) });
  }
}

export async function removeRows(ask: Ask, rows: readonly PlantedRow[], tenant: Uuid): Promise<void> {
  for (const { table } of [...rows].reverse()) await ask(`delete from ${table} where tenant_id = $1`, [tenant]);
}

/** All columns, or, if a rule forbids that together, only those that are required. */
async function insert(ask: Ask, table: string, values: Record<string, unknown>, columns: readonly Column[]): Promise<Record<string, unknown>> {
  const required = new Set(columns.filter((column) => column.table === table && column.required).map(({ name }) => name));
  const fewer = Object.fromEntries(Object.entries(values).filter(([name]) => required.has(name)));
  let fault: Error | undefined;
  for (const attempt of [values, fewer]) {
    try {
      await ask(insertStatement(table, attempt), Object.values(attempt));
      return attempt;
    } catch (error) {
      fault = error as Error;
    }
  }
  throw new Error(`no row could be planted in ${table}: ${fault!.message}`);
}

export function insertStatement(table: string, values: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(values);
  return `insert into ${table} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')})`;
}

function sample({ table, name, type }: Column): unknown {
  if (type === 'text[]') return '{probe,other}';
  if (type === 'uuid[]') return `{${crypto.randomUUID()}}`;
  if (type.endsWith('[]')) return '{}';
  switch (type) {
    case 'uuid': return crypto.randomUUID();
    case 'text': return `probe ${name}`;
    case 'smallint': case 'integer': case 'bigint': case 'numeric': return 1;
    case 'double precision': case 'real': return 1;
    case 'boolean': return true;
    case 'bytea': return Buffer.from('probe');
    case 'date': return '2026-01-01';
    case 'timestamp with time zone': return '2026-01-01T00:00:00Z';
    case 'time without time zone': return '08:00';
    case 'interval': return '1 day';
    case 'json': case 'jsonb': return '{}';
    case 'xid8': return '1';
    case 'daterange': return '[2026-01-01,2026-02-01)';
    case 'tstzrange': return '[2026-01-01,2026-02-01)';
    default: throw new Error(`${table}.${name} is of type ${type}, which the probe has no value for`);
  }
}

function columnsOf(ask: Ask, schemas: readonly string[]): Promise<Column[]> {
  return ask<Column & Record<string, unknown>>(`
    select n.nspname || '.' || c.relname as "table", a.attname as name, format_type(a.atttypid, null) as type,
      a.attnotnull and not a.atthasdef as required, a.attgenerated <> '' or a.attidentity <> '' as generated
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = any($1) and c.relkind in ('r', 'p')
      and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')
    order by 1, a.attnum`, [schemas]);
}

function foreignKeysOf(ask: Ask, schemas: readonly string[]): Promise<ForeignKey[]> {
  return ask<ForeignKey & Record<string, unknown>>(`
    select n.nspname || '.' || c.relname as "table", fn.nspname || '.' || f.relname as target,
      (select array_agg(attname::text order by place) from unnest(k.conkey) with ordinality as u(num, place)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = num) as columns,
      (select array_agg(attname::text order by place) from unnest(k.confkey) with ordinality as u(num, place)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = num) as theirs
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
    where n.nspname = any($1) and k.contype = 'f'`, [schemas]);
}

/** Columns that hold one of some words (`check (kind in (…))`), or several of them (`check (uses <@ array[…])`): the first. */
async function choicesOf(ask: Ask, schemas: readonly string[]): Promise<Map<string, string>> {
  const rows = await ask<{ table: string; rule: string }>(`
    select n.nspname || '.' || c.relname as "table", pg_get_constraintdef(k.oid) as rule
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and k.contype = 'c'`, [schemas]);
  const found = new Map<string, string>();
  for (const { table, rule } of rows) {
    for (const [, column, word] of rule.matchAll(/\(?(\w+) = (?:ANY \(+ARRAY\[)?'([^']*)'/g)) {
      if (!found.has(`${table}.${column}`)) found.set(`${table}.${column}`, word!);
    }
    for (const [, column, word] of rule.matchAll(/\(?(\w+) <@ ARRAY\['([^']*)'/g)) found.set(`${table}.${column}`, `{${word}}`);
  }
  return found;
}
