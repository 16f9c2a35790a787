import { isUuid, forbidden, notFound, redirect, staff, type Answer, type RequestContext, type Staff } from '../../platform/index.ts';
import { openCase, type OpenedCase } from '../actions/open-case.ts';
import { reasonPage } from './reason-page.tsx';

/** Who may read cases: what they may open of them, the class and the unit's wall decide. */
export const readers = staff('officer', 'deputy', 'manager');

export const caseHref = (id: string, rest = ''): string => `/handlaggning/arenden/${id}${rest}`;

/**
 * Opens the case of a request and does something with it. `change`: only the officer whose case it is, or their deputy; the
 * case is locked, so that two who change it at once do so after one another. A case that asks for a reason answers with the
 * page that asks.
 */
export async function inCase(
  context: RequestContext<Staff, { id: string }>, work: (opened: OpenedCase) => Promise<Answer>, options: { change?: boolean } = {},
): Promise<Answer> {
  const { tx, who, params } = context;
  if (!isUuid(params.id)) return notFound();
  const opening = await openCase(tx, who, params.id, { lock: options.change ?? false });
  if (!opening.ok && opening.why === 'notHere') return notFound();
  context.about({ dossierId: params.id });
  if (!opening.ok && opening.why === 'reason') return options.change ? redirect(caseHref(params.id)) : reasonPage(context, opening.file);
  if (!opening.ok) return forbidden('otherUnit');
  if (options.change && !opening.opened.own) return forbidden('notOwnCase');
  context.about({ unitId: opening.opened.file.unitId, detail: { ground: opening.opened.ground } });
  return work(opening.opened);
}
