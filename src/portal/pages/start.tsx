import type { VNode } from 'preact';
import { Card, Grid, Hero, Layout, Link, LinkList, SearchBox, Section, Wrap, href, residentFrame, type Findable, type IconName, type RequestContext } from '../../platform/index.ts';
import { texts } from '../texts.ts';

export interface News {
  id: string;
  title: string;
  text: string;
}

interface Props {
  context: RequestContext;
  services: readonly Findable[];
  needs: readonly string[];
  news: readonly News[];
}

const icons: Record<string, IconName> = {
  live: 'home', getAround: 'travel', money: 'money', care: 'care', children: 'child', build: 'build',
};

/** The start page: search first, then what people need in everyday words, then the services, then news. */
export function StartPage({ context, services, needs, news }: Props): VNode {
  const { language, tenant } = context;
  const t = (key: string, params = {}) => texts(language, key, params);
  return (
    <Layout {...residentFrame(context)} title={tenant.name} width="full">
      <Hero heading={t('start.title', { name: tenant.name })}>
        <SearchBox action={href('/sok')} label={t('start.search')} hint={t('start.searchHint')} size="large" />
      </Hero>
      <Wrap>
        <Section heading={t('start.needs')}>
          <Grid size="small">
            {needs.map((need) => <Card key={need} heading={t(`needs.${need}`)} href={href('/tjanster', { behov: need })} {...(icons[need] && { icon: icons[need] })} />)}
          </Grid>
        </Section>
        <Section heading={t('start.services')}>
          <LinkList items={services.map((service) => ({ label: service.title, href: href(service.path), hint: service.summary }))} />
          <p><Link href={href('/tjanster')}>{t('start.all')}</Link></p>
        </Section>
        {news.length > 0 && (
          <Section heading={t('start.news')}>
            {news.map((item) => <Card key={item.id} heading={item.title}><p>{item.text}</p></Card>)}
          </Section>
        )}
      </Wrap>
    </Layout>
  );
}
