import type { VNode } from 'preact';
import { Layout, Link, Section, href, residentFrame, type RequestContext } from '../../platform/index.ts';
import { texts } from '../texts.ts';

/** What the site is, who answers for it, and what it is made of. */
export function AboutPage({ context }: { context: RequestContext }): VNode {
  const { language, tenant, house } = context;
  const t = (key: string, params = {}) => texts(language, `about.${key}`, params);
  return (
    <Layout {...residentFrame(context)} title={t('title')} back={href('/')}>
      <h1>{t('title')}</h1>
      <p class="lead">{t('lead', { organisation: tenant.name })}</p>
      {house.settings.demo && <p>{t('demo')}</p>}
      <Section heading={t('howHeading')}><ul class="ds-list">{['save', 'seen', 'without', 'print'].map((key) => <li key={key}>{t(key)}</li>)}</ul></Section>
      <Section heading={t('languagesHeading')}><p>{t('languages')}</p></Section>
      <Section heading={t('codeHeading')}><p>{t('code')}</p></Section>
      <Section heading={t('moreHeading')}>
        <ul class="ds-list">
          <li><Link href={href('/tillganglighet')}>{texts(language, 'accessibility.title')}</Link></li>
          <li><Link href={href('/personuppgifter')}>{texts(language, 'privacy.title')}</Link></li>
          <li><Link href={href('/kontakt')}>{t('contact')}</Link></li>
        </ul>
      </Section>
    </Layout>
  );
}
