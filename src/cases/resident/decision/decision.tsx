import type { VNode } from 'preact';
import { Alert, Button, Details, Form, Lead, Link, LinkButton, PageHeading, Paragraphs, PrintLink, Section, Table, formatDate, formatMoney, formatNumber, href, swedishDay,
  type Help, type Language } from '../../../platform/index.ts';
import { CasePage, caseHref, type Mine } from '../frame.tsx';
import type { MyCase } from '../case/my-case.ts';
import type { MyFacts } from '../case/my-facts.ts';
import { texts } from '../texts.ts';
import { validWords } from '../words.ts';
import { inLanguage } from '../../../services/index.ts';
import type { DecidedFee } from '../../model/application/fee.ts';
import { mainDecisions } from '../../model/decision/decision-rule.ts';
import type { CalculatedRow, Decision, DecisionItem } from '../../store/decision/decisions.ts';
import type { PartyFacts } from '../../store/parties/parties.ts';
import { OutcomeTag, meaningOf } from './outcome-tag.tsx';

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
  // The decision is a document in one language: its own, also for someone who reads the page around it in another.
  const own = content.language ?? language;
  const inOwn = { ...props, context: { ...context, language: own } };
  const d = (key: string) => texts(own, `decision.${key}`);
  return (
    <CasePage context={context} mine={mine} help={help} title={t('title')} width="wide">
      <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{t(`heading.${headingOf(decision)}`)}</PageHeading>
      <Lead>{t('date', { date: formatDate(decision.decidedAt, language), authority: mine.authority.name })}</Lead>
      {tagOf(own) !== tagOf(language) && <Alert><p>{t(`writtenIn.${own}`)}</p></Alert>}
      <div lang={tagOf(own)} class="flow">
        {content.text && <Paragraphs text={content.text} />}
        {content.notes?.map((note) => <Paragraphs key={note} text={note} />)}
      </div>
      <Simple {...props} />
      {items.length > 0 && <div lang={tagOf(own)}><Section heading={d('what')}>{items.map((item) => <Item key={item.id} item={item} type={decision.type} context={inOwn.context} />)}</Section></div>}
      {facts.permits.filter(({ decisionId }) => decisionId === decision.id).map(({ id }) => (
        <p key={id}><LinkButton kind="secondary" icon="card" href={href(`/mina-sidor/tillstand/${id}`)}>{t('card')}</LinkButton></p>
      ))}
      <div lang={tagOf(own)} class="flow">
        <Section heading={d('why')}>
          {content.reasons.map((reason) => <Reason key={`${reason.item ?? ''} ${reason.title}`} reason={reason} language={own} />)}
          {content.laws.length > 0 && <><h3>{d('laws')}</h3><ul class="ds-list" lang="sv">{content.laws.map((law) => <li key={law}>{law}</li>)}</ul></>}
        </Section>
        {content.automation && <Automation {...inOwn} paragraphs={content.automation} />}
        {content.calculation && content.calculation.length > 0 && <Calculation {...inOwn} rows={content.calculation} />}
        {content.fee && <Fee fee={content.fee} language={own} />}
      </div>
      <Appeal {...props} />
      <Section heading={t('letter')}>
        {decision.documentId && <p><LinkButton kind="secondary" icon="download" href={caseHref(mine.file.id, `/fil/${decision.documentId}`)}>{t('download')}</LinkButton></p>}
        <p><PrintLink href={caseHref(mine.file.id, `/beslut/${decision.id}`)} /></p>
      </Section>
    </CasePage>
  );
}

/** The language of what is read aloud: easy Swedish is Swedish. */
const tagOf = (language: Language): string => (language === 'en' ? 'en' : 'sv');

/** Why, by item: what the definition says, then what the officer has written, which may be in Swedish in a decision that is not. */
function Reason({ reason: { title, paragraphs, typed }, language }: { reason: Decision['content']['reasons'][number]; language: Language }): VNode {
  return (
    <section class="flow">
      <h3>{title}</h3>
      {paragraphs.slice(0, typed?.from).map((paragraph, index) => <Paragraphs key={index} text={paragraph} />)}
      {typed && (
        <>
          <p class="hint">{texts(language, 'decision.swedish')}</p>
          <div lang={typed.language} class="flow">{paragraphs.slice(typed.from).map((paragraph, index) => <Paragraphs key={index} text={paragraph} />)}</div>
        </>
      )}
    </section>
  );
}

