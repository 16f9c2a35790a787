import { z } from 'zod';
import { Alert, Button, ConfirmBox, Form, KeyValue, Link, LinkList, Section, TextArea, formatDateTime, href, languages, messageOf, redirect, route, typedIn,
  type Answer, type FieldError, type Route } from '../../platform/index.ts';
import { staffPage } from '../../identity/index.ts';
import { beginCrisis, changeCrisis, crisisPath, endCrisis, tellMore } from '../actions/lead-crisis.ts';
import type { Waitable } from '../../queue/index.ts';
import { missingIn, type CrisisFacts, type InLanguages } from '../model.ts';
import { bulletinWords, most } from '../facts.ts';
import { planDrafts } from '../plans.ts';
import { bulletins, currentCrisis, earlierCrises, ledCrisis, plans } from '../store.ts';
import { staffText as t } from '../texts.ts';
import { CrisisFields, readForm, typedOf, type Typed } from './fields.tsx';
import { backTo, base, facts, leaders, leading, offered, underPage, type Context } from './frame.tsx';
import { Calm } from './calm.tsx';

const done = z.object({ klart: z.enum(['sparad', 'borttagen', 'pa', 'andrad', 'berattat', 'av']).optional().catch(undefined) }).loose();

const home = route({
  method: 'GET', path: base, access: leaders, audit: facts, query: done,
  handle: (context) => leading(context, async () => homePage(context, context.query.klart && t(`done.${context.query.klart}`))),
});

async function homePage(context: Context, said: string | undefined, more: { typed?: Readonly<Record<string, string>>; errors?: readonly FieldError[] } = {}): Promise<Answer> {
  const { tx } = context;
  const crisis = await currentCrisis(tx);
  if (!crisis) {
    return staffPage(context, { title: t('title'), done: said, errors: more.errors ?? [], width: 'full', children: <Calm plans={await plans(tx)} drafts={planDrafts} earlier={await earlierCrises(tx)} /> });
  }
  const { services, waitables } = await offered(context);
  const told = await bulletins(tx, crisis.id);
  const names = new Map([...services.map(({ id, name }) => [id, name] as const), ...waitables.map(({ guards, label }) => [guards, label] as const)]);
  return staffPage(context, {
    title: crisis.facts.name, above: t('title'), done: said, errors: more.errors ?? [], width: 'text',
    children: (
      <>
        <Alert kind="danger" heading={crisis.facts.words.sv.title}><p>{crisis.facts.words.sv.summary}</p><p>{t('on.since', { time: formatDateTime(crisis.startedAt, 'sv') })}</p></Alert>
        <p><Link href={href(crisisPath)}>{t('on.see')}</Link></p>
        <KeyValue items={[{ key: t('on.first'), value: namesOf(crisis.facts.first, names) }, { key: t('on.paused'), value: namesOf(crisis.facts.paused, names) }, { key: t('on.lanes'), value: namesOf(crisis.facts.lanes, names) },
          ...(missingIn(crisis.facts.words).length ? [{ key: t('off.languages'), value: writtenIn(crisis.facts.words) }] : [])]} />
        <LinkList items={[{ label: t('on.change'), href: href(`${base}/andra`) }, { label: t('copies.link'), href: href(`${base}/kopior`) }, { label: t('on.end'), href: href(`${base}/avsluta`) }]} />
        <Section heading={t('on.more')}>
          <p>{t('on.moreLead')}</p>
          <Form action={href(`${base}/nytt`)}>
            {languages.map((language) => (
              <TextArea key={language} name={`news.${language}`} label={t(`language.${language}`)} rows={3} count={most.bulletin} optional={language !== 'sv'}
                value={more.typed?.[`news.${language}`]} error={messageOf(more.errors ?? [], `news.${language}`)} />
            ))}
            <Button icon="send">{t('on.tell')}</Button>
          </Form>
        </Section>
        {told.length > 0 && (
          <Section heading={t('on.toldAlready')}>
            {told.map(({ at, words }) => <Alert key={at.toISOString()} level={3} heading={formatDateTime(at, 'sv')}><p>{words.sv}</p>{missingIn(words).length > 0 && <p class="hint">{t('on.toldIn', { languages: writtenIn(words) })}</p>}</Alert>)}
          </Section>
        )}
      </>
    ),
  });
}

const namesOf = (ids: readonly string[], names: ReadonlyMap<string, string>) => ids.map((id) => names.get(id) ?? id).join(', ') || t('on.none');
const writtenIn = (words: InLanguages<unknown>) => languages.filter((one) => words[one]).map((one) => t(`language.${one}`)).join(', ');

