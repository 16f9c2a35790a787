import { isUuid, forbidden, none, notFound, redirect, staff, type Answer, type RequestContext, type Staff } from '../../../platform/index.ts';
import { openCase, type OpenedCase } from '../../actions/case/open-case.ts';
import { reasonPage } from './reason-page.tsx';

/** Who may read cases: what they may open of them, the class and the unit's wall decide. */
export const readers = staff('officer', 'deputy', 'manager');

/** Reads are written to the audit by `inCase`, once the case is open: a page that only asks why is not a read. */
export const read = none('inCase writes cases.read with its ground once the case is open');

export const caseHref = (id: string, rest = ''): string => `/handlaggning/arenden/${id}${rest}`;

/**
 * Opens the case of a request and does something with it. `change`: only the officer whose case it is, or their deputy; the
 * case is locked, so that two who change it at once do so after one another. A case that asks for a reason answers with the
 * page that asks. `lock`: a change that somebody else than the officer may make; who may is for the caller to say.
 */
export async function inCase(
  context: RequestContext<Staff, { id: string }>, work: (opened: OpenedCase) => Promise<Answer>, options: { change?: boolean; lock?: boolean; event?: string } = {},
): Promise<Answer> {
  const { tx, who, params } = context;
  if (!isUuid(params.id)) return notFound();
  const opening = await openCase(tx, who, params.id, { lock: options.change ?? options.lock ?? false });
  if (!opening.ok && opening.why === 'notHere') return notFound();
  context.about({ dossierId: params.id });
  if (!opening.ok && opening.why === 'reason') return options.change || options.lock ? redirect(caseHref(params.id)) : reasonPage(context, opening.file);
  if (!opening.ok) return forbidden('otherUnit');
  if (options.change && !opening.opened.own) return forbidden('notOwnCase');
  const { file, ground } = opening.opened;
  context.about({ unitId: file.unitId, detail: { ground } });
  if (!options.change) tx.audit({ event: options.event ?? 'cases.read', dossierId: file.id, unitId: file.unitId, detail: { ground } });
  return work(opening.opened);
}
