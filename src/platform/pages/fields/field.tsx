import type { ComponentChildren, VNode } from 'preact';
import { useTexts } from '../language.tsx';
import { Why } from '../parts/details.tsx';

/** What every question on a page has. */
export interface QuestionProps {
  /** The form field's name. Ids are derived from it, so it is unique on the page. */
  name: string;
  label: string;
  /** How to answer, in a sentence under the label. */
  hint?: ComponentChildren;
  /** What to do to put it right. Shown above the input and read with it. */
  error?: string | undefined;
  /** Answers "Varför frågar vi?". */
  why?: ComponentChildren;
  /** Questions must be answered unless they say this. */
  optional?: boolean;
  /** Makes the label the page's heading of this level: for a page with one question. */
  heading?: 1 | 2 | 3;
}

/** The id of a question's first input: where the error summary's link leads. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^\p{L}\p{N}_-]+/gu, '-')}`;
}

/** Ids and aria attributes of an input, from what the question shows. */
export function wiring(question: Pick<QuestionProps, 'name' | 'hint' | 'error'>, also?: string) {
  const id = fieldId(question.name);
  const describedBy = [
    question.hint === undefined ? undefined : `${id}-hint`,
    question.error === undefined ? undefined : `${id}-error`,
    also,
  ].filter((part) => part !== undefined);
  return {
    id,
    name: question.name,
    'aria-describedby': describedBy.length === 0 ? undefined : describedBy.join(' '),
    'aria-invalid': question.error === undefined ? undefined : ('true' as const),
  };
}

/** Label, hint, error and reason around one input. */
export function Frame({ question, children }: { question: QuestionProps; children: ComponentChildren }): VNode {
  const id = fieldId(question.name);
  const label = (
    <label class="ds-label" for={id}>
      {question.label} <Optional {...question} />
    </label>
  );
  return (
    <div class="ds-field question" data-error={question.error === undefined ? undefined : ''}>
      {question.heading === undefined ? label : <Titled level={question.heading}>{label}</Titled>}
      <HintAndError {...question} />
      {children}
      {question.why !== undefined && <Why>{question.why}</Why>}
    </div>
  );
}

/** Legend, hint, error and reason around several inputs. */
export function GroupFrame({ question, children }: { question: QuestionProps; children: ComponentChildren }): VNode {
  const { id, 'aria-describedby': describedBy } = wiring(question);
  const legend = (
    <>
      {question.label} <Optional {...question} />
    </>
  );
  return (
    <div class="question" data-error={question.error === undefined ? undefined : ''}>
      <fieldset class="ds-fieldset" id={`${id}-group`} aria-describedby={describedBy}>
        <legend class="ds-label">
          {question.heading === undefined ? legend : <Titled level={question.heading}>{legend}</Titled>}
        </legend>
        <HintAndError {...question} />
        {children}
        {question.why !== undefined && <Why>{question.why}</Why>}
      </fieldset>
    </div>
  );
}

/** How to answer, under a label. */
export function Hint({ id, children }: { id?: string; children: ComponentChildren }): VNode {
  return (
    <div data-field="description" class="hint" id={id}>
      {children}
    </div>
  );
}

function HintAndError({ name, hint, error }: QuestionProps): VNode {
  const texts = useTexts();
  const id = fieldId(name);
  return (
    <>
      {hint !== undefined && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error !== undefined && (
        <p class="ds-validation-message" id={`${id}-error`}>
          <span class="ds-sr-only">{texts.errorPrefix}</span>
          {error}
        </p>
      )}
    </>
  );
}

function Optional({ optional = false }: QuestionProps): VNode | null {
  const texts = useTexts();
  return optional ? <span class="optional">{texts.optional}</span> : null;
}

function Titled({ level, children }: { level: 1 | 2 | 3; children: ComponentChildren }): VNode {
  const Tag = `h${level}` as const;
  return <Tag class="question-heading">{children}</Tag>;
}
