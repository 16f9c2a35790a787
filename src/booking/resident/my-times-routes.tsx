import { z } from 'zod';
import { Alert, Button, Buttons, Card, ConfirmBox, EmptyState, Form, KeyValue, Lead, Link, LinkButton, PageHeading, Section, asUuid, file, forbidden, href, isUuid, none, notFound,
  redirect, resident, route, stepUp, subject, swedishDay, type Answer, type MyPagesPart, type RequestContext, type Resident } from '../../platform/index.ts';
import { cancel } from '../actions/cancel.ts';
import { tell } from '../actions/confirm.ts';
import { move } from '../actions/move.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { isComing, mayChange, stateOf } from '../model/state.ts';
import { bookingsOf, findBooking, type Booking } from '../store/bookings.ts';
import { callsOf } from '../store/calls.ts';
import { findPlace } from '../store/places.ts';
import { findSlot } from '../store/slots.ts';
import { openOffers } from '../store/waiting.ts';
import { texts } from '../texts.ts';
import { calendarFile } from './calendar-file.ts';
import { inReachOf, timesPage } from './frame.tsx';

const base = '/mina-sidor/tider';

const list = route({
  method: 'GET', path: base, access: resident(2), audit: 'booking.ownListed',
  async handle(context) {
    const { tx, who, language } = context;
    const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
    const all = await inReach(context, (await bookingsOf(tx, subject(who))).filter(({ bookedAt }) => bookedAt));
    const [coming, been] = [all.filter(({ booking }) => isComing(booking, tx.now)).reverse(), all.filter(({ booking }) => !isComing(booking, tx.now))];
    return timesPage(context, undefined, {
      title: t('title'), back: href('/mina-sidor'),
      children: (
        <>
          <PageHeading>{t('title')}</PageHeading>
          {coming.length === 0 && <EmptyState heading={t('none')} icon="calendar" />}
          {coming.map(({ booking, bookable }) => <TimeCard key={booking.id} context={context} booking={booking} bookable={bookable} level={2} />)}
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
  query: z.object({ ny: z.literal('1').optional().catch(undefined), gjort: z.enum(['flyttad', 'avbokad', 'sent', 'upptagen']).optional().catch(undefined) }),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking, bookable } = found;
    const { tx, language, query } = context;
    const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
    const [slot, place] = [await findSlot(tx, booking.slotId), await findPlace(tx, booking.placeId)];
    const kind = bookable.kinds.find(({ id }) => id === booking.kind)?.name ?? '';
    const changeable = mayChange(booking, bookable, tx.now);
    const state = stateOf(booking);
    return timesPage(context, bookable, {
      title: bookable.name, back: href(base),
      children: (
        <>
          {query.ny && <Alert kind="success" live heading={t('new')}><p>{t('newText')}</p></Alert>}
          {query.gjort && <Alert kind={query.gjort === 'sent' || query.gjort === 'upptagen' ? 'warning' : 'success'} live><p>{t(`done-${query.gjort}`, { hours: bookable.changeHours })}</p></Alert>}
          <PageHeading above={kind}>{bookable.name}</PageHeading>
          <Lead>{state === 'booked' ? whenOf(booking.startsAt, language) : `${whenOf(booking.startsAt, language)}. ${texts(language, `state.${state}`)}`}</Lead>
          <KeyValue items={[
            { key: t('where'), value: slot?.video ? t('video') : place ? <>{place.name}<br />{place.street}<br />{place.postcode} {place.city}</> : '' },
            ...(place?.way && !slot?.video ? [{ key: t('way'), value: place.way }] : []),
            { key: t('code'), value: <strong class="code">{booking.code}</strong> },
          ]} />
          {state === 'booked' && (
            <>
              <p>{t('codeText')}</p>
              <Buttons>
                <LinkButton kind="secondary" icon="calendar" href={href(`${base}/${booking.id}/kalender.ics`)}>{t('calendar')}</LinkButton>
                {changeable && <LinkButton kind="secondary" icon="edit" href={href(`/boka/${bookable.path}`, { flytta: booking.id, vad: booking.kind })}>{t('move')}</LinkButton>}
                {changeable && <LinkButton kind="secondary" icon="remove" href={href(`${base}/${booking.id}/avbokning`)}>{t('cancel')}</LinkButton>}
              </Buttons>
              <p class="hint">{changeable ? t('until', { hours: bookable.changeHours }) : t('tooLate')}</p>
              {bookable.prepare.length > 0 && <Section heading={t('prepare')}><ul class="ds-list">{bookable.prepare.map((one) => <li key={one}>{one}</li>)}</ul></Section>}
            </>
          )}
          {booking.endedAt && <p><LinkButton href={href(`/boka/${bookable.path}`, { vad: booking.kind })}>{t('again')}</LinkButton></p>}
          {booking.doneAt && bookable.outcome && <p><LinkButton href={href(`${base}/${booking.id}/resultat`)}>{bookable.outcome.name}</LinkButton></p>}
        </>
      ),
    });
  },
});

const calendar = route({
  method: 'GET', path: `${base}/:id/kalender.ics`, access: resident(2), audit: none('the person fetches their own time'),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { tx, tenant, language, origin } = context;
    const { booking } = found;
    const [slot, place] = [await findSlot(tx, booking.slotId), await findPlace(tx, booking.placeId)];
    if (!slot) return notFound();
    return file(calendarFile({
      uid: `${booking.id}@${tenant.host}`, summary: texts(language, 'calendar.summary', { organisation: tenant.name }),
      location: slot.video || !place ? '' : `${place.name}, ${place.street}, ${place.postcode} ${place.city}`, description: texts(language, 'calendar.text'),
      startsAt: slot.startsAt, endsAt: slot.endsAt, stampedAt: tx.now, url: `${origin}${base}/${booking.id}`,
    }), 'text/calendar; charset=utf-8', { name: 'tid.ics' });
  },
});

const askCancel = route({
  method: 'GET', path: `${base}/:id/avbokning`, access: resident(2), audit: none('nothing is changed yet'),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking, bookable } = found;
    const { language, tx } = context;
    const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
    if (!mayChange(booking, bookable, tx.now)) return redirect(`${base}/${booking.id}`);
    return timesPage(context, bookable, {
      title: t('cancelTitle'), back: href(`${base}/${booking.id}`),
      children: <ConfirmBox level={1} heading={t('cancelTitle')} danger consequences={[`${bookable.name}, ${whenOf(booking.startsAt, language)}`, t('cancelOther')]}
        action={href(`${base}/${booking.id}/avbokning`)} confirm={t('cancelConfirm')} cancel={href(`${base}/${booking.id}`)} cancelText={t('cancelKeep')} />,
    });
  },
});

