import type { VNode } from 'preact';
import { Link, LinkButton, PageHeading, PermitCard, PrintLink, Section, Tag, href, type Help, type Language } from '../../../platform/index.ts';
import { CasePage, caseHref, type Mine } from '../frame.tsx';
import type { MyCase } from '../case/my-case.ts';
import { texts } from '../texts.ts';
import { validWords } from '../words.ts';
import { permitState, type Permit } from '../../store/permit/permits.ts';
import type { PermitEnd } from '../../store/tables.ts';

/** A permit in a row of those that have followed on each other. */
export interface PermitStep {
  caseId: string;
  decisionId: string;
  from: string;
  until: string | null;
  why: PermitEnd | null;
}

interface Props {
  context: Mine;
  mine: MyCase;
  permit: Permit;
  steps: readonly PermitStep[];
  mayChange: boolean;
  mayGiveBack: boolean;
  today: string;
  help: Help;
}

const colours = { ended: 'neutral', coming: 'info', soon: 'warning', valid: 'success' } as const;

/** How a permit stands, in words with a colour that says nothing more. */
export function PermitTag({ permit, today, language }: { permit: Permit; today: string; language: Language }): VNode {
  const state = permitState(permit, today);
  const key = state === 'ended' && permit.endedWhy ? permit.endedWhy : state;
  return <Tag colour={colours[state]}>{texts(language, `permit.${key}`)}</Tag>;
}

/** A permit by itself: the card to show, what one can do about it, and the decisions it rests on. */
export function PermitPage({ context, mine, permit, steps, mayChange, mayGiveBack, today, help }: Props): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `permit.${key}`, params);
  const state = permitState(permit, today);
  const renewable = state === 'soon' || (state === 'ended' && permit.endedWhy === null);
  return (
    <CasePage context={context} mine={mine} help={help} title={permit.content.name} inside={false}>
      <PageHeading above={t('title')}>{permit.content.name}</PageHeading>
      <PermitCard heading={permit.content.name} holder={permit.content.holder} number={permit.number} from={permit.validFrom}
        {...(permit.validUntil && { until: permit.validUntil })} conditions={permit.content.conditions} issuer={mine.authority.name}
        status={<p><PermitTag permit={permit} today={today} language={language} /></p>} />
      {renewable && <p><LinkButton href={href(`/tjanster/${mine.version.path}/borja`)}>{t(state === 'soon' ? 'renew' : 'again')}</LinkButton></p>}
      {mayChange && <p><Link href={caseHref(mine.file.id, '/begar/change')}>{texts(language, 'ask.change')}</Link></p>}
      {mayGiveBack && <p><Link href={href(`/mina-sidor/tillstand/${permit.id}/aterlamning`)}>{t('giveBack')}</Link></p>}
      <p><PrintLink href={href(`/mina-sidor/tillstand/${permit.id}`)} /></p>
      <Section heading={t('history')}>
        <ul class="ds-list">
          {steps.map((step) => (
            <li key={step.decisionId}>
              <Link href={caseHref(step.caseId, `/beslut/${step.decisionId}`)}>{validWords(language, { validFrom: step.from, validUntil: step.until, further: step.until === null })}</Link>
              {step.why && <> ({texts(language, `permit.${step.why}`).toLocaleLowerCase('sv')})</>}
            </li>
          ))}
        </ul>
        <p><Link href={caseHref(mine.file.id)}>{t('case', { number: mine.file.number })}</Link></p>
      </Section>
    </CasePage>
  );
}
