import { z } from 'zod';
import { Button, ConfirmBox, Form, KeyValue, Link, PageHeading, RadioGroup, asUuid, href, isUuid, none, notFound, redirect, resident, route } from '../../platform/index.ts';
import { cancelSeries } from '../actions/cancel-series.ts';
import { cancel } from '../actions/cancel.ts';
import { tell } from '../actions/confirm.ts';
import { move } from '../actions/move.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { mayChange } from '../model/state.ts';
import { bookingsOfSeries } from '../store/bookings.ts';
import { findPlace } from '../store/places.ts';
import { findSlot } from '../store/slots.ts';
import { texts } from '../texts.ts';
import { timesPage } from './frame.tsx';
import { base, own } from './own.ts';

const askCancel = route({
  method: 'GET', path: `${base}/:id/avbokning`, access: resident(2), audit: none('nothing is changed yet'),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking, bookable } = found;
    const { language, tx } = context;
    const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
    if (!mayChange(booking, bookable, tx.now)) return redirect(`${base}/${booking.id}`);
    const others = booking.seriesId ? (await bookingsOfSeries(tx, booking.seriesId)).filter((one) => one.id !== booking.id && mayChange(one, bookable, tx.now)) : [];
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
  method: 'POST', path: `${base}/:id/avbokning`, access: resident(2), audit: none('the cancellation itself is audited'),
  async handle(context) {
    const found = await own(context);
    if ('kind' in found) return found;
    const { booking, bookable } = found;
    const { tx, fields } = context;
    if (booking.endedAt) return redirect(`${base}/${booking.id}?gjort=avbokad`);
    if (!mayChange(booking, bookable, tx.now)) return redirect(`${base}/${booking.id}?gjort=sent`);
    if (booking.seriesId && fields['vilka'] === 'alla') {
      await cancelSeries(tx, booking.seriesId, (one) => mayChange(one, bookable, tx.now));
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

export const changeRoutes = [askCancel, doCancel, askMove, doMove];
