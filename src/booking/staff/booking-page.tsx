import { staffNames } from '../../identity/index.ts';
import { Alert, Button, Buttons, Details, EmptyState, Form, KeyValue, Link, LinkButton, Section, Table, Tag, TextArea, TwoColumns, formatDate, formatDateTime, href, swedishDay,
  type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import type { Bookable } from '../bookable.ts';
import { fieldText } from '../model/outcome-content.ts';
import { stateOf } from '../model/state.ts';
import { bookingContent, stepsOf, type Booking } from '../store/bookings.ts';
import { meetingOf } from '../store/meetings.ts';
import { currentOutcome, outcomeContent, outcomesOf } from '../store/outcomes.ts';
import { findPlace } from '../store/places.ts';
import { findSlot } from '../store/slots.ts';
import { samplesOf } from '../store/samples.ts';
import { base, timesPage } from './frame.ts';
import { Meeting } from './meeting.tsx';
import { IdentityLink } from './identity-routes.tsx';
import { OutcomeForm, VisitDeeds, type VisitDeedsProps } from './visit-deeds.tsx';
import { whom, withoutReach } from './who.ts';
import { channelWords, stateColours, stateWords, stepWords } from './words.ts';

/** Everything about one booking: who, when, what they have declared, what can be done now, and what has been. */
export async function bookingPage(
  context: RequestContext<Staff>, { booking, bookable }: { booking: Booking; bookable: Bookable }, more: { errors?: readonly FieldError[]; done?: string; typed?: Record<string, string> } = {},
): Promise<Answer> {
  const { tx } = context;
  const [content, who, place, outcome] = [await bookingContent(tx, booking.id), await whom(tx, booking), await findPlace(tx, booking.placeId), await currentOutcome(tx, booking.id)];
  const [steps, samples] = [await stepsOf(tx, booking.id), await samplesOf(tx, booking.id)];
  const names = await staffNames(tx, steps.flatMap(({ staffId }) => staffId ?? []));
  const earlier = booking.personId ? (await outcomesOf(tx, booking.personId, booking.service)).filter(({ id }) => id !== outcome?.id) : [];
  const slot = await findSlot(tx, booking.slotId);
  const home = slot?.areas.length ? content.home : undefined;
  const state = stateOf(booking);
  const kind = bookable.kinds.find(({ id }) => id === booking.kind)?.name ?? booking.kind;
  const written = outcome && await outcomeContent(tx, outcome.id);
  const visit: VisitDeedsProps = {
    at: `${base}/bokning/${booking.id}`, now: context.now, bookable, state, errors: more.errors ?? [], typed: { ...written, ...more.typed }, hasOutcome: outcome !== undefined, samples: samples.length,
  };
  return timesPage(context, {
    title: who.name, above: `${bookable.name}: ${kind}`, ...more, crumbs: [{ label: 'Dagen', href: href(base, { plats: booking.placeId, dag: swedishDay(booking.startsAt) }) }],
    children: (
      <TwoColumns sideLabel="Att göra"
        main={(
          <>
            <KeyValue items={[
              { key: 'Tid', value: whenOf(booking.startsAt, 'sv') }, slot?.video ? { key: 'Plats', value: 'Videosamtal' } : home ? { key: 'Hembesök', value: <>{home.street}<br />{home.postcode} {home.city}{home.way && <><br />{home.way}</>}</> } : { key: 'Plats', value: place?.name ?? '' },
              ...(slot?.title ? [{ key: 'Tillfälle', value: slot.title }] : []),
              { key: 'Läge', value: <Tag colour={stateColours[state]}>{stateWords[state]}</Tag> }, ...(booking.seriesId ? [{ key: 'Serie', value: <Link href={href(`${base}/serie/${booking.seriesId}`)}>En av flera veckor i rad</Link> }] : []), { key: 'Kod', value: booking.code },
              ...(who.number ? [{ key: booking.personId ? 'Personnummer' : 'Identitet', value: who.number }] : []), ...(who.age === undefined ? [] : [{ key: 'Ålder', value: `${who.age} år` }]),
              ...(who.phone ? [{ key: 'Telefon', value: who.phone }] : []), { key: 'Bokad via', value: channelWords[booking.channel] },
              ...(booking.priority > 0 ? [{ key: 'Förtur', value: 'Medicinsk grund' }] : []), ...(content.note ? [{ key: 'Anteckning', value: content.note }] : []),
            ]} />
            {slot?.video && (state === 'booked' || state === 'arrived') && <Meeting booking={booking} address={await meetingOf(tx, booking, slot)} several={slot.title !== undefined} errors={more.errors ?? []} />}
            {(state === 'arrived' || state === 'done') && <IdentityLink at={`${base}/bokning/${booking.id}`} known={booking.personId !== null} />}
            {(content.warnings ?? []).length > 0 && <Alert kind="warning" heading="Att bedöma först"><ul class="ds-list">{content.warnings!.map((warning) => <li key={warning}>{warning}</li>)}</ul></Alert>}
            {(who.protected ? withoutReach(content.declared ?? []) : content.declared ?? []).map(({ title, rows }) => (
              <Section key={title} heading={`Personens svar: ${title}`}><KeyValue items={rows.map(({ question, answer }) => ({ key: question, value: answer.join(', ') }))} /></Section>
            ))}
            {!content.declared && state !== 'done' && <Alert><p>Personen har inte svarat på frågorna i förväg. Gå igenom dem på plats.</p></Alert>}
            {earlier.length > 0 && (
              <Section heading="Det som är gjort förut">
                <ul class="ds-list">{earlier.map((one) => <li key={one.id}><Link href={href(`${base}/bokning/${one.bookingId}${one.source === 'elsewhere' ? '/annanstans' : ''}`)}>{bookable.kinds.find(({ id }) => id === one.kind)?.name}, {formatDate(one.doneAt, 'sv')}</Link>{one.source === 'elsewhere' && ', på annat håll'}</li>)}</ul>
              </Section>
            )}
            {outcome && written && bookable.outcome && (
              <Section heading={bookable.outcome.name}>
                <KeyValue items={[{ key: 'Datum', value: formatDate(outcome.doneAt, 'sv') }, ...bookable.outcome.fields.map((field) => ({ key: field.label, value: fieldText(field, written[field.id]) })),
                  { key: 'Infört', value: `${formatDateTime(outcome.recordedAt, 'sv')}${outcome.source === 'laboratory' ? ', från laboratoriet' : ''}` }]} />
              </Section>
            )}
            <OutcomeForm {...visit} />
            <Section heading="Vad som har hänt">
              <Table caption="Händelser" captionHidden rows={steps} rowKey={({ at, what }) => `${at.getTime()}${what}`} empty={<EmptyState heading="Inget än" />} columns={[
                { key: 'at', heading: 'När', nowrap: true, rowHeading: true, cell: ({ at }) => formatDateTime(at, 'sv') }, { key: 'what', heading: 'Vad', cell: ({ what, codes, note }) => `${stepWords[what] ?? what}${codes.length ? ' trots regel' : ''}${note ? `: ${note}` : ''}` },
                { key: 'who', heading: 'Av', cell: ({ staffId }) => (staffId ? names.get(staffId) ?? '' : '–') },
              ]} />
            </Section>
          </>
        )}
        side={<Deeds context={context} booking={booking} visit={visit} />}
      />
    ),
  });
}

/** What can be done with it now. */
function Deeds({ context, booking, visit }: { context: RequestContext<Staff>; booking: Booking; visit: VisitDeedsProps }) {
  const { at, state } = visit;
  const today = swedishDay(booking.startsAt) <= swedishDay(context.now);
  return (
    <>
      {state === 'booked' && today && (
        <Section heading="När personen kommer">
          <p>Kontrollera legitimation eller kod först.</p>
          <Form action={href(`${at}/ankomst`)}><Button icon="check">Har kommit</Button></Form>
          {booking.startsAt <= context.now && <Form action={href(`${at}/uteblev`)}><Button kind="secondary">Kom inte</Button></Form>}
        </Section>
      )}
      {state === 'arrived' && <Form action={href(`${at}/ankomst`)} hidden={{ ater: '1' }}><Button kind="quiet">Ångra: har inte kommit</Button></Form>}
      <VisitDeeds {...visit} />
      {state === 'booked' && (
        <>
          <Section heading="Ändra tiden">
            <Buttons><LinkButton kind="secondary" icon="edit" href={href(`${at}/flytt`)}>Flytta</LinkButton></Buttons>
            <Details summary="Avboka åt personen">
              <Form action={href(`${at}/avbokning`)}><TextArea name="anledning" label="Anledning" optional rows={2} /><Button kind="danger">Avboka tiden</Button></Form>
            </Details>
          </Section>
        </>
      )}
    </>
  );
}
