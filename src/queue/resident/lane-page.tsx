import type { VNode } from 'preact';
import { Alert, Button, Form, KeyValue, Layout, Lead, Link, LinkButton, PageHeading, Section, formatNumber, href, residentFrame, type RequestContext } from '../../platform/index.ts';
import { runsOutBefore } from '../model/estimate.ts';
import { stateOf, wordsIn } from '../model/lane.ts';
import type { Look } from '../look.ts';
import { texts } from '../texts.ts';
import { laneHref, moment, span } from './frame.tsx';
import { scriptHref } from './script.ts';

/** The lane as everyone sees it, before one has a place: the same for all, so that it is made once a second. */
export function LanePage({ context, look }: { context: RequestContext; look: Look }): VNode {
  const { language, tenant, now } = context;
  const { lane } = look;
  const t = (key: string, params = {}) => texts(language, `lane.${key}`, params);
  const { name, text } = wordsIn(lane, language);
  const state = stateOf(lane, now);
  const opens = lane.opensAt ? moment(lane.opensAt, language) : '';
  const { phone } = tenant.help;
  const hours = tenant.help.hoursIn?.[language] ?? tenant.help.hours;
  return (
    <Layout {...residentFrame(context)} title={name} script={scriptHref('wait')} description={text}>
      <PageHeading>{name}</PageHeading>
      {text && <p>{text}</p>}
      <Lead>{leadOf(look, context, opens)}</Lead>
      {(state === 'registering' || state === 'coming') && <p>{t('fair', { time: opens })}</p>}
      {look.status.lost && state !== 'ended' && <p>{t('lostText')}</p>}
      {state === 'ended' && <p>{t('endedText', { phone })}</p>}
      <Way look={look} context={context} />
      {state === 'open' && !passesAll(look) && <Now look={look} context={context} />}
      {!passesAll(look) && (
        <Section heading={t('howHeading')}>
          <ul class="ds-list">
            <li>{t('how1')}</li>
            <li>{t('how2', { minutes: lane.claimMinutes })}</li>
            <li>{t('how3')}</li>
          </ul>
        </Section>
      )}
      {lane.kind === 'announced' && <p><Link href={laneHref(lane, '/lottning')}>{t('proof')}</Link></p>}
      {state !== 'ended' && <Section heading={t('otherWays')}><p>{t('phone', { phone, hours })}</p>{isBeforeTimes(lane) && <p>{t('cancel')}</p>}</Section>}
    </Layout>
  );
}

/** Whether everyone may go on at once: nobody needs to wait, or not any more, or nobody knows how far it has come. */
function passesAll({ lane, status }: Look): boolean {
  return lane.endedAt !== undefined || lane.throughSince !== undefined || status.lost;
}

/** Whether the lane stands before times that are booked: only there is there something to call off. */
function isBeforeTimes({ guards, leadsTo }: Look['lane']): boolean {
  return [guards, leadsTo].some((path) => /^\/boka(\/|$)/.test(path));
}

function leadOf({ lane, status }: Look, { language, now }: RequestContext, opens: string): string {
  const state = stateOf(lane, now);
  const key = state === 'ended' ? 'endedLead' : status.lost ? 'lostLead' : lane.throughSince ? 'throughLead' : state === 'open' && lane.pausedAt ? 'pausedLead' : `${state}Lead`;
  return texts(language, `lane.${key}`, { time: state === 'coming' && lane.registersAt ? moment(lane.registersAt, language) : opens });
}

function Way({ look, context: { language, now, tenant } }: { look: Look; context: RequestContext }): VNode | null {
  const t = (key: string, params = {}) => texts(language, `lane.${key}`, params);
  const { lane } = look;
  if (passesAll(look)) return <p><LinkButton href={href(lane.leadsTo)} icon="arrowRight">{t('goOn')}</LinkButton></p>;
  const state = stateOf(lane, now);
  if (state === 'coming') return null;
  if (lane.joinedBy === 'staff') return <Alert kind="info"><p>{t('staffOnly', { phone: tenant.help.phone })}</p></Alert>;
  const label = t(state === 'registering' ? 'register' : 'join');
  if (lane.signIn) {
    return (
      <>
        <p>{t('signInFirst')}</p>
        <p><LinkButton href={laneHref(lane, '/anmalan')} icon="arrowRight">{label}</LinkButton></p>
      </>
    );
  }
  return (
    <>
      <Form action={laneHref(lane, '/plats')} hidden={{ id: '', till: '' }}><Button>{label}</Button></Form>
      <p data-queue-have={lane.slug}>{t('haveOne')} <Link href={laneHref(lane, '/min-plats')}>{t('toPlace')}</Link></p>
    </>
  );
}

function Now({ look: { status, count, inlet }, context: { language } }: { look: Look; context: RequestContext }): VNode {
  const t = (key: string, params = {}) => texts(language, `lane.${key}`, params);
  const waiting = Math.max(0, count - inlet.admittedTo);
  return (
    <Section heading={t('nowHeading')}>
      <KeyValue items={[
        { key: t('people'), value: waiting === 0 ? t('peopleNone') : waiting === 1 ? t('peopleOne') : t('peopleCount', { count: formatNumber(waiting, language) }) },
        { key: t('waitNow'), value: span(waiting, status.speed, language) },
        ...(status.left === null ? [] : [{ key: t('left'), value: t('leftCount', { count: formatNumber(status.left, language) }) }]),
      ]} />
      {runsOutBefore(waiting, status.show, status.left) && <Alert kind="warning"><p>{texts(language, status.left === 0 ? 'place.gone' : 'place.runsOut')}</p></Alert>}
    </Section>
  );
}
