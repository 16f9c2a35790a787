import { z } from 'zod';
import { staffNames, staffPage, told, withinAuthority } from '../../../identity/index.ts';
import { listAuthorities } from '../../../organisation/index.ts';
import {
  Alert, Button, DateField, EmptyState, Form, LinkButton, RadioGroup, Section, Table, Tag, TextArea, TextField, file as fileAnswer, forbidden, formatDate, href, isUuid,
  notFound, readDocument, redirect, route, staff, swedishDay, type Answer, type FieldError, type RequestContext, type Staff, type Uuid,
} from '../../../platform/index.ts';
import { openCase } from '../../actions/case/open-case.ts';
import { announceMinutes } from '../../actions/authority/announce-minutes.ts';
import { waitingDecisions } from '../../actions/decision/delegated-decisions.ts';
import { recordParagraph } from '../../actions/authority/record-paragraph.ts';
import { agendaOfMeeting, type ListedAgendaItem } from '../../store/authority/agenda.ts';
import { findMeeting, markHeld, meetingsOf, planMeeting, type Meeting } from '../../store/authority/meetings.ts';
import { agendaOutcomeWords } from './agenda-routes.tsx';

/** Who keeps the authority's meetings: its secretary, the registrar and managers. What is put before a meeting is read by fewer (`mayReadPapers`). */
export const secretaries = staff('secretary', 'registrar', 'manager');
const base = '/handlaggning/sammantraden';
type Context = RequestContext<Staff, { id: string }>;
const day = z.iso.date();

const list = route({
  method: 'GET', path: base, access: secretaries, audit: 'cases.meetingsRead',
  handle: (context) => withinAuthority(context, (authorityId) => listed(context, authorityId, [])),
});

async function listed(context: RequestContext<Staff>, authorityId: Uuid, errors: readonly FieldError[]): Promise<Answer> {
  const { tx } = context;
  const { coming, past } = await meetingsOf(tx, authorityId);
  const authority = (await listAuthorities(tx)).find(({ id }) => id === authorityId);
  const next = authority?.facts.nextMeeting;
  const waiting = coming.length ? 0 : (await waitingDecisions(tx, authorityId)).length;
  const suggested = next && next >= swedishDay(context.now) && !coming.some((one) => one.day === next) ? next : '';
  return staffPage(context, {
    title: 'Sammanträden', above: authority?.name, errors,
    children: (
      <>
        {coming.length === 0 && waiting > 0 && <Alert><p>{waiting === 1 ? 'Ett delegationsbeslut väntar' : `${waiting} delegationsbeslut väntar`} på att anmälas. Lägg in sammanträdet, så får det sin lista.</p></Alert>}
        <Meetings caption="Kommande" rows={coming} empty="Inget sammanträde är inlagt" />
        {past.length > 0 && <Meetings caption="Tidigare" rows={past} empty="" />}
        <Section heading="Lägg in ett sammanträde">
          {authority?.facts.meets && <p class="hint">Nämnden sammanträder: {authority.facts.meets}.</p>}
          <Form action={href(base)} label="Lägg in ett sammanträde">
            <DateField name="day" label="Dag" value={String(context.fields['day'] ?? suggested)} error={errors[0]?.message} />
            <TextField name="place" label="Plats" optional value={String(context.fields['place'] ?? '')} />
            <Button kind="secondary">Lägg in</Button>
          </Form>
        </Section>
      </>
    ),
  });
}

function Meetings({ caption, rows, empty }: { caption: string; rows: readonly Meeting[]; empty: string }) {
  return <Table caption={caption} rows={rows} rowKey={({ id }) => id} empty={<EmptyState heading={empty} />} columns={[
    { key: 'day', heading: 'Dag', rowHeading: true, cell: (meeting) => <a class="ds-link" href={href(`${base}/${meeting.id}`)}>{formatDate(meeting.day, 'sv')}</a> },
    { key: 'place', heading: 'Plats', cell: ({ place }) => place ?? '–' },
    { key: 'held', heading: 'Läge', cell: ({ heldAt }) => (heldAt ? 'Protokollet är infört' : 'Inte avslutat') },
  ]} />;
}

