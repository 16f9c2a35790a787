import { z } from 'zod';
import { readCaseNumber, registerLines, type RegisterLine } from '../../cases/index.ts';
import { findOrganisation, listAuthorities } from '../../organisation/index.ts';
import { withinAuthority } from '../../identity/index.ts';
import { Alert, Button, Buttons, DateField, EmptyState, Form, Link, LinkButton, Select, Table, TextField, addDays, file, formatDateTime, href, renderPdf, route, swedishDay,
  type RequestContext, type Staff, type Uuid } from '../../platform/index.ts';
import { currentVersions } from '../../services/index.ts';
import { base, readers, registerPage } from './frame.tsx';

const pageSize = 50;
/** Lines of a printed list: a year of a small authority. */
const mostPrinted = 2_000;
export const directionWords = { in: 'Inkommen', out: 'Utgående', drawnUp: 'Upprättad' } as const;

const chosen = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values).optional().catch(undefined);
const filter = {
  fran: z.iso.date().optional().catch(undefined), till: z.iso.date().optional().catch(undefined), nummer: z.string().trim().max(40).optional().catch(undefined),
  slag: chosen(['in', 'out', 'drawnUp']), sekretess: chosen(['ja', 'nej']), tjanst: z.string().max(80).optional().catch(undefined), ord: z.string().trim().max(80).optional().catch(undefined),
};
const query = z.object({ ...filter, ny: z.literal('1').optional().catch(undefined), sida: z.coerce.number().int().min(1).max(400).catch(1).default(1) });
type Filter = Omit<z.infer<typeof query>, 'ny' | 'sida'>;

/** What is asked for, as the register understands it. A case number is looked for whatever day it is from. */
function wishOf(authorityId: Uuid, typed: Filter, now: Date) {
  const today = swedishDay(now);
  const number = typed.nummer ? readCaseNumber(typed.nummer) ?? typed.nummer.toUpperCase() : undefined;
  return {
    authorityId, from: typed.fran ?? (number ? '1900-01-01' : addDays(today, -30)), until: typed.till ?? today, caseNumber: number, direction: typed.slag,
    ...(typed.sekretess && { marked: typed.sekretess === 'ja' }), service: typed.tjanst || undefined, words: typed.ord || undefined,
  };
}

const journal = route({
  method: 'GET', path: base, access: readers, audit: 'records.journalRead', query,
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { query: typed, tx } = context;
    const wish = wishOf(authorityId, typed, context.now);
    const found = await registerLines(tx, { ...wish, page: typed.sida, pageSize });
    const kept = { fran: typed.fran, till: typed.till, nummer: typed.nummer, slag: typed.slag, sekretess: typed.sekretess, tjanst: typed.tjanst, ord: typed.ord };
    const at = (sida: number) => href(base, { ...kept, sida });
    const services = (await currentVersions(tx)).filter((version) => version.authorityId === authorityId);
    return registerPage(context, {
      title: 'Nämndens register', tab: '',
      done: typed.ny && 'Ansökan är registrerad. Den står överst i listan med sitt ärendenummer.',
      children: (
        <>
          <p>Handlingar som har kommit in, gått ut eller upprättats. Titlarna säger inget om vem ärendet gäller. Sekretess prövas vid varje utlämnande.</p>
          <Form action={href(base)} method="get" label="Sök i registret" inline>
            <TextField name="nummer" label="Ärendenummer" value={typed.nummer} size={16} />
            <TextField name="ord" label="Ord i titeln" value={typed.ord} size={16} />
            <DateField name="fran" label="Från" value={wish.from === '1900-01-01' ? '' : wish.from} />
            <DateField name="till" label="Till och med" value={wish.until} />
            <Select name="slag" label="Slag" value={typed.slag ?? ''} options={[{ value: '', label: 'Alla' }, ...Object.entries(directionWords).map(([value, label]) => ({ value, label }))]} />
            <Select name="sekretess" label="Sekretess" value={typed.sekretess ?? ''} options={[
              { value: '', label: 'Alla' }, { value: 'ja', label: 'Märkta' }, { value: 'nej', label: 'Inte märkta' }]} />
            <Select name="tjanst" label="Tjänst" value={typed.tjanst ?? ''} options={[{ value: '', label: 'Alla' }, ...services.map((one) => ({ value: one.service, label: one.compiled.folder.definition.name }))]} />
            <Button kind="secondary">Visa</Button>
          </Form>
          <Lines lines={found.slice(0, pageSize)} />
          <Buttons>
            {typed.sida > 1 && <LinkButton kind="secondary" href={at(typed.sida - 1)}>Nyare</LinkButton>}
            {found.length > pageSize && <LinkButton kind="secondary" href={at(typed.sida + 1)}>Äldre</LinkButton>}
            <LinkButton kind="quiet" href={href(`${base}/lista`, kept)}>Skriv ut listan (PDF)</LinkButton>
          </Buttons>
        </>
      ),
    });
  }),
});

