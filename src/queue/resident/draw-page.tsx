import { Fragment, type VNode } from 'preact';
import { KeyValue, Layout, Lead, Link, PageHeading, Section, formatNumber, href, residentFrame, type RequestContext } from '../../platform/index.ts';
import { wordsIn, type Lane } from '../model/lane.ts';
import { texts } from '../texts.ts';
import { laneHref } from './frame.tsx';
import { partsOf } from '../actions/record-of.ts';
import { recountHref } from './script.ts';

/** How the draw is made, all that is needed to count it again from nothing but what is shown, and what remains to trust. */
export function DrawPage({ context, lane }: { context: RequestContext; lane: Lane }): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `draw.${key}`, params);
  const parts = partsOf(lane.draw?.count ?? 0);
  const code = (text: string) => <code class="break">{text}</code>;
  return (
    <Layout {...residentFrame(context)} title={t('title')} back={laneHref(lane)}>
      <PageHeading above={wordsIn(lane, language).name}>{t('title')}</PageHeading>
      <Lead>{t('lead')}</Lead>
      <Section heading={t('promiseHeading')}>
        <p>{t('promiseText')}</p>
        <KeyValue items={[{ key: t('promise'), value: code(lane.promise) }]} />
      </Section>
      <Section heading={t('afterHeading')}>
        <p>{t('afterText')}</p>
        {!lane.draw && <p>{t('notYet')}</p>}
        {lane.draw && <KeyValue items={[
          { key: t('secret'), value: code(lane.draw.secret) }, { key: t('count'), value: formatNumber(lane.draw.count, language) },
          { key: t('root'), value: code(lane.draw.root) }, { key: t('seed'), value: code(lane.draw.seed) },
        ]} />}
      </Section>
      {lane.draw && (
        <Section heading={t('listHeading')}>
          <p>{t('listText')}</p>
          <ol class="ds-list">
            <li>{t('step1')} {parts.map((part) => <Fragment key={part}><Link href={href(laneHref(lane, '/lottning/lista'), { del: part })}>{t('part', { part, parts: parts.length })}</Link> </Fragment>)}</li>
            <li>{t('step2')} <Link href={recountHref}>{t('program')}</Link></li>
            <li>{t('step3', { command: '' })}<code class="break">node rakna-efter.mjs {parts.map((part) => `${lane.slug}-del-${part}.json`).join(' ')}</code></li>
            <li>{t('step4')}</li>
          </ol>
        </Section>
      )}
      <Section heading={t('trustHeading')}><p>{t('trust')}</p></Section>
    </Layout>
  );
}
