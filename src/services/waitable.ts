import { timesLeft } from '../booking/index.ts';
import type { Waitable } from '../queue/index.ts';
import type { Tx } from '../platform/index.ts';
import { withoutSignIn } from './anonymous/allowed.ts';
import { currentVersions, inLanguage } from './versions.ts';

/**
 * What people may have to wait for: to begin with a service, or to take a time where it has times. Which times are free can be seen
 * without waiting, and whoever has begun goes on without.
 */
export async function waitableServices(tx: Tx): Promise<Waitable[]> {
  return (await currentVersions(tx)).flatMap((version): Waitable[] => {
    const { authorityId } = version;
    const { definition } = inLanguage(version, 'sv');
    const { name, booking } = definition;
    if (booking) {
      return [{ guards: `/boka/${version.path}/tid`, leadsTo: `/boka/${version.path}`, label: `${name}: boka en tid`, authorityId, forStaff: '/handlaggning/tider', left: (at) => timesLeft(at, definition.service) }];
    }
    const begun = (part: string, label: string) => ({ guards: `/tjanster/${version.path}/${part}`, leadsTo: `/tjanster/${version.path}/${part}`, label: `${name}: ${label}`, authorityId, forStaff: '/handlaggning/registrera' });
    return [begun('borja', 'börja fylla i'), ...(withoutSignIn(definition) ? [begun('utan-inloggning', 'fylla i utan att logga in')] : [])];
  });
}