const askBegin = route({
  method: 'GET', path: `${base}/starta`, access: leaders, audit: facts, query: z.object({ plan: z.string().max(40).optional() }).loose(),
  handle: (context) => leading(context, async () => {
    if (await currentCrisis(context.tx)) return redirect(base);
    const plan = (await plans(context.tx)).find(({ id }) => id === context.query.plan)?.facts ?? planDrafts.find(({ id }) => id === context.query.plan);
    return plan ? crisisForm(context, 'starta', typedOf(plan), []) : redirect(base);
  }),
});

const begin = route({
  method: 'POST', path: `${base}/starta`, access: leaders, audit: 'continuity.crisisBegun',
  handle: (context) => leading(context, () => saving(context, 'starta', async (written, before) =>
    (await beginCrisis(context.tx, written, { by: context.who.staffId, before }) ? backTo('pa') : conflicted(context, 'error.alreadyOn')))),
});

const askChange = route({
  method: 'GET', path: `${base}/andra`, access: leaders, audit: facts,
  handle: (context) => leading(context, async () => {
    const crisis = await currentCrisis(context.tx);
    return crisis ? crisisForm(context, 'andra', typedOf(crisis.facts), []) : redirect(base);
  }),
});

const change = route({
  method: 'POST', path: `${base}/andra`, access: leaders, audit: 'continuity.crisisChanged',
  handle: (context) => leading(context, () => saving(context, 'andra', async (written, before) =>
    (await changeCrisis(context.tx, written, { by: context.who.staffId, before }) ? backTo('andrad') : conflicted(context, 'error.notOn')))),
});

async function saving(context: Context, way: 'starta' | 'andra', save: (facts: CrisisFacts, before: readonly Waitable[]) => Promise<Answer>): Promise<Answer> {
  const choices = await offered(context);
  const { typed, errors, facts: written } = readForm(context.fields, choices);
  if (errors.length) return crisisForm(context, way, typed, errors);
  context.about({ detail: { name: written.name, first: written.first.join(' '), paused: written.paused.join(' ') } });
  return save(written, choices.waitables);
}

async function conflicted(context: Context, why: string): Promise<Answer> {
  return homePage(context, undefined, { errors: [{ name: '', message: t(why) }] });
}

async function crisisForm(context: Context, way: 'starta' | 'andra', typed: Typed, errors: readonly FieldError[]): Promise<Answer> {
  const begins = way === 'starta';
  return underPage(context, {
    title: t(begins ? 'form.begin' : 'form.change'), errors,
    children: (
      <Form action={href(`${base}/${way}`)}>
        {begins && <p class="lead">{t('form.beginLead')}</p>}
        <CrisisFields typed={typed} errors={errors} offered={await offered(context)} />
        <Button {...(begins && { kind: 'danger' as const })}>{t(begins ? 'form.start' : 'form.saveChange')}</Button>
      </Form>
    ),
  });
}

const tell = route({
  method: 'POST', path: `${base}/nytt`, access: leaders, audit: 'continuity.told',
  handle: (context) => leading(context, async () => {
    const typed = typedIn(context.fields);
    const tooLong = languages.filter((language) => (typed[`news.${language}`] ?? '').length > most.bulletin || (language === 'sv' && !typed['news.sv']));
    if (tooLong.length) return homePage(context, undefined, { typed, errors: tooLong.map((language) => ({ name: `news.${language}`, message: t('error.bulletin') })) });
    const words = bulletinWords.parse(Object.fromEntries(languages.flatMap((language) => (typed[`news.${language}`] ? [[language, typed[`news.${language}`]]] : []))));
    return await tellMore(context.tx, words, context.who.staffId) ? backTo('berattat') : conflicted(context, 'error.notOn');
  }),
});

const askEnd = route({
  method: 'GET', path: `${base}/avsluta`, access: leaders, audit: facts,
  handle: (context) => leading(context, async () => {
    const crisis = await ledCrisis(context.tx);
    if (!crisis) return redirect(base);
    const before = crisis.bannerBefore?.active === true;
    return underPage(context, {
      title: t('end.heading', { name: crisis.facts.name }),
      children: (
        <ConfirmBox danger heading={t('on.end')} consequences={[t(before ? 'end.before' : 'end.banner'), ...(crisis.facts.paused.length ? [t('end.services')] : []), ...(crisis.facts.lanes.length ? [t('end.lanes')] : []), t('end.page')]}
          action={href(`${base}/avsluta`)} confirm={t('end.confirm')} cancel={href(base)} cancelText={t('end.cancel')} />
      ),
    });
  }),
});

const end = route({
  method: 'POST', path: `${base}/avsluta`, access: leaders, audit: 'continuity.crisisEnded',
  handle: (context) => leading(context, async () => {
    const ended = await endCrisis(context.tx, context.who.staffId);
    if (!ended) return conflicted(context, 'error.notOn');
    context.about({ detail: { name: ended.facts.name } });
    return backTo('av');
  }),
});

export const crisisRoutes: readonly Route[] = [home, askBegin, begin, askChange, change, tell, askEnd, end];
