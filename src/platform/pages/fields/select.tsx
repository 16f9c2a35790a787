import type { VNode } from 'preact';
import { useTexts } from '../language.tsx';
import { Frame, wiring } from './field.tsx';
import type { QuestionProps } from './field.tsx';

export interface Option {
  value: string;
  label: string;
}

export interface SelectProps extends QuestionProps {
  options: readonly Option[];
  value?: string | undefined;
}

/** One of many. Up to seven alternatives are better as a RadioGroup, where all are seen at once. */
export function Select({ options, value, ...question }: SelectProps): VNode {
  const texts = useTexts();
  const { id, ...aria } = wiring(question);
  return (
    <Frame question={question}>
      <select class="ds-input" id={id} {...aria} data-width="auto">
        {!options.some((option) => option.value === '') && <option value="">{texts.noneChosen}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}
