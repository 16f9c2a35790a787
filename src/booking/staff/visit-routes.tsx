import { allOf, none, notFound, redirect, route, textOf, type FieldError } from '../../platform/index.ts';
import { cancel } from '../actions/cancel.ts';
import { arrive, takeBackArrival, takeSample } from '../actions/visit.ts';
import { identityCheck } from '../model/identity-check.ts';
import { sampleNumber } from '../model/sample-number.ts';
import { stateOf } from '../model/state.ts';
import { addStep } from '../store/bookings.ts';
import { currentOutcome } from '../store/outcomes.ts';
import { bookingPage } from './booking-page.tsx';
import { base, receivers } from './frame.ts';
import { act, openBooking } from './opened.ts';

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
    const { tx, fields } = context;
    const how = textOf(fields, 'hur');
    const check = identityCheck(allOf(fields, 'fragor'), textOf(fields, 'kontroll', 300));
    const errors: FieldError[] = how !== 'told' && how !== 'letter' ? [{ name: 'hur', message: 'Välj hur resultatet lämnades.' }]
      : how === 'told' && !check ? [{ name: 'fragor', message: 'Välj minst två saker som stämde. Ett resultat lämnas aldrig på telefon utan det.' }] : [];
    if (errors.length) return bookingPage(context, opened, { errors, typed: { hur: how } });
    if (!await currentOutcome(tx, opened.booking.id)) return notFound();
    await addStep(tx, opened.booking, how, how === 'told' && check ? { note: check } : {});
    return redirect(`${base}/bokning/${opened.booking.id}?gjort=lamnat`);
  },
});

export const visitRoutes = [arrival, absence, sample, told];