const doCancel = route({
  method: 'POST', path: `${base}/:id/avbokning`, access: resident(2), audit: none('the cancellation itself is audited'),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking, bookable } = found;
    const { tx } = context;
    if (booking.endedAt) return redirect(`${base}/${booking.id}?gjort=avbokad`);
    if (!mayChange(booking, bookable, tx.now)) return redirect(`${base}/${booking.id}?gjort=sent`);
    await cancel(tx, booking, 'cancelled');
    await tell(tx, booking, `cancelled/${booking.id}`);
    return redirect(`${base}/${booking.id}?gjort=avbokad`);
  },
});

const askMove = route({
  method: 'GET', path: `${base}/:id/flytt`, access: resident(2), audit: none('nothing is changed yet'), query: z.object({ tid: z.string().max(60).catch('') }),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking, bookable } = found;
    const { language, tx, query: { tid } } = context;
    const slot = isUuid(tid) ? await findSlot(tx, asUuid(tid)) : undefined;
    if (!slot) return redirect(href(`/boka/${bookable.path}`, { flytta: booking.id, vad: booking.kind }));
    const place = await findPlace(tx, slot.placeId);
    const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
    return timesPage(context, bookable, {
      title: t('moveTitle'), back: href(`${base}/${booking.id}`),
      children: (
        <>
          <PageHeading above={bookable.name}>{t('moveTitle')}</PageHeading>
          <KeyValue items={[{ key: t('from'), value: whenOf(booking.startsAt, language) }, { key: t('to'), value: <strong>{whenOf(slot.startsAt, language)}</strong> },
            { key: t('where'), value: place ? `${place.name}, ${place.street}, ${place.city}` : '' }]} />
          <p>{t('moveSafe')}</p>
          <Form action={href(`${base}/${booking.id}/flytt`)} hidden={{ tid: slot.id }}><Button icon="check">{t('moveConfirm')}</Button></Form>
          <p><Link href={href(`/boka/${bookable.path}`, { flytta: booking.id, vad: booking.kind, dag: slot.day })}>{t('moveOther')}</Link></p>
        </>
      ),
    });
  },
});

