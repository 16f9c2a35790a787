import { z } from 'zod';
import { Alert, Button, EmptyState, Form, Link, LinkButton, Pagination, Section, Select, Table, TextArea, TextField, asUuid, file, formatDate, formatDateTime, formatNumber, href, isUuid, none, notFound, redirect, route, textOf,
  type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { recallBatch, recallLetter, whoGotOf } from '../actions/recall-batch.ts';
import { findBooking, findBookings, type Booking } from '../store/bookings.ts';
import { countOfBatch, type Outcome } from '../store/outcomes.ts';
import { countRecalled, findRecall, isRecalled, markRecalled, recalledOf, recallsOf, type Recall } from '../store/recalls.ts';
import { kindName } from './day-routes.tsx';
import { base, deskOf, isAtDesk, planners, receivers, timesPage, type Desk } from './frame.ts';
import { whomOf } from './who.ts';

/** People on a page; a batch may have been given to many thousands. */
const pageSize = 100;
const servicesAt = (desk: Desk): string[] => desk.services.map(({ service }) => service);

const batch = route({
  method: 'GET', path: `${base}/batch`, access: receivers, audit: none('an empty form'),
  async handle(context) {
    const desk = await deskOf(context);
    return 'kind' in desk ? desk : searchPage(context, desk);
  },
});

const find = route({
  method: 'POST', path: `${base}/batch`, access: receivers, audit: 'booking.batchSearched',
  async handle(context) {
    const desk = await deskOf(context);
    return 'kind' in desk ? desk : searchPage(context, desk, textOf(context.fields, 'batch', 60));
  },
});

/** Who got of a batch, and, for a manager, what they are to be told. */
async function searchPage(context: RequestContext<Staff>, desk: Desk, number?: string, recalling: { text: string; errors: readonly FieldError[] } = { text: '', errors: [] }): Promise<Answer> {
  const { tx, who } = context;
  const { count, first } = number ? await whoGotOf(tx, { authorityId: desk.authorityId, batch: number, services: servicesAt(desk) }, pageSize) : { count: 0, first: [] };
  const recalls = await recallsOf(tx, desk.authorityId);
  return timesPage(context, {
    title: 'Vem har fått av en batch?', tab: '/batch', errors: recalling.errors,
    children: (
      <>
        <Form action={href(`${base}/batch`)}><TextField name="batch" label="Batchnummer" value={number} size={16} /><Button icon="search">Sök</Button></Form>
        {number && <Concerned caption={`Batch ${number}: ${persons(count)}`} desk={desk} found={first} who={await whomOf(tx, first.map(({ booking }) => booking))} />}
        {count > first.length && <p>Här visas de {first.length} första av {persons(count)}. Alla står i listan när batchen har dragits in.</p>}
        {number && count > 0 && (who.roles.includes('manager') ? (
          <Section heading="Är batchen indragen?">
            <Form action={href(`${base}/indragningar`)} hidden={{ batch: number }} label="Berätta för dem som har fått av batchen">
              <TextArea name="text" label="Vad ska de få veta?" hint="Visas på Mina sidor och i brev. Skriv vad som har hänt, vad det betyder för dem och vad de ska göra." rows={5} value={recalling.text} error={recalling.errors.find(({ name }) => name === 'text')?.message} />
              <Button>Granska</Button>
            </Form>
          </Section>
        ) : <p>Är batchen indragen? Enhetens chef kan berätta det för alla på en gång.</p>)}
        {recalls.length > 0 && (
          <Section heading="Indragna batcher">
            <Table caption="Indragna batcher, den senaste först" captionHidden rows={recalls} rowKey={({ id }) => id} empty={null} columns={[
              { key: 'batch', heading: 'Batch', rowHeading: true, cell: (recall) => <Link href={href(`${base}/indragningar/${recall.id}`)}>{recall.batch}</Link> }, { key: 'at', heading: 'Berättat', cell: ({ madeAt }) => formatDateTime(madeAt, 'sv') },
            ]} />
          </Section>
        )}
      </>
    ),
  });
}

const persons = (count: number): string => `${formatNumber(count, 'sv')} ${count === 1 ? 'person' : 'personer'}`;

function Concerned({ caption, desk, found, who }: { caption: string; desk: Desk; found: readonly { outcome: Outcome; booking: Booking }[]; who: Awaited<ReturnType<typeof whomOf>> }) {
  return (
    <Table caption={caption} rows={found} rowKey={({ outcome }) => outcome.id} empty={<EmptyState heading="Ingen har fått av den batchen här" />} columns={[
      { key: 'name', heading: 'Namn', rowHeading: true, cell: ({ booking }) => <Link href={href(`${base}/bokning/${booking.id}`)}>{who.get(booking.id)!.name}</Link> }, { key: 'number', heading: 'Personnummer', nowrap: true, cell: ({ booking }) => who.get(booking.id)!.number || '–' },
      { key: 'phone', heading: 'Telefon', nowrap: true, cell: ({ booking }) => who.get(booking.id)!.phone || '–' }, { key: 'what', heading: 'Gäller', cell: ({ booking }) => kindName(desk, booking.service, booking.kind) }, { key: 'when', heading: 'Datum', nowrap: true, cell: ({ outcome }) => formatDate(outcome.doneAt, 'sv') },
    ]} />
  );
}

const recall = route({
  method: 'POST', path: `${base}/indragningar`, access: planners, audit: none('the recall itself is audited, at everyone it concerns'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { tx, fields, who } = context;
    const [number, text] = [textOf(fields, 'batch', 60), textOf(fields, 'text', 3_000)];
    if (!number) return redirect(`${base}/batch`);
    if (!text) return searchPage(context, desk, number, { text, errors: [{ name: 'text', message: 'Skriv vad de ska få veta.' }] });
    const id = textOf(fields, 'indragning');
    if (!isUuid(id)) {
      const count = await countOfBatch(tx, { authorityId: desk.authorityId, batch: number, services: servicesAt(desk) });
      return count ? confirmPage(context, number, text, count) : searchPage(context, desk, number);
    }
    await recallBatch(tx, { id: asUuid(id), authorityId: desk.authorityId, batch: number, text, staffId: who.staffId }, servicesAt(desk));
    return redirect(`${base}/indragningar/${id}`);
  },
});

/** Before many people are told: what they will read, and how many they are. The recall has its name here, so that pressed twice it is one. */
function confirmPage(context: RequestContext<Staff>, number: string, text: string, count: number): Answer {
  return timesPage(context, {
    title: 'Berätta för alla?', above: `Batch ${number}`, tab: '/batch', width: 'text',
    children: (
      <>
        <p>{count === 1 ? 'En person har fått av batchen.' : `${persons(count)} har fått av batchen.`} De som går att nå med e-post eller sms får ett neutralt meddelande om att det finns något att läsa på Mina sidor. De andra står kvar i en lista, så att ni kan skicka brev eller ringa.</p>
        <Section heading="Så här står det">{text.split(/\n+/).map((line) => <p key={line}>{line}</p>)}</Section>
        <Form action={href(`${base}/indragningar`)} hidden={{ batch: number, text, indragning: context.tx.id() }}><Button icon="check">Ja, berätta</Button></Form>
        <p><LinkButton kind="secondary" href={href(`${base}/batch`)}>Avbryt</LinkButton></p>
      </>
    ),
  });
}

const told = { message: 'Meddelande skickat', letter: 'Brev', phone: 'Telefon' } as const;

const show = route({
  method: 'GET', path: `${base}/indragningar/:id`, access: receivers, audit: 'booking.recallListed', query: z.object({ sida: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) }),
  async handle(context) {
    const opened = await open(context);
    if (!('desk' in opened)) return opened;
    const { tx } = context;
    const { desk, recall: { id, batch: number, text } } = opened;
    const { sida } = context.query;
    const counts = await countRecalled(tx, id, servicesAt(desk));
    const recalled = new Map((await recalledOf(tx, id, servicesAt(desk), { limit: pageSize, offset: (sida - 1) * pageSize })).map((one) => [one.bookingId, one]));
    const found = new Map((await findBookings(tx, [...recalled.keys()])).map((one) => [one.id, one]));
    const bookings = [...recalled.keys()].flatMap((one) => found.get(one) ?? []);
    const who = await whomOf(tx, bookings);
    context.about({ authorityId: desk.authorityId, detail: { bookings: bookings.length } });
    return timesPage(context, {
      title: `Batch ${number} är indragen`, tab: '/batch', crumbs: [{ label: 'Sök på batchnummer', href: href(`${base}/batch`) }],
      children: (
        <>
          <HowFar {...counts} />
          <Section heading="Det här står på Mina sidor">{text.split(/\n+/).map((line) => <p key={line}>{line}</p>)}</Section>
          <Table caption={`De som har fått av batchen: ${persons(counts.all)}`} rows={bookings} rowKey={(one) => one.id} empty={<EmptyState heading="Ingen här" />} columns={[
            { key: 'name', heading: 'Namn', rowHeading: true, cell: (one) => <Link href={href(`${base}/bokning/${one.id}`)}>{who.get(one.id)!.name}</Link> },
            { key: 'phone', heading: 'Telefon', nowrap: true, cell: (one) => who.get(one.id)!.phone || '–' },
            { key: 'told', heading: 'Har fått veta', cell: (one) => { const { told: how, toldAt } = recalled.get(one.id)!; return how && toldAt ? `${told[how]}, ${formatDateTime(toldAt, 'sv')}` : recalled.get(one.id)!.seenAt ? 'Nej' : 'Inte än'; } },
            { key: 'letter', heading: 'Brev', cell: (one) => <Link href={href(`${base}/indragningar/${id}/${one.id}/brev.pdf`)}>Brev (PDF)</Link> },
            { key: 'mark', heading: 'Anteckna', cell: (one) => (recalled.get(one.id)!.told ? null : (
              <Form action={href(`${base}/indragningar/${id}/${one.id}`)} inline label={`Anteckna hur ${who.get(one.id)!.name} har nåtts`}>
                <Select name="hur" label="Har nåtts med" value="letter" options={[{ value: 'letter', label: 'Brev' }, { value: 'phone', label: 'Telefon' }]} /><Button kind="secondary">Spara</Button>
              </Form>)) },
          ]} />
          <Pagination page={sida} pageSize={pageSize} total={counts.all} hrefOf={(page) => href(`${base}/indragningar/${id}`, { sida: page })} />
        </>
      ),
    });
  },
});

