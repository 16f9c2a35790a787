import { z } from 'zod';
import { Button, ConfirmBox, ErrorSummary, Form, KeyValue, Link, PageHeading, RadioGroup, asUuid, href, isUuid, none, notFound, redirect, resident, route, type Answer, type FieldError, type RequestContext,
  type Resident } from '../../platform/index.ts';
import { cancelSeries } from '../actions/cancel-series.ts';
import { cancel } from '../actions/cancel.ts';
import { tell } from '../actions/confirm.ts';
import { move } from '../actions/move.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { homeErrors, readHome, type Home } from '../model/home.ts';
import { mayCancel, mayChange } from '../model/state.ts';
import { bookingContent, bookingsOfSeries, writeContent } from '../store/bookings.ts';
import { findPlace } from '../store/places.ts';
import { findSlot, type Slot } from '../store/slots.ts';
import { texts } from '../texts.ts';
import { timesPage } from './frame.tsx';
import { knownHome } from './hold-routes.tsx';
import { HomeFields } from './home-fields.tsx';
import { base, own, type Own } from './own.ts';

const askCancel = route({
  // A time that is given back is somebody else's: never behind those who book.
  method: 'GET', path: `${base}/:id/avbokning`, urgency: 'critical', access: resident(2), audit: none('nothing is changed yet'),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking, bookable } = found;
    const { language, tx } = context;
    const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
    if (!mayCancel(booking, tx.now)) return redirect(`${base}/${booking.id}`);
    const others = booking.seriesId ? (await bookingsOfSeries(tx, booking.seriesId)).filter((one) => one.id !== booking.id && mayCancel(one, tx.now)) : [];
    return timesPage(context, bookable, {
      title: t('cancelTitle'), back: href(`${base}/${booking.id}`),
      children: <ConfirmBox level={1} heading={t('cancelTitle')} danger consequences={[`${bookable.name}, ${whenOf(booking.startsAt, language)}`, t('cancelOther')]}
        action={href(`${base}/${booking.id}/avbokning`)} confirm={t('cancelConfirm')} cancel={href(`${base}/${booking.id}`)} cancelText={t('cancelKeep')}>
        {others.length > 0 && <RadioGroup name="vilka" label={t('cancelWhich')} value="en" choices={[{ value: 'en', label: t('cancelOne') }, { value: 'alla', label: t('cancelAll', { count: others.length + 1 }), hint: t('cancelAllHint') }]} />}
      </ConfirmBox>,
    });
  },
});

const doCancel = route({
  method: 'POST', path: `${base}/:id/avbokning`, urgency: 'critical', access: resident(2), audit: none('the cancellation itself is audited'),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking } = found;
    const { tx, fields } = context;
    if (booking.endedAt) return redirect(`${base}/${booking.id}?gjort=avbokad`);
    if (!mayCancel(booking, tx.now)) return redirect(`${base}/${booking.id}?gjort=sent`);
    if (booking.seriesId && fields['vilka'] === 'alla') {
      await cancelSeries(tx, booking.seriesId, (one) => mayCancel(one, tx.now));
      return redirect(`${base}/${booking.id}?gjort=avbokade`);
    }
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
    const { tx, query: { tid } } = context;
    const slot = isUuid(tid) ? await findSlot(tx, asUuid(tid)) : undefined;
    if (!slot) return redirect(href(`/boka/${bookable.path}`, { flytta: booking.id, vad: booking.kind }));
    return movePage(context, found, slot, (await bookingContent(tx, booking.id)).home ?? await knownHome(context, slot), []);
  },
});

/** The time that one has and the one it is moved to; of a visit at home, where. */
async function movePage(context: RequestContext<Resident>, { booking, bookable }: Own, slot: Slot, home: Partial<Home>, errors: readonly FieldError[]): Promise<Answer> {
  const { language, tx } = context;
  const place = await findPlace(tx, slot.placeId);
  const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
  const where = slot.video ? t('video') : slot.areas.length ? texts(language, 'home.at') : place ? `${place.name}, ${place.street}, ${place.city}` : '';
  return timesPage(context, bookable, {
    title: t('moveTitle'), back: href(`${base}/${booking.id}`), hasErrors: errors.length > 0,
    children: (
      <>
        <ErrorSummary errors={errors} />
        <PageHeading above={bookable.name}>{t('moveTitle')}</PageHeading>
        <KeyValue items={[{ key: t('from'), value: whenOf(booking.startsAt, language) }, { key: t('to'), value: <strong>{whenOf(slot.startsAt, language)}</strong> }, { key: t('where'), value: where }]} />
        <p>{t('moveSafe')}</p>
        <Form action={href(`${base}/${booking.id}/flytt`)} hidden={{ tid: slot.id }}>
          {slot.areas.length > 0 && <HomeFields language={language} home={home} errors={errors} />}
          <Button icon="check">{t('moveConfirm')}</Button>
        </Form>
        <p><Link href={href(`/boka/${bookable.path}`, { flytta: booking.id, vad: booking.kind, dag: slot.day })}>{t('moveOther')}</Link></p>
      </>
    ),
  });
}

const doMove = route({
  method: 'POST', path: `${base}/:id/flytt`, access: resident(2), audit: none('the move itself is audited'),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking, bookable } = found;
    const { tx, fields, language } = context;
    const to = String(fields['tid'] ?? '');
    if (!mayChange(booking, bookable, tx.now)) return redirect(`${base}/${booking.id}?gjort=sent`);
    if (!isUuid(to)) return notFound();
    const slot = await findSlot(tx, asUuid(to));
    const typed = slot?.areas.length ? readHome(fields, slot.areas) : undefined;
    if (slot && typed?.faults.length) return movePage(context, found, slot, typed.home, homeErrors(typed.faults, (fault) => texts(language, `home.fault-${fault}`)));
    const moved = await move(tx, bookable, booking, asUuid(to));
    if (moved.ok && typed) await writeContent(tx, booking, { ...await bookingContent(tx, booking.id), home: typed.home });
    if (moved.ok) return redirect(`${base}/${booking.id}?gjort=flyttad`);
    if (moved.reason === 'ended') return redirect(`${base}/${booking.id}`);
    return redirect(href(`/boka/${bookable.path}`, { flytta: booking.id, vad: booking.kind, varfor: moved.reason === 'stopped' ? 'timeStopped' : moved.reason }));
  },
});

export const changeRoutes = [askCancel, doCancel, askMove, doMove];
