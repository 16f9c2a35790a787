import type { Answers, Form } from '../../../forms/index.ts';
import type { SubmissionContent } from '../../store/application/submissions.ts';

/** What two who apply together may both read: the pages that are not one's own. */
export function sharedContent(form: Form, { answers, seen }: SubmissionContent): SubmissionContent {
  const own = ownQuestions(form);
  const ownPages = new Set(form.definition.pages.filter(({ part }) => part === 'own').map(({ id }) => id));
  return {
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => !own.has(id))) as Answers,
    seen: { ...seen, sections: seen.sections.filter(({ page }) => !ownPages.has(page.split('~')[0]!)) },
  };
}

/** Ids of the questions that each of those who apply together answers for themselves. */
export function ownQuestions(form: Form): ReadonlySet<string> {
  return new Set([...form.questions].filter(([, { page }]) => page.part === 'own').map(([id]) => id));
}
