import type { ComponentChildren, VNode } from 'preact';
import { Alert, Button, Buttons, CheckboxGroup, EnterButton, ErrorSummary, Form, Progress, SummaryList, href, type FieldError, type Language } from '../../platform/index.ts';
import { PageQuestions, faultText, type Fault, type JourneyPage, type Question, type Typed } from '../../forms/index.ts';
import { pageAnswers, unreadableField, type RefusedFile } from '../actions/save-page.ts';
import type { OpenedDraft } from '../work-on-draft.ts';
import { staffTexts, texts } from '../texts.ts';
import { aboutRow } from './about-row.ts';
import { Answer } from './answer.tsx';
import { ExitWays } from './exit-ways.tsx';
import { seenOf } from '../seen.ts';
import { Urgent, type UrgentCall } from '../urgent.tsx';

export interface QuestionPageProps {
  opened: OpenedDraft;
  page: JourneyPage;
  /** `/ansokan/<id>` or staff's own */
  base: string;
  language: Language;
  organisation: string;
  typed: Typed;
  faults: readonly Fault[];
  refusedFiles?: readonly RefusedFile[];
  /** the page was changed in another tab since it was shown here */
  conflict?: boolean;
  /** what was typed when the session ended has been put back */
  restored?: boolean;
  focus?: string;
  /** whom to call, when the answers so far cannot wait */
  urgent?: UrgentCall;
}

/** What stands wrong on the page: faults of the answers and files that could not be taken, for the summary and beside the fields. */
export function errorsOf({ opened, faults, refusedFiles = [], language }: QuestionPageProps): FieldError[] {
  const { form } = opened.version.compiled;
  return [
    ...faults.map((fault) => ({ ...(fault.field !== undefined && { name: fault.field }), message: faultText(form, fault, language) })),
    ...refusedFiles.map(({ field, name, reason }) => ({ name: field, message: texts(language, `file.${reason}`, { name }) })),
  ];
}

/** One page of questions, the same for residents and for staff who write for someone. */
export function QuestionPage(props: QuestionPageProps): VNode {
  const { opened, page, base, language, organisation, typed, faults, conflict, restored, focus } = props;
  const { form } = opened.version.compiled;
  const t = (key: string, params = {}) => texts(language, `page.${key}`, params);
  const errors = errorsOf(props);
  const { pages } = opened.journey;
  const about = aboutRow(form, opened.journey, page, language);
  const intro = page.page.intro === undefined ? undefined : form.text(`pages.${page.page.id}.intro`, language);
  return (
    <>
      <Progress page={pages.findIndex(({ key }) => key === page.key) + 1} of={pages.length + 1} />
      {conflict && <Conflict {...props} />}
      {restored && <Alert kind="success" live heading={t('restoredTitle')}><p>{t('restored')}</p></Alert>}
      <ErrorSummary errors={errors} />
      {props.urgent && <Urgent call={props.urgent} language={language} />}
      <h1>{form.text(`pages.${page.page.id}.title`, language)}</h1>
      {about && <p class="lead">{about}</p>}
      {intro && <p>{intro}</p>}
      {page.warnings.map((warning, index) => <Alert kind="warning" key={index}><p>{faultText(form, warning, language)}</p></Alert>)}
      <Form action={href(`${base}/sida/${page.key}`)} multipart={page.questions.some(({ question }) => takesFile(question))} hidden={{
        revision: String(opened.draft.revision), before: pageAnswers(opened.journey, page.key),
      }}>
        {!page.exit && <EnterButton />}
        <PageQuestions form={form} page={page} typed={typed} errors={faults} extraErrors={errors.filter(({ name }) => name !== undefined)}
          language={language} fileBase={`${base}/fil`} {...(focus && { focus })} {...(opened.context.map && { map: opened.context.map })} />
        {opened.draft.content.paper && <Unreadable {...props} />}
        {page.exit ? <ExitWays page={page} language={language} /> : (
          <Buttons>
            <Button icon="arrowRight" iconAfter>{t('next')}</Button>
            {opened.draft.authorityId && faults.length > 0 && <Button kind="secondary" name="do" value="onward">{staffTexts('sv', 'onward')}</Button>}
            <Button kind="quiet" name="do" value="later">{t('later')}</Button>
          </Buttons>
        )}
      </Form>
      {!opened.draft.authorityId && <p class="hint">{t('saved', { organisation })}</p>}
    </>
  );
}

/** Staff who write down from paper say what they cannot read, so that it is asked for. */
function Unreadable({ opened, page, language }: QuestionPageProps): VNode {
  const { form } = opened.version.compiled;
  const asked = page.questions.filter(({ question }) => question.type !== 'info');
  return (
    <CheckboxGroup name={unreadableField} label={staffTexts('sv', 'unreadable')} hint={staffTexts('sv', 'unreadableHint')} values={opened.draft.content.paper?.unreadable ?? []}
      choices={asked.map(({ question }) => ({ value: question.id, label: form.text(`questions.${question.id}.ask`, language) }))} />
  );
}

/** A form of several parts costs more to read: only where a file can come along. */
function takesFile(question: Question): boolean {
  return question.type === 'file' || ('columns' in question && question.columns.some(takesFile));
}

function Conflict({ opened, page, language }: QuestionPageProps): ComponentChildren {
  const { version, draft, context } = opened;
  const saved = seenOf(version.compiled.form, draft.content.answers, context, { service: version.service, version: version.hash, language })
    .sections.find((section) => section.page === page.key);
  return (
    <Alert kind="warning" live heading={texts(language, 'page.otherTabTitle')}>
      <p>{texts(language, 'page.otherTab')}</p>
      <h3>{texts(language, 'page.otherTabSaved')}</h3>
      <SummaryList rows={(saved?.rows ?? []).map(({ question, answer }) => ({ question, answer: <Answer answer={answer} /> }))} />
    </Alert>
  );
}