/** How far they have been told. A message that is on its way may still come back: then whoever it was to stands here again. */
function HowFar({ all, left, waiting }: { all: number; left: number; waiting: number }) {
  if (waiting) return <Alert kind="info"><p>Meddelandena skickas nu. {formatNumber(all - waiting, 'sv')} av {persons(all)} är klara. Ladda om sidan om en stund.</p></Alert>;
  if (left) return <Alert kind="warning"><p>{formatNumber(left, 'sv')} av {formatNumber(all, 'sv')} har inte nåtts än. Skriv ut brev, eller ring.</p></Alert>;
  return <Alert kind="success"><p>Alla har fått ett meddelande, ett brev eller ett samtal. Kommer ett meddelande inte fram står personen här igen.</p></Alert>;
}

const mark = route({
  method: 'POST', path: `${base}/indragningar/:id/:booking`, access: receivers, audit: 'booking.recallTold',
  async handle(context) {
    const opened = await openOne(context);
    if (!('desk' in opened)) return opened;
    const how = textOf(context.fields, 'hur') === 'phone' ? 'phone' : 'letter';
    await markRecalled(context.tx, opened.recall.id, opened.booking.id, { how, staffId: context.who.staffId });
    return redirect(`${base}/indragningar/${opened.recall.id}`);
  },
});

