import type { VNode } from 'preact';
import { Button, Buttons, FileField, Form, Link, Paragraphs, RadioGroup, Section, TextArea } from '../../../platform/index.ts';
import { caseHref } from '../frame.tsx';
import { uploadLimits } from '../application/keep-files.ts';
import { texts } from '../texts.ts';
import { ReplacesField } from './replaces.tsx';
import { RequestHead, typedIn, type RequestFormProps } from './request-head.tsx';

/** What the decision leans on, before it is made, and the person's word about it (25 § förvaltningslagen). */
export function HearingForm(props: RequestFormProps): VNode {
  const { context: { language }, mine, request, fields, errors, replaceable } = props;
  const t = (key: string, params = {}) => texts(language, `hearing.${key}`, params);
  const field = typedIn({ fields, errors });
  return (
    <>
      <RequestHead {...props} kind="hearing" />
      <p>{t('noAnswer')}</p>
      <Section heading={t('what')}>
        <Paragraphs text={request.content.text} />
        {request.content.items.length > 0 && <ul class="ds-list">{request.content.items.map(({ id, text }) => <li key={id}>{text}</li>)}</ul>}
        {request.documentId && <p><Link href={caseHref(mine.file.id, `/fil/${request.documentId}`)} icon="download">{t('letter')}</Link></p>}
      </Section>
      <Form action={caseHref(mine.file.id, `/yttrande/${request.id}`)} multipart>
        <RadioGroup {...field('svar')} label={t('question')} choices={[
          { value: 'agree', label: t('agree') }, { value: 'comment', label: t('comment') }, { value: 'moreTime', label: t('moreTime'), hint: t('moreTimeHint') },
        ]} />
        <TextArea {...field('text')} label={t('text')} hint={t('textHint')} optional />
        <FileField name="fil" label={t('files')} multiple maxSize={uploadLimits.maxBytes} error={field('fil').error} optional />
        <ReplacesField {...field('ersatter')} language={language} choices={replaceable} />
        <Buttons><Button>{t('send')}</Button></Buttons>
      </Form>
    </>
  );
}
