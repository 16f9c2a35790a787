import type { VNode } from 'preact';
import { z } from 'zod';
import { addTask, casesByNumber, endTask, findCase, readCaseNumber, signedCopy, submissionsOf } from '../../cases/index.ts';
import { staffNames } from '../../identity/index.ts';
import { Alert, Button, Buttons, Checkbox, CheckboxGroup, Form, KeyValue, LinkButton, Section, Select, Table, TextArea, TextField, Timeline, TwoColumns, file, formatDate,
  formatDateTime, href, isUuid, notFound, readDocument, redirect, route, swedishDay, asUuid, type Answer, type FieldError, type RequestContext, type Route, type Staff,
  type Tx, type Uuid } from '../../platform/index.ts';
import { byLink, close, deliveryWords, handOut } from '../actions/hand-out.ts';
import { pointsOf, refuse } from '../actions/refuse.ts';
import { outcomeWords } from '../actions/test-item.ts';
import { allOf, messageOf, typedIn } from '../form.ts';
import { addItem, itemsOf, type ReleaseItem } from '../store/items.ts';
import { requestContent, setAssignee, type ReleaseRequest } from '../store/requests.ts';
import { addStep, stepsOf, type Step } from '../store/steps.ts';
import { readers, registerPage } from './frame.tsx';
import { documentsIn, inRequest, mayRead } from './in-request.tsx';
import { closedWords, releases, wayWords } from './release-list-routes.tsx';
import { stepWords, unreadWords } from './release-words.ts';

type Context = RequestContext<Staff, { id: string }>;

const show = route({
  method: 'GET', path: `${releases}/:id`, access: readers, audit: 'records.requestRead',
  query: z.object({ arende: z.string().max(40).optional().catch(undefined), klart: z.literal('1').optional().catch(undefined) }),
  handle: (context) => inRequest(context, (request) => requestPage(context, request, [], { arende: context.query.arende, ...(context.query.klart && { done: 'Sparat.' }) })),
});

async function requestPage(context: Context, request: ReleaseRequest, errors: readonly FieldError[], more: { arende?: string | undefined; done?: string; typed?: Record<string, string> } = {}): Promise<Answer> {
  const { tx } = context;
  const [content, items, steps] = [await requestContent(tx, request.id), await itemsOf(tx, request.id), await stepsOf(tx, request.id)];
  const names = await staffNames(tx, [...steps.flatMap(({ staffId }) => staffId ?? []), ...(request.assigneeId ? [request.assigneeId] : [])]);
  const at = `${releases}/${request.id}`;
  return registerPage(context, {
    title: 'Begäran om utlämnande', above: request.number, tab: '/utlamnande', under: { label: 'Begäran om utlämnande', path: '/utlamnande' }, errors, done: more.done,
    children: (
      <TwoColumns sideLabel="Om begäran och vad som kan göras" main={(
        <>
          <Section heading="Det som begärs"><p class="typed">{content.wanted}</p></Section>
          <Section heading="Handlingar">
            <Items items={items} at={at} />
            {!request.closedAt && await addPart(context, request, more.arende, errors)}
          </Section>
          {!request.closedAt && <Answering at={at} items={items} steps={steps} errors={errors} points={await pointsOf(tx, context.who)} typed={more.typed ?? {}} delivery={request.delivery} />}
          <Section heading="Vad som har gjorts">
            <Timeline label="Logg" steps={steps.map((step) => ({
              text: `${stepWords[step.kind]}${step.note ? `: ${step.note}` : ''}`, state: 'done' as const,
              when: `${formatDateTime(step.at, 'sv')}${step.staffId ? `, ${names.get(step.staffId) ?? ''}` : ''}`,
            }))} />
          </Section>
        </>
      )} side={<About request={request} contact={content.contact} officer={request.assigneeId ? names.get(request.assigneeId) : undefined} steps={steps} mine={request.assigneeId === context.who.staffId} at={at} />} />
    ),
  });
}

