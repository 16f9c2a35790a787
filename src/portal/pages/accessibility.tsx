import type { ComponentChildren, VNode } from 'preact';
import { Alert, Button, ErrorSummary, Form, Layout, Link, Section, TextArea, TextField, externalHref, formatDate, href, residentFrame, type FieldError,
  type RequestContext } from '../../platform/index.ts';
import { helpOf } from '../help.ts';
import { texts } from '../texts.ts';

/** When the statement was last gone through, and what it says found right. Changed by whoever goes through it anew. */
const assessedOn = '2026-11-22';
const supervisor = 'https://www.digg.se/tdosanmalan';

export interface Typed {
  where?: string;
  what?: string;
  replyTo?: string;
}

/**
 * The accessibility statement (lag 2018:1937 om tillgänglighet till digital offentlig service, 13 §), with a way to report
 * what does not work that needs neither e-ID nor name.
 */
export function AccessibilityPage({ context, typed = {}, errors = [] }: { context: RequestContext; typed?: Typed; errors?: readonly FieldError[] }): VNode {
  const { language, tenant } = context;
  const help = helpOf(context);
  const t = (key: string, params = {}) => texts(language, `accessibility.${key}`, params);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const list = (...keys: string[]): ComponentChildren => <ul class="ds-list">{keys.map((key) => <li key={key}>{t(key)}</li>)}</ul>;
  return (
    <Layout {...residentFrame(context)} title={t('title')} hasErrors={errors.length > 0} back={href('/')}>
      <ErrorSummary errors={errors} />
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead', { organisation: tenant.name })}</p>
      <Section heading={t('howHeading')}><p>{t('how')}</p></Section>
      <Section heading={t('notHeading')}>
        <p>{t('not')}</p>
        {list('notFiles', 'notEid', 'notLetters')}
      </Section>
      <Section heading={t('otherHeading')}><p>{t('other', help)}</p></Section>
      <Section heading={t('reportHeading')} id="rapportera">
        <p>{t('reportLead')}</p>
        <Form action={href('/tillganglighet')}>
          <TextField name="where" label={t('where')} hint={t('whereHint')} value={typed.where} error={error('where')} optional />
          <TextArea name="what" label={t('what')} hint={t('whatHint')} value={typed.what} error={error('what')} count={4000} />
          <TextField name="replyTo" label={t('replyTo')} hint={t('replyToHint')} value={typed.replyTo} error={error('replyTo')} autocomplete="email" optional />
          <Button>{t('send')}</Button>
        </Form>
      </Section>
      <Section heading={t('superviseHeading')}>
        <p>{t('supervise')}</p>
        <p><Link href={externalHref(supervisor)}>{t('superviseLink')}</Link></p>
      </Section>
      <Section heading={t('testedHeading')}>
        <p>{t('tested')}</p>
        {list('testedAutomatic', 'testedKeyboard', 'testedZoom')}
        <p>{t('testedWhen', { date: formatDate(assessedOn, language) })}</p>
      </Section>
    </Layout>
  );
}

/** Tells that a report has come in, and what happens then. */
export function ThanksPage({ context }: { context: RequestContext }): VNode {
  const t = (key: string) => texts(context.language, `accessibility.${key}`);
  return (
    <Layout {...residentFrame(context)} title={t('thanks')} back={href('/tillganglighet')}>
      <h1>{t('thanks')}</h1>
      <Alert kind="success" live><p>{t('thanksText')}</p></Alert>
    </Layout>
  );
}
