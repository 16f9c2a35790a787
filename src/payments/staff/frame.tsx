import type { ComponentChildren } from 'preact';
import { staffFrame } from '../../identity/index.ts';
import { Alert, ErrorSummary, LinkButton, PageHeading, StaffLayout, Tabs, forbidden, href, page, staff, type Answer, type FieldError, type RequestContext, type Staff,
  type Uuid } from '../../platform/index.ts';

export const base = '/handlaggning/utbetalningar';
/** Who pays. A manager may, where no one else does: never what they have decided themselves. */
export const payers = staff('economy', 'manager');

const tabs = [['', 'Utbetalningar'], ['/filer', 'Filer till banken'], ['/fordringar', 'Avgifter och återkrav'], ['/installningar', 'Inställningar']] as const;
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

/** A page of whoever pays. With errors it is answered as 422. */
export function payPage(context: RequestContext<Staff>, { title, tab, above, errors = [], done, under, width = 'full', children }: PageOptions): Answer {
  return page(
    <StaffLayout {...staffFrame(context)} title={title} hasErrors={errors.length > 0} width={width}
      {...(under && { crumbs: [{ label: under.label, href: href(`${base}${under.path}`) }] })} notice={done && <Alert kind="success" live><p>{done}</p></Alert>}>
      <ErrorSummary errors={errors} />
      <PageHeading {...(above && { above })}>{title}</PageHeading>
      {!under && <Tabs label="Delar av utbetalningarna" tabs={tabs.map(([path, label]) => ({ label, href: href(`${base}${path}`), current: path === tab }))} />}
      {children}
    </StaffLayout>, { status: errors.length ? 422 : 200 });
}

/** Works within the authority that the reader stands in: each authority pays by itself. */
export async function inAuthority(context: RequestContext<Staff>, work: (authorityId: Uuid) => Promise<Answer>): Promise<Answer> {
  return context.who.authorityId ? work(context.who.authorityId) : forbidden('noAuthority');
}

/** Says why nothing was done, and where to go on. */
export function told(context: RequestContext<Staff>, heading: string, text: string, onward: string, status = 409): Answer {
  return page(
    <StaffLayout {...staffFrame(context)} title={heading} width="text">
      <h1>{heading}</h1>
      <p>{text}</p>
      <p><LinkButton href={href(onward)}>Fortsätt</LinkButton></p>
    </StaffLayout>, { status });
}
