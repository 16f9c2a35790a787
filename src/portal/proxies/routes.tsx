import { z } from 'zod';
import {
  endActing, endProxy, lookUp, makeKnown, meetPerson, registerProxy, registeredProxies, staffPage, withinAuthority, type ProxyGround, type RegisteredProxy, type StaffPage,
} from '../../identity/index.ts';
import {
  Button, CheckboxGroup, ConfirmBox, DateField, EmptyState, Form, Link, LinkButton, RadioGroup, Section, Table, TextArea, TextField, formatDate,
  href, isUuid, none, notFound, redirect, route, staff, swedishDay, allOf, messageOf, typedIn, type Answer, type FieldError, type RequestContext, type Route,
  type Staff,
} from '../../platform/index.ts';
import { currentVersions, inLanguage } from '../../services/index.ts';
import { day, errorsFrom } from '../form.ts';
import { staffText } from '../staff-texts.ts';

const base = '/handlaggning/ombud';
const registrars = staff('officer', 'registrar', 'manager');
const t = (key: string, params = {}) => staffText(`proxies.${key}`, params);
/** Guardians come from the population register; the others are shown on paper. */
const grounds = ['trustee', 'administrator', 'powerOfAttorney'] as const satisfies readonly ProxyGround[];

const number = z.string().transform((text) => text.replaceAll(/[\s-]/g, '')).pipe(z.string().regex(/^\d{12}$/));

/** A page of proxies. With errors it is answered as 422. */
function proxyPage(context: RequestContext<Staff>, given: StaffPage): Answer {
  return staffPage(context, { width: 'text', ...given, ...(given.title !== t('title') && { crumbs: [{ label: t('title'), href: href(base) }] }) });
}

const list = route({
  method: 'GET', path: base, access: registrars, audit: 'identity.proxiesListed',
  query: z.object({ klart: z.enum(['registered', 'ended']).optional().catch(undefined) }).loose(),
  async handle(context) {
    const { tx, who, query } = context;
    // Who belongs to a unit is not shown everyone in the authority who has somebody to help them: only whom they ask for.
    const proxies = await registeredProxies(tx, who.unitIds.length ? { registeredBy: who.staffId } : 'all');
    return listPage(context, proxies, { heading: t(who.unitIds.length ? 'yours' : 'all'), done: query.klart && t(query.klart) });
  },
});

interface Listed { heading: string; done?: string | undefined; typed?: string; errors?: readonly FieldError[] }

async function listPage(context: RequestContext<Staff>, proxies: readonly RegisteredProxy[], { heading, done, typed, errors = [] }: Listed): Promise<Answer> {
  const names = await serviceNames(context);
  return proxyPage(context, {
    title: t('title'), done, errors, width: 'full',
    children: (
      <>
        <p>{t('lead')}</p>
        <p><LinkButton href={href(`${base}/ny`)}>{t('register')}</LinkButton></p>
        <Form action={href(`${base}/sok`)}>
          <TextField name="number" label={t('findNumber')} hint={t('numberHint')} value={typed} error={messageOf(errors, 'number')} type="personalNumber" size={14} />
          <Button kind="secondary">{t('find')}</Button>
        </Form>
        <Section heading={heading}>
          <Table caption={heading} captionHidden rows={proxies} rowKey={({ id }) => id} empty={<EmptyState heading={t('none')}><p>{t('noneText')}</p></EmptyState>} columns={[
            { key: 'person', heading: t('person'), rowHeading: true, cell: ({ person }) => person },
            { key: 'agent', heading: t('agent'), cell: ({ agent }) => agent },
            { key: 'ground', heading: t('basis'), cell: ({ ground }) => t(`ground-${ground}`) },
            { key: 'services', heading: t('servicesShort'), cell: ({ services }) => services.map((service) => names.get(service) ?? service).join(', ') || t('allServices') },
            { key: 'time', heading: t('time'), cell: ({ fromDay, untilDay }) => `${formatDate(fromDay, 'sv')} – ${untilDay ? formatDate(untilDay, 'sv') : t('further')}` },
            { key: 'end', heading: staffText('change'), cell: ({ id, agent }) => <Link href={href(`${base}/${id}/avsluta`)} about={agent}>{staffText('end.end')}</Link> },
          ]} />
        </Section>
      </>
    ),
  });
}

/** Posted, so that the personal number stands in no address. */
const find = route({
  method: 'POST', path: `${base}/sok`, access: registrars, audit: 'identity.proxiesSought',
  async handle(context) {
    const typed = typedIn(context.fields)['number'] ?? '';
    const parsed = number.safeParse(typed);
    if (!parsed.success) return listPage(context, [], { heading: t('found'), typed, errors: [{ name: 'number', message: t('personNumberWrong') }] });
    const proxies = await registeredProxies(context.tx, { number: parsed.data });
    if (proxies[0]) context.about({ subjectId: proxies[0].personId });
    return listPage(context, proxies, { heading: t('found'), typed });
  },
});

const showNew = route({
  method: 'GET', path: `${base}/ny`, access: registrars, audit: none('an empty form'),
  handle: (context) => withinAuthority(context, () => newPage(context, { fromDay: swedishDay(context.now) }, [], [])),
});

