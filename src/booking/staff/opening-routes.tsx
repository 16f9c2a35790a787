import { Button, CheckboxGroup, DateField, Details, EmptyState, Fieldset, Form, NumberField, Section, Select, Table, TextField, allOf, addDays, asUuid, formatNumber, href, isUuid, none,
  redirect, route, textOf, type Answer, type FieldError, type RequestContext, type Staff } from '../../platform/index.ts';
import { z } from 'zod';
import { endOpening, openTimes } from '../actions/open-times.ts';
import { spoken } from '../resident/free-times.tsx';
import { openingsOf, type Opening } from '../store/openings.ts';
import { resourcesOf } from '../store/places.ts';
import { texts } from '../texts.ts';
import { base, deskOf, planners, timesPage, type Desk } from './frame.ts';
import { kindWords, weekdayNames } from './words.ts';

const path = `${base}/oppettider`;
const weekdays = weekdayNames.map((label, index) => ({ value: String(index + 1), label }));

const show = route({
  method: 'GET', path, access: planners, audit: 'booking.openingsListed', query: z.object({ nya: z.coerce.number().int().min(0).optional().catch(undefined), gjort: z.literal('slut').optional().catch(undefined) }),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { nya, gjort } = context.query;
    const done = nya === undefined ? gjort && 'Inga fler tider läggs ut. De som finns är kvar.' : `${formatNumber(nya, 'sv')} tider är utlagda.`;
    return openingsPage(context, desk, {}, [], done);
  },
});

