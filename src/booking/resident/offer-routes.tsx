import { Alert, Button, Buttons, Form, KeyValue, PageHeading, asUuid, forbidden, href, isUuid, notFound, redirect, resident, route, stepUp, subject, type Answer, type RequestContext,
  type Resident } from '../../platform/index.ts';
import type { WhyNot } from '../actions/eligible.ts';
import { declineOffer, moveToOffer } from '../actions/offer.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { bookedFor, findBooking, updateBooking } from '../store/bookings.ts';
import { placesOf } from '../store/places.ts';
import { keepSeat } from '../store/seats.ts';
import { findSlot } from '../store/slots.ts';
import { findOffer, type Offer } from '../store/waiting.ts';
import { texts } from '../texts.ts';
import { timesPage } from './frame.tsx';

const offerPath = '/mina-sidor/tider/erbjudande/:id';

const showOffer = route({
  method: 'GET', path: offerPath, access: resident(2), audit: 'booking.offerRead',
  async handle(context) {
    const found = await openOffer(context);
    if ('kind' in found) return found;
    return offerPage(context, found);
  },
});

/** @param stops why a yes could not be taken: the offer stands until it is to be answered */
async function offerPage(context: RequestContext<Resident>, { offer, bookable }: { offer: Offer; bookable: Bookable }, stops: WhyNot = []): Promise<Answer> {
  const { tx, language } = context;
  const t = (key: string, params = {}) => texts(language, `offer.${key}`, params);
  const [slot, hold] = [await findSlot(tx, offer.slotId), await findBooking(tx, offer.bookingId)];
  if (!slot || !hold || hold.endedAt || hold.bookedAt || offer.answer || offer.answerBy <= tx.now) {
    return timesPage(context, bookable, { title: t('over'), back: href('/mina-sidor'), status: 410, children: <><PageHeading>{t('over')}</PageHeading><p>{t('overText')}</p></> });
  }
  const place = (await placesOf(tx)).find(({ id }) => id === slot.placeId);
  const has = hold.personId ? await bookedFor(tx, hold.personId, hold.service, hold.kind) : undefined;
  return timesPage(context, bookable, {
    title: t('title'), back: href('/mina-sidor'), status: stops.length ? 409 : 200,
    children: (
      <>
        <PageHeading above={bookable.name}>{t('title')}</PageHeading>
        {stops.length > 0 && <Alert kind="warning" live heading={texts(language, 'hold.stopped')}>{stops.map(({ id, say }) => <p key={id}>{say}</p>)}</Alert>}
        <KeyValue items={[
          { key: texts(language, 'hold.what'), value: bookable.kinds.find(({ id }) => id === hold.kind)?.name ?? '' }, { key: texts(language, 'hold.when'), value: <strong>{whenOf(slot.startsAt, language)}</strong> },
          { key: texts(language, 'hold.where'), value: place ? `${place.name}, ${place.street}, ${place.city}` : '' }, { key: t('by'), value: whenOf(offer.answerBy, language) },
        ]} />
        <p>{has ? t('instead', { when: whenOf(has.startsAt, language) }) : t('held')}</p>
        <Buttons>
          <Form action={href(`/mina-sidor/tider/erbjudande/${offer.id}/ja`)}><Button icon="check">{t('yes')}</Button></Form>
          <Form action={href(`/mina-sidor/tider/erbjudande/${offer.id}/nej`)}><Button kind="secondary">{t('no')}</Button></Form>
        </Buttons>
        <p class="hint">{t('noText')}</p>
      </>
    ),
  });
}

const accept = route({
  method: 'POST', path: `${offerPath}/ja`, access: resident(2), audit: 'booking.offerTaken',
  async handle(context) {
    const found = await openOffer(context);
    if ('kind' in found) return found;
    const { offer, bookable } = found;
    const { tx, who, language, house, tenant } = context;
    const hold = await findBooking(tx, offer.bookingId, { lock: true });
    const at = `/mina-sidor/tider/erbjudande/${offer.id}`;
    if (!hold || hold.endedAt || offer.answer || offer.answerBy <= tx.now) return hold?.bookedAt ? redirect(`/mina-sidor/tider/${hold.id}`) : redirect(at);
    const moved = await moveToOffer(tx, offer, language);
    if (moved) {
      const has = hold.personId && await bookedFor(tx, hold.personId, hold.service, hold.kind);
      if (!moved.ok && moved.reason === 'stopped') return offerPage(context, found, moved.stops);
      return redirect(moved.ok && has ? `/mina-sidor/tider/${has.id}?gjort=flyttad` : at);
    }
    if (hold.draftId) return redirect(bookablesOf(tx).hrefOfDraft(hold.draftId));
    // On to the questions; the time is theirs at least as long as a hold is.
    const until = new Date(Math.max(hold.heldUntil?.getTime() ?? 0, tx.now.getTime() + bookable.holdMinutes * 60_000));
    if (!await keepSeat(tx, hold.slotId, hold.id, until)) return redirect(at);
    const draftId = await bookablesOf(tx).begin({ house, tx, tenant }, who, bookable, language);
    await updateBooking(tx, hold.id, { draft_id: draftId, held_until: until });
    return redirect(bookablesOf(tx).hrefOfDraft(draftId));
  },
});

const decline = route({
  method: 'POST', path: `${offerPath}/nej`, access: resident(2), audit: 'booking.offerDeclined',
  async handle(context) {
    const found = await openOffer(context);
    if ('kind' in found) return found;
    await declineOffer(context.tx, found.offer);
    return redirect('/mina-sidor/tider/vantelista');
  },
});

async function openOffer(context: RequestContext<Resident, { id: string }>): Promise<{ offer: Offer; bookable: Bookable } | Answer & { kind: string }> {
  const { tx, params, who, language } = context;
  const offer = isUuid(params.id) ? await findOffer(tx, asUuid(params.id)) : undefined;
  const hold = offer && await findBooking(tx, offer.bookingId);
  if (!offer || !hold) return notFound();
  const bookable = await bookablesOf(tx).byVersion(tx, hold.versionId, language);
  if (who.level < bookable.level) return stepUp(bookable.level);
  if (!await bookablesOf(tx).mayAct(tx, who, bookable)) return forbidden('proxyNotTaken');
  context.about({ dossierId: hold.id, subjectId: subject(who), authorityId: hold.authorityId });
  return { offer, bookable };
}

export const offerRoutes = [showOffer, accept, decline];
