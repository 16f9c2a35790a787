import type { VNode } from 'preact';
import { CheckboxGroup } from '../../../platform/index.ts';
import { choicesOf } from '../options.ts';
import type { ViewProps } from '../view.ts';
import type { ChoicesQuestion } from './model.ts';

export function ChoicesField({ question, asked, shown, words }: ViewProps<ChoicesQuestion>): VNode {
  return <CheckboxGroup {...asked} choices={choicesOf(question.options, words)} values={shown.all()} />;
}
