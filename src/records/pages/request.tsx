import type { VNode } from 'preact';
import type { Authority } from '../../organisation/index.ts';
import {
  Alert, Button, ErrorSummary, FileList, Form, Layout, Link, RadioGroup, Section, TextArea, TextField, formatDate, href, residentFrame, messageOf,
  type FieldError, type RequestContext,
} from '../../platform/index.ts';
import { texts } from '../texts.ts';

interface Props {
  context: RequestContext;
  authorities: readonly Authority[];
  typed?: Readonly<Record<string, string>>;
  errors?: readonly FieldError[];
}

/** Asks for official records, by anyone, without saying who one is or why (TF 2 kap. 18 §). */
export function RequestPage({ context, authorities, typed = {}, errors = [] }: Props): VNode {
  const { language } = context;
  const t = (key: string) => texts(language, `request.${key}`);
  const field = (name: string) => ({ name, label: t(name), value: typed[name], error: messageOf(errors, name) });
  return (
    <Layout {...residentFrame(context)} title={t('title')} description={t('lead')} hasErrors={errors.length > 0} back={href('/diarium')}>
      <ErrorSummary errors={errors} />
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead')}</p>
      <p>{t('how')}</p>
      <Form action={href('/diarium/begar-ut')}>
        <RadioGroup {...field('authority')} choices={authorities.map(({ slug, name }) => ({ value: slug, label: name }))} />
        <TextArea {...field('wanted')} hint={t('wantedHint')} rows={5} count={4000} />
        <RadioGroup {...field('delivery')} choices={[
          { value: 'link', label: t('link'), reveal: <TextField {...field('email')} type="email" autocomplete="email" /> },
          { value: 'post', label: t('post'), reveal: <TextArea {...field('address')} rows={4} /> },
          { value: 'collect', label: t('collect') }, { value: 'read', label: t('read') },
        ]} />
        <TextField {...field('reach')} hint={t('reachHint')} optional />
        <p class="hint">{t('keep')}</p>
        <Button icon="send">{t('send')}</Button>
      </Form>
    </Layout>
  );
}

/** Says that the request is here, and its number. */
export function ThanksPage({ context, number }: { context: RequestContext; number: string }): VNode {
  const t = (key: string, params = {}) => texts(context.language, `request.${key}`, params);
  return (
    <Layout {...residentFrame(context)} title={t('thanks')} back={href('/diarium')}>
      <h1>{t('thanks')}</h1>
      <Alert kind="success" live><p>{t('thanksNumber', { number })}</p></Alert>
      <p>{t('thanksNext')}</p>
      <p><Link href={href('/diarium')}>{t('back')}</Link></p>
    </Layout>
  );
}

interface FetchProps {
  context: RequestContext;
  number: string;
  until: Date;
  token: string;
  files: readonly { id: string; name: string; size: number }[];
  masked: boolean;
  heldBack: boolean;
}

/** What was released, to fetch by the link in the letter. */
export function FetchPage({ context, number, until, token, files, masked, heldBack }: FetchProps): VNode {
  const t = (key: string, params = {}) => texts(context.language, `fetch.${key}`, params);
  return (
    <Layout {...residentFrame(context)} title={t('title')} noIndex>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead', { number, until: formatDate(until, context.language) })}</p>
      <Section heading={t('files')}>
        <FileList files={files.map((file) => ({ ...file, href: href(`/diarium/utlamnat/${token}/${file.id}`) }))} />
      </Section>
      {masked && <p>{t('masked')}</p>}
      {heldBack && <p>{t('decision')}</p>}
    </Layout>
  );
}

/** A link that opens nothing: its time is out, or it was written wrong. */
export function GonePage({ context }: { context: RequestContext }): VNode {
  const t = (key: string) => texts(context.language, `fetch.${key}`);
  return (
    <Layout {...residentFrame(context)} title={t('gone')} noIndex>
      <h1>{t('gone')}</h1>
      <p>{t('goneText')}</p>
    </Layout>
  );
}
