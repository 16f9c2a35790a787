import { staffPage, type StaffPage } from '../../identity/index.ts';
import { href, staff, swedishDay, type Answer, type RequestContext, type Staff } from '../../platform/index.ts';
import { waitingRequests } from '../store/requests.ts';

export const base = '/handlaggning/register';
/** Who reads the register and works with requests. */
export const readers = staff('officer', 'deputy', 'manager', 'registrar');
/** Who keeps the plan of what is destroyed when, and hands cases to the archive: the registrar, who is the archivist too. Administrators see no cases. */
export const keepers = staff('registrar');

const tabs = [['', 'Register'], ['/utlamnande', 'Utlämnande'], ['/gallring', 'Gallring'], ['/arkiv', 'Arkiv']] as const;

interface RegisterPage extends Omit<StaffPage, 'crumbs' | 'tabs'> {
  tab: (typeof tabs)[number][0];
  /** the page this one belongs to */
  under?: { label: string; path: string };
}

/** A page of the register. With errors it is answered as 422. */
export async function registerPage(context: RequestContext<Staff>, { tab, under, ...given }: RegisterPage): Promise<Answer> {
  if (under) return staffPage(context, { ...given, crumbs: [{ label: under.label, href: href(`${base}${under.path}`) }] });
  const keeps = context.who.roles.some((role) => keepers.roles.includes(role));
  const reads = context.who.roles.some((role) => readers.roles.includes(role));
  const { authorityId } = context.who;
  const waiting = reads && authorityId ? (await waitingRequests(context.tx, authorityId, swedishDay(context.now))).open : 0;
  const shown = tabs.filter(([path]) => (path === '/gallring' || path === '/arkiv' ? keeps : reads));
  return staffPage(context, {
    ...given,
    tabs: {
      label: 'Delar av registret',
      tabs: shown.map(([path, label]) => ({ label, href: href(`${base}${path}`), current: path === tab, ...(path === '/utlamnande' && waiting > 0 && { count: waiting }) })),
    },
  });
}
