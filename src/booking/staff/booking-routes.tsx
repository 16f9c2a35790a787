import { z } from 'zod';
import { staffNames } from '../../identity/index.ts';
import { Alert, Button, Buttons, Details, EmptyState, Form, KeyValue, Link, LinkButton, Section, Select, Table, Tag, TextArea, TextField, TwoColumns, addDays, asUuid, endOfSwedishDay,
  formatDate, formatDateTime, formatTime, href, isUuid, none, notFound, redirect, route, swedishDay, type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { cancel } from '../actions/cancel.ts';
import { tell } from '../actions/confirm.ts';
import { move } from '../actions/move.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { arrive, takeBackArrival, takeSample } from '../actions/visit.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { fieldText } from '../model/outcome-content.ts';
import { sampleNumber } from '../model/sample-number.ts';
import { stateOf } from '../model/state.ts';
import { addStep, bookingContent, findBooking, stepsOf, type Booking } from '../store/bookings.ts';
import { currentOutcome, outcomeContent, outcomesOf } from '../store/outcomes.ts';
import { findPlace } from '../store/places.ts';
import { samplesOf } from '../store/samples.ts';
import { freeSlots } from '../store/slots.ts';
import { base, deskOf, isAtDesk, receivers, timesPage, type Desk } from './frame.ts';
import { OutcomeFields } from './outcome-fields.tsx';
import { whom, withoutReach } from './who.ts';
import { channelWords, stateColours, stateWords, stepWords } from './words.ts';

const done = z.enum(['bokad', 'kom', 'ater', 'uteblev', 'avbokad', 'flyttad', 'prov', 'resultat', 'lamnat']).optional().catch(undefined);
const doneWords = {
  bokad: 'Tiden är bokad.', kom: 'Personen är anmäld.', ater: 'Anmälan är borttagen.', uteblev: 'Bokningen är avslutad: personen kom inte.', avbokad: 'Tiden är avbokad, och personen har fått ett meddelande.',
  flyttad: 'Tiden är flyttad, och personen har fått ett meddelande.', prov: 'Provet är registrerat.', resultat: 'Det är infört, och personen har fått ett meddelande.', lamnat: 'Det är antecknat.',
} as const;

/** The booking of an address, if it belongs to a service of the reader's unit; reading it stands in its log, which the person may see. */
export async function openBooking(context: RequestContext<Staff, { id: string }>): Promise<{ desk: Desk; booking: Booking; bookable: Bookable } | Answer> {
  const desk = await deskOf(context);
  if ('kind' in desk) return desk;
  const { tx, params } = context;
  const booking = isUuid(params.id) ? await findBooking(tx, asUuid(params.id)) : undefined;
  if (!booking?.bookedAt || !isAtDesk(desk, booking.service)) return notFound();
  const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, 'sv');
  context.about({ dossierId: booking.id, authorityId: booking.authorityId, unitId: bookable.unitId, ...(booking.personId && { subjectId: booking.personId }) });
  return { desk, booking, bookable };
}

const show = route({
  method: 'GET', path: `${base}/bokning/:id`, access: receivers, audit: 'booking.read', query: z.object({ gjort: done }),
  async handle(context) {
    const opened = await openBooking(context);
    return 'desk' in opened ? bookingPage(context, opened, { ...(context.query.gjort && { done: doneWords[context.query.gjort] }) }) : opened;
  },
});

