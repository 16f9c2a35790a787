import { z } from 'zod';
import { Alert, Button, EmptyState, FileField, Form, KeyValue, Link, Section, Table, Tag, asUuid, formatDate, formatDateTime, formatNumber, href, isUuid, none, notFound, redirect, route, textOf, type Answer, type RequestContext, type Staff } from '../../platform/index.ts';
import { endCallOf } from '../actions/settle-calls.ts';
import { takeAnswerFile } from '../actions/take-answers.ts';
import { answerColumns } from '../model/answer-lines.ts';
import { laboratoryCodes } from '../model/outcome-content.ts';
import { latestOf } from '../store/bookings.ts';
import { callsToBook } from '../store/calls.ts';
import { answerFiles, unanswered } from '../store/samples.ts';
import { waitingCounts } from '../store/waiting.ts';
import { kindName } from './day-routes.tsx';
import { base, deskOf, isAtDesk, receivers, timesPage, type Desk } from './frame.ts';
import { whoAre, whomOf } from './who.ts';

const limits = { maxBytes: 2 * 1024 * 1024, maxFiles: 1 };

const answers = route({
  method: 'GET', path: `${base}/provsvar`, access: receivers, audit: 'booking.samplesListed', query: z.object({ antal: z.coerce.number().int().min(0).optional().catch(undefined), kand: z.literal('1').optional().catch(undefined) }),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { antal, kand } = context.query;
    return answersPage(context, desk, [], kand ? 'Filen har lästs in förut. Ingenting är ändrat.' : antal === undefined ? undefined : `${formatNumber(antal, 'sv')} svar är införda, och alla har fått ett meddelande.`);
  },
});

async function answersPage(context: RequestContext<Staff>, desk: Desk, faults: readonly string[], done?: string): Promise<Answer> {
  const { tx } = context;
  const [waits, files] = [(await unanswered(tx, desk.authorityId)).filter(({ service }) => isAtDesk(desk, service)), await answerFiles(tx, desk.authorityId)];
  return timesPage(context, {
    title: 'Provsvar', tab: '/provsvar', ...(done && { done }), errors: faults.length ? [{ name: 'svar', message: 'Filen kunde inte läsas in. Ingenting i den har använts.' }] : [],
    children: (
      <>
        {faults.length > 0 && <Alert kind="danger" heading="Det här är fel i filen"><ul class="ds-list">{faults.slice(0, 20).map((fault) => <li key={fault}>{fault}</li>)}</ul></Alert>}
        <Form action={href(`${base}/provsvar`)} multipart label="Läs in svar från laboratoriet">
          <AnswerWords services={desk.services} />
          <FileField name="svar" label="Fil från laboratoriet" hint={`En CSV-fil med kolumnerna ${answerColumns.join(', ')}. Tid och status kan utelämnas. Status är slutligt, rättat eller återkallat. Provnumret kan skrivas med eller utan bindestreck.`} accept=".csv,text/csv" maxFiles={1} maxSize={limits.maxBytes} error={faults.length ? 'Välj en annan fil, eller rätta den.' : undefined} />
          <Button>Läs in</Button>
        </Form>
        <Table caption={`Väntar på svar: ${waits.length}`} rows={waits} rowKey={({ bookingId, takenAt }) => `${bookingId}${takenAt.getTime()}`} empty={<EmptyState heading="Inga prov väntar på svar" />} columns={[
          { key: 'taken', heading: 'Taget', rowHeading: true, cell: ({ takenAt }) => formatDateTime(takenAt, 'sv') }, { key: 'see', heading: 'Bokning', cell: ({ bookingId }) => <Link href={href(`${base}/bokning/${bookingId}`)}>Visa</Link> },
        ]} />
        <Section heading="Inkomna svar">
          <Table caption="Filer och meddelanden, det senaste först" captionHidden rows={files} rowKey={({ readAt }) => String(readAt.getTime())} empty={<EmptyState heading="Inga svar har kommit än" />} columns={[
            { key: 'at', heading: 'Inläst', rowHeading: true, cell: ({ readAt }) => formatDateTime(readAt, 'sv') }, { key: 'from', heading: 'Från', cell: ({ laboratory }) => (laboratory ? `Laboratoriets system (${laboratory})` : 'Fil') }, { key: 'count', heading: 'Svar', align: 'end', cell: (file) => formatNumber(file.answers, 'sv') },
          ]} />
        </Section>
      </>
    ),
  });
}

