import { z } from 'zod';
import { addDelegation, allDelegations, endDelegation, listAuthorities, listUnits, type Delegation } from '../../organisation/index.ts';
import {
  Button, CheckboxGroup, ConfirmBox, DateField, Form, Link, LinkButton, MoneyField, Section, Select, Table, TextArea, TextField, YesNo, asUuid, formatDate,
  formatMoney, href, isUuid, none, notFound, redirect, route, swedishDay, allOf, messageOf, typedIn, type Answer, type FieldError, type RequestContext,
  type Route, type Staff,
} from '../../platform/index.ts';
import { day, errorsFrom, startOfSwedishDay } from '../form.ts';
import { staffText as t } from '../staff-texts.ts';
import { WhenFields, readEnding } from './ending.tsx';
import { YesOrNo, adminPage, administrators, base, refusedHere } from './frame.tsx';

const path = `${base}/delegation`;
const under = { label: t('delegations.title'), path: '/delegation' };
const facts = none('only facts of the organisation');
const deciders = ['officer', 'deputy', 'manager'] as const;

type Point = Delegation & { fromAt: Date; untilAt: Date | null };

const list = route({
  method: 'GET', path, access: administrators, audit: facts,
  query: z.object({ klart: z.enum(['added', 'ended']).optional().catch(undefined) }).loose(),
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const { tx, now, query } = context;
    const [points, units] = [await allDelegations(tx), await listUnits(tx)];
    return adminPage(context, {
      title: t('delegations.title'), width: 'full', done: query.klart && t(`delegations.${query.klart}`),
      children: (
        <>
          <p>{t('delegations.lead')}</p>
          <p><LinkButton href={href(`${path}/ny`)}>{t('delegations.add')}</LinkButton></p>
          {(await listAuthorities(tx)).map((authority) => (
            <Section key={authority.id} heading={authority.name}>
              <Table caption={`${t('delegations.title')}, ${authority.name}`} captionHidden rows={points.filter(({ authorityId }) => authorityId === authority.id)}
                rowKey={({ id }) => id} columns={[
                  { key: 'point', heading: t('delegations.point'), rowHeading: true, cell: ({ point }) => point },
                  { key: 'text', heading: t('delegations.text'), cell: ({ text, limitOre }) => <>{text}{limitOre !== null && <><br />{t('delegations.atMost', { amount: formatMoney(Number(limitOre)) })}</>}</> },
                  { key: 'who', heading: t('delegations.who'), cell: ({ roles }) => roles.map((role) => t(`role.${role}`)).join(', ') },
                  { key: 'units', heading: t('delegations.units'), cell: ({ unitIds }) => unitIds.map((id) => units.find((unit) => unit.id === id)?.name ?? t('roles.closedUnit')).join(', ') || t('delegations.allUnits') },
                  { key: 'reported', heading: t('delegations.reported'), cell: ({ reported }) => <YesOrNo value={reported} /> },
                  { key: 'fourEyes', heading: t('delegations.fourEyesShort'), cell: ({ fourEyes }) => <YesOrNo value={fourEyes} /> },
                  { key: 'time', heading: t('delegations.time'), cell: (point) => inForce(point, now) },
                  { key: 'end', heading: t('change'), cell: ({ id, point }) => <Link href={href(`${path}/${id}/avsluta`)} about={point}>{t('end.end')}</Link> },
                ]} />
            </Section>
          ))}
        </>
      ),
    });
  },
});

function inForce({ fromAt, untilAt }: Point, now: Date): string {
  if (untilAt) return t('delegations.until', { date: formatDate(untilAt, 'sv') });
  return fromAt > now ? t('delegations.from', { date: formatDate(fromAt, 'sv') }) : t('until.further');
}

const showAdd = route({
  method: 'GET', path: `${path}/ny`, access: administrators, audit: facts,
  handle: (context) => refusedHere(context) ?? addPage(context, { fromDay: swedishDay(context.now) }, [], []),
});

async function addPage(context: RequestContext<Staff>, typed: Record<string, string>, chosen: readonly string[], errors: readonly FieldError[]): Promise<Answer> {
  const [authorities, units] = [await listAuthorities(context.tx), await listUnits(context.tx)];
  const field = (name: string) => ({ name, label: t(`delegations.${name}`), value: typed[name], error: messageOf(errors, name) });
  const several = (name: string) => ({ name, label: t(`delegations.${name}`), error: messageOf(errors, name), values: chosen });
  return adminPage(context, {
    title: t('delegations.add'), under, errors,
    children: (
      <Form action={href(`${path}/ny`)}>
        <Select {...field('authority')} options={authorities.map(({ id, name }) => ({ value: id, label: name }))} />
        <TextField {...field('point')} hint={t('delegations.pointHint')} size={8} />
        <TextArea {...field('text')} hint={t('delegations.textHint')} rows={3} />
        <CheckboxGroup {...several('roles')} choices={deciders.map((role) => ({ value: role, label: t(`role.${role}`) }))} />
        <CheckboxGroup {...several('units')} hint={t('delegations.unitsHint')} optional choices={units.filter(({ authorityId }) => authorityId).map(({ id, name, authorityId }) => (
          { value: id, label: name, hint: authorities.find((one) => one.id === authorityId)?.name }))} />
        <MoneyField {...field('limit')} hint={t('delegations.limitHint')} optional />
        <YesNo {...field('reported')} value={typed['reported'] === 'yes' || typed['reported'] === 'no' ? typed['reported'] : undefined} labels={{ yes: t('yes'), no: t('no') }} />
        <YesNo {...field('fourEyes')} hint={t('delegations.fourEyesHint')} value={typed['fourEyes'] === 'yes' ? 'yes' : 'no'} labels={{ yes: t('yes'), no: t('no') }} />
        <DateField {...field('fromDay')} />
        <Button>{t('delegations.add')}</Button>
      </Form>
    ),
  });
}

