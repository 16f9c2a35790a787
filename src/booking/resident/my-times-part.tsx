import { Card, Link, LinkButton, formatDate, href, subject, swedishDay, type Language, type MyPagesPart, type RequestContext, type Resident } from '../../platform/index.ts';
import { whenOf } from '../actions/time-of-draft.ts';
import { bookablesOf, type Bookable } from '../bookable.ts';
import { isComing, isUnderWay, stateOf } from '../model/state.ts';
import { bookingsOf, findBooking, sampledAmong, type Booking } from '../store/bookings.ts';
import { callsOf } from '../store/calls.ts';
import { outcomesOf } from '../store/outcomes.ts';
import { recalledSince } from '../store/recalls.ts';
import { openOffers } from '../store/waiting.ts';
import { texts } from '../texts.ts';
import { inReachOf } from './frame.tsx';
import { base, inReach } from './own.ts';

/** Times to come, offers and calls: what My pages says first. */
export async function myTimes(context: RequestContext<Resident>): Promise<MyPagesPart[]> {
  const { tx, who, language } = context;
  if (who.level < 2) return [];
  const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
  const person = subject(who);
  const parts: MyPagesPart[] = [];
  const all = (await bookingsOf(tx, person, 50)).filter(({ bookedAt }) => bookedAt);
  const bookings = await inReach(context, all);
  // What whoever is signed in may see as soon as they have shown more surely who they are: that there is something is said, and not what.
  const surer = { ...context, who: { ...who, level: 3 as const } };
  const sampled = await sampledAmong(tx, all.map(({ id }) => id));
  const underWay = ({ booking }: { booking: Booking }) => isUnderWay(booking, sampled.has(booking.id), tx.now);
  const coming = bookings.filter(underWay).reverse();
  for (const { booking, bookable } of coming) {
    // Of a series the next time; the others are told of with it.
    const series = coming.filter(({ booking: other }) => booking.seriesId !== null && other.seriesId === booking.seriesId);
    if (series.length && series[0]!.booking !== booking) continue;
    parts.push({ place: 'underWay', key: booking.id, node: <TimeCard context={context} booking={booking} bookable={bookable} sampled={sampled.has(booking.id)} more={series.length - 1} /> });
  }
  let unseen = false;
  const services = await inReachOf(context, await bookablesOf(tx).all(tx, language));
  for (const offer of await openOffers(tx, person)) {
    const hold = await findBooking(tx, offer.bookingId);
    if (!hold) continue;
    if (!(await inReach(context, [hold])).length) {
      unseen ||= (await inReach(surer, [hold])).length > 0;
      continue;
    }
    parts.push({ place: 'now', key: offer.id, node: (
      <Card heading={t('offer')} tinted>
        <p>{t('offerText', { when: whenOf(offer.answerBy, language) })}</p>
        <p><LinkButton href={href(`${base}/erbjudande/${offer.id}`)}>{t('offerSee')}</LinkButton></p>
      </Card>
    ) });
  }
  const today = swedishDay(tx.now);
  const since = new Date(tx.now.getTime() - newsDays * 86_400_000);
  const recalled = await recalledSince(tx, all.map(({ id }) => id), since);
  const written = new Set((await outcomesOf(tx, person)).filter(({ recordedAt, source }) => recordedAt > since && source !== 'elsewhere').map(({ bookingId }) => bookingId));
  if (who.level < 3) {
    const seen = new Set(bookings.map(({ booking }) => booking.id));
    unseen ||= (await inReach(surer, all)).some(({ booking }) => !seen.has(booking.id) && (underWay({ booking }) || recalled.has(booking.id) || written.has(booking.id)));
  }
  if (unseen) {
    parts.push({ place: 'now', key: 'unseen', node: (
      <Card heading={t('unseen')} tinted>
        <p>{t('unseenText')}</p>
        <p><LinkButton href={href('/logga-in', { till: '/mina-sidor', niva: '3' })}>{t('unseenSignIn')}</LinkButton></p>
      </Card>
    ) });
  }
  for (const { booking, bookable } of bookings) {
    // What a message has said that there is, stands first for a while.
    if (!bookable.outcome || !(recalled.has(booking.id) || written.has(booking.id))) continue;
    parts.push({ place: 'now', key: `outcome-${booking.id}`, node: (
      <Card heading={recalled.has(booking.id) ? texts(language, 'recall.title') : bookable.outcome.name} tinted>
        <p>{t('news', { service: bookable.name, when: whenOf(booking.startsAt, language) })}</p>
        <p><LinkButton href={href(`${base}/${booking.id}/resultat`)}>{t('seeOutcome', { name: bookable.outcome.name.toLowerCase() })}</LinkButton></p>
      </Card>
    ) });
  }
  for (const call of await callsOf(tx, person)) {
    const bookable = services.find(({ service }) => service === call.service);
    if (!bookable || bookings.some(({ booking }) => booking.service === call.service && booking.kind === call.kind && isComing(booking, tx.now))) continue;
    parts.push({ place: 'now', key: call.id, node: (
      <Card heading={bookable.name}>
        <p>{t(call.untilDay < today ? 'callLate' : 'call', { kind: bookable.kinds.find(({ id }) => id === call.kind)?.name ?? '', from: formatDate(call.fromDay, language), until: formatDate(call.untilDay, language) })}</p>
        {call.untilDay >= today && <p><LinkButton href={href(`/boka/${bookable.path}`, { vad: call.kind, dag: call.fromDay > today ? call.fromDay : undefined })}>{t('callBook')}</LinkButton></p>}
      </Card>
    ) });
  }
  if (!bookings.every(underWay)) parts.push({ place: 'done', key: 'times', node: <p><Link href={href(base)}>{t('all')}</Link></p> });
  return parts;
}

/** Days that a result stands first on My pages. */
const newsDays = 14;

/** A time to come, or whose answer is waited for, in short. */
export function TimeCard({ context: { language }, booking, bookable, level = 3, sampled = false, more = 0 }: { context: Pick<RequestContext, 'language'>; booking: Booking; bookable: Bookable; level?: 2 | 3; sampled?: boolean; more?: number }) {
  return (
    <Card heading={bookable.name} level={level} icon="calendar" href={href(`${base}/${booking.id}`)}>
      <p>{whenOf(booking.startsAt, language)}</p>
      {sampled ? <Sampled language={language} bookable={bookable} /> : stateOf(booking) === 'arrived' && <p>{texts(language, 'state.arrived')}</p>}
      {more > 0 && <p>{texts(language, 'mine.more', { count: more })}</p>}
    </Card>
  );
}

/** A sample has been taken: that the answer is waited for, and about when it comes. */
export const Sampled = ({ language, bookable }: { language: Language; bookable: Bookable }) => <p>{texts(language, 'state.sampled')} {bookable.outcome?.wait}</p>;