function About({ request, contact, officer, mine, at, steps }: { request: ReleaseRequest; contact: string; officer: string | undefined; mine: boolean; at: string; steps: readonly Step[] }): VNode {
  const did = (kind: Step['kind']) => steps.some((step) => step.kind === kind);
  const next = !did('decided') || did('passedOn') ? undefined : did('appealed') ? 'passedOn' : 'appealed';
  return (
    <>
      <KeyValue items={[
        { key: 'Kom in', value: `${formatDate(request.receivedDay, 'sv')}, ${wayWords[request.way].toLowerCase()}` },
        { key: 'Besvaras', value: request.closedWhy ? closedWords[request.closedWhy] : `senast ${formatDate(request.dueDay, 'sv')}` },
        { key: 'Lämnas', value: deliveryWords[request.delivery] },
        { key: 'Nås på', value: contact ? <span class="typed">{contact}</span> : 'Inget angivet. Den som begär hör av sig.' },
        { key: 'Handläggare', value: officer ?? 'Ingen' },
      ]} />
      {!request.closedAt && !mine && <Form action={href(`${at}/ta`)} label="Ta begäran"><Button>Jag tar den</Button></Form>}
      {steps.filter(({ kind, documentId }) => kind === 'decided' && documentId).map(({ id }) => (
        <p key={id}><LinkButton kind="secondary" href={href(`${at}/beslut/${id}`)}>Läs beslutet (PDF)</LinkButton></p>))}
      {next && <Form action={href(`${at}/overklagande`)} label="Överklagande"><Button kind="secondary" name="do" value={next}>{appealWords[next]}</Button></Form>}
    </>
  );
}

const appealWords = { appealed: 'Ett överklagande har kommit in', passedOn: 'Överklagandet är överlämnat till kammarrätten' } as const;

function Items({ items, at }: { items: readonly ReleaseItem[]; at: string }): VNode {
  return (
    <Table caption="Handlingar som begärs" captionHidden rows={items} rowKey={({ id }) => id} empty={<p class="hint">Inga handlingar är framtagna än.</p>} columns={[
      { key: 'name', heading: 'Handling', rowHeading: true, cell: ({ label, caseNumber }) => <>{label}<br /><span class="hint">{caseNumber}</span></> },
      { key: 'outcome', heading: 'Prövning', cell: ({ outcome }) => (outcome ? outcomeWords[outcome] : 'Inte prövad') },
      { key: 'do', heading: 'Gör', cell: ({ id, outcome, copyId }) => (
        <Buttons>
          <LinkButton kind="secondary" href={href(`${at}/handlingar/${id}`)}>{outcome ? 'Se prövningen' : 'Pröva'}</LinkButton>
          {copyId && <LinkButton kind="quiet" href={href(`${at}/handlingar/${id}/kopia`)}>Det som lämnas ut</LinkButton>}
        </Buttons>) },
    ]} />
  );
}

async function addPart(context: Context, request: ReleaseRequest, typedNumber: string | undefined, errors: readonly FieldError[]): Promise<VNode> {
  const at = `${releases}/${request.id}`;
  const number = typedNumber?.trim();
  const [found] = number ? await casesByNumber(context.tx, readCaseNumber(number) ?? number.toUpperCase()) : [];
  const reading = found && await mayRead(context.tx, context.who, found.id);
  if (found && reading?.ok) await copiesOf(context, found.id);
  const documents = found && reading?.ok ? await documentsIn(context.tx, found.id) : [];
  return (
    <>
      <Form action={href(at)} method="get" label="Hitta handlingar" inline>
        <TextField name="arende" label="Ärendenummer" value={number} size={18} />
        <Button kind="secondary">Visa handlingarna i ärendet</Button>
      </Form>
      {number && !found && <Alert kind="warning"><p>Det finns inget ärende {number} hos nämnden.</p></Alert>}
      {reading && !reading.ok && (
        <Alert kind="warning">
          <p>{unreadWords[reading.why]}</p>
          <Form action={href(`${at}/uppgift`)} label="Be handläggaren" hidden={{ case: found!.id }}>
            <Buttons>
              <Button kind="secondary">Be handläggaren i ärendet att pröva</Button>
              <LinkButton kind="quiet" href={href(`/handlaggning/arenden/${found!.id}`)}>Till ärendet</LinkButton>
            </Buttons>
          </Form>
        </Alert>
      )}
      {found && reading?.ok && (
        <Form action={href(`${at}/handlingar`)} label="Lägg till handlingar" hidden={{ case: found.id, arende: found.number }}>
          <CheckboxGroup name="documents" label={`Handlingar i ${found.number}`} error={messageOf(errors, 'documents')} choices={documents.map(({ id, name }) => ({ value: id, label: name }))} />
          <Button kind="secondary">Lägg till det valda</Button>
        </Form>
      )}
    </>
  );
}

