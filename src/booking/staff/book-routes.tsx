import { z } from 'zod';
import { Alert, Button, Checkbox, Details, Form, KeyValue, LinkButton, NumberField, RadioGroup, Select, TextArea, TextField, allOf, asUuid, href, isUuid, none, notFound, redirect, route, textOf, type Answer,
  type FieldError, type RequestContext, type Staff, type Uuid } from '../../platform/index.ts';
import { bookFor, type BookForWish, type BookedFor } from '../actions/book-for.ts';
import { bookSeries, seriesDays } from '../actions/book-series.ts';
import { arrive } from '../actions/visit.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import type { Bookable, Kind } from '../bookable.ts';
import { homeErrors, readHome, type Home } from '../model/home.ts';
import { HomeFields } from '../resident/home-fields.tsx';
import { bookingsOfSeries } from '../store/bookings.ts';
import { findSlot, type Slot } from '../store/slots.ts';
import { texts } from '../texts.ts';
import { base, deskOf, isAtDesk, receivers, timesPage, type Desk } from './frame.ts';
import { personByNumber } from './person-by-number.ts';
import { seriesPage } from './series-page.tsx';

/** What staff write about whom they book for. */
interface Typed { kind: string; identity: string; number: string; reserve: string; name: string; phone: string; channel: string; note: string; past: string; priority: boolean; weeks: string; home: Partial<Home> }

const nothing: Typed = { kind: '', identity: 'number', number: '', reserve: '', name: '', phone: '', channel: 'phone', note: '', past: '', priority: false, weeks: '1', home: {} };

const ask = route({
  method: 'GET', path: `${base}/boka`, access: receivers, audit: none('an empty form'), query: z.object({ tid: z.string().max(60).optional().catch(undefined), plats: z.string().max(60).optional().catch(undefined) }),
  async handle(context) {
    const found = await find(context, context.query.tid, context.query.plats);
    return 'desk' in found ? form(context, found, nothing, []) : found;
  },
});

type Stopped = Pick<Extract<BookedFor, { reason: 'stopped' }>, 'stops' | 'override'>;

interface Found { desk: Desk; slot?: Slot; bookable: Bookable; placeId: Uuid }

/** The time that is booked; without one somebody has come to the place without a time. */
async function find(context: RequestContext<Staff>, tid: string | undefined, plats: string | undefined): Promise<Found | Answer> {
  const desk = await deskOf(context);
  if ('kind' in desk) return desk;
  const slot = tid && isUuid(tid) ? await findSlot(context.tx, asUuid(tid)) : undefined;
  if (tid && (!slot || slot.authorityId !== desk.authorityId || !isAtDesk(desk, slot.service))) return notFound();
  const placeId = slot?.placeId ?? desk.places.find(({ id }) => id === plats)?.id ?? desk.places[0]?.id;
  const bookable = slot ? desk.services.find(({ service }) => service === slot.service) : desk.services[0];
  return bookable && placeId ? { desk, bookable, placeId, ...(slot && { slot }) } : notFound();
}

