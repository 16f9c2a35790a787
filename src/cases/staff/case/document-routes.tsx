import { DocumentBroken, LinkButton, Section, Table, file, formatDate, href, isUuid, listDocuments, notFound, page, readDocument, route, forbidden } from '../../../platform/index.ts';
import { replaceable } from '../../actions/case/replace-document.ts';
import { printOf } from '../../actions/parties/code-letter.ts';
import { replacementsOf } from '../../store/case/replacements.ts';
import { recordsOf } from '../../store/register/records.ts';
import { CasePage, caseFacts, isCovered } from './case-frame.tsx';
import { CaseFiles, shownName } from './case-files.tsx';
import { caseHref, inCase, read, readers } from './in-case.tsx';

const directionWords = { in: 'Inkommen', out: 'Utgående', drawnUp: 'Upprättad' } as const;

const documents = route({
  method: 'GET', path: '/handlaggning/arenden/:id/handlingar', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    const found = isCovered(opened) ? [] : await listDocuments(context.tx, opened.file.id);
    const records = await recordsOf(context.tx, opened.file.id);
    return page(
      <CasePage facts={await caseFacts(context, opened)} tab="/handlingar" title="Handlingar">
        {!isCovered(opened) && <p><LinkButton kind="secondary" icon="document" href={href(caseHref(opened.file.id, '/akt'))}>Hela akten som en PDF</LinkButton></p>}
        <Section heading="Filer i ärendet">
          <CaseFiles opened={opened} covered={isCovered(opened)} found={found} replaced={await replacementsOf(context.tx, opened.file.id)}
            replaceable={opened.own && !isCovered(opened) ? await replaceable(context.tx, opened.file.id) : []} />
        </Section>
        <Section heading="Diarieförda handlingar">
          <Table caption="Diarieförda handlingar" captionHidden rows={records} rowKey={({ id }) => id} columns={[
            { key: 'number', heading: 'Nr', cell: ({ number }) => number, rowHeading: true },
            { key: 'day', heading: 'Dag', cell: ({ day }) => formatDate(day, 'sv') },
            { key: 'direction', heading: 'Slag', cell: ({ direction }) => directionWords[direction] },
            { key: 'title', heading: 'Handling', cell: ({ title }) => title },
            { key: 'secrecy', heading: 'Sekretess kan gälla', cell: ({ secrecy }) => secrecy ?? '–' },
          ]} />
        </Section>
      </CasePage>);
  }),
});

const download = route({
  method: 'GET', path: '/handlaggning/arenden/:id/dokument/:document', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    const { document } = context.params as { document?: string };
    if (!document || !isUuid(document)) return notFound();
    if (isCovered(opened)) return forbidden('protectedIdentity');
    const found = await readDocument(context.tx, document).catch((error: unknown) => {
      if (error instanceof DocumentBroken) context.house.log.error({ code: error.code, document }, 'a document is not whole');
      throw error;
    });
    if (found?.dossierId !== opened.file.id) return notFound();
    // Whoever sends the letter prints it with its code; everybody else, and everything that leaves the case, has the copy without.
    const printed = opened.own ? await printOf(context.tx, document) : undefined;
    const letter = printed && await readDocument(context.tx, printed);
    context.tx.audit({ event: 'cases.documentRead', dossierId: opened.file.id, unitId: opened.file.unitId, detail: { ground: opened.ground, document } });
    return file((letter ?? found).bytes, found.mediaType, { name: shownName(found.name), inline: found.mediaType === 'application/pdf' });
  }),
});

export const documentRoutes = [documents, download];
