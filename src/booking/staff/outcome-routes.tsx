import { file, notFound, redirect, route, swedishDay, swedishInstant } from '../../platform/index.ts';
import { outcomeLetter } from '../actions/outcome-documents.ts';
import { recordOutcome } from '../actions/record-outcome.ts';
import { readOutcome } from '../model/outcome-content.ts';
import { currentOutcome } from '../store/outcomes.ts';
import { bookingPage } from './booking-page.tsx';
import { base, receivers } from './frame.ts';
import { openBooking } from './opened.ts';

const record = route({
  method: 'POST', path: `${base}/bokning/:id/resultat`, access: receivers, audit: 'booking.outcomeGiven',
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const { booking, bookable } = opened;
    const { tx, fields, who } = context;
    if (!bookable.outcome || booking.endedAt || !(booking.arrivedAt ?? booking.doneAt)) return notFound();
    const today = swedishDay(tx.now);
    const { content, day, errors } = readOutcome(bookable.outcome, fields, today);
    if (errors.length) return bookingPage(context, opened, { errors, typed: { ...content, datum: day } });
    await recordOutcome(tx, bookable, booking, { content, doneAt: day === today ? tx.now : swedishInstant(day, '12:00'), source: 'staff', staffId: who.staffId });
    return redirect(`${base}/bokning/${booking.id}?gjort=resultat`);
  },
});

const letter = route({
  method: 'GET', path: `${base}/bokning/:id/brev.pdf`, access: receivers, audit: 'booking.letterMade',
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const outcome = await currentOutcome(context.tx, opened.booking.id);
    if (!outcome) return notFound();
    const made = await outcomeLetter(context.tx, opened.booking, outcome, opened.booking.language);
    return made ? file(made, 'application/pdf', { name: 'resultat.pdf', inline: true }) : { kind: 'error', status: 503 };
  },
});

export const outcomeRoutes = [record, letter];
