import { z } from 'zod';
import { findPerson } from '../../identity/index.ts';
import { Alert, Button, Details, ErrorSummary, Form, KeyValue, Link, LinkButton, PageHeading, asUuid, href, isUuid, none, notFound, redirect, resident, route, subject, swedishDay, type Answer,
  type FieldError, type Language, type RequestContext, type Resident } from '../../platform/index.ts';
import { hold, isBookable } from '../actions/hold.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { whyNot, type WhyNot } from '../actions/eligible.ts';
import { bookableAt, bookablesOf, type Bookable } from '../bookable.ts';
import { homeErrors, readHome, type Home } from '../model/home.ts';
import { bookedFor, updateBooking } from '../store/bookings.ts';
import { findPlace } from '../store/places.ts';
import { findSlot, type Slot } from '../store/slots.ts';
import { texts } from '../texts.ts';
import { mayBook, timesPage } from './frame.tsx';
import { HomeFields } from './home-fields.tsx';

const query = z.object({ vad: z.string().max(60).catch(''), utkast: z.string().max(60).optional().catch(undefined) });
const path = '/boka/:tjanst/tid/:slot';

const ask = route({
  method: 'GET', path, access: resident(0), audit: none('nothing is held yet'), query,
  async handle(context) {
    const found = await find(context);
    return 'bookable' in found ? timePage(context, found, context.query.utkast, await knownHome(context, found.slot), []) : found;
  },
});

/** The time that was chosen: whether it is the right one, and, of a visit at home, where. */
async function timePage(context: RequestContext<Resident>, { bookable, slot, kind }: Found, draft: string | undefined, home: Partial<Home>, errors: readonly FieldError[]): Promise<Answer> {
  const { tx, language, who } = context;
  const person = subject(who);
  const has = await bookedFor(tx, person, bookable.service, kind.id);
  const stops = has ? [] : await whyNot(tx, bookable, { personId: person, kind: kind.id, day: slot.day, language });
  const t = (key: string, params = {}) => texts(language, `hold.${key}`, params);
  const place = await findPlace(tx, slot.placeId);
  const comes = !slot.video && !slot.areas.length;
  return timesPage(context, bookable, {
    title: t('title'), back: href(`/boka/${bookable.path}`, { vad: kind.id, dag: slot.day }), hasErrors: errors.length > 0, ...((has || stops.length > 0) && { status: 409 }),
    children: (
      <>
        <ErrorSummary errors={errors} />
        <PageHeading above={bookable.name}>{t('title')}</PageHeading>
        <KeyValue items={[
          { key: t('what'), value: slot.title ?? kind.name }, { key: t('when'), value: <strong>{whenOf(slot.startsAt, language)}</strong> },
          { key: t('where'), value: slot.video ? t('video') : slot.areas.length ? texts(language, 'home.at') : place ? `${place.name}, ${place.street}, ${place.city}` : '' },
          ...(place?.way && comes ? [{ key: t('way'), value: place.way }] : []),
        ]} />
        {context.display?.actingFor && <Alert><p>{t('for', { name: context.display.actingFor })}</p></Alert>}
        {has ? (
          <Alert kind="warning" heading={t('has', { when: whenOf(has.startsAt, language) })}>
            <p><LinkButton kind="secondary" href={href(`/mina-sidor/tider/${has.id}/flytt`, { tid: slot.id })}>{t('moveInstead')}</LinkButton></p>
            <p><Link href={href(`/mina-sidor/tider/${has.id}`)}>{t('keep')}</Link></p>
          </Alert>
        ) : stops.length ? <Stops stops={stops} heading={t('stopped')} path={bookable.path} language={language} today={swedishDay(tx.now)} /> : (
          <Form action={href(`/boka/${bookable.path}/tid/${slot.id}`)} hidden={{ vad: kind.id, utkast: draft }}>
            {slot.areas.length > 0 && <HomeFields language={language} home={home} errors={errors} />}
            <p>{t('then', { minutes: bookable.holdMinutes })}</p>
            <Button icon="arrowRight" iconAfter>{t('hold')}</Button>
          </Form>
        )}
        <p><Link href={href(`/boka/${bookable.path}`, { vad: kind.id, dag: slot.day, utkast: draft, postnr: slot.areas.length ? home.postcode : undefined })}>{t('other')}</Link></p>
        {bookable.prepare.length > 0 && <Details summary={t('prepare')}><ul class="ds-list">{bookable.prepare.map((one) => <li key={one}>{one}</li>)}</ul></Details>}
      </>
    ),
  });
}

