import type { VNode } from 'preact';
import { Alert, Button, Card, Details, FileList, Form, KeyValue, Lead, Link, LinkButton, PageHeading, Paragraphs, PermitCard, PrintLink, Section, Tag, Timeline,
  formatDate, href, swedishDay, type DocumentFacts, type Help, type Uuid } from '../../../platform/index.ts';
import { isSignedCopy } from '../../model/case/documents.ts';
import type { Replacement } from '../../store/case/replacements.ts';
import { mayAskFrom } from '../../actions/clocks/ask-settlement.ts';
import { CasePage, caseHref, type Mine } from '../frame.tsx';
import type { MyCase } from './my-case.ts';
import type { MyFacts } from './my-facts.ts';
import { stepsOf } from './steps.ts';
import { texts } from '../texts.ts';
import { statusSentence } from '../words.ts';
import type { Notification } from '../../store/notification/notifications.ts';
import { permitState } from '../../store/permit/permits.ts';
import { OutcomeTag } from '../decision/outcome-tag.tsx';
import { PermitTag } from '../permit/permit.tsx';

interface Props {
  context: Mine;
  mine: MyCase;
  facts: MyFacts;
  names: ReadonlyMap<Uuid, string>;
  documents: readonly DocumentFacts[];
  /** which of them another has replaced */
  replaced: ReadonlyMap<Uuid, Replacement>;
  help: Help;
  withdrawable: boolean;
  /** what rooms above show of the case */
  parts: readonly VNode[];
  /** what may be asked for next: the path within the case, and what the link says */
  wishes: readonly { path: string; text: string }[];
}

/** One's case: how it stands in a sentence, what to do, what has happened and what is expected, and everything in it. */
export function CaseOverview(props: Props): VNode {
  const { context, mine, facts, names, help, withdrawable, parts, wishes } = props;
  const { language } = context;
  const { file, service } = mine;
  const t = (key: string, params = {}) => texts(language, `case.${key}`, params);
  const unit = mine.unit?.facts.shortName ?? mine.unit?.name ?? mine.authority.name;
  const today = swedishDay(context.now);
  const mayAsk = !file.decidedAt && !file.closedAt && mayAskFrom(file) <= today;
  return (
    <CasePage context={context} mine={mine} help={help} title={service.name} inside={false}>
      <PageHeading above={t('number', { number: file.number })}>{service.name}</PageHeading>
      <Lead>{statusSentence(language, facts.status, today, unit)}</Lead>
      <ToDo {...props} />
      <Answered {...props} />
      <Permits {...props} today={today} />
      {facts.decisions.length > 0 && (
        <Section heading={t('decisions')}>
          {facts.decisions.map(({ decision, notification }) => (
            <Card key={decision.id} heading={t('decisionOf', { date: formatDate(decision.decidedAt, language) })} href={caseHref(file.id, `/beslut/${decision.id}`)}
              icon="law" {...(isRead(notification) && { tag: <OutcomeTag outcome={decision.outcome} type={decision.type} language={language} /> })} />
          ))}
          {facts.outcomes.map((one) => (
            <Card key={one.id} heading={texts(language, 'appealReceived.decidedBy', { court: one.instance, date: formatDate(one.decidedDay, language) })}
              href={caseHref(file.id, `/overklagande/${one.appealId}`)} icon="law" />
          ))}
        </Section>
      )}
      {wishes.length > 0 && (
        <Section heading={texts(language, 'ask.heading')}>
          <ul class="ds-list">{wishes.map(({ path, text }) => <li key={path}><Link href={caseHref(file.id, path)}>{text}</Link></li>)}</ul>
        </Section>
      )}
      {facts.matters.filter(({ begunByKind }) => begunByKind === 'resident').map((matter) => (
        <Section key={matter.id} heading={texts(language, 'ask.yours')}>
          <p>{texts(language, 'ask.at', { date: formatDate(matter.begunAt, language) })}{matter.dueDay && ` ${texts(language, 'ask.due', { date: formatDate(matter.dueDay, language) })}`}</p>
          {matter.content.text && <p class="typed">{matter.content.text}</p>}
        </Section>
      ))}
      {parts}
      <Section heading={t('timeline')}>
        <Timeline label={t('timeline')} steps={stepsOf(language, file, facts, { unit, today, names, promises: service.deadlines })} />
      </Section>
      <Section heading={t('write')}>
        <p>{facts.unread ? <Tag colour="info">{t(facts.unread === 1 ? 'unreadOne' : 'unread', { count: facts.unread })}</Tag> : t('writeText', { unit })}</p>
        <p><LinkButton kind="secondary" icon="message" href={caseHref(file.id, '/meddelanden')}>{t('messages')}</LinkButton></p>
      </Section>
      <Section heading={t('papers')}>
        <p><Link href={caseHref(file.id, '/skickat')} icon="document">{t('sent')}</Link></p>
        <p><Link href={caseHref(file.id, '/akt')} icon="download">{t('wholeFile')}</Link></p>
        <Papers {...props} />
      </Section>
      <Section heading={t('about')}>
        <KeyValue items={[
          { key: t('numberKey'), value: file.number }, { key: t('arrived'), value: formatDate(file.arrivedDay, language) },
          { key: t('handledBy'), value: `${mine.unit?.name ?? ''}, ${mine.authority.name}` },
        ]} />
        <p><Link href={caseHref(file.id, '/vem-har-last')} icon="view">{t('readBy')}</Link></p>
        <p><PrintLink href={caseHref(file.id)} /></p>
        {mayAsk && <p><Link href={caseHref(file.id, '/begar-beslut')}>{texts(language, 'delay.link')}</Link></p>}
        {withdrawable && <p><Link href={caseHref(file.id, '/ta-tillbaka')}>{t(mine.service.case === 'handling' ? 'withdrawHandling' : 'withdraw')}</Link></p>}
      </Section>
    </CasePage>
  );
}

