import { told } from '../../../identity/index.ts';
import { Alert, Button, Buttons, DateField, EmptyState, Form, RadioGroup, Section, Table, formatDate, href, isUuid, notFound, page, redirect, route, type Answer, type RequestContext,
  type Staff } from '../../../platform/index.ts';
import type { OpenedCase } from '../../actions/case/open-case.ts';
import { askReceipt, hinderWords, sendControl, servedOn, simplifiedFacts, tellSimplified, type Sent, type Served } from '../../actions/notification/serve-proof.ts';
import { controlDay, simplifiedHinder, simplifiedServed } from '../../model/notification/simplified.ts';
import { decisionsOf, type Decision } from '../../store/decision/decisions.ts';
import { inTurn } from '../../store/in-turn.ts';
import { notificationsOf, type Notification } from '../../store/notification/notifications.ts';
import { CasePage, Uncover, caseFacts, isCovered } from '../case/case-frame.tsx';
import { backDone } from '../case/done.tsx';
import { caseHref, inCase, read, readers } from '../case/in-case.tsx';
import { outcomeWords } from '../words.ts';

type Context = RequestContext<Staff, { id: string }>;
const at = (id: string, rest = '') => href(caseHref(id, `/delgivning${rest}`));

const howWords = { myPages: 'Mina sidor', letter: 'brev', digitalMail: 'digital post', receipt: 'mottagningsbevis', board: 'anslagstavlan' } as const;
const servedWords = { opened: 'öppnade det på Mina sidor', receipt: 'mottagningsbevis', simplified: 'förenklad delgivning', told: 'muntligt', board: 'kungjort på anslagstavlan' } as const;

interface Line { notification: Notification; party: Served | undefined; name: string }

const overview = route({
  method: 'GET', path: '/handlaggning/arenden/:id/delgivning', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    const { tx } = context;
    const decisions = await decisionsOf(tx, opened.file.id);
    const lines = await linesOf(context, opened);
    // Where only somebody who does not apply is protected, nothing else on the page offers to show who it is.
    const covered = isCovered(opened) || opened.unmasked ? undefined : lines.find(({ party }) => party?.protected);
    const unserved = lines.filter(({ notification }) => !notification.servedAt);
    return page(
      <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title="Delgivning">
        {covered?.party && <Uncover at={caseHref(opened.file.id)} part={covered.notification.partyId} />}
        {decisions.length === 0 && <EmptyState heading="Inget är beslutat än" />}
        {decisions.length > 0 && (
          <Alert kind={unserved.length ? 'warning' : 'success'}>
            <p>{unserved.length ? `${unserved.length === 1 ? 'En part har' : `${unserved.length} parter har`} inte visat att beslutet har kommit fram. Tiden att överklaga har inte börjat för den parten.` : 'Alla har fått besluten.'}</p>
          </Alert>
        )}
        {decisions.map((decision) => <OfDecision key={decision.id} decision={decision} opened={opened} lines={lines.filter(({ notification }) => notification.decisionId === decision.id)} />)}
      </CasePage>);
  }),
});

async function linesOf({ tx }: Context, opened: OpenedCase): Promise<Line[]> {
  return inTurn(await notificationsOf(tx, opened.file.id), async (notification): Promise<Line> => {
    const party = await servedOn(tx, opened.file.id, notification.partyId);
    const covered = isCovered(opened) || (party?.protected && !opened.unmasked);
    return { notification, party, name: covered ? 'Skyddad identitet' : party?.name ?? '–' };
  });
}

function OfDecision({ decision, lines, opened }: { decision: Decision; lines: readonly Line[]; opened: OpenedCase }) {
  const { file, own, today } = opened;
  return (
    <Section heading={`${outcomeWords[decision.outcome]}, ${formatDate(decision.decidedAt, 'sv')}`}>
      <Table caption={`Vem har fått beslutet ${formatDate(decision.decidedAt, 'sv')}?`} rows={lines} rowKey={({ notification }) => notification.id} columns={[
        { key: 'party', heading: 'Part', rowHeading: true, cell: ({ name }) => name },
        { key: 'sent', heading: 'Skickat', cell: ({ notification }) => `${formatDate(notification.sentAt, 'sv')}, ${howWords[notification.how]}` },
        { key: 'served', heading: 'Har fått det', cell: ({ notification: { servedAt, servedHow } }) => (servedAt ? `${formatDate(servedAt, 'sv')}, ${servedHow ? servedWords[servedHow] : ''}` : 'Inte än') },
        { key: 'until', heading: 'Kan överklagas till', cell: ({ notification: { appealUntil, appealable } }) => (appealable ? appealUntil ? formatDate(appealUntil, 'sv') : 'Tiden har inte börjat' : 'Kan inte överklagas') },
        { key: 'left', heading: 'Vad återstår', cell: (line) => <>{remains(line, today)}{own && !line.notification.servedAt && line.party && <><br /><a class="ds-link" href={at(file.id, `/${line.notification.id}`)}>Delge</a></>}</> },
      ]} />
    </Section>
  );
}

