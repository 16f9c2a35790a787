import { demands } from '../classification/index.ts';
import { beginSigning, findPerson, fullName, type Attestation, type SignatureTaker } from '../identity/index.ts';
import { personIn } from '../forms/index.ts';
import { findOrganisation, listAuthorities, listUnits } from '../organisation/index.ts';
import { Alert, Button, ConfirmBox, Form, Layout, Link, anyone, asUuid, forbidden, href, none, notFound, page, redirect, resident,
  residentFrame, route, stepUp, subject, type Answer, type Help, type RequestContext, type Resident, type Route, type Uuid } from '../platform/index.ts';
import { mayActIn } from './acting.ts';
import { lastAnswers, startDraft, underWay } from './actions/start.ts';
import { submit, whatIsSigned } from './actions/submit.ts';
import { contextFor } from './context.ts';
import { hasCoApplicant, notesBefore } from './definition/index.ts';
import { removeDraft } from './drafts.ts';
import { helpFor } from './help.ts';
import { journeyRoutes, open, openCurrent, type Dress } from './journey-routes.tsx';
import { ownFormOf } from './own-form.ts';
import { BeginPage } from './pages/begin.tsx';
import { Review } from './pages/review.tsx';
import { ServicePage } from './pages/service.tsx';
import { newVersionRoutes } from './publishing/new-version-routes.tsx';
import { texts } from './texts.ts';
import { carriedOver, forgetCarried } from './triage/cookie.ts';
import { HeldTime } from './times/held-time.tsx';
import { chooseAgain } from './times/send-with-time.ts';
import { currentVersion, currentVersions, inLanguage, type ServiceVersion } from './versions.ts';
import { Urgent, urgentCall } from './urgent.tsx';
import type { OpenedDraft } from './work-on-draft.ts';

const base = '/ansokan';

const showService = route({
  method: 'GET', path: '/tjanster/:path', cached: true, access: anyone('what a service is, is public'), audit: none('public reading'),
  async handle(context) {
    const { tx, params, language, house } = context;
    const version = await currentVersion(tx, params.path);
    if (!version) return notFound();
    const organisation = (await findOrganisation(tx))!;
    const authority = (await listAuthorities(tx)).find(({ id }) => id === version.authorityId)!;
    const units = await listUnits(tx);
    const role = version.compiled.folder.definition.route.at(-1)!.to;
    const unit = units.find(({ slug }) => slug === organisation.facts.roles.units[role])!;
    const desk = units.find((one) => one.role === 'contactCentre');
    const paths = new Map((await currentVersions(tx)).map((one) => [one.service, one.path]));
    const form = ownFormOf(house, version.compiled.folder.definition)?.href;
    return page(<ServicePage context={context} version={version} service={inLanguage(version, language)} organisation={organisation}
      authority={authority} unit={unit} paths={paths} {...(desk && { desk })} {...(form && { form })} />);
  },
});

const begin = route({
  method: 'GET', path: '/tjanster/:path/borja', access: resident(0), audit: none('nothing is begun yet'),
  async handle(context) {
    const { tx, who, params, language, house } = context;
    const version = await currentVersion(tx, params.path);
    if (!version) return notFound();
    if (version.stopped) return redirect(`/tjanster/${version.path}`);
    // A time is chosen first, and can be seen before one signs in.
    if (version.compiled.folder.definition.booking) return redirect(`/boka/${version.path}`);
    const refusal = await mayStart(context, version);
    if (refusal) return refusal;
    const previous = await lastAnswers(house, tx, version, subject(who));
    const about = await contextFor(tx, version, language, { personId: subject(who), ...(previous && { previous }) });
    return page(<BeginPage context={context} path={version.path} name={inLanguage(version, language).definition.name}
      notes={notesBefore(version.compiled, about)} underWay={await underWay(tx, version, subject(who))}
      carried={await carriedOver(tx, context.cookies, version) !== undefined} />);
  },
});

const start = route({
  method: 'POST', path: '/tjanster/:path/borja', access: resident(0), audit: 'services.draftStarted',
  async handle(context) {
    const { tx, who, params, language, house } = context;
    const version = await currentVersion(tx, params.path);
    if (!version) return notFound();
    if (version.stopped) return redirect(`/tjanster/${version.path}`);
    // A time is chosen first, and can be seen before one signs in.
    if (version.compiled.folder.definition.booking) return redirect(`/boka/${version.path}`);
    const refusal = await mayStart(context, version);
    if (refusal) return refusal;
    const carried = await carriedOver(tx, context.cookies, version);
    const id = await startDraft(house, tx, version, who, language, carried);
    context.about({ dossierId: id, subjectId: subject(who), detail: { service: version.service } });
    return redirect(`${base}/${id}`, carried && [forgetCarried]);
  },
});

