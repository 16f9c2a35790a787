import type { VNode } from 'preact';
import { staffPage, type StaffPage } from '../../identity/index.ts';
import { forbidden, href, staff, type Answer, type RequestContext, type Staff } from '../../platform/index.ts';
import { staffText } from '../staff-texts.ts';

export const base = '/handlaggning/administration';
/** Who administers. Row level security lets only those who work for the whole organisation write. */
export const administrators = staff('administrator');

interface AdminPage extends Omit<StaffPage, 'above' | 'crumbs' | 'tabs'> {
  /** the list this page belongs to, with its address under the administration */
  under?: { label: string; path: string };
}

/** A page of the administration. With errors it is answered as 422. */
export function adminPage(context: RequestContext<Staff>, { under, width = 'text', ...given }: AdminPage): Answer {
  const crumbs = [{ label: staffText('home.title'), href: href(base) }, ...(under ? [{ label: under.label, href: href(`${base}${under.path}`) }] : [])];
  return staffPage(context, { ...given, width, ...(given.title !== staffText('home.title') && { crumbs }) });
}

/** Refuses an administrator who stands in one authority: what is changed here is the whole organisation's. */
export function refusedHere({ who }: RequestContext<Staff>): Answer | undefined {
  return who.authorityId ? forbidden('wholeOrganisation') : undefined;
}

/** Says "ja" or "nej" of a box or choice. */
export function YesOrNo({ value }: { value: boolean }): VNode {
  return <>{staffText(value ? 'yes' : 'no')}</>;
}
