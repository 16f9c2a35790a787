import { z } from 'zod';
import { findOrganisation, listAuthorities } from '../../organisation/index.ts';
import { file, formatDateTime, formatDateWithWeekday, formatTime, notFound, renderPdf, route, type Answer, type RequestContext, type Staff, PrintLink, Table, EmptyState, href } from '../../platform/index.ts';
import { bookingContent, bookingsAt, type Booking } from '../store/bookings.ts';
import { slotsAt } from '../store/slots.ts';
import { chosenPlace, kindName } from './day-routes.tsx';
import { base, deskOf, isAtDesk, receivers, timesPage, type Desk } from './frame.ts';
import { whomOf } from './who.ts';

const query = z.object({ plats: z.string().max(60).optional().catch(undefined), dag: z.iso.date().optional().catch(undefined) });
const headings = ['Tid', 'Namn', 'Personnummer', 'Telefon', 'Gäller', 'Kod', 'Att bedöma', 'Klart'] as const;

interface Lines { desk: Desk; place: string; placeId: string; day: string; rows: string[][] }

/** Everybody who has a time at a place on a day, as it stands on paper: enough to work by when the systems are down. */
async function linesOf(context: RequestContext<Staff, unknown, z.infer<typeof query>>): Promise<Lines | Answer> {
  const desk = await deskOf(context);
  if ('kind' in desk) return desk;
  const { tx, query: { plats, dag } } = context;
  const place = chosenPlace(desk, plats);
  if (!place) return notFound();
  const day = dag ?? desk.today;
  const slots = (await slotsAt(tx, place.id, day, day)).filter(({ service }) => isAtDesk(desk, service));
  const bookings = (await bookingsAt(tx, slots.map(({ id }) => id))).filter(({ endedAt }) => !endedAt);
  const who = await whomOf(tx, bookings);
  const rows: string[][] = [];
  for (const booking of bookings) {
    const whom = who.get(booking.id)!;
    rows.push([formatTime(booking.startsAt, 'sv'), whom.name, whom.number, whom.phone, kindName(desk, booking.service, booking.kind), booking.code, await toAssess(context, booking), booking.doneAt ? 'Ja' : '']);
  }
  context.about({ authorityId: desk.authorityId, detail: { place: place.id, day, bookings: rows.length } });
  return { desk, place: place.name, placeId: place.id, day, rows };
}

async function toAssess({ tx }: Pick<RequestContext, 'tx'>, booking: Booking): Promise<string> {
  const { warnings = [], declared } = await bookingContent(tx, booking.id);
  return declared ? warnings.join(' ') : 'Har inte svarat på frågorna.';
}

const paper = route({
  method: 'GET', path: `${base}/lista`, access: receivers, audit: 'booking.listMade', query,
  async handle(context) {
    const lines = await linesOf(context);
    if (!('rows' in lines)) return lines;
    return timesPage(context, {
      title: `${lines.place}, ${formatDateWithWeekday(lines.day, 'sv')}`, above: 'Lista att skriva ut', crumbs: [{ label: 'Dagen', href: href(base, { plats: lines.placeId, dag: lines.day }) }],
      children: (
        <>
          <p>Skriv ut eller spara listan innan dagen börjar. Då kan ni ta emot också om systemen ligger nere. För in efteråt vad som har gjorts. Utskriven {formatDateTime(context.now, 'sv')}.</p>
          <PrintLink href={href(`${base}/lista.pdf`, { plats: lines.placeId, dag: lines.day })}>Spara som PDF</PrintLink>
          <Table caption="Bokade" captionHidden rows={lines.rows} rowKey={(row) => `${row[0]}${row[5]}`} empty={<EmptyState heading="Ingen har bokat" />}
            columns={headings.map((heading, index) => ({ key: heading, heading, cell: (row: string[]) => row[index], ...(index === 0 && { rowHeading: true, nowrap: true }) }))} />
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
        paragraphs: ['Innehåller uppgifter om hälsa. Förvara listan inlåst och förstör den när allt är infört.'],
        columns: headings.map((label) => ({ label })), rows: lines.rows,
      },
    });
    return made.ok ? file(made.bytes, 'application/pdf', { name: `tider-${lines.day}.pdf` }) : { kind: 'error', status: 503 };
  },
});

export const listRoutes = [paper, pdf];
