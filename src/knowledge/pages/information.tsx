import type { VNode } from 'preact';
import { EmptyState, Layout, LinkList, formatDate, href, htmlLanguage, residentFrame, type RequestContext } from '../../platform/index.ts';
import type { InformationPage } from '../store.ts';
import { texts } from '../texts.ts';
import { Markdown } from './markdown.tsx';

/** One information page. In a language it is not written in it is shown in Swedish, and says so. */
export function Information({ context, information }: { context: RequestContext; information: InformationPage }): VNode {
  const { language } = context;
  const foreign = language !== information.language;
  return (
    <Layout {...residentFrame(context)} title={information.title} description={information.summary} back={href('/information')}>
      {foreign && <p class="hint">{texts(language, 'page.onlySwedish')}</p>}
      <div class="flow" lang={foreign ? htmlLanguage(information.language) : undefined}>
        <h1>{information.title}</h1>
        <p class="lead">{information.summary}</p>
        <Markdown text={information.body} />
      </div>
      {information.reviewedOn && <p class="hint">{texts(language, 'page.reviewed', { date: formatDate(information.reviewedOn, language) })}</p>}
    </Layout>
  );
}

/** All information pages. */
export function InformationList({ context, pages }: { context: RequestContext; pages: readonly InformationPage[] }): VNode {
  const { language, tenant } = context;
  const t = (key: string, params = {}) => texts(language, `list.${key}`, params);
  return (
    <Layout {...residentFrame(context)} title={t('title')} back={href('/')}>
      <h1>{t('title')}</h1>
      {pages.length === 0
        ? <EmptyState heading={t('none')}><p>{t('noneText', { phone: tenant.help.phone })}</p></EmptyState>
        : <LinkList items={pages.map((page) => ({ label: page.title, href: href(`/information/${page.slug}`), hint: page.summary }))} />}
    </Layout>
  );
}
