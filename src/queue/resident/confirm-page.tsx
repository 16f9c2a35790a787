import type { VNode } from 'preact';
import { Button, Form, Layout, Lead, PageHeading, residentFrame, type RequestContext } from '../../platform/index.ts';
import { wordsIn, type Lane } from '../model/lane.ts';
import { texts } from '../texts.ts';
import { laneHref, moment } from './frame.tsx';

/** Before a place is taken by somebody who has signed in. */
export function ConfirmPage({ context, lane, till }: { context: RequestContext; lane: Lane; till: string | undefined }): VNode {
  const { language, display } = context;
  const t = (key: string, params = {}) => texts(language, `confirm.${key}`, params);
  const drawn = lane.kind === 'announced' && !lane.openedAt && lane.opensAt;
  return (
    <Layout {...residentFrame(context)} title={t('title')} back={laneHref(lane)}>
      <PageHeading above={wordsIn(lane, language).name}>{t('title')}</PageHeading>
      <Lead>{t('lead', { name: display?.actingFor ?? display?.name ?? '' })}</Lead>
      {drawn && <p>{texts(language, 'lane.fair', { time: moment(drawn, language) })}</p>}
      <Form action={laneHref(lane, '/anmalan')} hidden={{ till }}>
        <Button>{texts(language, drawn ? 'lane.register' : 'lane.join')}</Button>
      </Form>
    </Layout>
  );
}
