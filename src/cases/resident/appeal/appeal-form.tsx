import type { VNode } from 'preact';
import { Alert, Button, Buttons, ErrorSummary, FileField, Form, LinkButton, PageHeading, TextArea, formatDate, type FieldError } from '../../../platform/index.ts';
import { caseHref, type Mine } from '../frame.tsx';
import { uploadLimits } from '../application/keep-files.ts';
import type { MyCase } from '../case/my-case.ts';
import type { ToldDecision } from '../case/my-facts.ts';
import { texts } from '../texts.ts';

interface Props {
  context: Mine;
  mine: MyCase;
  told: ToldDecision;
  typed: { wants: string; why: string };
  errors: readonly FieldError[];
  court: string;
  today: string;
}

/** Where an appeal is written. It is received whatever the day: lateness is told, never used to stop it. */
export function AppealForm({ context, mine, told, typed, errors, court, today }: Props): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `appeal.${key}`, params);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const { appealUntil } = told.notification;
  const at = caseHref(mine.file.id, `/beslut/${told.decision.id}`);
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{t('title')}</PageHeading>
      <p class="lead">{t('lead', { court, authority: mine.authority.name })}</p>
      {appealUntil && appealUntil >= today && <p>{t('by', { date: formatDate(appealUntil, language) })}</p>}
      {appealUntil && appealUntil < today && <Alert kind="warning"><p>{t('late', { date: formatDate(appealUntil, language) })}</p></Alert>}
      <Form action={caseHref(mine.file.id, `/beslut/${told.decision.id}/overklaga`)} multipart>
        <TextArea name="andring" label={t('wants')} hint={t('wantsHint')} value={typed.wants} rows={3} {...(error('andring') && { error: error('andring') })} />
        <TextArea name="varfor" label={t('why')} hint={t('whyHint')} value={typed.why} rows={8} optional />
        <FileField name="fil" label={t('files')} multiple maxSize={uploadLimits.maxBytes} {...(error('fil') && { error: error('fil') })} optional />
        <p class="hint">{t('then')}</p>
        <Buttons>
          <Button>{t('send')}</Button>
          <LinkButton kind="quiet" href={at}>{t('cancel')}</LinkButton>
        </Buttons>
      </Form>
    </>
  );
}
