import type { VNode } from 'preact';
import { EmptyState, Layout, Link, LinkList, SearchBox, Section, href, phoneHref, residentFrame, type Findable, type RequestContext } from '../../platform/index.ts';
import { helpOf } from '../help.ts';
import { texts } from '../texts.ts';

/** What a search found: services, information and contacts each under a heading, in the order of their best hit. */
export function SearchPage({ context, query, hits }: { context: RequestContext; query: string; hits: readonly Findable[] }): VNode {
  const { language } = context;
  const help = helpOf(context);
  const t = (key: string, params = {}) => texts(language, `search.${key}`, params);
  const kinds = [...new Set(hits.map(({ kind }) => kind))];
  const count = hits.length === 1 ? t('one', { query }) : t('results', { count: hits.length, query });
  const found = hits.length ? count : t('none', { query });
  return (
    <Layout {...residentFrame(context)} title={query ? `${found} – ${t('title')}` : t('title')} back={href('/')} noIndex>
      <h1>{t('title')}</h1>
      <SearchBox action={href('/sok')} label={texts(language, 'start.search')} value={query} hint={texts(language, 'start.searchHint')} />
      {query && hits.length > 0 && <p role="status">{count}</p>}
      {query && hits.length === 0 && (
        <EmptyState heading={found} icon="search">
          <p>{t('none-text')}</p>
          <p><Link href={phoneHref(help.phone)}>{help.phone}</Link>, {help.hours}</p>
          <p><Link href={href('/tjanster')}>{texts(language, 'start.all')}</Link></p>
        </EmptyState>
      )}
      {kinds.map((kind) => (
        <Section key={kind} heading={t(kind)}>
          <LinkList items={hits.filter((hit) => hit.kind === kind).map((hit) => ({ label: hit.title, href: href(hit.path), hint: hit.summary }))} />
        </Section>
      ))}
    </Layout>
  );
}
