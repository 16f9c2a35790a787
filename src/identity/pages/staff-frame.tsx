import { href, organisationOf, type NavigationItem, type RequestContext, type Staff, type StaffFrame, type StaffRole } from '../../platform/index.ts';

/** The staff menu: what each role comes here for. A link that a role may not follow is not shown. */
const menu: readonly { path: string; label: string; roles: readonly StaffRole[] }[] = [
  { path: '/handlaggning', label: 'Arbetslista', roles: ['officer', 'deputy', 'manager'] },
  { path: '/handlaggning/uppgifter', label: 'Uppgifter', roles: ['officer', 'deputy', 'manager'] },
  { path: '/handlaggning/tillstand', label: 'Tillstånd', roles: ['officer', 'deputy', 'manager'] },
  { path: '/handlaggning/registrera', label: 'Registrera', roles: ['officer', 'deputy', 'manager', 'registrar'] },
  { path: '/handlaggning/tider', label: 'Tider', roles: ['officer', 'deputy', 'manager'] },
  { path: '/handlaggning/ring-upp', label: 'Ring upp', roles: ['officer', 'deputy', 'manager', 'registrar'] },
  { path: '/handlaggning/register', label: 'Register', roles: ['officer', 'deputy', 'manager', 'registrar'] },
  { path: '/handlaggning/anslag', label: 'Anslag', roles: ['officer', 'manager', 'registrar'] },
  { path: '/handlaggning/ombud', label: 'Ombud', roles: ['officer', 'deputy', 'manager', 'registrar'] },
  { path: '/handlaggning/utbetalningar', label: 'Utbetalningar', roles: ['economy', 'manager'] },
  { path: '/handlaggning/sammantraden', label: 'Sammanträden', roles: ['manager', 'registrar', 'secretary'] },
  { path: '/handlaggning/overlamningar', label: 'Överlämningar', roles: ['manager', 'registrar'] },
  { path: '/handlaggning/koer', label: 'Köer', roles: ['officer', 'deputy', 'manager', 'registrar', 'administrator'] },
  { path: '/handlaggning/uppfoljning', label: 'Uppföljning', roles: ['manager'] },
  { path: '/handlaggning/kris', label: 'Krisläge', roles: ['onDuty', 'administrator'] },
  { path: '/handlaggning/administration', label: 'Administration', roles: ['administrator'] },
];

/** Header and menu of a staff page, from the request. */
export function staffFrame(context: RequestContext<Staff>): StaffFrame {
  const { who, display, path } = context;
  const here = path.split('?', 1)[0]!;
  const items = menu.filter(({ roles }) => roles.some((role) => who.roles.includes(role)));
  const current = items.filter((item) => here === item.path || here.startsWith(`${item.path}/`)).at(-1);
  return {
    language: 'sv',
    organisation: organisationOf(context),
    navigation: items.map((item): NavigationItem => ({ href: href(item.path), label: item.label, ...(item === current && { current: true }) })),
    signedIn: { name: display?.name ?? '', place: display?.place ?? '', signOut: href('/handlaggning/logga-ut') },
  };
}
