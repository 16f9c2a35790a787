import { currentVersions } from '../../services/index.ts';
import { forbidden, href, none, redirect, staff, type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { staffPage, type StaffPage } from '../../identity/index.ts';
import { waitables } from '../actions/crisis-lanes.ts';
import { staffText as t } from '../texts.ts';
import type { Offered } from './fields.tsx';

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

/** What can be chosen: the services of the organisation by name, and what a waiting room can stand before. */
export async function offered({ tx, house }: Pick<Context, 'tx' | 'house'>): Promise<Offered> {
  const services = (await currentVersions(tx)).map(({ service, compiled }) => ({ id: service, name: compiled.folder.definition.name }));
  return { services: services.toSorted((a, b) => a.name.localeCompare(b.name, 'sv')), waitables: await waitables(house, tx) };
}
