import { sql } from 'kysely';
import { asUuid, tables, type Runner, type Uuid } from '../platform/index.ts';
import type { Closure } from './actions/change-hours.ts';
import type { AuthorityFacts, OrganisationFacts, UnitFacts } from './model.ts';

interface Tables {
  'organisation.host': { host: string; organisation_id: string };
  'organisation.organisation': { tenant_id: string; slug: string; name: string; kind: string; code: string; facts: string; version: number; created_at: Date };
  'organisation.authority': { tenant_id: string; id: string; slug: string; name: string; role: string; diary_prefix: string; facts: string };
  'organisation.unit': {
    tenant_id: string; id: string; authority_id: string | null; slug: string; name: string; role: string; phone: string; email: string;
    facts: string; closed_at: Date | null;
  };
  'organisation.delegation': {
    tenant_id: string; id: string; authority_id: string; point: string; text: string; roles: string[]; unit_ids: string[];
    reported: boolean; limit_ore: number | null; four_eyes: boolean; from_at: Date; until_at: Date | null;
  };
  'organisation.dated_table': {
    tenant_id: string; id: string; name: string; valid_from: string; rows: string; facts: string; hash: string; published_at: Date;
  };
  'organisation.closure': { tenant_id: string; day: string; facts: string };
}

/** The builder over this room's tables; used by the actions of the room. */
export const q = tables<Tables>();

export interface Organisation {
  id: Uuid;
  slug: string;
  name: string;
  kind: string;
  code: string;
  version: number;
  facts: OrganisationFacts;
}

export interface Authority {
  id: Uuid;
  slug: string;
  name: string;
  role: string;
  diaryPrefix: string;
  facts: AuthorityFacts;
}

export interface Unit {
  id: Uuid;
  authorityId: Uuid | null;
  slug: string;
  name: string;
  role: string;
  phone: string;
  email: string;
  facts: UnitFacts;
}

export interface Delegation {
  id: Uuid;
  authorityId: Uuid;
  point: string;
  text: string;
  roles: readonly string[];
  /** empty: every unit of the authority */
  unitIds: readonly Uuid[];
  reported: boolean;
  limitOre: number | null;
  /** a second person with the same delegation confirms before the decision is made */
  fourEyes: boolean;
}

export interface DatedTable {
  name: string;
  /** `YYYY-MM-DD`: in force from this day, until a later version is */
  validFrom: string;
  rows: readonly Record<string, unknown>[];
  facts: Record<string, unknown>;
  hash: string;
}

export async function findOrganisation(tx: Runner): Promise<Organisation | undefined> {
  const row = await tx.maybe(q.selectFrom('organisation.organisation').selectAll().where('tenant_id', '=', tx.tenant));
  return row && { id: asUuid(row.tenant_id), slug: row.slug, name: row.name, kind: row.kind, code: row.code, version: row.version, facts: json(row.facts) };
}

export async function listAuthorities(tx: Runner): Promise<Authority[]> {
  const rows = await tx.all(q.selectFrom('organisation.authority').selectAll().where('tenant_id', '=', tx.tenant).orderBy('name'));
  return rows.map((row) => ({
    id: asUuid(row.id), slug: row.slug, name: row.name, role: row.role, diaryPrefix: row.diary_prefix, facts: json(row.facts),
  }));
}

/** Units in use, by name. A closed unit stays where cases point at it, but takes no new ones. */
export async function listUnits(tx: Runner): Promise<Unit[]> {
  const rows = await tx.all(q.selectFrom('organisation.unit').selectAll()
    .where('tenant_id', '=', tx.tenant).where('closed_at', 'is', null).orderBy('name'));
  return rows.map((row) => ({
    id: asUuid(row.id), authorityId: row.authority_id === null ? null : asUuid(row.authority_id), slug: row.slug, name: row.name,
    role: row.role, phone: row.phone, email: row.email, facts: json(row.facts),
  }));
}

/** The delegation order of an authority as it stands now. */
export async function listDelegations(tx: Runner, authorityId: Uuid): Promise<Delegation[]> {
  const rows = await tx.all(q.selectFrom('organisation.delegation').selectAll()
    .where('tenant_id', '=', tx.tenant).where('authority_id', '=', authorityId)
    .where('from_at', '<=', tx.now).where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)]))
    .orderBy('point').limit(500));
  return rows.map(toDelegation);
}

/** Every point of every authority that is in force or will be, with when it begins and ends. */
export async function allDelegations(tx: Runner): Promise<(Delegation & { fromAt: Date; untilAt: Date | null })[]> {
  const rows = await tx.all(q.selectFrom('organisation.delegation').selectAll().where('tenant_id', '=', tx.tenant)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)])).orderBy('point').orderBy('from_at').limit(5_000));
  return rows.map((row) => ({ ...toDelegation(row), fromAt: row.from_at, untilAt: row.until_at }));
}

/** Every version of dated tables, by name; of two from the same day the one published last. A name without any is absent. */
export async function tableVersions(tx: Runner, names: readonly string[]): Promise<Map<string, DatedTable[]>> {
  const found = new Map<string, DatedTable[]>();
  if (!names.length) return found;
  const rows = await tx.all(q.selectFrom('organisation.dated_table').distinctOn(['name', 'valid_from']).selectAll()
    .where('tenant_id', '=', tx.tenant).where('name', 'in', [...names])
    .orderBy('name').orderBy('valid_from').orderBy('published_at', 'desc').limit(500));
  for (const row of rows) {
    const version = { name: row.name, validFrom: row.valid_from, rows: json<DatedTable['rows']>(row.rows), facts: json<DatedTable['facts']>(row.facts), hash: row.hash };
    found.set(row.name, [...(found.get(row.name) ?? []), version]);
  }
  return found;
}

/** Days when the organisation is closed or closes early, from a day on. */
export async function closuresFrom(tx: Runner, day: string): Promise<Map<string, { from?: string; to?: string }>> {
  const rows = await tx.all(q.selectFrom('organisation.closure').select(['day', 'facts'])
    .where('tenant_id', '=', tx.tenant).where('day', '>=', day).orderBy('day').limit(400));
  return new Map(rows.map((row) => [row.day, json<{ from?: string; to?: string }>(row.facts)]));
}

/** The same days with their reasons, as people see them. */
export async function listClosures(tx: Runner, from: string): Promise<Closure[]> {
  const rows = await tx.all(q.selectFrom('organisation.closure').select(['day', 'facts'])
    .where('tenant_id', '=', tx.tenant).where('day', '>=', from).orderBy('day').limit(400));
  return rows.map((row) => ({ ...json<Omit<Closure, 'date'>>(row.facts), date: row.day }));
}

/** Marks that something public was changed: pages rendered before are rendered anew. */
export async function touch(tx: Runner): Promise<void> {
  await tx.run(q.updateTable('organisation.organisation').set({ version: sql<number>`version + 1` }).where('tenant_id', '=', tx.tenant));
}

function toDelegation(row: Tables['organisation.delegation']): Delegation {
  return {
    id: asUuid(row.id), authorityId: asUuid(row.authority_id), point: row.point, text: row.text, roles: row.roles,
    unitIds: row.unit_ids.map(asUuid), reported: row.reported, limitOre: row.limit_ore, fourEyes: row.four_eyes,
  };
}

// `pg` has already parsed jsonb; the table types say string because that is what is written.
function json<T>(value: string): T {
  return value as unknown as T;
}
