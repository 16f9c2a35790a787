import { z } from 'zod';
import { Alert, Button, Buttons, DragLink, DropPlace, EmptyState, Form, Link, LinkButton, Section, Select, Table, Tag, TextField, addDays, asUuid, formatDateWithWeekday, formatTime, href, isUuid, none,
  redirect, route, type RequestContext, type Staff } from '../../platform/index.ts';
import { readCode } from '../model/codes.ts';
import { weekdayOf } from '../model/times.ts';
import { stateOf } from '../model/state.ts';
import { bookingByCode, bookingsAt, type Booking } from '../store/bookings.ts';
import { resourceNames, type Place } from '../store/places.ts';
import { slotsAt, type Slot } from '../store/slots.ts';
import { base, deskOf, isAtDesk, receivers, timesPage, type Desk } from './frame.ts';
import { whomOf, type Whom } from './who.ts';
import { stateColours, stateWords } from './words.ts';

const query = z.object({ plats: z.string().max(60).optional().catch(undefined), dag: z.iso.date().optional().catch(undefined), kod: z.string().max(20).optional().catch(undefined) });

const day = route({
  method: 'GET', path: base, access: receivers, audit: 'booking.dayListed', query,
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { tx, query: { plats, dag, kod } } = context;
    const place = chosenPlace(desk, plats);
    if (!place || !desk.services.length) return noPlace(context, desk);
    const on = dag ?? desk.today;
    const slots = (await slotsAt(tx, place.id, on, on)).filter(({ service }) => isAtDesk(desk, service));
    const bookings = (await bookingsAt(tx, slots.map(({ id }) => id))).filter(({ endedWhy }) => endedWhy !== 'moved');
    const who = await whomOf(tx, bookings.filter(({ endedAt, endedWhy }) => !endedAt || endedWhy === 'noShow'));
    const needs = await resourceNames(tx, slots.map(({ id }) => id));
    context.about({ authorityId: desk.authorityId, detail: { place: place.id, day: on, bookings: who.size } });
    const standing = bookings.filter(({ endedAt, endedWhy }) => !endedAt || endedWhy === 'noShow');
    const movable = standing.some((booking) => stateOf(booking) === 'booked');
    return timesPage(context, {
      title: `${place.name}, ${formatDateWithWeekday(on, 'sv')}`, tab: '', ...(kod !== undefined && { errors: [{ name: 'kod', message: 'Ingen bokning här har den koden.' }] }),
      children: (
        <>
          <PickPlace desk={desk} place={place} day={on} path={base} />
          <Buttons>
            <LinkButton kind="quiet" icon="arrowLeft" href={href(base, { plats: place.id, dag: addDays(on, -1) })}>Dagen före</LinkButton>
            <LinkButton kind="quiet" icon="arrowRight" iconAfter href={href(base, { plats: place.id, dag: addDays(on, 1) })}>Dagen efter</LinkButton>
          </Buttons>
          <Form action={href(`${base}/kod`)} inline label="Ta emot med kod">
            <TextField name="kod" label="Personens kod" size={8} error={kod === undefined ? undefined : 'Ingen bokning här har den koden.'} />
            <Button icon="check">Ta emot</Button>
          </Form>
          <p>{summary(standing)} Kommer någon utan kod hittar du personen i listan.{movable && ' Tryck på Flytta för att flytta någon, eller dra det till en ledig tid.'}</p>
          <Buttons>
            <LinkButton kind="secondary" icon="add" href={href(`${base}/boka`, { plats: place.id })}>Någon har kommit utan tid</LinkButton>
            <LinkButton kind="secondary" icon="print" href={href(`${base}/lista`, { plats: place.id, dag: on })}>Lista att skriva ut</LinkButton>
            <LinkButton kind="secondary" icon="download" href={href(`${base}/lista.pdf`, { plats: place.id, dag: on })}>Spara listan (PDF)</LinkButton>
          </Buttons>
          <Table caption="Tider" captionHidden rows={rowsOf(slots, bookings, tx.now)} rowKey={({ key }) => key} empty={<EmptyState heading="Inga tider den här dagen" icon="calendar" />} columns={[
            { key: 'time', heading: 'Tid', rowHeading: true, nowrap: true, cell: ({ slot }) => formatTime(slot.startsAt, 'sv') },
            { key: 'who', heading: 'Vem', cell: ({ booking }) => booking && <Name booking={booking} whom={who.get(booking.id)} /> },
            { key: 'what', heading: 'Gäller', cell: ({ booking, slot }) => (booking ? [slot.title, slot.areas.length > 0 && 'Hembesök', kindName(desk, booking.service, booking.kind)].filter(Boolean).join(', ') : <Free slot={slot} place={place} day={on} needs={needs.get(slot.id) ?? []} service={desk.services.length > 1 ? desk.services.find(({ service }) => service === slot.service)?.name : undefined} />) },
            { key: 'code', heading: 'Kod', nowrap: true, cell: ({ booking }) => booking?.code },
            { key: 'state', heading: 'Läge', cell: ({ booking }) => booking && <Tag colour={stateColours[stateOf(booking)]}>{stateWords[stateOf(booking)]}</Tag> },
            ...(movable ? [{ key: 'move', heading: 'Flytta', cell: ({ booking, slot }: Row) => booking && stateOf(booking) === 'booked' && (
              <DragLink href={href(`${base}/bokning/${booking.id}/flytt`, { dag: on })} kind={dragKind(slot, booking.kind)} name={`${formatTime(slot.startsAt, 'sv')} ${who.get(booking.id)?.name ?? ''}`} about={who.get(booking.id)?.name ?? ''}>Flytta</DragLink>
            ) }] : []),
          ]} />
        </>
      ),
    });
  },
});