const doMove = route({
  method: 'POST', path: `${base}/:id/flytt`, access: resident(2), audit: none('the move itself is audited'),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking, bookable } = found;
    const { tx, fields } = context;
    const to = String(fields['tid'] ?? '');
    if (!mayChange(booking, bookable, tx.now)) return redirect(`${base}/${booking.id}?gjort=sent`);
    if (!isUuid(to)) return notFound();
    const moved = await move(tx, bookable, booking, asUuid(to));
    if (moved.ok) return redirect(`${base}/${booking.id}?gjort=flyttad`);
    if (moved.reason === 'ended') return redirect(`${base}/${booking.id}`);
    return redirect(href(`/boka/${bookable.path}`, { flytta: booking.id, vad: booking.kind, varfor: moved.reason === 'stopped' ? 'timeStopped' : moved.reason }));
  },
});

/** Times to come, offers and calls: what My pages says first. */
export async function myTimes(context: RequestContext<Resident>): Promise<MyPagesPart[]> {
  const { tx, who, language } = context;
  if (who.level < 2) return [];
  const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
  const person = subject(who);
  const parts: MyPagesPart[] = [];
  const bookings = await inReach(context, (await bookingsOf(tx, person, 50)).filter(({ bookedAt }) => bookedAt));
  for (const { booking, bookable } of bookings.filter((one) => isComing(one.booking, tx.now)).reverse()) {
    parts.push({ place: 'underWay', key: booking.id, node: <TimeCard context={context} booking={booking} bookable={bookable} /> });
  }
  const services = await inReachOf(context, await bookablesOf(tx).all(tx, language));
  for (const offer of await openOffers(tx, person)) {
    const hold = await findBooking(tx, offer.bookingId);
    if (!hold || !(await inReach(context, [hold])).length) continue;
    parts.push({ place: 'now', key: offer.id, node: (
      <Card heading={t('offer')} tinted>
        <p>{t('offerText', { when: whenOf(offer.answerBy, language) })}</p>
        <p><LinkButton href={href(`${base}/erbjudande/${offer.id}`)}>{t('offerSee')}</LinkButton></p>
      </Card>
    ) });
  }
  for (const call of await callsOf(tx, person)) {
    const bookable = services.find(({ service }) => service === call.service);
    if (!bookable || bookings.some(({ booking }) => booking.service === call.service && booking.kind === call.kind && isComing(booking, tx.now))) continue;
    parts.push({ place: 'now', key: call.id, node: (
      <Card heading={bookable.name}>
        <p>{t('call', { kind: bookable.kinds.find(({ id }) => id === call.kind)?.name ?? '', from: call.fromDay, until: call.untilDay })}</p>
        <p><LinkButton href={href(`/boka/${bookable.path}`, { vad: call.kind, dag: call.fromDay > swedishDay(tx.now) ? call.fromDay : undefined })}>{t('callBook')}</LinkButton></p>
      </Card>
    ) });
  }
  if (bookings.some(({ booking }) => !isComing(booking, tx.now))) parts.push({ place: 'done', key: 'times', node: <p><Link href={href(base)}>{t('all')}</Link></p> });
  return parts;
}

function TimeCard({ context: { language }, booking, bookable, level = 3 }: { context: Pick<RequestContext, 'language'>; booking: Booking; bookable: Bookable; level?: 2 | 3 }) {
  return (
    <Card heading={bookable.name} level={level} icon="calendar" href={href(`${base}/${booking.id}`)}>
      <p>{whenOf(booking.startsAt, language)}</p>
    </Card>
  );
}

/** The booking of whoever asks, if they are known surely enough for it and may act in it. */
export async function own(context: RequestContext<Resident, { id: string }>): Promise<{ booking: Booking; bookable: Bookable } | Answer> {
  const { tx, who, params, language } = context;
  const booking = isUuid(params.id) ? await findBooking(tx, asUuid(params.id)) : undefined;
  if (!booking?.bookedAt) return notFound();
  const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, language);
  if (who.level < bookable.level) return stepUp(bookable.level);
  if (!await bookablesOf(tx).mayAct(tx, who, bookable)) return forbidden('proxyNotTaken');
  context.about({ dossierId: booking.id, subjectId: subject(who), authorityId: booking.authorityId });
  return { booking, bookable };
}

/** Of bookings, those that whoever asks may see now. */
async function inReach({ tx, who, language }: RequestContext<Resident>, bookings: readonly Booking[]) {
  const seen: { booking: Booking; bookable: Bookable }[] = [];
  for (const booking of bookings) {
    const bookable = await bookablesOf(tx).byVersion(tx, booking.versionId, language);
    if (who.level >= bookable.level && await bookablesOf(tx).mayAct(tx, who, bookable)) seen.push({ booking, bookable });
  }
  return seen;
}

export const myTimesRoutes = [list, show, calendar, askCancel, doCancel, askMove, doMove];