/** What is left to do before the party has got it, in a sentence. */
function remains({ notification, party }: Line, today: string): string {
  if (notification.finalAt) return `Laga kraft ${formatDate(notification.finalAt, 'sv')}`;
  if (notification.servedAt) return '–';
  if (party && notification.controlOn) {
    const day = simplifiedServed(simplifiedFacts(notification, party));
    return day ? `Förenklad delgivning är klar ${formatDate(day, 'sv')}` : hinderWords.tooLate(simplifiedFacts(notification, party));
  }
  if (notification.receiptAskedAt) return `Mottagningsbevis begärt ${formatDate(notification.receiptAskedAt, 'sv')}`;
  if (party && simplifiedHinder(simplifiedFacts(notification, party), today) === undefined) return 'Kontrollmeddelandet ska skickas i dag';
  if (notification.how === 'myPages') return 'Parten har inte öppnat beslutet';
  return 'Skicka mottagningsbevis';
}

function Steps({ line: { notification, party, name }, caseId, today }: { line: Line; caseId: string; today: string }) {
  const facts = simplifiedFacts(notification, party!);
  const hinder = simplifiedHinder(facts, today);
  return (
    <>
      <Section heading="Skicka">
        <Buttons>
          <Form action={at(caseId, `/${notification.id}/mottagningsbevis`)} label="Mottagningsbevis">
            <Button kind="secondary">{notification.receiptAskedAt ? 'Skicka mottagningsbevis igen' : 'Skicka med mottagningsbevis'}</Button>
          </Form>
          {!notification.controlOn && hinder === undefined && (
            <Form action={at(caseId, `/${notification.id}/kontrollmeddelande`)} label="Kontrollmeddelande"><Button>Skicka kontrollmeddelande</Button></Form>
          )}
          {facts.told === null && (
            <Form action={at(caseId, `/${notification.id}/upplysning`)} label="Upplysning"><Button kind="secondary">Upplys om förenklad delgivning</Button></Form>
          )}
        </Buttons>
        <p class="hint">Breven läggs bland handlingarna. Skriv ut dem och skicka dem med beslutet.</p>
        {!notification.controlOn && hinder && <p class="hint">{hinder === 'tooEarly' ? `Förenklad delgivning: kontrollmeddelandet skickas ${formatDate(controlDay(facts.sent), 'sv')}.` : hinderWords[hinder](facts)}</p>}
      </Section>
      <Section heading="För in">
        <Form action={at(caseId, `/${notification.id}`)} label={`För in delgivning med ${name}`}>
          <RadioGroup name="how" label="Hur har parten fått beslutet?" inline choices={[{ value: 'receipt', label: 'Mottagningsbevis på papper' }, { value: 'told', label: 'Muntligt' }]} />
          <DateField name="day" label="Vilken dag fick parten det?" value={today} />
          <Button kind="secondary">Spara delgivning</Button>
        </Form>
      </Section>
    </>
  );
}

const one = route({
  method: 'GET', path: '/handlaggning/arenden/:id/delgivning/:notification', access: readers, audit: read,
  handle: (context) => inCase(context, async (opened) => {
    const line = (await linesOf(context, opened)).find(({ notification }) => notification.id === context.params.notification);
    if (!line?.party) return notFound();
    if (line.notification.servedAt || !opened.own || isCovered(opened) || (line.party.protected && !opened.unmasked)) return redirect(caseHref(opened.file.id, '/delgivning'));
    return page(
      <CasePage facts={await caseFacts(context, opened)} tab="/beslut" title={`Delgivning med ${line.name}`}>
        <p>{remains(line, opened.today)}.</p>
        <Steps line={line} caseId={opened.file.id} today={opened.today} />
      </CasePage>);
  }),
});

/** One step of serving a decision on a party. */
function step(context: Context, work: (opened: OpenedCase, notification: Notification) => Promise<Sent>): Promise<Answer> {
  return inCase(context, async (opened) => {
    const { notification: id = '' } = context.params as { notification?: string };
    const notification = isUuid(id) ? (await notificationsOf(context.tx, opened.file.id)).find((one) => one.id === id) : undefined;
    if (!notification) return notFound();
    const party = await servedOn(context.tx, opened.file.id, notification.partyId);
    // The same rule as for the page: a letter is not written to somebody whose facts are covered to the one who writes it.
    if (isCovered(opened) || (party?.protected && !opened.unmasked)) return redirect(caseHref(opened.file.id, '/delgivning'));
    const done = await work(opened, notification);
    return done.ok ? backDone(opened.file.id, '/delgivning', 'delgivning') : told(context, 'Inget skickades', done.message, caseHref(opened.file.id, '/delgivning'), 409);
  }, { change: true });
}

const receipt = route({
  method: 'POST', path: '/handlaggning/arenden/:id/delgivning/:notification/mottagningsbevis', access: readers, audit: 'cases.receiptAskWritten',
  handle: (context) => step(context, (opened, notification) => askReceipt(context.tx, context.who, opened, notification)),
});
const control = route({
  method: 'POST', path: '/handlaggning/arenden/:id/delgivning/:notification/kontrollmeddelande', access: readers, audit: 'cases.controlWritten',
  handle: (context) => step(context, (opened, notification) => sendControl(context.tx, context.who, opened, notification)),
});
const inform = route({
  method: 'POST', path: '/handlaggning/arenden/:id/delgivning/:notification/upplysning', access: readers, audit: 'cases.simplifiedWritten',
  handle: (context) => step(context, (opened, { partyId }) => tellSimplified(context.tx, context.who, opened, partyId)),
});

export const servingRoutes = [overview, one, receipt, control, inform];
