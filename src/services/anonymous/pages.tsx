import type { ComponentChildren, VNode } from 'preact';
import { Alert, Button, Buttons, Card, EnterButton, ErrorSummary, FileField, Form, Layout, Link, LinkButton, PageHeading, Progress, Section, SummaryList, externalHref, formatDate,
  href, htmlLanguage, languageNames, languages, residentFrame, type FieldError, type Help, type RequestContext } from '../../platform/index.ts';
import { PageQuestions, faultText, type Fault, type JourneyPage, type JourneyQuestion, type Typed } from '../../forms/index.ts';
import { uploadLimits } from '../actions/save-page.ts';
import { Answer } from '../pages/answer.tsx';
import { ExitWays } from '../pages/exit-ways.tsx';
import { seenOf } from '../seen.ts';
import { texts } from '../texts.ts';
import { inLanguage, type ServiceVersion } from '../versions.ts';
import type { WithoutSignIn } from './allowed.ts';
import type { AnonymousReceipt } from './send.ts';
import { Urgent, type UrgentCall } from '../urgent.tsx';
import type { Walk } from './walk.ts';
import type { Answers, FormContext } from '../../forms/index.ts';

/** Where somebody is when they leave in a hurry: a page that says nothing of what they read before. */
const elsewhere = externalHref('https://www.smhi.se/');

interface Dressed {
  context: RequestContext;
  version: ServiceVersion;
  how: WithoutSignIn;
  help: Help;
  /** whom to call, when the answers so far cannot wait */
  urgent?: UrgentCall;
  /** the first pages only, to see whether the service is for one: where they are */
  triage?: string;
}

interface FrameProps extends Dressed {
  title: string;
  hasErrors?: boolean;
  children: ComponentChildren;
}

/** A page that knows nobody, whoever is signed in; with a way out in a hurry where no trace is to be left. */
export function AnonymousPage({ context, version, how, help, urgent, triage, title, hasErrors = false, children }: FrameProps): VNode {
  const { display: _signedIn, ...nobody } = context;
  const { name } = inLanguage(version, context.language).definition;
  return (
    <Layout {...residentFrame({ ...nobody, path: triage ?? pathOf(version) }, { help, noIndex: true, languages: [] })} title={`${title} – ${name}`} hasErrors={hasErrors}>
      {how.follow === 'none' && <p class="quick-exit"><LinkButton kind="danger" href={elsewhere}>{texts(context.language, 'anonymous.leave')}</LinkButton></p>}
      {urgent && <Urgent call={urgent} language={context.language} />}
      {children}
    </Layout>
  );
}

export const pathOf = ({ path }: ServiceVersion): string => `/tjanster/${path}/utan-inloggning`;

interface QuestionsProps extends Dressed {
  walk: Walk;
  page: JourneyPage;
  sealed: string;
  typed: Typed;
  faults: readonly Fault[];
  focus?: string;
  map?: NonNullable<FormContext['map']>;
}

/** One page of questions. What has been answered so far goes along with it, sealed. */
export function AnonymousQuestions({ walk, page, sealed, typed, faults, focus, map, ...dressed }: QuestionsProps): VNode {
  const { context: { language }, version } = dressed;
  const { form } = version.compiled;
  const know = dressed.triage ? 'triage' : dressed.how.follow;
  const t = (key: string) => texts(language, `anonymous.${key}`);
  const errors: FieldError[] = faults.map((fault) => ({ ...(fault.field !== undefined && { name: fault.field }), message: faultText(form, fault, language) }));
  const title = form.text(`pages.${page.page.id}.title`, language);
  const at = walk.pages.findIndex(({ key }) => key === page.key);
  return (
    <AnonymousPage {...dressed} title={title} hasErrors={errors.length > 0}>
      <Progress page={at + 1} of={walk.pages.length + 1} />
      <ErrorSummary errors={errors} />
      <h1>{title}</h1>
      {at === 0 && <Alert heading={t(`know-${know}-heading`)}><p>{t(`know-${know}`)}</p></Alert>}
      {page.page.intro !== undefined && <p>{form.text(`pages.${page.page.id}.intro`, language)}</p>}
      {page.warnings.map((warning, index) => <Alert kind="warning" key={index}><p>{faultText(form, warning, language)}</p></Alert>)}
      <Form action={href(dressed.triage ?? pathOf(version))} hidden={{ _form: sealed, _page: page.key }}>
        {!page.exit && <EnterButton />}
        <PageQuestions form={form} page={page} typed={typed} errors={faults} language={language} {...(focus && { focus })} {...(map && { map })} />
        <ExitWays page={page} language={language} />
        <Buttons>
          {!page.exit && <Button icon="arrowRight" iconAfter>{t('next')}</Button>}
          {at > 0 && <Button kind="secondary" name="_go" value="back">{t('back')}</Button>}
        </Buttons>
        <Languages {...dressed} />
      </Form>
      <p class="hint">{t(dressed.triage ? 'nothingKeptTriage' : 'nothingKept')}</p>
    </AnonymousPage>
  );
}