const letter = route({
  method: 'GET', path: `${base}/indragningar/:id/:booking/brev.pdf`, access: receivers, audit: 'booking.letterMade',
  async handle(context) {
    const opened = await openOne(context);
    if (!('desk' in opened)) return opened;
    const made = await recallLetter(context.tx, opened.booking, opened.recall, opened.booking.language);
    return made ? file(made, 'application/pdf', { name: 'brev.pdf', inline: true }) : { kind: 'error', status: 503 };
  },
});

async function open(context: RequestContext<Staff, { id: string }>): Promise<{ desk: Desk; recall: Recall } | Answer> {
  const desk = await deskOf(context);
  if ('kind' in desk) return desk;
  const found = isUuid(context.params.id) ? await findRecall(context.tx, asUuid(context.params.id)) : undefined;
  return found ? { desk, recall: found } : notFound();
}

async function openOne(context: RequestContext<Staff, { id: string; booking: string }>) {
  const opened = await open(context);
  if (!('desk' in opened)) return opened;
  const { params, tx } = context;
  const booking = isUuid(params.booking) ? await findBooking(tx, asUuid(params.booking)) : undefined;
  if (!booking || !isAtDesk(opened.desk, booking.service) || !await isRecalled(tx, opened.recall.id, booking.id)) return notFound();
  context.about({ dossierId: booking.id, authorityId: booking.authorityId, ...(booking.personId && { subjectId: booking.personId }) });
  return { ...opened, booking };
}

export const batchRoutes = [batch, find, recall, show, mark, letter];