const plan = route({
  method: 'POST', path: base, access: secretaries, audit: 'cases.meetingPlanned',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { tx, who, fields } = context;
    const when = day.safeParse(fields['day']);
    if (!when.success) return listed(context, authorityId, [{ name: 'day', message: 'Skriv en dag, till exempel 2026-12-17.' }]);
    const id = await planMeeting(tx, authorityId, { day: when.data, place: String(fields['place'] ?? '').trim().slice(0, 200) }, who.staffId);
    return redirect(`${base}/${id}`);
  }),
});

/** The meeting of an address, in the reader's own authority. */
export async function meetingOf({ tx, who, params }: Context): Promise<Meeting | undefined> {
  return who.authorityId && isUuid(params.id) ? findMeeting(tx, who.authorityId, params.id) : undefined;
}

const show = route({
  method: 'GET', path: '/handlaggning/sammantraden/:id', access: secretaries, audit: 'cases.meetingRead',
  async handle(context) {
    const meeting = await meetingOf(context);
    return meeting ? shown(context, meeting) : notFound();
  },
});

async function shown(context: Context, meeting: Meeting, errors: readonly FieldError[] = []): Promise<Answer> {
  const { tx, now } = context;
  const items = await agendaOfMeeting(tx, meeting.id);
  const names = await staffNames(tx, items.map(({ writtenBy }) => writtenBy));
  const may = new Set<Uuid>();
  for (const item of items) if (await mayReadPapers(context, item)) may.add(item.id);
  const open = items.filter(({ paragraph }) => !paragraph);
  const been = meeting.day <= swedishDay(now);
  return staffPage(context, {
    title: `Sammanträde ${formatDate(meeting.day, 'sv')}`, above: meeting.place ?? undefined, crumbs: [{ label: 'Sammanträden', href: href(base) }], errors,
    children: (
      <>
        <Table caption="Ärenden" rows={items} rowKey={({ id }) => id} empty={<EmptyState heading="Inga ärenden är placerade på sammanträdet" />} columns={[
          { key: 'paragraph', heading: '§', cell: ({ paragraph }) => paragraph ?? '–' },
          { key: 'case', heading: 'Ärende', rowHeading: true, cell: (item) => <>{item.caseNumber}<br />{item.caseTitle}</> },
          { key: 'officer', heading: 'Föredragande', cell: ({ writtenBy }) => names.get(writtenBy) ?? '–' },
          { key: 'statement', heading: 'Handlingar', cell: (item) => <Papers meeting={meeting} item={item} may={may.has(item.id)} /> },
          { key: 'outcome', heading: 'Beslut', cell: (item) => <OutcomeCell item={item} /> },
        ]} />
        <p><LinkButton kind="secondary" icon="document" href={href(`${base}/${meeting.id}/delegationsbeslut`)}>Delegationsbeslut till sammanträdet</LinkButton></p>
        {been && open.map((item) => <Record key={item.id} meeting={meeting} item={item} />)}
        {!been && open.length > 0 && <p class="hint">Besluten förs in när sammanträdet har varit.</p>}
        {been && !meeting.heldAt && open.length === 0 && (
          <Form action={href(`${base}/${meeting.id}/avslut`)} label="Avsluta sammanträdet"><Button kind="secondary">Protokollet är infört: avsluta sammanträdet</Button></Form>
        )}
        {meeting.heldAt && <Minutes meeting={meeting} today={swedishDay(now)} authority={(await listAuthorities(tx)).find(({ id }) => id === context.who.authorityId)?.name ?? 'nämnden'} />}
      </>
    ),
  });
}

