import type { VNode } from 'preact';
import { Alert, Button, EmptyState, Form, Layout, Link, Section, href, residentFrame, type MyPagesPart, type RequestContext, type Resident } from '../../platform/index.ts';
import { texts } from '../texts.ts';

/** My pages: what waits for one, what is under way, what is finished, and one's own facts. Composed of what the rooms show. */
export function MyPages({ context, parts }: { context: RequestContext<Resident>; parts: readonly MyPagesPart[] }): VNode {
  const { language, display } = context;
  const t = (key: string, params = {}) => texts(language, `mine.${key}`, params);
  const at = (place: MyPagesPart['place']) => parts.filter((part) => part.place === place).map((part) => <div key={part.key}>{part.node}</div>);
  const acting = display?.actingFor;
  const title = acting ? t('titleFor', { name: acting }) : t('title');
  return (
    <Layout {...residentFrame(context)} title={title}>
      <h1>{title}</h1>
      {acting && <Alert><p>{t('acting', { name: acting })}</p></Alert>}
      <Section heading={t('now')}>{at('now').length ? at('now') : <p>{t('nowNone')}</p>}</Section>
      <Section heading={t('underWay')}>
        {at('underWay').length ? at('underWay') : <EmptyState heading={t('underWayNone')}><p><Link href={href('/tjanster')}>{t('start')}</Link></p></EmptyState>}
      </Section>
      {at('permits').length > 0 && <Section heading={t('permits')}>{at('permits')}</Section>}
      {at('done').length > 0 && <Section heading={t('done')}>{at('done')}</Section>}
      <Section heading={t('about')}>
        {at('about')}
        <p><Link href={href('/mina-sidor/ombud')}>{t('proxies')}</Link><br />{t('proxiesText')}</p>
        {!acting && <p><Link href={href('/mina-sidor/utdrag')}>{t('extract')}</Link><br />{t('extractText')}</p>}
        <Form action={href('/logga-ut')} hidden={{ overallt: '1' }}><Button kind="secondary">{t('signOutAll')}</Button></Form>
      </Section>
    </Layout>
  );
}
