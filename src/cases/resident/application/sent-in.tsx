import type { VNode } from 'preact';
import { Alert, LinkButton, PageHeading, PrintLink, Section, SummaryList, formatDateTime, type Help } from '../../../platform/index.ts';
import { SeenAnswer } from '../../../services/index.ts';
import { CasePage, caseHref, type Mine } from '../frame.tsx';
import type { MyCase } from '../case/my-case.ts';
import { texts } from '../texts.ts';
import type { StoredSubmission } from '../../store/application/submissions.ts';

interface Props { context: Mine; mine: MyCase; submissions: readonly StoredSubmission[]; help: Help }

/** What was sent in, word for word as it was seen. Of a joint application only one's own, and what both share. */
export function SentIn({ context, mine, submissions, help }: Props): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `sent.${key}`, params);
  return (
    <CasePage context={context} mine={mine} help={help} title={t('title')}>
      <PageHeading above={mine.file.number}>{t('title')}</PageHeading>
      {submissions.map((submission) => (
        <div key={submission.id} class="flow">
          <p>{t(submission.kind, { date: formatDateTime(submission.submittedAt, language) })}</p>
          {submission.content.entry && <Alert><p>{t('entered')}</p></Alert>}
          {submission.content.seen.sections.map((section) => (
            <Section key={section.page} heading={section.title}>
              <SummaryList rows={section.rows.map(({ question, answer }) => ({
                question, answer: <SeenAnswer answer={answer} fileBase={`/mina-sidor/arenden/${mine.file.id}/fil`} />,
              }))} />
            </Section>
          ))}
          {submission.kind !== 'shared' && (
            <p><LinkButton kind="secondary" icon="download" href={caseHref(mine.file.id, `/skickat/${submission.id}/kopia`)}>{texts(language, 'receipt.download')}</LinkButton></p>
          )}
        </div>
      ))}
      <p><PrintLink href={caseHref(mine.file.id, '/skickat')} /></p>
    </CasePage>
  );
}
