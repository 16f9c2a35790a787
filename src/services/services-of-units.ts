import { findOrganisation, listUnits } from '../organisation/index.ts';
import type { Runner, Uuid } from '../platform/index.ts';
import { currentVersions, type InForce } from './versions.ts';

/**
 * The services of an authority whose cases may come to some of its units, by the roles that their definitions name. Units that do not say
 * which (none: whoever works for the whole authority) give all of them.
 */
export async function servicesOfUnits(tx: Runner, authorityId: Uuid, unitIds: readonly Uuid[]): Promise<InForce[]> {
  const all = (await currentVersions(tx)).filter((version) => version.authorityId === authorityId);
  if (!unitIds.length) return all;
  const roles = (await findOrganisation(tx))?.facts.roles.units ?? {};
  const slugs = new Set((await listUnits(tx)).filter(({ id }) => unitIds.includes(id)).map(({ slug }) => slug));
  return all.filter(({ compiled }) => compiled.folder.definition.route.some(({ to }) => slugs.has(roles[to] ?? '')));
}
