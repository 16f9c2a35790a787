import { findOrganisation, knownOrganisation, listAuthorities, listUnits, publishTable, touch } from '../../organisation/index.ts';
import { swedishDay, type Tx, type Uuid } from '../../platform/index.ts';
import { compileService, versionHash, type ServiceFolder } from '../definition/index.ts';
import type { DraftRule } from '../publishing/newer.ts';
import { q } from '../store.ts';
import { notCancelled } from '../versions.ts';
import { missingAuthority, missingUnit } from './role-words.ts';

export interface PublishOptions {
  /** the day it comes into force, `YYYY-MM-DD`; today when left out */
  from?: string;
  by?: Uuid;
  /** why, in the words of whoever publishes */
  note?: string;
  /** what it asks of those who have begun on an earlier version; nothing when left out */
  drafts?: DraftRule;
}

export type Published =
  | { ok: true; versionId: Uuid; hash: string; isNew: boolean }
  | { ok: false; problems: { reason: string; remedy: string }[] };

/**
 * Takes a version of a service into the organisation as an immutable row. What is in force on its day already is not taken in again.
 * Refused when the organisation lacks an authority, a unit, or a channel with a number and hours that the service names, or when
 * another of its services has the address.
 */
export async function publish(tx: Tx, folder: ServiceFolder, options: PublishOptions = {}): Promise<Published> {
  const problems = await whatIsMissing(tx, folder);
  if (problems.length) return { ok: false, problems };
  const { definition } = folder;
  const hash = versionHash(folder);
  const validFrom = options.from ?? swedishDay(tx.now);
  const known = await tx.maybe(q.selectFrom('services.version').select(['id', 'hash']).where('tenant_id', '=', tx.tenant)
    .where('service', '=', definition.service).where('valid_from', '<=', validFrom).where(notCancelled).orderBy('valid_from', 'desc').orderBy('published_at', 'desc').limit(1));
  for (const table of Object.values(folder.tables)) await publishTable(tx, table);
  if (known?.hash === hash) return { ok: true, versionId: known.id as Uuid, hash, isNew: false };
  const authority = await authorityFor(tx, definition.authority);
  const id = tx.id();
  await tx.run(q.insertInto('services.version').values({
    tenant_id: tx.tenant, id, service: definition.service, path: definition.path, hash, folder: JSON.stringify(folder),
    authority_id: authority!, valid_from: validFrom, published_at: tx.now, published_by: options.by ?? null, note: options.note ?? '', drafts: options.drafts ?? 'keep',
  }));
  await touch(tx);
  tx.audit({ event: 'services.published', authorityId: authority!, detail: { service: definition.service, version: hash.slice(0, 16), from: validFrom, drafts: options.drafts ?? 'keep' } });
  return { ok: true, versionId: id, hash, isNew: true };
}

/** The unit that a role name of the catalogue (`transportUnit`) means in this organisation. */
export async function unitFor(tx: Tx, role: string): Promise<Uuid | undefined> {
  const [organisation, units] = [await findOrganisation(tx), await listUnits(tx)];
  const slug = organisation?.facts.roles.units[role];
  return units.find((unit) => unit.slug === slug)?.id;
}

/** As `unitFor`, of what is known already: for what happens often. */
export async function knownUnit(tx: Tx, role: string): Promise<Uuid | undefined> {
  const { organisation, units } = await knownOrganisation(tx);
  const slug = organisation?.facts.roles.units[role];
  return units.find((unit) => unit.slug === slug)?.id;
}

/** The authority that a role name of the catalogue (`technical`) means in this organisation. */
export async function authorityFor(tx: Tx, role: string): Promise<Uuid | undefined> {
  const [organisation, authorities] = [await findOrganisation(tx), await listAuthorities(tx)];
  const slug = organisation?.facts.roles.authorities[role];
  return authorities.find((authority) => authority.slug === slug)?.id;
}

/** What an organisation lacks before a service can be published there, and what to do about it, in Swedish. */
export async function whatIsMissing(tx: Tx, folder: ServiceFolder): Promise<{ reason: string; remedy: string }[]> {
  const { definition } = folder;
  const compiled = compileService(folder);
  if (!compiled.ok) return compiled.refused.map(({ problem }) => ({ reason: `${problem.path}: ${problem.message}`, remedy: problem.remedy }));
  const organisation = await findOrganisation(tx);
  if (!organisation) return [{ reason: 'organisationen finns inte', remedy: 'Lägg till den med sprang organisation add.' }];
  const missing: { reason: string; remedy: string }[] = [];
  const miss = (reason: string, remedy: string) => missing.push({ reason, remedy });
  if (!(await authorityFor(tx, definition.authority))) missing.push(missingAuthority(definition.authority, organisation.name));
  for (const { to } of definition.route) {
    if (!(await unitFor(tx, to))) missing.push(missingUnit(to, organisation.name));
  }
  const { channels } = organisation.facts;
  for (const channel of definition.channels) {
    if (!channels[channel]) miss(`kanalen ${channel} har inget nummer, ingen adress eller inga tider`, 'Beskriv den under channels i organisationens fil, eller ta bort den ur tjänsten.');
  }
  if (!definition.channels.some((channel) => channels[channel]?.withoutEid)) {
    miss('ingen väg in fungerar utan e-legitimation', 'Lägg till telefon, besök eller papper bland tjänstens kanaler.');
  }
  const other = await tx.maybe(q.selectFrom('services.version').select('service').where('tenant_id', '=', tx.tenant)
    .where('path', '=', definition.path).where('service', '!=', definition.service).limit(1));
  if (other) miss(`adressen ${definition.path} används redan av tjänsten ${other.service}`, 'Välj en annan path i service.yaml.');
  return missing;
}