async function openingsPage(context: RequestContext<Staff>, desk: Desk, typed: Readonly<Record<string, string | readonly string[]>>, errors: readonly FieldError[], done?: string): Promise<Answer> {
  const { tx } = context;
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const said = (name: string) => [typed[name] ?? ''].flat().at(-1);
  const [openings, resources] = [(await openingsOf(tx, desk.authorityId)).filter(({ ended, untilDay }) => !ended && untilDay >= desk.today), await resourcesOf(tx, desk.authorityId)];
  const placeName = (id: string) => desk.places.find((place) => place.id === id)?.name ?? '';
  return timesPage(context, {
    title: 'Öppettider för bokning', tab: '/oppettider', errors, ...(done && { done }),
    children: (
      <>
        <Table caption="Gäller nu och framåt" rows={openings} rowKey={({ id }) => id} empty={<EmptyState heading="Inga öppettider än" icon="calendar">Lägg ut tider nedan, så kan de bokas.</EmptyState>} columns={[
          { key: 'place', heading: 'Plats', rowHeading: true, cell: ({ placeId, title }) => title ?? placeName(placeId) },
          { key: 'what', heading: 'Gäller', cell: ({ service, kinds }) => { const one = desk.services.find((other) => other.service === service); return `${one?.name ?? service}: ${kinds.map((kind) => one?.kinds.find(({ id }) => id === kind)?.name ?? kind).join(', ')}`; } },
          { key: 'when', heading: 'När', cell: (one) => `${one.weekdays.map((day) => weekdays[day - 1]!.label.toLowerCase().slice(0, 3)).join(', ')} ${one.opens}–${one.closes}` },
          { key: 'length', heading: 'Längd', nowrap: true, cell: ({ minutes, gap }) => `${minutes} min${gap ? ` + ${gap}` : ''}` }, { key: 'seats', heading: 'Platser', align: 'end', cell: ({ seats, overbook }) => `${seats}${overbook ? ` + ${overbook}` : ''}` },
          { key: 'days', heading: 'Dagar', nowrap: true, cell: ({ fromDay, untilDay }) => `${fromDay} – ${untilDay}` },
          { key: 'release', heading: 'Släpps', cell: ({ release }) => (release ? `${release.days} dagar före, kl. ${release.at}` : 'genast') },
          { key: 'end', heading: 'Avsluta', cell: ({ id }) => <Form action={href(`${path}/${id}/slut`)}><Button kind="quiet">Lägg inte ut fler</Button></Form> },
        ]} />
        <Section heading="Lägg ut tider">
          <Form action={href(path)} label="Lägg ut tider">
            <Select name="service" label="Tjänst och tid" value={said('service')} error={error('service')} options={desk.services.flatMap((one) => [
              ...(one.kinds.length > 1 ? [{ value: `${one.service}/*`, label: `${one.name}: alla` }] : []), ...one.kinds.map((kind) => ({ value: `${one.service}/${kind.id}`, label: `${one.name}: ${kind.name}` }))])} />
            <Select name="place" label="Plats" value={said('place')} error={error('place')} options={desk.places.map(({ id, name }) => ({ value: id, label: name }))} />
            <CheckboxGroup name="weekdays" label="Veckodagar" values={allOf(typed, 'weekdays')} error={error('weekdays')} choices={weekdays} />
            <Fieldset legend="Klockan"><TextField name="opens" label="Från" value={said('opens') || '08:00'} error={error('opens')} size={6} /><TextField name="closes" label="Till" value={said('closes') || '16:00'} error={error('closes')} size={6} /></Fieldset>
            <NumberField name="minutes" label="Längd på en tid, minuter" value={said('minutes') || '10'} error={error('minutes')} />
            <NumberField name="seats" label="Hur många samtidigt" value={said('seats') || '1'} error={error('seats')} />
            <DateField name="from" label="Första dagen" value={said('from') || addDays(desk.today, 1)} error={error('from')} />
            <DateField name="until" label="Sista dagen" value={said('until') || addDays(desk.today, 28)} error={error('until')} />
            <Details summary="Mer: paus, släpps senare, personal och rum, språk, hembesök">
              <NumberField name="gap" label="Paus efter varje tid, minuter" value={said('gap') || '0'} error={error('gap')} />
              <NumberField name="overbook" label="Extra platser som bara personalen kan boka" value={said('overbook') || '0'} error={error('overbook')} />
              <NumberField name="releaseDays" label="Släpps så många dagar före" optional value={said('releaseDays')} error={error('releaseDays')} />
              <TextField name="releaseAt" label="Klockan" optional value={said('releaseAt')} error={error('releaseAt')} size={6} />
              {resources.some(({ ended }) => !ended) && <CheckboxGroup name="resources" label="Behövs vid varje tid" hint="Samma person, rum eller utrustning kan aldrig bokas på två tider samtidigt." values={allOf(typed, 'resources')}
                choices={resources.filter(({ ended }) => !ended).map(({ id, name, kind }) => ({ value: id, label: `${name} (${kindWords[kind].toLowerCase()})` }))} />}
              <CheckboxGroup name="languages" label="Språk som personalen talar, utöver svenska" values={allOf(typed, 'languages')} choices={spoken.map((code) => ({ value: code, label: texts('sv', `spoken.${code}`) }))} />
              <CheckboxGroup name="video" label="Videosamtal" values={allOf(typed, 'video')} choices={[{ value: '1', label: 'Tiderna är videosamtal' }]} />
              <TextField name="areas" label="Hembesök: postnumren börjar med" hint="Till exempel 99901, 9992. Lämna tomt om man kommer till platsen." optional value={said('areas')} error={error('areas')} />
              <TextField name="title" label="Namn, om det är ett grupptillfälle" optional value={said('title')} />
            </Details>
            <Button>Lägg ut tiderna</Button>
          </Form>
        </Section>
      </>
    ),
  });
}

const open = route({
  method: 'POST', path, access: planners, audit: none('the times that are made are audited'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    const { fields, tx } = context;
    const read = readOpening(desk, fields);
    if (!read.ok) return openingsPage(context, desk, fields, read.errors);
    const { made } = await openTimes(tx, { ...read.opening, resources: (await resourcesOf(tx, desk.authorityId)).filter(({ id, ended }) => !ended && allOf(fields, 'resources').includes(id)).map(({ id }) => id) });
    return redirect(href(path, { nya: made }));
  },
});

