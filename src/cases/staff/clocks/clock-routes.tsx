import { z } from 'zod';
import { staffNames, staffOf, told } from '../../../identity/index.ts';
import { Alert, Button, DateField, Details, EmptyState, ErrorSummary, Form, RadioGroup, Section, Select, Table, Tag, TextArea, addDays, formatDate, href, isUuid, notFound, page,
  redirect, route, type Answer, type FieldError, type RequestContext, type Staff } from '../../../platform/index.ts';
import { confirmationOfTask } from '../../actions/decision/confirm-decision.ts';
import { enterSettlementRequest, mayAskFrom, refuseSettlement } from '../../actions/clocks/ask-settlement.ts';
import { extendClock } from '../../actions/clocks/extend-clock.ts';
import { deadlineOfTask, giveTask } from '../../actions/clocks/make-tasks.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { clocksOf, endStep, waitsOf } from '../../store/clocks/clocks.ts';
import { delayRequestsOf, type DelayRequest } from '../../store/clocks/delay-requests.ts';
import { endTask, tasksOf, type Task } from '../../store/clocks/tasks.ts';
import { CasePage, caseFacts, isCovered, type CaseFacts } from '../case/case-frame.tsx';
import { ClockList } from './clock-list.tsx';
import { holders, type HolderOf } from '../officers/holders.ts';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';
import { knownTasks } from './known-tasks.ts';

type Context = RequestContext<Staff, { id: string }>;
const day = z.iso.date();
const here = (id: string) => caseHref(id, '/frister');

const show = route({
  method: 'GET', path: '/handlaggning/arenden/:id/frister', access: readers, audit: read,
  handle: (context) => inCase(context, (opened) => shown(context, opened, [])),
});

async function shown(context: Context, opened: OpenedCase, errors: readonly FieldError[]): Promise<Answer> {
  const { tx, who } = context;
  const { file, version, today, own } = opened;
  const facts = await caseFacts(context, opened);
  const tasks = await knownTasks(tx, opened);
  const colleagues = await staffOf(tx, file.authorityId);
  return page(
    <CasePage facts={facts} tab="/frister" title="Frister och uppgifter" hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Tasks tasks={tasks} facts={facts} holderOf={await holders(tx, file.authorityId)} names={await staffNames(tx, tasks.flatMap(({ doneBy }) => doneBy ?? []))} />
      {!file.closedAt && (
        <Details summary="Lägg till en uppgift" open={errors.length > 0}>
          <Form action={href(caseHref(file.id, '/uppgift'))} label="Ny uppgift">
            <TextArea name="what" label="Vad ska göras?" rows={2} error={errors.find(({ name }) => name === 'what')?.message} value={String(context.fields['what'] ?? '')} />
            <DateField name="due" label="Senast" value={String(context.fields['due'] ?? addDays(today, 7))} error={errors.find(({ name }) => name === 'due')?.message} />
            <Select name="to" label="Vem ska göra det?" value="officer" options={[
              { value: 'officer', label: 'Handläggaren' }, { value: 'manager', label: 'Enhetens chef' },
              ...colleagues.filter(({ id }) => id !== who.staffId).map(({ id, name }) => ({ value: id, label: name })),
            ]} />
            <Button kind="secondary">Lägg till uppgiften</Button>
          </Form>
        </Details>
      )}
      <ClockList clocks={await clocksOf(tx, file.id, version.compiled.folder.definition.deadlines)} waits={await waitsOf(tx, file.id)} file={file} today={today} writable={own} />
      {!isCovered(opened) && <Delays requests={await delayRequestsOf(tx, file.id)} facts={facts} />}
    </CasePage>, { status: errors.length ? 422 : 200 });
}

