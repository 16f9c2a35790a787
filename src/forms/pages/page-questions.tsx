import type { VNode } from 'preact';
import type { OrganisationMap } from '../../organisation/index.ts';
import type { Typed } from '../answers.ts';
import type { Fault, Form, JourneyPage, JourneyQuestion, Language } from '../engine/types.ts';
import { faultTextInPlace, questionAt, wordsFor } from '../engine/words.ts';
import { Info } from '../questions/info/component.tsx';
import { AnsweredView } from './answered-view.tsx';
import { TableView } from './table-view.tsx';
import type { Drawing } from './drawing.ts';

export interface PageQuestionsProps {
  form: Form;
  page: JourneyPage;
  typed: Typed;
  /** Faults to show beside their fields: none the first time a page is shown. */
  errors: readonly Fault[];
  /** Other errors beside fields, as of an upload that could not be taken. */
  extraErrors?: readonly { readonly name?: string; readonly message: string }[];
  language: Language;
  /** Address under which the draft's files are opened by id. Without it they are only named. */
  fileBase?: string;
  /** Name of the field that has just come up: it is given focus. */
  focus?: string;
  /** The organisation's map, to point at where a place is asked for. Without it a place is described and given by coordinates. */
  map?: OrganisationMap;
}

/** The questions of a page, to stand in a `Form`. Works without scripts. */
export function PageQuestions({
  form,
  page,
  typed,
  errors,
  extraErrors = [],
  language,
  fileBase,
  focus,
  map,
}: PageQuestionsProps): VNode {
  const messages = new Map<string, string>();
  for (const { name, message } of extraErrors) if (name !== undefined) messages.set(name, message);
  for (const fault of errors) {
    if (fault.field !== undefined) messages.set(fault.field, faultTextInPlace(form, fault, language));
  }
  const drawing: Drawing = {
    form,
    typed,
    messages,
    language,
    today: page.today,
    ...(fileBase !== undefined && { fileBase }),
    ...(focus !== undefined && { focus }),
    ...(map !== undefined && { map }),
  };
  return (
    <>
      {page.questions.map((at) => (
        <QuestionView key={at.field} at={at} drawing={drawing} />
      ))}
    </>
  );
}

function QuestionView({ at, drawing }: { at: JourneyQuestion; drawing: Drawing }): VNode | null {
  const table = at.field.includes('.') ? at.field.slice(0, at.field.indexOf('.')) : undefined;
  const question = questionAt(drawing.form, at.question.id, table);
  if (!question) return null;
  if (question.kind === 'info')
    return <Info question={question.question} words={wordsFor(drawing.form, question, drawing.language)} />;
  return question.kind === 'table' ? (
    <TableView question={question} at={at} drawing={drawing} />
  ) : (
    <AnsweredView question={question} at={at} drawing={drawing} isInRow={table !== undefined} />
  );
}
