import { z } from 'zod';
import { EmptyState, Lead, Link, LinkList, PageHeading, addDays, anyone, endOfSwedishDay, href, isUuid, none, notFound, route, swedishDay, swedishInstant, type Findable, type Language, type RequestContext, type Tx, type Uuid } from '../../platform/index.ts';
import { bookableAt, bookablesOf, type Bookable } from '../bookable.ts';
import { inArea, readPostcode } from '../model/home.ts';
import { accessKinds, placesOf, type Place } from '../store/places.ts';
import { Shared } from '../shared.ts';
import { freeDays, freeSlots, homeAreas, type FreeSlot, type Wish } from '../store/free.ts';
import { texts } from '../texts.ts';
import { FreeTimes, spoken, type Filter } from './free-times.tsx';
import { stoppedPage, timesPage } from './frame.tsx';

/** Days ahead that are shown. */
const shownDays = 60;
/** Times shown of one day: more are found by choosing a place. */
const mostTimes = 120;

const maybe = z.string().max(60).optional().catch(undefined);
const needs = z.union([z.string(), z.array(z.string())]).optional().transform((asked) => [asked ?? []].flat().filter((one) => accessKinds.some((kind) => kind === one))).catch([]);
const day = z.iso.date().optional().catch(undefined);

const list = route({
  method: 'GET', path: '/boka', access: anyone('what can be booked says nothing about anyone'), audit: none('public reading'),
  async handle(context) {
    const t = (key: string) => texts(context.language, `free.${key}`);
    const bookables = await bookablesOf(context.tx).all(context.tx, context.language);
    return timesPage(context, undefined, {
      title: t('all'),
      children: (
        <>
          <PageHeading>{t('all')}</PageHeading>
          {bookables.length === 0 ? <EmptyState heading={t('allNone')} icon="calendar"><p><Link href={href('/tjanster')}>{t('services')}</Link></p></EmptyState> : (
            <>
              <Lead>{t('allLead')}</Lead>
              <LinkList items={bookables.map(({ name, summary, path }) => ({ label: name, hint: summary, icon: 'calendar', href: href(`/boka/${path}`) }))} />
            </>
          )}
        </>
      ),
    });
  },
});

/** That times are booked here, as search and the start page find it, where something can be. */
export async function findableTimes({ tx }: RequestContext, language: Language): Promise<Findable[]> {
  const t = (key: string) => texts(language, `free.${key}`);
  const names = (await bookablesOf(tx).all(tx, language)).map(({ name }) => name);
  return names.length === 0 ? [] : [{ kind: 'page', path: '/boka', title: t('all'), summary: t('allLead'), keywords: t('allWords').split(', '), text: names.join('. ') }];
}

const show = route({
  method: 'GET', path: '/boka/:tjanst', access: anyone('which times are free says nothing about anyone'), audit: none('public reading'),
  query: z.object({ vad: maybe, plats: maybe, dag: day, talar: maybe, anpassning: needs, postnr: maybe, utkast: maybe, flytta: maybe, varfor: maybe }),
  async handle(context) {
    const { tx, params, query, language } = context;
    const bookable = await bookableAt(tx, params.tjanst, language);
    if (!bookable) return notFound();
    if (bookable.stopped && !query.flytta) return stoppedPage(context, bookable, bookable.stopped);
    const { varfor, ...asked } = query;
    const filter: Filter = {
      ...asked, vad: bookable.kinds.find(({ id }) => id === asked.vad)?.id ?? bookable.kinds[0]!.id,
      plats: asked.plats && isUuid(asked.plats) ? asked.plats : undefined, talar: spoken.find((code) => code === asked.talar),
      utkast: asked.utkast && isUuid(asked.utkast) ? asked.utkast : undefined, flytta: asked.flytta && isUuid(asked.flytta) ? asked.flytta : undefined,
    };
    const { places, areas, away, days, chosen, slots } = await seenOf(tx, bookable, filter);
    return timesPage(context, bookable, {
      title: texts(language, filter.flytta ? 'free.titleMove' : 'free.title', { service: bookable.name }),
      children: <FreeTimes language={language} bookable={bookable} filter={{ ...filter, dag: chosen }} places={places} days={days} slots={slots} hasAreas={areas.length > 0} away={away}
        why={varfor && whys.includes(varfor) ? varfor : undefined} />,
    });
  },
});

interface Seen {
  places: readonly Place[];
  /** where times at home are: beginnings of postcodes */
  areas: readonly string[];
  /** why no times at home are shown to whoever asked for them */
  away: 'wrong' | 'outside' | undefined;
  days: readonly { day: string; left: number }[];
  /** the day whose times are shown */
  chosen: string | undefined;
  slots: readonly FreeSlot[];
}

const seen = new Shared<Seen>();

/** What is free, as one asks for it. A crowd shares what one of them got: of 13,800 times in eight places the days took 165 ms of PostgreSQL and those of a day 7. */
function seenOf(tx: Tx, { authorityId, service }: Bookable, filter: Filter): Promise<Seen> {
  const { vad, plats, dag, talar, anpassning, postnr } = filter;
  return seen.get(JSON.stringify([tx.tenant, service, vad, plats, dag, talar, anpassning, postnr]), () => lookUp(tx, { authorityId, service }, filter));
}

async function lookUp(tx: Tx, { authorityId, service }: Pick<Bookable, 'authorityId' | 'service'>, filter: Filter): Promise<Seen> {
  const places = (await placesOf(tx, authorityId)).filter(({ closed }) => !closed);
  const suiting = places.filter(({ id, access }) => (!filter.plats || id === filter.plats) && filter.anpassning.every((need) => access.some((kind) => kind === need)));
  const [today, areas, postcode] = [swedishDay(tx.now), await homeAreas(tx, service), readPostcode(filter.postnr ?? '')];
  const away = !filter.postnr || !areas.length ? undefined : !postcode ? 'wrong' : inArea(postcode, areas) ? undefined : 'outside';
  const wish: Wish = {
    service, kind: filter.vad, from: tx.now, until: endOfSwedishDay(addDays(today, shownDays)),
    ...(suiting.length < places.length && { places: suiting.map(({ id }): Uuid => id) }), ...(filter.talar && { language: filter.talar }),
    // Whoever says where they live wants to be visited: where that can be, those times are shown alone.
    ...(postcode && { postcode, ...(areas.length > 0 && !away && { home: true }) }),
  };
  const days = suiting.length ? await freeDays(tx, wish) : [];
  const chosen = filter.dag && filter.dag >= today ? filter.dag : days[0]?.day;
  const from = chosen ? swedishInstant(chosen, '00:00') : tx.now;
  const slots = chosen && days.length ? await freeSlots(tx, { ...wish, from: from > tx.now ? from : tx.now, until: endOfSwedishDay(chosen) }, mostTimes) : [];
  return { places, areas, away, days, chosen, slots };
}

/** Why somebody is sent back to choose: keys of `free.why-…`. */
const whys: readonly string[] = ['taken', 'closed', 'timeGone', 'timeStopped', 'timeHas'];

export const freeTimesRoutes = [list, show];
