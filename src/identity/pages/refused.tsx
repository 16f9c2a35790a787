import type { VNode } from 'preact';
import { Layout, LinkButton, href, residentFrame, type RequestContext } from '../../platform/index.ts';
import { texts } from '../texts.ts';

/** Why somebody was not signed in, and what to do. */
export function RefusedPage({ context, why, again }: { context: RequestContext; why: string; again: string }): VNode {
  const { language, tenant } = context;
  const t = (key: string) => texts(language, `refusal.${key}`, { phone: tenant.help.phone, hours: tenant.help.hoursIn?.[language] ?? tenant.help.hours });
  return (
    <Layout {...residentFrame(context)} title={t('title')}>
      <h1>{t('title')}</h1>
      <p class="lead">{t(why)}</p>
      <p><LinkButton href={href(again)}>{t('again')}</LinkButton></p>
    </Layout>
  );
}

export function SignedOutPage({ context }: { context: RequestContext }): VNode {
  const t = (key: string) => texts(context.language, `signedOut.${key}`);
  return (
    <Layout {...residentFrame(context)} title={t('title')}>
      <h1>{t('title')}</h1>
      <p class="lead">{t('text')}</p>
      <p><LinkButton href={href('/')}>{t('start')}</LinkButton></p>
    </Layout>
  );
}
