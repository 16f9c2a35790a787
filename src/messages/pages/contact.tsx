import type { VNode } from 'preact';
import { Alert, Button, Buttons, ErrorSummary, Form, Layout, Lead, RadioGroup, TextField, href, residentFrame, type FieldError, type RequestContext,
  type Resident } from '../../platform/index.ts';
import { texts } from '../texts.ts';

export interface ContactPageProps {
  context: RequestContext<Resident>;
  typed: { email?: string | undefined; phone?: string | undefined; way?: 'sms' | undefined };
  errors: readonly FieldError[];
  saved: boolean;
  /** whether the organisation sends text messages */
  sms: boolean;
}

/** Where the person writes how they want to be reached. */
export function ContactPage({ context, typed, errors, saved, sms }: ContactPageProps): VNode {
  const { language, display, tenant } = context;
  const t = (key: string, params = {}) => texts(language, `contact.${key}`, params);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <Layout {...residentFrame(context)} title={t('title')} hasErrors={errors.length > 0} back={href('/mina-sidor')}
      notice={saved && <Alert kind="success" live><p>{t('saved')}</p></Alert>}>
      <ErrorSummary errors={errors} />
      <h1>{t('title')}</h1>
      {display?.actingFor ? <p>{t('acting', { name: display.actingFor, phone: tenant.help.phone })}</p> : (
        <>
          <Lead>{t(sms ? 'leadSms' : 'lead')}</Lead>
          <Form action={href('/mina-sidor/kontakt')}>
            <TextField name="epost" label={t('email')} hint={t('emailHint')} type="email" autocomplete="email" optional
              value={typed.email} error={error('epost')} />
            <TextField name="telefon" label={t('phone')} hint={t('phoneHint')} type="tel" autocomplete="tel" size={20} optional
              value={typed.phone} error={error('telefon')} />
            {sms && (
              <RadioGroup name="hur" label={t('way')} value={typed.way ?? 'mejl'} choices={[{ value: 'mejl', label: t('byMail') }, { value: 'sms', label: t('bySms') }]} />
            )}
            <p class="hint">{t('removed')}</p>
            <Buttons><Button>{t('save')}</Button></Buttons>
          </Form>
        </>
      )}
    </Layout>
  );
}
