import { z } from 'zod';
import { ask, openCase, submissionsOf, type OpenedCase } from '../../cases/index.ts';
import { findPerson, fullName, staffPage } from '../../identity/index.ts';
import {
  Alert, Button, DateField, EmptyState, Form, Link, RadioGroup, Section, Table, TextArea, addDays, asUuid, forbidden, formatDate, formatDateTime, href, isUuid,
  none, notFound, redirect, route, staff, type Answer, type FieldError, type RequestContext, type Route, type Staff, type Tx,
} from '../../platform/index.ts';
import { askAboutBenefits, askable, backFrom, whyNotAsk, type MayNotAsk } from '../actions/ask-benefits.ts';
import { benefitCells } from '../actions/fetch-benefits.ts';
import { sources, type Benefit } from '../model/benefits.ts';
import { answerOf, questionById, questionsOfCase, updateQuestion, type KeptAnswer, type StoredQuestion } from '../store/benefit-questions.ts';

type Context = RequestContext<Staff, { id: string }>;
const readers = staff('officer', 'deputy', 'manager');
const read = none('cases.read is written with its ground once the case is open');
const at = (id: string, rest = '') => `/handlaggning/arenden/${id}/formaner${rest}`;
/** Days to answer in what is sent for comments. */
const toAnswer = 14;

const show = route({
  method: 'GET', path: '/handlaggning/arenden/:id/formaner', access: readers, audit: read, query: z.object({ klart: z.enum(['fragat', 'skickat']).optional().catch(undefined) }).loose(),
  handle: (context) => inCase(context, {}, (opened) => questionsPage(context, opened, {}, [], context.query.klart)),
});

/** Opens the case by the rule of its class. Benefits are sensitive: of a protected person they are shown to whoever has uncovered the case. */
async function inCase(context: Context, { change = false }: { change?: boolean }, work: (opened: OpenedCase) => Promise<Answer>): Promise<Answer> {
  const { tx, who, params } = context;
  if (!isUuid(params.id)) return notFound();
  const opening = await openCase(tx, who, asUuid(params.id), { lock: change });
  if (!opening.ok && opening.why === 'notHere') return notFound();
  context.about({ dossierId: params.id });
  if (!opening.ok) return opening.why === 'reason' ? redirect(`/handlaggning/arenden/${params.id}`) : forbidden('otherUnit');
  const { file, ground, own } = opening.opened;
  context.about({ unitId: file.unitId, detail: { ground } });
  if (change && !own) return forbidden('notOwnCase');
  if (!change) tx.audit({ event: 'cases.read', dossierId: file.id, unitId: file.unitId, detail: { ground, page: 'benefits' } });
  return work(opening.opened);
}

const done = { fragat: 'Frågan är ställd. Svaret brukar komma inom någon minut. Läs in sidan igen om en stund.', skickat: 'Uppgifterna är skickade till den sökande för synpunkter.' };

const hinders: Record<MayNotAsk, string> = {
  notAllowed: 'Tjänsten hämtar inga uppgifter om förmåner. Be den sökande om underlag i stället.', noApplication: 'Det finns ingen ansökan i ärendet. Uppgifter hämtas bara när någon har ansökt.',
  closed: 'Ärendet är avgjort. Uppgifter hämtas bara medan det utreds.', notOwn: 'Bara den som handlägger ärendet kan hämta uppgifter.',
  covered: 'Personen har skyddade personuppgifter. Visa dem först på ärendets sida om du behöver det här för handläggningen.',
};

async function questionsPage(context: Context, opened: OpenedCase, typed: Record<string, string>, errors: readonly FieldError[], klart?: keyof typeof done): Promise<Answer> {
  const { tx } = context;
  const { file } = opened;
  const hinder = await whyNotAsk(tx, opened);
  const covered = file.protected && !opened.unmasked;
  const questions = covered ? [] : await questionsOfCase(tx, file.id);
  const parties = hinder ? [] : await partyChoices(tx, file.id);
  const said = questions.length ? await amountsApplied(tx, file.id) : new Set<number>();
  const answered = [];
  for (const question of questions) answered.push({ question, answer: await answerOf(tx, question.id), name: await nameOf(tx, opened, question) });
  return staffPage(context, {
    title: 'Uppgifter om förmåner', above: `${file.number} · ${file.title}`, errors, done: klart && done[klart], protectedIdentity: file.protected,
    crumbs: [{ label: 'Arbetslistan', href: href('/handlaggning') }, { label: file.number, href: href(`/handlaggning/arenden/${file.id}`) }],
    children: (
      <>
        <p class="lead">Svar från {Object.values(sources).join(', ')}. Den sökande ser att du har frågat, och får läsa svaret.</p>
        {hinder ? <Alert kind="info"><p>{hinders[hinder]}</p></Alert> : <AskForm opened={opened} parties={parties} typed={typed} errors={errors} />}
        {!hinder && questions.length === 0 && <EmptyState heading="Inga uppgifter är hämtade än" />}
        {answered.map(({ question, answer, name }) => <Asked key={question.id} question={question} answer={answer} name={name} said={said} opened={opened} />)}
      </>
    ),
  });
}

