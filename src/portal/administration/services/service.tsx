import { z } from 'zod';
import { staffNames } from '../../../identity/index.ts';
import { cancelVersion, draftsUnderWay, filesOf, openService, propose, publishedVersions, stopService, stopsNow, versionById,
  type PublishedVersion } from '../../../services/index.ts';
import {
  Alert, Button, Buttons, ConfirmBox, DateField, Details, EmptyState, Form, Link, LinkButton, RadioGroup, Section, Table, TextField, asUuid, file, formatDate, href,
  isUuid, notFound, redirect, route, messageOf, typedIn, type Answer, type FieldError, type RequestContext, type Route, type Staff,
} from '../../../platform/index.ts';
import { day, startOfSwedishDay } from '../../form.ts';
import { staffText as t } from '../../staff-texts.ts';
import { adminPage, administrators, refusedHere } from '../frame.tsx';
import { Letters } from './letters.tsx';
import { facts, servicesPath, under } from './list.tsx';
import { numberOf } from './words.ts';

type Context = RequestContext<Staff, { service: string }>;

async function withService(context: Context, answer: (versions: readonly PublishedVersion[]) => Answer | Promise<Answer>): Promise<Answer> {
  const refused = refusedHere(context);
  if (refused) return refused;
  const versions = await publishedVersions(context.tx, context.params.service);
  return versions.length ? answer(versions) : notFound();
}

const show = route({
  method: 'GET', path: `${servicesPath}/:service`, access: administrators, audit: facts,
  query: z.object({ klart: z.enum(['publicerad', 'stoppad', 'oppen', 'aterkallad']).optional().catch(undefined) }).loose(),
  handle: (context) => withService(context, async (versions) => {
    const { tx, query, now } = context;
    const names = await staffNames(tx, versions.flatMap(({ publishedBy }) => publishedBy ?? []));
    const drafts = await draftsUnderWay(tx, context.params.service);
    const stop = (await stopsNow(tx)).find(({ service }) => service === context.params.service);
    const current = versions.find(({ state }) => state === 'inForce');
    const folder = current && (await versionById(tx, current.id)).compiled.folder;
    const at = `${servicesPath}/${context.params.service}`;
    return adminPage(context, {
      title: versions[0]!.name, under, width: 'full', done: query.klart && t(`catalogue.done-${query.klart}`),
      children: (
        <>
          {stop && <Alert kind="warning" heading={t(stop.fromAt <= now ? 'catalogue.stopped' : 'catalogue.willStop')}><p>{formatDate(stop.fromAt, 'sv')}: {stop.why}</p></Alert>}
          <Buttons>
            <LinkButton href={href(`${servicesPath}/ta-in?tjanst=${context.params.service}`)}>{t('catalogue.bring')}</LinkButton>
            {stop ? <LinkButton kind="secondary" href={href(`${at}/oppna`)}>{t('catalogue.openAgain')}</LinkButton>
              : <LinkButton kind="secondary" href={href(`${at}/stoppa`)}>{t('catalogue.stop')}</LinkButton>}
          </Buttons>
          <Section heading={t('catalogue.versions')}>
            <Table caption={t('catalogue.versions')} captionHidden rows={versions} rowKey={({ id }) => id} columns={[
              { key: 'number', heading: t('catalogue.version'), rowHeading: true, nowrap: true, cell: ({ id }) => t('catalogue.numbered', { number: numberOf(versions, id) }) },
              { key: 'state', heading: t('catalogue.state'), cell: ({ state, cancelled }) => `${t(`catalogue.${state}`)}${cancelled ? `: ${cancelled.why}` : ''}` },
              { key: 'from', heading: t('catalogue.from'), cell: ({ validFrom }) => formatDate(validFrom, 'sv') },
              { key: 'who', heading: t('catalogue.who'), cell: ({ publishedBy, publishedAt }) => `${publishedBy ? names.get(publishedBy) ?? '' : t('catalogue.system')}, ${formatDate(publishedAt, 'sv')}` },
              { key: 'why', heading: t('catalogue.why'), cell: ({ note }) => note || '–' },
              { key: 'asks', heading: t('catalogue.drafts'), cell: ({ drafts: asks, id }) => `${t(`catalogue.asks-${asks}`)}${drafts.has(id) ? ` (${t('catalogue.underWay', { count: drafts.get(id)! })})` : ''}` },
              { key: 'do', heading: t('change'), cell: ({ id, state }) => (
                state === 'scheduled' ? <Link href={href(`${at}/version/${id}/aterkalla`)} about={t('catalogue.numbered', { number: numberOf(versions, id) })}>{t('catalogue.cancel')}</Link>
                  : state === 'replaced' ? <Form action={href(`${at}/version/${id}/igen`)} label={`${t('catalogue.again')}: ${t('catalogue.numbered', { number: numberOf(versions, id) })}`}><Button kind="secondary">{t('catalogue.again')}</Button></Form> : null) },
            ]} />
          </Section>
          <Section heading={t('catalogue.letters')}>
            {folder && Object.keys(folder.letters).length ? <Letters folder={folder} /> : <EmptyState heading={t('catalogue.noLetters')} />}
            <p class="hint">{t('catalogue.lettersHint')}</p>
          </Section>
          {folder && current && (
            <Details summary={t('catalogue.forFiles')}>
              <p>{t('catalogue.forFilesLead')}</p>
              <ul class="ds-list">{Object.keys(filesOf(folder)).map((path) => (
                <li key={path}><Link href={href(`${at}/version/${current.id}/${path.split('/').at(-1)!}`)}>{path}</Link></li>))}</ul>
              <p class="hint">{t('catalogue.hash', { hash: current.hash })}</p>
            </Details>
          )}
        </>
      ),
    });
  }),
});

