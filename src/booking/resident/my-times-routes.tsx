import { z } from 'zod';
import { Alert, Buttons, EmptyState, KeyValue, Lead, Link, LinkButton, PageHeading, Section, externalHref, file, href, none, notFound, resident, route, subject, type Language, type RequestContext } from '../../platform/index.ts';
import { hasDigitalWay } from '../../messages/index.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { isUnderWay, mayCancel, mayChange, stateOf } from '../model/state.ts';
import { bookingContent, bookingsOf, bookingsOfSeries, sampledAmong, type Booking } from '../store/bookings.ts';
import { findPlace } from '../store/places.ts';
import { meetingOf, usualMinutes, videoOf } from '../store/meetings.ts';
import { findSlot, type Slot } from '../store/slots.ts';
import { texts } from '../texts.ts';
import { calendarFile } from './calendar-file.ts';
import { timesPage } from './frame.tsx';
import { Sampled, TimeCard } from './my-times-part.tsx';
import { base, inReach, own } from './own.ts';

const list = route({
  method: 'GET', path: base, access: resident(2), audit: 'booking.ownListed',
  async handle(context) {
    const { tx, who, language } = context;
    const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
    const all = await inReach(context, (await bookingsOf(tx, subject(who))).filter(({ bookedAt }) => bookedAt));
    const sampled = await sampledAmong(tx, all.map(({ booking }) => booking.id));
    const underWay = ({ booking }: { booking: Booking }) => isUnderWay(booking, sampled.has(booking.id), tx.now);
    const [coming, been] = [all.filter(underWay).reverse(), all.filter((one) => !underWay(one))];
    return timesPage(context, undefined, {
      title: t('title'), back: href('/mina-sidor'),
      children: (
        <>
          <PageHeading>{t('title')}</PageHeading>
          {coming.length === 0 && <EmptyState heading={t('none')} icon="calendar" />}
          {coming.map(({ booking, bookable }) => <TimeCard key={booking.id} context={context} booking={booking} bookable={bookable} level={2} sampled={sampled.has(booking.id)} />)}
          {been.length > 0 && (
            <Section heading={t('been')}>
              <ul class="ds-list">{been.map(({ booking, bookable }) => (
                <li key={booking.id}><Link href={href(`${base}/${booking.id}`)}>{bookable.name}, {whenOf(booking.startsAt, language)}</Link> {texts(language, `state.${stateOf(booking)}`)}</li>
              ))}</ul>
            </Section>
          )}
        </>
      ),
    });
  },
});

const show = route({
  method: 'GET', path: `${base}/:id`, access: resident(2), audit: 'booking.ownRead',
  query: z.object({ ny: z.literal('1').optional().catch(undefined), gjort: z.enum(['flyttad', 'avbokad', 'avbokade', 'sent', 'upptagen']).optional().catch(undefined) }),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking, bookable } = found;
    const { house, tenant, tx, language, query } = context;
    const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
    // As the system: of a child the guardians' ways count, which only they themselves may read.
    const told = query.ny && booking.personId && await house.db.system(tenant.id, 'booking-reach', (system) => hasDigitalWay(house, system, booking.personId!));
    const [slot, place] = [await findSlot(tx, booking.slotId), await findPlace(tx, booking.placeId)];
    const kind = slot?.title ?? bookable.kinds.find(({ id }) => id === booking.kind)?.name ?? '';
    const home = slot?.areas.length ? (await bookingContent(tx, booking.id)).home : undefined;
    const changeable = mayChange(booking, bookable, tx.now);
    const cancellable = mayCancel(booking, tx.now);
    // Whoever books within those hours has just been told, and is not reminded.
    const reminded = booking.startsAt.getTime() - tx.now.getTime() > Math.min(...bookable.remindHours) * 3_600_000;
    const state = stateOf(booking);
    const waits = !booking.endedAt && !booking.doneAt && (await sampledAmong(tx, [booking.id])).size > 0;
    return timesPage(context, bookable, {
      title: bookable.name, back: href(base),
      children: (
        <>
          {query.ny && <Alert kind="success" live heading={t('new')}><p>{t(!told ? 'newUntold' : reminded ? 'newText' : 'newSoon')}</p></Alert>}
          {query.gjort && <Alert kind={query.gjort === 'sent' || query.gjort === 'upptagen' ? 'warning' : 'success'} live><p>{t(`done-${query.gjort}`, { hours: bookable.changeHours })}</p></Alert>}
          <PageHeading above={kind}>{bookable.name}</PageHeading>
          <Lead>{state === 'booked' || waits ? whenOf(booking.startsAt, language) : `${whenOf(booking.startsAt, language)}. ${texts(language, `state.${state}`)}`}</Lead>
          {waits && <Sampled language={language} bookable={bookable} />}
          <KeyValue items={[
            { key: t('where'), value: slot?.video ? t('video') : home ? <>{texts(language, 'home.at')}<br />{home.street}<br />{home.postcode} {home.city}</> : place ? <>{place.name}<br />{place.street}<br />{place.postcode} {place.city}</> : '' },
            // Whoever is not coming needs neither the way there nor a code to show.
            ...(state === 'booked' && place?.way && !slot?.video && !home ? [{ key: t('way'), value: place.way }] : []),
            ...((state === 'booked' || state === 'arrived') && !slot?.video ? [{ key: t('code'), value: <strong class="code">{booking.code}</strong> }] : []),
          ]} />
          {slot?.video && (state === 'booked' || state === 'arrived') && <Meeting context={context} slot={slot} address={await meetingOf(tx, booking, slot)} minutes={(await videoOf(tx, booking.authorityId))?.minutes ?? usualMinutes} />}
          {state === 'booked' && (
            <>
              {!slot?.video && <p>{t(home ? 'codeHome' : 'codeText')}</p>}
              <Buttons>
                <LinkButton kind="secondary" icon="calendar" href={href(`${base}/${booking.id}/kalender.ics`)}>{t('calendar')}</LinkButton>
                {changeable && <LinkButton kind="secondary" icon="edit" href={href(`/boka/${bookable.path}`, { flytta: booking.id, vad: booking.kind })}>{t('move')}</LinkButton>}
                {cancellable && <LinkButton kind="secondary" icon="remove" href={href(`${base}/${booking.id}/avbokning`)}>{t('cancel')}</LinkButton>}
              </Buttons>
              <p class="hint">{t(changeable ? 'until' : cancellable ? 'cancelOnly' : 'tooLate', { hours: bookable.changeHours })}</p>
              {bookable.prepare.length > 0 && <Section heading={t('prepare')}><ul class="ds-list">{bookable.prepare.map((one) => <li key={one}>{one}</li>)}</ul></Section>}
            </>
          )}
          {booking.seriesId && <Series language={language} bookings={(await bookingsOfSeries(tx, booking.seriesId)).filter(({ id, endedAt }) => id !== booking.id && !endedAt)} />}
          {booking.endedAt && <p><LinkButton href={href(`/boka/${bookable.path}`, { vad: booking.kind })}>{t('again')}</LinkButton></p>}
          {booking.doneAt && bookable.outcome && <p><LinkButton href={href(`${base}/${booking.id}/resultat`)}>{t('seeOutcome', { name: bookable.outcome.name.toLowerCase() })}</LinkButton></p>}
          <p><Link href={href(`${base}/${booking.id}/vem-har-last`)} icon="view">{t('readBy')}</Link></p>
        </>
      ),
    });
  },
});

