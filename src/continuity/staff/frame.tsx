import { currentVersions } from '../../services/index.ts';
import { forbidden, href, none, redirect, staff, type Answer, type FieldError, type RequestContext, type Staff, type Tx } from '../../platform/index.ts';
import { staffPage, type StaffPage } from '../../identity/index.ts';
import { staffText as t } from '../texts.ts';
import type { OfferedService } from './fields.tsx';

export const base = '/handlaggning/kris';
/** Who may lead: whoever is on duty, and administrators, both for the whole organisation. */
export const leaders = staff('onDuty', 'administrator');
export const facts = none('only what is public, or is to be');
export type Context = RequestContext<Staff>;

/** Works for the whole organisation; refuses whoever stands in one authority. */
export async function leading({ who }: Context, work: () => Promise<Answer>): Promise<Answer> {
  return who.authorityId ? forbidden('wholeOrganisation') : work();
}

/** A page under the crisis' own. */
export function underPage(context: Context, page: Omit<StaffPage, 'crumbs'> & { errors?: readonly FieldError[] }): Answer {
  return staffPage(context, { width: 'text', crumbs: [{ label: t('title'), href: href(base) }], ...page });
}

/** Back to the crisis' page, saying what was done. */
export function backTo(done: string): Answer {
  return redirect(`${base}?klart=${done}`);
}

/** The services of the organisation, by name. */
export async function offered(tx: Tx): Promise<OfferedService[]> {
  return (await currentVersions(tx)).map(({ service, compiled }) => ({ id: service, name: compiled.folder.definition.name })).toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}
