import type { VNode } from 'preact';
import { Alert, Button, Buttons, Checkbox, ErrorSummary, FileField, Form, PageHeading, Paragraphs, Section, TextArea, formatDate, type FieldError,
  type Fields } from '../../../platform/index.ts';
import { caseHref, type Mine } from '../frame.tsx';
import { uploadLimits } from '../application/keep-files.ts';
import type { MyCase } from '../case/my-case.ts';
import { texts } from '../texts.ts';
import type { CaseRequest } from '../../store/inquiry/requests.ts';

export interface RequestFormProps {
  context: Mine;
  mine: MyCase;
  request: CaseRequest;
  fields: Fields;
  errors: readonly FieldError[];
  today: string;
}

/** What is missing, one thing at a time: an answer, files, or that one cannot. */
export function CompletionForm({ context, mine, request, fields, errors, today }: RequestFormProps): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `completion.${key}`, params);
  const value = (name: string) => { const typed = fields[name]; return typeof typed === 'string' ? typed : undefined; };
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{t('title')}</PageHeading>
      <p class="lead">{t('by', { date: formatDate(request.dueDay, language) })}</p>
      {request.dueDay < today && <Alert kind="warning"><p>{t('late')}</p></Alert>}
      <Paragraphs text={request.content.text} />
      <Form action={caseHref(mine.file.id, `/komplettering/${request.id}`)} multipart>
        {request.content.items.map((item, index) => (
          <Section key={item.id} heading={request.content.items.length === 1 ? t('item') : t('itemOf', { number: index + 1, count: request.content.items.length })}>
            <p>{item.text}</p>
            <TextArea name={`svar-${index}`} label={t('answer')} rows={3} value={value(`svar-${index}`)} {...(error(`svar-${index}`) && { error: error(`svar-${index}`) })} optional />
            <FileField name={`fil-${index}`} label={t('file')} multiple maxSize={uploadLimits.maxBytes} error={error(`fil-${index}`)} optional />
            <Checkbox name={`kan-inte-${index}`} label={t('cannot')} hint={t('cannotHint')} checked={value(`kan-inte-${index}`) === 'yes'} />
          </Section>
        ))}
        <TextArea name="ovrigt" label={t('other')} rows={3} value={value('ovrigt')} optional />
        <p class="hint">{t('once')}</p>
        <Buttons><Button>{t('send')}</Button></Buttons>
      </Form>
    </>
  );
}
