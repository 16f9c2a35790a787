import type { VNode } from 'preact';
import { Button, Buttons, Form, PageHeading, Paragraphs, Section, SummaryList, href, type Help, type RequestContext } from '../../platform/index.ts';
import type { Answers, FormContext } from '../../forms/index.ts';
import type { WithoutSignIn } from '../anonymous/allowed.ts';
import { AnonymousPage } from '../anonymous/pages.tsx';
import type { Walk } from '../anonymous/walk.ts';
import { Answer } from '../pages/answer.tsx';
import { seenOf } from '../seen.ts';
import { texts } from '../texts.ts';
import { inLanguage, type ServiceVersion } from '../versions.ts';

interface Props {
  context: RequestContext;
  version: ServiceVersion;
  how: WithoutSignIn;
  help: Help;
  triage: string;
  walk: Walk;
  answers: Answers;
  form: FormContext;
  sealed: string;
}

/** What the first pages led to: that it is worth going on, what was answered, and the way to the application with it. */
export function TriageDone({ walk, answers, form, sealed, ...dressed }: Props): VNode {
  const { context: { language }, version, triage } = dressed;
  const t = (key: string) => texts(language, `triage.${key}`);
  const { definition } = inLanguage(version, language);
  const title = definition.triage?.ask ?? '';
  const seen = seenOf(version.compiled.form, answers, form, { service: version.service, version: version.hash, language });
  const rows = seen.sections.filter(({ page }) => walk.pages.some(({ key }) => key === page)).flatMap((section) => section.rows);
  return (
    <AnonymousPage {...dressed} title={title}>
      <PageHeading>{title}</PageHeading>
      <div class="lead"><Paragraphs text={definition.triage?.then ?? ''} /></div>
      <Form action={href(`${triage}/vidare`)} hidden={{ _form: sealed }}>
        <Button icon="arrowRight" iconAfter>{t('go')}</Button>
        <p class="hint">{t('sign')}</p>
      </Form>
      <Section heading={t('answers')}>
        <SummaryList rows={rows.map(({ question, answer }) => ({ question, answer: <Answer answer={answer} /> }))} />
        <Form action={href(triage)} hidden={{ _form: sealed, _go: walk.pages[0]?.key ?? '' }}>
          <Buttons><Button kind="quiet">{texts(language, 'review.change')}</Button></Buttons>
        </Form>
      </Section>
    </AnonymousPage>
  );
}