/** Which words of the laboratory each service can read, as its definition has them, and how a row looks. */
function AnswerWords({ services }: Pick<Desk, 'services'>) {
  const read = services.flatMap(({ service, name, outcome }) => (outcome?.laboratory ? [{ service, name, codes: laboratoryCodes(outcome) }] : []));
  const example = read[0]?.codes[0]?.code;
  if (!example) return null;
  return (
    <>
      <p>De här svaren går att läsa in:</p>
      {read.map(({ service, name, codes }) => <KeyValue key={service} items={codes.map(({ code, label }) => ({ key: code, value: read.length > 1 ? `${label} (${name})` : label }))} />)}
      <p>Så här kan filen se ut:</p>
      <pre>{`provnummer;svar\nS1001-7;${example}`}</pre>
    </>
  );
}

const takeIn = route({
  method: 'POST', path: `${base}/provsvar`, access: receivers, audit: 'booking.answersGiven', uploads: limits,
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const upload = context.uploads.find(({ field, bytes }) => field === 'svar' && bytes.length > 0);
    if (!upload) return answersPage(context, desk, ['Ingen fil är vald.']);
    if (upload.bytes.length > limits.maxBytes) return answersPage(context, desk, ['Filen är för stor.']);
    const read = await takeAnswerFile(context.tx, { authorityId: desk.authorityId, from: { staffId: context.who.staffId }, isTheirs: (service) => isAtDesk(desk, service) }, upload.bytes);
    return read.ok ? redirect(href(`${base}/provsvar`, read.known ? { kand: '1' } : { antal: read.answers })) : answersPage(context, desk, read.faults);
  },
});

const lists = route({
  method: 'GET', path: `${base}/vantelista`, access: receivers, audit: 'booking.waitingListed', query: z.object({ klart: z.literal('kallelse').optional().catch(undefined) }).loose(),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { tx } = context;
    const counts = (await waitingCounts(tx, desk.authorityId)).filter(({ service }) => isAtDesk(desk, service));
    const calls = (await callsToBook(tx, desk.authorityId, 500)).filter(({ service }) => isAtDesk(desk, service));
    const who = await whoAre(tx, calls.map(({ personId }) => personId));
    // Somebody who has not said here how they are reached may have said it when they booked.
    const latest = await latestOf(tx, [...who.keys()], desk.services.map(({ service }) => service));
    const then = await whomOf(tx, latest);
    const phones = new Map(latest.map(({ id, personId }) => [personId, then.get(id)!.phone]));
    const rows = calls.map((call) => ({ call, ...who.get(call.personId)!, phone: phones.get(call.personId) ?? who.get(call.personId)!.phone }));
    return timesPage(context, {
      title: 'Väntelista och kallelser', tab: '/vantelista', ...(context.query.klart && { done: 'Personen kallas inte längre.' }),
      children: (
        <>
          <Table caption="Väntar på en tid" rows={counts} rowKey={({ service, kind }) => service + kind} empty={<EmptyState heading="Ingen står på väntelistan" />} columns={[
            { key: 'what', heading: 'Gäller', rowHeading: true, cell: ({ service, kind }) => kindName(desk, service, kind) }, { key: 'count', heading: 'Antal', align: 'end', cell: ({ count }) => formatNumber(count, 'sv') },
            { key: 'since', heading: 'Längst sedan', cell: ({ since }) => formatDate(since, 'sv') },
          ]} />
          <p>En tid som blir ledig erbjuds den som står på tur. Medicinsk förtur går före.</p>
          <Table caption="Kallade som inte har bokat: ringlista" rows={rows} rowKey={({ call }) => call.id} empty={<EmptyState heading="Alla som är kallade har bokat" />} columns={[
            { key: 'name', heading: 'Namn', rowHeading: true, cell: ({ name }) => name }, { key: 'phone', heading: 'Telefon', nowrap: true, cell: ({ phone }) => phone || '–' },
            { key: 'what', heading: 'Gäller', cell: ({ call }) => kindName(desk, call.service, call.kind) }, { key: 'from', heading: 'Från', nowrap: true, cell: ({ call }) => formatDate(call.fromDay, 'sv') },
            { key: 'until', heading: 'Senast', nowrap: true, cell: ({ call }) => <>{formatDate(call.untilDay, 'sv')}{call.untilDay < desk.today && <> <Tag colour="danger">Har passerat</Tag></>}</> },
            { key: 'end', heading: 'Kalla inte mer', cell: ({ call, name }) => <Form action={href(`${base}/kallelser/slut`)} inline hidden={{ kallelse: call.id }} label={`Kalla inte ${name} mer`}><Button kind="quiet">Vill inte, eller har fått den</Button></Form> },
          ]} />
        </>
      ),
    });
  },
});

const endOne = route({
  method: 'POST', path: `${base}/kallelser/slut`, access: receivers, audit: none('the end of the call is audited'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const id = textOf(context.fields, 'kallelse');
    const ended = isUuid(id) && await endCallOf(context.tx, asUuid(id), (service) => isAtDesk(desk, service));
    return ended ? redirect(`${base}/vantelista?klart=kallelse`) : notFound();
  },
});

export const answerRoutes = [answers, takeIn, lists, endOne];