function Lines({ lines }: { lines: readonly RegisterLine[] }) {
  return (
    <Table caption="Registret" rows={lines} rowKey={({ id }) => id}
      empty={<EmptyState heading="Inga handlingar att visa"><p>Ändra dagarna eller sök på något annat.</p></EmptyState>} columns={[
        { key: 'day', heading: 'Dag', nowrap: true, cell: ({ day }) => day },
        { key: 'case', heading: 'Ärende och handling', rowHeading: true, nowrap: true, cell: (line) => <Link href={href(`${base}/handlingar/${line.id}`)}>{line.caseNumber}, nr {line.number}</Link> },
        { key: 'about', heading: 'Ärendet gäller', cell: ({ caseTitle }) => caseTitle },
        { key: 'direction', heading: 'Slag', cell: ({ direction }) => directionWords[direction] },
        { key: 'title', heading: 'Handling', cell: ({ title }) => title },
        { key: 'secrecy', heading: 'Sekretess kan gälla', cell: ({ secrecy }) => secrecy ?? '–' },
        { key: 'register', heading: 'Förs i', cell: (line) => (line.register === 'diary' ? 'Diariet' : 'Personakt') },
      ]} />
  );
}

const printed = route({
  method: 'GET', path: `${base}/lista`, urgency: 'optional', access: readers, audit: 'records.journalPrinted', query: z.object(filter),
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const wish = wishOf(authorityId, context.query, context.now);
    const lines = (await registerLines(context.tx, { ...wish, page: 1, pageSize: mostPrinted })).reverse();
    const made = await listAsPdf(context, authorityId, lines, wish);
    return made.ok ? file(made.bytes, 'application/pdf', { name: `register-${wish.from}-${wish.until}.pdf`, inline: true }) : registerPage(context, {
      title: 'Listan gick inte att göra', tab: '', under: { label: 'Registret', path: '' },
      children: <Alert kind="warning"><p>Försök igen om en stund, eller välj färre dagar.</p></Alert>,
    });
  }),
});

async function listAsPdf(context: RequestContext<Staff>, authorityId: Uuid, lines: readonly RegisterLine[], { from, until }: { from: string; until: string }) {
  const organisation = (await findOrganisation(context.tx))!;
  const authority = (await listAuthorities(context.tx)).find(({ id }) => id === authorityId)!;
  const heading = from === until ? `Register ${from}` : `Register ${from === '1900-01-01' ? 'till och med' : `${from} –`} ${until}`;
  return renderPdf({
    template: { files: {}, main: 'register.typ' }, standard: 'ua-1', language: 'sv', title: `${heading}, ${authority.name}`, at: context.now,
    data: {
      organisation: { name: organisation.name, unit: authority.name, color: organisation.facts.theme.primary }, heading, made: formatDateTime(context.now, 'sv'),
      paragraphs: lines.length > mostPrinted ? [`Listan visar de ${mostPrinted} senaste handlingarna. Välj färre dagar för att få med alla.`] : [],
      columns: ['Dag', 'Ärende', 'Nr', 'Slag', 'Ärendet gäller', 'Handling', 'Sekretess kan gälla'].map((label) => ({ label })),
      rows: lines.slice(-mostPrinted).map((line) => [line.day, line.caseNumber, String(line.number), directionWords[line.direction], line.caseTitle, line.title, line.secrecy ?? '–']),
    },
  });
}

export const journalRoutes = [journal, printed];
