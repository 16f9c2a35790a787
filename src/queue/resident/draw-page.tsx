import type { VNode } from 'preact';
import { KeyValue, Layout, Lead, Link, PageHeading, Section, formatNumber, href, residentFrame, type RequestContext } from '../../platform/index.ts';
import { wordsIn, type Lane } from '../model/lane.ts';
import { texts } from '../texts.ts';
import { laneHref } from './frame.tsx';
import { partsOf } from '../actions/record-of.ts';

/** How the draw is made, and all that is needed to count it again. */
export function DrawPage({ context, lane }: { context: RequestContext; lane: Lane }): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `draw.${key}`, params);
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
        {!lane.draw && <p>{t('notYet')}</p>}
        {lane.draw && <KeyValue items={[
          { key: t('secret'), value: code(lane.draw.secret) }, { key: t('count'), value: formatNumber(lane.draw.count, language) },
          { key: t('root'), value: code(lane.draw.root) }, { key: t('seed'), value: code(lane.draw.seed) },
        ]} />}
      </Section>
      {lane.draw && (
        <Section heading={t('listHeading')}>
          <p>{t('listText')}</p>
          <ul class="ds-list">{partsOf(lane.draw.count).map((part) => (
            <li key={part}><Link href={href(laneHref(lane, '/lottning/lista'), { del: part })}>{t('part', { part })}</Link></li>
          ))}</ul>
          <p>{t('verify')}</p>
        </Section>
      )}
    </Layout>
  );
}