function form(context: RequestContext<Staff>, { desk, slot, bookable, placeId }: Found, typed: Typed, errors: readonly FieldError[], stopped?: Stopped): Answer {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const most = slot ? seriesMost(bookable, slot) : 1;
  const kinds = slot ? bookable.kinds.filter(({ id }) => slot.kinds.includes(id)).map((kind) => ({ value: kind.id, label: kind.name }))
    : desk.services.flatMap((one) => one.kinds.map((kind) => ({ value: `${one.service}/${kind.id}`, label: `${one.name}: ${kind.name}` })));
  return timesPage(context, {
    title: slot ? 'Boka åt någon' : 'Någon har kommit utan tid', ...(slot && { above: bookable.name }), errors, width: 'text', crumbs: [{ label: 'Dagen', href: href(base, { plats: placeId, dag: slot?.day }) }],
    children: (
      <>
        <KeyValue items={[{ key: 'Tid', value: slot ? whenOf(slot.startsAt, 'sv') : 'Nu' }, { key: 'Plats', value: slot?.areas.length ? 'Hembesök' : desk.places.find(({ id }) => id === placeId)?.name ?? '' }, ...(slot?.title ? [{ key: 'Tillfälle', value: slot.title }] : [])]} />
        {stopped && (
          <Alert kind="warning" heading={stopped.override ? 'Den här tiden följer inte reglerna' : 'Det går inte att boka'}>
            {stopped.stops.map(({ id, say }) => <p key={id}>{say}</p>)}
            {stopped.override && <p>Finns det skäl att boka ändå, skriv det längst ned. Det står kvar i bokningens historik.</p>}
          </Alert>
        )}
        <Form action={href(`${base}/boka`)} hidden={{ tid: slot?.id, plats: placeId }}>
          {kinds.length > 1 ? <Select name="kind" label="Gäller" value={typed.kind} error={error('kind')} options={kinds} /> : <input type="hidden" name="kind" value={kinds[0]?.value} />}
          <RadioGroup name="identity" label="Vem är det?" value={typed.identity} error={error('identity')} choices={[
            { value: 'number', label: 'Personnummer eller samordningsnummer', reveal: <TextField name="number" label="Nummer, tolv siffror" value={typed.number} error={error('number')} size={14} /> },
            { value: 'reserve', label: 'Reservnummer', hint: 'För den som vården har gett ett eget nummer.', reveal: <TextField name="reserve" label="Reservnumret" value={typed.reserve} error={error('reserve')} size={14} /> }, { value: 'unknown', label: 'Okänd identitet', hint: 'Skriv hur personen kan kännas igen. Rätta när identiteten är känd.' },
          ]} />
          <TextField name="name" label="Namn" hint="Behövs inte när numret finns i folkbokföringen. Okänd: skriv hur personen kan kännas igen." optional value={typed.name} error={error('name')} />
          <TextField name="phone" label="Telefon" optional value={typed.phone} error={error('phone')} />
          {slot && <RadioGroup name="channel" label="Hur kom det?" inline value={typed.channel} choices={[{ value: 'phone', label: 'Telefon' }, { value: 'counter', label: 'Besök' }]} />}
          {slot && slot.areas.length > 0 && <HomeFields language="sv" home={typed.home} errors={errors} />}
          {slot && most > 1 && <NumberField name="weeks" label="Antal veckor i rad" hint={`1–${most}. Samma veckodag, klockslag, plats och personal. Du får se vilka dagar som är lediga innan något bokas.`} value={typed.weeks} error={error('weeks')} />}
          <Details summary="Förtur, anteckning" open={Boolean(typed.note || typed.priority)}>
            <Checkbox name="priority" value="1" label="Medicinsk förtur: tas inte tillbaka om det som behövs inte räcker" checked={typed.priority} />
            <TextArea name="note" label="Anteckning till den som tar emot" optional rows={2} value={typed.note} />
          </Details>
          {stopped?.override && <TextArea name="past" label="Varför du bokar ändå" rows={2} value={typed.past} error={error('past')} />}
          <Button>{slot ? (most > 1 ? 'Fortsätt' : 'Boka') : 'Ta emot'}</Button>
        </Form>
        {!slot && <p><LinkButton kind="quiet" href={href(base, { plats: placeId })}>Tillbaka till listan</LinkButton></p>}
      </>
    ),
  });
}

/** How many weeks in a row may be booked of a time. */
const seriesMost = ({ kinds }: Bookable, slot: Slot) => Math.max(1, ...kinds.filter(({ id }) => slot.kinds.includes(id)).map(({ series }) => series ?? 1));

const book = route({
  method: 'POST', path: `${base}/boka`, access: receivers, audit: none('the booking itself is audited'),
  async handle(context) {
    const { tx, fields, who } = context;
    const said = (name: string, most = 300) => [fields[name] ?? ''].flat().at(-1)!.trim().slice(0, most);
    const place = said('plats');
    const found = await find(context, said('tid') || undefined, place || undefined);
    if (!('desk' in found)) return found;
    const home = found.slot?.areas.length ? readHome(fields, found.slot.areas) : undefined;
    const typed: Typed = { kind: said('kind'), identity: said('identity'), number: said('number', 20), reserve: said('reserve', 30), name: said('name', 120), phone: said('phone', 40), channel: said('channel') || 'phone', note: said('note', 500), past: said('past', 500), priority: said('priority') === '1', weeks: said('weeks', 3) || '1', home: home?.home ?? {} };
    const [service, kind] = found.slot ? [found.bookable.service, typed.kind] : typed.kind.split('/') as [string, string];
    const bookable = found.desk.services.find((one) => one.service === service) ?? found.bookable;
    const rule = bookable.kinds.find(({ id }) => id === kind);
    const person = await identified(context, typed, found.desk.authorityId);
    const errors = [...(rule ? [] : [{ name: 'kind', message: 'Välj vad det gäller.' }]), ...('errors' in person ? person.errors : []),
      ...homeErrors(home?.faults ?? [], (fault) => texts('sv', `home.fault-${fault}`))];
    if (errors.length || !rule || 'errors' in person) return form(context, { ...found, bookable }, typed, errors);
    const wish = {
      placeId: found.placeId, kind: rule.id, channel: found.slot ? (typed.channel === 'counter' ? 'counter' : 'phone') : 'walkIn', language: 'sv', priority: typed.priority,
      ...(person.id && { personId: person.id }), ...(typed.past && { past: typed.past }),
      content: { ...(person.name && { name: person.name }), ...(person.identity && { identity: person.identity }), ...(typed.phone && { phone: typed.phone }), ...(typed.note && { note: typed.note }), ...(home && { home: home.home }) },
    } as const;
    if (found.slot && typed.weeks !== '1') return bookWeeks(context, { ...found, slot: found.slot, bookable }, typed, rule, wish);
    const made = await bookFor(tx, bookable, { ...wish, ...(found.slot && { slotId: found.slot.id }) });
    if (made.ok) {
      if (!found.slot) await arrive(tx, made.booking);
      context.about({ dossierId: made.booking.id, authorityId: who.authorityId!, ...(person.id && { subjectId: person.id }) });
      return redirect(`${base}/bokning/${made.booking.id}?gjort=${found.slot ? 'bokad' : 'kom'}`);
    }
    if (made.reason === 'stopped') return stoppedForm(context, { ...found, bookable }, typed, made);
    if (made.reason === 'has') return redirect(`${base}/bokning/${made.bookingId}`);
    return form(context, { ...found, bookable }, typed, [{ name: 'kind', message: made.reason === 'taken' ? 'Tiden hann bli full. Välj en annan i listan.' : 'Tiden går inte att boka längre.' }]);
  },
});

