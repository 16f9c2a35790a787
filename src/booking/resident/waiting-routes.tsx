import { z } from 'zod';
import { Alert, Button, Card, DateField, ErrorSummary, Form, Lead, PageHeading, RadioGroup, Select, addDays, asUuid, forbidden, formatDate, href, isUuid, none, notFound, redirect, resident, route,
  stepUp, subject, swedishDay, textOf, type Answer, type FieldError, type MyPagesPart, type RequestContext, type Resident } from '../../platform/index.ts';
import { whyNot } from '../actions/eligible.ts';
import { bookableAt, bookableNamed, bookablesOf, type Bookable } from '../bookable.ts';
import { placesOf } from '../store/places.ts';
import { addWaiting, endWaiting, findWaiting, waitingOf } from '../store/waiting.ts';
import { texts } from '../texts.ts';
import { inReachOf, mayBook, timesPage } from './frame.tsx';

const path = '/boka/:tjanst/vantelista';
const parts = ['any', 'morning', 'afternoon'] as const;
/** How long one may wait at most, and what is proposed. Days. */
const [mostDays, proposedDays] = [365, 60];

const ask = route({
  method: 'GET', path, access: resident(0), audit: none('nothing is changed yet'), query: z.object({ vad: z.string().max(60).catch(''), plats: z.string().max(60).catch('') }),
  async handle(context) {
    const bookable = await find(context);
    if ('kind' in bookable) return bookable;
    const today = swedishDay(context.now);
    return form(context, bookable, { vad: context.query.vad, plats: context.query.plats, fran: today, till: addDays(today, proposedDays), del: 'any' }, []);
  },
});

type Typed = Readonly<Record<'vad' | 'plats' | 'fran' | 'till' | 'del', string>>;

async function form(context: RequestContext<Resident>, bookable: Bookable, typed: Typed, errors: readonly FieldError[], stopped: readonly string[] = []): Promise<Answer> {
  const { language, tx } = context;
  const t = (key: string, params = {}) => texts(language, `wait.${key}`, params);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const places = (await placesOf(tx, bookable.authorityId)).filter(({ closed }) => !closed);
  return timesPage(context, bookable, {
    title: t('title'), back: href(`/boka/${bookable.path}`), hasErrors: errors.length > 0 || stopped.length > 0,
    children: (
      <>
        <ErrorSummary errors={errors} />
        <PageHeading above={bookable.name}>{t('title')}</PageHeading>
        <Lead>{t('lead', { hours: bookable.answerHours ?? 0 })}</Lead>
        {stopped.length > 0 && <Alert kind="warning" heading={t('stopped')}>{stopped.map((say) => <p key={say}>{say}</p>)}</Alert>}
        <Form action={href(`/boka/${bookable.path}/vantelista`)}>
          {bookable.kinds.length > 1 ? <RadioGroup name="vad" label={t('kind')} value={typed.vad} error={error('vad')} choices={bookable.kinds.map(({ id, name }) => ({ value: id, label: name }))} />
            : <input type="hidden" name="vad" value={bookable.kinds[0]!.id} />}
          <Select name="plats" label={t('place')} value={typed.plats || 'alla'} options={[{ value: 'alla', label: t('anywhere') }, ...places.map(({ id, name }) => ({ value: id, label: name }))]} />
          <DateField name="fran" label={t('from')} value={typed.fran} error={error('fran')} />
          <DateField name="till" label={t('until')} value={typed.till} error={error('till')} />
          <RadioGroup name="del" label={t('part')} value={typed.del} choices={parts.map((part) => ({ value: part, label: t(`part-${part}`) }))} />
          <p>{t('fair')}</p>
          <Button>{t('join')}</Button>
        </Form>
      </>
    ),
  });
}

