import { z } from 'zod';
import { readCaseNumber } from '../../cases/index.ts';
import { staffNames, withinAuthority } from '../../identity/index.ts';
import {
  Alert, Button, Buttons, DateField, DeadlineTag, EmptyState, Form, Link, LinkButton, RadioGroup, Table, Tabs, TextArea, href, redirect, route, swedishDay,
  messageOf, typedIn, type Answer, type FieldError, type RequestContext, type Route, type Staff,
} from '../../platform/index.ts';
import { deliveryWords } from '../actions/hand-out.ts';
import { receiveRequest } from '../actions/receive-request.ts';
import { listRequests } from '../store/requests.ts';
import type { ClosedWhy, RequestWay } from '../store/tables.ts';
import { base, readers, registerPage } from './frame.tsx';

export const releases = `${base}/utlamnande`;
const pageSize = 50;

export const wayWords: Record<RequestWay, string> = { web: 'Webben', email: 'E-post', phone: 'Telefon', counter: 'Besök', paper: 'Brev' };
export const closedWords: Record<ClosedWhy, string> = {
  released: 'Utlämnat', partly: 'Utlämnat till en del', refused: 'Inte utlämnat', noRecord: 'Ingen sådan handling finns', withdrawn: 'Återtagen',
};

const list = route({
  method: 'GET', path: releases, access: readers, audit: 'records.requestsListed',
  query: z.object({ visa: z.enum(['oppna', 'klara']).catch('oppna').default('oppna'), sida: z.coerce.number().int().min(1).max(200).catch(1).default(1) }),
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { visa, sida } = context.query;
    const found = await listRequests(context.tx, authorityId, visa === 'oppna' ? 'open' : 'closed', sida, pageSize);
    const names = await staffNames(context.tx, found.flatMap(({ assigneeId }) => assigneeId ?? []));
    const today = swedishDay(context.now);
    const at = (page: number) => href(releases, { visa, sida: page });
    return registerPage(context, {
      title: 'Begäran om utlämnande', tab: '/utlamnande',
      children: (
        <>
          <p>En begäran om att få läsa en allmän handling ska besvaras skyndsamt. Fråga inte vem den som begär är eller varför, om det inte behövs för prövningen.</p>
          <Buttons><LinkButton href={href(`${releases}/ny`)}>Registrera en begäran</LinkButton></Buttons>
          <Tabs label="Vilka som visas" tabs={[{ label: 'Att besvara', href: href(releases), current: visa === 'oppna' }, { label: 'Besvarade', href: href(releases, { visa: 'klara' }), current: visa === 'klara' }]} />
          <Table caption="Begäran om utlämnande" captionHidden rows={found.slice(0, pageSize)} rowKey={({ id }) => id} emphasis={({ dueDay, closedAt }) => !closedAt && dueDay < today}
            empty={<EmptyState heading={visa === 'oppna' ? 'Ingen begäran väntar' : 'Ingen begäran är besvarad än'} />} columns={[
              { key: 'number', heading: 'Nummer', rowHeading: true, nowrap: true, cell: ({ id, number }) => <Link href={href(`${releases}/${id}`)}>{number}</Link> },
              { key: 'received', heading: 'Kom in', nowrap: true, cell: ({ receivedDay }) => receivedDay },
              { key: 'due', heading: visa === 'oppna' ? 'Besvaras' : 'Svar', cell: (one) => (one.closedWhy ? closedWords[one.closedWhy] : <DeadlineTag label="Svar" date={one.dueDay} daysLeft={daysBetween(today, one.dueDay)} soon={1} />) },
              { key: 'way', heading: 'Sätt', cell: ({ way }) => wayWords[way] },
              { key: 'delivery', heading: 'Lämnas', cell: ({ delivery }) => deliveryWords[delivery] },
              { key: 'who', heading: 'Handläggare', cell: ({ assigneeId }) => (assigneeId ? names.get(assigneeId) ?? '–' : 'Ingen') },
            ]} />
          <Buttons>
            {sida > 1 && <LinkButton kind="secondary" href={at(sida - 1)}>Föregående</LinkButton>}
            {found.length > pageSize && <LinkButton kind="secondary" href={at(sida + 1)}>Nästa</LinkButton>}
          </Buttons>
        </>
      ),
    });
  }),
});

