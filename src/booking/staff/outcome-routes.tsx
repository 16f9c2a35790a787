import { file, notFound, redirect, route, swedishDay, swedishInstant, none, textOf } from '../../platform/index.ts';
import { outcomeLetter } from '../actions/outcome-documents.ts';
import { recordOutcome, withdrawOutcome } from '../actions/record-outcome.ts';
import { readOutcome } from '../model/outcome-content.ts';
import { addStep, bookingContent } from '../store/bookings.ts';
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
    const { outcome: rule } = bookable;
    if (!rule || booking.endedAt || !(booking.arrivedAt ?? booking.doneAt)) return notFound();
    const today = swedishDay(tx.now);
    const { content, day, errors } = readOutcome(rule, fields, today);
    const asked = rule.assess !== undefined && !await currentOutcome(tx, booking.id);
    const assessed = textOf(fields, 'bedomt') === '1';
    if (asked && !assessed) errors.push({ name: 'bedomt', message: 'Gå igenom svaren med personen först, och markera att du har gjort det.' });
    if (errors.length) return bookingPage(context, opened, { errors, typed: { ...content, datum: day, ...(assessed && { bedomt: '1' }) } });
    if (asked) {
      const { warnings = [] } = await bookingContent(tx, booking.id);
      await addStep(tx, booking, 'assessed', warnings.length ? { note: warnings.join(' ') } : {});
    }
    const written = await recordOutcome(tx, bookable, booking, { content, doneAt: day === today ? tx.now : swedishInstant(day, '12:00'), source: 'staff', staffId: who.staffId, first: textOf(fields, 'rattar') === 'nej' });
    if (!written) return bookingPage(context, opened, { errors: [{ name: 'datum', message: 'Någon annan har just fört in ett resultat. Läs det först, och rätta det bara om det är fel.' }], typed: { ...content, datum: day } });
    return redirect(`${base}/bokning/${booking.id}?gjort=resultat`);
  },
});

const withdraw = route({
  method: 'POST', path: `${base}/bokning/:id/aterkallelse`, access: receivers, audit: none('the withdrawal itself is audited'),
  async handle(context) {
    const opened = await openBooking(context);
    if (!('desk' in opened)) return opened;
    const note = textOf(context.fields, 'varfor', 500);
    if (!note) return bookingPage(context, opened, { errors: [{ name: 'varfor', message: 'Skriv varför det tas tillbaka.' }] });
    const done = await withdrawOutcome(context.tx, opened.bookable, opened.booking, { source: 'staff', note });
    return redirect(`${base}/bokning/${opened.booking.id}${done ? '?gjort=aterkallat' : ''}`);
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

export const outcomeRoutes = [record, withdraw, letter];
