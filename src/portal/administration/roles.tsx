import { z } from 'zod';
import { addStaff, assign, endRole, listStaff, signOutStaff, type Assignment, type StaffMember } from '../../identity/index.ts';
import { listAuthorities, listUnits, type Authority, type Unit } from '../../organisation/index.ts';
import {
  Button, Buttons, ConfirmBox, Form, Link, LinkButton, RadioGroup, Select, Table, TextField, asUuid, formatDate, href, isUuid, none, notFound, redirect,
  route, staffRoles, messageOf, typedIn, type Answer, type FieldError, type RequestContext, type Route, type Staff, type StaffRole, type Uuid,
} from '../../platform/index.ts';
import { errorsFrom } from '../form.ts';
import { staffText as t } from '../staff-texts.ts';
import { WhenFields, readEnding } from './ending.tsx';
import { adminPage, administrators, base, refusedHere } from './frame.tsx';

const path = `${base}/roller`;
const under = { label: t('roles.title'), path: '/roller' };
const facts = none('only names of staff, which colleagues see');

interface Held { member: StaffMember; role: Assignment & { untilAt?: Date } }

const list = route({
  method: 'GET', path, access: administrators, audit: facts,
  query: z.object({ klart: z.enum(['given', 'ended']).optional().catch(undefined) }).loose(),
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const places = await placesOf(context);
    return adminPage(context, {
      title: t('roles.title'), width: 'full', done: context.query.klart && t(`roles.${context.query.klart}`),
      children: (
        <>
          <p>{t('roles.lead')}</p>
          <Buttons>
            <LinkButton href={href(`${path}/ny`)}>{t('roles.give')}</LinkButton>
            <LinkButton kind="secondary" href={href(`${path}/ny-medarbetare`)}>{t('roles.new')}</LinkButton>
          </Buttons>
          <Table caption={t('roles.title')} captionHidden rows={await held(context)} rowKey={({ role }) => role.id} columns={[
            { key: 'name', heading: t('roles.name'), rowHeading: true, cell: ({ member }) => member.name },
            { key: 'title', heading: t('roles.jobTitle'), cell: ({ member }) => member.title },
            { key: 'role', heading: t('roles.role'), cell: ({ role }) => t(`role.${role.role}`) },
            { key: 'place', heading: t('roles.where'), cell: ({ role }) => places.find(({ value }) => value === placeOf(role))?.label ?? t('roles.closedUnit') },
            { key: 'until', heading: t('roles.until'), cell: ({ role }) => (role.untilAt ? formatDate(role.untilAt, 'sv') : t('until.further')) },
            { key: 'end', heading: t('change'), cell: ({ member, role }) => <Link href={href(`${path}/${role.id}/avsluta`)} about={`${member.name}, ${t(`role.${role.role}`)}`}>{t('end.end')}</Link> },
          ]} />
        </>
      ),
    });
  },
});

async function held({ tx }: RequestContext<Staff>): Promise<Held[]> {
  return (await listStaff(tx)).flatMap((member) => member.assignments.map((role) => ({ member, role })));
}

/** Everywhere a role can be held: the whole organisation, an authority, a unit. */
async function placesOf({ tx }: RequestContext<Staff>): Promise<{ value: string; label: string; authority?: Authority; unit?: Unit }[]> {
  const [authorities, units] = [await listAuthorities(tx), await listUnits(tx)];
  return [
    { value: 'all', label: t('whole') },
    ...authorities.flatMap((authority) => [
      { value: authority.id, label: authority.name, authority },
      ...units.filter(({ authorityId }) => authorityId === authority.id).map((unit) => ({ value: unit.id, label: `${authority.name}, ${unit.name}`, authority, unit })),
    ]),
  ];
}

function placeOf({ authorityId, unitId }: Assignment): string {
  return unitId ?? authorityId ?? 'all';
}

const showGive = route({
  method: 'GET', path: `${path}/ny`, access: administrators, audit: facts,
  handle: (context) => refusedHere(context) ?? givePage(context, false, {}, []),
});
const showNew = route({
  method: 'GET', path: `${path}/ny-medarbetare`, access: administrators, audit: facts,
  handle: (context) => refusedHere(context) ?? givePage(context, true, {}, []),
});

async function givePage(context: RequestContext<Staff>, isNew: boolean, typed: Record<string, string>, errors: readonly FieldError[]): Promise<Answer> {
  const field = (name: string) => ({ name, label: t(`roles.${name}`), value: typed[name], error: messageOf(errors, name) });
  return adminPage(context, {
    title: t(isNew ? 'roles.new' : 'roles.give'), under, errors,
    children: (
      <Form action={href(isNew ? `${path}/ny-medarbetare` : `${path}/ny`)}>
        {isNew
          ? <><TextField {...field('name')} /><TextField {...field('jobTitle')} /><TextField {...field('number')} hint={t('roles.numberHint')} type="personalNumber" size={14} /></>
          : <Select {...field('staff')} options={(await listStaff(context.tx)).map(({ id, name, title }) => ({ value: id, label: `${name}, ${title}` }))} />}
        <RadioGroup {...field('role')} choices={staffRoles.map((role) => ({ value: role, label: t(`role.${role}`), hint: t(`role-hint.${role}`) }))} />
        <Select {...field('place')} hint={t('roles.placeHint')} options={await placesOf(context)} />
        <p class="hint">{t('roles.from')}</p>
        <Button>{t('roles.give')}</Button>
      </Form>
    ),
  });
}