/** Another language by a button, since a link would lose what is written. */
function Languages({ context, version, triage }: Dressed): VNode {
  return (
    <Buttons>
      {languages.filter((code) => code !== context.language).map((code) => (
        <span key={code} lang={htmlLanguage(code)}>
          <Button kind="quiet" name="_go" value="here" action={href(triage ?? pathOf(version), { sprak: code })}>{languageNames[code]}</Button>
        </span>
      ))}
    </Buttons>
  );
}

interface ReviewProps extends Dressed {
  walk: Walk;
  answers: Answers;
  form: FormContext;
  sealed: string;
  errors: readonly FieldError[];
}

/** Everything that will be sent, with a way to change it, and the files, which are chosen last since nothing is kept before. */
export function AnonymousReview({ walk, answers, form, sealed, errors, ...dressed }: ReviewProps): VNode {
  const { context: { language }, version, how } = dressed;
  const t = (key: string, params = {}) => texts(language, `anonymous.${key}`, params);
  const { compiled } = version;
  const shown = new Set(walk.files.map(({ field }) => field));
  const seen = seenOf(compiled.form, answers, form, { service: version.service, version: version.hash, language });
  const title = texts(language, 'review.title');
  return (
    <AnonymousPage {...dressed} title={title} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <h1>{title}</h1>
      <p class="lead">{t('reviewLead')}</p>
      {seen.sections.filter(({ page }) => walk.pages.some(({ key }) => key === page)).map((section) => (
        <Section key={section.page} heading={section.title}>
          <SummaryList rows={section.rows.filter(({ id }) => !shown.has(id)).map(({ question, answer }) => ({ question, answer: <Answer answer={answer} /> }))} />
          <Form action={href(pathOf(version))} hidden={{ _form: sealed, _go: section.page }}>
            <Button kind="quiet" label={t('changePage', { page: section.title })}>{texts(language, 'review.change')}</Button>
          </Form>
        </Section>
      ))}
      <Form action={href(`${pathOf(version)}/skicka`)} multipart={walk.files.length > 0} hidden={{ _form: sealed }}>
        {walk.files.length > 0 && <Section heading={t('files')}><p>{t('filesText')}</p>{walk.files.map((one) => <Files key={one.field} one={one} dressed={dressed} errors={errors} />)}</Section>}
        <p>{t(`before-${how.follow}`)}</p>
        <Button icon="send">{t('send')}</Button>
      </Form>
    </AnonymousPage>
  );
}

function Files({ one, dressed: { context: { language }, version }, errors }: { one: JourneyQuestion; dressed: Dressed; errors: readonly FieldError[] }): VNode {
  const { form } = version.compiled;
  const { question, field } = one;
  const error = errors.find(({ name }) => name === field)?.message;
  const maxFiles = question.type === 'file' ? question.maxFiles ?? uploadLimits.maxFiles : uploadLimits.maxFiles;
  const hint = 'hint' in question && question.hint !== undefined ? form.text(`questions.${question.id}.hint`, language) : undefined;
  return (
    <FileField name={field} label={form.text(`questions.${question.id}.ask`, language)} multiple={maxFiles > 1} maxFiles={maxFiles} maxSize={uploadLimits.maxBytes}
      {...(hint !== undefined && { hint })} {...('optional' in question && question.optional && { optional: true })} {...(error && { error })} />
  );
}

/** What is shown once, when it has come in. */
export function AnonymousThanks({ receipt, ...dressed }: Dressed & { receipt: AnonymousReceipt }): VNode {
  const { context: { language }, version, how } = dressed;
  const t = (key: string, params = {}) => texts(language, `anonymous.${key}`, params);
  const { start } = inLanguage(version, language).definition;
  return (
    <AnonymousPage {...dressed} title={t('thanks')}>
      <PageHeading>{t('thanks')}</PageHeading>
      <p class="lead">{t('sentOn', { date: formatDate(receipt.sentOn, language) })}</p>
      {receipt.number && <Card heading={t('number')}><p><strong>{receipt.number}</strong></p></Card>}
      {receipt.code && (
        <Card heading={t('code')}>
          <p><strong class="code">{receipt.code}</strong></p>
          <p>{t('codeText')}</p>
          <p><Link href={href('/svar')}>{t('codeWhere')}</Link></p>
        </Card>
      )}
      {how.follow === 'none' && <Alert heading={t('noTraceHeading')}><p>{t('noTrace')}</p></Alert>}
      <Section heading={texts(language, 'service.after')}><ol class="ds-list">{start.after.map(({ id, sv }) => <li key={id}>{sv}</li>)}</ol></Section>
      {how.follow !== 'none' && <p><Link href={href('/')}>{t('toStart')}</Link></p>}
    </AnonymousPage>
  );
}

/** Why it cannot go on: it has lain open too long, or what the page carried is not what we sealed. */
export function AnonymousStopped({ why, ...dressed }: Dressed & { why: 'old' | 'broken' | 'tooMany' }): VNode {
  const t = (key: string) => texts(dressed.context.language, `anonymous.${key}`);
  return (
    <AnonymousPage {...dressed} title={t(`${why}Title`)}>
      <PageHeading>{t(`${why}Title`)}</PageHeading>
      <p>{t(why)}</p>
      {why !== 'tooMany' && <p><LinkButton href={href(dressed.triage ?? pathOf(dressed.version))}>{t('again')}</LinkButton></p>}
    </AnonymousPage>
  );
}
