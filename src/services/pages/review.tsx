import type { ComponentChildren, VNode } from 'preact';
import { SummaryList, href, type Language } from '../../platform/index.ts';
import { seenOf } from '../seen.ts';
import { texts } from '../texts.ts';
import type { OpenedDraft } from '../work-on-draft.ts';
import { Answer } from './answer.tsx';

/** All answers, page by page, each with a way to change it. What is shown here is what is signed. */
export function Review({ opened, base, language, lead, children }: { opened: OpenedDraft; base: string; language: Language; lead?: string; children: ComponentChildren }): VNode {
  const { version, draft, context } = opened;
  const seen = seenOf(version.compiled.form, draft.content.answers, context, { service: version.service, version: version.hash, language });
  return (
    <>
      <h1>{texts(language, 'review.title')}</h1>
      <p class="lead">{lead ?? texts(language, 'review.lead')}</p>
      {seen.sections.map((section) => (
        <section key={section.page}>
          <h2>{section.title}</h2>
          <SummaryList rows={section.rows.map((row) => ({
            question: row.question, answer: <Answer answer={row.answer} fileBase={`${base}/fil`} />, change: href(`${base}/sida/${section.page}`),
          }))} />
        </section>
      ))}
      {children}
    </>
  );
}
