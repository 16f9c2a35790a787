import { z } from 'zod';
import { areas, difference, draftRules, draftsUnderWay, dropProposal, filesOf, library, paperOf, proposalById, propose, publish, publishedVersions, readSent, versionById, whatIsMissing,
  type Change, type ProposedVersion, type ServiceFolder } from '../../../services/index.ts';
import {
  Alert, Button, DateField, FileField, Form, Link, LinkButton, RadioGroup, Section, Table, TextField, asUuid, file, formatDate, href, isUuid, languages, notFound, redirect, route,
  swedishDay, messageOf, typedIn, type Answer, type FieldError, type RequestContext, type Route, type Staff,
} from '../../../platform/index.ts';
import { day } from '../../form.ts';
import { staffText as t } from '../../staff-texts.ts';
import { adminPage, administrators, refusedHere } from '../frame.tsx';
import { letterName } from './letter-preview.ts';
import { Letters } from './letters.tsx';
import { facts, servicesPath, under } from './list.tsx';
import { changeTitle } from './words.ts';

const limits = { maxBytes: 1_000_000, maxFiles: 30 };
const wanted = z.object({ mapp: z.string().optional(), tjanst: z.string().optional() }).loose();

const bringIn = route({
  method: 'GET', path: `${servicesPath}/ta-in`, access: administrators, audit: facts, query: wanted,
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    return bringPage(context, { ...(context.query.mapp && { mapp: context.query.mapp }), ...(context.query.tjanst && { tjanst: context.query.tjanst }) }, []);
  },
});

async function bringPage(context: RequestContext<Staff>, typed: Record<string, string>, errors: readonly FieldError[]): Promise<Answer> {
  const known = (await library()).filter((loaded) => loaded.ok).map(({ service }) => service.definition);
  return adminPage(context, {
    title: t('catalogue.bring'), under, errors,
    children: (
      <>
        <Section heading={t('catalogue.fromLibrary')}>
          <Form action={href(`${servicesPath}/ta-in`)}>
            <RadioGroup name="mapp" label={t('catalogue.choose')} value={typed['mapp']} error={messageOf(errors, 'mapp')}
              choices={known.map(({ path, name }) => ({ value: path, label: name }))} />
            <Button>{t('catalogue.look')}</Button>
          </Form>
        </Section>
        <Section heading={t('catalogue.fromFiles')}>
          <p>{t('catalogue.filesLead')}</p>
          <Form action={href(`${servicesPath}/ta-in`)} multipart hidden={{ tjanst: typed['tjanst'] }}>
            <FileField name="files" label={t('catalogue.files')} hint={t('catalogue.filesHint')} error={messageOf(errors, 'files')} multiple accept=".yaml,.yml,.typ" />
            <Button>{t('catalogue.look')}</Button>
          </Form>
        </Section>
      </>
    ),
  });
}

const bring = route({
  method: 'POST', path: `${servicesPath}/ta-in`, access: administrators, audit: 'services.versionProposed', uploads: limits,
  async handle(context) {
    const refused = refusedHere(context);
    if (refused) return refused;
    const { tx, uploads, who } = context;
    const typed = typedIn(context.fields);
    if (!uploads.length) {
      const loaded = (await library()).find((one) => one.ok && one.service.definition.path === typed['mapp']);
      if (!loaded?.ok) return bringPage(context, typed, [{ name: 'mapp', message: t('catalogue.chooseWrong') }]);
      return redirect(`${servicesPath}/forslag/${await propose(tx, loaded.service, { source: 'library', by: who.staffId })}`);
    }
    const current = (await publishedVersions(tx, typed['tjanst'] ?? '')).find(({ state }) => state === 'inForce');
    const before = current && (await versionById(tx, current.id)).compiled.folder;
    const read = readSent(Object.fromEntries(uploads.map(({ name, bytes }) => [name, bytes.toString('utf8')])), before, before ? filesOf(before) : {});
    if (read.ok) return redirect(`${servicesPath}/forslag/${await propose(tx, read.folder, { source: 'files', by: who.staffId })}`);
    const told = read.problems.slice(0, 20).map(({ file, line, message, remedy }) => ({ name: 'files', message: `${file}, rad ${line}: ${message}. ${remedy}` }));
    return bringPage(context, typed, told.length ? told : [{ name: 'files', message: t('catalogue.filesWrong') }]);
  },
});