/** Everything about one booking: who, when, what they have declared, what can be done now, and what has been. */
export async function bookingPage(
  context: RequestContext<Staff>, { booking, bookable }: { booking: Booking; bookable: Bookable }, more: { errors?: readonly FieldError[]; done?: string; typed?: Record<string, string> } = {},
): Promise<Answer> {
  const { tx } = context;
  const [content, who, place, outcome] = [await bookingContent(tx, booking.id), await whom(tx, booking), await findPlace(tx, booking.placeId), await currentOutcome(tx, booking.id)];
  const [steps, samples] = [await stepsOf(tx, booking.id), await samplesOf(tx, booking.id)];
  const names = await staffNames(tx, steps.flatMap(({ staffId }) => staffId ?? []));
  const earlier = booking.personId ? (await outcomesOf(tx, booking.personId, booking.service)).filter(({ bookingId }) => bookingId !== booking.id) : [];
  const state = stateOf(booking);
  const kind = bookable.kinds.find(({ id }) => id === booking.kind)?.name ?? booking.kind;
  const written = outcome && await outcomeContent(tx, outcome.id);
  return timesPage(context, {
    title: who.name, above: `${bookable.name}: ${kind}`, ...more, crumbs: [{ label: 'Dagen', href: href(base, { plats: booking.placeId, dag: swedishDay(booking.startsAt) }) }],
    children: (
      <TwoColumns sideLabel="Att göra"
        main={(
          <>
            <KeyValue items={[
              { key: 'Tid', value: whenOf(booking.startsAt, 'sv') }, { key: 'Plats', value: place?.name ?? '' },
              { key: 'Läge', value: <Tag colour={stateColours[state]}>{stateWords[state]}</Tag> }, { key: 'Kod', value: booking.code },
              ...(who.number ? [{ key: booking.personId ? 'Personnummer' : 'Identitet', value: who.number }] : []), ...(who.age === undefined ? [] : [{ key: 'Ålder', value: `${who.age} år` }]),
              ...(who.phone ? [{ key: 'Telefon', value: who.phone }] : []), { key: 'Bokad via', value: channelWords[booking.channel] },
              ...(booking.priority > 0 ? [{ key: 'Förtur', value: 'Medicinsk grund' }] : []), ...(content.note ? [{ key: 'Anteckning', value: content.note }] : []),
            ]} />
            {(content.warnings ?? []).length > 0 && <Alert kind="warning" heading="Att bedöma först"><ul class="ds-list">{content.warnings!.map((warning) => <li key={warning}>{warning}</li>)}</ul></Alert>}
            {(who.protected ? withoutReach(content.declared ?? []) : content.declared ?? []).map(({ title, rows }) => (
              <Section key={title} heading={title}><KeyValue items={rows.map(({ question, answer }) => ({ key: question, value: answer.join(', ') }))} /></Section>
            ))}
            {!content.declared && state !== 'done' && <Alert><p>Personen har inte svarat på frågorna i förväg. Gå igenom dem på plats.</p></Alert>}
            {earlier.length > 0 && (
              <Section heading="Tidigare hos oss">
                <ul class="ds-list">{earlier.map((one) => <li key={one.id}><Link href={href(`${base}/bokning/${one.bookingId}`)}>{bookable.kinds.find(({ id }) => id === one.kind)?.name}, {formatDate(one.doneAt, 'sv')}</Link></li>)}</ul>
              </Section>
            )}
            {outcome && written && bookable.outcome && (
              <Section heading={bookable.outcome.name}>
                <KeyValue items={[{ key: 'Datum', value: formatDate(outcome.doneAt, 'sv') }, ...bookable.outcome.fields.map((field) => ({ key: field.label, value: fieldText(field, written[field.id]) })),
                  { key: 'Infört', value: `${formatDateTime(outcome.recordedAt, 'sv')}${outcome.source === 'laboratory' ? ', från laboratoriet' : ''}` }]} />
              </Section>
            )}
            <Section heading="Vad som har hänt">
              <Table caption="Händelser" captionHidden rows={steps} rowKey={({ at, what }) => `${at.getTime()}${what}`} empty={<EmptyState heading="Inget än" />} columns={[
                { key: 'at', heading: 'När', nowrap: true, rowHeading: true, cell: ({ at }) => formatDateTime(at, 'sv') }, { key: 'what', heading: 'Vad', cell: ({ what, codes, note }) => `${stepWords[what] ?? what}${codes.length ? ' trots regel' : ''}${note ? `: ${note}` : ''}` },
                { key: 'who', heading: 'Av', cell: ({ staffId }) => (staffId ? names.get(staffId) ?? '' : '–') },
              ]} />
            </Section>
          </>
        )}
        side={<Deeds context={context} booking={booking} bookable={bookable} errors={more.errors ?? []} typed={more.typed ?? written ?? {}} hasOutcome={outcome !== undefined} samples={samples.length} />}
      />
    ),
  });
}

interface DeedProps { context: RequestContext<Staff>; booking: Booking; bookable: Bookable; errors: readonly FieldError[]; typed: Readonly<Record<string, string>>; hasOutcome: boolean; samples: number }

