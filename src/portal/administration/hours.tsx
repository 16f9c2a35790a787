import { z } from 'zod';
import { changeOpeningHours, closeDay, findOrganisation, listClosures, listUnits, openDay, type OpeningHours } from '../../organisation/index.ts';
import {
  Button, DateField, Form, Link, Section, Table, TextField, formatDateWithWeekday, href, none, notFound, redirect, route, swedishDay, messageOf, typedIn,
  type Answer, type FieldError, type RequestContext, type Route, type Staff,
} from '../../platform/index.ts';
import { day, errorsFrom } from '../form.ts';
import { staffText as t } from '../staff-texts.ts';
import { adminPage, administrators, base, refusedHere } from './frame.tsx';
import { spansOf, spansWritten, weekWritten, weekdays } from './spans.ts';

const path = '/oppettider';
const under = { label: t('hours.title'), path };
const facts = none('only facts of the organisation');

const list = route({
  method: 'GET', path: `${base}${path}`, access: administrators, audit: facts,
  query: z.object({ klart: z.enum(['sparad', 'stangd', 'oppen']).optional().catch(undefined) }).loose(),
  handle: (context) => refusedHere(context) ?? listPage(context, {}, [], context.query.klart && t(`hours.${context.query.klart}`)),
});

async function listPage(context: RequestContext<Staff>, typed: Record<string, string>, errors: readonly FieldError[], done?: string): Promise<Answer> {
  const organisation = await findOrganisation(context.tx);
  const units = await listUnits(context.tx);
  const closures = await listClosures(context.tx, swedishDay(context.now));
  const field = (name: string) => ({ name, label: t(`hours.${name}`), value: typed[name], error: messageOf(errors, name) });
  return adminPage(context, {
    title: t('hours.title'), width: 'full', errors, done,
    children: (
      <>
        <Table caption={t('hours.title')} captionHidden rows={Object.entries(organisation?.facts.openingHours ?? {})} rowKey={([name]) => name} columns={[
          { key: 'sv', heading: t('hours.written'), rowHeading: true, cell: ([name, { sv }]) => <Link href={href(`${base}${path}/${name}`)}>{sv}</Link> },
          { key: 'days', heading: t('hours.days'), cell: ([, { open }]) => weekWritten(open, (one) => t(`day.${one}`)) },
          { key: 'units', heading: t('hours.units'), cell: ([name]) => units.filter(({ facts: { hours } }) => hours === name).map((unit) => unit.name).join(', ') },
        ]} />
        <Section heading={t('hours.closures')}>
          <p>{t('hours.closuresText')}</p>
          <Table caption={t('hours.closures')} captionHidden rows={closures} rowKey={({ date }) => date} columns={[
            { key: 'day', heading: t('hours.date'), rowHeading: true, cell: ({ date }) => formatDateWithWeekday(date, 'sv') },
            { key: 'why', heading: t('hours.reason'), cell: ({ sv }) => sv },
            { key: 'open', heading: t('hours.openThen'), cell: ({ from, to }) => (from ? `${from}–${to ?? '24:00'}` : t('hours.closed')) },
            { key: 'remove', heading: t('hours.change'), cell: ({ date }) => (
              <Form action={href(`${base}${path}/dag/${date}/oppna`)}><Button kind="quiet" label={`${t('hours.open')} ${date}`}>{t('hours.open')}</Button></Form>
            ) },
          ]} />
          <Section heading={t('hours.add')} level={3}>
            <Form action={href(`${base}${path}/dag`)}>
              <DateField {...field('date')} />
              <TextField {...field('reason')} />
              <TextField {...field('from')} hint={t('hours.fromHint')} type="time" size={6} optional />
              <TextField {...field('to')} type="time" size={6} optional />
              <Button>{t('hours.add')}</Button>
            </Form>
          </Section>
        </Section>
      </>
    ),
  });
}

const show = route({
  method: 'GET', path: `${base}${path}/:name`, access: administrators, audit: facts,
  handle: (context) => withHours(context, context.params.name, (hours) => formPage(context, context.params.name, {
    sv: hours.sv, simple: String(hours['sv-simple'] ?? ''), en: String(hours['en'] ?? ''), ...Object.fromEntries(weekdays.map((one) => [one, spansWritten(hours.open, one)])),
  }, [])),
});