const week = route({
  method: 'GET', path: `${base}/vecka`, access: receivers, audit: 'booking.weekListed', query,
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { tx, query: { plats, dag } } = context;
    const place = chosenPlace(desk, plats);
    if (!place || !desk.services.length) return noPlace(context, desk);
    const monday = mondayOf(dag ?? desk.today);
    const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
    const slots = (await slotsAt(tx, place.id, monday, days[6]!)).filter(({ service }) => isAtDesk(desk, service));
    context.about({ authorityId: desk.authorityId, detail: { place: place.id, from: monday, until: days[6]! } });
    const hours = [...new Set(slots.map(({ startsAt }) => formatTime(startsAt, 'sv').slice(0, 2)))].sort();
    return timesPage(context, {
      title: `${place.name}, vecka från ${formatDateWithWeekday(monday, 'sv')}`, tab: '/vecka',
      children: (
        <>
          <PickPlace desk={desk} place={place} day={monday} path={`${base}/vecka`} />
          <Buttons>
            <LinkButton kind="secondary" href={href(`${base}/vecka`, { plats: place.id, dag: addDays(monday, -7) })}>Veckan före</LinkButton>
            <LinkButton kind="secondary" href={href(`${base}/vecka`, { plats: place.id, dag: addDays(monday, 7) })}>Veckan efter</LinkButton>
          </Buttons>
          <p>I varje ruta står hur många platser som är bokade av hur många som finns.</p>
          <Table caption="Bokade platser av alla, timme för timme" captionHidden rows={hours} rowKey={(hour) => hour} empty={<EmptyState heading="Inga tider den här veckan" icon="calendar" />} columns={[
            { key: 'hour', heading: 'Klockan', rowHeading: true, nowrap: true, cell: (hour) => `${hour}–${String(Number(hour) + 1).padStart(2, '0')}` },
            ...days.map((one) => ({
              key: one, heading: shortDay(one), nowrap: true,
              cell: (hour: string) => {
                const here = slots.filter((slot) => slot.day === one && formatTime(slot.startsAt, 'sv').startsWith(hour));
                if (!here.length) return '';
                const [taken, seats] = [here.reduce((sum, slot) => sum + slot.taken, 0), here.reduce((sum, slot) => sum + (slot.stopped ? 0 : slot.seats), 0)];
                return <Link href={href(base, { plats: place.id, dag: one })}>{taken} av {seats}</Link>;
              },
            })),
          ]} />
        </>
      ),
    });
  },
});

const byCode = route({
  method: 'POST', path: `${base}/kod`, access: receivers, audit: none('the booking that is found is audited when it is read'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const code = readCode(String(context.fields['kod'] ?? ''));
    const booking = code ? await bookingByCode(context.tx, code) : undefined;
    return redirect(booking?.bookedAt && isAtDesk(desk, booking.service) ? `${base}/bokning/${booking.id}` : href(base, { kod: 'fel' }));
  },
});

function PickPlace({ desk, place, day: on, path }: { desk: Desk; place: Place; day: string; path: string }) {
  return (
    <Form method="get" action={href(path)} inline label="Välj plats och dag">
      <Select name="plats" label="Plats" value={place.id} options={desk.places.map(({ id, name }) => ({ value: id, label: name }))} />
      <TextField name="dag" label="Dag" value={on} size={12} />
      <Button kind="secondary">Visa</Button>
    </Form>
  );
}