/** The fee decided together with it: by the tariff, what is taken off when the authority is late, and the sum. */
function Fee({ fee: { fullOre, amountOre, late, law }, language }: { fee: DecidedFee; language: Language }): VNode {
  const t = (key: string, params = {}) => texts(language, `decidedFee.${key}`, params);
  const rows = [
    ...(late ? [{ id: 'full', label: t('full'), ore: fullOre }, { id: 'late', label: t(late === 1 ? 'late1' : 'late', { n: late }), ore: amountOre - fullOre }] : []),
    { id: 'sum', label: t('sum'), ore: amountOre },
  ];
  return (
    <Section heading={t('title')}>
      <Table caption={t('title')} captionHidden rows={rows} rowKey={({ id }) => id} columns={[
        { key: 'label', heading: t('what'), rowHeading: true, cell: ({ label }) => label },
        { key: 'amount', heading: t('amount'), align: 'end', cell: ({ ore }) => formatMoney(ore, language) },
      ]} />
      {late > 0 && <p>{t('why')}{law && <> {t('law')} <span lang="sv">{law}</span>.</>}</p>}
    </Section>
  );
}

/** Yes, partly or no – or what else it is, when a decision follows on another. */
function headingOf({ type, outcome }: Decision): string {
  switch (type) {
    case 'correction': case 'reconsideration': return type;
    case 'change': case 'renewal': return outcome === 'refused' ? `${type}Refused` : type;
    default: return meaningOf({ type, outcome });
  }
}

function Item({ item, type, context: { language } }: { item: DecisionItem; type: string; context: Mine }): VNode {
  const valid = validWords(language, item);
  return (
    <section class="flow">
      <h3>{item.content.name}</h3>
      <p><OutcomeTag outcome={item.outcome} type={type} language={language} /></p>
      {item.amountOre !== null && <p><strong>{formatMoney(item.amountOre, language)}</strong></p>}
      {valid && <p>{valid}</p>}
      {item.outcome !== 'refused' && item.content.given && <Paragraphs text={item.content.given} />}
      {item.content.conditions.length > 0 && <ul class="ds-list">{item.content.conditions.map((condition) => <li key={condition}>{condition}</li>)}</ul>}
    </section>
  );
}

/** The same in easy Swedish, on the same page. */
function Simple({ context, mine, decision, appealUntil, court }: Props): VNode {
  const t = (key: string, params = {}) => texts('sv-simple', `simple.${key}`, params);
  return (
    <Details summary={t('summary')} open={context.language === 'sv-simple'}>
      <p lang="sv">{t(`outcome.${meaningOf(decision)}`, { service: mine.service.name })}</p>
      <ul class="ds-list" lang="sv">
        {decision.items.map((item) => (
          <li key={item.id}>{nameIn(mine, item)}: {meaningOf({ ...item, type: decision.type }) === item.outcome && t(`item.${item.outcome}`)} {validWords('sv-simple', item)}</li>
        ))}
      </ul>
      {appealUntil && <p lang="sv">{t('appeal', { court, date: formatDate(appealUntil, 'sv-simple') })}</p>}
    </Details>
  );
}

/** What an item is called in easy Swedish, in a decision that may be in another language; a row has a name of its own. */
function nameIn({ version }: MyCase, { item, rowId, content }: DecisionItem): string {
  const rule = mainDecisions(inLanguage(version, 'sv-simple').definition).flatMap(({ items }) => items).find(({ id }) => id === item);
  return rowId ? content.name : rule?.sv ?? content.name;
}

/** The automated step: each row, its rule, the rows of tables it read, and how to object. */
function Calculation({ context: { language }, mine, decision, rows }: Props & { rows: readonly CalculatedRow[] }): VNode {
  const t = (key: string, params = {}) => texts(language, `calculation.${key}`, params);
  const amount = (row: CalculatedRow) => row.amount === undefined ? '–' : row.unit === 'money' ? formatMoney(row.amount, language) : formatNumber(row.amount, language);
  return (
    <Section heading={t('title')}>
      {!decision.content.automation && <p>{t('text')}</p>}
      <Table caption={t('caption')} captionHidden rows={rows} rowKey={(row) => row.id} columns={[
        // How stands under what, so that the amount beside it is seen on a narrow screen.
        { key: 'label', heading: t('row'), rowHeading: true, cell: (row) => (
          <>
            {row.label}
            {row.explain && <p class="hint">{row.explain}</p>}
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

/** That a rule decided, how it came to it, and a person for whoever asks (28 § förvaltningslagen, article 22 of the GDPR). */
function Automation({ context: { language }, mine, decision, facts, paragraphs }: Props & { paragraphs: readonly string[] }): VNode {
  const t = (key: string) => texts(language, `automation.${key}`);
  const asked = facts.entries.some(({ kind, refId }) => kind === 'personAsked' && refId === decision.id);
  return (
    <Section heading={t('title')}>
      {paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      {asked ? <Alert><p>{t('asked')}</p></Alert> : <Form action={caseHref(mine.file.id, `/beslut/${decision.id}/granskning`)}><Button kind="secondary">{t('ask')}</Button></Form>}
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
