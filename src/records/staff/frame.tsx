import type { ComponentChildren } from 'preact';
import { staffFrame } from '../../identity/index.ts';
import { Alert, ErrorSummary, PageHeading, StaffLayout, Tabs, forbidden, href, page, staff, swedishDay, type Answer, type FieldError, type RequestContext, type Staff, type Uuid } from '../../platform/index.ts';
import { waitingRequests } from '../store/requests.ts';

export const base = '/handlaggning/register';
/** Who reads the register and works with requests. */
export const readers = staff('officer', 'deputy', 'manager', 'registrar');
/** Who keeps the plan of what is destroyed when, and hands cases to the archive: the registrar, who is the archivist too. Administrators see no cases. */
export const keepers = staff('registrar');

const tabs = [['', 'Register'], ['/utlamnande', 'Utlämnande'], ['/gallring', 'Gallring'], ['/arkiv', 'Arkiv']] as const;
type Tab = (typeof tabs)[number][0];

interface PageOptions {
  title: string;
  tab: Tab;
  above?: string;
  errors?: readonly FieldError[];
  /** what was just done */
  done?: string | undefined;
  /** the page this one belongs to */
  under?: { label: string; path: string };
  width?: 'text' | 'full';
  children: ComponentChildren;
}

/** A page of the register. With errors it is answered as 422. */
export async function registerPage(context: RequestContext<Staff>, { title, tab, above, errors = [], done, under, width = 'full', children }: PageOptions): Promise<Answer> {
  const keeps = context.who.roles.some((role) => keepers.roles.includes(role));
  const reads = context.who.roles.some((role) => readers.roles.includes(role));
  const { authorityId } = context.who;
  const waiting = !under && reads && authorityId ? (await waitingRequests(context.tx, authorityId, swedishDay(context.now))).open : 0;
  const shown = tabs.filter(([path]) => (path === '/gallring' || path === '/arkiv' ? keeps : reads));
  return page(
    <StaffLayout {...staffFrame(context)} title={title} hasErrors={errors.length > 0} width={width}
      {...(under && { crumbs: [{ label: under.label, href: href(`${base}${under.path}`) }] })} notice={done && <Alert kind="success" live><p>{done}</p></Alert>}>
      <ErrorSummary errors={errors} />
      <PageHeading {...(above && { above })}>{title}</PageHeading>
      {!under && <Tabs label="Delar av registret" tabs={shown.map(([path, label]) => ({ label, href: href(`${base}${path}`), current: path === tab, ...(path === '/utlamnande' && waiting > 0 && { count: waiting }) }))} />}
      {children}
    </StaffLayout>, { status: errors.length ? 422 : 200 });
}

/** Works within the authority that the reader stands in; whoever works for the whole organisation keeps no authority's register. */
export async function inAuthority(context: RequestContext<Staff>, work: (authorityId: Uuid) => Promise<Answer>): Promise<Answer> {
  return context.who.authorityId ? work(context.who.authorityId) : forbidden('noAuthority');
}