/** What can be done with it now. */
function Deeds({ context, booking, bookable, errors, typed, hasOutcome, samples }: DeedProps) {
  const at = `${base}/bokning/${booking.id}`;
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const state = stateOf(booking);
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
      {bookable.outcome?.laboratory && (state === 'arrived' || (state === 'done' && !hasOutcome)) && (
        <Section heading="Provet">
          <Form action={href(`${at}/prov`)}>
            <TextField name="provnummer" label="Provnummer" hint="Läs av eller skriv numret på röret. Laboratoriet får bara numret." error={error('provnummer')} size={16} />
            <Button>{samples ? 'Registrera ett prov till' : 'Registrera provet'}</Button>
          </Form>
        </Section>
      )}
      {bookable.outcome && (state === 'arrived' || state === 'done') && (
        <Section heading={hasOutcome ? `Rätta: ${bookable.outcome.name.toLowerCase()}` : `För in: ${bookable.outcome.name.toLowerCase()}`}>
          <Form action={href(`${at}/resultat`)}>
            <OutcomeFields rule={bookable.outcome} typed={typed} errors={errors} today={swedishDay(context.now)} />
            <Button>{hasOutcome ? 'Rätta' : 'För in'}</Button>
          </Form>
        </Section>
      )}
      {hasOutcome && (
        <Section heading="Till den som inte har e-legitimation">
          <Buttons><LinkButton kind="secondary" icon="print" href={href(`${at}/brev.pdf`)}>Brev med resultatet (PDF)</LinkButton></Buttons>
          <Form action={href(`${at}/lamnat`)}>
            <Select name="hur" label="Resultatet är lämnat" error={error('hur')} value="" options={[{ value: 'told', label: 'På telefon, efter kontroll av identitet' }, { value: 'letter', label: 'I brev' }]} />
            <TextField name="kontroll" label="Hur identiteten kontrollerades" optional error={error('kontroll')} />
            <Button kind="secondary">Anteckna</Button>
          </Form>
        </Section>
      )}
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

const arrival = route({
  method: 'POST', path: `${base}/bokning/:id/ankomst`, access: receivers, audit: none('the arrival itself is audited'),
  handle: (context) => act(context, async ({ booking }) => {
    const back = context.fields['ater'] === '1';
    return (back ? await takeBackArrival(context.tx, booking) : await arrive(context.tx, booking)) ? (back ? 'ater' : 'kom') : undefined;
  }),
});

const absence = route({
  method: 'POST', path: `${base}/bokning/:id/uteblev`, access: receivers, audit: none('the end of the booking is audited'),
  handle: (context) => act(context, async ({ booking }) =>
    (stateOf(booking) === 'booked' && booking.startsAt <= context.now && await cancel(context.tx, booking, 'noShow') ? 'uteblev' : undefined)),
});

const cancellation = route({
  method: 'POST', path: `${base}/bokning/:id/avbokning`, access: receivers, audit: none('the end of the booking is audited'),
  handle: (context) => act(context, async ({ booking }) => {
    const note = String(context.fields['anledning'] ?? '').trim().slice(0, 500);
    if (stateOf(booking) !== 'booked' || !await cancel(context.tx, booking, 'cancelled', note ? { note } : {})) return undefined;
    await tell(context.tx, booking, `cancelled/${booking.id}`);
    return 'avbokad';
  }),
});

const sample = route({
  method: 'POST', path: `${base}/bokning/:id/prov`, access: receivers, audit: none('the sample is audited'),
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const number = String(context.fields['provnummer'] ?? '').trim().slice(0, 40);
    const wrong = (message: string) => bookingPage(context, opened, { errors: [{ name: 'provnummer', message }] });
    if (!opened.bookable.outcome?.laboratory || !opened.booking.arrivedAt) return notFound();
    if (sampleNumber(number).length < 4) return wrong('Skriv numret som står på röret, minst fyra tecken.');
    if (!await takeSample(context.tx, opened.booking, number, context.who.staffId)) return wrong('Numret är redan använt. Kontrollera röret.');
    return redirect(`${base}/bokning/${opened.booking.id}?gjort=prov`);
  },
});

