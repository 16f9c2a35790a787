import { staffPage, type StaffPage } from '../../identity/index.ts';
import { href, staff, type Answer, type RequestContext, type Staff } from '../../platform/index.ts';

export const base = '/handlaggning/utbetalningar';
/** Who pays. A manager may, where no one else does: never what they have decided themselves. */
export const payers = staff('economy', 'manager');

const tabs = [['', 'Utbetalningar'], ['/filer', 'Filer till banken'], ['/fordringar', 'Avgifter och återkrav'], ['/installningar', 'Inställningar']] as const;

interface PayPage extends Omit<StaffPage, 'tabs'> {
  tab: (typeof tabs)[number][0];
  /** the page this one belongs to; for those who may not see that page, `crumbs` instead */
  under?: { label: string; path: string };
}

/** A page of whoever pays. With errors it is answered as 422. */
export function payPage(context: RequestContext<Staff>, { tab, under, ...given }: PayPage): Answer {
  return staffPage(context, {
    ...given,
    ...(under && { crumbs: [{ label: under.label, href: href(`${base}${under.path}`) }] }),
    ...(!under && !given.crumbs && { tabs: { label: 'Delar av utbetalningarna', tabs: tabs.map(([path, label]) => ({ label, href: href(`${base}${path}`), current: path === tab })) } }),
  });
}
