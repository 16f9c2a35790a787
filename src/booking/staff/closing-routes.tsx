import { Button, ConfirmBox, DateField, Form, RadioGroup, Select, TextField, formatDate, href, none, redirect, route, swedishInstant, textOf, type Answer, type FieldError,
  type RequestContext, type Staff } from '../../platform/index.ts';
import { close } from '../actions/close.ts';
import { bookingsAt } from '../store/bookings.ts';
import { slotsAt } from '../store/slots.ts';
import { latestWithdrawals } from '../store/withdrawals.ts';
import { clockOf, isDay, moveOf, moves } from './day-fields.ts';
import { base, deskOf, isAtDesk, planners, timesPage, type Desk } from './frame.ts';
import { first, peopleOf, timesOf } from './words.ts';
import { Withdrawals, withdrawalRoutes } from './withdrawal-routes.tsx';

const ask = route({
  method: 'GET', path: `${base}/stangning`, access: planners, audit: none('an empty form'),
  async handle(context) {
    const desk = await deskOf(context);
    return 'kind' in desk ? desk : closingPage(context, desk, {}, []);
  },
});

type Fields = Readonly<Record<string, string>>;

async function closingPage(context: RequestContext<Staff>, desk: Desk, typed: Fields, errors: readonly FieldError[]): Promise<Answer> {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return timesPage(context, {
    title: 'Stäng en plats', tab: '/stangning', errors, width: 'text',
    children: (
      <>
        <Form action={href(`${base}/stangning`)}>
          <Select name="plats" label="Plats" value={typed['plats']} error={error('plats')} options={desk.places.map(({ id, name }) => ({ value: id, label: name }))} />
          <DateField name="dag" label="Första dagen" value={typed['dag'] ?? desk.today} error={error('dag')} /><TextField name="fran" label="Från kl." value={typed['fran'] ?? '00:00'} size={6} error={error('fran')} />
          <DateField name="sistadag" label="Sista dagen" value={typed['sistadag'] ?? desk.today} error={error('sistadag')} /><TextField name="till" label="Till kl." value={typed['till'] ?? '23:59'} size={6} error={error('till')} />
          <TextField name="anledning" label="Anledning" hint="Syns bara för personalen." value={typed['anledning']} error={error('anledning')} />
          <RadioGroup name="flytta" label="De som redan har en tid" value={typed['flytta'] ?? 'samePlace'} choices={moves} />
          <Button>Fortsätt</Button>
        </Form>
        <Withdrawals desk={desk} rows={await latestWithdrawals(context.tx, desk.authorityId, 10)} />
      </>
    ),
  });
}

const doClose = route({
  method: 'POST', path: `${base}/stangning`, access: planners, audit: none('the closing itself is audited'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { tx, fields } = context;
    const text = (name: string) => textOf(fields, name, 200);
    const typed = Object.fromEntries(['plats', 'dag', 'fran', 'sistadag', 'till', 'anledning', 'flytta'].map((name) => [name, text(name)]));
    const place = desk.places.find(({ id }) => id === text('plats'));
    const [from, until] = [clockOf(text('fran')), clockOf(text('till'))];
    const errors: FieldError[] = [
      ...(place ? [] : [{ name: 'plats', message: 'Välj plats.' }]), ...(from ? [] : [{ name: 'fran', message: 'Skriv klockslaget som 08:00.' }]), ...(until ? [] : [{ name: 'till', message: 'Skriv klockslaget som 16:00.' }]),
      ...(isDay(text('dag')) ? [] : [{ name: 'dag', message: 'Skriv dagen som 2026-11-24.' }]), ...(isDay(text('sistadag')) && text('sistadag') >= text('dag') ? [] : [{ name: 'sistadag', message: 'Den sista dagen kan inte vara före den första.' }]),
      ...(text('anledning') ? [] : [{ name: 'anledning', message: 'Skriv varför ni stänger.' }]),
    ];
    if (!place || !from || !until || errors.length) return closingPage(context, desk, typed, errors);
    const [fromAt, untilAt] = [swedishInstant(text('dag'), from), swedishInstant(text('sistadag'), until)];
    if (untilAt <= fromAt) return closingPage(context, desk, typed, [{ name: 'till', message: 'Sluttiden måste vara efter starttiden.' }]);
    const moveTo = moveOf(text('flytta'));
    if (text('bekraftat') !== '1') {
      const slots = (await slotsAt(tx, place.id, text('dag'), text('sistadag'))).filter(({ startsAt, endsAt, service }) => startsAt < untilAt && endsAt > fromAt && startsAt > tx.now && isAtDesk(desk, service));
      const count = (await bookingsAt(tx, slots.map(({ id }) => id))).filter(({ endedAt, doneAt, arrivedAt }) => !endedAt && !doneAt && !arrivedAt).length;
      return timesPage(context, {
        title: 'Stäng en plats', tab: '/stangning', width: 'text',
        children: <ConfirmBox heading={`Stänga ${place.name}?`} danger confirm="Stäng" action={href(`${base}/stangning`)} cancel={href(`${base}/stangning`)} hidden={{ ...typed, bekraftat: '1' }} consequences={[
          `${first(timesOf(slots.length))} stoppas, från ${formatDate(text('dag'), 'sv')} kl. ${from} till ${formatDate(text('sistadag'), 'sv')} kl. ${until}.`,
          ...(count ? [`${first(peopleOf(count))} har bokat. ${moves.find(({ value }) => value === moveTo)!.label}.`, 'Alla som berörs får ett meddelande. Det går inte att ångra.'] : ['Ingen har bokat än.']),
        ]} />,
      });
    }
    const id = await close(tx, { authorityId: desk.authorityId, placeId: place.id, fromAt, untilAt, reason: text('anledning'), moveTo, services: desk.services.map(({ service }) => service) });
    return redirect(`${base}/indragning/${id}`);
  },
});

export const closingRoutes = [ask, doClose, ...withdrawalRoutes];
