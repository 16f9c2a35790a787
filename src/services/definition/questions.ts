import type { Question } from '../../forms/index.ts';
import type { Inquiry } from './schema/inquiry.ts';
import type { Service } from './schema/service.ts';
import type { Path } from './source.ts';

/** A question (or a column of a table question) and its place in the file. */
export type QuestionAt = { readonly question: Question; readonly path: Path; readonly column: boolean };

/** Questions of the pages, in order; a table's columns follow it. */
export function questionsOf(definition: Pick<Service, 'pages'>, root: Path = ['pages']): QuestionAt[] {
  return definition.pages.flatMap((page, index) => listed(page.questions, [...root, index, 'questions']));
}

/** The officer's questions in an inquiry: start pages, then evidence and assessment of each section. */
export function inquiryQuestions(inquiry: Inquiry): QuestionAt[] {
  return [
    ...questionsOf({ pages: inquiry.start }, ['start']),
    ...inquiry.sections.flatMap((section, index) => [
      ...listed(section.evidence, ['sections', index, 'evidence']),
      ...listed(section.assessment, ['sections', index, 'assessment']),
    ]),
  ];
}

function listed(questions: readonly Question[], path: Path): QuestionAt[] {
  return questions.flatMap((question, index): QuestionAt[] => {
    const here = [...path, index];
    const columns = question.type === 'table' ? question.columns : [];
    return [
      { question, path: here, column: false },
      ...columns.map((column, number) => ({ question: column, path: [...here, 'columns', number], column: true })),
    ];
  });
}
