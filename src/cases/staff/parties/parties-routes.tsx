import { told } from '../../../identity/index.ts';
import {
  EmptyState, Button, Buttons, ErrorSummary, Form, LinkButton, RadioGroup, Section, Table, TextField, formatDate, href, page, route, type Answer,
  type FieldError, type Fields, type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { addOther } from '../../actions/parties/add-other.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { kindsToAdd } from '../../actions/parties/other-rule.ts';
import { CasePage, caseFacts, type CaseFacts } from '../case/case-frame.tsx';
import { backDone } from '../case/done.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';
import { AnswerText, State, askedWords, howWords, knownOthers, stanceWords, type KnownOther } from './known-others.tsx';
import { readOtherFacts } from './read-other-facts.ts';
import { roleWords } from '../words.ts';

type Context = RequestContext<Staff, { id: string }>;
const at = (id: string, rest = '') => href(caseHref(id, `/parter${rest}`));

const list = route({
  method: 'GET', path: '/handlaggning/arenden/:id/parter', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    const facts = await caseFacts(context, opened);
    const others = await knownOthers(context, opened);
    const kinds = kindsToAdd(opened.version);
    const { file, own } = opened;
    return page(
      <CasePage facts={facts} tab="/parter" title="Parter">
        <Applicants facts={facts} />
        <Section heading="Andra parter">
          <Table caption="Andra parter" captionHidden rows={others} rowKey={({ id }) => id} empty={<EmptyState heading="Inga andra parter är tillagda" />} columns={[
            { key: 'name', heading: 'Part', rowHeading: true, cell: (one) => <><a class="ds-link" href={at(file.id, `/${one.id}`)}>{one.name}</a><br />{one.word}</> },
            { key: 'asked', heading: 'Tillfrågad om', cell: (one) => <>{askedWords[one.asked]}<br />{one.invitedAt ? formatDate(one.invitedAt, 'sv') : 'Inte skickat än'}</> },
            { key: 'due', heading: 'Svara senast', cell: (one) => (one.dueDay ? formatDate(one.dueDay, 'sv') : '–') },
            { key: 'state', heading: 'Läge', cell: (one) => <State other={one} today={opened.today} decided={file.decidedAt !== null} /> },
          ]} />
          {own && !file.closedAt && kinds.length > 0 && (
            <p><LinkButton kind="secondary" icon="add" href={at(file.id, '/ny')}>Lägg till part</LinkButton></p>
          )}
          {kinds.length === 0 && others.length === 0 && <p class="hint">Tjänsten frågar inte några andra än de som söker.</p>}
        </Section>
        {others.some(({ answeredAt }) => answeredAt) && <Answers others={others.filter(({ answeredAt }) => answeredAt)} caseId={file.id} />}
      </CasePage>);
  }),
});

function Applicants({ facts: { parties, opened: { file, own } } }: { facts: CaseFacts }) {
  return (
    <Section heading="De som söker">
      <Table caption="De som söker" captionHidden rows={parties} rowKey={({ id }) => id} columns={[
        { key: 'name', heading: 'Part', rowHeading: true, cell: (party) => <>{party.name}<br />{roleWords[party.role]}</> },
        { key: 'signed', heading: 'Underskrift', cell: ({ signedAt }) => (signedAt ? formatDate(signedAt, 'sv') : 'Saknas') },
        { key: 'until', heading: 'Läge', cell: ({ untilAt }) => (untilAt ? `Lämnade ärendet ${formatDate(untilAt, 'sv')}` : 'Med i ärendet') },
        { key: 'do', heading: 'Gör', cell: (party) => (own && !party.untilAt && !file.closedAt && party.role !== 'applicant'
          ? <a class="ds-link" href={at(file.id, `/${party.id}/lamnar`)}>Lämnar ärendet</a> : '') },
      ]} />
    </Section>
  );
}

function Answers({ others, caseId }: { others: readonly KnownOther[]; caseId: string }) {
  return (
    <Section heading="Svaren bredvid varandra">
      <Table caption="Svaren bredvid varandra" captionHidden rows={others} rowKey={({ id }) => id} columns={[
        { key: 'who', heading: 'Vem', rowHeading: true, cell: (one) => <>{one.name}<br />{one.word}</> },
        { key: 'stance', heading: 'Svar', cell: ({ answer }) => (answer ? stanceWords[answer.stance] : 'Dolt') },
        { key: 'text', heading: 'Med egna ord', cell: ({ answer }) => <AnswerText answer={answer} caseId={caseId} /> },
        { key: 'how', heading: 'Kom in', cell: (one) => `${formatDate(one.answeredDay ?? one.answeredAt!, 'sv')} ${one.answeredHow ? howWords[one.answeredHow] : ''}` },
      ]} />
    </Section>
  );
}

const addForm = route({
  method: 'GET', path: '/handlaggning/arenden/:id/parter/ny', access: readers, audit: read,
  handle: (context) => inCase(context, (opened) => newParty(context, opened, {}, [])),
});

async function newParty(context: Context, opened: OpenedCase, fields: Fields, errors: readonly FieldError[]): Promise<Answer> {
  const kinds = kindsToAdd(opened.version);
  const value = (name: string) => { const typed = fields[name]; return typeof typed === 'string' ? typed : ''; };
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const field = (name: string) => ({ name, value: value(name), error: error(name) });
  return page(
    <CasePage facts={await caseFacts(context, opened)} tab="/parter" title="Lägg till part" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={at(opened.file.id, '/ny')}>
        <RadioGroup name="kind" label="Vad är parten?" value={value('kind') || (kinds.length === 1 ? kinds[0]!.kind : '')} error={error('kind')}
          choices={kinds.map(({ kind, word, asked }) => ({ value: kind, label: word, hint: askedWords[asked] }))} />
        <TextField {...field('number')} label="Personnummer" hint="Tolv siffror. Då hämtas namn och adress ur folkbokföringen, och parten kan svara på Mina sidor." type="personalNumber" size={14} optional />
        <TextField {...field('name')} label="Namn på personen eller organisationen" hint="Behövs inte om personnumret finns i folkbokföringen." optional />
        <TextField {...field('organisationNumber')} label="Organisationsnummer" hint="Till exempel 556016-0680." size={14} optional />
        <TextField {...field('contact')} label="Kontaktperson" optional />
        <TextField {...field('street')} label="Gatuadress eller box" optional />
        <TextField {...field('postcode')} label="Postnummer" size={8} optional />
        <TextField {...field('city')} label="Postort" optional />
        <TextField {...field('email')} label="E-post" type="email" optional />
        <TextField {...field('about')} label="Varför är de part?" hint="Till exempel: äger Exempelstad 1:2, gränsar i norr." optional />
        <Buttons><Button>Lägg till</Button></Buttons>
      </Form>
    </CasePage>, { status: errors.length ? 422 : 200 });
}

const add = route({
  method: 'POST', path: '/handlaggning/arenden/:id/parter/ny', access: readers, audit: 'cases.otherWritten',
  handle: (context) => inCase(context, async (opened) => {
    const { fields, house, tx, who } = context;
    const read = readOtherFacts(fields, kindsToAdd(opened.version).map(({ kind }) => kind));
    if (!read.ok) return newParty(context, opened, fields, read.errors);
    const id = await addOther({ house, tx }, who, opened, { kind: read.kind, facts: read.facts });
    return id ? backDone(opened.file.id, `/parter/${id}`, 'part') : told(context, 'Parten finns redan', 'Samma part står redan i ärendet.', caseHref(opened.file.id, '/parter'), 409);
  }, { change: true }),
});

export const partiesRoutes = [list, addForm, add];