async function newPage(context: RequestContext<Staff>, typed: Record<string, string>, services: readonly string[], errors: readonly FieldError[]): Promise<Answer> {
  const field = (name: string) => ({ name, label: t(name), value: typed[name], error: messageOf(errors, name) });
  return proxyPage(context, {
    title: t('register'), errors,
    children: (
      <Form action={href(`${base}/ny`)}>
        <TextField {...field('personNumber')} hint={t('numberHint')} type="personalNumber" size={14} />
        <TextField {...field('agentNumber')} hint={t('numberHint')} type="personalNumber" size={14} />
        <RadioGroup {...field('ground')} choices={grounds.map((value) => ({ value, label: t(`ground-${value}`), hint: t(`hint-${value}`) }))} />
        <CheckboxGroup name="services" label={t('services')} hint={t('servicesHint')} values={services} error={messageOf(errors, 'services')} optional
          choices={[...await serviceNames(context)].map(([value, label]) => ({ value, label }))} />
        <DateField {...field('fromDay')} />
        <DateField {...field('untilDay')} hint={t('untilHint')} optional />
        <TextArea {...field('evidence')} hint={t('evidenceHint')} rows={4} />
        <Button>{t('register')}</Button>
      </Form>
    ),
  });
}

const registration = z.object({
  personNumber: number, agentNumber: number, ground: z.enum(grounds), fromDay: day, untilDay: day.or(z.literal('')).default(''), evidence: z.string().min(10).max(2_000),
});

const register = route({
  method: 'POST', path: `${base}/ny`, access: registrars, audit: 'portal.proxyRegistered',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { tx, who, fields, now } = context;
    const typed = typedIn(fields);
    const chosen = allOf(fields, 'services');
    const parsed = registration.safeParse(typed);
    const errors = parsed.success ? datesWrong(parsed.data, swedishDay(now)) : errorsFrom(parsed.error.issues, (name) => t(`${name}Wrong`));
    const names = await serviceNames(context);
    if (chosen.some((service) => !names.has(service))) errors.push({ name: 'services', message: t('servicesWrong') });
    if (!parsed.success || errors.length) return newPage(context, typed, chosen, errors);
    const { ground, fromDay, untilDay, evidence, personNumber, agentNumber } = parsed.data;
    const [person, agent] = [await meet(context, personNumber), await meet(context, agentNumber)];
    const unknown = [...(person ? [] : [{ name: 'personNumber', message: t('unknown') }]), ...(agent ? [] : [{ name: 'agentNumber', message: t('unknown') }])];
    if (!person || !agent) return newPage(context, typed, chosen, unknown);
    // A registered link would lead from one to the other: with protected identity there is none to be (as 1177 does).
    if (person.protected || agent.protected) return newPage(context, typed, chosen, [{ name: person.protected ? 'personNumber' : 'agentNumber', message: t('protected') }]);
    await makeKnown(tx, authorityId, person.id);
    await makeKnown(tx, authorityId, agent.id);
    await registerProxy(tx, {
      personId: person.id, agentId: agent.id, ground, services: chosen, fromDay, untilDay: untilDay || null, evidence, registeredBy: who.staffId,
    });
    context.about({ subjectId: person.id, authorityId, detail: { ground } });
    return redirect(`${base}?klart=registered`);
  }),
});

function datesWrong({ personNumber, agentNumber, fromDay, untilDay }: z.infer<typeof registration>, today: string): FieldError[] {
  return [
    ...(personNumber === agentNumber ? [{ name: 'agentNumber', message: t('samePerson') }] : []),
    ...(untilDay && (untilDay < fromDay || untilDay < today) ? [{ name: 'untilDay', message: t('untilDayWrong') }] : []),
  ];
}

async function meet({ house, tenant }: RequestContext<Staff>, digits: string) {
  const entry = await lookUp(house, tenant.id, digits);
  return entry && meetPerson(house, tenant.id, { number: digits, givenName: entry.givenName, familyName: entry.familyName }, 'proxy');
}

/** The authority's services, by their name for the machine. */
async function serviceNames({ tx, who }: RequestContext<Staff>): Promise<Map<string, string>> {
  const versions = (await currentVersions(tx)).filter(({ authorityId }) => authorityId === who.authorityId);
  return new Map(versions.map((version) => [version.service, inLanguage(version, 'sv').definition.name]));
}

const askEnd = route({
  method: 'GET', path: `${base}/:id/avsluta`, access: registrars, audit: 'identity.proxiesListed',
  handle: (context) => withProxy(context, (proxy) => proxyPage(context, {
    title: t('end'),
    children: (
      <ConfirmBox danger heading={staffText('confirm')} consequences={[t('endWho', { agent: proxy.agent, person: proxy.person }), t('endNow'), t('endStands')]}
        action={href(`${base}/${proxy.id}/avsluta`)} confirm={t('end')} cancel={href(base)} />
    ),
  })),
});

const end = route({
  method: 'POST', path: `${base}/:id/avsluta`, access: registrars, audit: 'portal.proxyEnded',
  handle: (context) => withProxy(context, async (proxy) => {
    context.about({ subjectId: proxy.personId, detail: { proxy: proxy.id } });
    if (!await endProxy(context.tx, proxy.id, 'byStaff')) return notFound();
    await endActing(context.house, context.tenant.id, proxy.id);
    return redirect(`${base}?klart=ended`);
  }),
});

async function withProxy(context: RequestContext<Staff, { id: string }>, answer: (proxy: RegisteredProxy) => Answer | Promise<Answer>): Promise<Answer> {
  const { id } = context.params;
  const [proxy] = isUuid(id) ? await registeredProxies(context.tx, { id }) : [];
  return proxy ? answer(proxy) : notFound();
}

/** Who may act for whom, from papers that staff have seen. */
export const proxyRoutes: readonly Route[] = [list, find, showNew, register, askEnd, end];
