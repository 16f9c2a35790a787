import { z } from 'zod';
import { findOrganisation, listAuthorities } from '../../organisation/index.ts';
import { file, formatDateTime, formatDateWithWeekday, formatTime, notFound, renderPdf, route, type Answer, type RequestContext, type Staff, PrintLink, Table, EmptyState, href } from '../../platform/index.ts';
import { alongTheRoad, type Home } from '../model/home.ts';
import { bookingContents, bookingsAt, type Booking, type BookingContent } from '../store/bookings.ts';
import { slotsAt } from '../store/slots.ts';
import { chosenPlace, kindName } from './day-routes.tsx';
import { base, deskOf, isAtDesk, receivers, timesPage, type Desk } from './frame.ts';
import { whomOf } from './who.ts';

const query = z.object({ plats: z.string().max(60).optional().catch(undefined), dag: z.iso.date().optional().catch(undefined) });
const headings = ['Tid', 'Namn', 'Personnummer', 'Telefon', 'Gäller', 'Kod', 'Att bedöma', 'Klart'] as const;
/** Of visits at home the list is the way one drives. */
const homeHeadings = ['Tid', 'Adress', ...headings.slice(1)] as const;

interface Lines { desk: Desk; place: string; placeId: string; day: string; headings: readonly string[]; rows: string[][] }

/** Everybody who has a time at a place on a day, as it stands on paper: enough to work by when the systems are down. Visits at home come along the road. */
async function linesOf(context: RequestContext<Staff, unknown, z.infer<typeof query>>): Promise<Lines | Answer> {
  const desk = await deskOf(context);
  if ('kind' in desk) return desk;
  const { tx, query: { plats, dag } } = context;
  const place = chosenPlace(desk, plats);
  if (!place) return notFound();
  const day = dag ?? desk.today;
  const slots = new Map((await slotsAt(tx, place.id, day, day)).filter(({ service }) => isAtDesk(desk, service)).map((slot) => [slot.id, slot]));
  const bookings = (await bookingsAt(tx, [...slots.keys()])).filter(({ endedAt }) => !endedAt);
  const [who, contents] = [await whomOf(tx, bookings), await bookingContents(tx, bookings.map(({ id }) => id))];
  const homeOf = ({ id, slotId }: Booking) => (slots.get(slotId)?.areas.length ? contents.get(id)?.home : undefined);
  const anyHome = bookings.some((booking) => homeOf(booking));
  const rows = inOrder(bookings, homeOf).map((booking) => {
    const [whom, content, home, title] = [who.get(booking.id)!, contents.get(booking.id)!, homeOf(booking), slots.get(booking.slotId)?.title];
    const where = whom.protected ? 'Se bokningen' : home ? [home.street, `${home.postcode} ${home.city}`, home.way].filter(Boolean).join(', ') : place.name;
    return [formatTime(booking.startsAt, 'sv'), ...(anyHome ? [where] : []), whom.name, whom.number, whom.phone, [title, kindName(desk, booking.service, booking.kind)].filter(Boolean).join(': '), booking.code,
      toAssess(content), booking.doneAt ? 'Ja' : ''];
  });
  context.about({ authorityId: desk.authorityId, detail: { place: place.id, day, bookings: rows.length } });
  return { desk, place: place.name, placeId: place.id, day, headings: anyHome ? homeHeadings : headings, rows };
}

/** By time; of visits at home that begin together, along the road. */
function inOrder(bookings: readonly Booking[], homeOf: (booking: Booking) => Home | undefined): Booking[] {
  return [...bookings].sort((a, b) => {
    const [here, there] = [homeOf(a), homeOf(b)];
    return a.startsAt.getTime() - b.startsAt.getTime() || (here && there ? alongTheRoad(here, there) : 0);
  });
}

const toAssess = ({ warnings = [], declared }: BookingContent): string => (declared ? warnings.join(' ') : 'Har inte svarat på frågorna.');

const paper = route({
  method: 'GET', path: `${base}/lista`, access: receivers, audit: 'booking.listMade', query,
  async handle(context) {
    const lines = await linesOf(context);
    if (!('rows' in lines)) return lines;
    return timesPage(context, {
      title: `${lines.place}, ${formatDateWithWeekday(lines.day, 'sv')}`, above: 'Lista att skriva ut', crumbs: [{ label: 'Dagen', href: href(base, { plats: lines.placeId, dag: lines.day }) }],
      children: (
        <>
          <p>Skriv ut eller spara listan innan dagen börjar. Då kan ni ta emot också om systemen ligger nere. Den som bokar senare har en kod att visa: skriv upp tid, namn och kod. För in efteråt vad som har gjorts. Utskriven {formatDateTime(context.now, 'sv')}.</p>
          <PrintLink href={href(`${base}/lista.pdf`, { plats: lines.placeId, dag: lines.day })}>Spara som PDF</PrintLink>
          <Table caption="Bokade" captionHidden rows={lines.rows} rowKey={(row) => row.join()} empty={<EmptyState heading="Ingen har bokat" />}
            columns={lines.headings.map((heading, index) => ({ key: heading, heading, cell: (row: string[]) => row[index], ...(index === 0 && { rowHeading: true, nowrap: true }) }))} />
        </>
      ),
    });
  },
});

const pdf = route({
  method: 'GET', path: `${base}/lista.pdf`, access: receivers, audit: 'booking.listMade', query,
  async handle(context) {
    const lines = await linesOf(context);
    if (!('rows' in lines)) return lines;
    const { tx } = context;
    const organisation = (await findOrganisation(tx))!;
    const authority = (await listAuthorities(tx)).find(({ id }) => id === lines.desk.authorityId);
    const heading = `${lines.place}, ${formatDateWithWeekday(lines.day, 'sv')}`;
    const made = await renderPdf({
      template: { files: {}, main: 'register.typ' }, standard: 'ua-1', language: 'sv', title: heading, at: context.now,
      data: {
        organisation: { name: organisation.name, unit: authority?.name ?? '', color: organisation.facts.theme.primary }, heading, made: formatDateTime(context.now, 'sv'),
        paragraphs: [
          'Innehåller uppgifter om hälsa. Förvara listan inlåst och förstör den när allt är infört.',
          'Den som har bokat efter utskriften står inte här, men har en kod att visa. Skriv upp tid, namn och kod.',
        ],
        columns: lines.headings.map((label) => ({ label })), rows: lines.rows,
      },
    });
    return made.ok ? file(made.bytes, 'application/pdf', { name: `tider-${lines.day}.pdf` }) : { kind: 'error', status: 503 };
  },
});

export const listRoutes = [paper, pdf];
