import type { VNode } from 'preact';
import { Alert, FileList, Lead, PageHeading, Paragraphs, PrintLink, Section, formatDate, formatDateTime, swedishDay } from '../../../platform/index.ts';
import { caseHref, type Mine } from '../frame.tsx';
import type { MyCase } from '../case/my-case.ts';
import { texts } from '../texts.ts';
import type { AppealOutcome } from '../../store/appeal/appeal-outcomes.ts';
import type { Appeal } from '../../store/appeal/appeals.ts';

interface Props { context: Mine; mine: MyCase; appeal: Appeal; outcomes: readonly AppealOutcome[]; late: boolean; court: string }

/** That the appeal has come in, what happens with it, and what it says. */
export function AppealReceived({ context, mine, appeal, outcomes, late, court }: Props): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `appealReceived.${key}`, params);
  const { content } = appeal;
  return (
    <>
      <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{t('title')}</PageHeading>
      {outcomes.map((one) => (
        <Section key={one.id} heading={t('decidedBy', { court: one.instance, date: formatDate(one.decidedDay, language) })}>
          <p class="lead">{t(`outcome.${one.outcome}`)}</p>
          {one.content.text && <Paragraphs text={one.content.text} />}
          {one.finalDay && one.finalDay >= swedishDay(context.now) && <p>{t('further', { date: formatDate(one.finalDay, language) })}</p>}
        </Section>
      ))}
      <Lead>{t('lead', { date: formatDateTime(appeal.receivedAt, language) })}</Lead>
      {late && appeal.inTime === null && <Alert kind="warning"><p>{t('late')}</p></Alert>}
      {appeal.inTime === false && <Alert kind="warning"><p>{t('notInTime')}</p></Alert>}
      {appeal.passedOnAt ? <Alert kind="success"><p>{t('passedOn', { court: appeal.passedOnTo ?? court, date: formatDateTime(appeal.passedOnAt, language) })}</p></Alert> : (
        <Section heading={t('next')}>
          <ol class="ds-list"><li>{t('step1')}</li><li>{t('step2')}</li><li>{t('step3', { court })}</li></ol>
        </Section>
      )}
      <Section heading={t('yours')}>
        {content.wants && <><h3>{texts(language, 'appeal.wants')}</h3><Paragraphs text={content.wants} /></>}
        {content.why && <><h3>{texts(language, 'appeal.why')}</h3><Paragraphs text={content.why} /></>}
        <FileList files={content.files.map(({ id, name, size }) => ({ id, name, size, href: caseHref(mine.file.id, `/fil/${id}`) }))} />
      </Section>
      <p><PrintLink href={caseHref(mine.file.id, `/overklagande/${appeal.id}`)} /></p>
    </>
  );
}