/** The application as it was signed is made as a document the first time somebody asks for it. */
async function copiesOf({ house, tenant, tx }: Context, caseId: Uuid): Promise<void> {
  for (const { id } of await submissionsOf(tx, caseId)) await signedCopy(house, tenant.id, caseId, id);
}

interface AnsweringProps {
  at: string; items: readonly ReleaseItem[]; steps: readonly Step[]; errors: readonly FieldError[]; points: Awaited<ReturnType<typeof pointsOf>>;
  typed: Record<string, string>; delivery: ReleaseRequest['delivery'];
}

/** What can be done next: hand out, say no, decide, close. */
function Answering({ at, items, steps, errors, points, typed, delivery }: AnsweringProps): VNode {
  const did = (kind: Step['kind']) => steps.some((step) => step.kind === kind);
  const tested = items.length > 0 && items.every(({ outcome }) => outcome !== null);
  const held = items.some(({ outcome }) => outcome !== null && outcome !== 'released');
  return (
    <>
      {tested && items.some(({ copyId }) => copyId) && (
        <Section heading="Lämna ut">
          {delivery === 'link' && items.some((item) => item.copyId && !byLink(item)) && <p>Det som lämnas ut med förbehåll skickas inte med länken. Lämna det mot underskrift.</p>}
          <Form action={href(`${at}/lamna-ut`)} label="Lämna ut">
            {held && <Checkbox name="keepOpen" label="Låt begäran vara öppen: den som begär kan vilja ha ett beslut om resten" />}
            <Button>{{ link: 'Skicka länken', post: 'Handlingarna är skickade med post', collect: 'Handlingarna är hämtade', read: 'Handlingarna är lästa på plats' }[delivery]}</Button>
          </Form>
        </Section>
      )}
      {held && !did('decided') && (
        <Section heading="Det som inte lämnas ut">
          <p>Tala först om varför, och att den som begär kan få ett skriftligt beslut av myndigheten som går att överklaga (OSL 6 kap. 3 §).</p>
          <Form action={href(`${at}/nej`)} label="Anteckna nej">
            <TextArea name="note" label="Vad du sa och hur" rows={2} optional />
            <Buttons>
              {!did('toldNo') && <Button kind="secondary" name="do" value="toldNo">Jag har sagt nej och berättat om beslut</Button>}
              {!did('decisionAsked') && <Button kind="secondary" name="do" value="decisionAsked">Den som begär vill ha ett beslut</Button>}
            </Buttons>
          </Form>
        </Section>
      )}
      {held && did('decisionAsked') && !did('decided') && (
        <Section heading="Beslut">
          {points.length === 0 ? <Alert><p>Ingen punkt i delegationsordningen gäller dig. Lämna ärendet till någon som får besluta, eller till nämnden.</p></Alert> : (
            <Form action={href(`${at}/beslut`)} label="Besluta">
              <TextArea name="reasons" label="Varför lämnas uppgifterna inte ut?" hint="Skriv så att den som läser förstår vilken skada det gäller, utan att avslöja uppgiften." rows={6}
                value={typed['reasons']} error={messageOf(errors, 'reasons')} />
              <Select name="delegation" label="Enligt punkt i delegationsordningen" value={typed['delegation']} error={messageOf(errors, 'delegation')}
                options={points.map(({ id, point, text }) => ({ value: id, label: `${point} ${text}` }))} />
              <Button>Besluta att inte lämna ut</Button>
            </Form>
          )}
        </Section>
      )}
      <Section heading="Avsluta">
        <Form action={href(`${at}/avslut`)} label="Avsluta begäran">
          <Buttons>
            {items.length === 0 && <Button kind="secondary" name="why" value="noRecord">Det finns ingen sådan handling</Button>}
            <Button kind="quiet" name="why" value="withdrawn">Begäran är återtagen</Button>
            {(did('decided') || did('toldNo')) && <Button kind="secondary" name="why" value={items.some(({ copyId }) => copyId) ? 'partly' : 'refused'}>Avsluta</Button>}
          </Buttons>
        </Form>
      </Section>
    </>
  );
}

