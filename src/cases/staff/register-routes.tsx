import { z } from 'zod';
import { staffFrame } from '../../identity/index.ts';
import { Alert, Button, Buttons, DateField, EmptyState, Form, LinkButton, PageHeading, StaffLayout, Table, addDays, forbidden, href, page, route, staff, swedishDay } from '../../platform/index.ts';
import { registerLines } from '../store/follow-up.ts';
import { readers } from './in-case.tsx';

const pageSize = 50;
const directionWords = { in: 'Inkommen', out: 'Utgående', drawnUp: 'Upprättad' } as const;
const query = z.object({
  fran: z.iso.date().optional().catch(undefined), till: z.iso.date().optional().catch(undefined), ny: z.literal('1').optional().catch(undefined), sida: z.coerce.number().int().min(1).max(200).catch(1).default(1),
});

const register = route({
  method: 'GET', path: '/handlaggning/register', access: staff('officer', 'deputy', 'manager', 'registrar'), audit: 'cases.registerRead', query,
  async handle(context) {
    const { tx, who, query: wished } = context;
    if (!who.authorityId) return forbidden('noAuthority');
    const today = swedishDay(context.now);
    const [from, until] = [wished.fran ?? addDays(today, -30), wished.till ?? today];
    const found = await registerLines(tx, { authorityId: who.authorityId, from, until, page: wished.sida, pageSize });
    const lines = found.slice(0, pageSize);
    const opens = who.roles.some((role) => readers.roles.includes(role));
    const at = (sida: number) => href('/handlaggning/register', { fran: from, till: until, sida });
    return page(
      <StaffLayout {...staffFrame(context)} title="Register">
        <PageHeading>Nämndens register</PageHeading>
        {wished.ny && <Alert kind="success" live><p>Ansökan är registrerad. Den står överst i listan med sitt ärendenummer.</p></Alert>}
        <p>Handlingar som har kommit in, gått ut eller upprättats. Titlarna säger inget om vem ärendet gäller. Sekretess prövas vid varje utlämnande.</p>
        <Form action={href('/handlaggning/register')} method="get" label="Välj dagar" inline>
          <DateField name="fran" label="Från" value={from} />
          <DateField name="till" label="Till och med" value={until} />
          <Button kind="secondary">Visa</Button>
        </Form>
        <Table caption={`Register ${from} – ${until}`} rows={lines} rowKey={({ id }) => id} empty={<EmptyState heading="Inga handlingar de dagarna" />} columns={[
          { key: 'day', heading: 'Dag', cell: ({ day }) => day },
          { key: 'case', heading: 'Ärende och handling', rowHeading: true, cell: (line) => (
            <>{opens ? <a class="ds-link" href={href(`/handlaggning/arenden/${line.caseId}`)}>{line.caseNumber}</a> : line.caseNumber}, nr {line.number}</>
          ) },
          { key: 'direction', heading: 'Slag', cell: ({ direction }) => directionWords[direction] },
          { key: 'title', heading: 'Handling', cell: ({ title }) => title },
          { key: 'secrecy', heading: 'Sekretess kan gälla', cell: ({ secrecy }) => secrecy ?? '–' },
          { key: 'register', heading: 'Förs i', cell: (line) => (line.register === 'diary' ? 'Diariet' : 'Personakt') },
        ]} />
        <Buttons>
          {wished.sida > 1 && <LinkButton kind="secondary" href={at(wished.sida - 1)}>Nyare</LinkButton>}
          {found.length > pageSize && <LinkButton kind="secondary" href={at(wished.sida + 1)}>Äldre</LinkButton>}
        </Buttons>
      </StaffLayout>);
  },
});

export const registerRoutes = [register];
