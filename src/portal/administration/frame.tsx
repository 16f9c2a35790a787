import type { ComponentChildren, VNode } from 'preact';
import { staffFrame } from '../../identity/index.ts';
import { Alert, ErrorSummary, PageHeading, StaffLayout, forbidden, href, page, staff, type Answer, type FieldError, type RequestContext,
  type Staff } from '../../platform/index.ts';
import { staffText } from '../staff-texts.ts';

export const base = '/handlaggning/administration';
/** Who administers. Row level security lets only those who work for the whole organisation write. */
export const administrators = staff('administrator');

interface PageOptions {
  title: string;
  errors?: readonly FieldError[];
  /** what was just done */
  done?: string | undefined;
  /** the list this page belongs to, with its address under the administration */
  under?: { label: string; path: string };
  width?: 'text' | 'full';
  children: ComponentChildren;
}

/** A page of the administration. With errors it is answered as 422. */
export function adminPage(context: RequestContext<Staff>, { title, errors = [], done, under, width = 'text', children }: PageOptions): Answer {
  const crumbs = [{ label: staffText('home.title'), href: href(base) }, ...(under ? [{ label: under.label, href: href(`${base}${under.path}`) }] : [])];
  return page(
    <StaffLayout {...staffFrame(context)} title={title} hasErrors={errors.length > 0} width={width} {...(title !== staffText('home.title') && { crumbs })}
      notice={done && <Alert kind="success" live><p>{done}</p></Alert>}>
      <ErrorSummary errors={errors} />
      <PageHeading>{title}</PageHeading>
      {children}
    </StaffLayout>, { status: errors.length ? 422 : 200 });
}

/** Refuses an administrator who stands in one authority: what is changed here is the whole organisation's. */
export function refusedHere({ who }: RequestContext<Staff>): Answer | undefined {
  return who.authorityId ? forbidden('wholeOrganisation') : undefined;
}

/** Says "ja" or "nej" of a box or choice. */
export function YesOrNo({ value }: { value: boolean }): VNode {
  return <>{staffText(value ? 'yes' : 'no')}</>;
}
