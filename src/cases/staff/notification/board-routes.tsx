import { z } from 'zod';
import { staffNames, staffPage, told, withinAuthority } from '../../../identity/index.ts';
import {
  Alert, Button, Buttons, DateField, EmptyState, Form, LinkButton, RadioGroup, Table, TextArea, TextField, addDays, formatDate, href, isUuid, notFound,
  redirect, route, staff, swedishDay, type Answer, type FieldError, type RequestContext, type Staff,
} from '../../../platform/index.ts';
import { minutesDays } from '../../actions/authority/announce-minutes.ts';
import { postNotice } from '../../actions/notification/announce.ts';
import { takeDown } from '../../actions/notification/take-down.ts';
import { findNotice, noticesOf, type Notice } from '../../store/notification/notices.ts';

/** Whoever keeps the authority's records keeps its board. */
const keepers = staff('officer', 'manager', 'registrar');
const base = '/handlaggning/anslag';
const pageSize = 50;
const kindWords: Record<Notice['kind'], string> = { decision: 'Beslut', minutes: 'Protokoll', other: 'Annat' };

const list = route({
  method: 'GET', path: base, access: keepers, audit: 'cases.noticesRead', query: z.object({ sida: z.coerce.number().int().min(1).max(200).catch(1).default(1) }),
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { tx, query, now } = context;
    const found = await noticesOf(tx, authorityId, query.sida, pageSize);
    const names = await staffNames(tx, found.flatMap(({ postedBy, takenDownBy }) => [postedBy, takenDownBy].filter((id) => id !== null)));
    const today = swedishDay(now);
    return staffPage(context, {
      title: 'Nämndens anslag',
      children: (
        <>
          <p>Anslagen syns för alla på <a class="ds-link" href={href('/anslagstavla')}>anslagstavlan</a>. Raderna här är beviset för när de har suttit uppe.</p>
          <p><LinkButton icon="add" href={href(`${base}/nytt`)}>Nytt anslag</LinkButton></p>
          <Table caption="Nämndens anslag" captionHidden rows={found.slice(0, pageSize)} rowKey={({ id }) => id} empty={<EmptyState heading="Inga anslag än" />} columns={[
            { key: 'title', heading: 'Anslag', rowHeading: true, cell: ({ id, title, kind }) => <><a class="ds-link" href={href(`${base}/${id}`)}>{title}</a><br />{kindWords[kind]}</> },
            { key: 'up', heading: 'Sattes upp', cell: ({ upDay, postedBy }) => <>{formatDate(upDay, 'sv')}<br />{postedBy ? names.get(postedBy) ?? '' : 'Vid beslutet'}</> },
            { key: 'down', heading: 'Tas ned', cell: ({ downDay, takenDownAt, takenDownBy, takenDownWhy }) => (takenDownAt
              ? <>Togs ned {formatDate(takenDownAt, 'sv')}<br />{takenDownBy ? names.get(takenDownBy) ?? '' : takenDownWhy ? 'I förtid' : 'På sin dag'}</> : `Efter ${formatDate(addDays(downDay, -1), 'sv')}${downDay <= today ? ', i natt' : ''}`) },
            { key: 'until', heading: 'Överklagas till', cell: ({ appealUntil }) => (appealUntil ? formatDate(appealUntil, 'sv') : '–') },
          ]} />
          <Buttons>
            {query.sida > 1 && <LinkButton kind="secondary" href={href(base, { sida: query.sida - 1 })}>Nyare</LinkButton>}
            {found.length > pageSize && <LinkButton kind="secondary" href={href(base, { sida: query.sida + 1 })}>Äldre</LinkButton>}
          </Buttons>
        </>
      ),
    });
  }),
});

const fresh = route({
  method: 'GET', path: `${base}/nytt`, access: keepers, audit: 'cases.noticesRead',
  handle: (context) => form(context, { kind: '', title: '', body: '', until: addDays(swedishDay(context.now), minutesDays - 1) }, []),
});

interface Typed { kind: string; title: string; body: string; until: string }

function form(context: RequestContext<Staff>, typed: Typed, errors: readonly FieldError[]): Answer {
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return staffPage(context, {
    title: 'Nytt anslag', crumbs: [{ label: 'Anslag', href: href(base) }], errors, width: 'text',
    children: (
      <>
        <Alert kind="warning"><p>Allt du skriver blir synligt för alla. Skriv inga personuppgifter.</p></Alert>
        <Form action={href(`${base}/nytt`)}>
          <RadioGroup name="kind" label="Vad gäller anslaget?" value={typed.kind} error={error('kind')} choices={[
            { value: 'minutes', label: 'Justerat protokoll', hint: 'Sitter uppe i tre veckor. Då kan besluten överklagas.' }, { value: 'other', label: 'Något annat', hint: 'Till exempel ett sammanträde eller ett samråd.' },
          ]} />
          <TextField name="title" label="Rubrik" hint="Till exempel: Protokoll från byggnadsnämnden 12 november 2026, §§ 101–118." value={typed.title} error={error('title')} />
          <TextArea name="body" label="Text" hint="Vad det gäller, var handlingen finns att läsa, och hur man överklagar om man kan det." value={typed.body} error={error('body')} rows={6} />
          <DateField name="until" label="Sitter uppe till och med" value={typed.until} error={error('until')} />
          <Buttons><Button>Sätt upp</Button></Buttons>
        </Form>
      </>
    ),
  });
}

