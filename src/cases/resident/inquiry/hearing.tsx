import type { VNode } from 'preact';
import { Button, Buttons, ErrorSummary, FileField, Form, Link, PageHeading, Paragraphs, RadioGroup, Section, TextArea, formatDate } from '../../../platform/index.ts';
import { caseHref } from '../frame.tsx';
import { uploadLimits } from '../application/keep-files.ts';
import { texts } from '../texts.ts';
import type { RequestFormProps } from './completion.tsx';

/** What the decision leans on, before it is made, and the person's word about it (25 § förvaltningslagen). */
export function HearingForm({ context, mine, request, fields, errors }: RequestFormProps): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `hearing.${key}`, params);
  const value = (name: string) => { const typed = fields[name]; return typeof typed === 'string' ? typed : undefined; };
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{t('title')}</PageHeading>
      <p class="lead">{t('by', { date: formatDate(request.dueDay, language) })}</p>
      <p>{t('noAnswer')}</p>
      <Section heading={t('what')}>
        <Paragraphs text={request.content.text} />
        {request.content.items.length > 0 && <ul class="ds-list">{request.content.items.map(({ id, text }) => <li key={id}>{text}</li>)}</ul>}
        {request.documentId && <p><Link href={caseHref(mine.file.id, `/fil/${request.documentId}`)} icon="download">{t('letter')}</Link></p>}
      </Section>
      <Form action={caseHref(mine.file.id, `/yttrande/${request.id}`)} multipart>
        <RadioGroup name="svar" label={t('question')} value={value('svar')} {...(error('svar') && { error: error('svar') })} choices={[
          { value: 'agree', label: t('agree') }, { value: 'comment', label: t('comment') }, { value: 'moreTime', label: t('moreTime'), hint: t('moreTimeHint') },
        ]} />
        <TextArea name="text" label={t('text')} hint={t('textHint')} value={value('text')} {...(error('text') && { error: error('text') })} optional />
        <FileField name="fil" label={t('files')} multiple maxSize={uploadLimits.maxBytes} error={error('fil')} optional />
        <Buttons><Button>{t('send')}</Button></Buttons>
      </Form>
    </>
  );
}