/** Whole days from one day to another; days are `YYYY-MM-DD`. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

const askNew = route({
  method: 'GET', path: `${releases}/ny`, access: readers, audit: { none: 'an empty form' }, query: z.object({ arende: z.string().max(40).optional().catch(undefined) }),
  handle: (context) => withinAuthority(context, async () => newPage(context, {
    receivedDay: swedishDay(context.now), wanted: context.query.arende ? `Handlingar i ärende ${readCaseNumber(context.query.arende) ?? context.query.arende}` : '' }, [])),
});

function newPage(context: RequestContext<Staff>, typed: Record<string, string>, errors: readonly FieldError[]): Promise<Answer> {
  const field = (name: string, label: string) => ({ name, label, value: typed[name], error: messageOf(errors, name) });
  return registerPage(context, {
    title: 'Registrera en begäran', tab: '/utlamnande', under: { label: 'Begäran om utlämnande', path: '/utlamnande' }, width: 'text', errors,
    children: (
      <Form action={href(`${releases}/ny`)}>
        <Alert><p>Den som begär behöver inte säga vem hen är eller varför (OSL 6 kap. 1 a §). Skriv bara det som behövs för att hitta handlingen och lämna den.</p></Alert>
        <DateField {...field('receivedDay', 'Dag då begäran kom in')} />
        <RadioGroup {...field('way', 'Hur kom begäran in?')} inline choices={(['phone', 'counter', 'email', 'paper'] as const).map((value) => ({ value, label: wayWords[value] }))} />
        <TextArea {...field('wanted', 'Vad begärs?')} rows={4} count={4000} />
        <RadioGroup {...field('delivery', 'Hur ska handlingarna lämnas?')} choices={Object.entries(deliveryWords).map(([value, label]) => ({ value, label }))} />
        <TextArea {...field('contact', 'Hur når vi den som begär?')} hint="E-postadress, postadress, telefon eller namn. En adress behövs för länk och post." rows={3} optional />
        <Button>Registrera</Button>
      </Form>
    ),
  });
}

const wish = z.object({
  receivedDay: z.iso.date(), way: z.enum(['phone', 'counter', 'email', 'paper']), wanted: z.string().min(3).max(4_000),
  delivery: z.enum(['link', 'post', 'collect', 'read']), contact: z.string().max(500).default(''),
});
const wrong: Record<string, string> = {
  receivedDay: 'Skriv dagen som 2026-05-03. Den kan inte vara efter i dag.', way: 'Välj hur begäran kom in.', wanted: 'Skriv vad som begärs, högst 4 000 tecken.',
  delivery: 'Välj hur handlingarna ska lämnas.', contact: 'Skriv adressen som handlingarna ska till.',
};

const add = route({
  method: 'POST', path: `${releases}/ny`, access: readers, audit: 'records.requestRegistered',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const typed = typedIn(context.fields);
    const parsed = wish.safeParse(typed);
    const names = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0])));
    if (typed['receivedDay'] && typed['receivedDay'] > swedishDay(context.now)) names.add('receivedDay');
    if (typed['delivery'] === 'link' && !/\S+@\S+\.\S+/.test(typed['contact'] ?? '')) names.add('contact');
    if (typed['delivery'] === 'post' && (typed['contact'] ?? '').length < 8) names.add('contact');
    if (!parsed.success || names.size) return newPage(context, typed, [...names].map((name) => ({ name, message: wrong[name]! })));
    const made = await receiveRequest(context.tx, { ...parsed.data, authorityId, language: 'sv', staffId: context.who.staffId });
    context.about({ dossierId: made!.id });
    return redirect(`${releases}/${made!.id}`);
  }),
});

export const releaseListRoutes: readonly Route[] = [list, askNew, add];
