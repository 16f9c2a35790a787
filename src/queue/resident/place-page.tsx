import type { ComponentChildren, VNode } from 'preact';
import { Alert, Button, Buttons, Form, KeyValue, Layout, Link, LinkButton, PageHeading, formatNumber, href, residentFrame, type Language, type RequestContext } from '../../platform/index.ts';
import type { Standing } from '../actions/take-turn.ts';
import { honestTime, runsOutBefore, waitOf } from '../model/estimate.ts';
import { stateOf, wordsIn } from '../model/lane.ts';
import type { Look } from '../look.ts';
import { texts } from '../texts.ts';
import { laneHref, moment, turnIn } from './frame.tsx';
import { scriptHref } from './script.ts';

interface Props {
  context: RequestContext;
  look: Look;
  standing: Standing;
  ticket: string;
  /** where one was when the time ended */
  back?: string | undefined;
  /** more time was just given, asked for from another tab */
  given?: boolean;
}

/** One's own place: where it stands and what to do. Tells the truth without script, and moves by itself with it. */
export function PlacePage({ context, look, standing, ticket, ...more }: Props): VNode {
  const { language } = context;
  const { lane } = look;
  // Whoever is in already is told for how long; everyone else may go on at once when the lane holds nobody.
  const through = lane.throughSince !== undefined && !['inside', 'lost', 'ended'].includes(standing.at);
  const waits = !through && (standing.at === 'registered' || standing.at === 'waiting');
  return (
    <Layout {...residentFrame(context)} title={texts(language, through ? 'place.throughHeading' : standing.at === 'turn' ? 'place.turnHeading' : 'place.title')} script={scriptHref('wait')} noIndex>
      <PageHeading above={wordsIn(lane, language).name}>{texts(language, 'place.title')}</PageHeading>
      <div class="flow" {...(waits && { 'data-queue': lane.slug, 'data-ticket': ticket, ...sentences(language) })}>
        {through ? <Through context={context} look={look} back={more.back} /> : waits ? <Waits context={context} look={look} standing={standing} ticket={ticket} back={more.back} /> : <Acts context={context} look={look} standing={standing} ticket={ticket} {...more} />}
      </div>
    </Layout>
  );
}

/** Nobody is held: the place is not needed. */
function Through({ context: { language }, look: { lane }, back }: Pick<Props, 'context' | 'look' | 'back'>): VNode {
  return (
    <>
      <Alert kind="success" heading={texts(language, 'place.throughHeading')}><p>{texts(language, 'lane.throughLead')}</p></Alert>
      <p><LinkButton href={href(back ?? lane.leadsTo)} icon="arrowRight">{texts(language, 'lane.goOn')}</LinkButton></p>
    </>
  );
}

function Waits({ context, look, standing, ticket, back }: Props): VNode {
  const { language } = context;
  const { lane, status } = look;
  const t = (key: string, params = {}) => texts(language, `place.${key}`, params);
  const ahead = standing.at === 'waiting' ? standing.ahead : 0;
  const registered = standing.at === 'registered';
  return (
    <>
      <div data-queue-part="registered" hidden={!registered}>
        <Alert kind="success" heading={t('registeredHeading')}>
          <p>{t('registeredText', { number: formatNumber(standing.number + 1, language), time: lane.opensAt ? moment(lane.opensAt, language) : '' })}</p>
        </Alert>
      </div>
      <div class="flow" data-queue-part="waiting" hidden={registered}>
        <h2>{t('waitingHeading')}</h2>
        <div role="status">
          <p class="lead" data-queue-ahead>{registered ? '' : aheadIn(ahead, language)}</p>
          <p data-queue-wait>{registered ? '' : turnIn(honestTime(waitOf(ahead, status.speed)), language)}</p>
        </div>
        <div data-queue-out hidden={registered || !runsOutBefore(ahead, status.show, status.left)}>
          <Alert kind="warning"><p data-queue-left>{t(status.left === 0 ? 'gone' : 'runsOut')}</p></Alert>
        </div>
        <KeyValue items={[
          { key: t('number'), value: formatNumber(standing.number + 1, language) },
          ...(lane.kind === 'announced' && standing.at === 'waiting' && standing.position !== standing.number
            ? [{ key: t('drawn'), value: formatNumber(standing.position + 1, language) }] : []),
        ]} />
      </div>
      <p data-queue-live hidden>{t('updates')}</p>
      <p data-queue-still><Link href={href(laneHref(lane, '/min-plats'), { b: ticket, till: back })}>{t('look')}</Link></p>
      <p>{t('keep')}</p>
    </>
  );
}