/** What is left when the meeting has been: its minutes are adjusted, and everyone is told so. */
function Minutes({ meeting, today, authority }: { meeting: Meeting; today: string; authority: string }) {
  if (meeting.adjustedDay) {
    return <p>Protokollet justerades {formatDate(meeting.adjustedDay, 'sv')}. {meeting.noticeId && <a class="ds-link" href={href(`/handlaggning/anslag/${meeting.noticeId}`)}>Se anslaget</a>}</p>;
  }
  return (
    <Section heading="Protokollet är justerat">
      <Form action={href(`${base}/${meeting.id}/justering`)} label="Protokollet är justerat">
        <p>Då sätts det upp på anslagstavlan, i dag, och sitter där i tre veckor. Anslaget nämner inga parter.</p>
        <DateField name="day" label="Justerat den" value={today} />
        <TextField name="where" label="Var protokollet finns att läsa" value={`Protokollet finns hos ${authority}. Hör av dig till registratorn, så får du läsa det.`} />
        <Button>Sätt upp anslaget</Button>
      </Form>
    </Section>
  );
}

/**
 * Who reads what an officer has written to the authority: its secretary, for whom it is written, and whoever may read the case. To be a manager or a
 * registrar of the authority is not enough: the papers say as much as the case does.
 */
async function mayReadPapers({ tx, who }: Context, { caseId }: Pick<ListedAgendaItem, 'caseId'>): Promise<boolean> {
  if (who.roles.includes('secretary')) return true;
  if (!who.roles.some((role) => role === 'manager' || role === 'officer' || role === 'deputy')) return false;
  const opening = await openCase(tx, who, caseId);
  return opening.ok && (!opening.opened.file.protected || opening.opened.unmasked);
}

function Papers({ meeting, item: { id, statementId, extractId }, may }: { meeting: Meeting; item: ListedAgendaItem; may: boolean }) {
  if (!may) return statementId || extractId ? <>Läses av sekreteraren och den som får läsa ärendet</> : <>–</>;
  const at = (document: Uuid) => href(`${base}/${meeting.id}/arenden/${id}/dokument/${document}`);
  return (
    <>
      {statementId && <a class="ds-link" href={at(statementId)}>Tjänsteskrivelse</a>}
      {extractId && <><br /><a class="ds-link" href={at(extractId)}>Protokollsutdrag</a></>}
    </>
  );
}

function OutcomeCell({ item: { outcome, decisionId } }: { item: ListedAgendaItem }) {
  if (!outcome) return <>Inte infört</>;
  return <>{agendaOutcomeWords[outcome]}{outcome === 'changed' && !decisionId && <><br /><Tag colour="warning">Handläggaren skriver beslutet</Tag></>}</>;
}

function Record({ meeting, item }: { meeting: Meeting; item: ListedAgendaItem }) {
  return (
    <Section heading={`För in beslutet: ${item.caseNumber}`}>
      <Form action={href(`${base}/${meeting.id}/arenden/${item.id}/beslut`)} hidden={{ case: item.caseId }} label={`För in beslutet i ${item.caseNumber}`}>
        <TextField name="paragraph" label="Paragraf" hint="Bara numret, till exempel 45." size={6} />
        <RadioGroup name="outcome" label="Vad beslutade nämnden?" choices={[
          { value: 'asProposed', label: 'Enligt förslaget', hint: 'Beslutet skickas till parten direkt.' },
          { value: 'changed', label: 'Något annat', hint: 'Handläggaren skriver beslutet så som nämnden beslutade, och skickar ut det.' },
          { value: 'sentBack', label: 'Återremiss', hint: 'Handläggaren utreder mer.' },
        ]} />
        <TextArea name="text" label="Med protokollets ord" hint="Behövs inte när nämnden beslutade enligt förslaget. Här skrivs också reservationer." rows={4} optional />
        <Button>För in</Button>
      </Form>
    </Section>
  );
}

