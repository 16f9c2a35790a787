import type { House, Principal, Staff, Tx, Uuid } from '../platform/index.ts';
import { stillRepresents } from './proxies.ts';
import { assignmentsOf, inAuthority } from './staff.ts';

/**
 * Whether a session carries no more than its holder has now: a proxy may have ended or custody been lost, a role have passed its
 * last day, since it began.
 */
export async function stillHolds(house: House, tenant: Uuid, who: Principal): Promise<boolean> {
  if (who.kind === 'resident' && who.actingFor) return stillRepresents(house, tenant, who.personId, who.actingFor.proxyId);
  if (who.kind === 'staff') return house.db.system(tenant, 'session', (tx) => holdsRoles(tx, who));
  return true;
}

/** No units means the whole authority. */
async function holdsRoles(tx: Tx, { staffId, authorityId, roles, unitIds }: Staff): Promise<boolean> {
  const now = await inAuthority(tx, await assignmentsOf(tx, staffId), authorityId);
  const within = now.unitIds.length === 0 || (unitIds.length > 0 && unitIds.every((id) => now.unitIds.includes(id)));
  return within && roles.every((role) => now.roles.includes(role));
}