function Tasks({ tasks, facts: { opened: { file, today } }, holderOf, names }: { tasks: readonly Task[]; facts: CaseFacts; holderOf: HolderOf; names: ReadonlyMap<string, string> }) {
  return (
    <Section heading="Uppgifter">
      <Table caption="Uppgifter i ärendet" captionHidden rows={tasks} rowKey={({ id }) => id} emphasis={({ doneAt, dueDay }) => !doneAt && dueDay < today}
        empty={<EmptyState heading="Inga uppgifter i ärendet" />} columns={[
          { key: 'due', heading: 'Senast', nowrap: true, cell: ({ dueDay, doneAt }) => <>{formatDate(dueDay, 'sv')}{!doneAt && dueDay < today && <><br /><Tag colour="danger">Försenad</Tag></>}</> },
          { key: 'what', heading: 'Att göra', rowHeading: true, cell: ({ what }) => what },
          { key: 'who', heading: 'Vem', cell: (task) => holderOf(task, file) },
          { key: 'done', heading: 'Klar', cell: (task) => (task.doneAt ? `${formatDate(task.doneAt, 'sv')}${task.doneBy ? `, ${names.get(task.doneBy) ?? ''}` : ''}` : !confirmationOfTask(task.key) && (
            <Form action={href(caseHref(file.id, `/uppgift/${task.id}/klar`))} label={`Klar: ${task.what.slice(0, 60)}`}><Button kind="quiet">Klar</Button></Form>
          )) },
        ]} />
    </Section>
  );
}

/** What a party asks when a case has taken long: settled or refused within four weeks (12 § förvaltningslagen). */
function Delays({ requests, facts: { opened: { file, own, today }, parties } }: { requests: readonly DelayRequest[]; facts: CaseFacts }) {
  const open = requests.find(({ endedAt }) => !endedAt);
  const endWords = { decided: 'ärendet avgjordes', refused: 'avslogs', closed: 'ärendet avslutades' } as const;
  return (
    <Section heading="Begäran om att ärendet ska avgöras">
      {requests.map((request) => (
        <Alert key={request.id} kind={request.endedAt ? 'info' : 'warning'} level={3} heading={`Kom in ${formatDate(request.receivedDay, 'sv')}`}>
          {request.text && <p class="typed">{request.text}</p>}
          <p>{!request.ripe && `Sex månader hade inte gått (de går ut ${formatDate(mayAskFrom(file), 'sv')}). `}
            {request.endedWhy ? `${formatDate(request.endedAt!, 'sv')}: ${endWords[request.endedWhy]}.` : `Besluta i ärendet eller avslå begäran senast ${formatDate(request.dueDay, 'sv')}.`}</p>
        </Alert>
      ))}
      {open && own && (
        <Form action={href(caseHref(file.id, `/begaran-avgorande/${open.id}/avslag`))} label="Avslå begäran">
          <TextArea name="why" label="Varför kan ärendet inte avgöras nu?" hint="Skälen går in i beslutet. Parten kan överklaga det." rows={4} />
          <Button kind="danger">Avslå begäran i ett särskilt beslut</Button>
        </Form>
      )}
      {!open && own && !file.decidedAt && !file.closedAt && (
        <Details summary="För in en begäran som kom på papper">
          <p class="hint">På Mina sidor kan parten begära det från {formatDate(mayAskFrom(file), 'sv')}.</p>
          <Form action={href(caseHref(file.id, '/begaran-avgorande'))} label="För in en begäran">
            {parties.length > 1 && <RadioGroup name="party" label="Från vem?" choices={parties.map(({ id, name }) => ({ value: id, label: name }))} />}
            <DateField name="day" label="Vilken dag kom den in?" value={today} />
            <TextArea name="text" label="Vad skriver parten?" rows={3} />
            <Button kind="secondary">För in begäran</Button>
          </Form>
        </Details>
      )}
    </Section>
  );
}

const make = route({
  method: 'POST', path: '/handlaggning/arenden/:id/uppgift', access: readers, audit: 'cases.taskAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { tx, who, fields } = context;
    const to = String(fields['to'] ?? 'officer');
    const due = day.safeParse(fields['due']);
    const errors: FieldError[] = [];
    if (!String(fields['what'] ?? '').trim()) errors.push({ name: 'what', message: 'Skriv vad som ska göras.' });
    if (!due.success || due.data < opened.today) errors.push({ name: 'due', message: 'Skriv en dag som inte har passerat, till exempel 2026-12-15.' });
    if (errors.length || !due.success) return shown(context, opened, errors);
    const colleague = to === 'officer' || to === 'manager' ? undefined : (await staffOf(tx, opened.file.authorityId)).find(({ id }) => id === to)?.id;
    if (to !== 'officer' && to !== 'manager' && !colleague) return shown(context, opened, [{ name: 'to', message: 'Välj vem som ska göra det.' }]);
    await giveTask(tx, opened.file, { what: String(fields['what']), dueDay: due.data, ...(colleague ? { role: 'staff', staffId: colleague } : { role: to === 'manager' ? 'manager' : 'officer' }) }, who.staffId);
    return redirect(here(opened.file.id));
  }),
});