const point = z.object({
  authority: z.uuid(), point: z.string().regex(/^\d{1,3}(\.\d{1,3}){0,3}$/), text: z.string().min(5).max(1_000), reported: z.enum(['yes', 'no']), fourEyes: z.enum(['yes', 'no']).default('no'), fromDay: day,
  // Whole kronor as people write them; kept in öre.
  limit: z.string().transform((text) => text.replaceAll(/[\s\u00a0]|kr(onor)?$/g, '')).pipe(z.string().regex(/^\d{0,9}$/)).default(''),
});

const add = route({
  method: 'POST', path: `${path}/ny`, access: administrators, audit: 'organisation.delegationAdded',
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const { tx, fields, now } = context;
    const typed = typedIn(fields);
    const [roles, unitIds] = [allOf(fields, 'roles'), allOf(fields, 'units')];
    const parsed = point.safeParse(typed);
    const errors = parsed.success ? [] : errorsFrom(parsed.error.issues, (name) => t(`delegations.${name}Wrong`));
    if (!roles.length || !roles.every((role) => (deciders as readonly string[]).includes(role))) errors.push({ name: 'roles', message: t('delegations.rolesWrong') });
    const units = (await listUnits(tx)).filter(({ id }) => unitIds.includes(id));
    if (units.length !== unitIds.length || units.some(({ authorityId }) => authorityId !== typed['authority'])) errors.push({ name: 'units', message: t('delegations.unitsWrong') });
    const authority = (await listAuthorities(tx)).find(({ id }) => id === typed['authority']);
    if (!authority && !errors.some(({ name }) => name === 'authority')) errors.push({ name: 'authority', message: t('delegations.authorityWrong') });
    if (!parsed.success || !authority || errors.length) return addPage(context, typed, [...roles, ...unitIds], errors);
    const { text, reported, fourEyes, limit, fromDay, point: number } = parsed.data;
    const id = await addDelegation(tx, {
      authorityId: authority.id, point: number, text, roles, unitIds: units.map((unit) => unit.id), reported: reported === 'yes', fourEyes: fourEyes === 'yes',
      limitOre: limit ? Number(limit) * 100 : null, fromAt: fromDay <= swedishDay(now) ? now : startOfSwedishDay(fromDay),
    });
    context.about({ authorityId: authority.id, detail: { point: number, delegation: id } });
    return redirect(`${path}?klart=added`);
  },
});

const askEnd = route({
  method: 'GET', path: `${path}/:id/avsluta`, access: administrators, audit: facts,
  handle: (context) => withPoint(context, (one) => endPage(context, one, {}, [])),
});

function endPage(context: RequestContext<Staff>, one: Point, typed: Record<string, string>, errors: readonly FieldError[]): Answer {
  const title = t('delegations.end', { point: one.point });
  return adminPage(context, {
    title, under, errors,
    children: (
      <ConfirmBox danger heading={t('confirm')} consequences={[one.text, t('delegations.endDecide'), t('delegations.endStands')]} action={href(`${path}/${one.id}/avsluta`)}
        confirm={title} cancel={href(path)}>
        <WhenFields typed={typed} errors={errors} />
      </ConfirmBox>
    ),
  });
}

const end = route({
  method: 'POST', path: `${path}/:id/avsluta`, access: administrators, audit: 'organisation.delegationEnded',
  handle: (context) => withPoint(context, async (one) => {
    const typed = typedIn(context.fields);
    const read = readEnding(typed, context.now);
    if ('errors' in read) return endPage(context, one, typed, read.errors);
    context.about({ authorityId: one.authorityId, detail: { point: one.point, delegation: one.id } });
    return await endDelegation(context.tx, one.id, read.at) ? redirect(`${path}?klart=ended`) : notFound();
  }),
});

async function withPoint(context: RequestContext<Staff, { id: string }>, answer: (one: Point) => Answer | Promise<Answer>): Promise<Answer> {
  const refused = refusedHere(context);
  if (refused) return refused;
  const { id } = context.params;
  const one = isUuid(id) ? (await allDelegations(context.tx)).find((each) => each.id === asUuid(id)) : undefined;
  return one ? answer(one) : notFound();
}

export const delegationRoutes: readonly Route[] = [list, showAdd, add, askEnd, end];
