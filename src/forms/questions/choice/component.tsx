import type { VNode } from 'preact';
import { RadioGroup, Select } from '../../../platform/index.ts';
import { choicesOf, dontKnowAmong } from '../options.ts';
import type { ViewProps } from '../view.ts';
import type { ChoiceQuestion } from './model.ts';

/** More than these do not fit in view: then a list to choose from. */
const mostRadios = 12;

export function ChoiceField({ question, asked, shown, words }: ViewProps<ChoiceQuestion>): VNode {
  const choices = [...choicesOf(question.options, words), ...dontKnowAmong(question, words)];
  if (choices.length <= mostRadios) return <RadioGroup {...asked} choices={choices} value={shown.text()} />;
  return <Select {...asked} options={choices} value={shown.text()} />;
}
