import { Alert, LinkButton, forbidden, href, isUuid, notFound, page, route, textOf, type Answer, type RequestContext, type Staff } from '../../../platform/index.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { replaceDocument, restoreDocument } from '../../actions/case/replace-document.ts';
import { CasePage, caseFacts, isCovered } from './case-frame.tsx';
import { backDone } from './done.tsx';
import { caseHref, inCase, readers } from './in-case.tsx';

/** The officer says that one file is a new version of another. */
const replace = route({
  method: 'POST', path: '/handlaggning/arenden/:id/handlingar/ersatta', access: readers, audit: 'cases.replacementAsked',
  handle: (context) => inCase(context, async (opened) => {
    const [earlier, later] = [textOf(context.fields, 'earlier', 40), textOf(context.fields, 'later', 40)];
    if (isCovered(opened)) return forbidden('protectedIdentity');
    if (!isUuid(earlier) || !isUuid(later)) return refused(context, opened, 'Välj både vilken handling som har ersatts och vilken som gäller i stället.');
    if (earlier === later) return refused(context, opened, 'En handling kan inte ersätta sig själv. Välj två olika.');
    const done = await replaceDocument(context.tx, opened.file, { kind: 'staff', id: context.who.staffId }, { earlierId: earlier, laterIds: [later] });
    return done ? backDone(opened.file.id, '/handlingar', 'ersatt') : refused(context, opened, 'En av handlingarna är redan ersatt. Se efter hur listan ser ut nu.');
  }, { change: true }),
});

async function refused(context: RequestContext<Staff, { id: string }>, opened: OpenedCase, why: string): Promise<Answer> {
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/handlingar" title="Handlingar" hasErrors>
      <Alert kind="warning" live><p>{why}</p></Alert>
      <p><LinkButton kind="secondary" href={href(caseHref(opened.file.id, '/handlingar'))}>Till handlingarna</LinkButton></p>
    </CasePage>, { status: 422 });
}

/** It was a mistake: the earlier file holds again. */
const restore = route({
  method: 'POST', path: '/handlaggning/arenden/:id/handlingar/ersatta/:document/aterstallning', access: readers, audit: 'cases.replacementAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { document } = context.params as { document?: string };
    if (!document || !isUuid(document)) return notFound();
    if (isCovered(opened)) return forbidden('protectedIdentity');
    const done = await restoreDocument(context.tx, opened.file, context.who.staffId, document);
    return done ? backDone(opened.file.id, '/handlingar', 'ater') : notFound();
  }, { change: true }),
});

export const replacementRoutes = [replace, restore];
