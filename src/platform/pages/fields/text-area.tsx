import type { VNode } from 'preact';
import { useTexts } from '../language.tsx';
import { Frame, fieldId, wiring } from './field.tsx';
import type { QuestionProps } from './field.tsx';

export interface TextAreaProps extends QuestionProps {
  value?: string | undefined;
  /** Lines shown at first. */
  rows?: number;
  /** Most characters allowed. Told before writing, counted while writing, never cut off. */
  count?: number;
  readOnly?: boolean;
}

/** Text of several lines. */
export function TextArea({ value, rows = 5, count, readOnly, ...question }: TextAreaProps): VNode {
  const texts = useTexts();
  const countId = `${fieldId(question.name)}-count`;
  const { id, ...aria } = wiring(question, count === undefined ? undefined : countId);
  return (
    <Frame question={question}>
      <textarea class="ds-input" id={id} {...aria} rows={rows} readonly={readOnly} data-count={count}>
        {value}
      </textarea>
      {count !== undefined && (
        <p class="hint" id={countId} data-left={texts.charactersLeft} data-over={texts.charactersOver}>
          {texts.charactersAtMost(count)}
        </p>
      )}
    </Frame>
  );
}