/** The class decides how surely one must be known; the service and the proxy, what a representative may begin. */
async function mayStart({ tx, who, house }: RequestContext<Resident>, version: ServiceVersion): Promise<Answer | undefined> {
  const { definition, definition: { information } } = version.compiled.folder;
  // What a room carries by a form of its own has one door, also for whoever types another address (docs/decisions/0014).
  const own = ownFormOf(house, definition);
  if (own) return redirect(own.href);
  const { level } = demands(information);
  if (who.level < level) return stepUp(level);
  return await mayActIn(tx, who, version) ? undefined : forbidden('proxyNotTaken');
}

const review = route({
  method: 'GET', path: `${base}/:id/granska`, access: resident(0), audit: none('the resident reads in their own room'),
  async handle(context) {
    const opened = await openCurrent(context, base);
    if (!opened) return notFound();
    return 'kind' in opened ? opened : reviewed(context, opened);
  },
});

async function reviewed(context: RequestContext<Resident>, opened: OpenedDraft, problem?: string): Promise<Answer> {
  const { language, tx } = context;
  const { draft, version, journey } = opened;
  if (draft.submitted) return redirect(draft.submitted.receipt);
  const t = (key: string, params = {}) => texts(language, `review.${key}`, params);
  const authority = (await listAuthorities(tx)).find(({ id }) => id === version.authorityId);
  const { parties } = inLanguage(version, language).definition;
  const together = parties.coApplicant && !draft.caseId && hasCoApplicant(version.compiled, draft.content.answers, opened.context);
  const next = journey.pages.find(({ key }) => key === journey.next);
  const last = journey.pages.at(-1);
  const booked = version.compiled.folder.definition.booking !== undefined;
  const urgent = await urgentCall(tx, version, draft.content.answers, opened.context, language);
  return page(await dress.frame(context, opened, { title: t('title'), hasErrors: problem !== undefined, ...(last && { back: href(`${base}/${draft.id}/sida/${last.key}`) }) }, (
    <>
      {problem && <Alert kind="danger" live><p>{t(problem)}</p></Alert>}
      {urgent && <Urgent call={urgent} language={language} />}
      <Review opened={opened} base={`${base}/${draft.id}`} language={language} lead={t(needsSignature(version) ? 'lead' : booked ? 'leadBook' : 'leadSend')}>
        {next ? (
          <Alert kind="warning" heading={t('incomplete')}>
            <p><Link href={href(`${base}/${draft.id}/sida/${next.key}`)}>{t('continue')}: {version.compiled.form.text(`pages.${next.page.id}.title`, language)}</Link></p>
          </Alert>
        ) : !needsSignature(version) ? (
          <section>
            <h2>{t(booked ? 'bookHeading' : 'sendHeading')}</h2>
            <p>{t(booked ? 'bookText' : 'sendText', { authority: authority?.name ?? '' })}</p>
            <Form action={href(`${base}/${draft.id}/skicka`)}><Button icon={booked ? 'check' : 'send'}>{t(booked ? 'book' : 'send')}</Button></Form>
          </section>
        ) : (
          <section>
            <h2>{t('signHeading')}</h2>
            <p>{t('signText', { authority: authority?.name ?? '' })}</p>
            {together && <Alert><p>{t('coApplicant', { name: personIn(draft.content.answers, parties.coApplicant!.person)?.givenName ?? '' })}</p></Alert>}
            <Form action={href(`${base}/${draft.id}/skriv-under`)}><Button>{t('sign')}</Button></Form>
          </section>
        )}
        <p><Link href={href(`${base}/${draft.id}/ta-bort`)}>{t('remove')}</Link></p>
      </Review>
    </>
  )), { status: problem ? 422 : 200 });
}

const sign = route({
  method: 'POST', path: `${base}/:id/skriv-under`, access: resident(0), audit: 'services.signingBegun',
  async handle(context) {
    const { tx, language, tenant } = context;
    const opened = await open(context, context.params.id);
    if (!opened) return notFound();
    if ('kind' in opened) return opened;
    const { draft, version, journey } = opened;
    context.about({ dossierId: draft.id });
    if (draft.submitted) return redirect(draft.submitted.receipt);
    if (!journey.complete) return redirect(`${base}/${draft.id}/granska`);
    const { seen, hash } = whatIsSigned(opened, language);
    const authority = (await listAuthorities(tx)).find(({ id }) => id === version.authorityId);
    const person = draft.personId && await findPerson(tx, draft.personId);
    const text = texts(language, draft.caseId ? 'sign.own' : 'sign.text', {
      service: inLanguage(version, language).definition.name, authority: authority?.name ?? '', organisation: tenant.name, hash,
      subject: context.who.actingFor && person ? fullName(person.facts) : texts(language, 'sign.self'),
      count: seen.sections.reduce((sum, section) => sum + section.rows.length, 0),
    });
    return beginSigning(context, { purpose, reference: `${draft.id} ${language}`, text, hash: `sha256:${hash}` });
  },
});

/**
 * What is handled without a decision, and of a class up to 1, is sent in without a signature: the sign-in says who it is. So is what goes
 * with a booked time: what was declared is asked again when one comes.
 */