const role = { role: z.enum(staffRoles), place: z.string().min(1) };
const toKnown = z.object({ staff: z.uuid(), ...role });
const toNew = z.object({
  name: z.string().min(2).max(200), jobTitle: z.string().min(2).max(200),
  number: z.string().transform((text) => text.replaceAll(/[\s-]/g, '')).pipe(z.string().regex(/^(19|20)\d{10}$/)), ...role,
});

const give = route({
  method: 'POST', path: `${path}/ny`, access: administrators, audit: 'portal.roleGiven',
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const typed = typedIn(context.fields);
    const parsed = toKnown.safeParse(typed);
    const known = parsed.success && (await listStaff(context.tx)).some(({ id }) => id === parsed.data.staff);
    const errors = parsed.success ? [...(known ? [] : wrong('staff')), ...await misplaced(context, parsed.data)] : errorsFrom(parsed.error.issues, message);
    if (!parsed.success || errors.length) return givePage(context, false, typed, errors);
    return given(context, asUuid(parsed.data.staff), parsed.data);
  },
});

const giveNew = route({
  method: 'POST', path: `${path}/ny-medarbetare`, access: administrators, audit: 'portal.roleGiven',
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const typed = typedIn(context.fields);
    const parsed = toNew.safeParse(typed);
    const errors = parsed.success ? await misplaced(context, parsed.data) : errorsFrom(parsed.error.issues, message);
    if (!parsed.success || errors.length) return givePage(context, true, typed, errors);
    const { name, jobTitle, number } = parsed.data;
    return given(context, await addStaff(context.tx, { name, title: jobTitle, number }), parsed.data);
  },
});

async function given(context: RequestContext<Staff>, staffId: Uuid, to: { role: StaffRole; place: string }): Promise<Answer> {
  const place = (await placesOf(context)).find(({ value }) => value === to.place)!;
  await assign(context.tx, { staffId, role: to.role, ...(place.authority && { authorityId: place.authority.id }), ...(place.unit && { unitId: place.unit.id }) });
  context.about({ detail: { staff: staffId, role: to.role } });
  return redirect(`${path}?klart=given`);
}

/** Administrators stand outside the authorities, as they see no cases; those who work with cases stand in one. */
async function misplaced(context: RequestContext<Staff>, { role: wanted, place }: { role: StaffRole; place: string }): Promise<FieldError[]> {
  const found = (await placesOf(context)).find(({ value }) => value === place);
  if (!found) return wrong('place');
  if ((wanted === 'administrator' || wanted === 'onDuty') && found.authority) return [{ name: 'place', message: t('roles.placeAdministrator') }];
  if (['officer', 'deputy', 'manager', 'registrar', 'economy', 'secretary'].includes(wanted) && !found.authority) return [{ name: 'place', message: t('roles.placeAuthority') }];
  return [];
}

function wrong(name: string): FieldError[] {
  return [{ name, message: message(name) }];
}

function message(name: string): string {
  return t(`roles.${name}Wrong`);
}

const askEnd = route({
  method: 'GET', path: `${path}/:id/avsluta`, access: administrators, audit: facts,
  handle: (context) => withRole(context, (one) => endPage(context, one, {}, [])),
});

function endPage(context: RequestContext<Staff>, { member, role: { id, role: of } }: Held, typed: Record<string, string>, errors: readonly FieldError[]): Answer {
  const title = t('roles.end', { role: t(`role.${of}`).toLocaleLowerCase('sv'), name: member.name });
  return adminPage(context, {
    title, under, errors,
    children: (
      <ConfirmBox danger heading={t('confirm')} consequences={[t('roles.endAccess', { name: member.name }), t('roles.endSession'), t('roles.endCases')]}
        action={href(`${path}/${id}/avsluta`)} confirm={t('roles.endConfirm')} cancel={href(path)}>
        <WhenFields typed={typed} errors={errors} />
      </ConfirmBox>
    ),
  });
}

const end = route({
  method: 'POST', path: `${path}/:id/avsluta`, access: administrators, audit: 'portal.roleEnded',
  handle: (context) => withRole(context, async (one) => {
    const { tx, house, tenant, who, now } = context;
    const typed = typedIn(context.fields);
    const read = readEnding(typed, now);
    if ('errors' in read) return endPage(context, one, typed, read.errors);
    // Somebody must be left who can let the others in.
    if (one.member.id === who.staffId && one.role.role === 'administrator') return endPage(context, one, typed, [{ message: t('roles.endOwn') }]);
    const ended = await endRole(tx, one.role.id, read.at);
    if (!ended) return notFound();
    if (read.at <= now) await signOutStaff(house, tenant.id, ended.staffId);
    context.about({ detail: { staff: ended.staffId, role: ended.role } });
    return redirect(`${path}?klart=ended`);
  }),
});

async function withRole(context: RequestContext<Staff, { id: string }>, answer: (one: Held) => Answer | Promise<Answer>): Promise<Answer> {
  const refused = refusedHere(context);
  if (refused) return refused;
  const { id } = context.params;
  const one = isUuid(id) ? (await held(context)).find((each) => each.role.id === id) : undefined;
  return one ? answer(one) : notFound();
}

export const roleRoutes: readonly Route[] = [list, showGive, showNew, give, giveNew, askEnd, end];
