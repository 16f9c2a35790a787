import { z } from 'zod';
import { Alert, Button, ConfirmBox, DateField, Form, NumberField, RadioGroup, Section, Select, TextField, formatDate, href, none, redirect, route, textOf, type Answer, type FieldError,
  type RequestContext, type Staff } from '../../platform/index.ts';
import { cutSupply, reopen } from '../actions/close.ts';
import { bookingsAt } from '../store/bookings.ts';
import { slotsAt } from '../store/slots.ts';
import { isDay, moveOf, moves } from './day-fields.ts';
import { base, deskOf, planners, timesPage, type Desk } from './frame.ts';
import { first, peopleOf, timesOf } from './words.ts';

const query = z.object({ oppnade: z.coerce.number().int().min(0).optional().catch(undefined) });

type Fields = Readonly<Record<string, string>>;

const askCut = route({
  method: 'GET', path: `${base}/leverans`, access: planners, audit: none('an empty form'), query,
  async handle(context) {
    const desk = await deskOf(context);
    const { oppnade } = context.query;
    return 'kind' in desk ? desk : cutPage(context, desk, {}, [], oppnade === undefined ? undefined : `${first(timesOf(oppnade))} är ${oppnade === 1 ? 'öppen' : 'öppna'} igen. De som väntar får frågan först.`);
  },
});

function cutPage(context: RequestContext<Staff>, desk: Desk, typed: Fields, errors: readonly FieldError[], done?: string): Answer {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return timesPage(context, {
    title: 'Minska en dag: det räcker inte till alla', tab: '/leverans', errors, width: 'text', ...(done && { done }),
    children: (
      <>
        <Alert><p>Dagens lediga tider pausas genast. De som bokade sist får sin tid flyttad eller inställd. De som har medicinsk förtur behåller sin. Alla får ett meddelande.</p></Alert>
        <Form action={href(`${base}/leverans`)}>
          <Select name="plats" label="Plats" value={typed['plats']} error={error('plats')} options={desk.places.map(({ id, name }) => ({ value: id, label: name }))} />
          <Select name="tjanst" label="Tjänst" value={typed['tjanst']} error={error('tjanst')} options={desk.services.map(({ service, name }) => ({ value: service, label: name }))} />
          <DateField name="dag" label="Dag" value={typed['dag'] ?? desk.today} error={error('dag')} />
          <NumberField name="racker" label="Så många räcker det till" hint="De som har kommit räknas inte." value={typed['racker']} error={error('racker')} />
          <RadioGroup name="flytta" label="De som inte får plats" value={typed['flytta'] ?? 'anyPlace'} choices={moves} />
          <Button>Fortsätt</Button>
        </Form>
        <Section heading="Räcker det ändå? Öppna igen">
          <Form action={href(`${base}/leverans/oppna`)} inline label="Öppna en dags tider igen">
            <Select name="oppnaPlats" label="Plats" value={typed['plats']} options={desk.places.map(({ id, name }) => ({ value: id, label: name }))} />
            <Select name="oppnaTjanst" label="Tjänst" value={typed['tjanst']} options={desk.services.map(({ service, name }) => ({ value: service, label: name }))} />
            <TextField name="oppnaDag" label="Dag" value={typed['dag'] ?? desk.today} size={12} />
            <Button kind="secondary">Öppna dagens pausade tider</Button>
          </Form>
        </Section>
      </>
    ),
  });
}

const doReopen = route({
  method: 'POST', path: `${base}/leverans/oppna`, access: planners, audit: none('the opening itself is audited'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const text = (name: string) => textOf(context.fields, name, 200);
    const [place, bookable] = [desk.places.find(({ id }) => id === text('oppnaPlats')), desk.services.find(({ service }) => service === text('oppnaTjanst'))];
    if (!place || !bookable || !isDay(text('oppnaDag'))) return cutPage(context, desk, {}, [{ name: 'oppnaPlats', message: 'Välj plats, tjänst och dag att öppna igen.' }]);
    return redirect(`${base}/leverans?oppnade=${await reopen(context.tx, { authorityId: desk.authorityId, placeId: place.id, service: bookable.service, day: text('oppnaDag') })}`);
  },
});

const doCut = route({
  method: 'POST', path: `${base}/leverans`, access: planners, audit: none('the cut itself is audited'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { tx, fields } = context;
    const text = (name: string) => textOf(fields, name, 200);
    const typed = Object.fromEntries(['plats', 'tjanst', 'dag', 'racker', 'flytta'].map((name) => [name, text(name)]));
    const [place, bookable, enough] = [desk.places.find(({ id }) => id === text('plats')), desk.services.find(({ service }) => service === text('tjanst')), Number(text('racker'))];
    const errors: FieldError[] = [
      ...(place ? [] : [{ name: 'plats', message: 'Välj plats.' }]), ...(bookable ? [] : [{ name: 'tjanst', message: 'Välj tjänst.' }]), ...(isDay(text('dag')) ? [] : [{ name: 'dag', message: 'Skriv dagen som 2026-11-24.' }]),
      ...(text('racker') !== '' && Number.isInteger(enough) && enough >= 0 ? [] : [{ name: 'racker', message: 'Skriv ett antal, 0 eller mer.' }]),
    ];
    if (!place || !bookable || errors.length) return cutPage(context, desk, typed, errors);
    const moveTo = moveOf(text('flytta'));
    if (text('bekraftat') !== '1') {
      const slots = (await slotsAt(tx, place.id, text('dag'), text('dag'))).filter(({ service, startsAt }) => service === bookable.service && startsAt > tx.now);
      const count = (await bookingsAt(tx, slots.map(({ id }) => id))).filter(({ endedAt, doneAt, arrivedAt }) => !endedAt && !doneAt && !arrivedAt).length;
      return timesPage(context, {
        title: 'Minska en dag', tab: '/leverans', width: 'text',
        children: <ConfirmBox heading={`${place.name} ${formatDate(text('dag'), 'sv')}: det räcker till ${enough} av ${count}`} danger confirm="Genomför" action={href(`${base}/leverans`)} cancel={href(`${base}/leverans`)} hidden={{ ...typed, bekraftat: '1' }}
          consequences={[`${first(timesOf(slots.length))} pausas: ingen ny kan boka.`, ...(count > enough ? [
            `${first(peopleOf(count - enough))} förlorar sin tid. Först den som bokade sist, och ingen med medicinsk förtur så länge det finns andra.`,
            `${moves.find(({ value }) => value === moveTo)!.label}.`, 'Alla som berörs får ett meddelande. Det går inte att ångra.',
          ] : ['Ingen som har bokat förlorar sin tid.'])]} />,
      });
    }
    const id = await cutSupply(tx, { authorityId: desk.authorityId, placeId: place.id, service: bookable.service, day: text('dag'), enough, moveTo });
    return redirect(`${base}/indragning/${id}`);
  },
});

export const cutRoutes = [askCut, doCut, doReopen];
