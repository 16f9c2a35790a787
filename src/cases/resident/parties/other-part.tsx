import type { VNode } from 'preact';
import { Alert, Button, Buttons, Card, Checkbox, ErrorSummary, FileField, FileList, Form, Lead, PageHeading, Paragraphs, RadioGroup, Section, SummaryList,
  TextArea, TextField, formatDate, href, type FieldError, type Language } from '../../../platform/index.ts';
import { SeenAnswer } from '../../../services/index.ts';
import { uploadLimits } from '../application/keep-files.ts';
import { mayAnswer, type OtherDoor } from './other-door.ts';
import { stancesOf, type TypedOther } from './other-form.ts';
import { texts } from '../texts.ts';
import type { OtherStance } from '../../store/parties/other-parties.ts';

interface Props {
  language: Language;
  door: OtherDoor;
  typed: TypedOther;
  errors: readonly FieldError[];
  /** what happened instead of what was asked: somebody had answered, a signature was broken off */
  problem?: 'already' | 'notSigned';
}

/** The part of somebody who is asked in another's case: why, what they may read, and their answer. */
export function OtherPart(props: Props): VNode {
  const { language, door, errors, problem } = props;
  const { rule, other, shown, file, base, decisions } = door;
  const t = (key: string, params = {}) => texts(language, `other.${key}`, params);
  const open = mayAnswer(door);
  return (
    <>
      <ErrorSummary errors={errors} />
      {problem && <Alert kind="warning" live><p>{t(problem === 'already' ? 'answered.already' : 'form.notSigned')}</p></Alert>}
      <PageHeading above={`${door.serviceName}, ${file.number}`}>{t(`title.${rule.asked}`)}</PageHeading>
      <Lead>{rule.say}</Lead>
      <p>{t('asWho', { word: language === 'en' ? rule.word : rule.word.toLowerCase() })}</p>
      {open && other.dueDay && (
        <p>{door.today > other.dueDay ? t('late', { date: formatDate(other.dueDay, language) }) : <strong>{t('by', { date: formatDate(other.dueDay, language) })}</strong>}</p>
      )}
      {decisions.length > 0 && (
        <Section heading={t('decision.title')}>
          {decisions.map(({ decision }) => (
            <Card key={decision.id} heading={t('decision.one', { date: formatDate(decision.decidedAt, language) })} href={href(`${base}/beslut/${decision.id}`)} icon="law" />
          ))}
        </Section>
      )}
      {other.answeredAt && <Answered {...props} />}
      {shown?.text && <Section heading={t('fromUs')}><Paragraphs text={shown.text} /></Section>}
      <Shown {...props} />
      {open && <AnswerForm {...props} />}
      {!open && !other.answeredAt && rule.asked !== 'information' && <Alert><p>{t('closed')}</p></Alert>}
    </>
  );
}

function Shown({ language, door: { shown, base, rule } }: Props): VNode {
  const t = (key: string) => texts(language, `other.${key}`);
  if (!shown?.sections.length) return <>{rule.asked !== 'information' && <p>{t('shownNone')}</p>}</>;
  return (
    <Section heading={t('shown')}>
      {rule.sees !== 'all' && <p class="hint">{t('shownHint')}</p>}
      {shown.sections.map((section) => (
        <section key={section.page}>
          <h3>{section.title}</h3>
          <SummaryList rows={section.rows.map((row) => ({ question: row.question, answer: <SeenAnswer answer={row.answer} fileBase={`${base}/fil`} /> }))} />
        </section>
      ))}
    </Section>
  );
}

const words: Record<'consent' | 'signature' | 'hearing' | 'statement', Partial<Record<OtherStance, string>>> = {
  consent: { agree: 'yes', refuse: 'no' }, signature: { agree: 'sign', refuse: 'object' },
  hearing: { comment: 'comment', nothing: 'nothing' }, statement: { comment: 'comment', nothing: 'nothing' },
};

function AnswerForm({ language, door, typed, errors }: Props): VNode {
  const { rule, how, base } = door;
  const t = (key: string) => texts(language, `other.form.${key}`);
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  const asked = rule.asked === 'information' ? 'hearing' : rule.asked;
  const signs = how === 'myPages' && (asked === 'consent' || asked === 'signature');
  return (
    <Section heading={t('heading')}>
      <Form action={href(`${base}/svar`)} multipart>
        <RadioGroup name="svar" label={t(asked)} value={typed.stance} error={error('svar')} choices={stancesOf(rule).map((stance) => ({ value: stance, label: t(words[asked][stance]!) }))} />
        {rule.undertaking && (
          <>
            <p><strong>{t('undertaking')}</strong></p>
            <Paragraphs text={rule.undertaking} />
            <Checkbox name="lovar" label={t('promise')} checked={typed.promised} error={error('lovar')} />
          </>
        )}
        <TextArea name="text" label={t('text')} hint={t('textHint')} value={typed.text} error={error('text')} optional count={20_000} />
        <FileField name="fil" label={t('files')} multiple maxSize={uploadLimits.maxBytes} error={error('fil')} optional />
        {how === 'code' && <TextField name="namn" label={t('name')} hint={t('nameHint')} value={typed.name} error={error('namn')} autocomplete="name" />}
        <p class="hint">{t('record')}</p>
        <Buttons><Button icon={signs ? 'arrowRight' : 'send'} iconAfter={signs}>{t(signs ? 'signSend' : 'send')}</Button></Buttons>
      </Form>
    </Section>
  );
}

function Answered({ language, door: { other, answer, base } }: Props): VNode {
  const t = (key: string, params = {}) => texts(language, `other.answered.${key}`, params);
  return (
    <Alert kind="success" heading={t('title')}>
      <p>{t('when', { date: formatDate(other.answeredDay ?? other.answeredAt!, language) })} {other.dueDay && other.answeredDay && other.answeredDay > other.dueDay ? t('late') : ''}</p>
      {answer && answer.stance !== 'comment' && <p>{t(answer.stance)}</p>}
      {answer?.text && <><p>{t('comment')}:</p><p class="typed">{answer.text}</p></>}
      {answer && answer.files.length > 0 && <FileList files={answer.files.map(({ id, name, size }) => ({ id, name, size, href: href(`${base}/fil/${id}`) }))} />}
    </Alert>
  );
}