function formPage(context: RequestContext<Staff>, name: string, typed: Record<string, string>, errors: readonly FieldError[]): Answer {
  const field = (key: string, label: string) => ({ name: key, label, value: typed[key], error: messageOf(errors, key) });
  return adminPage(context, {
    title: t('hours.edit'), under, errors,
    children: (
      <Form action={href(`${base}${path}/${name}`)}>
        <p>{t('hours.editText')}</p>
        <TextField {...field('sv', t('hours.sv'))} hint={t('hours.svHint')} />
        <TextField {...field('simple', t('hours.simple'))} optional />
        <TextField {...field('en', t('hours.en'))} optional />
        {weekdays.map((one) => <TextField key={one} {...field(one, t(`day.${one}`))} hint={one === 'mon' ? t('hours.spansHint') : undefined} size={28} optional />)}
        <Button>{t('save')}</Button>
      </Form>
    ),
  });
}

const save = route({
  method: 'POST', path: `${base}${path}/:name`, access: administrators, audit: 'organisation.hoursChanged',
  handle: (context) => withHours(context, context.params.name, async () => {
    const typed = typedIn(context.fields);
    const read = weekdays.map((one) => ({ one, spans: spansOf(typed[one] ?? '') }));
    const errors = [
      ...(typed['sv'] ? [] : [{ name: 'sv', message: t('hours.svWrong') }]),
      ...read.filter(({ spans }) => !spans).map(({ one }) => ({ name: one, message: t('hours.spansWrong', { day: t(`day.${one}`) }) })),
    ];
    if (errors.length) return formPage(context, context.params.name, typed, errors);
    const { sv = '', simple, en } = typed;
    await changeOpeningHours(context.tx, context.params.name, {
      sv, ...(simple && { 'sv-simple': simple }), ...(en && { en }),
      open: read.flatMap(({ one, spans }) => spans!.map(({ from, to }) => ({ days: [one], from, to }))),
    });
    context.about({ detail: { hours: context.params.name } });
    return redirect(`${base}${path}?klart=sparad`);
  }),
});

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const closure = z.object({ date: day, reason: z.string().min(2).max(100), from: time.or(z.literal('')).default(''), to: time.or(z.literal('')).default('') });

const closeOne = route({
  method: 'POST', path: `${base}${path}/dag`, access: administrators, audit: 'organisation.dayClosed',
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const typed = typedIn(context.fields);
    const parsed = closure.safeParse(typed);
    const errors = parsed.success
      ? [
        ...(parsed.data.date < swedishDay(context.now) ? [{ name: 'date', message: t('hours.dateWrong') }] : []),
        ...((parsed.data.from === '') !== (parsed.data.to === '') || parsed.data.from > parsed.data.to ? [{ name: 'from', message: t('hours.fromWrong') }] : []),
      ]
      : errorsFrom(parsed.error.issues, (name) => t(`hours.${name}Wrong`));
    if (!parsed.success || errors.length) return listPage(context, typed, errors);
    const { date, reason, from, to } = parsed.data;
    await closeDay(context.tx, { date, sv: reason, ...(from && { from, to }) });
    context.about({ detail: { day: date } });
    return redirect(`${base}${path}?klart=stangd`);
  },
});

const openOne = route({
  method: 'POST', path: `${base}${path}/dag/:date/oppna`, access: administrators, audit: 'organisation.dayOpened',
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    if (!day.safeParse(context.params.date).success || !await openDay(context.tx, context.params.date)) return notFound();
    context.about({ detail: { day: context.params.date } });
    return redirect(`${base}${path}?klart=oppen`);
  },
});

async function withHours(context: RequestContext<Staff>, name: string, answer: (hours: OpeningHours) => Answer | Promise<Answer>): Promise<Answer> {
  const refused = refusedHere(context);
  if (refused) return refused;
  const all = (await findOrganisation(context.tx))?.facts.openingHours ?? {};
  const hours = Object.hasOwn(all, name) ? all[name] : undefined;
  return hours ? answer(hours) : notFound();
}

export const hourRoutes: readonly Route[] = [list, show, save, closeOne, openOne];
