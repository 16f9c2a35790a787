import type { VNode } from 'preact';
import { Button, Form, LinkButton, LinkList, Section, SummaryList, href, none, notFound, page, redirect, resident, route, type Answer, type RequestContext,
  type Resident, type Route } from '../../platform/index.ts';
import type { Moved } from '../drafts.ts';
import { Answer as AnswerInWords } from '../pages/answer.tsx';
import { seenOf } from '../seen.ts';
import { open, wayOn, type Dress } from '../journey-routes.tsx';
import { texts } from '../texts.ts';
import type { ServiceVersion } from '../versions.ts';
import type { OpenedDraft } from '../work-on-draft.ts';
import { moveDraft, planMove } from './move-draft.ts';
import { newerThan } from './newer.ts';

/** The questions have been replaced since a draft was begun: what is new, what is kept, what has no place any more; and moving over. */
export function newVersionRoutes(dress: Dress): Route[] {
  const base = dress.base;
  const own = none('the resident reads and writes in their own room');

  const show = route({
    method: 'GET', path: `${base}/:id/ny-version`, access: resident(0), audit: own,
    handle: (context) => inDraft(context, async (opened) => {
      const newer = await newerThan(context.tx, opened.version);
      if (!newer) return redirect(opened.draft.content.moved ? `${base}/${opened.draft.id}/andringar` : `${base}/${opened.draft.id}`);
      return newer.asks === 'stop' ? stopped(context, dress, opened) : offered(context, dress, opened, newer.version, newer.asks === 'offer');
    }),
  });

  const move = route({
    method: 'POST', path: `${base}/:id/ny-version`, access: resident(0), audit: own,
    handle: (context) => inDraft(context, async (opened) => {
      const newer = await newerThan(context.tx, opened.version);
      const at = `${base}/${opened.draft.id}`;
      if (!newer || newer.asks === 'stop') return redirect(at);
      // Another tab that saved in the same moment wins: this page then shows what holds now.
      return redirect(await moveDraft(context.tx, opened, newer.version, context.language) ? `${at}/andringar` : `${at}/ny-version`);
    }),
  });

  const changes = route({
    method: 'GET', path: `${base}/:id/andringar`, access: resident(0), audit: own,
    handle: (context) => inDraft(context, async (opened) => {
      const { moved } = opened.draft.content;
      if (!moved) return redirect(`${base}/${opened.draft.id}`);
      const title = texts(context.language, 'newVersion.movedTitle');
      return page(await dress.frame(context, opened, { title }, (
        <>
          <h1>{title}</h1>
          <p class="lead">{texts(context.language, 'newVersion.movedLead')}</p>
          <Changes of={moved} opened={opened} base={base} context={context} linked />
          <p><LinkButton href={href(wayOn(base, opened))}>{texts(context.language, 'newVersion.goOn')}</LinkButton></p>
        </>
      )));
    }),
  });

  return [show, move, changes];
}

async function inDraft(context: RequestContext<Resident, { id: string }>, answer: (opened: OpenedDraft) => Promise<Answer>): Promise<Answer> {
  const opened = await open(context, context.params.id);
  if (!opened) return notFound();
  if ('kind' in opened) return opened;
  return opened.draft.submitted ? redirect(opened.draft.submitted.receipt) : answer(opened);
}

async function offered(context: RequestContext<Resident>, dress: Dress, opened: OpenedDraft, to: ServiceVersion, mayStay: boolean): Promise<Answer> {
  const t = (key: string) => texts(context.language, `newVersion.${key}`);
  const { moved } = await planMove(context.tx, opened, to, context.language);
  const at = `${dress.base}/${opened.draft.id}`;
  return page(await dress.frame(context, opened, { title: t('title') }, (
    <>
      <h1>{t('title')}</h1>
      <p class="lead">{t(mayStay ? 'offered' : 'required')}</p>
      <Changes of={moved} opened={opened} to={to} base={dress.base} context={context} />
      <Form action={href(`${at}/ny-version`)}><Button>{t('move')}</Button></Form>
      {mayStay && <p><LinkButton kind="secondary" href={href(wayOn(dress.base, opened))}>{t('stay')}</LinkButton></p>}
    </>
  )));
}

/** The draft cannot be sent in any more: what was written can still be read and copied. */
async function stopped(context: RequestContext<Resident>, dress: Dress, opened: OpenedDraft): Promise<Answer> {
  const t = (key: string) => texts(context.language, `newVersion.${key}`);
  const { version, draft, context: asked } = opened;
  const seen = seenOf(version.compiled.form, draft.content.answers, asked, { service: version.service, version: version.hash, language: context.language });
  const rows = seen.sections.flatMap((section) => section.rows).filter(({ answer }) => answer.state !== 'unanswered');
  return page(await dress.frame(context, opened, { title: t('stoppedTitle') }, (
    <>
      <h1>{t('stoppedTitle')}</h1>
      <p class="lead">{t('stoppedLead')}</p>
      <p><LinkButton href={href(`/tjanster/${opened.version.path}`)}>{t('stoppedOther')}</LinkButton></p>
      {rows.length > 0 && (
        <Section heading={t('stoppedKept')}>
          <SummaryList rows={rows.map((row) => ({ question: row.question, answer: <AnswerInWords answer={row.answer} fileBase={`${dress.base}/${draft.id}/fil`} /> }))} />
        </Section>
      )}
    </>
  )));
}

interface ChangesProps {
  of: Moved;
  opened: OpenedDraft;
  /** the version whose words are shown; the draft's own when left out */
  to?: ServiceVersion;
  base: string;
  context: RequestContext;
  linked?: boolean;
}

function Changes({ of, opened, to, base, context: { language }, linked }: ChangesProps): VNode {
  const t = (key: string) => texts(language, `newVersion.${key}`);
  const { form } = (to ?? opened.version).compiled;
  const ask = (id: string) => form.text(`questions.${id}.ask`, language);
  const pageOf = (id: string) => opened.journey.pages.find(({ questions }) => questions.some(({ question }) => question.id === id))?.key;
  const list = (ids: readonly string[]) => (linked
    ? <LinkList items={ids.flatMap((id) => { const key = pageOf(id); return key ? [{ label: ask(id), href: href(`${base}/${opened.draft.id}/sida/${key}`) }] : []; })} />
    : <ul>{ids.map((id) => <li key={id}>{ask(id)}</li>)}</ul>);
  return (
    <>
      {of.added.length > 0 && <Section heading={t('added')}>{list(of.added)}</Section>}
      {of.changed.length > 0 && <Section heading={t('changed')}>{list(of.changed)}</Section>}
      {of.lost.length > 0 && (
        <Section heading={t('lost')}>
          <p>{t('lostText')}</p>
          <SummaryList rows={of.lost.map(({ question, answer }) => ({ question, answer: answer.join(', ') }))} />
        </Section>
      )}
      {!of.added.length && !of.changed.length && !of.lost.length && <p>{t('nothing')}</p>}
    </>
  );
}