const show = route({
  method: 'GET', path: `${servicesPath}/forslag/:id`, access: administrators, audit: facts,
  handle: (context) => withProposal(context, (proposal) => proposalPage(context, proposal, {}, [])),
});

async function proposalPage(context: RequestContext<Staff>, proposal: ProposedVersion, typed: Record<string, string>, errors: readonly FieldError[]): Promise<Answer> {
  const { tx } = context;
  const current = (await publishedVersions(tx, proposal.service)).find(({ state }) => state === 'inForce');
  const changes = current ? difference((await versionById(tx, current.id)).compiled.folder, proposal.folder) : [];
  const drafts = [...(await draftsUnderWay(tx, proposal.service)).values()].reduce((sum, count) => sum + count, 0);
  const { name, summary } = proposal.folder.definition;
  const missing = await whatIsMissing(tx, proposal.folder);
  return adminPage(context, {
    title: t('catalogue.proposal', { name }), under, errors, width: 'full',
    children: (
      <>
        {!current && <Alert><p>{t('catalogue.isNew')}</p></Alert>}
        {missing.length > 0 && (
          <Alert kind="warning" heading={t('catalogue.missing')}>
            <p>{t('catalogue.missingLead')}</p>
            <ul class="ds-list">{missing.map(({ reason, remedy }) => <li key={reason}>{reason}. {remedy}</li>)}</ul>
          </Alert>
        )}
        {current && !changes.length && <Alert><p>{t('catalogue.same')}</p></Alert>}
        {current && changes.length > 0 && <p class="lead">{t(changes.length === 1 ? 'catalogue.againstOne' : 'catalogue.against', { count: changes.length, date: formatDate(current.validFrom, 'sv') })}</p>}
        {areas.map((area) => ({ area, of: changes.filter((change) => change.area === area) })).filter(({ of }) => of.length).map(({ area, of }) => (
          <Section key={area} heading={t(`catalogue.area-${area}`)}><Differences of={of} area={t(`catalogue.area-${area}`)} folder={proposal.folder} /></Section>
        ))}
        <Section heading={t('catalogue.asItBecomes')}>
          {!current && <p>{summary}</p>}
          {missing.length === 0 && (
            <ul class="ds-list">{languages.map((language) => (
              <li key={language}><Link href={href(`${servicesPath}/forslag/${proposal.id}/fragor`, { sprak: language })}>{t(`catalogue.questions-${language}`)}</Link></li>))}</ul>)}
        </Section>
        {Object.keys(proposal.folder.letters).length > 0 && (
          <Section heading={t('letters.asTheyBecome')}>
            <p class="hint">{t('catalogue.lettersHint')}</p>
            <Letters folder={proposal.folder} proposal={proposal.id} />
          </Section>
        )}
        <Section heading={t('catalogue.publish')}>
          <Form action={href(`${servicesPath}/forslag/${proposal.id}`)} hidden={current ? {} : { drafts: 'keep' }}>
            <DateField name="from" label={t('catalogue.fromAsk')} hint={t('catalogue.fromHint')} value={typed['from'] ?? swedishDay(context.now)} error={messageOf(errors, 'from')} />
            {current && <RadioGroup name="drafts" label={t('catalogue.draftsAsk', { count: drafts })} hint={t('catalogue.draftsHint')} value={typed['drafts'] ?? (proposal.source === 'words' ? 'keep' : undefined)} error={messageOf(errors, 'drafts')}
              choices={draftRules.map((value) => ({ value, label: t(`catalogue.rule-${value}`), hint: t(`catalogue.rule-${value}-hint`) }))} />}
            <TextField name="why" label={t('catalogue.whyAsk')} hint={t('catalogue.whyHint')} value={typed['why']} error={messageOf(errors, 'why')} />
            <Button>{t('catalogue.publish')}</Button>
          </Form>
          <p><LinkButton kind="secondary" href={href(servicesPath)}>{t('catalogue.leave')}</LinkButton></p>
        </Section>
      </>
    ),
  });
}