const take = route({
  method: 'POST', path: `${releases}/:id/ta`, access: readers, audit: 'records.requestTaken',
  handle: (context) => inRequest(context, async (request) => {
    await setAssignee(context.tx, request.id, context.who.staffId);
    await addStep(context.tx, request, { kind: 'taken', staffId: context.who.staffId });
    return redirect(`${releases}/${request.id}`);
  }, { change: true }),
});

const addDocuments = route({
  method: 'POST', path: `${releases}/:id/handlingar`, access: readers, audit: 'records.documentsAdded',
  handle: (context) => inRequest(context, async (request) => {
    const { tx, who, fields } = context;
    const typed = typedIn(fields);
    if (!isUuid(typed['case'] ?? '')) return notFound();
    const caseId = asUuid(typed['case']!);
    if (!(await mayRead(tx, who, caseId)).ok) return notFound();
    const chosen = allOf(fields, 'documents');
    const documents = (await documentsIn(tx, caseId)).filter(({ id }) => chosen.includes(id));
    const number = (await casesByNumber(tx, typed['arende'] ?? '')).find(({ id }) => id === caseId)?.number;
    if (!documents.length || !number) return requestPage(context, request, [{ name: 'documents', message: 'Välj minst en handling.' }], { arende: number });
    const before = (await itemsOf(tx, request.id)).length;
    let added = 0;
    for (const [index, document] of documents.entries()) {
      const isNew = await addItem(tx, request, { caseId, documentId: document.id, place: before + index, name: document.name, caseNumber: number, mediaType: document.mediaType });
      if (isNew) added += 1;
    }
    if (added) await addStep(tx, request, { kind: 'documentsAdded', staffId: who.staffId, note: `${added} ur ${number}` });
    return redirect(`${releases}/${request.id}`);
  }, { change: true }),
});

/** Whoever has the case gets a task in it: a registrar seldom may read what is asked for. */
const delegate = route({
  method: 'POST', path: `${releases}/:id/uppgift`, access: readers, audit: 'records.officerAsked',
  handle: (context) => inRequest(context, async (request) => {
    const { tx, who } = context;
    const caseId = typedIn(context.fields)['case'] ?? '';
    const found = isUuid(caseId) ? await findCase(tx, asUuid(caseId)) : undefined;
    if (!found) return notFound();
    await addTask(tx, found, { key: taskKey(request), what: `Pröva om handlingar kan lämnas ut: begäran ${request.number}`, role: 'officer', dueDay: request.dueDay, madeBy: who.staffId });
    await addStep(tx, request, { kind: 'note', staffId: who.staffId, note: `Handläggaren i ${found.number} är ombedd att pröva` });
    return redirect(`${releases}/${request.id}?klart=1`);
  }, { change: true }),
});

const taskKey = (request: Pick<ReleaseRequest, 'id'>) => `release-${request.id}`;

const say = route({
  method: 'POST', path: `${releases}/:id/nej`, access: readers, audit: 'records.refusalTold',
  handle: (context) => inRequest(context, async (request) => {
    const parsed = z.object({ do: z.enum(['toldNo', 'decisionAsked']), note: z.string().max(2_000).default('') }).safeParse(typedIn(context.fields));
    if (!parsed.success) return notFound();
    await addStep(context.tx, request, { kind: parsed.data.do, staffId: context.who.staffId, note: parsed.data.note });
    return redirect(`${releases}/${request.id}`);
  }, { change: true }),
});

