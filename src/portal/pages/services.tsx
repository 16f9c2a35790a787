import type { VNode } from 'preact';
import { EmptyState, Layout, Link, LinkList, Section, href, phoneHref, residentFrame, type Findable, type RequestContext } from '../../platform/index.ts';
import { helpOf } from '../help.ts';
import { texts } from '../texts.ts';

interface Props {
  context: RequestContext;
  services: readonly Findable[];
  information: readonly Findable[];
  need?: string;
}

/** Every service, under the everyday need it answers. A chosen need comes alone, with the information about it. */
export function ServicesPage({ context, services, information, need }: Props): VNode {
  const { language } = context;
  const help = helpOf(context);
  const t = (key: string, params = {}) => texts(language, key, params);
  const needs = [...new Set(services.flatMap((service) => service.needs ?? []))].filter((one) => !need || one === need);
  const about = need ? information.filter((page) => page.needs?.includes(need)) : [];
  const links = (found: readonly Findable[]) => found.map((one) => ({ label: one.title, href: href(one.path), hint: one.summary }));
  const title = need ? t(`needs.${need}`) : t('services.title');
  return (
    <Layout {...residentFrame(context)} title={title} back={href(need ? '/tjanster' : '/')}>
      <h1>{title}</h1>
      <p class="lead">{need ? t(`needs-hint.${need}`) : t('services.lead')}</p>
      {needs.length === 0 && about.length === 0 && (
        <EmptyState heading={t('services.none')}>
          <p>{t('services.none-text')} <Link href={phoneHref(help.phone)}>{help.phone}</Link>, {help.hours}</p>
        </EmptyState>
      )}
      {needs.map((one) => (
        <Section key={one} heading={need ? t('services.title') : t(`needs.${one}`)}>
          <LinkList items={links(services.filter((service) => service.needs?.includes(one)))} />
        </Section>
      ))}
      {about.length > 0 && <Section heading={t('search.page')}><LinkList items={links(about)} /></Section>}
    </Layout>
  );
}