/** A rule says no: staff may go past it with a reason, where it allows that. */
function stoppedForm(context: RequestContext<Staff>, found: Found, typed: Typed, stopped: Stopped): Answer {
  return form(context, found, typed, typed.past || !stopped.override ? [{ name: 'kind', message: 'Det går inte att boka.' }] : [{ name: 'past', message: 'Den här tiden följer inte reglerna. Skriv varför du bokar ändå, eller avstå.' }], stopped);
}

/** Several weeks in a row: first which days are free, then those that were chosen. */
async function bookWeeks(context: RequestContext<Staff>, found: Found & { slot: Slot }, typed: Typed, rule: Kind, wish: Omit<BookForWish, 'slotId' | 'seriesId'>): Promise<Answer> {
  const { tx, fields } = context;
  const { slot, bookable, placeId, desk } = found;
  const { home, priority, ...written } = typed;
  const weeks = Number(typed.weeks);
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > (rule.series ?? 1)) return form(context, found, typed, [{ name: 'weeks', message: rule.series ? `Skriv ett antal veckor, 1–${rule.series}.` : 'Det här kan bara bokas en gång i taget. Skriv 1.' }]);
  const days = await seriesDays(tx, slot, rule.id, weeks);
  const said = textOf(fields, 'serie');
  const seriesId = isUuid(said) ? asUuid(said) : tx.id();
  const propose = (error?: string) => seriesPage(context, {
    kind: `${bookable.name}: ${rule.name}`, place: desk.places.find(({ id }) => id === placeId)?.name ?? '', days, back: { tid: slot.id, plats: placeId }, ...(error && { error }),
    typed: { ...written, priority: priority ? '1' : undefined, gata: home.street, postnummer: home.postcode, ort: home.city, hitta: home.way, tid: slot.id, plats: placeId, serie: seriesId },
  });
  if (textOf(fields, 'valda') !== '1') return propose();
  const chosen = days.flatMap((day) => (day.slot && allOf(fields, 'tider').includes(day.slot.id) ? [day.slot.id] : []));
  // Pressed twice: what the first press booked may have been the last.
  if ((await bookingsOfSeries(tx, seriesId)).length) return redirect(href(`${base}/serie/${seriesId}`, { ny: '1' }));
  if (!chosen.length) return propose('Välj minst en tid. Är ingen kvar hann någon annan före.');
  const made = await bookSeries(tx, bookable, wish, chosen, seriesId);
  if (made.ok) return redirect(href(`${base}/serie/${made.seriesId}`, { ny: '1', missade: allOf(fields, 'tider').length - made.booked.length || undefined }));
  return made.reason === 'stopped' ? stoppedForm(context, found, typed, made) : propose('Tiderna hann bli tagna. Välj bland dem som är kvar.');
}

type Identified = { id?: Uuid; name?: string; identity?: string };

/** Who it is: a person by number, or what staff have written of somebody without one. */
async function identified(context: RequestContext<Staff>, typed: Typed, authorityId: Uuid): Promise<Identified | { errors: FieldError[] }> {
  if (typed.identity === 'unknown') return typed.name ? { name: typed.name, identity: 'Okänd identitet' } : { errors: [{ name: 'name', message: 'Skriv hur personen kan kännas igen.' }] };
  if (typed.identity === 'reserve') {
    const errors = [...(typed.reserve ? [] : [{ name: 'reserve', message: 'Skriv reservnumret.' }]), ...(typed.name ? [] : [{ name: 'name', message: 'Skriv namnet.' }])];
    return errors.length ? { errors } : { name: typed.name, identity: `Reservnummer ${typed.reserve}` };
  }
  return personByNumber(context, typed, authorityId);
}

export const bookRoutes = [ask, book];
