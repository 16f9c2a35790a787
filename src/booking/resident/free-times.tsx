import type { VNode } from 'preact';
import { Alert, Button, CheckboxGroup, Details, Form, Lead, Link, LinkButton, LinkList, PageHeading, RadioGroup, Section, Select, TextField, TimeGrid, formatDateWithWeekday, formatTime, href, type Href,
  type Language } from '../../platform/index.ts';
import type { Bookable } from '../bookable.ts';
import { accessKinds, type Place } from '../store/places.ts';
import type { FreeSlot } from '../store/free.ts';
import { texts } from '../texts.ts';

/** Days shown at once, and behind a press. */
const [shownDays, mostDays] = [5, 30];

/** What is asked for, as in the address. */
export interface Filter {
  vad: string;
  plats?: string | undefined;
  dag?: string | undefined;
  talar?: string | undefined;
  /** what a place must have, all of it */
  anpassning: readonly string[];
  postnr?: string | undefined;
  /** a draft that goes on with another time */
  utkast?: string | undefined;
  /** a booking that is moved */
  flytta?: string | undefined;
}

/** Languages that staff at the times speak, as residents ask for them. */
export const spoken = ['en', 'ar', 'so', 'fi', 'fa', 'uk', 'tecken'] as const;

interface Props {
  language: Language;
  bookable: Bookable;
  filter: Filter;
  places: readonly Place[];
  days: readonly { day: string; left: number }[];
  slots: readonly FreeSlot[];
  /** why one is here again */
  why?: string | undefined;
  hasAreas: boolean;
  /** why nobody comes to where one lives: it is no postcode, or lies outside */
  away: 'wrong' | 'outside' | undefined;
}

/** Free times, before anyone has signed in: what, where and how one wants it, the days there are, and the times of one of them. */
export function FreeTimes(props: Props): VNode {
  const { language, bookable, filter, days, slots, why } = props;
  const t = (key: string, params = {}) => texts(language, `free.${key}`, params);
  const base = `/boka/${bookable.path}`;
  const day = filter.dag ?? days[0]?.day;
  const athome = slots.filter(({ areas }) => areas.length > 0);
  const dayLink = (one: { day: string; left: number }) => ({
    label: formatDateWithWeekday(one.day, language), hint: one.day === day ? t('shown', { count: one.left }) : t('left', { count: one.left }), icon: 'calendar' as const,
    href: href(`${base}${query({ ...filter, dag: one.day })}#dag`),
  });
  return (
    <>
      <PageHeading>{t(filter.flytta ? 'titleMove' : 'title', { service: bookable.name })}</PageHeading>
      {why && <Alert kind="warning" live><p>{t(`why-${why}`)}</p></Alert>}
      <Lead>{t(filter.flytta ? 'leadMove' : 'lead', { minutes: bookable.holdMinutes })}</Lead>
      {bookable.limits.length > 0 && <Details summary={t('limits')}><ul class="ds-list">{bookable.limits.map((limit) => <li key={limit}>{limit}</li>)}</ul></Details>}
      <Choose {...props} />
      {props.away === 'outside' && <Alert kind="warning" live heading={t('outside', { postcode: filter.postnr ?? '' })}><p>{t('outsideText')}</p></Alert>}
      <Section heading={t('days')} id="tider">
        {days.length === 0 || !day ? <None {...props} /> : (
          <>
            <nav aria-label={t('days')} class="flow">
              <LinkList items={days.slice(0, shownDays).map(dayLink)} />
              {days.length > shownDays && <Details summary={t('moreDays')} open={days.slice(shownDays).some((one) => one.day === day)}><LinkList items={days.slice(shownDays, mostDays).map(dayLink)} /></Details>}
            </nav>
            <section id="dag" class="flow" aria-labelledby="dag-rubrik">
              <h2 id="dag-rubrik">{formatDateWithWeekday(day, language)}</h2>
              {slots.length === 0 ? <p>{t('noneThatDay')}</p> : <>{athome.length > 0 && <AtHome {...props} times={athome} />}{byPlace(props).map(({ place, times }) => <AtPlace key={place.id} {...props} place={place} times={times} />)}</>}
            </section>
            <Others {...props} />
          </>
        )}
      </Section>
    </>
  );
}