const decide = route({
  method: 'POST', path: `${releases}/:id/beslut`, access: readers, audit: 'records.refusalDecided',
  handle: (context) => inRequest(context, async (request) => {
    const typed = typedIn(context.fields);
    const parsed = z.object({ reasons: z.string().min(20).max(10_000), delegation: z.uuid() }).safeParse(typed);
    const items = await itemsOf(context.tx, request.id);
    if (!items.some(({ outcome }) => outcome !== null && outcome !== 'released')) return notFound();
    if (!parsed.success) {
      const wrong: Record<string, string> = { reasons: 'Skriv skälen, så att de går att förstå och pröva.', delegation: 'Välj punkt i delegationsordningen.' };
      return requestPage(context, request, [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))].map((name) => ({ name, message: wrong[name]! })), { typed });
    }
    const done = await refuse(context.tx, context.who, request, items, { reasons: parsed.data.reasons, delegationId: asUuid(parsed.data.delegation) });
    if (!done.ok) {
      const message = done.reason === 'notDelegated' ? 'Den punkten gäller inte dig.' : 'Brevet gick inte att göra. Försök igen om en stund.';
      return requestPage(context, request, [{ name: 'delegation', message }], { typed });
    }
    return redirect(`${releases}/${request.id}?klart=1`);
  }, { change: true }),
});

const decision = route({
  method: 'GET', path: `${releases}/:id/beslut/:step`, access: readers, audit: 'records.decisionRead',
  handle: (context) => inRequest(context, async (request) => {
    const step = (await stepsOf(context.tx, request.id)).find(({ id, kind }) => id === context.params.step && kind === 'decided');
    const document = step?.documentId ? await readDocument(context.tx, step.documentId) : undefined;
    return document ? file(document.bytes, document.mediaType, { name: document.name, inline: true }) : notFound();
  }),
});

const release = route({
  method: 'POST', path: `${releases}/:id/lamna-ut`, access: readers, audit: 'records.handedOut',
  handle: (context) => inRequest(context, async (request) => {
    const items = await itemsOf(context.tx, request.id);
    if (!items.length || items.some(({ outcome }) => outcome === null) || !items.some(({ copyId }) => copyId)) return notFound();
    const stays = typedIn(context.fields)['keepOpen'] !== undefined;
    await handOut(context.tx, request, context.who.staffId, { close: !stays });
    if (!stays) await endTasks(context.tx, request, items, context.who.staffId);
    return redirect(`${releases}/${request.id}?klart=1`);
  }, { change: true }),
});

/** What officers were asked to do with a request is done when it is answered. */
async function endTasks(tx: Tx, request: ReleaseRequest, items: readonly ReleaseItem[], by: Uuid): Promise<void> {
  for (const caseId of new Set(items.map((item) => item.caseId))) await endTask(tx, caseId, taskKey(request), by);
}

/** An appeal is received whatever has become of the request, also when it is closed. */
const appeal = route({
  method: 'POST', path: `${releases}/:id/overklagande`, access: readers, audit: 'records.refusalAppealed',
  handle: (context) => inRequest(context, async (request) => {
    const kind = z.enum(['appealed', 'passedOn']).safeParse(typedIn(context.fields)['do']);
    const decided = (await stepsOf(context.tx, request.id)).some((step) => step.kind === 'decided');
    if (!kind.success || !decided) return notFound();
    await addStep(context.tx, request, { kind: kind.data, staffId: context.who.staffId });
    return redirect(`${releases}/${request.id}?klart=1`);
  }),
});

const end = route({
  method: 'POST', path: `${releases}/:id/avslut`, access: readers, audit: 'records.requestClosed',
  handle: (context) => inRequest(context, async (request) => {
    const why = z.enum(['noRecord', 'withdrawn', 'partly', 'refused']).safeParse(typedIn(context.fields)['why']);
    if (!why.success) return notFound();
    context.about({ detail: { why: why.data, day: swedishDay(context.now) } });
    await close(context.tx, request, context.who.staffId, why.data);
    await endTasks(context.tx, request, await itemsOf(context.tx, request.id), context.who.staffId);
    return redirect(`${releases}/${request.id}?klart=1`);
  }, { change: true }),
});

export const releaseRoutes: readonly Route[] = [show, take, addDocuments, delegate, say, decide, decision, release, appeal, end];