/** One file of a version, to keep, compare or edit and bring in again. */
const download = route({
  method: 'GET', path: `${servicesPath}/:service/version/:id/:file`, access: administrators, audit: facts,
  handle: (context) => withService(context, async (versions) => {
    const one = versions.find(({ id }) => id === context.params.id);
    if (!one) return notFound();
    const files = filesOf((await versionById(context.tx, one.id)).compiled.folder);
    const found = Object.entries(files).find(([name]) => name.split('/').at(-1) === context.params.file);
    return found ? file(found[1], 'text/plain; charset=utf-8', { name: context.params.file }) : notFound();
  }),
});

/** Publishing an earlier content again: looked at first, as any other. */
const again = route({
  method: 'POST', path: `${servicesPath}/:service/version/:id/igen`, access: administrators, audit: 'services.versionProposed',
  handle: (context) => withService(context, async (versions) => {
    const one = versions.find(({ id }) => id === context.params.id);
    if (!one) return notFound();
    const { folder } = (await versionById(context.tx, one.id)).compiled;
    return redirect(`${servicesPath}/forslag/${await propose(context.tx, folder, { source: 'earlier', by: context.who.staffId })}`);
  }),
});

const askCancel = route({
  method: 'GET', path: `${servicesPath}/:service/version/:id/aterkalla`, access: administrators, audit: facts,
  handle: (context) => withService(context, () => cancelPage(context, context.params, {}, [])),
});

function cancelPage(context: Context, { service, id }: { service: string; id: string }, typed: Record<string, string>, errors: readonly FieldError[]): Answer {
  return adminPage(context, {
    title: t('catalogue.cancel'), under, errors,
    children: (
      <ConfirmBox danger heading={t('catalogue.cancelHeading')} consequences={[t('catalogue.cancelWhat')]} action={href(`${servicesPath}/${service}/version/${id}/aterkalla`)}
        confirm={t('catalogue.cancel')} cancel={href(`${servicesPath}/${service}`)}>
        <TextField name="why" label={t('catalogue.whyAsk')} value={typed['why']} error={messageOf(errors, 'why')} />
      </ConfirmBox>
    ),
  });
}

const cancel = route({
  method: 'POST', path: `${servicesPath}/:service/version/:id/aterkalla`, access: administrators, audit: 'services.cancellationAsked',
  handle: (context) => withService(context, async () => {
    const { service, id } = context.params;
    const typed = typedIn(context.fields);
    if (!typed['why']) return cancelPage(context, context.params, typed, [{ name: 'why', message: t('catalogue.whyWrong') }]);
    if (!isUuid(id)) return notFound();
    return await cancelVersion(context.tx, asUuid(id), { by: context.who.staffId, why: typed['why'].slice(0, 500) }) ? redirect(`${servicesPath}/${service}?klart=aterkallad`) : notFound();
  }),
});

