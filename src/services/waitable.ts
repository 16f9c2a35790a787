import type { Waitable } from '../queue/index.ts';
import type { Tx } from '../platform/index.ts';
import { currentVersions, inLanguage } from './versions.ts';

/**
 * What people may have to wait for: to begin with a service, or to take a time where it has times. Which times are free can be seen
 * without waiting, and whoever has begun goes on without.
 */
export async function waitableServices(tx: Tx): Promise<Waitable[]> {
  return (await currentVersions(tx)).map((version) => {
    const { authorityId } = version;
    const { name, booking } = inLanguage(version, 'sv').definition;
    return booking
      ? { guards: `/boka/${version.path}/tid`, leadsTo: `/boka/${version.path}`, label: `${name}: boka en tid`, authorityId }
      : { guards: `/tjanster/${version.path}/borja`, leadsTo: `/tjanster/${version.path}/borja`, label: `${name}: börja ansöka`, authorityId };
  });
}
