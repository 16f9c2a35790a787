import type { VNode } from 'preact';
import { Alert, KeyValue, Lead, LinkButton, PageHeading, PrintLink, Section, Timeline, formatDate, formatDateTime, type Help,
  type TimelineStep } from '../../../platform/index.ts';
import { Urgent, type UrgentCall } from '../../../services/index.ts';
import { CasePage, caseHref, type Mine } from '../frame.tsx';
import type { MyFacts } from '../case/my-facts.ts';
import type { MyCase } from '../case/my-case.ts';
import { texts } from '../texts.ts';
import type { StoredSubmission } from '../../store/application/submissions.ts';

interface Props { context: Mine; mine: MyCase; submission: StoredSubmission; help: Help; promisedSteps: MyFacts['promisedSteps']; urgent: UrgentCall | undefined }

/** That it has come in: the number, what happens next and when at latest, and a copy of exactly what was signed. */
export function Receipt({ context, mine, submission, help, promisedSteps, urgent }: Props): VNode {
  const { language } = context;
  const { file, service, unit, authority, personId } = mine;
  const t = (key: string, params = {}) => texts(language, `receipt.${key}`, params);
  const own = submission.kind === 'own';
  // What is handled is seldom an application, and is answered, not decided.
  const kind = own ? 'Own' : service.case === 'handling' ? 'Handling' : '';
  const waits = file.waitingFor === 'coApplicant';
  const by = file.promiseDue ? t('at', { date: formatDate(file.promiseDue, language) }) : undefined;
  // What is promised of a step on the way stands at that step.
  const whenOf = (id: string) => {
    const due = promisedSteps.find(({ after }) => after === id)?.due;
    return due ? { when: t('at', { date: formatDate(due, language) }) } : id === 'decision' && by ? { when: by } : {};
  };
  const steps = service.start.after.map(({ id, sv }, index): TimelineStep => ({
    text: sv, state: index === 0 ? 'done' : 'expected', ...whenOf(id),
  }));
  const acting = submission.submittedBy !== personId;
  return (
    <CasePage context={context} mine={mine} help={help} title={t(`title${kind}`)}>
      <PageHeading above={service.name}>{t(`title${kind}`)}</PageHeading>
      <Lead>{t(`lead${kind}`, { date: formatDateTime(submission.submittedAt, language), unit: unit?.name ?? authority.name })}</Lead>
      {urgent && <Urgent call={urgent} language={language} />}
      <KeyValue items={[
        { key: t('number'), value: <strong>{file.number}</strong> },
        ...(submission.attestation ? [{ key: t('signedBy'), value: submission.attestation.name + (acting && submission.ground ? ` (${texts(language, `ground.${submission.ground}`)})` : '') }] : []),
      ]} />
      {waits && <Alert kind="warning"><p>{t('waits')}</p></Alert>}
      <Section heading={t('next')}>
        <Timeline label={t('next')} steps={steps} />
        {(by || kind !== 'Handling') && <p>{by ? t(kind === 'Handling' ? 'promiseHandling' : 'promise', { date: formatDate(file.promiseDue!, language) }) : t('noPromise')}</p>}
      </Section>
      <Section heading={t('copy')}>
        <p>{t(submission.attestation ? 'copyText' : 'copyTextSent')}</p>
        <p><LinkButton kind="secondary" icon="download" href={caseHref(file.id, `/skickat/${submission.id}/kopia`)}>{t('download')}</LinkButton></p>
        <p><PrintLink href={caseHref(file.id, '/kvitto')} /></p>
      </Section>
      <p><LinkButton href={caseHref(file.id)}>{t('follow')}</LinkButton></p>
    </CasePage>
  );
}
