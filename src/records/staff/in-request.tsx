import { findCase, lawReference, openCase } from '../../cases/index.ts';
import { withinAuthority } from '../../identity/index.ts';
import { asUuid, forbidden, isUuid, listDocuments, notFound, type Answer, type RequestContext, type Staff, type Tx, type Uuid } from '../../platform/index.ts';
import { versionById } from '../../services/index.ts';
import type { Burden } from '../model/secrecy-test.ts';
import { findItem, type ReleaseItem } from '../store/items.ts';
import { findRequest, type ReleaseRequest } from '../store/requests.ts';


type Context = RequestContext<Staff, { id: string }>;

/** Opens a request of the authority, locked when something of it is changed. What is closed is changed no more. */
export function inRequest(context: Context, work: (request: ReleaseRequest) => Promise<Answer>, options: { change?: boolean } = {}): Promise<Answer> {
  return withinAuthority(context, async () => {
    const { id } = context.params;
    const request = isUuid(id) ? await findRequest(context.tx, asUuid(id), { lock: options.change ?? false }) : undefined;
    if (!request) return notFound();
    context.about({ dossierId: request.id });
    if (options.change && request.closedAt) return forbidden('closed');
    return work(request);
  });
}

/** Why a document cannot be read by whoever tests it: the case's own reading rule holds here too. */
export type Unread = 'notHere' | 'otherUnit' | 'reason' | 'covered';

/** A registrar tests what they may read, and asks the officer for the rest: the case itself stays shut to them. */
export const mayOpenCases = ({ roles }: Staff) => roles.some((role) => role === 'officer' || role === 'deputy' || role === 'manager');

/** Whether the reader may read a case: the same rule as for its own pages, and a protected identity must have been uncovered there. */
export async function mayRead(tx: Tx, who: Staff, caseId: Uuid): Promise<{ ok: true } | { ok: false; why: Unread }> {
  const opening = await openCase(tx, who, caseId);
  if (!opening.ok) return { ok: false, why: opening.why };
  if (opening.opened.file.protected && !opening.opened.unmasked) return { ok: false, why: 'covered' };
  tx.audit({ event: 'cases.read', dossierId: caseId, unitId: opening.opened.file.unitId, detail: { ground: opening.opened.ground, why: 'release' } });
  return { ok: true };
}

/** An item of a request, with what secrecy it is tried by: that of its service. */
export interface OpenItem { request: ReleaseRequest; item: ReleaseItem; secrecy: { section: string; burden: Burden; note: string } }

export async function inItem(
  context: RequestContext<Staff, { id: string; item: string }>, work: (opened: OpenItem) => Promise<Answer>,
  options: { change?: boolean; refused: (request: ReleaseRequest, item: ReleaseItem, why: Unread) => Answer | Promise<Answer> },
): Promise<Answer> {
  return inRequest(context, async (request) => {
    const { tx, who, params } = context;
    const item = isUuid(params.item) ? await findItem(tx, request.id, asUuid(params.item)) : undefined;
    if (!item) return notFound();
    const reading = await mayRead(tx, who, item.caseId);
    if (!reading.ok) return options.refused(request, item, reading.why);
    return work({ request, item, secrecy: await secrecyOf(tx, item) });
  }, options);
}

async function secrecyOf(tx: Tx, item: ReleaseItem): Promise<OpenItem['secrecy']> {
  const file = await findCase(tx, item.caseId);
  const secrecy = file && (await versionById(tx, file.versionId)).compiled.folder.definition.secrecy;
  return secrecy ? { section: lawReference(secrecy.section, secrecy.act), burden: secrecy.test, note: secrecy.note ?? '' } : { section: '', burden: 'none', note: '' };
}

/** The documents of a case by name: what the copy of what was sent in is called, in words. */
export async function documentsIn(tx: Tx, caseId: Uuid): Promise<{ id: Uuid; name: string; size: number; mediaType: string }[]> {
  return (await listDocuments(tx, caseId)).map(({ id, name, size, mediaType }) => (
    { id, size, mediaType, name: name.startsWith('underskriven-kopia-') ? 'Det som skickades in, kopia.pdf' : name }));
}