function Choose({ language, bookable, filter, places, hasAreas, away }: Props): VNode {
  const t = (key: string) => texts(language, `free.${key}`);
  const kinds = bookable.kinds.filter(({ id }) => !filter.flytta || id === filter.vad);
  const chosen = filter.anpassning.length > 0 || Boolean(filter.plats ?? filter.talar ?? filter.postnr);
  return (
    <Form method="get" action={href(`/boka/${bookable.path}`)} hidden={{ utkast: filter.utkast, flytta: filter.flytta }} label={t('filter')}>
      {kinds.length > 1 ? <RadioGroup name="vad" label={t('kind')} value={filter.vad} choices={kinds.map(({ id, name }) => ({ value: id, label: name }))} /> : <input type="hidden" name="vad" value={filter.vad} />}
      {/* Closed until something is chosen: on a phone the free times would lie a screen and a half down. */}
      <Details summary={t('filter')} open={chosen}>
        <Select name="plats" label={t('place')} optional value={filter.plats} options={places.map(({ id, name, city }) => ({ value: id, label: name.includes(city) ? name : `${name}, ${city}` }))} />
        <CheckboxGroup name="anpassning" label={t('access')} optional values={filter.anpassning} choices={accessKinds.map((kind) => ({ value: kind, label: texts(language, `access.${kind}`) }))} />
        <Select name="talar" label={t('speaks')} optional value={filter.talar} options={spoken.map((code) => ({ value: code, label: texts(language, `spoken.${code}`) }))} />
        {hasAreas && <TextField name="postnr" label={t('home')} optional value={filter.postnr} size={6} error={away === 'wrong' ? texts(language, 'home.fault-postcode') : undefined} />}
        {kinds.length === 1 && <Button kind="secondary" icon="search">{t('show')}</Button>}
      </Details>
      {kinds.length > 1 && <Button kind="secondary" icon="search">{t('show')}</Button>}
    </Form>
  );
}

/** Times at which one is visited. */
function AtHome({ times, ...props }: Props & { times: readonly FreeSlot[] }): VNode {
  const name = texts(props.language, 'home.at');
  return <section class="flow"><h3>{name}</h3><Times {...props} times={times} at={name} /></section>;
}

function AtPlace({ place, times, ...props }: Props & { place: Place; times: readonly FreeSlot[] }): VNode {
  const { language } = props;
  return (
    <section class="flow">
      <h3>{place.name}</h3>
      <p>{place.street}, {place.city}{place.access.length > 0 && <><br />{place.access.map((kind) => texts(language, `access.${kind}`)).join(' · ')}</>}</p>
      <Times {...props} times={times} at={place.name} />
    </section>
  );
}

/** Times to press; an event for several by its name, with how many places are left. */
function Times({ language, bookable, filter, times, at }: Props & { times: readonly FreeSlot[]; at: string }): VNode {
  const t = (key: string, params = {}) => texts(language, `free.${key}`, params);
  const [plain, events] = [times.filter(({ title }) => title === undefined), times.filter(({ title }) => title !== undefined)];
  const shown = (slot: FreeSlot) => [formatTime(slot.startsAt, language), slot.title, slot.video && `(${t('video')})`].filter(Boolean).join(' ');
  return (
    <>
      {plain.length > 0 && <TimeGrid times={plain.map((slot) => ({ key: slot.id, time: shown(slot), href: timeHref(bookable, filter, slot), label: t('choose', { time: shown(slot), place: at }) }))} />}
      {events.length > 0 && <LinkList items={events.map((slot) => ({ label: shown(slot), hint: t('seatsLeft', { count: slot.left }), icon: 'people', href: timeHref(bookable, filter, slot) }))} />}
    </>
  );
}

function None({ language, bookable, filter }: Props): VNode {
  const t = (key: string) => texts(language, `free.${key}`);
  return (
    <Alert heading={t('none')}>
      <p>{t('noneText')}</p>
      {bookable.answerHours !== undefined && !filter.flytta && <p><LinkButton href={waitHref(bookable, filter)}>{t('wait')}</LinkButton></p>}
    </Alert>
  );
}

function Others({ language, bookable, filter }: Props): VNode {
  const t = (key: string) => texts(language, `free.${key}`);
  return bookable.answerHours === undefined || filter.flytta ? <p>{t('call')}</p> : <p>{t('noneFits')} <Link href={waitHref(bookable, filter)}>{t('wait')}</Link></p>;
}

function byPlace({ slots, places }: Props): { place: Place; times: FreeSlot[] }[] {
  return places.map((place) => ({ place, times: slots.filter(({ placeId, areas }) => placeId === place.id && !areas.length) })).filter(({ times }) => times.length > 0);
}

const waitHref = (bookable: Bookable, { vad, plats }: Filter): Href => href(`/boka/${bookable.path}/vantelista`, { vad, plats });

function timeHref(bookable: Bookable, { vad, utkast, flytta }: Filter, slot: FreeSlot): Href {
  return flytta ? href(`/mina-sidor/tider/${flytta}/flytt`, { tid: slot.id }) : href(`/boka/${bookable.path}/tid/${slot.id}`, { vad, utkast });
}

/** The filter as it stands in an address. */
export function query(filter: Filter): string {
  const params = Object.entries(filter).flatMap(([name, value]: [string, string | readonly string[] | undefined]) => [value ?? []].flat().filter(Boolean).map((one) => [name, one]));
  return `?${new URLSearchParams(params)}`;
}