/** The files of the case: those that hold first, and what they have replaced folded away. */
function Papers({ context: { language }, mine: { file }, documents, replaced }: Props): VNode {
  const shown = ({ id, name, size }: DocumentFacts) => ({ id, name: isSignedCopy(name) ? texts(language, 'case.signedCopy') : name, size, href: caseHref(file.id, `/fil/${id}`) });
  const earlier = documents.filter(({ id }) => replaced.has(id));
  const nameOf = (id: Uuid) => documents.find((one) => one.id === id)?.name ?? '–';
  return (
    <>
      <FileList files={documents.filter(({ id }) => !replaced.has(id)).map(shown)} />
      {earlier.length > 0 && (
        <Details summary={texts(language, 'replaces.earlier', { count: earlier.length })}>
          <FileList files={earlier.map((one) => {
            const { laterIds, at } = replaced.get(one.id)!;
            return { ...shown(one), hint: texts(language, 'replaces.by', { name: laterIds.map(nameOf).join(', '), date: formatDate(at, language) }) };
          })} />
        </Details>
      )}
    </>
  );
}

/** What waits for the person, the most pressing first. */
function ToDo({ context, mine: { file, party, service }, facts }: Props): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `todo.${key}`, params);
  const last = facts.decisions.at(-1);
  return (
    <>
      {last && !isRead(last.notification) && (
        <Alert kind="warning" heading={t('decision')}><p><LinkButton href={caseHref(file.id, `/beslut/${last.decision.id}`)}>{t('readDecision')}</LinkButton></p></Alert>
      )}
      {party.invitedAt && !party.signedAt && file.state !== 'closed' && (
        <Alert kind="warning" heading={t('ownPart')}>
          <p>{service.parties.coApplicant?.say ?? ''}</p>
          <Form action={caseHref(file.id, '/min-del')}><Button>{t('beginOwnPart')}</Button></Form>
        </Alert>
      )}
      {file.state !== 'closed' && [...facts.pending].sort((a, b) => a.dueDay.localeCompare(b.dueDay)).map((request) => (
        <Alert key={request.id} kind="warning" heading={t(request.kind)}>
          <p>{t(`${request.kind}Text`, { date: formatDate(request.dueDay, language) })}</p>
          <p><LinkButton href={caseHref(file.id, `/${request.kind === 'completion' ? 'komplettering' : 'yttrande'}/${request.id}`)}>{t(`${request.kind}Do`)}</LinkButton></p>
        </Alert>
      ))}
    </>
  );
}

/** What we answered, where no decision is made. */
function Answered({ context: { language }, facts }: Props): VNode | null {
  const answer = facts.entries.findLast(({ kind }) => kind === 'answered');
  return answer?.content.text === undefined ? null : (
    <Section heading={texts(language, 'case.answer')}>
      <p class="hint">{formatDate(answer.at, language)}</p>
      <Paragraphs text={answer.content.text} />
    </Section>
  );
}

/** What a decision says is shown once it has been opened, or been got in another way: that is when the time to appeal begins. */
function isRead({ openedAt, servedAt }: Notification): boolean {
  return openedAt !== null || servedAt !== null;
}

function Permits({ context, mine, facts, today }: Props & { today: string }): VNode {
  const { language } = context;
  return (
    <>
      {facts.permits.filter(({ decisionId, endedWhy }) => endedWhy !== 'followed' && facts.decisions.some(({ decision, notification }) => decision.id === decisionId && isRead(notification))).map((permit) => {
        const state = permitState(permit, today);
        return (
          <PermitCard key={permit.id} heading={permit.content.name} holder={permit.content.holder} number={permit.number} from={permit.validFrom}
            {...(permit.validUntil && { until: permit.validUntil })} conditions={permit.content.conditions} issuer={mine.authority.name}
            status={<p><PermitTag permit={permit} today={today} language={language} /></p>}>
            {(state === 'soon' || (state === 'ended' && permit.endedWhy === null)) && <p><Link href={href(`/tjanster/${mine.version.path}/borja`)}>{texts(language, state === 'soon' ? 'permit.renew' : 'permit.again')}</Link></p>}
            <p><Link href={href(`/mina-sidor/tillstand/${permit.id}`)}>{texts(language, 'permit.more')}</Link></p>
          </PermitCard>
        );
      })}
    </>
  );
}
