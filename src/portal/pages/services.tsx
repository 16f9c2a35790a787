import type { VNode } from 'preact';
import { EmptyState, Layout, LinkList, Section, href, residentFrame, type Findable, type RequestContext } from '../../platform/index.ts';
import { texts } from '../texts.ts';

/** Every service, under the everyday need it answers. A chosen need comes alone. */
export function ServicesPage({ context, services, need }: { context: RequestContext; services: readonly Findable[]; need?: string }): VNode {
  const { language, tenant } = context;
  const t = (key: string, params = {}) => texts(language, key, params);
  const needs = [...new Set(services.flatMap((service) => service.needs ?? []))].filter((one) => !need || one === need);
  return (
    <Layout {...residentFrame(context)} title={need ? t(`needs.${need}`) : t('services.title')} back={href(need ? '/tjanster' : '/')}>
      <h1>{need ? t(`needs.${need}`) : t('services.title')}</h1>
      {!need && <p class="lead">{t('services.lead')}</p>}
      {needs.length === 0 && (
        <EmptyState heading={t('services.none')}><p>{t('services.none-text', tenant.help)}</p></EmptyState>
      )}
      {needs.map((one) => (
        <Section key={one} heading={need ? t('services.title') : t(`needs.${one}`)}>
          <LinkList items={services.filter((service) => service.needs?.includes(one))
            .map((service) => ({ label: service.title, href: href(service.path), hint: service.summary }))} />
        </Section>
      ))}
    </Layout>
  );
}