async function partyChoices(tx: Tx, caseId: OpenedCase['file']['id']): Promise<{ value: string; label: string }[]> {
  const found = [];
  for (const { id, personId, role } of await askable(tx, caseId)) {
    const facts = (await findPerson(tx, personId))?.facts;
    if (facts) found.push({ value: id, label: `${fullName(facts)}, ${role === 'applicant' ? 'sökande' : 'medsökande'}` });
  }
  return found;
}

async function nameOf(tx: Tx, { file }: OpenedCase, { partyId }: StoredQuestion): Promise<string> {
  return (await partyChoices(tx, file.id)).find(({ value }) => value === partyId)?.label ?? 'en part som har lämnat ärendet';
}

function AskForm({ opened: { file, today }, parties, typed, errors }: { opened: OpenedCase; parties: readonly { value: string; label: string }[]; typed: Record<string, string>; errors: readonly FieldError[] }) {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <Section heading="Hämta uppgifter">
      <Form action={href(at(file.id))} label="Hämta uppgifter om förmåner">
        <RadioGroup name="party" label="Om vem?" choices={parties} value={typed['party'] ?? (parties.length === 1 ? parties[0]!.value : '')} error={error('party')} />
        <DateField name="from" label="Från och med" hint={`Tidigast ${backFrom(today)}. Skriv år-månad-dag.`} value={typed['from'] ?? `${addDays(today, -90).slice(0, 8)}01`} error={error('from')} />
        <DateField name="until" label="Till och med" value={typed['until'] ?? today} error={error('until')} />
        <RadioGroup name="purpose" label="Varför behövs uppgifterna?" hint="Det sparas i loggen." value={typed['purpose']} error={error('purpose')} choices={[
          { value: 'inquiry', label: 'För att utreda rätten till det som ansökan gäller' }, { value: 'check', label: 'För att något i ansökan är oklart eller har ändrats' },
        ]} />
        <Button>Hämta uppgifter om förmåner</Button>
      </Form>
    </Section>
  );
}

function Asked({ question, answer, name, said, opened }: { question: StoredQuestion; answer: KeptAnswer | undefined; name: string; said: ReadonlySet<number>; opened: OpenedCase }) {
  const differing = answer ? notSaid(answer, said) : [];
  return (
    <Section heading={`${name}, ${formatDate(question.from, 'sv')}–${formatDate(question.until, 'sv')}`}>
      <p>Frågan ställdes {formatDateTime(question.askedAt, 'sv')}.{question.toldAt && ` Den sökande fick läsa och svara ${formatDate(question.toldAt, 'sv')}.`}</p>
      {question.state === 'waiting' && <p>{question.attempts ? 'Registret har inte svarat än. Det försöks igen inom en kvart.' : 'Svaret är på väg.'}</p>}
      {question.state === 'failed' && <Alert kind="warning"><p>Registret svarade inte. Fråga igen senare, eller be den sökande om underlag.</p></Alert>}
      {answer?.simulated && <Alert kind="info"><p>Uppgifterna är simulerade: de kommer från ett påhittat register.</p></Alert>}
      {answer && (
        <Table caption={`Vad som betalas till ${name}`} captionHidden rows={rowsOf(answer)} rowKey={({ key }) => key} columns={[
          { key: 'source', heading: 'Från', rowHeading: true, cell: ({ source }) => source },
          { key: 'name', heading: 'Förmån', cell: ({ cells }) => cells[0] ?? '' }, { key: 'period', heading: 'Gäller', cell: ({ cells }) => cells[1] ?? '' },
          { key: 'paid', heading: 'Betalas ut', cell: ({ cells }) => cells[2] ?? '' }, { key: 'amount', heading: 'Belopp', cell: ({ cells }) => cells[3] ?? '' },
          { key: 'said', heading: 'I ansökan', cell: ({ benefit }) => (benefit?.amountOre === undefined ? '–' : said.has(benefit.amountOre) ? 'Beloppet finns' : 'Beloppet finns inte') },
        ]} />
      )}
      {differing.length > 0 && opened.own && !question.toldAt && <Tell question={question} opened={opened} text={hearingText(differing)} />}
      {answer && <p><Link href={href(`/handlaggning/arenden/${opened.file.id}/handlingar`)}>Svaret finns också bland handlingarna</Link></p>}
    </Section>
  );
}

interface Row { key: string; source: string; cells: readonly string[]; benefit?: Benefit }

function rowsOf({ sources: answers }: KeptAnswer): Row[] {
  return answers.flatMap(({ source, state, benefits }): Row[] => (state === 'found'
    ? benefits.map((benefit, index) => ({ key: `${source}/${index}`, source: sources[source], cells: benefitCells(benefit), benefit }))
    : [{ key: source, source: sources[source], cells: [state === 'nothing' ? 'Inga uppgifter' : 'Svarade inte. Det betyder inte att det saknas uppgifter.'] }]));
}

interface Differing { source: string; benefit: Benefit }

