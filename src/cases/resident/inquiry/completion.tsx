import type { VNode } from 'preact';
import { Alert, Button, Buttons, Checkbox, FileField, Form, Paragraphs, Section, TextArea } from '../../../platform/index.ts';
import { caseHref } from '../frame.tsx';
import { uploadLimits } from '../application/keep-files.ts';
import { texts } from '../texts.ts';
import { ReplacesField } from './replaces.tsx';
import { RequestHead, typedIn, type RequestFormProps } from './request-head.tsx';

/** What is missing, one thing at a time: an answer, files, or that one cannot. */
export function CompletionForm(props: RequestFormProps): VNode {
  const { context: { language }, mine, request, fields, errors, today, replaceable } = props;
  const t = (key: string, params = {}) => texts(language, `completion.${key}`, params);
  const field = typedIn({ fields, errors });
  // Asked in the officer's own words alone: one box, and one place for files.
  const own = request.content.items.length === 0;
  return (
    <>
      <RequestHead {...props} kind="completion" />
      {request.dueDay < today && <Alert kind="warning"><p>{t('late')}</p></Alert>}
      <Paragraphs text={request.content.text} />
      <Form action={caseHref(mine.file.id, `/komplettering/${request.id}`)} multipart>
        {request.content.items.map((item, index) => (
          <Section key={item.id} heading={request.content.items.length === 1 ? t('item') : t('itemOf', { number: index + 1, count: request.content.items.length })}>
            <p>{item.text}</p>
            <TextArea {...field(`svar-${index}`)} label={t('answer')} rows={3} optional />
            <FileField name={`fil-${index}`} label={t('file')} multiple maxSize={uploadLimits.maxBytes} error={field(`fil-${index}`).error} optional />
            <ReplacesField {...field(`ersatter-${index}`)} language={language} choices={replaceable} />
            <Checkbox name={`kan-inte-${index}`} label={t('cannot')} hint={t('cannotHint')} checked={fields[`kan-inte-${index}`] === 'yes'} />
          </Section>
        ))}
        <TextArea {...field('ovrigt')} label={t(own ? 'answer' : 'other')} rows={3} optional={!own} />
        {own && <FileField name="fil-ovrigt" label={t('file')} multiple maxSize={uploadLimits.maxBytes} error={field('fil-ovrigt').error} optional />}
        {own && <ReplacesField {...field('ersatter-ovrigt')} language={language} choices={replaceable} />}
        <p class="hint">{t('once')}</p>
        <Buttons><Button>{t('send')}</Button></Buttons>
      </Form>
    </>
  );
}
