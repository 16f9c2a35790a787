import type { VNode } from 'preact';
import { Alert, Details, Lead, Link, LinkButton, PageHeading, Paragraphs, PrintLink, Section, Table, formatDate, formatMoney, formatNumber, swedishDay,
  type Help } from '../../../platform/index.ts';
import { CasePage, caseHref, type Mine } from '../../resident/frame.tsx';
import type { MyCase } from '../../resident/my-case.ts';
import type { MyFacts } from '../../resident/my-facts.ts';
import { texts } from '../../resident/texts.ts';
import { validWords } from '../../resident/words.ts';
import type { CalculatedRow, Decision, DecisionItem } from '../../store/decisions.ts';
import type { PartyFacts } from '../../store/parties.ts';
import { OutcomeTag } from './outcome-tag.tsx';

interface Props {
  context: Mine;
  mine: MyCase;
  decision: Decision;
  facts: MyFacts;
  help: Help;
  court: string;
  holder: PartyFacts | undefined;
  /** last day to appeal; absent: it cannot be appealed */
  appealUntil?: string;
}

/** A decision: yes, partly or no first; what, from when, what to do; then why; how a machine step was made; then how to appeal. */
export function DecisionPage(props: Props): VNode {
  const { context, mine, decision, facts, help } = props;
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `decision.${key}`, params);
  const { content, items } = decision;
  return (
    <CasePage context={context} mine={mine} help={help} title={t('title')} width="wide">
      <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{t(`heading.${decision.outcome}`)}</PageHeading>
      <Lead>{t('date', { date: formatDate(decision.decidedAt, language), authority: mine.authority.name })}</Lead>
      {content.text && <Paragraphs text={content.text} />}
      <Simple {...props} />
      {items.length > 0 && <Section heading={t('what')}>{items.map((item) => <Item key={item.id} item={item} context={context} />)}</Section>}
      {facts.permits.some(({ decisionId }) => decisionId === decision.id) && <p><LinkButton kind="secondary" icon="card" href={caseHref(mine.file.id)}>{t('card')}</LinkButton></p>}
      <Section heading={t('why')}>
        {content.reasons.map((reason) => (
          <section key={`${reason.item ?? ''} ${reason.title}`} class="flow">
            <h3>{reason.title}</h3>
            {reason.paragraphs.map((paragraph, index) => <Paragraphs key={index} text={paragraph} />)}
          </section>
        ))}
        {content.laws.length > 0 && <><h3>{t('laws')}</h3><ul class="ds-list">{content.laws.map((law) => <li key={law}>{law}</li>)}</ul></>}
      </Section>
      {content.calculation && content.calculation.length > 0 && <Calculation {...props} rows={content.calculation} />}
      <Appeal {...props} />
      <Section heading={t('letter')}>
        {decision.documentId && <p><LinkButton kind="secondary" icon="download" href={caseHref(mine.file.id, `/fil/${decision.documentId}`)}>{t('download')}</LinkButton></p>}
        <p><PrintLink href={caseHref(mine.file.id, `/beslut/${decision.id}`)} /></p>
      </Section>
    </CasePage>
  );
}

function Item({ item, context: { language } }: { item: DecisionItem; context: Mine }): VNode {
  const valid = validWords(language, item);
  return (
    <section class="flow">
      <h3>{item.content.name}</h3>
      <p><OutcomeTag outcome={item.outcome} language={language} /></p>
      {item.amountOre !== null && <p><strong>{formatMoney(item.amountOre, language)}</strong></p>}
      {valid && <p>{valid}</p>}
      {item.outcome !== 'refused' && item.content.given && <Paragraphs text={item.content.given} />}
      {item.content.conditions.length > 0 && <ul class="ds-list">{item.content.conditions.map((condition) => <li key={condition}>{condition}</li>)}</ul>}
      {item.content.reasonTexts.map((reason) => <p key={reason}>{reason}</p>)}
    </section>
  );
}

/** The same in easy Swedish, on the same page. */
function Simple({ context, mine, decision, appealUntil, court }: Props): VNode {
  const t = (key: string, params = {}) => texts('sv-simple', `simple.${key}`, params);
  return (
    <Details summary={t('summary')} open={context.language === 'sv-simple'}>
      <p lang="sv">{t(`outcome.${decision.outcome}`, { service: mine.service.name })}</p>
      <ul class="ds-list" lang="sv">
        {decision.items.map((item) => <li key={item.id}>{item.content.name}: {t(`item.${item.outcome}`)} {validWords('sv-simple', item)}</li>)}
      </ul>
      {appealUntil && <p lang="sv">{t('appeal', { court, date: formatDate(appealUntil, 'sv-simple') })}</p>}
    </Details>
  );
}

/** The automated step: each row, its rule, the rows of tables it read, and how to object. */
function Calculation({ context: { language }, mine, rows }: Props & { rows: readonly CalculatedRow[] }): VNode {
  const t = (key: string, params = {}) => texts(language, `calculation.${key}`, params);
  const amount = (row: CalculatedRow) => row.amount === undefined ? '–' : row.unit === 'money' ? formatMoney(row.amount, language) : formatNumber(row.amount, language);
  return (
    <Section heading={t('title')}>
      <p>{t('text')}</p>
      <Table caption={t('caption')} captionHidden rows={rows} rowKey={(row) => row.id} columns={[
        { key: 'label', heading: t('row'), rowHeading: true, cell: (row) => row.label },
        { key: 'how', heading: t('how'), cell: (row) => (
          <>
            {row.explain}
            {row.tableRows.map((one, index) => (
              <p key={index} class="hint">{t('tableRow', { table: one.table, key: one.key, amount: formatMoney(one.amount, language), from: formatDate(one.validFrom, language) })}</p>
            ))}
          </>
        ) },
        { key: 'amount', heading: t('amount'), align: 'end', cell: amount },
      ]} />
      <p>{t('object')} <Link href={caseHref(mine.file.id, '/meddelanden')}>{t('objectLink')}</Link></p>
    </Section>
  );
}

function Appeal({ context, mine, decision, appealUntil, court }: Props): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `howToAppeal.${key}`, params);
  if (!appealUntil) return <Section heading={t('title')}><p>{t('not')}</p></Section>;
  const late = appealUntil < swedishDay(context.now);
  return (
    <Section heading={t('title')}>
      <p>{t('text', { court, authority: mine.authority.name })}</p>
      <p><strong>{t(late ? 'was' : 'by', { date: formatDate(appealUntil, language) })}</strong></p>
      {late && <Alert><p>{t('late')}</p></Alert>}
      <p>{t('how')}</p>
      <p><LinkButton kind="secondary" href={caseHref(mine.file.id, `/beslut/${decision.id}/overklaga`)}>{t('start')}</LinkButton></p>
    </Section>
  );
}