/** What a planner has written, parsed once. */
function readOpening(desk: Desk, fields: RequestContext['fields']): { ok: true; opening: Omit<Opening, 'id' | 'ended'> } | { ok: false; errors: FieldError[] } {
  const text = (name: string) => textOf(fields, name, 200);
  const [service, kind] = text('service').split('/');
  const bookable = desk.services.find((one) => one.service === service);
  const kinds = bookable?.kinds.map(({ id }) => id).filter((id) => kind === '*' || id === kind) ?? [];
  const place = desk.places.find(({ id }) => id === text('place'));
  const errors: FieldError[] = [];
  const number = (name: string, from: number, to: number, message: string) => {
    const value = Number(text(name) || '0');
    if (!Number.isInteger(value) || value < from || value > to) errors.push({ name, message });
    return value;
  };
  const clock = (name: string, message: string) => {
    const value = text(name).replace('.', ':');
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) errors.push({ name, message });
    return value;
  };
  const day = (name: string) => {
    const value = text(name);
    if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value))) errors.push({ name, message: 'Skriv dagen som 2026-11-24.' });
    return value;
  };
  if (!bookable || !kinds.length) errors.push({ name: 'service', message: 'Välj tjänst och tid.' });
  if (!place) errors.push({ name: 'place', message: 'Välj plats.' });
  const days = allOf(fields, 'weekdays').map(Number).filter((one) => one >= 1 && one <= 7);
  if (!days.length) errors.push({ name: 'weekdays', message: 'Välj minst en veckodag.' });
  const [opens, closes] = [clock('opens', 'Skriv klockslaget som 08:00.'), clock('closes', 'Skriv klockslaget som 16:00.')];
  if (closes <= opens) errors.push({ name: 'closes', message: 'Sluttiden måste vara efter starttiden.' });
  const [fromDay, untilDay] = [day('from'), day('until')];
  if (untilDay < fromDay) errors.push({ name: 'until', message: 'Den sista dagen måste vara efter den första.' });
  const areas = text('areas').split(/[\s,]+/).filter(Boolean);
  if (areas.some((area) => !/^\d{1,5}$/.test(area))) errors.push({ name: 'areas', message: 'Skriv bara siffror, med komma emellan.' });
  const release = text('releaseDays') ? { days: number('releaseDays', 0, 365, 'Skriv ett antal dagar.'), at: clock('releaseAt', 'Skriv klockslaget som 08:00.') } : undefined;
  const [minutes, gap, seats, overbook] = [number('minutes', 1, 480, 'Skriv ett antal minuter, 1–480.'), number('gap', 0, 480, 'Skriv ett antal minuter.'), number('seats', 1, 500, 'Skriv ett antal, 1–500.'), number('overbook', 0, 100, 'Skriv ett antal, högst 100.')];
  if (errors.length || !bookable || !place) return { ok: false, errors };
  return { ok: true, opening: {
    authorityId: desk.authorityId, placeId: place.id, service: bookable.service, kinds, weekdays: days, opens, closes, minutes, gap, seats, overbook, resources: [],
    languages: allOf(fields, 'languages').filter((code) => spoken.some((one) => one === code)), video: allOf(fields, 'video').includes('1'), areas, fromDay, untilDay,
    ...(text('title') && { title: text('title') }), ...(release && { release }),
  } };
}

const end = route({
  method: 'POST', path: `${path}/:id/slut`, access: planners, audit: none('the end of the rule is audited'),
  async handle(context) {
    const desk = await deskOf(context);
    if ('kind' in desk) return desk;
    if (isUuid(context.params.id)) await endOpening(context.tx, asUuid(context.params.id));
    return redirect(`${path}?gjort=slut`);
  },
});

export const openingRoutes = [show, open, end];