const told = route({
  method: 'POST', path: `${base}/bokning/:id/lamnat`, access: receivers, audit: 'booking.outcomeHanded',
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const how = context.fields['hur'];
    const note = String(context.fields['kontroll'] ?? '').trim().slice(0, 300);
    const errors: FieldError[] = [
      ...(how === 'told' || how === 'letter' ? [] : [{ name: 'hur', message: 'Välj hur resultatet lämnades.' }]),
      ...(how === 'told' && !note ? [{ name: 'kontroll', message: 'Skriv hur du kontrollerade vem det var. Ett resultat lämnas aldrig på telefon utan det.' }] : []),
    ];
    if (errors.length) return bookingPage(context, opened, { errors });
    if (!await currentOutcome(context.tx, opened.booking.id)) return notFound();
    await addStep(context.tx, opened.booking, String(how), note ? { note } : {});
    return redirect(`${base}/bokning/${opened.booking.id}?gjort=lamnat`);
  },
});

const askMove = route({
  method: 'GET', path: `${base}/bokning/:id/flytt`, access: receivers, audit: 'booking.read', query: z.object({ dag: z.iso.date().optional().catch(undefined) }),
  async handle(context) {
    const opened = await openBooking(context);
    return 'desk' in opened ? movePage(context, opened, context.query.dag) : opened;
  },
});

async function movePage(context: RequestContext<Staff>, { desk, booking, bookable }: { desk: Desk; booking: Booking; bookable: Bookable }, day?: string, error?: string): Promise<Answer> {
  const from = day ?? swedishDay(booking.startsAt > context.now ? booking.startsAt : context.now);
  const start = new Date(Math.max(context.now.getTime(), Date.parse(`${from}T00:00:00+01:00`)));
  const free = await freeSlots(context.tx, { service: bookable.service, kind: booking.kind, from: start, until: endOfSwedishDay(addDays(from, 6)), places: desk.places.map(({ id }) => id) }, 200);
  const at = `${base}/bokning/${booking.id}`;
  return timesPage(context, {
    title: 'Flytta tiden', above: whenOf(booking.startsAt, 'sv'), errors: error ? [{ name: 'tid', message: error }] : [], crumbs: [{ label: 'Bokningen', href: href(at) }],
    children: (
      <>
        <Form method="get" action={href(`${at}/flytt`)} inline label="Välj dag"><TextField name="dag" label="Lediga tider från och med" value={from} size={12} /><Button kind="secondary">Visa</Button></Form>
        {free.length === 0 ? <EmptyState heading="Inga lediga tider den veckan" icon="calendar" /> : (
          <Form action={href(`${at}/flytt`)}>
            <Select name="tid" label="Ny tid" error={error} value="" options={free.filter(({ id }) => id !== booking.slotId).map((slot) => ({
              value: slot.id, label: `${formatDate(slot.startsAt, 'sv')} kl. ${formatTime(slot.startsAt, 'sv')}, ${desk.places.find(({ id }) => id === slot.placeId)?.name ?? ''}`,
            }))} />
            <p>Personen får ett meddelande om att tiden är ändrad.</p>
            <Button>Flytta</Button>
          </Form>
        )}
      </>
    ),
  });
}

const doMove = route({
  method: 'POST', path: `${base}/bokning/:id/flytt`, access: receivers, audit: none('the move itself is audited'),
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const to = String(context.fields['tid'] ?? '');
    if (stateOf(opened.booking) !== 'booked') return redirect(`${base}/bokning/${opened.booking.id}`);
    const moved = isUuid(to) ? await move(context.tx, opened.bookable, opened.booking, asUuid(to), { staff: true }) : undefined;
    return moved?.ok ? redirect(`${base}/bokning/${opened.booking.id}?gjort=flyttad`) : movePage(context, opened, undefined, 'Välj en tid som är ledig.');
  },
});

/** Does something with a booking and says so; where it could not be done the page shows how things stand. */
async function act(context: RequestContext<Staff, { id: string }>, deed: (opened: { booking: Booking; bookable: Bookable }) => Promise<keyof typeof doneWords | undefined>): Promise<Answer> {
  const opened = await openBooking(context);
  if (!('desk' in opened)) return opened;
  return redirect(href(`${base}/bokning/${opened.booking.id}`, { gjort: await deed(opened) }));
}

export const bookingRoutes = [show, arrival, absence, cancellation, sample, told, askMove, doMove];
