import { staffPage, type StaffPage } from '../../identity/index.ts';
import { forbidden, href, staff, swedishDay, type Answer, type RequestContext, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { placesOf, type Place } from '../store/places.ts';

export const base = '/handlaggning/tider';

/** Who receives, books and writes down. */
export const receivers = staff('officer', 'deputy', 'manager');
/** Who decides when there are times, and takes them away. */
export const planners = staff('manager');

const tabs: readonly { path: string; label: string; manager?: true }[] = [
  { path: '', label: 'Dagen' }, { path: '/vecka', label: 'Veckan' }, { path: '/vantelista', label: 'Väntelista och kallelser' }, { path: '/brev', label: 'Brev' }, { path: '/provsvar', label: 'Provsvar' },
  { path: '/batch', label: 'Sök på batchnummer' }, { path: '/oppettider', label: 'Öppettider', manager: true }, { path: '/platser', label: 'Platser och personal', manager: true }, { path: '/andra-tider', label: 'En annan dag', manager: true }, { path: '/stangning', label: 'Stäng plats', manager: true },
  { path: '/leverans', label: 'Minska en dag', manager: true },
];

/** A page about times, with its tabs. */
export function timesPage(context: RequestContext<Staff>, { tab, ...page }: Omit<StaffPage, 'tabs'> & { tab?: string }): Answer {
  const manager = context.who.roles.includes('manager');
  return staffPage(context, {
    ...page, tabs: {
      label: 'Tider',
      tabs: tabs.filter((one) => !one.manager || manager).map(({ path, label }) => ({ label, href: href(`${base}${path}`), ...(path === tab && { current: true }) })),
    },
  });
}

/** What of times somebody has to do with: services of their authority and unit, and its places. */
export interface Desk {
  authorityId: Uuid;
  services: readonly Bookable[];
  places: readonly Place[];
  today: string;
}

/** The desk of whoever asks, or why they have none. */
export async function deskOf({ tx, who }: Pick<RequestContext<Staff>, 'tx' | 'who'>): Promise<Desk | Answer> {
  if (!who.authorityId) return forbidden('noAuthority');
  const services = (await servicesOf(tx, who)).filter(({ authorityId }) => authorityId === who.authorityId);
  return { authorityId: who.authorityId, services, places: (await placesOf(tx, who.authorityId)).filter(({ closed }) => !closed), today: swedishDay(tx.now) };
}

/** Services with times whose unit somebody works in; those who work for the whole authority have all of it. */
async function servicesOf(tx: Tx, who: Staff): Promise<Bookable[]> {
  return (await bookablesOf(tx).all(tx, 'sv')).filter(({ unitId }) => who.unitIds.length === 0 || who.unitIds.includes(unitId));
}

/** Whether a service is somebody's to work with: the wall between units. */
export const isAtDesk = (desk: Desk, service: string): boolean => desk.services.some((one) => one.service === service);
