import type { ComponentChildren } from 'preact';
import {
  Alert, ErrorSummary, LinkButton, PageHeading, StaffLayout, Tabs, forbidden, href, page, type Answer, type Crumb, type FieldError, type RequestContext, type Staff, type Tab,
  type Uuid,
} from '../../platform/index.ts';
import { staffFrame } from './staff-frame.tsx';

export interface StaffPage {
  title: string;
  /** what stands over the heading: the name or number of what the page is about */
  above?: string | undefined;
  crumbs?: readonly Crumb[] | undefined;
  errors?: readonly FieldError[];
  /** what was just done */
  done?: string | false | undefined;
  /** something else that must be seen first */
  notice?: ComponentChildren;
  /** the person the page is about has protected identity */
  protectedIdentity?: boolean;
  /** the parts of a larger whole, of which the page is one */
  tabs?: { label: string; tabs: readonly Tab[] } | undefined;
  width?: 'text' | 'full';
  /** otherwise 422 with errors, and 200 without */
  status?: number;
  children: ComponentChildren;
}

/** A page for staff, with its menu, what was just done, what must be put right, and its heading. With errors it is answered as 422. */
export function staffPage(
  context: RequestContext<Staff>, { title, above, crumbs, errors = [], done, notice, protectedIdentity = false, tabs, width = 'full', status, children }: StaffPage,
): Answer {
  return page(
    <StaffLayout {...staffFrame(context)} title={title} hasErrors={errors.length > 0} width={width} protectedIdentity={protectedIdentity}
      {...(crumbs && { crumbs })} notice={done ? <Alert kind="success" live><p>{done}</p></Alert> : notice}>
      <ErrorSummary errors={errors} />
      <PageHeading {...(above && { above })}>{title}</PageHeading>
      {tabs && <Tabs {...tabs} />}
      {children}
    </StaffLayout>, { status: status ?? (errors.length ? 422 : 200) });
}

/** Says what happened, or why nothing did, and where to go on. */
export function told(context: RequestContext<Staff>, heading: string, text: string, onward: string, status = 200): Answer {
  return page(
    <StaffLayout {...staffFrame(context)} title={heading} width="text">
      <h1>{heading}</h1>
      <p>{text}</p>
      <p><LinkButton href={href(onward)}>Fortsätt</LinkButton></p>
    </StaffLayout>, { status });
}

/** Works within the authority that the reader stands in; refuses whoever stands in none, and works for the whole organisation. */
export async function withinAuthority(context: RequestContext<Staff>, work: (authorityId: Uuid) => Promise<Answer>): Promise<Answer> {
  return context.who.authorityId ? work(context.who.authorityId) : forbidden('noAuthority');
}
