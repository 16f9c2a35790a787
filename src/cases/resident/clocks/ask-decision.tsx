import type { VNode } from 'preact';
import { Alert, Button, Buttons, ErrorSummary, FileField, Form, LinkButton, PageHeading, TextArea, type DocumentFacts, type FieldError } from '../../../platform/index.ts';
import { caseHref, type Mine } from '../frame.tsx';
import { uploadLimits } from '../application/keep-files.ts';
import type { MyCase } from '../case/my-case.ts';
import { ReplacesField } from '../inquiry/replaces.tsx';
import { texts } from '../texts.ts';

interface Props {
  context: Mine;
  mine: MyCase;
  title: string;
  kind: string;
  text: string;
  errors: readonly FieldError[];
  /** what the person has sent in that a new file may replace */
  replaceable: readonly DocumentFacts[];
  /** what they had chosen of it */
  replaces?: string;
}

/** Where the applicant asks for the next decision in their case, or for a change: a few words, and what belongs to it. */
export function AskForm({ context, mine, title, kind, text, errors, replaceable, replaces }: Props): VNode {
  const { language } = context;
  const t = (key: string, params = {}) => texts(language, `ask.${key}`, params);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const unit = mine.unit?.facts.shortName ?? mine.unit?.name ?? mine.authority.name;
  return (
    <>
      <ErrorSummary errors={errors} />
      <PageHeading above={`${mine.service.name}, ${mine.file.number}`}>{title}</PageHeading>
      <p class="lead">{t('lead', { unit })}</p>
      {mine.file.closedAt && <Alert><p>{t('opens')}</p></Alert>}
      <Form action={caseHref(mine.file.id, `/begar/${kind}`)} multipart>
        <TextArea name="text" label={t('text')} hint={t('textHint')} value={text} rows={6} {...(error('text') && { error: error('text') })} />
        <FileField name="fil" label={t('files')} multiple maxSize={uploadLimits.maxBytes} {...(error('fil') && { error: error('fil') })} optional />
        <ReplacesField name="ersatter" language={language} choices={replaceable} {...(replaces && { value: replaces })} {...(error('ersatter') && { error: error('ersatter')! })} />
        <Buttons>
          <Button icon="send">{t('send')}</Button>
          <LinkButton kind="quiet" href={caseHref(mine.file.id)}>{t('cancel')}</LinkButton>
        </Buttons>
      </Form>
    </>
  );
}
