import { staffPage } from '../../../identity/index.ts';
import {
  Button, EmptyState, Form, Table, TextField, formatDateShort, href, none, route, type Answer, type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { findCases, readWish } from '../../actions/case/search.ts';
import type { CaseFile } from '../../store/case/case-file.ts';
import { readers } from './in-case.tsx';
import { stateWords } from '../words.ts';

const path = '/handlaggning/sok';

const form = route({ method: 'GET', path, access: readers, audit: none('an empty form'), handle: (context) => show(context, '', undefined) });

/** Posted, so that a number or a name never stands in an address, a history or a log. */
const search = route({
  method: 'POST', path, access: readers, audit: 'cases.searched',
  async handle(context) {
    const typed = String(context.fields['q'] ?? '').trim().slice(0, 200);
    const wish = readWish(typed);
    if (!wish) return show(context, typed, undefined, 'Skriv ett ärendenummer, ett personnummer med tolv siffror eller ett namn.');
    const found = await findCases(context.tx, context.who, wish);
    context.about({ detail: { by: wish.by, found: found.length } });
    return show(context, typed, found);
  },
});

function show(context: RequestContext<Staff>, typed: string, found: readonly CaseFile[] | undefined, error?: string): Answer {
  return staffPage(context, {
    title: 'Sök ärende', crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }], errors: error ? [{ name: 'q', message: error }] : [],
    children: (
      <>
        <Form action={href(path)}>
          <TextField name="q" label="Ärendenummer, personnummer eller namn" hint="Du söker bland din nämnds ärenden. Att du har sökt loggas. Skyddade personer hittas bara med nummer."
            value={typed} error={error} size={30} spellcheck={false} />
          <Button icon="search">Sök</Button>
        </Form>
        {found && (
          <Table caption={`${found.length} ${found.length === 1 ? 'ärende' : 'ärenden'}`} rows={found} rowKey={({ id }) => id} empty={<EmptyState heading="Inget ärende hittades" />} columns={[
            { key: 'number', heading: 'Ärende', rowHeading: true, cell: (one) => <a class="ds-link" href={href(`/handlaggning/arenden/${one.id}`)}>{one.number}</a> },
            { key: 'title', heading: 'Gäller', cell: ({ title }) => title },
            { key: 'arrived', heading: 'Kom in', cell: ({ arrivedAt }) => formatDateShort(arrivedAt) },
            { key: 'state', heading: 'Läge', cell: (one) => stateWords(one) },
            { key: 'call', heading: 'Samtal', cell: (one) => (one.closedAt ? '–' : <a class="ds-link" href={href(`/handlaggning/arenden/${one.id}/samtal`)} aria-label={`Anteckna samtal i ${one.number}`}>Anteckna samtal</a>) },
          ]} />
        )}
      </>
    ),
  });
}

export const searchRoutes = [form, search];
