import { findPerson, proxiesOf } from '../identity/index.ts';
import type { Resident, Tx } from '../platform/index.ts';
import type { ServiceVersion } from './versions.ts';

/**
 * Whether who acts for somebody may do so in a service: it takes representatives on their ground, the proxy is in force now and
 * is for it, and a child is not protected (the link breaks at once, not at the next sign-in: practice.md, "Protected identity").
 * One who acts for nobody always may.
 */
export async function mayActIn(tx: Tx, who: Resident, version: ServiceVersion): Promise<boolean> {
  const { actingFor } = who;
  if (!actingFor) return true;
  const { definition } = version.compiled.folder;
  if (!definition.parties.applicant.proxies.includes(actingFor.ground)) return false;
  const proxy = (await proxiesOf(tx, actingFor.personId)).find(({ id, agentId }) => id === actingFor.proxyId && agentId === who.personId);
  if (!proxy || (proxy.services.length > 0 && !proxy.services.includes(version.service))) return false;
  return actingFor.ground !== 'guardian' || !(await findPerson(tx, actingFor.personId))?.protected;
}