const post = route({
  method: 'POST', path: `${base}/nytt`, access: keepers, audit: 'cases.noticeWritten',
  handle: (context) => withinAuthority(context, async (authorityId) => {
    const { tx, who, fields, now } = context;
    const field = (name: string) => String(fields[name] ?? '').trim();
    const typed: Typed = { kind: field('kind'), title: field('title').slice(0, 200), body: field('body').slice(0, 5_000), until: field('until') };
    const kind = z.enum(['minutes', 'other']).safeParse(typed.kind);
    const today = swedishDay(now);
    const errors: FieldError[] = [];
    if (!kind.success) errors.push({ name: 'kind', message: 'Välj vad anslaget gäller.' });
    if (!typed.title) errors.push({ name: 'title', message: 'Skriv en rubrik.' });
    if (!typed.body) errors.push({ name: 'body', message: 'Skriv vad anslaget gäller.' });
    if (/\b(18|19|20)\d{6}[-+]?\d{4}\b|\b\d{6}[-+]\d{4}\b/.test(`${typed.title} ${typed.body}`)) errors.push({ name: 'body', message: 'Det ser ut som ett personnummer. Ta bort det.' });
    if (!z.iso.date().safeParse(typed.until).success || typed.until < today) errors.push({ name: 'until', message: 'Skriv en dag framåt, till exempel 2026-12-15.' });
    if (!kind.success || errors.length) return form(context, typed, errors);
    await postNotice(tx, {
      authorityId: authorityId, kind: kind.data, title: typed.title, body: typed.body, upDay: today, downDay: addDays(typed.until, 1),
      appealUntil: kind.data === 'minutes' ? typed.until : null, postedBy: who.staffId,
    });
    return redirect(base);
  }),
});

/** A registrar keeps the board without being let into the cases. */
const opensCases = (roles: readonly string[]) => roles.some((role) => role === 'officer' || role === 'deputy' || role === 'manager');

const one = route({
  method: 'GET', path: `${base}/:notice`, access: keepers, audit: 'cases.noticesRead',
  async handle(context) {
    const notice = isUuid(context.params.notice) ? await findNotice(context.tx, context.params.notice) : undefined;
    if (!notice || notice.authorityId !== context.who.authorityId) return notFound();
    return staffPage(context, {
      title: notice.title, above: kindWords[notice.kind], crumbs: [{ label: 'Anslag', href: href(base) }], width: 'text',
      children: (
        <>
          <p class="typed">{notice.body}</p>
          <p>Sattes upp {formatDate(notice.upDay, 'sv')}. {notice.takenDownAt ? `Togs ned ${formatDate(notice.takenDownAt, 'sv')}.` : `Sitter uppe till och med ${formatDate(addDays(notice.downDay, -1), 'sv')}.`}</p>
          {notice.takenDownWhy && <p>Varför: {notice.takenDownWhy}</p>}
          {notice.caseId && opensCases(context.who.roles) && <p><LinkButton kind="secondary" href={href(`/handlaggning/arenden/${notice.caseId}`)}>Ärendet</LinkButton></p>}
          {!notice.takenDownAt && (
            <Form action={href(`${base}/${notice.id}/nedtagning`)} label="Ta ned anslaget i förtid">
              <TextArea name="why" label="Varför tas det ned i förtid?" rows={2} />
              <Button kind="danger">Ta ned nu</Button>
            </Form>
          )}
        </>
      ),
    });
  },
});

const down = route({
  method: 'POST', path: `${base}/:notice/nedtagning`, access: keepers, audit: 'cases.noticeDownAsked',
  async handle(context) {
    const { tx, who, params, fields } = context;
    const notice = isUuid(params.notice) ? await findNotice(tx, params.notice) : undefined;
    if (!notice || notice.authorityId !== who.authorityId) return notFound();
    const why = String(fields['why'] ?? '').trim().slice(0, 500);
    if (!why) return told(context, 'Anslaget sitter kvar', 'Skriv varför det tas ned i förtid.', `${base}/${notice.id}`, 422);
    return await takeDown(tx, who, notice, why) ? redirect(`${base}/${notice.id}`) : told(context, 'Anslaget är redan nedtaget', 'Någon annan hann före, eller så har dagen passerat.', base, 409);
  },
});

export const boardStaffRoutes = [list, fresh, post, one, down];
