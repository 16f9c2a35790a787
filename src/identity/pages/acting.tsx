import type { VNode } from 'preact';
import { Alert, Button, Form, Layout, href, residentFrame, type RequestContext, type Resident, type Uuid } from '../../platform/index.ts';
import type { Represented } from '../proxies.ts';
import { texts } from '../texts.ts';

interface Props {
  context: RequestContext<Resident>;
  represented: readonly Represented[];
  mine: readonly { id: Uuid; name: string; ground: string }[];
  /** the person has just taken back what they gave somebody */
  ended: boolean;
}

/** Whom one may act for, who may act for oneself, and how to begin and end it. */
export function ActingPage({ context, represented, mine, ended }: Props): VNode {
  const { language, tenant, who } = context;
  const t = (key: string, params = {}) => texts(language, `acting.${key}`, params);
  return (
    <Layout {...residentFrame(context)} title={t('title')} back={href('/mina-sidor')}
      notice={ended && <Alert kind="success" live><p>{t('ended')}</p></Alert>}>
      <h1>{t('title')}</h1>
      <h2>{t('forOthers')}</h2>
      {represented.length === 0 && <p>{t('forOthersNone')}</p>}
      {represented.map(({ proxyId, name, ground }) => (
        <Form key={proxyId} action={href(who.actingFor?.proxyId === proxyId ? '/mina-sidor/ombud/avsluta' : '/mina-sidor/ombud')} hidden={{ ombud: proxyId }}>
          <p><strong>{name}</strong> – {t(ground)}</p>
          <Button kind="secondary">{t(who.actingFor?.proxyId === proxyId ? 'stop' : 'start', { name })}</Button>
        </Form>
      ))}
      {represented.length > 0 && <p>{t('both')}</p>}
      {!who.actingFor && (
        <>
          <h2>{t('yours')}</h2>
          {mine.length === 0 && <p>{t('yoursNone')}</p>}
          {mine.map(({ id, name, ground }) => (
            <Form key={id} action={href(`/mina-sidor/ombud/${id}/slut`)}>
              <p><strong>{name}</strong> – {t(ground)}</p>
              {ground === 'powerOfAttorney' && <Button kind="secondary">{t('end', { name })}</Button>}
            </Form>
          ))}
          <h2>{t('help')}</h2>
          <p>{t('helpText', { phone: tenant.help.phone })}</p>
        </>
      )}
    </Layout>
  );
}