/** What has an amount that the application does not have. That an amount is there is no proof that it is the same benefit: the officer judges. */
function notSaid({ sources: answers }: KeptAnswer, said: ReadonlySet<number>): Differing[] {
  return answers.flatMap(({ source, benefits }) => benefits.filter(({ amountOre }) => amountOre !== undefined && !said.has(amountOre)).map((benefit) => ({ source: sources[source], benefit })));
}

/** Every amount that stands in what was sent in, in öre. */
async function amountsApplied(tx: Tx, caseId: OpenedCase['file']['id']): Promise<Set<number>> {
  const found = new Set<number>();
  const walk = (value: unknown): void => {
    if (typeof value === 'number') found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  for (const { content } of await submissionsOf(tx, caseId)) walk(content.answers);
  return found;
}

function hearingText(differing: readonly Differing[]): string {
  const lines = differing.map(({ source, benefit }) => {
    const [name, period, paid, amount] = benefitCells(benefit);
    return `${source}: ${name}, ${amount}${period === '–' ? '' : `, för ${period}`}${paid === '–' ? '' : `, betalas ut ${paid}`}.`;
  });
  return ['Vi har hämtat uppgifter om dina ersättningar. Det här hittar vi inte i din ansökan:', ...lines, 'Stämmer uppgifterna? Berätta om något är fel, eller om det finns något mer vi behöver veta.'].join('\n\n');
}

function Tell({ question, opened, text }: { question: StoredQuestion; opened: OpenedCase; text: string }) {
  return (
    <Form action={href(at(opened.file.id, `/${question.id}/synpunkter`))} label="Skicka för synpunkter">
      <TextArea name="text" label="Skicka till den sökande för synpunkter" hint="Det som skiljer sig från ansökan är redan inskrivet. Ändra om du behöver." rows={10} value={text} />
      <DateField name="due" label="Svar senast" value={addDays(opened.today, toAnswer)} />
      <Button>Skicka för synpunkter</Button>
    </Form>
  );
}

const wishFields = z.object({ party: z.uuid(), purpose: z.enum(['inquiry', 'check']), from: z.iso.date(), until: z.iso.date() });
const wrongs: Record<string, string> = { party: 'Välj vem uppgifterna gäller.', purpose: 'Välj varför uppgifterna behövs.', from: 'Skriv datumet som 2026-08-01.', until: 'Skriv datumet som 2026-10-31.' };

const order = route({
  method: 'POST', path: '/handlaggning/arenden/:id/formaner', access: readers, audit: 'exchange.benefitsWished',
  handle: (context) => inCase(context, { change: true }, async (opened) => {
    const typed = Object.fromEntries(Object.entries(context.fields).map(([name, value]) => [name, ([value].flat().at(-1) ?? '').trim()]));
    const parsed = wishFields.safeParse(typed);
    if (!parsed.success) {
      const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
      return questionsPage(context, opened, typed, names.map((name) => ({ name, message: wrongs[name] ?? 'Kontrollera fältet.' })));
    }
    const { party, purpose, from, until } = parsed.data;
    const hinder = await askAboutBenefits(context.tx, context.who, opened, { partyId: asUuid(party), purpose, from, until });
    if (hinder === 'wrongPeriod') return questionsPage(context, opened, typed, [{ name: 'from', message: `Välj en tid från ${backFrom(opened.today)} och högst tre månader framåt.` }]);
    if (hinder === 'wrongParty') return questionsPage(context, opened, typed, [{ name: 'party', message: wrongs['party']! }]);
    return hinder ? questionsPage(context, opened, typed, []) : redirect(`${at(opened.file.id)}?klart=fragat`);
  }),
});

const tell = route({
  method: 'POST', path: '/handlaggning/arenden/:id/formaner/:question/synpunkter', access: readers, audit: 'exchange.benefitsTold',
  handle: (context) => inCase(context, { change: true }, async (opened) => {
    const { tx, who, params, fields } = context;
    const question = isUuid(params.question) ? await questionById(tx, asUuid(params.question), { lock: false }) : undefined;
    if (!question || question.caseId !== opened.file.id || question.state !== 'answered') return notFound();
    const text = String(fields['text'] ?? '').trim().slice(0, 10_000);
    const due = z.iso.date().safeParse(String(fields['due'] ?? '').trim());
    if (question.toldAt || !text || !due.success || due.data < opened.today || await whyNotAsk(tx, opened)) {
      return questionsPage(context, opened, {}, [{ name: 'text', message: 'Skriv vad den sökande ska svara på, och en dag som inte har varit.' }]);
    }
    const asked = await ask(tx, who, opened.file, opened.version, { kind: 'hearing', dueDay: due.data, content: { text, items: [] }, language: 'sv' });
    if (!asked.ok) return questionsPage(context, opened, {}, [{ name: 'text', message: `Brevet kunde inte göras. ${asked.message}` }]);
    await updateQuestion(tx, question.id, { told_at: tx.now });
    return redirect(`${at(opened.file.id)}?klart=skickat`);
  }),
});

export const benefitRoutes: readonly Route[] = [show, order, tell];
