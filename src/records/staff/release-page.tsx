import type { VNode } from 'preact';
import { casesByNumber, readCaseNumber, signedCopy, submissionsOf } from '../../cases/index.ts';
import { staffNames } from '../../identity/index.ts';
import {
  Alert, Button, Buttons, Checkbox, CheckboxGroup, Form, KeyValue, LinkButton, Section, Select, Table, TextArea, TextField, Timeline, TwoColumns, formatDate,
  formatDateTime, href, messageOf, type Answer, type FieldError, type RequestContext, type Staff, type Uuid,
} from '../../platform/index.ts';
import { canInvoice } from '../actions/answer-fee.ts';
import { feeDue, type FeeDue } from '../actions/fee-due.ts';
import { byLink, deliveryWords } from '../actions/hand-out.ts';
import { addressIn } from '../actions/mail-to-asker.ts';
import { pointsOf } from '../actions/refuse.ts';
import { outcomeWords } from '../actions/test-item.ts';
import { itemsOf, type ReleaseItem } from '../store/items.ts';
import { requestContent, type ReleaseRequest } from '../store/requests.ts';
import { stepsOf, type Step } from '../store/steps.ts';
import { FeePart } from './fee-part.tsx';
import { registerPage } from './frame.tsx';
import { documentsIn, mayOpenCases, mayRead } from './in-request.tsx';
import { closedWords, releases, wayWords } from './release-list-routes.tsx';
import { stepWords, unreadText } from './release-words.ts';

type Context = RequestContext<Staff, { id: string }>;

/** The page of a request: what is asked for, the documents and their tests, what can be done next, and the log. */
export async function requestPage(context: Context, request: ReleaseRequest, errors: readonly FieldError[], more: { arende?: string | undefined; done?: string; typed?: Record<string, string> } = {}): Promise<Answer> {
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
          {!request.closedAt && <Answering at={at} items={items} steps={steps} errors={errors} points={await pointsOf(tx, context.who)} typed={more.typed ?? {}} delivery={request.delivery}
            fee={await feeDue(tx, request, items)} mail={addressIn(content.contact) !== undefined} invoice={canInvoice(tx)} />}
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
      {steps.filter(({ kind, documentId }) => kind === 'handedOut' && documentId).map(({ id }) => (
        <p key={id}><LinkButton kind="secondary" href={href(`${at}/beslut/${id}`)}>Följebrevet (PDF)</LinkButton></p>))}
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
          <p>{unreadText(reading.why, mayOpenCases(context.who))}</p>
          <Form action={href(`${at}/uppgift`)} label="Be handläggaren" hidden={{ case: found!.id }}>
            <Buttons>
              <Button kind="secondary">Be handläggaren i ärendet att pröva</Button>
              {mayOpenCases(context.who) && <LinkButton kind="quiet" href={href(`/handlaggning/arenden/${found!.id}`)}>Till ärendet</LinkButton>}
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
  typed: Record<string, string>; delivery: ReleaseRequest['delivery']; fee: FeeDue; mail: boolean; invoice: boolean;
}

/** What can be done next: hand out, say no, decide, close. */
function Answering({ at, items, steps, errors, points, typed, delivery, fee, mail, invoice }: AnsweringProps): VNode {
  const did = (kind: Step['kind']) => steps.some((step) => step.kind === kind);
  const tested = items.length > 0 && items.every(({ outcome }) => outcome !== null);
  const held = items.some(({ outcome }) => outcome !== null && outcome !== 'released');
  return (
    <>
      {tested && <FeePart at={at} fee={fee} mail={mail} invoice={invoice} errors={errors} typed={typed} />}
      {tested && items.some(({ copyId }) => copyId) && (fee.state === 'none' || fee.state === 'agreed') && (
        <Section heading="Lämna ut">
          {delivery === 'link' && items.some((item) => item.copyId && !byLink(item)) && <p>Det som lämnas ut med förbehåll skickas inte med länken. Lämna det mot underskrift.</p>}
          <Form action={href(`${at}/lamna-ut`)} label="Lämna ut">
            {delivery !== 'read' && <TextArea name="text" label="Vad du vill skriva i följebrevet" hint="Brevet säger redan vilka handlingar det gäller, vad som är dolt och enligt vilken paragraf, avgiften och hur man får ett beslut. Skriv inget som är hemligt."
              rows={4} value={typed['text']} error={messageOf(errors, 'text')} optional />}
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
