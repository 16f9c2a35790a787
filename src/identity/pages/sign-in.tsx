import type { VNode } from 'preact';
import { Alert, Button, Form, Layout, href, residentFrame, type Issuer, type RequestContext } from '../../platform/index.ts';
import type { SignInWish } from '../actions/begin-sign-in.ts';
import { texts } from '../texts.ts';

interface Props {
  context: RequestContext;
  wish: SignInWish;
  issuers: readonly Issuer[];
}

/** Where one signs in: each provider a button, and always the way without e-ID. */
export function SignInPage({ context, wish, issuers }: Props): VNode {
  const { language, tenant, house } = context;
  const t = (key: string, params = {}) => texts(language, `signIn.${key}`, params);
  const isStaff = wish.realm === 'staff';
  const lead = wish.fresh ? 'fresh' : wish.level === 3 && context.who.kind === 'resident' ? 'stepUp' : isStaff ? 'staffLead' : 'lead';
  return (
    <Layout {...residentFrame(context)} title={t(isStaff ? 'staffTitle' : 'title')}>
      <h1>{t(isStaff ? 'staffTitle' : 'title')}</h1>
      <p class="lead">{t(lead)}</p>
      {house.settings.demo && <Alert kind="info"><p>{t('demo')}</p></Alert>}
      {issuers.map((issuer) => (
        <Form key={issuer.issuer} action={href(isStaff ? '/handlaggning/logga-in' : '/logga-in')}
          hidden={{ till: wish.back, niva: String(wish.level), ny: wish.fresh ? '1' : undefined, utfardare: issuer.issuer }}>
          <Button>{t('button', { name: issuer.name })}</Button>
        </Form>
      ))}
      {!isStaff && (
        <>
          <h2>{t('withoutHeading')}</h2>
          <p>{t('without', { phone: tenant.help.phone, hours: tenant.help.hoursIn?.[language] ?? tenant.help.hours })}</p>
        </>
      )}
    </Layout>
  );
}