function Differences({ of, area, folder }: { of: readonly Change[]; area: string; folder: ServiceFolder }) {
  return (
    <Table caption={area} captionHidden rows={of.map((change, place) => ({ change, place }))} rowKey={({ place }) => String(place)} columns={[
      { key: 'what', heading: t('catalogue.what'), rowHeading: true, cell: ({ change }) => changeTitle(change, (path) => letterName(folder, path)) },
      { key: 'how', heading: t('catalogue.how'), cell: ({ change }) => t(`catalogue.change-${change.change}`) },
      { key: 'before', heading: t('catalogue.before'), cell: ({ change }) => shortened(change.before) },
      { key: 'after', heading: t('catalogue.after'), cell: ({ change }) => shortened(change.after) },
    ]} />
  );
}

function shortened(text: string | undefined): string {
  if (text === undefined) return '–';
  return text.length > 300 ? `${text.slice(0, 300)} …` : text;
}

const publishing = z.object({ from: day, drafts: z.enum(draftRules), why: z.string().min(3).max(500) });

const put = route({
  method: 'POST', path: `${servicesPath}/forslag/:id`, access: administrators, audit: 'services.publishAsked',
  handle: (context) => withProposal(context, async (proposal) => {
    const { tx, who, now } = context;
    const typed = typedIn(context.fields);
    const parsed = publishing.safeParse(typed);
    const errors = parsed.success ? [] : [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))].map((name) => ({ name, message: t(`catalogue.${name}Wrong`) }));
    if (parsed.success && parsed.data.from < swedishDay(now)) errors.push({ name: 'from', message: t('catalogue.fromPast') });
    if (!parsed.success || errors.length) return proposalPage(context, proposal, typed, errors);
    const done = await publish(tx, proposal.folder, { from: parsed.data.from, drafts: parsed.data.drafts, note: parsed.data.why, by: who.staffId });
    if (!done.ok) return proposalPage(context, proposal, typed, done.problems.map(({ reason, remedy }) => ({ name: 'from', message: `${reason}. ${remedy}` })));
    await dropProposal(tx, proposal.id);
    return redirect(`${servicesPath}/${proposal.service}?klart=publicerad`);
  }),
});

/** All that the version will ask, as its paper form: for whoever reads no YAML. */
const questions = route({
  method: 'GET', path: `${servicesPath}/forslag/:id/fragor`, access: administrators, audit: facts, query: z.object({ sprak: z.enum(languages).catch('sv').default('sv') }).loose(),
  handle: (context) => withProposal(context, async (proposal) => {
    const language = context.query.sprak;
    const bytes = await paperOf(context.tx, proposal, language);
    return bytes ? file(bytes, 'application/pdf', { name: `${proposal.folder.definition.path}-${language}.pdf`, inline: true }) : notFound();
  }),
});

async function withProposal(context: RequestContext<Staff, { id: string }>, answer: (proposal: ProposedVersion) => Answer | Promise<Answer>): Promise<Answer> {
  const refused = refusedHere(context);
  if (refused) return refused;
  const proposal = isUuid(context.params.id) ? await proposalById(context.tx, asUuid(context.params.id)) : undefined;
  return proposal ? answer(proposal) : notFound();
}

export const proposalRoutes: readonly Route[] = [bringIn, bring, show, put, questions];
