import { z } from 'zod';
import { changeUnit, closeUnit, findOrganisation, listAuthorities, listUnits, type Unit } from '../../organisation/index.ts';
import {
  Button, ConfirmBox, Form, Link, Select, Table, TextField, href, isUuid, none, notFound, redirect, route, messageOf, typedIn, type Answer, type FieldError,
  type RequestContext, type Route, type Staff,
} from '../../platform/index.ts';
import { errorsFrom, phone } from '../form.ts';
import { staffText as t } from '../staff-texts.ts';
import { adminPage, administrators, base, refusedHere } from './frame.tsx';

const path = '/enheter';
const under = { label: t('units.title'), path };
const saved = z.object({ klart: z.enum(['sparad', 'stangd']).optional().catch(undefined) }).loose();

const list = route({
  method: 'GET', path: `${base}${path}`, access: administrators, audit: none('only facts of the organisation'), query: saved,
  async handle(context) {
    const { tx, query } = context;
    const refused = refusedHere(context);
    if (refused) return refused;
    const authorities = await listAuthorities(tx);
    const organisation = await findOrganisation(tx);
    return adminPage(context, {
      title: t('units.title'), width: 'full', done: query.klart && t(`units.${query.klart}`),
      children: (
        <Table caption={t('units.title')} captionHidden rows={await listUnits(tx)} rowKey={({ id }) => id} columns={[
          { key: 'name', heading: t('units.name'), rowHeading: true, cell: ({ id, name }) => <Link href={href(`${base}${path}/${id}`)}>{name}</Link> },
          { key: 'authority', heading: t('authority'), cell: ({ authorityId }) => authorities.find(({ id }) => id === authorityId)?.name ?? t('whole') },
          { key: 'phone', heading: t('units.phone'), cell: (unit) => unit.phone },
          { key: 'hours', heading: t('units.hours'), cell: (unit) => organisation?.facts.openingHours[unit.facts.hours]?.sv ?? '' },
        ]} />
      ),
    });
  },
});

const show = route({
  method: 'GET', path: `${base}${path}/:id`, access: administrators, audit: none('only facts of the organisation'),
  handle: (context) => withUnit(context, context.params.id, (unit) => formPage(context, unit, { phone: unit.phone, email: unit.email, hours: unit.facts.hours }, [])),
});

async function formPage(context: RequestContext<Staff>, unit: Unit, typed: Record<string, string | undefined>, errors: readonly FieldError[]): Promise<Answer> {
  const hours = Object.entries((await findOrganisation(context.tx))?.facts.openingHours ?? {});
  return adminPage(context, {
    title: unit.name, under, errors,
    children: (
      <>
        <Form action={href(`${base}${path}/${unit.id}`)}>
          <TextField name="phone" label={t('units.phone')} hint={t('units.phoneHint')} value={typed['phone']} error={messageOf(errors, 'phone')} type="tel" size={16} />
          <TextField name="email" label={t('units.email')} value={typed['email']} error={messageOf(errors, 'email')} type="email" />
          <Select name="hours" label={t('units.hours')} hint={t('units.hoursHint')} value={typed['hours']} error={messageOf(errors, 'hours')}
            options={hours.map(([value, { sv }]) => ({ value, label: sv }))} />
          <Button>{t('save')}</Button>
        </Form>
        <p><Link href={href(`${base}${path}/${unit.id}/stang`)}>{t('units.close', { name: unit.name })}</Link></p>
      </>
    ),
  });
}

const change = z.object({ phone, email: z.email(), hours: z.string().min(1) });

const save = route({
  method: 'POST', path: `${base}${path}/:id`, access: administrators, audit: 'organisation.unitChanged',
  handle: (context) => withUnit(context, context.params.id, async (unit) => {
    const typed = typedIn(context.fields);
    const parsed = change.safeParse(typed);
    if (!parsed.success) return formPage(context, unit, typed, errorsFrom(parsed.error.issues, (name) => t(`units.${name}Wrong`)));
    if (!await changeUnit(context.tx, unit.id, parsed.data)) return formPage(context, unit, typed, [{ name: 'hours', message: t('units.hoursWrong') }]);
    context.about({ unitId: unit.id });
    return redirect(`${base}${path}?klart=sparad`);
  }),
});

const askClose = route({
  method: 'GET', path: `${base}${path}/:id/stang`, access: administrators, audit: none('only facts of the organisation'),
  handle: (context) => withUnit(context, context.params.id, (unit) => closing(context, unit, [])),
});

function closing(context: RequestContext<Staff>, unit: Unit, errors: readonly FieldError[]): Answer {
  const title = t('units.close', { name: unit.name });
  return adminPage(context, {
    title, under, errors,
    children: <ConfirmBox danger heading={t('confirm')} consequences={[t('units.closeHidden'), t('units.closeCases'), t('units.closeStaff')]}
      action={href(`${base}${path}/${unit.id}/stang`)} confirm={title} cancel={href(`${base}${path}/${unit.id}`)} />,
  });
}

const close = route({
  method: 'POST', path: `${base}${path}/:id/stang`, access: administrators, audit: 'organisation.unitClosed',
  handle: (context) => withUnit(context, context.params.id, async (unit) => {
    const closed = await closeUnit(context.tx, unit.id);
    if (closed === 'inUse') return closing(context, unit, [{ message: t('units.inUse') }]);
    context.about({ unitId: unit.id });
    return closed === 'closed' ? redirect(`${base}${path}?klart=stangd`) : notFound();
  }),
});

async function withUnit(context: RequestContext<Staff>, id: string, answer: (unit: Unit) => Answer | Promise<Answer>): Promise<Answer> {
  const refused = refusedHere(context);
  if (refused) return refused;
  const unit = isUuid(id) ? (await listUnits(context.tx)).find((one) => one.id === id) : undefined;
  return unit ? answer(unit) : notFound();
}

export const unitRoutes: readonly Route[] = [list, show, save, askClose, close];