/** Why one may not book, and the way to what one may book instead. */
function Stops({ stops, heading, path, language, today }: { stops: WhyNot; heading: string; path: string; language: Language; today: string }) {
  return (
    <Alert kind="warning" heading={heading}>
      {stops.map(({ id, say, next }) => (
        <div key={id} class="flow">
          <p>{say}</p>
          {next && <p><Link href={href(`/boka/${path}`, { vad: next.kind, dag: next.from > today ? next.from : undefined })}>{texts(language, 'stops.next', { kind: next.name })}</Link></p>}
        </div>
      ))}
    </Alert>
  );
}

const take = route({
  method: 'POST', path, access: resident(0), audit: none('what is held is audited by the room'),
  async handle(context) {
    const { tx, fields, who, language, house, tenant, params } = context;
    const draft = String(fields['utkast'] ?? '');
    const found = await find({ ...context, query: { vad: String(fields['vad'] ?? ''), utkast: draft } });
    if (!('bookable' in found)) return found;
    const { bookable, kind, slot } = found;
    const typed = slot.areas.length ? readHome(fields, slot.areas) : undefined;
    if (typed?.faults.length) return timePage(context, found, draft || undefined, typed.home, homeErrors(typed.faults, (fault) => texts(language, `home.fault-${fault}`)));
    const made = await hold(tx, bookable, { slotId: slot.id, kind: kind.id, personId: subject(who), language, ...(isUuid(draft) && { draftId: asUuid(draft) }), ...(typed && { home: typed.home }) });
    if (!made.ok) {
      if (made.reason === 'has' || made.reason === 'stopped') return redirect(href(`/boka/${params.tjanst}/tid/${slot.id}`, { vad: kind.id, utkast: draft || undefined }));
      return redirect(href(`/boka/${params.tjanst}`, { vad: kind.id, dag: slot.day, varfor: made.reason, utkast: draft || undefined }));
    }
    // A draft that lost its time, or changes it, goes on with the new one where it was.
    const draftId = (made.draftId && await bookablesOf(tx).isOpenDraft(tx, made.draftId, bookable) ? made.draftId : undefined) ?? await bookablesOf(tx).begin({ house, tx, tenant }, who, bookable, language);
    await updateBooking(tx, made.bookingId, { draft_id: draftId });
    context.about({ dossierId: made.bookingId, subjectId: subject(who) });
    return redirect(bookablesOf(tx).hrefOfDraft(draftId));
  },
});

/** Where somebody lives, as the population register has it. */
export async function knownHome({ tx, who }: Pick<RequestContext<Resident>, 'tx' | 'who'>, slot: Slot): Promise<Partial<Home>> {
  const person = slot.areas.length ? await findPerson(tx, subject(who)) : undefined;
  return person?.facts.address ?? {};
}

type Found = { bookable: Bookable; slot: Slot; kind: Bookable['kinds'][number] };

/** The time that is meant, or where to go instead. */
async function find(context: RequestContext<Resident, { tjanst: string; slot: string }, z.infer<typeof query>>): Promise<Found | Answer> {
  const { tx, params, language, query: { vad, utkast } } = context;
  const bookable = await bookableAt(tx, params.tjanst, language);
  const slot = bookable && isUuid(params.slot) ? await findSlot(tx, asUuid(params.slot)) : undefined;
  if (!bookable || !slot || slot.service !== bookable.service) return notFound();
  if (bookable.stopped) return redirect(`/boka/${bookable.path}`);
  const refusal = await mayBook(context, bookable);
  if (refusal) return refusal;
  const kind = bookable.kinds.find(({ id }) => id === vad && slot.kinds.includes(id)) ?? bookable.kinds.find(({ id }) => slot.kinds.includes(id));
  if (!kind || !isBookable(tx, slot, bookable, kind.id)) return redirect(href(`/boka/${bookable.path}`, { vad: kind?.id, varfor: 'closed', utkast: utkast || undefined }));
  return { bookable, slot, kind };
}

export const holdRoutes = [ask, take];