/** The way into a meeting at a distance, from some minutes before: an address of its own, which stands here and nowhere else. */
function Meeting({ context: { language, now }, slot, address, minutes }: { context: Pick<RequestContext, 'language' | 'now'>; slot: Slot; address: string | undefined; minutes: number }) {
  const t = (key: string, params = {}) => texts(language, `meeting.${key}`, params);
  const opens = new Date(slot.startsAt.getTime() - minutes * 60_000);
  return (
    <Section heading={t('heading')}>
      {now >= opens && address ? <p><LinkButton icon="arrowRight" iconAfter href={externalHref(address)}>{t('enter')}</LinkButton></p>
        : <p>{now >= opens ? t('none') : t('later', { when: whenOf(opens, language) })}</p>}
      <p class="hint">{t('how')}</p>
    </Section>
  );
}

/** The other times of a series, each with a page of its own. */
function Series({ language, bookings }: { language: Language; bookings: readonly Booking[] }) {
  if (!bookings.length) return null;
  return (
    <Section heading={texts(language, 'mine.series')}>
      <ul class="ds-list">{bookings.map(({ id, startsAt }) => <li key={id}><Link href={href(`${base}/${id}`)}>{whenOf(startsAt, language)}</Link></li>)}</ul>
    </Section>
  );
}

const calendar = route({
  method: 'GET', path: `${base}/:id/kalender.ics`, access: resident(2), audit: none('the person fetches their own time'),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { tx, tenant, language, origin } = context;
    const { booking } = found;
    // What is over or will not be is put into nobody's calendar.
    if (stateOf(booking) !== 'booked' && stateOf(booking) !== 'arrived') return notFound();
    const [slot, place] = [await findSlot(tx, booking.slotId), await findPlace(tx, booking.placeId)];
    if (!slot) return notFound();
    return file(calendarFile({
      uid: `${booking.id}@${tenant.host}`, summary: texts(language, 'calendar.summary', { organisation: tenant.name }),
      // A calendar is shared: the way into a meeting stands on My pages alone, when it is time.
      location: slot.video ? texts(language, 'mine.video') : slot.areas.length || !place ? '' : `${place.name}, ${place.street}, ${place.postcode} ${place.city}`, description: texts(language, 'calendar.text'),
      startsAt: slot.startsAt, endsAt: slot.endsAt, stampedAt: tx.now, url: `${origin}${base}/${booking.id}`,
    }), 'text/calendar; charset=utf-8', { name: 'tid.ics' });
  },
});

export const myTimesRoutes = [list, show, calendar];