function needsSignature({ compiled }: ServiceVersion): boolean {
  const { definition } = compiled.folder;
  return definition.case === 'decision' || (definition.case === 'handling' && definition.information.confidentiality > 1);
}

const sendUnsigned = route({
  method: 'POST', path: `${base}/:id/skicka`, access: resident(0), audit: 'services.sent',
  async handle(context) {
    const opened = await open(context, context.params.id);
    if (!opened) return notFound();
    if ('kind' in opened) return opened;
    context.about({ dossierId: opened.draft.id });
    if (needsSignature(opened.version) && !opened.draft.submitted) return redirect(`${base}/${opened.draft.id}/granska`);
    const done = await submit(context, { draftId: opened.draft.id, language: context.language, principal: context.who, way: 'web' });
    if (done.ok) return redirect(done.receipt);
    if ('path' in done) return redirect(chooseAgain(done.path, opened.draft.id, done.reason));
    return done.reason === 'notFound' ? notFound() : redirect(`${base}/${opened.draft.id}/granska`);
  },
});

const purpose = 'services.submission';

/** What comes back from the provider: a signature over exactly these answers makes the case; anything else leaves the draft as it was. */
export const submissionSignature: SignatureTaker = {
  purpose,
  async signed(context, reference, attestation: Attestation) {
    const [id, language] = reference.split(' ') as [Uuid, RequestContext['language']];
    const done = await submit(context, { draftId: asUuid(id), language, principal: context.who, attestation, way: 'web' });
    context.about({ dossierId: asUuid(id) });
    if (done.ok) return redirect(done.receipt);
    if ('path' in done) return redirect(chooseAgain(done.path, asUuid(id), done.reason));
    return done.reason === 'notFound' ? notFound() : problemAt(context, id, 'changed');
  },
  refused: (context, reference, why) => problemAt(context, reference.split(' ')[0]!, `refused-${why}`),
};

async function problemAt(context: RequestContext<Resident>, id: string, problem: string): Promise<Answer> {
  const opened = await open(context, id);
  if (!opened) return notFound();
  return 'kind' in opened ? opened : reviewed(context, opened, problem);
}

const askRemove = route({
  method: 'GET', path: `${base}/:id/ta-bort`, access: resident(0), audit: none('the resident reads in their own room'),
  async handle(context) {
    const opened = await open(context, context.params.id);
    if (!opened) return notFound();
    if ('kind' in opened) return opened;
    const t = (key: string) => texts(context.language, `remove.${key}`);
    const at = `${base}/${opened.draft.id}`;
    return page(await dress.frame(context, opened, { title: t('title') }, (
      <ConfirmBox level={1} danger heading={t('title')} consequences={[t('what'), t('notSent')]} action={href(`${at}/ta-bort`)}
        confirm={t('confirm')} cancel={href(at)} cancelText={t('cancel')} />
    )));
  },
});

const remove = route({
  method: 'POST', path: `${base}/:id/ta-bort`, access: resident(0), audit: none('the removal itself is audited'),
  async handle(context) {
    const opened = await open(context, context.params.id);
    if (!opened) return notFound();
    if ('kind' in opened) return opened;
    if (opened.draft.submitted) return redirect(opened.draft.submitted.receipt);
    await removeDraft(context.tx, opened.draft);
    return redirect('/mina-sidor');
  },
});

/** Whom to call about a draft; asked to call from here, they may get to see what it holds. */
async function draftHelp({ tx, tenant, language }: RequestContext, { draft, version }: OpenedDraft): Promise<Help> {
  const help = await helpFor(tx, tenant, version, language);
  return help.callback ? { ...help, callback: href(`${base}/${draft.id}/ring-mig`) } : help;
}

const dress: Dress = {
  base, access: resident(0),
  audit: { read: none('the resident reads in their own room'), save: none('the resident writes in their own room'), file: none('the resident reads in their own room') },
  frame: async (context, opened, { title, ...look }, content) => (
    <Layout {...residentFrame(context, { help: await draftHelp(context, opened) })} {...look}
      title={`${title} – ${inLanguage(opened.version, context.language).definition.name}`}>
      {context.display?.actingFor && <Alert><p>{texts(context.language, 'page.for', { name: context.display.actingFor })}</p></Alert>}
      {opened.replaced && <Alert heading={texts(context.language, 'newVersion.offerTitle')}><p><Link href={href(`${base}/${opened.draft.id}/ny-version`)}>{texts(context.language, 'newVersion.offerLink')}</Link></p></Alert>}
      {opened.draft.content.moved && !opened.draft.submitted && <p><Link href={href(`${base}/${opened.draft.id}/andringar`)}>{texts(context.language, 'newVersion.movedLink')}</Link></p>}
      {await HeldTime(context, opened)}
      {content}
    </Layout>
  ),
};

export const residentRoutes: readonly Route[] = [
  showService, begin, start, ...journeyRoutes(dress), ...newVersionRoutes(dress), review, sign, sendUnsigned, askRemove, remove,
];
