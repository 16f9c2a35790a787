import type { VNode } from 'preact';
import { crisisPath, crisisTexts, saidIn, type Crisis } from '../../continuity/index.ts';
import { Card, EmptyState, Grid, Hero, Layout, Link, LinkList, Paragraphs, SearchBox, Section, Wrap, href, phoneHref, residentFrame, type Findable, type IconName,
  type RequestContext } from '../../platform/index.ts';
import { helpOf } from '../help.ts';
import { texts } from '../texts.ts';

export interface News {
  id: string;
  title: string;
  text: string;
}

interface Props {
  context: RequestContext;
  services: readonly Findable[];
  information: readonly Findable[];
  needs: readonly string[];
  news: readonly News[];
  /** a crisis that is going on, and the services that come first in it */
  urgent?: { crisis: Crisis; first: readonly { path: string; title: string; summary: string }[] };
}

const icons: Record<string, IconName> = {
  live: 'home', getAround: 'travel', money: 'money', care: 'care', children: 'child', build: 'build', safety: 'shield', work: 'people',
  leisure: 'book', business: 'store', insight: 'fileSearch',
};
/** As many as are read at a glance; the rest are one step away. */
const mostShown = 6;

/** The start page: search first, in a crisis what matters most now, then what many need, then needs in everyday words, then news and information. */
export function StartPage({ context, services, information, needs, news, urgent }: Props): VNode {
  const { language, tenant } = context;
  const t = (key: string, params = {}) => texts(language, key, params);
  const help = helpOf(context);
  const links = (found: readonly Findable[]) => found.slice(0, mostShown).map((one) => ({ label: one.title, href: href(one.path), hint: one.summary }));
  return (
    <Layout {...residentFrame(context)} title={tenant.name} description={t('start.description', { name: tenant.name })} width="full">
      <Hero heading={t('start.title', { name: tenant.name })}>
        <SearchBox action={href('/sok')} label={t('start.search')} hint={t('start.searchHint')} size="large" />
      </Hero>
      <Wrap>
        {urgent && (
          <Section heading={crisisTexts(language, 'start.heading')}>
            <LinkList items={[
              { label: crisisTexts(language, 'start.more', { title: saidIn(urgent.crisis.facts.words, language).said.title }), href: href(crisisPath) },
              ...urgent.first.map((one) => ({ label: one.title, href: href(one.path), hint: one.summary })),
            ]} />
          </Section>
        )}
        {services.length === 0 && (
          <EmptyState heading={t('services.none')}><p>{t('services.none-text')} <Link href={phoneHref(help.phone)}>{help.phone}</Link>, {help.hours}</p></EmptyState>
        )}
        {services.length > 0 && (
          <Section heading={t('start.services')}>
            <LinkList items={links(services)} />
            <p><Link href={href('/tjanster')}>{t('start.all')}</Link></p>
          </Section>
        )}
        {needs.length > 0 && (
          <Section heading={t('start.needs')}>
            <Grid size="small">
              {needs.map((need) => (
                <Card key={need} heading={t(`needs.${need}`)} href={href('/tjanster', { behov: need })} {...(icons[need] && { icon: icons[need] })}>
                  <p class="hint">{t(`needs-hint.${need}`)}</p>
                </Card>
              ))}
            </Grid>
          </Section>
        )}
        {news.length > 0 && (
          <Section heading={t('start.news')}>
            {news.map((item) => <Card key={item.id} heading={item.title}><Paragraphs text={item.text} /></Card>)}
          </Section>
        )}
        {information.length > 0 && (
          <Section heading={t('start.information')}>
            <LinkList items={links(information)} />
            <p><Link href={href('/information')}>{t('start.allInformation')}</Link></p>
          </Section>
        )}
        <p><Link href={href('/kontakt')}>{t('start.contact')}</Link></p>
      </Wrap>
    </Layout>
  );
}