const askStop = route({
  method: 'GET', path: `${servicesPath}/:service/stoppa`, access: administrators, audit: facts,
  handle: (context) => withService(context, (versions) => stopPage(context, versions, {}, [])),
});

function stopPage(context: Context, versions: readonly PublishedVersion[], typed: Record<string, string>, errors: readonly FieldError[]): Answer {
  const { service } = context.params;
  return adminPage(context, {
    title: t('catalogue.stopTitle', { name: versions[0]!.name }), under, errors,
    children: (
      <ConfirmBox danger heading={t('confirm')} consequences={[t('catalogue.stopNew'), t('catalogue.stopCases')]} action={href(`${servicesPath}/${service}/stoppa`)}
        confirm={t('catalogue.stop')} cancel={href(`${servicesPath}/${service}`)}>
        <DateField name="from" label={t('catalogue.stopFrom')} hint={t('catalogue.stopFromHint')} value={typed['from']} error={messageOf(errors, 'from')} optional />
        <RadioGroup name="drafts" label={t('catalogue.stopDrafts')} value={typed['drafts']} error={messageOf(errors, 'drafts')} choices={[
          { value: 'keep', label: t('catalogue.stopDraftsKeep') }, { value: 'stop', label: t('catalogue.stopDraftsStop') }]} />
        <TextField name="why" label={t('catalogue.stopWhy')} hint={t('catalogue.stopWhyHint')} value={typed['why']} error={messageOf(errors, 'why')} />
        <TextField name="sv-simple" label={t('catalogue.stopWhySimple')} value={typed['sv-simple']} error={messageOf(errors, 'sv-simple')} optional />
        <TextField name="en" label={t('catalogue.stopWhyEnglish')} value={typed['en']} error={messageOf(errors, 'en')} optional />
      </ConfirmBox>
    ),
  });
}

const words = z.string().max(500).default('');
const stopping = z.object({ from: day.or(z.literal('')).default(''), drafts: z.enum(['keep', 'stop']), why: z.string().min(3).max(500),
  'sv-simple': words, en: words });

const stop = route({
  method: 'POST', path: `${servicesPath}/:service/stoppa`, access: administrators, audit: 'services.stopAsked',
  handle: (context) => withService(context, async (versions) => {
    const typed = typedIn(context.fields);
    const parsed = stopping.safeParse(typed);
    if (!parsed.success) {
      return stopPage(context, versions, typed, [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))].map((name) => ({ name, message: t(name === 'en' || name === 'sv-simple' ? 'catalogue.stopWhyLong' : `catalogue.${name}Wrong`) })));
    }
    const { from, drafts, why, 'sv-simple': simple, en } = parsed.data;
    const day = from && startOfSwedishDay(from);
    await stopService(context.tx, { service: context.params.service, from: day && day > context.now ? day : context.now, why, words: { ...(simple && { 'sv-simple': simple }), ...(en && { en }) }, drafts, by: context.who.staffId });
    return redirect(`${servicesPath}/${context.params.service}?klart=stoppad`);
  }),
});

const askOpen = route({
  method: 'GET', path: `${servicesPath}/:service/oppna`, access: administrators, audit: facts,
  handle: (context) => withService(context, async (versions) => adminPage(context, {
    title: t('catalogue.openTitle', { name: versions[0]!.name }), under,
    children: !(await stopsNow(context.tx)).some(({ service }) => service === context.params.service) ? (
      <Alert kind="info" heading={t('catalogue.isOpenAlready')}>
        <p>{t('catalogue.isOpenText')}</p>
        <p><Link href={href(`${servicesPath}/${context.params.service}`)}>{t('catalogue.toService')}</Link></p>
      </Alert>
    ) : (
      <ConfirmBox heading={t('confirm')} consequences={[t('catalogue.openWhat')]} action={href(`${servicesPath}/${context.params.service}/oppna`)}
        confirm={t('catalogue.openAgain')} cancel={href(`${servicesPath}/${context.params.service}`)} />
    ),
  })),
});

const open = route({
  method: 'POST', path: `${servicesPath}/:service/oppna`, access: administrators, audit: 'services.openAsked',
  handle: (context) => withService(context, async () => {
    await openService(context.tx, context.params.service);
    return redirect(`${servicesPath}/${context.params.service}?klart=oppen`);
  }),
});

export const serviceRoutes: readonly Route[] = [show, download, again, askCancel, cancel, askStop, stop, askOpen, open];