const join = route({
  method: 'POST', path, access: resident(0), audit: 'booking.waitingJoined',
  async handle(context) {
    const bookable = await find(context);
    if ('kind' in bookable) return bookable;
    const { tx, fields, who, language } = context;
    const said = (name: string) => textOf(fields, name, 60);
    const typed: Typed = { vad: said('vad'), plats: said('plats'), fran: said('fran'), till: said('till'), del: said('del') };
    const [today, person] = [swedishDay(tx.now), subject(who)];
    const isDay = (day: string) => /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && day >= today && day <= addDays(today, mostDays);
    const wrong = (name: string) => ({ name, message: texts(language, 'wait.dateWrong', { example: addDays(today, 7) }) });
    const kind = bookable.kinds.find(({ id }) => id === typed.vad);
    const errors: FieldError[] = [
      ...(kind ? [] : [{ name: 'vad', message: texts(language, 'wait.kind') }]), ...(isDay(typed.fran) ? [] : [wrong('fran')]), ...(isDay(typed.till) ? [] : [wrong('till')]),
      ...(isDay(typed.fran) && isDay(typed.till) && typed.till < typed.fran ? [{ name: 'till', message: texts(language, 'wait.orderWrong') }] : []),
    ];
    if (!kind || errors.length) return form(context, bookable, typed, errors);
    const stops = await whyNot(tx, bookable, { personId: person, kind: kind.id, day: typed.till, language });
    if (stops.length) return form(context, bookable, typed, [], stops.map(({ say }) => say));
    const place = (await placesOf(tx, bookable.authorityId)).find(({ id }) => id === typed.plats);
    const joined = await addWaiting(tx, {
      authorityId: bookable.authorityId, service: bookable.service, kind: kind.id, personId: person, places: place ? [place.id] : [], fromDay: typed.fran, untilDay: typed.till,
      part: parts.find((part) => part === typed.del) ?? 'any', priority: 0, language, confidentiality: bookable.confidentiality,
    });
    context.about({ subjectId: person, authorityId: bookable.authorityId, detail: { service: bookable.service } });
    return redirect(href('/mina-sidor/tider/vantelista', { ny: joined ? '1' : undefined }));
  },
});

/** The service, with a waiting list, and whoever asks may book it. */
async function find(context: RequestContext<Resident, { tjanst: string }>): Promise<Bookable | Answer & { kind: string }> {
  const bookable = await bookableAt(context.tx, context.params.tjanst, context.language);
  if (bookable?.answerHours === undefined) return notFound();
  if (bookable.stopped) return redirect(`/boka/${bookable.path}`);
  return await mayBook(context, bookable) ?? bookable;
}

const mine = route({
  method: 'GET', path: '/mina-sidor/tider/vantelista', access: resident(2), audit: 'booking.ownWaitingRead', query: z.object({ ny: z.literal('1').optional().catch(undefined), borta: z.literal('1').optional().catch(undefined) }),
  async handle(context) {
    const { language, query } = context;
    const t = (key: string, params = {}) => texts(language, `wait.${key}`, params);
    const cards = await waitingCards(context, 2);
    return timesPage(context, undefined, {
      title: t('list'), back: href('/mina-sidor'),
      children: (
        <>
          {query.ny && <Alert kind="success" live heading={t('joined')}><p>{t('joinedText')}</p></Alert>}
          {query.borta && <Alert kind="success" live><p>{t('left')}</p></Alert>}
          <PageHeading>{t('list')}</PageHeading>
          {cards.length ? cards.map(({ node }) => node) : query.borta ? null : <p>{t('none')}</p>}
        </>
      ),
    });
  },
});

const leave = route({
  method: 'POST', path: '/mina-sidor/tider/vantelista/:id/slut', access: resident(2), audit: 'booking.waitingLeft',
  async handle(context) {
    const { tx, params, who, language } = context;
    const waiting = isUuid(params.id) ? await findWaiting(tx, asUuid(params.id)) : undefined;
    if (!waiting) return notFound();
    // A list of a service that has ended may be left all the same; by whoever acts for another only where that is known to be allowed.
    const bookable = await bookableNamed(tx, waiting.service, language);
    if (bookable && who.level < bookable.level) return stepUp(bookable.level);
    if (who.actingFor && !(bookable && await bookablesOf(tx).mayAct(tx, who, bookable))) return forbidden('proxyNotTaken');
    context.about({ subjectId: subject(who), authorityId: waiting.authorityId, detail: { service: waiting.service } });
    await endWaiting(tx, waiting.id, 'left');
    return redirect('/mina-sidor/tider/vantelista?borta=1');
  },
});

/** What one waits for, on My pages. */
export async function waitingCards({ tx, who, language }: RequestContext<Resident>, level: 2 | 3 = 3): Promise<MyPagesPart[]> {
  if (who.level < 2) return [];
  const services = await inReachOf({ tx, who }, await bookablesOf(tx).all(tx, language));
  const t = (key: string, params = {}) => texts(language, `wait.${key}`, params);
  return (await waitingOf(tx, subject(who))).flatMap((waiting): MyPagesPart[] => {
    const bookable = services.find(({ service }) => service === waiting.service);
    if (!bookable) return [];
    return [{ place: 'underWay', key: waiting.id, node: (
      <Card key={waiting.id} level={level} heading={t('card', { service: bookable.name })} icon="waiting">
        <p>{t('cardText', { day: formatDate(waiting.joinedAt, language) })}</p>
        <Form action={href(`/mina-sidor/tider/vantelista/${waiting.id}/slut`)}><Button kind="quiet">{t('leave')}</Button></Form>
      </Card>
    ) }];
  });
}

export const waitingRoutes = [ask, join, mine, leave];