const record = route({
  method: 'POST', path: '/handlaggning/sammantraden/:id/arenden/:item/beslut', access: secretaries, audit: 'cases.paragraphAsked',
  async handle(context) {
    const meeting = await meetingOf(context);
    const { item } = context.params as { item?: string };
    const { fields } = context;
    const caseId = String(fields['case'] ?? '');
    if (!meeting || !item || !isUuid(item) || !isUuid(caseId)) return notFound();
    const outcome = z.enum(['asProposed', 'changed', 'sentBack']).safeParse(fields['outcome']);
    if (!outcome.success) return shown(context, meeting, [{ name: 'outcome', message: 'Välj vad nämnden beslutade.' }]);
    const done = await recordParagraph(context.tx, context.who, meeting, {
      caseId, itemId: item, paragraph: String(fields['paragraph'] ?? '').trim().replace(/^§\s*/, ''), outcome: outcome.data, text: String(fields['text'] ?? '').trim().slice(0, 20_000),
    });
    return done.ok ? redirect(`${base}/${meeting.id}`) : told(context, 'Paragrafen fördes inte in', done.why, `${base}/${meeting.id}`, 409);
  },
});

const document = route({
  method: 'GET', path: '/handlaggning/sammantraden/:id/arenden/:item/dokument/:document', access: secretaries, audit: 'cases.meetingPaperRead',
  async handle(context) {
    const meeting = await meetingOf(context);
    const { item, document: wanted } = context.params as { item?: string; document?: string };
    const found = meeting && (await agendaOfMeeting(context.tx, meeting.id)).find(({ id }) => id === item);
    if (found && !await mayReadPapers(context, found)) return forbidden('notOwnCase');
    if (!found || !wanted || !isUuid(wanted) || (wanted !== found.statementId && wanted !== found.extractId)) return notFound();
    const read = await readDocument(context.tx, wanted);
    if (read?.dossierId !== found.caseId) return notFound();
    context.about({ dossierId: found.caseId, detail: { ground: 'meeting', document: wanted } });
    return fileAnswer(read.bytes, read.mediaType, { name: read.name, inline: true });
  },
});

const end = route({
  method: 'POST', path: '/handlaggning/sammantraden/:id/avslut', access: secretaries, audit: 'cases.meetingHeld',
  async handle(context) {
    const meeting = await meetingOf(context);
    if (!meeting) return notFound();
    const open = (await agendaOfMeeting(context.tx, meeting.id)).some(({ paragraph }) => !paragraph);
    if (open || meeting.day > swedishDay(context.now)) return told(context, 'Sammanträdet avslutades inte', 'Alla ärenden ska ha en paragraf först.', `${base}/${meeting.id}`, 409);
    await markHeld(context.tx, meeting.id, context.who.staffId);
    return redirect(`${base}/${meeting.id}`);
  },
});

const adjusted = route({
  method: 'POST', path: '/handlaggning/sammantraden/:id/justering', access: secretaries, audit: 'cases.minutesAdjusted',
  async handle(context) {
    const meeting = await meetingOf(context);
    if (!meeting) return notFound();
    const back = `${base}/${meeting.id}`;
    const when = day.safeParse(context.fields['day']);
    const where = String(context.fields['where'] ?? '').trim().slice(0, 500);
    if (!when.success || !where) return told(context, 'Inget anslag sattes upp', 'Skriv dagen då protokollet justerades och var det finns att läsa.', back, 422);
    const done = await announceMinutes(context.tx, context.who, meeting, { day: when.data, where });
    if (done.ok) return redirect(back);
    const why = { notHeld: 'Avsluta sammanträdet först, så att alla paragrafer är med.', already: 'Protokollet är redan anslaget.', day: 'Protokollet justeras efter sammanträdet, och senast i dag.' }[done.why];
    return told(context, 'Inget anslag sattes upp', why, back, done.why === 'day' ? 422 : 409);
  },
});

export const meetingRoutes = [list, plan, show, record, document, end, adjusted];
