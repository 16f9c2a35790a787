import { uuidv7, type Database, type Tx, type Uuid } from '../../platform/index.ts';
import type { OrganisationFile } from '../model.ts';
import { q } from '../store.ts';

/**
 * Adds an organisation, or brings an added one in line with its file: authorities, units, delegations, closures.
 * What a file no longer names is closed, never removed: cases may point at it.
 * @returns the tenant's id
 */
export async function addOrganisation(db: Database, file: OrganisationFile, hosts: readonly string[] = file.hosts): Promise<Uuid> {
  const known = await knownTenant(db, hosts);
  const tenant = known ?? uuidv7(db.clock.now());
  await db.system(tenant, 'organisation', async (tx) => {
    if (!known) await tx.createTenantKeys();
    await saveHosts(tx, hosts);
    await saveOrganisation(tx, file);
    const authorities = await saveAuthorities(tx, file);
    const units = await saveUnits(tx, file, authorities);
    await saveDelegations(tx, file, authorities, units);
    await saveClosures(tx, file);
    tx.audit({ event: known ? 'organisation.changed' : 'organisation.added' });
  });
  return tenant;
}

async function knownTenant(db: Database, hosts: readonly string[]): Promise<Uuid | undefined> {
  const { rows } = await db.pools.jobs.query<{ organisation_id: Uuid }>(
    'select organisation_id from organisation.host where host = any($1) limit 1', [hosts]);
  return rows[0]?.organisation_id;
}

async function saveHosts(tx: Tx, hosts: readonly string[]): Promise<void> {
  await tx.run(q.insertInto('organisation.host').values(hosts.map((host) => ({ host, organisation_id: tx.tenant })))
    .onConflict((oc) => oc.column('host').doUpdateSet((eb) => ({ organisation_id: eb.ref('excluded.organisation_id') }))));
}

async function saveOrganisation(tx: Tx, file: OrganisationFile): Promise<void> {
  const { authorities: _authorities, units: _units, closures: _closures, ...facts } = file;
  const row = { slug: file.organisation, name: file.name, kind: file.kind, code: file.code, facts: JSON.stringify(facts) };
  await tx.run(q.insertInto('organisation.organisation').values({ tenant_id: tx.tenant, created_at: tx.now, version: 1, ...row })
    .onConflict((oc) => oc.column('tenant_id').doUpdateSet((eb) => ({ ...row, version: eb('organisation.organisation.version', '+', 1) }))));
}

async function saveAuthorities(tx: Tx, file: OrganisationFile): Promise<Map<string, Uuid>> {
  const before = await tx.all(q.selectFrom('organisation.authority').select(['id', 'slug']).where('tenant_id', '=', tx.tenant));
  const ids = new Map(before.map((row) => [row.slug, row.id as Uuid]));
  for (const authority of file.authorities) {
    const id = ids.get(authority.id) ?? tx.id();
    ids.set(authority.id, id);
    const { delegations: _delegations, ...facts } = authority;
    const row = { slug: authority.id, name: authority.name, role: authority.role, diary_prefix: authority.diaryPrefix, facts: JSON.stringify(facts) };
    await tx.run(q.insertInto('organisation.authority').values({ tenant_id: tx.tenant, id, ...row })
      .onConflict((oc) => oc.columns(['tenant_id', 'id']).doUpdateSet(row)));
  }
  return ids;
}

async function saveUnits(tx: Tx, file: OrganisationFile, authorities: ReadonlyMap<string, Uuid>): Promise<Map<string, Uuid>> {
  const before = await tx.all(q.selectFrom('organisation.unit').select(['id', 'slug']).where('tenant_id', '=', tx.tenant));
  const ids = new Map(before.map((row) => [row.slug, row.id as Uuid]));
  for (const unit of file.units) {
    const id = ids.get(unit.id) ?? tx.id();
    ids.set(unit.id, id);
    const row = {
      authority_id: unit.authority === null ? null : authorities.get(unit.authority)!, slug: unit.id, name: unit.name, role: unit.role,
      phone: unit.phone, email: unit.email, facts: JSON.stringify(unit), closed_at: null,
    };
    await tx.run(q.insertInto('organisation.unit').values({ tenant_id: tx.tenant, id, ...row })
      .onConflict((oc) => oc.columns(['tenant_id', 'id']).doUpdateSet(row)));
  }
  const named = file.units.map((unit) => unit.id);
  await tx.run(q.updateTable('organisation.unit').set({ closed_at: tx.now })
    .where('tenant_id', '=', tx.tenant).where('slug', 'not in', named).where('closed_at', 'is', null));
  return ids;
}

async function saveDelegations(
  tx: Tx, file: OrganisationFile, authorities: ReadonlyMap<string, Uuid>, units: ReadonlyMap<string, Uuid>,
): Promise<void> {
  await tx.run(q.updateTable('organisation.delegation').set({ until_at: tx.now })
    .where('tenant_id', '=', tx.tenant).where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)])));
  const rows = file.authorities.flatMap((authority) => authority.delegations.map((delegation) => ({
    tenant_id: tx.tenant, id: tx.id(), authority_id: authorities.get(authority.id)!, point: delegation.point, text: delegation.sv,
    roles: delegation.roles, unit_ids: [delegation.unit, ...(delegation.units ?? [])].filter((unit) => unit !== undefined).map((unit) => units.get(unit)!),
    reported: delegation.reported, limit_ore: delegation.limitOre ?? null, four_eyes: delegation.fourEyes, from_at: tx.now, until_at: null,
  })));
  if (rows.length) await tx.run(q.insertInto('organisation.delegation').values(rows));
}

async function saveClosures(tx: Tx, file: OrganisationFile): Promise<void> {
  await tx.run(q.deleteFrom('organisation.closure').where('tenant_id', '=', tx.tenant));
  const rows = file.closures.map((closure) => ({ tenant_id: tx.tenant, day: closure.date, facts: JSON.stringify(closure) }));
  if (rows.length) await tx.run(q.insertInto('organisation.closure').values(rows));
}
