import { z } from 'zod';
import { Alert, Button, Buttons, EmptyState, Form, Link, LinkButton, Table, allOf, asUuid, file, formatDateTime, href, isUuid, none, notFound, redirect, route } from '../../platform/index.ts';
import { reminderLetters } from '../actions/reminder-letter.ts';
import { addStep } from '../store/bookings.ts';
import { lettersToPrint, markPrinted } from '../store/letters.ts';
import { kindName } from './day-routes.tsx';
import { base, deskOf, receivers, timesPage } from './frame.ts';
import { whomOf } from './who.ts';

const path = `${base}/brev`;
/** Letters printed in one press. */
const most = 200;

const list = route({
  method: 'GET', path, access: receivers, audit: 'booking.lettersListed', query: z.object({ klara: z.coerce.number().int().min(0).optional().catch(undefined) }),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { klara } = context.query;
    const bookings = await lettersToPrint(context.tx, desk.authorityId, desk.services.map(({ service }) => service), most);
    const who = await whomOf(context.tx, bookings);
    context.about({ authorityId: desk.authorityId, detail: { letters: bookings.length } });
    return timesPage(context, {
      title: 'Brev att skriva ut', tab: '/brev', ...(klara !== undefined && { done: klara === 1 ? 'Ett brev är avprickat.' : `${klara} brev är avprickade.` }),
      children: (
        <>
          <p>Påminnelser till dem som varken nås av e-post eller sms. Skriv ut, lägg breven på posten i dag och pricka av dem. Den som har skyddade personuppgifter står med sin kod: skicka det brevet genom Skatteverkets förmedling.</p>
          {bookings.length > 0 && <Buttons><LinkButton icon="print" href={href(`${path}.pdf`)}>Skriv ut alla (PDF)</LinkButton></Buttons>}
          {bookings.length === most && <Alert><p>Här visas de {most} som är mest bråttom. Pricka av dem, så visas nästa.</p></Alert>}
          <Table caption="Den närmaste tiden först" captionHidden rows={bookings} rowKey={({ id }) => id} empty={<EmptyState heading="Inga brev att skriva ut" icon="print">Breven görs varje morgon, så många dagar före tiden som tjänsten säger.</EmptyState>} columns={[
            { key: 'when', heading: 'Tid', rowHeading: true, nowrap: true, cell: ({ startsAt }) => formatDateTime(startsAt, 'sv') },
            { key: 'who', heading: 'Vem', cell: ({ id, code }) => <Link href={href(`${base}/bokning/${id}`)}>{who.get(id)?.protected ? `Skyddade personuppgifter, ${code}` : who.get(id)?.name ?? code}</Link> },
            { key: 'address', heading: 'Adress', cell: ({ id }) => (who.get(id)?.protected ? 'Förmedlas' : who.get(id)?.address?.join(', ') ?? 'Saknas: ring') },
            { key: 'what', heading: 'Gäller', cell: ({ service, kind }) => kindName(desk, service, kind) },
          ]} />
          {bookings.length > 0 && (
            <Form action={href(`${path}/avprickning`)}>
              {bookings.map(({ id }) => <input key={id} type="hidden" name="bokning" value={id} />)}
              <Button kind="secondary" icon="check">Pricka av {bookings.length === 1 ? 'brevet' : `de ${bookings.length} breven`}: de är utskrivna</Button>
            </Form>
          )}
        </>
      ),
    });
  },
});

const print = route({
  method: 'GET', path: `${path}.pdf`, access: receivers, audit: 'booking.lettersMade',
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const bookings = await lettersToPrint(context.tx, desk.authorityId, desk.services.map(({ service }) => service), most);
    if (!bookings.length) return notFound();
    context.about({ authorityId: desk.authorityId, detail: { letters: bookings.length } });
    const made = await reminderLetters(context.tx, bookings);
    return made ? file(made, 'application/pdf', { name: 'brev.pdf', inline: true }) : { kind: 'error', status: 503 };
  },
});

const tick = route({
  method: 'POST', path: `${path}/avprickning`, access: receivers, audit: none('each letter stands in the history of its booking'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { tx, who, fields } = context;
    const asked = new Set(allOf(fields, 'bokning').filter(isUuid).map(asUuid));
    const bookings = (await lettersToPrint(tx, desk.authorityId, desk.services.map(({ service }) => service), most)).filter(({ id }) => asked.has(id));
    const printed = await markPrinted(tx, bookings.map(({ id }) => id), who.staffId);
    for (const booking of bookings) {
      if (!printed.has(booking.id)) continue;
      await addStep(tx, booking, 'reminderLetter');
      tx.audit({ event: 'booking.letterPrinted', dossierId: booking.id, authorityId: booking.authorityId, ...(booking.personId && { subjectId: booking.personId }) });
    }
    return redirect(href(path, { klara: printed.size }));
  },
});

export const letterRoutes = [list, print, tick];