const done = route({
  method: 'POST', path: '/handlaggning/arenden/:id/uppgift/:task/klar', access: readers, audit: 'cases.taskDone',
  handle: (context) => inCase(context, async (opened) => {
    const { task } = context.params as { task?: string };
    const found = task && isUuid(task) ? (await tasksOf(context.tx, opened.file.id)).find(({ id }) => id === task) : undefined;
    if (!found || confirmationOfTask(found.key)) return notFound();
    await endTask(context.tx, opened.file.id, found.key, context.who.staffId);
    const deadline = deadlineOfTask(found.key);
    if (deadline && !found.doneAt) await endStep(context.tx, opened.file, deadline);
    return redirect(context.fields['till'] === 'listan' ? '/handlaggning/uppgifter' : here(opened.file.id));
  }),
});

const extend = route({
  method: 'POST', path: '/handlaggning/arenden/:id/frister/:deadline/forlang', access: readers, audit: 'cases.extensionAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { deadline } = context.params as { deadline?: string };
    const made = await extendClock(context.tx, context.who, opened, deadline ?? '', String(context.fields['why'] ?? '').slice(0, 10_000));
    return made.ok ? redirect(here(opened.file.id)) : told(context, 'Tiden förlängdes inte', made.why.join(' '), here(opened.file.id), 409);
  }, { change: true }),
});

const step = route({
  method: 'POST', path: '/handlaggning/arenden/:id/frister/:deadline/gjort', access: readers, audit: 'cases.promisedStepTaken',
  handle: (context) => inCase(context, async ({ file }) => {
    const { deadline } = context.params as { deadline?: string };
    await endStep(context.tx, file, deadline ?? '');
    return redirect(here(file.id));
  }, { change: true }),
});

const enter = route({
  method: 'POST', path: '/handlaggning/arenden/:id/begaran-avgorande', access: readers, audit: 'cases.settlementEntered',
  handle: (context) => inCase(context, async (opened) => {
    const { tx, who, fields } = context;
    const facts = await caseFacts(context, opened);
    const party = facts.parties.length === 1 ? facts.parties[0] : facts.parties.find(({ id }) => id === fields['party']);
    const when = day.safeParse(fields['day']);
    if (!party || !when.success || when.data > opened.today || when.data < opened.file.arrivedDay) {
      return told(context, 'Begäran fördes inte in', 'Välj part och skriv vilken dag den kom in.', here(opened.file.id), 422);
    }
    const asked = await enterSettlementRequest(tx, who, opened, { partyId: party.id, day: when.data, text: String(fields['text'] ?? '').trim().slice(0, 10_000) });
    if (asked.ok) return redirect(here(opened.file.id));
    return told(context, 'Begäran fördes inte in', asked.why === 'over' ? 'Ärendet är redan avgjort.' : 'Det har redan begärts en gång i ärendet. Lagen ger ett tillfälle.', here(opened.file.id), 409);
  }, { change: true }),
});

const refuse = route({
  method: 'POST', path: '/handlaggning/arenden/:id/begaran-avgorande/:request/avslag', access: readers, audit: 'cases.settlementRefusalAsked',
  handle: (context) => inCase(context, async (opened) => {
    const { request } = context.params as { request?: string };
    const found = (await delayRequestsOf(context.tx, opened.file.id)).find(({ id }) => id === request);
    if (!found) return notFound();
    const why = String(context.fields['why'] ?? '').trim().slice(0, 10_000);
    if (!why) return told(context, 'Begäran avslogs inte', 'Skriv skälen. De går in i beslutet, som parten kan överklaga.', here(opened.file.id), 422);
    const refused = await refuseSettlement(context.tx, context.who, opened, found, why);
    return refused.ok ? redirect(here(opened.file.id)) : told(context, 'Begäran avslogs inte', refused.why.join(' '), here(opened.file.id), 409);
  }, { change: true }),
});

export const clockRoutes = [show, make, done, extend, step, enter, refuse];