function Acts({ context, look: { lane }, standing, ticket, back, given = false }: Props): VNode {
  const { language, tenant, now } = context;
  const t = (key: string, params = {}) => texts(language, `place.${key}`, params);
  const told = (kind: 'success' | 'warning' | 'info', heading: string, text: string, way?: ComponentChildren) => (
    <>
      <Alert kind={kind} heading={t(heading)}><p>{text}</p></Alert>
      {way}
    </>
  );
  const send = (part: string, label: string, kind: 'primary' | 'secondary' = 'primary') => (
    <Form action={laneHref(lane, part)} hidden={{ b: ticket, till: back }}><Button kind={kind}>{label}</Button></Form>
  );
  const again = <p><LinkButton href={laneHref(lane)}>{t('again')}</LinkButton></p>;
  switch (standing.at) {
    case 'turn': return told('success', 'turnHeading', t('turnText', { time: moment(standing.until, language) }), send('/tur', t('enter')));
    case 'inside': return given ? told('success', 'insideHeading', `${t('insideGiven')} ${t('insideText', { time: moment(standing.turn.until, language) })}`) : told('success', 'insideHeading', t('insideText', { time: moment(standing.turn.until, language) }), (
      <Buttons>{send('/tur', t('goOn'))}{stateOf(lane, now) !== 'ended' && send('/mer-tid', t('more'), 'secondary')}</Buttons>
    ));
    case 'lost': return told('warning', 'lostHeading', t('lostText'), <p><Link href={href(laneHref(lane, '/min-plats'), { b: ticket })}>{t('look')}</Link></p>);
    case 'over': return told('warning', 'overHeading', t(standing.mayGoOn ? 'overText' : 'overGone'), standing.mayGoOn ? send('/mer-tid', t('more')) : again);
    case 'missed': return told('warning', 'missedHeading', t('missedText', { time: moment(standing.until, language) }), again);
    case 'void': return told('info', 'voidHeading', t('voidText', { phone: tenant.help.phone }), again);
    default: return told('info', 'endedHeading', `${texts(language, 'lane.endedFree')} ${texts(language, 'lane.endedText', { phone: tenant.help.phone })}`,
      <p><LinkButton href={href(lane.leadsTo)} icon="arrowRight">{texts(language, 'lane.goOn')}</LinkButton></p>);
  }
}

/** Where a place is not known: a broken address, or one of another lane. */
export function UnknownPlacePage({ context, look: { lane } }: Pick<Props, 'context' | 'look'>): VNode {
  const { language } = context;
  return (
    <Layout {...residentFrame(context)} title={texts(language, 'place.unknown')} noIndex>
      <PageHeading above={wordsIn(lane, language).name}>{texts(language, 'place.unknown')}</PageHeading>
      <p>{texts(language, 'place.unknownText')}</p>
      <p><LinkButton href={laneHref(lane)}>{texts(language, 'place.again')}</LinkButton></p>
    </Layout>
  );
}

function aheadIn(ahead: number, language: Language): string {
  if (ahead <= 0) return texts(language, 'place.aheadNone');
  return ahead === 1 ? texts(language, 'place.aheadOne') : texts(language, 'place.ahead', { ahead: formatNumber(ahead, language) });
}

/** The sentences that the script fills in, in the reader's language. */
function sentences(language: Language): Record<string, string> {
  const keys = ['ahead', 'aheadOne', 'aheadNone', 'waitSoon', 'wait', 'waitHours', 'waitUnknown', 'waitLost', 'gone', 'runsOut'];
  return {
    'data-language': language === 'en' ? 'en-GB' : 'sv-SE',
    ...Object.fromEntries(keys.map((key) => [`data-say-${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, texts(language, `place.${key}`)])),
  };
}