function Name({ booking, whom }: { booking: Booking; whom: Whom | undefined }) {
  return (
    <>
      <Link href={href(`${base}/bokning/${booking.id}`)}>{whom?.name ?? 'Visa'}{whom?.age === undefined ? '' : `, ${whom.age} år`}{booking.priority > 0 ? ' (medicinsk förtur)' : ''}</Link>
      {whom?.assess && !booking.doneAt && <> <Tag colour="warning">Att bedöma</Tag></>}
    </>
  );
}

function Free({ slot, place, day: on, needs, service }: { slot: Slot & { taken: number }; place: Place; day: string; needs: readonly string[]; service: string | undefined }) {
  const left = slot.seats - slot.taken;
  if (slot.stopped) return <Tag colour="danger">Stoppad</Tag>;
  return (
    <>
      <DropPlace value={left > 0 ? slot.id : ''} kinds={left > 0 ? slot.kinds.map((kind) => dragKind(slot, kind)) : []}>{service && `${service}: `}{slot.title && `${slot.title}, `}{slot.areas.length > 0 && 'hembesök, '}{left > 0 ? `${left} ledig${left === 1 ? '' : 'a'}` : 'Fullt'}{needs.length > 0 && `, ${needs.join(' och ')}`}</DropPlace>{' '}
      {(left > 0 || slot.overbook > 0) && <Link href={href(`${base}/boka`, { tid: slot.id, plats: place.id, dag: on })} about={formatTime(slot.startsAt, 'sv')}>{left > 0 ? 'Boka' : 'Boka över'}</Link>}
    </>
  );
}

interface Row { key: string; slot: Slot & { taken: number }; booking?: Booking }

/** What may be dragged to a time: who has one of the same service and kind, at home to at home. */
const dragKind = ({ service, areas }: Slot, kind: string) => [service, kind, areas.length ? 'home' : 'here'].join('/');

/** Each time with those who have it, and a row for what is left of those to come. */
function rowsOf(slots: readonly (Slot & { taken: number })[], bookings: readonly Booking[], now: Date): Row[] {
  return slots.flatMap((slot) => {
    const here = bookings.filter((booking) => booking.slotId === slot.id && (!booking.endedAt || booking.endedWhy === 'noShow'));
    const rows: Row[] = here.map((booking) => ({ key: booking.id, slot, booking }));
    const open = slot.endsAt > now && (slot.taken < slot.seats || slot.stopped || slot.overbook > 0 || !here.length);
    return open ? [...rows, { key: slot.id, slot }] : rows;
  });
}

function summary(bookings: readonly Booking[]): string {
  const count = (state: string) => bookings.filter((booking) => stateOf(booking) === state).length;
  return `${bookings.length} ${bookings.length === 1 ? 'bokad' : 'bokade'}: ${count('done')} klara, ${count('arrived')} har kommit, ${count('booked')} väntas, ${count('noShow')} uteblev.`;
}

export function kindName(desk: Desk, service: string, kind: string): string {
  const bookable = desk.services.find((one) => one.service === service);
  return `${bookable?.name ?? service}: ${bookable?.kinds.find(({ id }) => id === kind)?.name ?? kind}`;
}

/** The place that is asked for, otherwise the first. */
export function chosenPlace(desk: Desk, asked: string | undefined): Place | undefined {
  return desk.places.find(({ id }) => asked !== undefined && isUuid(asked) && id === asUuid(asked)) ?? desk.places[0];
}

/** Nothing to show: the unit has no service that is booked, or no place yet. */
export function noPlace(context: RequestContext<Staff>, { services }: Desk) {
  return timesPage(context, {
    title: 'Tider', tab: '', width: 'text',
    children: services.length === 0
      ? <EmptyState heading="Din enhet har ingen tjänst som man bokar tid till" icon="calendar">Här syns tider när en sådan tjänst har publicerats för enheten.</EmptyState>
      : <Section heading="Det finns inga platser än"><Alert><p>En chef lägger till platser och öppettider. Sedan syns tiderna här, och de som behöver dem kan boka.</p>
        {context.who.roles.includes('manager') && <p><Link href={href(`${base}/platser`)}>Lägg till en plats</Link></p>}</Alert></Section>,
  });
}

const mondayOf = (day: string) => addDays(day, 1 - weekdayOf(day));
const shortDay = (day: string) => `${['mån', 'tis', 'ons', 'tor', 'fre', 'lör', 'sön'][weekdayOf(day) - 1]} ${Number(day.slice(8))}/${Number(day.slice(5, 7))}`;

export const dayRoutes = [day, week, byCode];
