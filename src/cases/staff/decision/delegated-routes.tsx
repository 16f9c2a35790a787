import { z } from 'zod';
import { staffNames, staffPage, told, withinAuthority } from '../../../identity/index.ts';
import { findOrganisation, listAuthorities } from '../../../organisation/index.ts';
import {
  Button, EmptyState, Form, LinkButton, Table, file, formatDate, href, none, notFound, redirect, renderPdf, route, swedishDay, type RegisterData,
  type RequestContext, type Staff, type Tx, type Uuid,
} from '../../../platform/index.ts';
import { decisionsToldAt, tellDecisions, waitingDecisions } from '../../actions/decision/delegated-decisions.ts';
import type { DelegatedDecision } from '../../store/officers/follow-up.ts';
import { meetingsOf, type Meeting } from '../../store/authority/meetings.ts';
import { meetingOf, secretaries } from '../authority/meeting-routes.tsx';
import { outcomeWords } from '../words.ts';

type Context = RequestContext<Staff, { id: string }>;
const at = (id: string, rest = '') => `/handlaggning/sammantraden/${id}/delegationsbeslut${rest}`;

/** The decisions a meeting is, or was, told of: without names of parties, since minutes are public. */
async function decisionsFor(tx: Tx, authorityId: Uuid, meeting: Meeting): Promise<{ told: DelegatedDecision[]; waiting: DelegatedDecision[]; names: ReadonlyMap<Uuid, string> }> {
  const done = await decisionsToldAt(tx, authorityId, meeting.id);
  const waiting = meeting.heldAt ? [] : await waitingDecisions(tx, authorityId);
  return { told: done, waiting, names: await staffNames(tx, [...done, ...waiting].flatMap(({ decidedBy }) => decidedBy ?? [])) };
}

/** A manager's way here: the nearest meeting that is to be held, or the meetings when none has been planned. */
const next = route({
  method: 'GET', path: '/handlaggning/uppfoljning/delegationsbeslut', access: secretaries, audit: none('only leads on to the list of a meeting'),
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { coming, past } = await meetingsOf(context.tx, authorityId);
    const meeting = coming[0] ?? past.find(({ heldAt }) => !heldAt);
    return redirect(meeting ? at(meeting.id) : '/handlaggning/sammantraden');
  }),
});

const show = route({
  method: 'GET', path: '/handlaggning/sammantraden/:id/delegationsbeslut', access: secretaries, audit: 'cases.delegatedRead',
  async handle(context) {
    const meeting = await meetingOf(context);
    if (!meeting) return notFound();
    const { told: done, waiting, names } = await decisionsFor(context.tx, context.who.authorityId!, meeting);
    return staffPage(context, {
      title: 'Delegationsbeslut', above: `Sammanträde ${formatDate(meeting.day, 'sv')}`, crumbs: [{ label: 'Sammanträden', href: href('/handlaggning/sammantraden') },
        { label: formatDate(meeting.day, 'sv'), href: href(`/handlaggning/sammantraden/${meeting.id}`) }],
      children: (
        <>
          <p>Listan har ärendenummer, punkt, utgång och vem som beslutade. Inga namn på parter: protokollet är offentligt.</p>
          {done.length > 0 && <List caption={`Anmälda på sammanträdet: ${done.length}`} rows={done} names={names} />}
          {!meeting.heldAt && <List caption={`Att anmäla: ${waiting.length}`} rows={waiting} names={names} />}
          {done.length + waiting.length > 0 && <p><LinkButton icon="print" href={href(at(meeting.id, '/lista'))}>Skriv ut listan (PDF)</LinkButton></p>}
          {waiting.length > 0 && (
            <Form action={href(at(meeting.id))} hidden={{ upTo: context.now.toISOString() }} label="Anmäl">
              <p>När nämnden har fått listan markerar du besluten som anmälda på det här sammanträdet.</p>
              <Button kind="secondary">Markera {waiting.length} beslut som anmälda</Button>
            </Form>
          )}
        </>
      ),
    });
  },
});

function List({ caption, rows, names }: { caption: string; rows: readonly DelegatedDecision[]; names: ReadonlyMap<Uuid, string> }) {
  return <Table caption={caption} rows={rows} rowKey={({ id }) => id} empty={<EmptyState heading="Inga beslut att anmäla" />} columns={[
    { key: 'point', heading: 'Punkt', cell: ({ point }) => point }, { key: 'case', heading: 'Ärende', cell: ({ caseNumber }) => caseNumber, rowHeading: true },
    { key: 'title', heading: 'Gäller', cell: ({ title }) => title }, { key: 'outcome', heading: 'Beslut', cell: ({ outcome }) => outcomeWords[outcome] },
    { key: 'day', heading: 'Dag', cell: ({ decidedAt }) => swedishDay(decidedAt) }, { key: 'by', heading: 'Beslutat av', cell: ({ decidedBy }) => nameOf(decidedBy, names) },
  ]} />;
}

const nameOf = (id: Uuid | null, names: ReadonlyMap<Uuid, string>) => (id === null ? 'Automatiserat beslut' : names.get(id) ?? '–');

const printed = route({
  method: 'GET', path: '/handlaggning/sammantraden/:id/delegationsbeslut/lista', access: secretaries, audit: 'cases.delegatedPrinted',
  async handle(context: Context) {
    const { tx, who } = context;
    const meeting = await meetingOf(context);
    if (!meeting) return notFound();
    const { told: done, waiting, names } = await decisionsFor(tx, who.authorityId!, meeting);
    const rows = done.length > 0 ? done : waiting;
    const organisation = await findOrganisation(tx);
    const authority = (await listAuthorities(tx)).find(({ id }) => id === who.authorityId);
    const data: RegisterData = {
      organisation: { name: organisation?.name ?? '', unit: authority?.name ?? '' }, heading: 'Delegationsbeslut', made: formatDate(context.now, 'sv'),
      paragraphs: [`Beslut som har fattats på nämndens vägnar och ${done.length > 0 ? 'anmäldes' : 'anmäls'} till sammanträdet ${formatDate(meeting.day, 'sv')}.`],
      columns: ['Punkt', 'Ärende', 'Gäller', 'Beslut', 'Dag', 'Beslutat av'].map((label) => ({ label })),
      rows: rows.map((row) => [row.point, row.caseNumber, row.title, outcomeWords[row.outcome], swedishDay(row.decidedAt), nameOf(row.decidedBy, names)]),
    };
    const made = await renderPdf({ template: { files: {}, main: 'register.typ' }, data, standard: 'ua-1', language: 'sv', title: 'Delegationsbeslut', at: context.now });
    return made.ok ? file(made.bytes, 'application/pdf', { name: `delegationsbeslut-${meeting.day}.pdf`, inline: true }) : told(context, 'Listan kunde inte göras', made.message, at(meeting.id), 500);
  },
});

const report = route({
  method: 'POST', path: '/handlaggning/sammantraden/:id/delegationsbeslut', access: secretaries, audit: 'cases.delegatedReported',
  async handle(context) {
    const meeting = await meetingOf(context);
    if (!meeting) return notFound();
    const upTo = z.iso.datetime().safeParse(context.fields['upTo']);
    if (!upTo.success || meeting.heldAt) return redirect(at(meeting.id));
    // Only what stood in the list: decisions made since wait for the next one.
    const count = await tellDecisions(context.tx, context.who.authorityId!, new Date(upTo.data), meeting.id);
    context.about({ authorityId: context.who.authorityId!, detail: { count, meeting: meeting.day } });
    return redirect(at(meeting.id));
  },
});

export const delegatedRoutes = [next, show, printed, report];
