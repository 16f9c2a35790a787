import { z } from 'zod';
import { listClosures } from '../../organisation/index.ts';
import { Button, CheckboxGroup, ConfirmBox, DateField, EmptyState, Form, RadioGroup, Section, Select, Table, TextField, allOf, formatDateWithWeekday, formatNumber, href, none, redirect, route,
  textOf, type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { consequencesOf, setSpecialDay } from '../actions/special-day.ts';
import { openingsOf, type Opening } from '../store/openings.ts';
import { specialDaysFrom } from '../store/special-days.ts';
import { base, deskOf, planners, timesPage, type Desk } from './frame.ts';
import { clockOf, isDay, moveOf, moves } from './day-fields.ts';
import { weekdayNames } from './words.ts';

const path = `${base}/andra-tider`;

const ask = route({
  method: 'GET', path, access: planners, audit: none('hours of places say nothing of anyone'), query: z.object({ nya: z.coerce.number().int().min(0).optional().catch(undefined), dag: z.iso.date().optional().catch(undefined) }),
  async handle(context) {
    const desk = await deskOf(context);
    const { nya, dag } = context.query;
    return 'kind' in desk ? desk : dayPage(context, desk, {}, [], nya === undefined ? undefined : `Klart. ${formatNumber(nya, 'sv')} nya tider är utlagda${dag ? ` ${formatDateWithWeekday(dag, 'sv')}` : ''}.`);
  },
});

async function dayPage(context: RequestContext<Staff>, desk: Desk, typed: RequestContext['fields'], errors: readonly FieldError[], done?: string): Promise<Answer> {
  const { tx } = context;
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const said = (name: string) => textOf(typed, name) || undefined;
  const [special, closures, rules] = [await specialDaysFrom(tx, desk.today, desk.authorityId), await listClosures(tx, desk.today), await rulesOf(context, desk)];
  const placeName = (id: string) => desk.places.find((place) => place.id === id)?.name ?? '';
  return timesPage(context, {
    title: 'En dag med andra tider', tab: '/andra-tider', errors, ...(done && { done }), width: 'text',
    children: (
      <>
        <p>Stäng tidigare, öppna senare, öppna extra en lördag eller en röd dag. Andra dagar påverkas inte.</p>
        <Form action={href(path)} label="En dag med andra tider">
          <Select name="plats" label="Plats" value={said('plats')} error={error('plats')} options={desk.places.map(({ id, name }) => ({ value: id, label: name }))} />
          <DateField name="dag" label="Dag" value={said('dag')} error={error('dag')} />
          <TextField name="fran" label="Öppnar kl." value={said('fran') ?? '08:00'} size={6} error={error('fran')} /><TextField name="till" label="Stänger kl." value={said('till') ?? '12:00'} size={6} error={error('till')} />
          <TextField name="anledning" label="Anledning" hint="Syns bara för personalen." value={said('anledning')} error={error('anledning')} />
          {rules.length > 0 && <CheckboxGroup name="regler" label="Lägg ut fler tider den dagen" hint="Behövs när ni öppnar extra eller längre. Tider som redan finns inom öppettiden är kvar." optional values={allOf(typed, 'regler')} error={error('regler')}
            choices={rules.map((rule) => ({ value: rule.id, label: `${placeName(rule.placeId)}: ${ruleName(desk, rule)}` }))} />}
          <RadioGroup name="flytta" label="De som har en tid utanför öppettiden" value={said('flytta') ?? 'samePlace'} choices={moves} />
          <Button>Fortsätt</Button>
        </Form>
        <Section heading="Dagar som är ändrade">
          <Table caption="Ändrade dagar" captionHidden rows={special} rowKey={({ placeId, day }) => placeId + day} empty={<EmptyState heading="Inga dagar är ändrade" icon="calendar" />} columns={[
            { key: 'day', heading: 'Dag', rowHeading: true, cell: ({ day }) => formatDateWithWeekday(day, 'sv') }, { key: 'place', heading: 'Plats', cell: ({ placeId }) => placeName(placeId) },
            { key: 'hours', heading: 'Öppet', nowrap: true, cell: ({ opens, closes }) => `${opens}–${closes}` }, { key: 'why', heading: 'Anledning', cell: ({ reason }) => reason },
          ]} />
        </Section>
        {closures.length > 0 && (
          <Section heading="Dagar då hela organisationen har stängt">
            <p>De här dagarna läggs inga tider ut, och inte heller på röda dagar. Öppnar ni ändå skriver ni dagen ovan.</p>
            <ul class="ds-list">{closures.slice(0, 12).map(({ date, from, to }) => <li key={date}>{formatDateWithWeekday(date, 'sv')}{from && to ? `, öppet ${from}–${to}` : ', stängt'}</li>)}</ul>
          </Section>
        )}
      </>
    ),
  });
}

const change = route({
  method: 'POST', path, access: planners, audit: none('the change itself is audited'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { tx, fields } = context;
    const text = (name: string) => textOf(fields, name, 200);
    const place = desk.places.find(({ id }) => id === text('plats'));
    const [day, opens, closes, moveTo] = [text('dag'), clockOf(text('fran')), clockOf(text('till')), moveOf(text('flytta'))];
    const chosen = (await rulesOf(context, desk)).filter(({ id }) => allOf(fields, 'regler').includes(id));
    const errors: FieldError[] = [
      ...(place ? [] : [{ name: 'plats', message: 'Välj plats.' }]), ...(isDay(day) && day >= desk.today ? [] : [{ name: 'dag', message: 'Skriv en dag som kommer, till exempel 2026-12-23.' }]),
      ...(opens ? [] : [{ name: 'fran', message: 'Skriv klockslaget som 08:00.' }]), ...(closes ? [] : [{ name: 'till', message: 'Skriv klockslaget som 16:00.' }]),
      ...(opens && closes && closes <= opens ? [{ name: 'till', message: 'Stängningen måste vara efter öppningen.' }] : []), ...(text('anledning') ? [] : [{ name: 'anledning', message: 'Skriv varför dagen är annorlunda.' }]),
      ...(place && chosen.some(({ placeId }) => placeId !== place.id) ? [{ name: 'regler', message: `Välj bara tider för ${place.name}.` }] : []),
      ...(isDay(day) && chosen.some(({ fromDay, untilDay }) => day < fromDay || day > untilDay) ? [{ name: 'regler', message: 'En av reglerna har inte börjat gälla den dagen, eller har slutat.' }] : []),
    ];
    if (!place || !opens || !closes || errors.length) return dayPage(context, desk, fields, errors);
    const wish = { authorityId: desk.authorityId, placeId: place.id, day, opens, closes, openings: chosen.map(({ id }) => id), reason: text('anledning'), services: desk.services.map(({ service }) => service) };
    if (text('bekraftat') !== '1') {
      const { stops, people } = await consequencesOf(tx, wish);
      return timesPage(context, {
        title: 'En dag med andra tider', tab: '/andra-tider', width: 'text',
        children: <ConfirmBox heading={`${place.name}, ${formatDateWithWeekday(day, 'sv')}: öppet ${opens}–${closes}`} danger={people > 0} confirm="Ändra dagen" action={href(path)} cancel={href(path)}
          hidden={{ plats: place.id, dag: day, fran: opens, till: closes, anledning: wish.reason, flytta: moveTo, bekraftat: '1' }} consequences={[
            stops ? `${stops === 1 ? 'En tid' : `${formatNumber(stops, 'sv')} tider`} ligger utanför och stoppas.` : 'Inga tider ligger utanför.',
            ...(people ? [`${people === 1 ? 'En person' : `${formatNumber(people, 'sv')} personer`} har en av dem. ${moves.find(({ value }) => value === moveTo)!.label}. Alla får ett meddelande. Det går inte att ångra.`] : []),
            chosen.length ? `Nya tider läggs ut enligt: ${chosen.map((rule) => ruleName(desk, rule)).join('; ')}.` : 'Inga nya tider läggs ut.',
          ]}>{wish.openings.map((id) => <input key={id} type="hidden" name="regler" value={id} />)}</ConfirmBox>,
      });
    }
    const { made, withdrawals } = await setSpecialDay(tx, { ...wish, moveTo });
    // What must be followed is those who lose a time; the day itself stands in the list.
    return redirect(withdrawals[0] ? `${base}/indragning/${withdrawals[0]}` : href(path, { nya: made, dag: day }));
  },
});

/** Rules that may lay out times: those that have not been ended, of the reader's own services. */
async function rulesOf({ tx }: RequestContext<Staff>, desk: Desk): Promise<Opening[]> {
  return (await openingsOf(tx, desk.authorityId)).filter(({ ended, untilDay, service }) => !ended && untilDay >= desk.today && desk.services.some((one) => one.service === service));
}

/** "Vaccination: mån, ons 08:00–12:00, 20 min" */
function ruleName(desk: Desk, { service, title, weekdays, opens, closes, minutes }: Opening): string {
  const name = title ?? desk.services.find((one) => one.service === service)?.name ?? service;
  return `${name}, ${weekdays.map((day) => weekdayNames[day - 1]!.toLowerCase().slice(0, 3)).join(', ')} ${opens}–${closes}, ${minutes} min`;
}

export const specialDayRoutes = [ask, change];
